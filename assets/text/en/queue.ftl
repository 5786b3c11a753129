### The send queue, the store that does not open, and news on the desktop

queue-title = Queue
queue-running = Sending { $count } of at most { $most } at once
queue-idle = Nothing is being sent now
queue-pill-running = Running
queue-pill-paused = Paused
queue-pill-stopped = Stopped by a fault
queue-pill-elsewhere = Sent from elsewhere
queue-pause = Pause
queue-pause-name = Pause the queue
queue-resume = Resume
queue-resume-name = Resume the queue
queue-paused-text = Nothing new is sent until the queue is resumed. Requests under way end by themselves
queue-stopped-title = A fault stopped all sending
queue-settings = Open Settings
queue-again = Try again
queue-held-since = Another TCDX Desk (process { $pid }) sends from this store since { $time }; this one shows
queue-held = Another TCDX Desk (process { $pid }) sends from this store; this one shows
queue-empty = Nothing in the queue
queue-empty-text = A customer whose form is sent waits here until the server has answered
queue-none = Nothing of this kind
queue-none-text = Show all to see the rest of the queue
queue-show-all = Show all

queue-more-rows = and { $count } more
queue-all = All
queue-sending = Being sent
queue-waiting = Waiting
queue-person = Needs a person
queue-on-hold = On hold
queue-done = Done lately
queue-chip = { $group } { $count }

queue-state-sending = Sending
queue-state-waiting = Waiting
queue-state-unconfirmed = Unconfirmed
queue-state-refused = Refused
queue-state-on-hold = On hold
queue-state-done = Accepted
queue-kind-register = Registration
queue-kind-update = Correction
queue-kind-level2 = Level 2 documents
queue-no-name = Customer without a name
queue-row = { $name }, { $kind }, { $state }, { $reason }

queue-preparing = Preparing
queue-uploading = Uploading
queue-answer = Everything is sent, waiting for the answer
queue-progress-name = Data sent of { $name }
queue-amount = { $sent } of { $total }
queue-percent = { $percent } %
queue-turn = Waiting for its turn
queue-because-paused = Waiting because the queue is paused
queue-because-fault = Waiting because a fault stopped all sending
queue-since = in the queue since { $time }
queue-tries = { $count ->
    [one] 1 try
   *[other] { $count } tries
  }
queue-place = number { $place } in line
queue-next-try = next try at { $time }, in { $wait }
queue-next-soon = next try in a moment
queue-after-resume = goes on when the queue is resumed
queue-after-fault = goes on when the fault is mended
queue-facts = { $first } · { $second }
queue-unconfirmed = TCDX Desk stopped while this was being sent; no answer is known
queue-sent-bytes = begun at { $time }, { $amount } sent
queue-refused = The server refused it
queue-refused-at = answered at { $time }
queue-hold-text = Passed over until the hold is released
queue-done-text = The server has taken it

queue-decide = Decide…
queue-decide-name = Decide about { $name }…
queue-correct = Correct…
queue-correct-name = Correct { $name }…
queue-retry = Try now
queue-retry-name = Try { $name } now
queue-release = Release
queue-release-name = Release the hold of { $name }
queue-more-name = More for { $name }
queue-open = Open the case
queue-move-up = Move to the front
queue-cancel-waiting = Take out of the queue
queue-cancel-sending = Stop sending
queue-cancelled = Taken back: it is not sent

unlock-new-title = Choose a passphrase for the store
unlock-new-text = This computer has no keyring that could hold the key of the store. Customers’ data are encrypted with this passphrase instead, and it is asked for at each start
unlock-new-warning = Nobody can open the store without it, not even your IT department. Keep it where your bank keeps such things
unlock-title = Enter the passphrase of the store
unlock-text = This computer has no keyring, so the customers’ data of this profile are encrypted with a passphrase
unlock-passphrase = Passphrase
unlock-new-helper = At least { $min } characters; several words are easy to remember
unlock-again = Repeat the passphrase
unlock-show = Show the passphrase
unlock-hide = Hide the passphrase
unlock-create = Create the store
unlock-open = Open the store
unlock-empty = Enter the passphrase
unlock-too-short = The passphrase needs at least { $min } characters
unlock-not-alike = The two passphrases differ; enter the same one twice
unlock-unusable-title = The store cannot be opened
unlock-unusable-text = What is in it was left as it is. Nothing can be sent or kept until it opens
unlock-try-again = Try again
unlock-set-aside = Put aside and begin anew…
unlock-forgotten = Without the passphrase this store cannot be read. It can be put aside, so that work goes on with a new one
unlock-opening = Opening the store
set-aside-title = Put the store aside and begin a new one?
set-aside-body = The file is renamed and kept beside the new one, for your IT department. Its cases, drafts and queue are not in the new store: what waits there is not sent
set-aside-yes = Put aside and begin anew
session-store = This computer has no keyring: customers of this training are kept for this session only, and are gone when the program ends

notify-approved = { $approved ->
    [one] 1 customer was approved
   *[other] { $approved } customers were approved
  }
notify-rejected = { $rejected ->
    [one] 1 customer was rejected
   *[other] { $rejected } customers were rejected
  }
notify-both = { $approved ->
    [one] 1 customer was approved
   *[other] { $approved } customers were approved
  }, { $rejected ->
    [one] 1 was rejected
   *[other] { $rejected } were rejected
  }
queue-state-settled = Settled
queue-settled-text = It needs nobody any more: the case went on without its answer
