### Logs and support

logs-not-written = The log cannot be written to { $path }. The program goes on without it
logs-title = Logs and support
logs-subtitle = Technical records of the last days. They hold no customer’s data
logs-level = How much is recorded
logs-off = Nothing
logs-error = Errors
logs-warn = Warnings
logs-info = Normal
logs-debug = Everything
logs-level-helper = “Normal” is enough for support. The program keeps at most 50 MB, and nothing older than 30 days
logs-folder = Folder
logs-folder-copy = Copy the path of the log folder
support-save = Save a support bundle…
support-save-helper = One file with versions, settings and logs, without customers’ data, names and keys. Send it to whoever helps you
support-saved = The support bundle is saved
support-not-saved = The support bundle could not be saved
support-not-saved-hint = Choose another folder and try again
support-written = Written to { $path }; inside are:
support-readme = TCDX Desk support bundle
    
    What is inside
    system.txt: versions of the program and of this computer, graphics, keyring, figures of the store
    doctor.txt: the report of “tcdx-desk doctor”, if it was asked for
    settings.toml, profiles.toml: settings and profiles; names of staff and API keys are replaced by ***
    files.txt: names and sizes of this program’s files; other files are listed without their names
    logs/: the technical records, at most 5 MB, the newest
    crash/: reports of unexpected stops
    
    What is not inside
    No customer’s data, no pictures, no secrets, no store, no item lists
    The path of your own folder is replaced by ~
    
    Look at the files before you send them: all are plain text
