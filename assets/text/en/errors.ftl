### What happened, and what to do

error-dns = The server’s name was not found
error-connect = The server cannot be reached
error-reset = The connection broke while sending, before everything had left
error-timeout = The connection took too long
error-network-hint = Check the network and try again
error-proxy = The network’s proxy did not let the request through
error-proxy-hint = Sign in to the network if it asks for it, or ask your IT department
error-cancelled = Sending was cancelled before everything had left, so nothing was registered
error-address = The server’s address cannot be called
error-address-hint = Check the address in Settings
error-tls = No secure connection to the server could be made
error-tls-date = The server’s certificate is not valid today
error-tls-date-hint = Check the date and time of this computer
error-tls-issuer = The server’s certificate is not from an issuer that this computer trusts
error-tls-issuer-hint = Check the address in Settings; a company’s own certificate can be named there
error-tls-name = The server’s certificate belongs to another server
error-no-answer-reset = Everything was sent, then the connection broke before an answer came
error-no-answer-timeout = Everything was sent, but no answer came in time
error-no-answer-cancelled = It was cancelled after everything had been sent
error-credentials = The server did not accept the API key or the signature
error-key-missing = The server did not find the API key in the request
error-credentials-hint = Check key and secret in Settings
error-bad-request = The server could not read the request: { $message }
error-bad-request-hint = Sending it again will not help; tell your IT department
error-not-found = The server does not know this customer
error-not-found-hint = Check that the right profile is in use
error-duplicate = The server says that this customer is already there: “{ $message }”
error-duplicate-silent = The server says that this customer is already there
error-duplicate-hint = Look for the customer before sending again
error-duplicate-own = The server already knows this customer. Most likely the first request, which stayed without a sure answer, did arrive
error-duplicate-own-hint = Do not send again. Look for the customer at the vendor first
error-too-large = The server says that the pictures are too large
error-too-large-hint = Lower the picture limits of the profile
error-too-many = The server asks to wait
error-maintenance = The server is down for maintenance
error-wait-hint = Try again in { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
}
error-server = The server had a fault (status { $status })
error-server-hint = Try again later
error-refused = The server refused it: { $message }
error-refused-silent = The server refused it (status { $status }) and did not say why
error-refused-hint = Correct what it names and send again
error-html = A web page answered instead of the server
error-html-hint = Sign in to the network if it asks for it. If not, the base URL in Settings may be wrong. Ask your IT department
error-not-json = What answered does not speak the TCDX protocol
error-cut-short = The answer was cut short
error-answer-too-large = The answer was too large to be the server’s
error-redirect = The server points to another address, which is not followed
error-shape = The server’s answer is not what its documentation promises

error-lists = The lists could not be refreshed
error-not-connected = There is no connection to a server
error-not-connected-hint = Choose a profile in Settings
error-no-secret = The API secret of this profile is not in the keyring
error-no-secret-hint = Enter it in Settings
error-sandbox = The built-in training server could not start
error-sandbox-hint = Restart the program; if it stays, tell your IT department

config-bad-url = The address is not a plain https address
config-insecure = http is allowed to this computer only; use https
config-bad-header = A header name cannot be used
config-bad-key = The API key is empty or has characters that cannot be sent
config-no-secret = The API secret is empty
config-bad-pem = The file with extra certificates cannot be read
config-no-trust = No trusted certificates were found on this computer

vault-no-store = This computer has no keyring service
vault-no-store-hint = The secret is kept for this session only and never written to disk
vault-locked = The keyring is locked
vault-locked-hint = Unlock it and enter the secret again
vault-too-large = The secret is too long for the keyring
vault-other = The keyring failed

store-no-home = There is no folder for data
store-no-home-hint = Name one with --home
store-not-writable = The folder { $path } cannot be written
store-not-writable-hint = Check its permissions and free space
store-read = The file { $path } cannot be read
store-write = The file { $path } cannot be written; what was there before still is
store-too-large = The file { $path } is too large
store-damaged = The file { $path } is damaged: line { $line }, column { $column }
store-damaged-hint = Mend or remove it; it was left as it is
store-bad-profile = A profile in { $path } cannot be used: { $name }

error-breaker-network = The server could not be reached several times in a row, so nothing more is sent for now
error-breaker-server = Several requests in a row were not answered properly, so nothing more is sent for now
error-breaker-hint = It is tried again by itself; nothing is lost
error-incomplete = A picture or a value that must be sent is missing, so nothing was sent
error-incomplete-hint = Open the case, complete it and send again
error-sender-lock = It cannot be made sure that only this program sends from this store, so nothing is sent ({ $why })
answer-show = Details of the answer
answer-hide = Hide the details
answer-masked = What the server answered, without what tells of a customer. It may be passed on to support.
answer-copy = Copy the details
