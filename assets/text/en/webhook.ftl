### The webhook: its URL, what arrived, the receiver

webhook-url-empty = Type the URL that the vendor is to call
webhook-url-long = The URL is longer than { $count } characters
webhook-url-none = This is not a URL
webhook-url-login = The URL holds a user name or a password
webhook-url-insecure = This URL is not encrypted
webhook-url-hint = It begins with https:// and is what “tcdx-desk webhook listen” prints
webhook-no-random = The system gives no random numbers
webhook-no-certificate = { $path } holds no certificate in PEM form
webhook-no-key = { $path } holds no private key in PEM form without a passphrase
webhook-no-pair = The certificate and the key do not belong together
webhook-no-pair-hint = Give the certificate first, then those that vouch for it, and the key it was made for

webhook-title = Webhook
webhook-subtitle = The vendor calls this URL when a screening ends; each call is confirmed before a status changes
webhook-url = URL
webhook-url-helper = Ask IT for it: it is what “tcdx-desk webhook listen” prints where the calls arrive
webhook-register = Register
webhook-registering = Registering the URL…
webhook-registered = The vendor calls the new URL from now on
webhook-not-now = The URL can be registered once the server and the store can be reached
webhook-not-registered = TCDX was not told of this URL
webhook-last = Last registered
webhook-last-at = { $url } · { $time }
webhook-never = Nothing was registered from here
webhook-copy = Copy the registered URL
webhook-training = In training the sandbox calls this program by itself; nothing is registered
webhook-training-on = Receiving
webhook-training-off = Not receiving
webhook-training-wait = Starting

## What arrived
webhook-arrivals = What arrived
webhook-reading = Reading what arrived…
webhook-read-again = Read again
webhook-none = Nothing has arrived yet
webhook-none-text = Calls of the vendor are listed here, with what became of them
webhook-no-customer = No customer
webhook-said = Level { $level } · { $status }
webhook-unreadable = Could not be read
webhook-repeats = { $count ->
    [one] came once more
   *[other] came { $count } times more
  }
webhook-new = Waiting
webhook-confirmed = Confirmed
webhook-unconfirmed = Unconfirmed
webhook-refused = Refused
webhook-not-json = Not JSON
webhook-wrong-fields = Not the fields of a webhook
webhook-wrong-level = A level other than 1 and 2
webhook-forged = The signature does not fit
webhook-unknown-customer = This customer is not known
webhook-unknown-status = This status is not known
webhook-differs = The server tells another status
webhook-not-awaited = Nothing was sent that this could answer
webhook-not-answered = The server refused the question about this customer

## In a terminal
cli-webhook-open = Whoever can reach this address could read what the vendor sends
cli-webhook-open-hint = Give --cert and --key, or --behind-proxy if a proxy in front speaks https
cli-webhook-failed = The address cannot be listened on ({ $why })
cli-webhook-failed-hint = Choose another one with --listen
cli-webhook-listening = Calls of the vendor are received; “tcdx-desk webhook register” tells the vendor the URL
cli-webhook-new-path = The old path counts until the receiver begins anew; then register the new URL
cli-webhook-training = In training the sandbox calls this program by itself: there is nothing to register
