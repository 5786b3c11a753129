#!/usr/bin/env bash
# Tries the .deb in a clean Debian: installed by apt with what it depends on and nothing else, started in a window, used,
# upgraded from an older one, removed and purged. Says what it saw, a line each.
#
# Usage: packaging/linux/try-deb.sh FOLDER PACKAGE.deb OLDER.deb
# FOLDER takes the Debian (some 700 MB) and pictures. OLDER is made with `build-deb.sh --version 0.0.9`. Needs root,
# debootstrap, xvfb, xdotool and scrot.
set -euo pipefail
[ $# -eq 3 ] || { sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2; }
mkdir -p "$1/pictures"
tree=$(realpath "$1")/deb
shots=$(realpath "$1")/pictures
package=$2 older=$3
display=''
# shellcheck source=try-common.sh
. "$(dirname "${BASH_SOURCE[0]}")/try-common.sh"

base "$tree"
cp "$package" "$tree/new.deb"
cp "$older" "$tree/old.deb"
chmod 644 "$tree"/*.deb
data=$tree/home/teller/.local/share/tcdx-desk
version_is() { [ "$(inside dpkg-query -W -f '${Version}' tcdx-desk)" = "$1" ]; }

check "apt installs it with its dependencies alone" install_in /new.deb
check "every library is found" bash -c "! chroot '$tree' ldd /usr/bin/tcdx-desk | grep 'not found'"
check "demo registers the sample customer" as_staff sh -c 'tcdx-desk demo | grep "status: approved"'
start_x
check "the window opens (deb-window.png)" window deb-window tcdx-desk
check "doctor finds no fault" as_staff tcdx-desk doctor
inside apt-get -qq -y purge tcdx-desk >/dev/null 2>&1

# As on a desktop: what reads menus and MIME types, and a keyring, so that cases stay.
install_in shared-mime-info desktop-file-utils hicolor-icon-theme gnome-keyring dbus >"$shots/last.log" 2>&1
rm -rf "$data"
files_of >"$shots/before.txt"
check "the older one installs" install_in /old.deb
check "its version is 0.0.9" version_is 0.0.9-1
check "the desktop opens .tcdxform with it" grep -q 'application/x-tcdx-form+json=tcdx-desk.desktop' \
    "$tree/usr/share/applications/mimeinfo.cache"
check "the type of .tcdxform is known" grep -q 'application/x-tcdx-form+json:\*.tcdxform' "$tree/usr/share/mime/globs2"
cp -r "$root/assets/samples" "$tree/home/teller/forms"
inside chown -R teller: /home/teller/forms
with_keyring='eval "$(printf pass | gnome-keyring-daemon --unlock --components=secrets)"; '
in_session() { as_staff dbus-run-session -- sh -c "$with_keyring$1"; }
check "a draft is kept" in_session 'tcdx-desk queue add --draft /home/teller/forms/customer.json --profile Training && tcdx-desk cases list --profile Training | grep draft'
check "there is data" test -n "$(find "$data" -type f)"
before=$(find "$data" -type f | sort)
check "apt upgrades it" install_in /new.deb
check "its version is the new one" version_is "$(dpkg-deb -f "$package" Version)"
check "the data is where it was" test "$(find "$data" -type f | sort)" = "$before"
check "the draft is still there" in_session 'tcdx-desk cases list --profile Training | grep draft && tcdx-desk history verify --profile Training'
before=$(find "$data" -type f -exec sha256sum {} + | sort)
check "apt removes it" inside apt-get -qq -y remove tcdx-desk
check "removal keeps the data" test "$(find "$data" -type f -exec sha256sum {} + | sort)" = "$before"
install_in /new.deb >"$shots/last.log" 2>&1
check "apt purges it" inside apt-get -qq -y purge tcdx-desk
check "purging keeps the data" test "$(find "$data" -type f -exec sha256sum {} + | sort)" = "$before"
files_of >"$shots/after.txt"
left=$(LC_ALL=C comm -13 "$shots/before.txt" "$shots/after.txt" | grep -v '^\./home/teller/forms')
echo "      left behind:"
echo "${left:-nothing}" | sed 's/^/        /'
check "only the user's own files are left" bash -c "! grep -v '^\./home/teller/' <<<'$left'"
finish
