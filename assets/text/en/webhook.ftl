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

## In a terminal
cli-webhook-open = Whoever can reach this address could read what the vendor sends
cli-webhook-open-hint = Give --cert and --key, or --behind-proxy if a proxy in front speaks https
cli-webhook-failed = The address cannot be listened on ({ $why })
cli-webhook-failed-hint = Choose another one with --listen
cli-webhook-listening = Calls of the vendor are received; “tcdx-desk webhook register” tells the vendor the URL
cli-webhook-new-path = The old path counts until the receiver begins anew; then register the new URL
cli-webhook-training = In training the sandbox calls this program by itself: there is nothing to register
