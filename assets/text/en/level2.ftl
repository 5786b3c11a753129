### The documents of KYC level 2

level2-title = KYC level 2
level2-intro = At least one of the two is needed: a photo, a scan or a PDF
level2-bank-statement = Bank statement
level2-bank-statement-hint = A recent statement in the customer’s name
level2-source-of-wealth = Source of wealth
level2-source-of-wealth-hint = A payslip, a tax return, a deed of sale or the like
level2-empty = Not given
level2-in-place = In place
level2-loading = Loading
level2-refused = Refused
level2-reading = Reading the document…
level2-old-stands = The document before it still stands
level2-facts-pdf = PDF, { $size }, sent as it is
level2-facts-pages = PDF, { $size }, { $pages ->
    [one] one page
   *[other] { $pages } pages
}, sent as it is
level2-small = First page of { $name }
level2-first-of = Page 1 of { $pages }
level2-facts-picture = Picture, { $size }, { $width } × { $height } pixels
level2-choose = Choose…
level2-choose-name = Choose a file for { $name }
level2-replace = Replace…
level2-replace-name = Replace { $name }
level2-remove = Remove
level2-remove-name = Remove { $name }
level2-path = Path of { $name }
level2-path-placeholder = Drop a file, or type its path
level2-load-name = Load { $name } from its path
level2-back = Back to the case
level2-send = Send documents
level2-blocked-loading = A document is still being read
level2-blocked-empty = Give at least one document first
level2-blocked-store = The store is not open
level2-blocked-sending = The documents are being put into the queue
level2-not-a-document = This file is neither a picture nor a PDF. Choose a JPEG, PNG or PDF file
level2-dialog = Choose a document
level2-dialog-filter = Pictures and PDF
