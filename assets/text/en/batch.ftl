### Batches: files of transactions and customers

nav-batches = Batches
batch-subtitle = Files of transactions or customers, judged row by row before anything is sent
batch-kind-register = Customers
batch-open = Open a file…
batch-dialog = Choose a table
batch-dialog-filter = Tables
batch-folder-dialog = Choose the folder with the pictures
batch-file = A file
batch-path = Path of a CSV or XLSX file
batch-path-hint = Type or paste the path and press Enter
batch-drop = A file can also be dropped anywhere on this screen
batch-reading = Reading the file…
batch-not-read = The file cannot be used
batch-templates = Templates
batch-templates-text = An empty table with the columns of its kind
batch-template-conversion = template-conversions.csv
batch-template-crypto = template-crypto.csv
batch-template-fiat = template-fiat.csv
batch-template-register = template-customers.csv
batch-template-written = The template was written
batch-none = No batch yet
batch-none-text = Every batch that is put into the queue stays here with what became of its rows
batch-facts = { $kind } · { $rows } rows · { $when } · { $staff }
batch-making = { $done } of { $of } customers made
batch-stop = Stop
batch-continue = Continue
batch-show = Show in the ledger
batch-results = Results…
batch-results-file = results-{ $date }.csv
batch-results-written = { $count ->
    [one] One row was written
   *[other] { $count } rows were written
}
batch-drop-rest = Take back what waits
batch-dropped = { $count ->
    [one] One row was taken back
   *[other] { $count } rows were taken back
}
batch-one-at-a-time = Another batch is being made. Wait for it or stop it

batch-row-wrong = Not sent
batch-row-open = To be made
batch-row-draft = Needs a person
batch-row-queued = In the queue
batch-row-done = Taken by the server
batch-result = Result
batch-result-message = Message
batch-result-user-id = TCDX user id

batch-table-facts = { $count ->
    [one] One row, { $columns } columns
   *[other] { $rows } rows, { $columns } columns
}
batch-windows-1252 = The file is not UTF-8. It was read as older Windows text: look at letters with accents before sending
batch-columns-numbers = Stored as numbers, so a nought in front is lost: { $names }. Format the columns as text in the spreadsheet
batch-columns-no-time = No column gives the date and time: the moment of queueing is reported
batch-columns-unread = Not sent, though something stands there: { $names }
batch-no-folder = Choose the folder with the pictures: without it no customer can be sent
batch-strangers = { $count ->
    [one] One row is about a customer whom this computer does not know
   *[other] { $count } rows are about customers whom this computer does not know
}. The server refuses those it does not know either
batch-notation-open = Say how the amounts are written
batch-otherwise-row = Row { $row } has { $typed }: written in the Indonesian way it is { $id }, in the English way { $en }
batch-what = What it is
batch-kind = Rows are
batch-notation = Amounts are written
batch-judging = Judging every row…
batch-summary = { $good } of { $all } rows can be sent, { $wrong } cannot
batch-otherwise = { $count ->
    [one] One amount means something else in another notation
   *[other] { $count } amounts mean something else in another notation
}
batch-columns = Columns
batch-columns-text = What each column of the file holds, with its first row below
batch-columns-missing = No column for { $names }
batch-column-nothing = Not sent
batch-column-unnamed = Column { $number }
batch-lines = What was found ({ $count })
batch-line-row = Row { $row }
batch-line-cell = Row { $row }, { $column }
batch-folder = Folder with the pictures
batch-folder-hint = Type or paste the path and press Enter
batch-folder-choose = Choose a folder
batch-folder-helper = File names hold the identity number and what is on the picture, such as 3515…0002_ktp.jpg
batch-pictures-missing = No picture for { $names }
batch-doubts-keep = { $count ->
    [one] I have compared the doubtful row, it is right
   *[other] I have compared the { $shown } doubtful rows, they are right
}
batch-repeats-row = The same as row { $row } but for its id
batch-total = { $way }, { $pair }: { $count ->
    [one] one row
   *[other] { $shown } rows
}, { $sum } { $symbol } in all
batch-total-prices = One { $bid } at { $low } to { $high } { $ask }
batch-totals-more = { $count } more sums are not shown
batch-same-for-all = { $name }, the same in all rows
batch-consent-title = Consent
batch-consent = Every customer of this file has agreed to the consent text, and the agreement is kept
batch-consent-open = Confirm the consent of the customers
batch-no-good-row = No row can be sent yet
batch-queue = { $count ->
    [one] Put one row into the queue
   *[other] Put { $shown } rows into the queue
}
batch-queued = The batch is in the queue
batch-close = Close
batch-dry-run = Dry run
batch-dry-running = Dry run: { $done } of { $of }
batch-dry-done = Dry run over { $done } rows: { $count } would need a person. Nothing was sent
batch-known-id = The id in row { $row } was reported meanwhile. All rows were judged again
batch-needs-person-hint = Open the case and look at it ({ $field })
batch-cell-long-number = A number of so many digits that Excel may have put zeros for some. Format the column as text and type it again
batch-cell-formula = A formula: the value that was kept is used
batch-cell-no-value = A formula without a value. Open and save the file in a spreadsheet
batch-cell-error = The spreadsheet shows an error here
batch-row-uneven = { $got } cells where the header has { $expected }
batch-twice = The same customer as in row { $row }
batch-known-customer = This customer is here already

sheet-io = The file cannot be read: { $why }
sheet-empty = The file has no rows
sheet-file-too-large = The file has more than { $max } MB
sheet-unpacks-too-large = The workbook unpacks to too much. Copy the used cells into a new one
sheet-line-too-long = Line { $line } does not end
sheet-too-many-rows = More than { $max } rows. Split the file
sheet-too-many-columns = Row { $row } has more than { $max } columns
sheet-cell-too-long = Row { $row }, column { $column }: more than { $max } characters
sheet-nul = Line { $line } holds a NUL character
sheet-encoding = The file does not keep to the encoding it names
sheet-unclosed-quote = The quotation mark in line { $line } is never closed
sheet-stray-quote = Line { $line } has text behind a quotation mark
sheet-same-header = Columns { $first } and { $second } have the same name
sheet-merged-header = The header is merged at { $range }. Unmerge it
sheet-locked = The workbook is locked with a password
sheet-other-workbook = Not an .xlsx workbook
sheet-damaged = The workbook is damaged
sheet-no-such-sheet = The workbook has no such sheet
sheet-hint = Save it again as CSV (UTF-8) or .xlsx, and open it here
batch-other-case = Another case has the same identity number or e-mail address
batch-other-case-hint = Look at both cases; send this one only if it is another person
batch-edited = The draft was worked on by hand
batch-edited-hint = Open it and send it from there
