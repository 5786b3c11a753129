### Transactions, coin addresses and the ledger

nav-transactions = Transactions
report-subtitle = Reported to TCDX through the same queue as registrations
report-tabs = Part of the screen
report-tab-form = Report
report-tab-ledger = Ledger
report-tab-addresses = Addresses

report-kind = Kind of transaction
report-kind-conversion = Conversion
report-kind-crypto = Crypto
report-kind-fiat = Fiat
report-kind-create-address = New address
report-kind-update-address = Changed address

report-deposit = Deposit
report-withdraw = Withdrawal
report-bid = Buy (bid)
report-ask = Sell (ask)
report-maker = Maker
report-taker = Taker
report-partial = Partly
report-full = In full

report-state-waiting = Waiting
report-state-sending = Being sent
report-state-unconfirmed = Unconfirmed
report-state-refused = Refused
report-state-reported = Reported
report-state-dropped = Taken back

report-card-what = What happened
report-card-identity = Id and time
report-field-customer = Customer
report-field-bid-symbol = Bid symbol
report-field-ask-symbol = Ask symbol
report-field-side = Side
report-field-price = Total price
report-field-in = { $field }, { $symbol }
report-field-quantity = Amount executed
report-field-fee = Fee received
report-field-liquidity = Maker or taker
report-field-fill = Filled
report-field-order-id = Order id
report-field-symbol = Coin symbol
report-field-currency = Currency
report-field-direction = Direction
report-field-amount = Amount
report-field-origin = From address (optional)
report-field-destination = To address
report-field-origin-bank = From bank
report-field-origin-account = From account
report-field-destination-bank = To bank
report-field-destination-account = To account
report-field-transaction-id = Transaction id
report-field-address = Address
report-field-date-time = Date and time

report-helper-date-time = Empty is now. Else 2026-01-31 14:30
report-helper-own-id = Unique; a fresh one is proposed
report-helper-origin = Leave it empty if nobody knows it
report-address-not-checked = Addresses of { $symbol } cannot be checked here: compare every character
report-helper-ask-symbol = For example IDR
report-helper-side = Bid is an order to buy, ask an order to sell
report-helper-liquidity = Maker: the order waited in the book
report-helper-symbol = For example BTC, ETH, USDT
report-helper-account = Digits only
report-now = Now
report-amount-helper = For example 1,234.56
report-amount-read = Read as { $shown }
report-amount-read-whole = Read as { $shown }, which is { $whole }
report-amount-read-fraction = Read as { $shown }, a little more than { $whole }
report-unit-price = One { $bid } at { $price } { $ask }. For checking only, it is not sent
report-unit-price-none = The price of one is shown here for checking
report-bank-choose = Choose a bank
report-bank-search = Name or three-digit code
report-bank-nothing = No such bank. Three digits are taken as a code

report-customer-search = Name, e-mail address or user id
report-customer-helper = Only registered customers are found. A user id may be typed or pasted
report-customer-unknown = Not among the customers of this computer
report-customer-nobody = No registered customer is found by this
report-customer-change = Change

report-send = Report
report-clear = Clear
report-queueing = It is being put into the queue…
report-problems = { $count ->
    [one] One field needs to be corrected
   *[other] { $count } fields need to be corrected
}
report-footer-ledger = Open the ledger
report-queued = In the queue
report-not-queued = Not put into the queue
report-refused-title = The server refused this report
report-last = { $name } · { $what }: { $state }
report-last-unconfirmed = No clear answer came; it may have arrived. Do not report it again: look at it in the ledger
report-last-show = Show
report-aside = What was typed here before is put aside
report-bring-back = Bring it back

