### One case: the panel beside the list, its viewer, its questions

case-previous = Previous case
case-next = Next case
case-close = Close the panel
case-submission = submission { $number }
case-no-id = User id not known yet
case-copy-id = Copy the user id
case-loading = Reading the case…
case-read-again = Read again
case-concerns = Concerns: { $place }
case-no-reason = The vendor gave no reason
case-reason-vendor = In the vendor’s words; which part of the form it concerns is not known
case-reason-level2 = Concerns: KYC level 2

## What to do
case-draft = { $progress } % filled in, { $problems ->
    [one] 1 problem
   *[other] { $problems } problems
  }
case-continue = Continue
case-correct = Correct and resubmit
case-release = Release
case-on-hold = On hold: nothing is sent and nothing is removed
case-on-hold-why = On hold: nothing is sent and nothing is removed. “{ $reason }”
case-queued = In the queue, sent when its turn comes
case-queued-until = In the queue, next try at { $time }
case-retry = Try again now
case-sending = Bytes sent
case-cancel-sending = Stop sending
case-asked-next = Status asked at { $time }, next at { $next }
case-asked = Status asked at { $time }
case-not-asked = The status was not asked since the case was opened
case-not-connected = Not connected, so the status cannot be asked for
case-ask-now = Ask now
case-arrived-no-id = The server knows this customer, but the user id is not known here. Without it the status cannot be asked for
case-enter-id = Enter the user id…
case-level2 = KYC level 2…
case-level2-again = Send level 2 again…
case-level2-pending = The vendor decides level 2 outside this program. Record the decision once you know it
case-level2-done = Level 1 and level 2 are approved
case-record-decision = Record the decision…
case-erased-text = The customer’s data were erased. The history and the hashes of the documents stay
case-more = More

## Sent, no answer
case-unconfirmed = Sent, but no answer came
case-unconfirmed-register = The customer may be registered or not. Sending again could register the customer twice: ask the vendor first
case-unconfirmed-update = The correction may have arrived or not. The status shows it once the vendor decides
case-unconfirmed-level2 = The documents may have arrived or not. Ask the vendor before sending them again
case-fact-sent = Sent
case-fact-when = { $time }, { $ago } ago
case-fact-bytes = Data sent
case-fact-came-back = Came back
case-fact-nothing = Nothing is known of it
case-arrived = It arrived…
case-send-again = Send again…
case-correct-form = Correct the form
case-other-documents = Send other documents…

## The menu
case-menu-retry = Try again now
case-menu-cancel-job = Take out of the queue
case-menu-hold = Put on hold…
case-menu-correct = Correct the form
case-menu-discard = Discard the draft…
case-menu-export = Export…
case-menu-erase = Erase the customer’s data…

## What is known
case-particulars = Particulars
case-reveal-number = Show the whole number
case-hide-number = Hide the number
case-documents = Documents
case-no-documents = No documents are kept
case-view-document = View { $name }
case-attempts = Requests
case-attempt = Request { $number }, { $kind }: { $outcome }
case-kind-register = registration
case-kind-update = correction
case-kind-level2 = level 2
case-outcome-accepted = accepted
case-outcome-not-sent = not sent
case-outcome-refused = refused
case-outcome-unknown = no answer
case-outcome-under-way = under way
case-amount = { $sent } of { $total }
case-amount-none = Nothing sent yet
case-notes = Internal notes
case-note = New note
case-note-helper = For colleagues, never sent to the vendor
case-note-empty = Write the note first
case-note-too-long = At most { $max } characters, these are { $got }
case-note-add = Add note

