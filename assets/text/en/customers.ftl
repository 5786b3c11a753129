### The customers registered from here

customers-title = Customers
customers-search = Search the customers
customers-search-hint = Name, e-mail, identity number, id
customers-new = New customer
customers-back-to-form = Back to the form
customers-all = All { $count }
customers-pending = Pending { $count }
customers-approved = Approved { $count }
customers-rejected = Rejected { $count }
customers-column-status = Status
customers-column-name = Customer
customers-column-identity = Identity
customers-column-staff = By
customers-column-changed = Changed
customers-column-reason = Reason
customers-row = { $name }, { $status }, { $ago }
customers-no-answer = No answer
customers-empty = No customers yet
customers-empty-text = Customers registered from here appear in this list
customers-none = No customer matches
customers-none-text = Change the search or the filter
customers-show-all = Show all
customers-close = Close the panel
customers-timeline = Timeline
