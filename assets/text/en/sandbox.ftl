### The sandbox server: what it prints, and its page for a trainer in a browser
sandbox-listening = The sandbox listens on { $address }; its page is there, Ctrl C ends it
sandbox-key = API key: { $key }
sandbox-secret = API secret: { $secret }

sandbox-html-lang = en
sandbox-title = TCDX training server
sandbox-band = Training · nothing here reaches the vendor
sandbox-lead = Applications sent in training arrive here. A case that waits can be decided by you; everything else is decided by the tags in the e-mail address.
sandbox-refresh = Refresh
sandbox-customers = Customers
sandbox-customers-count =
    { $count ->
        [one] One customer
       *[other] { $count } customers
    } · { $reports ->
        [one] one transaction reported
       *[other] { $reports } transactions reported
    }
sandbox-customers-empty = No application has arrived yet
sandbox-documents =
    { $count ->
        [one] one document
       *[other] { $count } documents
    }
sandbox-column-customer = Customer
sandbox-column-id-number = Identity number
sandbox-column-level-1 = Level 1
sandbox-column-level-2 = Level 2
sandbox-status-pending = Waiting
sandbox-status-approved = Approved
sandbox-status-rejected = Rejected
sandbox-approve = Approve
sandbox-reject = Reject
sandbox-reason = Reason from the list
sandbox-reason-typed = or a reason of your own
sandbox-requests = Last requests
sandbox-requests-empty = No request has arrived yet
sandbox-column-time = Time
sandbox-column-request = Request
sandbox-column-answer = Answer
sandbox-column-found = Found
sandbox-no-answer = none
sandbox-found-nothing = nothing wrong
sandbox-staged-closed-before = Staged: closed before anything was stored
sandbox-staged-fault = Staged: server fault
sandbox-staged-too-many = Staged: too many requests
sandbox-staged-maintenance = Staged: offline for maintenance
sandbox-staged-closed-after = Staged: stored, then closed without an answer
sandbox-staged-page = Staged: a web page instead of JSON
sandbox-staged-cut-short = Staged: cut short
sandbox-staged-half = Staged: half an answer
sandbox-tags = Tags in the e-mail address
sandbox-tags-lead = Put them behind the name, for example budi+reject.blurry+slow30@example.com. Several are joined with +. Without a tag the customer is approved after a short screening.
sandbox-tag-reject = Rejected: { $reason }
sandbox-tag-rejectonce = Rejected at first, approved when sent again; with any of the reasons above
sandbox-tag-pending = Waits until a trainer decides here
sandbox-tag-fast = Decided at once
sandbox-tag-slow = Decided after 30 seconds; any number
sandbox-tag-l2reject = Level 2 is rejected
sandbox-tag-l2pending = Level 2 waits until a trainer decides here
sandbox-tag-unknownstatus = The status is a word that no program knows
sandbox-tag-maintenance = The first 2 calls meet maintenance (503); any number
sandbox-tag-http429 = The first call is one too many (429), to be tried again after 2 seconds
sandbox-tag-http500 = Every call meets a server fault (500)
sandbox-tag-html = A page is answered, as by a hotel's network; nothing is stored
sandbox-tag-dropbefore = The connection is reset, nothing is stored
sandbox-tag-drop = The application is stored, then the connection is reset without an answer
sandbox-tag-cut = The application is stored, the answer breaks off in the middle
sandbox-tag-slowanswer = The application is stored, the answer comes after 10 seconds; any number
