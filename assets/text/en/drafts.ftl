### What is unfinished, what is kept, and what looks like the same customer

start-title = Unfinished customers
start-subtitle = { $count ->
    [one] 1 customer was begun and not sent
   *[other] { $count } customers were begun and not sent
  }
start-new = New customer
start-continue = Continue
start-continue-name = Continue with { $name }
start-discard-name = Discard the draft of { $name }…
start-opening = Opening the form…
start-edited = Last edited { $ago } ago
start-edited-now = Last edited just now
start-facts = { $edited } · { $staff }
start-progress = { $percent } % filled in
start-problems = { $count ->
    [0] No problems
    [one] 1 problem
   *[other] { $count } problems
  }
start-more = { $count ->
    [one] Show 1 more
   *[other] Show { $count } more
  }
start-empty = Nothing is unfinished
start-empty-text = A form that is begun and left appears here, to be continued later

drafts-begin = Kept as you type
drafts-saved = Saved { $time }
drafts-kept = Saved
drafts-saving = Saving…
drafts-waiting = Kept as soon as the store is open
drafts-not-saved = Not saved: { $why }
drafts-not-saved-title = What you typed is not on the disk yet
drafts-not-saved-hint = It stays on the screen, and saving is tried again every few seconds. Keep the window open until it is saved
drafts-other-title = Somebody else changed this customer meanwhile
drafts-other-text = What you typed since is not saved. Load the other version and lose it, or keep this form over what they changed
drafts-other-sent = It was sent from another window, so this form cannot be saved any more. Note down what you changed, then see what became of it
drafts-other-load = Load the other version
drafts-other-keep = Keep this form
drafts-other-follow = See what became of it
drafts-other-sign = Not saved: changed elsewhere
drafts-stays = The form stays open: its last change could not be saved
drafts-decide-first = Decide first which version of this customer is kept
drafts-unfinished = Unfinished ({ $count })

drafts-quit-title = Close without the last change?
drafts-quit-body = The last change of this form could not be saved. It is lost when the window closes
drafts-quit-yes = Close and lose it

duplicates-title = Send all the same?
duplicates-unchanged = Nothing was changed
duplicates-unchanged-text = The form is as it was sent last time. The vendor is likely to answer the same
duplicates-maybe = This customer may be registered already
duplicates-maybe-text = An earlier sending got no answer. If it arrived, sending again registers the customer twice. Ask the vendor first
duplicates-found = { $count ->
    [one] A case that looks like the same customer
   *[other] { $count } cases that look like the same customer
  }
duplicates-id-number = same identity number
duplicates-email = same e-mail address
duplicates-phone = same mobile number
duplicates-begun = begun { $ago } ago
duplicates-erased = Erased customer
duplicates-open = Open
duplicates-open-name = Open { $name }
duplicates-send = Send all the same
