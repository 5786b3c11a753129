### First start

welcome-title = Welcome
welcome-subtitle = Register customers with Tokocrypto’s TCDX and follow their KYC status
welcome-training = You begin in training
welcome-training-detail = A complete server runs inside this program; nothing leaves the computer
welcome-sample = Try it with the sample customer
welcome-sample-detail = “Fill with sample data” fills the form and every picture
welcome-live = Go live when you are ready
welcome-live-detail = Add a profile with your address, API key and secret in Settings
welcome-staff = Your name
welcome-staff-helper = Recorded with each customer’s consent; you can change it later
welcome-start = Start
welcome-privacy = The API secret is kept in this computer’s keyring, never in a file
language-indonesian = Bahasa Indonesia
language-english = English
welcome-is-live = You work with { $name }
welcome-is-live-detail = What you send reaches TCDX: no sample data here. To practise, choose Training at the bottom left, if it is offered
