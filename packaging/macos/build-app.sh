#!/usr/bin/env bash
# Puts the application "TCDX Desk.app" together, and signs it where that is asked for. Without --sign it runs on any system.
#
# Usage: packaging/macos/build-app.sh [--program TCDX-DESK]... [--out FOLDER] [--sign IDENTITY]
#   --program   a ready program; given twice (aarch64 and x86_64) the two become one universal program, by lipo.
#               Without it both are built, which needs macOS
#   --sign      the name of a "Developer ID Application" certificate in the keychain ("-" signs for this Mac alone);
#               the hardened runtime is switched on
# Prints the path of the application.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

programs=() out=$root/target/packages identity=''
while [ $# -gt 0 ]; do
    case $1 in
        --program | --out | --sign)
            [ $# -ge 2 ] || fail "$1 needs a value" 2
            case $1 in
                --program) programs+=("$2") ;;
                --out) out=$2 ;;
                --sign) identity=$2 ;;
            esac
            shift 2
            ;;
        *) fail "usage: packaging/macos/build-app.sh [--program TCDX-DESK]... [--out FOLDER] [--sign IDENTITY]" 2 ;;
    esac
done
# Before anything is built.
[ -z "$identity" ] || need codesign
# 11: the oldest that the compiler supports for both processors.
minimum_system=${MACOSX_DEPLOYMENT_TARGET:-11.0}
version=$(version)

if [ ${#programs[@]} -eq 0 ]; then
    need lipo
    export MACOSX_DEPLOYMENT_TARGET=$minimum_system
    for processor in aarch64 x86_64; do
        programs+=("$("$root/packaging/build-release.sh" --target "$processor-apple-darwin" | tail -n 1)")
    done
fi
for program in "${programs[@]}"; do
    [ -f "$program" ] || fail "there is no program $program"
done

app=$out/TCDX\ Desk.app
contents=$app/Contents
rm -rf "$app"
mkdir -p "$contents/MacOS" "$contents/Resources"
if [ ${#programs[@]} -eq 1 ]; then
    cp "${programs[0]}" "$contents/MacOS/tcdx-desk"
else
    need lipo
    lipo -create -output "$contents/MacOS/tcdx-desk" "${programs[@]}"
fi
chmod 755 "$contents/MacOS/tcdx-desk"
# An identifier of macOS has no underscore.
sed -e "s/@VERSION@/$version/" -e "s/@BUNDLE_ID@/${TCDX_DESK_APP_ID//_/-}/" -e "s/@MINIMUM_SYSTEM@/$minimum_system/" -e '/^<!-- build-app/d' \
    "$here/Info.plist" >"$contents/Info.plist"
printf 'APPL????' >"$contents/PkgInfo"
cp "$root/assets/icons/tcdx-desk.icns" "$contents/Resources/"
cp -R "$here/en.lproj" "$here/id.lproj" "$contents/Resources/"
mkdir "$contents/Resources/licenses"
cp "$root"/LICENSE-* "$root/assets/fonts/inter-OFL.txt" "$root/assets/fonts/phosphor-LICENSE.txt" \
    "$root/assets/licences/third-party.txt" "$contents/Resources/licenses/"
python3 "$here/check.py" "$app"

if [ -n "$identity" ]; then
    # The entitlements open the camera alone: no code is made while it runs, no foreign library is loaded, no other program may
    # look into it. The network client has a meaning inside a sandbox only. No comments there: macOS cannot read them.
    stamp=(--timestamp)
    [ "$identity" != - ] || stamp=(--timestamp=none)
    codesign --force --sign "$identity" "${stamp[@]}" --options runtime --entitlements "$here/tcdx-desk.entitlements" "$app"
    codesign --verify --strict --deep "$app"
fi
echo "$app"