## What happened
case-timeline = Timeline
case-timeline-all = Show all { $count } entries
case-nothing-happened = Nothing yet
case-because = “{ $reason }”
case-by-retrieve = told by a status request
case-by-webhook = told by the vendor’s webhook
case-by-person = recorded by hand
case-did-created = Draft started
case-did-added-elsewhere = Added by user id, registered elsewhere
case-did-edited = Changed: { $fields }
case-did-document-in = { $name } put in
case-did-document-out = { $name } taken out
case-did-kept = Unusual value kept
case-did-kept-age = Unusual age kept
case-did-kept-birth-date = Birth date kept against the NIK
case-did-kept-gender = Gender kept against the NIK
case-did-kept-province = Province kept against the NIK
case-did-consent = Consent given
case-did-consent-version = version { $version }
case-did-queued = Put into the queue: { $kind }, submission { $number }
case-did-cancelled = Taken out of the queue: { $kind }
case-did-sent = Sending began: { $kind }, request { $number }
case-did-accepted = Sent and accepted
case-did-not-sent = Not sent
case-did-refused = Refused by the server
case-did-no-answer = Sent, but no answer came
case-did-bytes = { $bytes } sent
case-did-pending = Screening
case-did-approved = Approved
case-did-rejected = Rejected
case-did-level2-pending = Level 2 screening
case-did-level2-approved = Level 2 approved
case-did-level2-rejected = Level 2 rejected
case-did-other-status = Status { $status }
case-did-decided = Decided: { $what }
case-did-send-again = Decided to send again
case-did-arrived = Recorded that it arrived
case-did-correct = Taken into correction
case-did-correct-level2 = Level 2 taken back, to be sent anew
case-did-hold = Put on hold
case-did-release = Released
case-did-viewed = Looked at: { $names }
case-did-noted = Note added
case-did-exported = Exported
case-did-list-exported = List of { $count } customers exported
case-did-list-exported-masked = List of { $count } customers exported, masked
case-did-erased = Data erased
case-did-purged = Pictures removed, their time is over
case-did-discarded = Draft discarded
case-did-queue-paused = Queue paused
case-did-queue-resumed = Queue resumed
case-did-webhook = Webhook URL registered
case-did-backed-up = Backup written
case-did-restored = Restored from a backup

## The viewer
case-viewer = Documents
case-viewer-opening = Opening the document…
case-viewer-only = This is the only document
case-viewer-previous = Previous document
case-viewer-next = Next document
case-viewer-place = { $at } of { $of }
case-viewer-larger = Larger
case-viewer-smaller = Smaller
case-viewer-zoom = { $percent } %
case-viewer-fit = Fit
case-viewer-turn = Turn clockwise
case-viewer-beside = Side by side
case-viewer-alone = One alone

## Questions
case-reason = Reason
case-reason-helper = Kept in the history
case-reason-missing = Give the reason first
case-reason-too-long = At most { $max } characters, these are { $got }
case-hold-title = Put this case on hold?
case-hold-body = Nothing is sent for it and nothing is removed until it is released
case-hold-yes = Put on hold
case-erase-title = Erase this customer’s data?
case-erase-body = Everything about { $name } goes from this computer: the form, the documents, the notes, what was sent. This cannot be undone
case-erase-stays = A stub stays: the history without values, and hashes by which a duplicate is still recognised
case-erase-vendor = The vendor keeps its own data of this customer. Ask the vendor to erase them too
case-erase-yes = Erase
case-discard-title = Discard this draft?
case-discard-body = Everything typed and every picture of this draft goes. This cannot be undone
case-discard-named = The draft of { $name }, begun { $age } ago, goes with everything typed and every picture. This cannot be undone
case-discard-yes = Discard
case-again-title = Send again?
case-again-body = The first request may have arrived. If it did, sending again could register this customer twice. Ask the vendor first
case-again-body-known = The first request may have arrived. If it did, the vendor gets the same data a second time
case-again-yes = Send again
case-no-job = This request is no longer waiting for a decision
case-arrived-title = The registration arrived
case-arrived-body = Record that the vendor has this customer. With the user id, the status is asked for from now on
case-arrived-body-update = Record that the vendor has the correction. The status is asked for from now on
case-arrived-id = User id
case-arrived-id-helper = As the vendor tells it; it may be left empty and entered later
case-arrived-wrong-id = A user id looks like ace50048-759a-5de5-8e7a-3f7c64e6fb48
case-arrived-missing-id = Enter the user id first
case-arrived-yes = Record
case-decision-title = How did level 2 end?
case-decision-body = Record what the vendor told you. It is noted in the history as recorded by hand
case-decision-reason = A rejection needs the vendor’s reason
case-decision-approved = Approved
case-decision-rejected = Rejected
case-decision-arrived = Arrived, not decided

## What became of it
case-added = The customer was added
case-erased = The customer’s data were erased
case-exported = The case was exported
case-save-as = Save as
case-save-as-filter = File
case-export-no-dialog = The system’s dialog for saving could not be opened, so nothing was exported
case-export-failed = The file could not be written
case-export-full = The disk is full, so the file was not written
case-export-hint = Choose another folder and export again
