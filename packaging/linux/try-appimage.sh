#!/usr/bin/env bash
# Tries the AppImage in a minimal Debian that has the libraries of libraries.txt and nothing else, without FUSE.
#
# Usage: packaging/linux/try-appimage.sh FOLDER PACKAGE.AppImage
# FOLDER takes the Debian and pictures. Needs root, debootstrap, xvfb, xdotool and scrot.
set -euo pipefail
[ $# -eq 2 ] || { sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2; }
mkdir -p "$1/pictures"
tree=$(realpath "$1")/appimage
shots=$(realpath "$1")/pictures
package=$2
display=''
# shellcheck source=try-common.sh
. "$(dirname "${BASH_SOURCE[0]}")/try-common.sh"

base "$tree"
cp "$package" "$tree/home/teller/tcdx-desk.AppImage"
chmod 755 "$tree/home/teller/tcdx-desk.AppImage"
mapfile -t libraries < <(sed '/^#/d' "$root/packaging/linux/libraries.txt" | cut -f 2)
check "the libraries are installed" install_in "${libraries[@]}" ca-certificates
image() { as_staff /home/teller/tcdx-desk.AppImage --appimage-extract-and-run "$@"; }
# The old runtime lists what it unpacks.
says_version() { image --version >"$shots/version.log" && grep -q "tcdx-desk [0-9]" "$shots/version.log"; }
check "it says its version" says_version
demo() { image demo | grep "status: approved"; }
check "demo registers the sample customer" demo
start_x
check "the window opens (appimage-window.png)" window appimage-window /home/teller/tcdx-desk.AppImage --appimage-extract-and-run
check "doctor finds no fault" image doctor
check "it keeps its data in the home" test -d "$tree/home/teller/.local/share/tcdx-desk"
finish
