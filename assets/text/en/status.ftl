### The KYC status, sending and what became of it, and the slots for pictures

status-pending = Pending
status-approved = Approved
status-rejected = Rejected
status-unknown = Not known yet
status-level = Level 1 · since { $time }, { $length }
status-level-final = Level 1 · since { $time }
status-level-open = Level 1 · no answer from the vendor yet
status-asking = Asking…
status-asked = Asked { $ago } ago, again in { $next }
status-asked-soon = Asked { $ago } ago, again in a moment
status-asked-final = Last asked at { $time }, the decision is final
status-seen = No answer. Last seen { $ago } ago, again in { $next }
status-seen-soon = No answer. Last seen { $ago } ago, again in a moment
status-never-seen = No answer yet, again in { $next }
status-never-seen-soon = No answer yet, again in a moment
status-not-connected = Not connected, so the status is not asked for
status-refresh = Refresh
status-refresh-name = Ask for the status now
status-no-reason = The vendor gave no reason
status-copy-id = Copy the customer’s id
status-customer = Customer { $id }

happened-title = What happened
happened-subtitle = Newest first, kept until the program closes
happened-none = Nothing since the program was started
happened-consent = Consent given
happened-consent-detail = { $time } · version { $version }, { $staff }
happened-kept-age = Unusual age kept
happened-kept-birth-date = Birth date kept against the NIK
happened-kept-gender = Gender kept against the NIK
happened-kept-province = Province kept against the NIK
happened-kept-detail = { $time } · “{ $reason }”
happened-signed = Built and signed
happened-accepted = Sent and accepted
happened-accepted-detail = { $time } · attempt { $attempt } · { $staff }
happened-screening = Screening
happened-screening-detail = { $time } · { $count ->
    [one] asked once
   *[other] asked { $count } times
  }
happened-approved = Approved
happened-rejected = Rejected
happened-rejected-why = Rejected: { $reason }
happened-other = Status { $status }

## Sending
sending-title = Sending
sending-no-name = Customer without a name
sending-subtitle = Keep the program open until the answer is here
sending-preparing = Preparing: pictures are encoded and the request is signed
sending-uploading = Uploading
sending-waiting = Everything left, waiting for the answer
sending-cancelling = Cancelling
sending-progress = Bytes sent
sending-amount = { $sent } of { $total }
sending-rate = { $rate }/s
sending-warning = Do not close the program and do not switch the computer off
sending-warning-detail = If the connection breaks now, nobody knows whether the customer is registered
sending-cancel = Cancel
sending-stop-waiting = Stop waiting…
sending-stop-waiting-detail = All data has left: if you stop now, the outcome is unknown
sending-cancel-busy = Cancelling already, waiting for the connection to end

## Sent
sent-title = Sent
sent-accepted = Accepted by the server
sent-facts = { $count ->
    [one] 1 picture
   *[other] { $count } pictures
  }, { $size }, in { $secs } s
sent-status = KYC status
sent-sandbox = Decide on the sandbox page
sent-sandbox-hint = In training you decide: approve or reject this customer on the sandbox’s page
sent-to-customers = To the customers
sent-next = Next customer
sent-gone = This customer is no longer listed

## Unknown outcome
unconfirmed-title = The outcome is not known
unconfirmed-subtitle = The registration was sent; it may or may not have been accepted
unconfirmed-meaning = The customer may be registered or not. Sending again could register the customer twice
unconfirmed-facts = What is known
unconfirmed-at = Sent
unconfirmed-when = { $time }, { $ago } ago
unconfirmed-bytes = Bytes that left
unconfirmed-came-back = What came back
unconfirmed-email = E-mail
unconfirmed-identity = Identity number
unconfirmed-copy-email = Copy the e-mail address
unconfirmed-next-steps = What to do
unconfirmed-step-ask = Ask the vendor whether a customer with this e-mail address is registered
unconfirmed-step-not = If not, send again
unconfirmed-step-yes = If so, go on with the next customer: the form is cleared
unconfirmed-back = Back to the form
unconfirmed-again = Send again…
unconfirmed-next = Next customer

### slots
slot-good = Good
slot-refused = Refused
slot-loading = Loading
slot-missing = Missing
slot-required = Required
slot-optional = Optional
slot-loading-text = Reading the picture…
slot-required-text = Add this picture
slot-proof-required = Required because the nationality is not Indonesian
slot-proof-optional = Not needed for Indonesian nationals
slot-old-stands = The picture before it still stands
slot-hint = Drop, paste or type a path
slot-choose = Choose…
slot-choose-name = Choose a file for { $slot }
slot-view = View
slot-view-name = View { $slot }
slot-replace = Replace…
slot-replace-name = Replace { $slot }
slot-paste = Paste
slot-paste-name = Paste { $slot }
slot-remove = Remove
slot-remove-name = Remove { $slot }
slot-path = Path of { $slot }
slot-path-placeholder = Path of the file
slot-load-name = Load { $slot } from its path
slot-size = { $before } → { $after } · { $width } × { $height }
slot-size-same = { $after } · { $width } × { $height }
slot-drop-here = Release to put the files here
slot-drop-anywhere = Release to fill the empty slots in order

liveness-title = Liveness gestures
liveness-count = { $done } of { $total }
liveness-tile-filled = { $slot }, filled
liveness-tile-empty = { $slot }, empty
liveness-set-placeholder = Choose a set
liveness-set-filter = Number or name
liveness-set-none = No set with this name
liveness-files = Files
liveness-files-hint = Type or paste a path and press Enter, the next gesture follows

picture-opening = Opening the picture…
picture-facts = { $width } × { $height } pixels, { $size }
picture-close = Close
