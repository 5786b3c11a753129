#!/bin/sh
# Runs tcdx-desk with a keyring of its own where nobody is logged in: on a private message bus, with a GNOME Keyring that is
# unlocked by the systemd credential "keyring". The first use makes the keyring; its file is encrypted with that passphrase.
#
#   dbus-run-session -- with-keyring.sh profile add Cabang --base-url https://api.example.com --api-key KEY < secret.txt
#   dbus-run-session -- with-keyring.sh webhook listen --profile Cabang --behind-proxy
set -eu
: "${CREDENTIALS_DIRECTORY:?it is set by systemd: use LoadCredential=keyring:FILE}"
# What the daemon prints are variables for its callers.
eval "$(gnome-keyring-daemon --unlock --components=secrets < "$CREDENTIALS_DIRECTORY/keyring")"
export GNOME_KEYRING_CONTROL
exec "${TCDX_DESK:-/usr/bin/tcdx-desk}" "$@"
