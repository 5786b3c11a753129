### Review, consent, sending

review-problems-subtitle = Click a name to go there; F8 goes from one to the next
review-kept = Kept with a reason
review-kept-subtitle = These looked odd and were confirmed
review-kept-change = Change…
review-edit = Edit
review-edit-section = Edit { $section }
review-not-given = Not given
review-documents-given = { $given ->
    [0] No document yet
    [one] { $given } document
   *[other] { $given } documents
}
review-gestures-given = { $given } of { $of } gestures
review-view = View { $name }

review-consent = Consent
review-consent-version = Text version { $version }, under Law 27/2022 on personal data protection
review-consent-text =
    Read this to the customer, or let them read it.
    Your particulars on this form, the pictures of your identity document, your selfie and your liveness photos are sent to Tokocrypto through TCDX. Pictures of your face are specific personal data.
    They are used to verify your identity (KYC), to open and serve your account, and to fulfil duties under anti-money-laundering law. They are kept for as long as that law asks.
    You may ask to see your data, have them corrected, have their processing put on hold, and have them erased. You may withdraw this consent at any time; your account can then no longer be opened or served.
review-consent-agree = The customer has read this and agrees
review-staff = Staff name
review-staff-helper = Recorded with the consent

review-blocked-problems = Solve the problems before sending; F8 goes to the next
review-blocked-consent = The customer’s consent is missing
review-blocked-staff = The staff name is missing

review-blocked-store = The store is not open
review-queued-only = The server cannot be reached now. It waits in the queue until it can
review-changes = Changed since submission { $number }
review-changes-subtitle = What was sent, and what is sent now
review-changes-none = Nothing was changed yet
review-change = { $before } → { $now }
review-picture-new = New picture
review-picture-gone = Taken out
review-picture-added = Added
review-blocked-connecting = Connecting to the server…
