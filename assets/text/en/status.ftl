### What becomes of a case that was sent, and the slots for pictures

status-level-final = Level 1 · since { $time }
status-asking = Asking…
status-asked = Asked { $ago } ago, again in { $next }
status-asked-soon = Asked { $ago } ago, again in a moment
status-seen = No answer. Last seen { $ago } ago, again in { $next }
status-seen-soon = No answer. Last seen { $ago } ago, again in a moment
status-never-seen = No answer yet, again in { $next }
status-never-seen-soon = No answer yet, again in a moment
status-not-connected = Not connected, so the status is not asked for
status-refresh = Refresh
status-refresh-name = Ask for the status now
status-no-reason = The vendor gave no reason
status-copy-id = Copy the customer’s id

## Sending
sending-title = Sending
sending-preparing = Preparing: pictures are encoded and the request is signed
sending-uploading = Uploading
sending-waiting = Everything is sent, waiting for the answer
sending-progress = Bytes sent
sending-amount = { $sent } of { $total }
sending-rate = { $rate }/s
sending-cancel = Cancel
sending-stop-waiting = Stop waiting…
sending-stop-waiting-detail = All data has left: if you stop now, the outcome is unknown
sending-cancel-busy = Cancelling already, waiting for the connection to end

## Sent
sent-title = Sent
sent-accepted = Accepted by the server
sent-status = KYC status
sent-sandbox = Decide on the sandbox page
sent-sandbox-hint = In training you decide: approve or reject this customer on the sandbox’s page
sent-to-customers = To the customers
sent-next = Next customer

## Unknown outcome
unconfirmed-title = The outcome is not known
unconfirmed-meaning = The customer may be registered or not. Sending again could register the customer twice
unconfirmed-facts = What is known
unconfirmed-at = Sent
unconfirmed-when = { $time }, { $ago } ago
unconfirmed-bytes = Data sent
unconfirmed-came-back = What came back
unconfirmed-email = E-mail
unconfirmed-identity = Identity number
unconfirmed-copy-email = Copy the e-mail address
unconfirmed-again = Send again…

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
slot-drop-anywhere = Release to sort the files into slots

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
picture-close = Close

following-first = Registration, submission 1
following-again = Correction, submission { $number }
following-gone = This customer is no longer listed
following-opening = Opening the form…
status-level = Level 1 · for { $length }
status-level-open = Level 1
status-asked-only = Asked { $ago } ago
sent-first = Submission { $number }, { $time }
sent-facts = Submission { $number } · { $size } in { $secs } s
level2-go = KYC level 2…
sent-correct = Correct and resubmit
sent-no-more = Nothing is left to do at level 1

waiting-title = Waiting in the queue
waiting-subtitle = Frozen as it is: it is sent by itself, and survives a restart
waiting-turn = It waits for its turn
waiting-paused = The queue is paused
waiting-resume = Resume the queue
waiting-stopped = A fault stopped all sending
waiting-again = Try again
waiting-elsewhere = Another TCDX Desk (process { $pid }) sends from this store
waiting-hold = It is on hold, so it is passed over
waiting-offline = The server cannot be reached now
waiting-next = Next try at { $time }, in { $wait }
waiting-soon = Next try in a moment
waiting-tries = { $count ->
    [one] 1 try so far
   *[other] { $count } tries so far
  }
waiting-now = Try now
waiting-back = Back to the form
waiting-go-on = You can go on with the next customer meanwhile

unconfirmed-ways = What to do
unconfirmed-way-ask = Ask the vendor whether a customer with this e-mail address is registered. Nothing is sent again by itself
unconfirmed-way-yes = The customer is registered there
unconfirmed-arrived = It arrived…
unconfirmed-way-no = The customer is not registered there
unconfirmed-way-wrong = Something in the form is wrong
unconfirmed-correct = Correct it

refused-title = The server refused it
refused-subtitle = Nothing was registered or changed by it
refused-correct = Correct and send again
sent-known = Known to the server
sent-settled = The server already knows this customer
sent-settled-text = So an earlier request arrived, although its answer was lost; what was changed since then was not taken over. With the user id from the vendor the status can be followed and the rest corrected
sent-settled-enter = Enter the user id…
sent-level2-facts = Documents · { $size } in { $secs } s
status-level2 = Level 2