report-doubts-title = Please look again
report-doubts-keep = I have compared it, it is right
report-doubts-open = Compare what looks doubtful, then tick the box
report-doubt-bank = No known bank has this code
report-doubt-thousandths = Thousandths of a rupiah. “{ $sign }” is the decimal sign here: fifty thousand is { $example }
report-doubt-other-notation = Read as { $read }. If { $otherwise } is meant, write it so
report-doubt-twin = The same again
report-doubt-twin-text = Differs from a report of { $time } by { $staff } (id { $id }) in its id alone
report-doubt-customer = Another customer
report-doubt-customer-text = The refused report is about another customer. It is closed when this one is sent
report-doubt-checksum = The checksum is wrong: at least one character is not what it was
report-doubt-length = Too long or too short for an address of this coin
report-doubt-characters = A character that such an address never has
report-doubt-prefix = 0x is missing at the beginning
report-doubt-other-network = An address of { $network }, not of this coin's network
report-doubt-test-network = An address of the test network of { $network }
report-doubt-form = Does not look like an address of this coin
report-doubt-no-checksum = Written without a checksum: a slip would not be noticed

report-user-id = Choose a customer, or type a user id such as 3d956348-2ab0-5328-90f0-44bceab1528c
report-symbol = 1 to { $max } letters and digits, for example ETH
report-same-symbol = The two sides must differ
report-currency = Three letters, for example IDR
report-choice = Choose one
report-zero = More than zero
report-characters = No spaces and no special characters
report-bank-code = Three digits, for example 014
report-account-number = Digits only
report-account-decimal = Written like a decimal number. Leave out the point and what stands behind it, if that does not belong to the account
report-account-length = { $min } to { $max } digits; these are { $got }
report-same-address = This is the address before
report-moment-format = Write date and time as 2026-01-31 14:30
report-moment-not-real = There is no such date or time
report-moment-in-future = In the future. Check the date and this computer's clock
report-moment-missing = The date and time are missing here. Fill them in: the moment of queueing is reported only where no column holds them
report-moment-too-old = Before 2009. Check the year
report-twice-in-batch = The same id as in row { $row }
report-known-id = This id was reported before. Use another, or look it up in the ledger
report-amount-characters = Digits only, for example { $example }
report-amount-negative = Without a minus sign: the direction says which way it went
report-amount-exponent = Write it out in digits, for example { $example }
report-amount-grouping = “{ $sign }” groups thousands here, three digits each: { $example }
report-amount-decimal-sign = A digit before and after one decimal sign: { $example }
report-amount-leading-zero = Without zeros in front
report-amount-too-long = At most { $whole } digits before and { $fraction } after the decimal sign

report-copy = Copy
report-queued-at = Put into the queue
report-attempts = Attempts
report-attempt = Attempt { $number } · { $outcome }
report-attempt-unknown = Sent, without a clear answer
report-decided-arrived = No answer came. A person decided that it arrived
report-decided-dropped = No answer came. A person took it back
report-unconfirmed-title = Nobody knows whether it arrived
report-unconfirmed-text = Ask the vendor by its id before deciding: sent twice it may count twice
report-arrived = It arrived…
report-arrived-ask = Did you find it at the vendor? It then counts as reported and is never sent again. The decision is written into the history
report-arrived-yes = It arrived
report-not-arrived = It did not: take back…
report-not-arrived-ask = Is it sure that the vendor does not have it? It is taken back, counts nowhere, and its id is free again. The decision is written into the history
report-again = Send again…
report-again-yes = Send it a second time
report-again-ask = Did you ask the vendor? If the first one arrived, this one counts a second time. The decision is written into the history
report-unconfirmed-lost = The request left and no answer came
report-take-back = Take back

error-report-own = The server already has this id. The request without an answer did arrive
error-report-own-hint = Nothing is left to do
error-report-known = The server already has a report with this id
error-report-known-hint = Look the id up at the vendor. If it is another transaction, correct the id

