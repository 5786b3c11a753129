### The managed configuration: what an IT department decided for this computer

managed-by = Set by { $by }
managed-title = This computer is managed by { $by }
managed-text = What shows a lock is set here and cannot be changed
managed-contact = Questions: { $contact }
managed-locked = This is set by { $by } and cannot be changed here
managed-no-own = { $by } does not allow profiles of your own
managed-add-locked = Only profiles of { $by }
managed-profile-locked = Which profile is used is set by { $by }
managed-save-secret = Save the secret
managed-no-secret = Type the secret first
managed-aside-title = Not used on this computer
managed-aside = Your own profiles “{ $names }” are not used here: { $by } decides which are. They and their cases stay on this computer
managed-profile-left = The profile “{ $name }” is not used on this computer any more, as { $by } decided; “{ $used }” is in use. Its cases stay on this computer

managed-hint = The program starts again once IT has mended it
managed-no-place = The folder of the managed configuration is not known
managed-unprotected = { $path } is refused: it must belong to root, and nobody else may write to it
managed-unprotected-hint = Let IT run: chown root and chmod go-w on it
managed-damaged = The managed configuration is refused: { $path }, line { $line }, column { $column }: { $message }
managed-secret = The managed configuration is refused: { $path }, line { $line }, column { $column }: { $key } looks like a secret, which never stands there
managed-secret-hint = Take it out, and give the secret with “tcdx-desk profile set-secret NAME”
managed-both = The managed configuration is refused: { $path }, line { $line }, column { $column }: { $key } is both in [defaults] and in [locked]
managed-range = The managed configuration is refused: { $path }, line { $line }, column { $column }: { $key } must be { $min } to { $max }
managed-text-wrong = The managed configuration is refused: { $path }, line { $line }, column { $column }: { $key } must be a text of one line, not empty and not too long
managed-unknown-profile = The managed configuration is refused: { $path }, line { $line }, column { $column }: there is no profile { $name } in this file
managed-bad-profile = The managed configuration is refused: { $path }, line { $line }, column { $column }: profile { $name }: { $message }
managed-too-many = The managed configuration is refused: { $path }, line { $line }, column { $column }: more than { $max } profiles

cli-secret-set = The secret of { $name } is in the keyring
cli-secret-training = The training profile needs no secret
cli-secret-not-set-hint = Nothing was changed; start the keyring service and try again
cli-secret-not-set = Nothing was changed

doctor-managed = Managed configuration
doctor-managed-none = none on this computer
doctor-managed-there = { $path } by { $by }: { $locked } locked, { $defaults } defaults, { $profiles } profiles
doctor-managed-trial = tried out, not in force: { $path } by { $by }: { $locked } locked, { $defaults } defaults, { $profiles } profiles
doctor-managed-aside = your own profiles “{ $names }” are not used here
