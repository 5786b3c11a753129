### The encrypted store of cases: what it does not do, and why it does not open

store-case-not-found = This case is no longer there
store-conflict = This case was changed elsewhere in the meantime
store-conflict-hint = Open it again to see how it is now
store-illegal = This cannot be done with the case as it stands
store-illegal-hint = Open it again to see how it is now
store-disk-full = The disk is full
store-disk-full-hint = Free some space; what was stored before is still there
store-read-only = The store cannot be written
store-read-only-hint = Check the permissions of the data folder
store-busy = Another window or command has been writing for too long
store-cases-damaged = Something in the store is damaged
store-cases-damaged-hint = Restore the last backup, or ask IT
store-failed = The store failed ({ $why })
store-not-open = The store is not open

store-needs-passphrase = A passphrase is needed to open the store
store-wrong-passphrase = The passphrase is not right
store-weak-passphrase = The passphrase must have at least { $min } characters
store-key-missing = The key of the store { $path } is not in the keyring
store-wrong-key = The key in the keyring does not open the store { $path }
store-key-missing-hint = Bring back the keyring with the key, restore a backup, or put the store aside and begin a new one
store-keyring-gone = The key of the store is in the keyring, and no keyring is running
store-keyring-gone-hint = Start the keyring service, then this program again
store-keyring-locked = The key of the store is in the keyring, which is locked
store-keyring-locked-hint = Unlock the keyring, then try again
store-file-damaged = The store { $path } is damaged; it was left as it is
store-file-damaged-hint = Restore a backup, or put the store aside and begin a new one
store-foreign = { $path } is not a store of this program; it was left as it is
store-too-new = A newer version of this program wrote the store { $path }
store-too-new-hint = Install the newer version
store-in-use = The store { $path } is in use by another window or command
store-in-use-hint = Close it, then try again
store-file-read-only = { $path } cannot be written
store-file-read-only-hint = Check the permissions of the data folder
store-not-opened = The store { $path } cannot be opened ({ $why })
store-open-reports = { $count ->
        [one] One report about this customer is
       *[other] { $count } reports about this customer are
    } in the queue or without an answer
store-open-reports-hint = Wait for them, or settle them in the ledger, then erase the customer
store-overtaken = A later address for the same coin is in the queue or was reported
store-overtaken-hint = Drop this one: sent now it would take the place of the later one
