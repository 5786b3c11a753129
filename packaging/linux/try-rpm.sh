#!/usr/bin/env bash
# Tries the .rpm as far as that goes without a distribution that lives on rpm: in a minimal Debian with the libraries that
# the package asks for, installed, used, upgraded and erased by rpm itself. rpm's own database knows nothing of Debian's
# packages, so each name that it asks for is looked up among the libraries instead.
#
# Usage: packaging/linux/try-rpm.sh FOLDER PACKAGE.rpm OLDER.rpm
# FOLDER takes the Debian and pictures. OLDER is made with `build-rpm.sh --version 0.0.9`. Needs root, debootstrap, rpm,
# xvfb, xdotool and scrot.
set -euo pipefail
[ $# -eq 3 ] || { sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2; }
mkdir -p "$1/pictures"
tree=$(realpath "$1")/rpm
shots=$(realpath "$1")/pictures
package=$2 older=$3
display=''
# shellcheck source=try-common.sh
. "$(dirname "${BASH_SOURCE[0]}")/try-common.sh"

base "$tree"
rpm_of() { rpm --root "$tree" --define '_dbpath /var/lib/rpm' "$@"; }
rpm_in() { rpm_of "$@" --nodeps; }
mapfile -t libraries < <(sed '/^#/d' "$root/packaging/linux/libraries.txt" | cut -f 2)
check "the libraries are installed" install_in "${libraries[@]}" ca-certificates hicolor-icon-theme
inside ldconfig
rpm_of --initdb
# Folders that belong to other packages where rpm is at home.
mkdir -p "$tree"/usr/share/{applications,licenses,metainfo,mime/packages}
inside ldconfig -p >"$shots/libraries.log"
provided() {
    local name missing=0
    while read -r name; do
        case $name in
            *.so*'('*) grep -q "^[[:space:]]${name%%(*} " "$shots/libraries.log" || { echo "nothing provides $name"; missing=1; } ;;
            rpmlib* | rtld* | ca-certificates | hicolor-icon-theme) ;;
            *) echo "unknown: $name"; missing=1 ;;
        esac
    done < <(rpm -qp --requires "$package")
    return $missing
}
check "every library that it requires is there by that name" provided
required() { ! comm -23 <(sed '/^#/d' "$root/packaging/linux/libraries.txt" | cut -f 1 | sort) <(rpm -qp --requires "$package" | sed 's/(.*//' | sort -u) | grep .; }
check "it requires every library that is opened by name" required
files_of >"$shots/before.txt"
check "rpm installs the older one" rpm_in -i "$older"
check "demo registers the sample customer" as_staff sh -c 'tcdx-desk demo | grep "status: approved"'
start_x
check "the window opens (rpm-window.png)" window rpm-window tcdx-desk
data=$tree/home/teller/.local/share/tcdx-desk
check "there is data" test -n "$(find "$data" -type f)"
before=$(find "$data" -type f -exec sha256sum {} + | sort)
check "rpm upgrades it" rpm_in -U "$package"
check "its version is the new one" test "$(rpm_of -q --qf '%{VERSION}' tcdx-desk)" = "$(rpm -qp --qf '%{VERSION}' "$package")"
check "one version is installed" test "$(rpm_of -qa | grep -c tcdx-desk)" = 1
check "rpm verifies its files" rpm_in -V --nouser --nogroup tcdx-desk
check "the data is as it was" test "$(find "$data" -type f -exec sha256sum {} + | sort)" = "$before"
check "rpm erases it" rpm_in -e tcdx-desk
check "erasing keeps the data" test "$(find "$data" -type f -exec sha256sum {} + | sort)" = "$before"
files_of >"$shots/after.txt"
left=$(LC_ALL=C comm -13 "$shots/before.txt" "$shots/after.txt" | grep -v '^\./var/lib/rpm' || true)
echo "      left behind:"
echo "${left:-nothing}" | sed 's/^/        /'
check "only the user's own files are left" bash -c "! grep . <<<'$left' | grep -v '^\./home/teller/'"
finish
