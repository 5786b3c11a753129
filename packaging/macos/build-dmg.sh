#!/usr/bin/env bash
# Puts an application into tcdx-desk-VERSION.dmg, with a link to the folder of applications to drop it on. Needs macOS.
#
# Usage: packaging/macos/build-dmg.sh [--app APPLICATION.app] [--out FOLDER] [--sign IDENTITY]
# Without --app it is put together first (build-app.sh, with the same identity). Prints the path of the image.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

app='' out=$root/target/packages identity=''
while [ $# -gt 0 ]; do
    case $1 in
        --app | --out | --sign)
            [ $# -ge 2 ] || fail "$1 needs a value" 2
            case $1 in
                --app) app=$2 ;;
                --out) out=$2 ;;
                --sign) identity=$2 ;;
            esac
            shift 2
            ;;
        *) fail "usage: packaging/macos/build-dmg.sh [--app APPLICATION.app] [--out FOLDER] [--sign IDENTITY]" 2 ;;
    esac
done
need hdiutil
[ -z "$identity" ] || need codesign
version=$(version)

if [ -z "$app" ]; then
    arguments=(--out "$out")
    [ -z "$identity" ] || arguments+=(--sign "$identity")
    app=$("$here/build-app.sh" "${arguments[@]}" | tail -n 1)
fi
python3 "$here/check.py" "$app"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Not cp: it loses what a signature covers.
ditto "$app" "$folder/TCDX Desk.app"
ln -s /Applications "$folder/Applications"
image=$out/tcdx-desk-$version.dmg
rm -f "$image"
hdiutil create -quiet -volname "TCDX Desk $version" -srcfolder "$folder" -fs HFS+ -format UDZO "$image"
if [ -n "$identity" ] && [ "$identity" != - ]; then
    codesign --force --sign "$identity" --timestamp "$image"
fi
hdiutil verify -quiet "$image"
echo "$image"
