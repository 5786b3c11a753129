### The list of customers, and how a case stands

customers-title = Customers
customers-search = Search the customers
customers-search-hint = Name, NIK, e-mail, phone, id
customers-new = New customer
customers-more = More to do with the list
customers-add = Add by user id…
customers-export = Export…
customers-export-nothing = There is nothing in the list to export

## Views
customers-all = All { $count }
customers-drafts = Drafts { $count }
customers-pending = Pending { $count }
customers-approved = Approved { $count }
customers-rejected = Rejected { $count }
customers-needs-me = Needs me { $count }
customers-pending-long = Pending over 24 h { $count }
customers-rejected-untouched = Rejected, untouched { $count }
customers-on-hold = On hold { $count }
customers-level2 = At level 2 { $count }
customers-erased = Erased { $count }
customers-more-views = More

## Filters and order
customers-filter = Filter
customers-filter-set = Filters { $count }
customers-filter-any = Any
customers-filter-age = Begun in the last
customers-filter-days = { $count ->
    [one] 1 day
   *[other] { $count } days
  }
customers-filter-level = Level
customers-filter-level1 = Level 1
customers-filter-level2 = Level 2
customers-filter-on = Begun on
customers-filter-on-hint = Year, month, day: 2026-11-23
customers-filter-on-wrong = This is not a date: write it as 2026-11-23
customers-filter-everyone = Everyone
customers-filter-clear = Clear the filters
customers-filter-nothing = No filter is set
customers-order = Order: { $order }
customers-sort-newest = Newest change
customers-sort-longest = Waiting longest
customers-sort-by = Sort by { $column }

## Columns and rows
customers-column-status = Status
customers-column-name = Customer
customers-column-identity = Identity
customers-column-email = E-mail
customers-column-staff = By
customers-column-age = Age
customers-column-changed = Changed
customers-column-attempts = Attempts
customers-column-reason = Reason
customers-row = { $name }, { $status }, { $ago }
customers-row-unread = { $name }, { $status }, { $ago }, not looked at yet
customers-now = now
customers-no-answer = No answer after sending
customers-sent = { $percent } % sent
customers-filled = { $percent } % filled
customers-filled-problems = { $percent } % filled, { $count ->
    [one] 1 problem
   *[other] { $count } problems
  }

## Nothing to list
customers-reading = Reading the customers, { $count } so far
customers-empty = No customers yet
customers-empty-text = Customers registered from here appear in this list
customers-none = No customer matches
customers-none-text = Change the search or the filters
customers-none-here = Nobody is in this view
customers-none-here-text = Customers appear here as soon as it applies to them
customers-show-all = Show all

## Export of the list
export-list-title = Export the list
export-list-body = { $count } customers, as the list shows them, are written to a CSV file
export-list-whole = With whole identity numbers, e-mail addresses and phone numbers
export-list-masked = Identity numbers, e-mail addresses and phone numbers are masked
export-list-warning = The file is not encrypted: whoever opens it reads personal data. The export is written into the history
export-list-yes = Export
export-list-file = customers-{ $date }.csv
export-list-done = { $count ->
    [one] 1 customer was exported
   *[other] { $count } customers were exported
  }
export-list-not-written = The list could not be written: { $why }
export-list-not-written-hint = Choose another folder
export-column-name = Name
export-column-level2 = Level 2
export-column-on-hold = On hold
export-column-phone = Phone
export-column-user-id = User id
export-column-begun = Begun
export-yes = yes

## A customer registered elsewhere
add-customer-title = Add a customer by user id
add-customer-body = A customer who was registered elsewhere is added to this list, and the status is asked for
add-customer-label = User id
add-customer-helper = As the vendor gave it: ace50048-759a-5de5-8e7a-3f7c64e6fb48
add-customer-wrong = This is not a user id: it has 32 digits and letters from a to f, in five groups
add-customer-yes = Add

## How a case stands
stage-draft = Draft
stage-ready = Queued
stage-sending = Sending
stage-unconfirmed = Unconfirmed
stage-refused = Refused
stage-pending = Pending
stage-approved = Approved
stage-rejected = Rejected
stage-correction = Correction
stage-erased = Erased
stage-on-hold = On hold
stage-level2-ready = Level 2 queued
stage-level2-sending = Level 2 sending
stage-level2-unconfirmed = Level 2 unconfirmed
stage-level2-refused = Level 2 refused
stage-level2-pending = Level 2 pending
stage-level2-approved = Level 2 approved
stage-level2-rejected = Level 2 rejected
stage-customer = Customer { $id }
stage-no-name = No name yet
stage-erased-name = Erased customer