ledger-reading = Reading the ledger…
ledger-empty = Nothing was reported yet
ledger-empty-text = Transactions and coin addresses appear here with what became of them
ledger-none = Nothing fits
ledger-none-text = No report fits the search and the filters
ledger-show-all = Show all
ledger-search = Search the ledger
ledger-search-hint = Customer, id, symbol, staff
ledger-all-kinds = All kinds
ledger-all-states = All states
ledger-all-days = All days
ledger-today = Today
ledger-week = The last 7 days
ledger-month = The last 30 days
ledger-from = From
ledger-to = To
ledger-count = { $shown } of { $all } reports, last reported first
ledger-count-batch = { $shown } of { $all } reports, of one batch only
ledger-batch = Batch { $name }, { $when }
ledger-batch-unnamed = One batch
ledger-batch-clear = Show all batches, not only: { $batch }
ledger-plot = By day
ledger-plot-title = Reported volume by day
ledger-export = Export
ledger-file = ledger-{ $date }.csv
ledger-exported = { $count ->
    [one] One report was written
   *[other] { $count } reports were written
}
ledger-column-customer = Customer
ledger-column-what = What
ledger-column-when = When it happened
ledger-times = It happened { $happened }, reported { $reported } by { $staff }
ledger-no-name = Name not known
ledger-totals = Totals
ledger-totals-none = Nothing that counts is shown
ledger-total-title = { $symbol } · { $count }
ledger-total-waiting = { $count ->
    [one] One of them waits and is in no sum
   *[other] { $count } of them wait and are in no sum
}
ledger-deposited = Deposits
ledger-withdrawn = Withdrawals
ledger-bought = Bought
ledger-sold = Sold
ledger-unconfirmed = Unconfirmed, apart

address-card-customer = Customer
address-card-known = Addresses
address-card-history = What was sent
address-nobody = Choose a customer
address-nobody-text = The coin addresses of a registered customer are shown and changed here
address-none = No address was sent from this computer yet
address-add = New address…
address-add-title = New coin address
address-change = Change…
address-change-name = Change the address for { $symbol }
address-change-title = Change a coin address
address-copy = Copy the address for { $symbol }
address-copy-sent = Copy { $address }
address-instead-of = Instead of { $address }
address-before = Address before
address-after = Address from now on
address-compare = Compare…
address-compare-text = Compare every character of the new address with what the customer gave: forged ones begin and end alike. From now on { $symbol } goes to it
address-replace = Replace the address
address-send = Send
address-qr-show = QR code of the address for { $symbol }
address-qr-title = QR code
address-qr-name = QR code of the address
address-qr-too-long = This text is too long for a QR code
address-qr-paste = Paste a QR code
address-qr-file = QR code from a file…
address-qr-drop = A picture of a QR code can also be dropped here
qr-none = No QR code was found in the picture
qr-none-hint = Take the picture closer and straight, with good light
qr-no-address = The QR code holds no address
qr-no-address-hint = Choose the code with which coins are received
qr-several = There are several QR codes in the picture
qr-several-hint = Crop it to one of them

case-menu-report = Report a transaction
queue-open-report = Open the report
queue-open-customer = Open the customer
case-did-report-queued = { $kind }: put into the queue
case-did-report-sent = { $kind }: request sent
case-did-report-accepted = { $kind }: taken by the server
case-did-report-refused = { $kind }: refused by the server
case-did-report-unknown = { $kind }: no answer came
case-did-report-not-sent = { $kind }: did not arrive, waits
case-did-report-again = { $kind }: sent again by decision
case-did-report-arrived = { $kind }: arrived, a person decided
case-did-report-not-arrived = { $kind }: did not arrive, a person decided
case-did-report-replaced = { $kind }: replaced by a corrected one
case-did-report-cancelled = { $kind }: taken back
case-did-batch-results = Results of a batch written into a file, { $count } rows
case-did-batch-queued = { $count ->
    [one] Batch with one row put into the queue
   *[other] Batch with { $count } rows put into the queue
}
case-did-batch-cancelled = { $count ->
    [one] One waiting row of a batch was taken back
   *[other] { $count } waiting rows of a batch were taken back
}
case-did-ledger-exported = { $count ->
    [one] One report was exported
   *[other] { $count } reports were exported
}
