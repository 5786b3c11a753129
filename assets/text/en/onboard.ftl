### The form

onboard-title = New customer
onboard-fill-sample = Fill with sample data
onboard-back = Back
onboard-continue = Continue
onboard-send = Send
onboard-try-again = Try again
onboard-maybe-registered = This customer may be registered already
onboard-maybe-registered-detail = An earlier sending got no answer. Sending again asks first
onboard-next-problem = F8 goes to the next
onboard-footer-pictures = Drop files anywhere · Ctrl+V pastes
onboard-problems = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
}
onboard-problems-go = { $count ->
    [one] { $count } problem, list it
   *[other] { $count } problems, list them
}

onboard-section-identity = Identity
onboard-section-contact = Contact and address
onboard-section-occupation = Occupation
onboard-section-documents = Documents
onboard-section-liveness = Liveness
onboard-section-review = Review and send
onboard-identity-subtitle = As printed on the identity document
onboard-contact-subtitle = How the customer is reached and where they live now
onboard-occupation-subtitle = What the customer does for a living
onboard-state-done = Complete
onboard-state-incomplete = Begun
onboard-state-empty = Not begun

onboard-choose = Choose
onboard-search = Type a name or code
onboard-nothing-found = Nothing fits. Try fewer letters
onboard-use-nik = Use it
onboard-keep = Keep…
onboard-kept = Kept with the reason “{ $reason }”

onboard-lists-loading = Fetching the lists from the server…
onboard-lists-bundled = These lists came with the program; none was fetched yet
onboard-lists-old = These lists were fetched { $age } ago
onboard-lists-refresh = Fetch the lists again

field-id-type = Identity document
field-id-number = Document number
field-id-number-ktp = NIK
field-id-number-ktp-helper = 16 digits
field-id-number-passport = Passport number
field-name = Full name
field-name-helper = As on the card, at most 255 characters
field-gender = Gender
field-date-of-birth = Date of birth
field-date-of-birth-helper = YYYY-MM-DD, such as 1990-12-31
field-place-of-birth = Place of birth
field-nationality = Nationality
field-email = E-mail address
field-phone-country-code = Dialling code
field-mobile-no = Mobile number
field-mobile-no-helper = 0812…, 62812… and +62812… all work
field-phone-no = House phone (optional)
field-phone-no-helper = With area code, such as 021
field-country = Country of residence
field-address = Address
field-address-helper = Where the customer lives now, at most 255 characters
field-province = Province
field-zip-code = Postal code
field-occupation = Occupation
field-occupation-helper = The closest entry; ask the customer if in doubt
field-gestures-set = Gesture set
field-id-photo = Identity card
field-selfie = Selfie with card
field-proof-of-address = Proof of address
field-gesture = Gesture { $number }

gender-female = Female
gender-male = Male

nik-waiting = What the NIK tells
nik-waiting-detail = Region, gender and birth date appear here once all 16 digits are typed
nik-holder = { $gender ->
    [female] Woman
   *[male] Man
}, number { $number } of that day
nik-holder-born = { $gender ->
    [female] Woman
   *[male] Man
}, born { $born }, number { $number } of that day
nik-holder-born-or = { $gender ->
    [female] Woman
   *[male] Man
}, born { $born } or { $other }, number { $number } of that day
nik-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
nik-differs-birth-date = Birth date differs
nik-differs-gender = Gender differs
nik-differs-province = Province differs
nik-differs-several = { $count } facts differ

keep-age-title = Keep this age?
keep-age = Most customers are between 17 and 119 years old. Compare the birth date with the card before you keep it
keep-birth-date-title = Keep this birth date?
keep-birth-date = A NIK is never issued again, not even after a corrected birth date. Keep it if the card shows this date
keep-gender-title = Keep this gender?
keep-gender = A NIK is never issued again, so it can differ from a corrected record. Keep it if the card shows this gender
keep-province-title = Keep this province?
keep-province = A NIK names the province of first registration and stays the same after a move. Keep it if the customer lives here now
keep-in-form = In this form
keep-in-nik = In the NIK
keep-reason = Reason
keep-reason-helper = Needed to keep it and recorded with the customer, at most { $max } characters
keep-reason-too-long = At most { $max } characters, this has { $got }
keep-yes = Keep
keep-blocked = Write a reason first

onboard-discard = Discard…
onboard-correction = Correction, submission { $number }
onboard-resubmit = Resubmit
onboard-reason = The vendor’s reason
onboard-was = Was: { $value }
onboard-was-empty = Was not given
onboard-changed-picture = replaced since it was sent
onboard-rail-reason = the vendor’s reason concerns this
onboard-freezing = Putting it into the queue…
onboard-checking = Looking for the same customer…
