#!/usr/bin/env bash
# Has Apple look at a signed .dmg, waits for the answer, and staples it to the file, so that a Mac without a network opens it too.
# Needs macOS with Xcode 13 or later.
#
# Usage: packaging/macos/notarize.sh IMAGE.dmg
#
# From the environment, one of:
#   TCDX_NOTARY_PROFILE     a profile that `xcrun notarytool store-credentials` has put into the keychain
#   TCDX_NOTARY_KEY         the file of an App Store Connect API key (.p8), with TCDX_NOTARY_KEY_ID and TCDX_NOTARY_ISSUER
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ $# -eq 1 ] || fail "usage: packaging/macos/notarize.sh IMAGE.dmg" 2
image=$1
[ -f "$image" ] || fail "there is no image $image"
if [ -n "${TCDX_NOTARY_PROFILE:-}" ]; then
    login=(--keychain-profile "$TCDX_NOTARY_PROFILE")
elif [ -n "${TCDX_NOTARY_KEY:-}" ]; then
    [ -r "$TCDX_NOTARY_KEY" ] || fail 'TCDX_NOTARY_KEY names no file that can be read'
    [ -n "${TCDX_NOTARY_KEY_ID:-}" ] || fail 'TCDX_NOTARY_KEY_ID is not set'
    [ -n "${TCDX_NOTARY_ISSUER:-}" ] || fail 'TCDX_NOTARY_ISSUER is not set'
    login=(--key "$TCDX_NOTARY_KEY" --key-id "$TCDX_NOTARY_KEY_ID" --issuer "$TCDX_NOTARY_ISSUER")
else
    fail 'no credentials: set TCDX_NOTARY_PROFILE, or TCDX_NOTARY_KEY with TCDX_NOTARY_KEY_ID and TCDX_NOTARY_ISSUER'
fi
need xcrun codesign spctl
codesign --verify --strict "$image" || fail "$image is not signed"

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
# What is refused ends with an error or with another status, by the version of the tool.
xcrun notarytool submit "$image" "${login[@]}" --wait --timeout 1h --output-format json >"$answer" || true
read -r id status < <(python3 -c 'import json, sys; a = json.load(open(sys.argv[1])); print(a.get("id", "-"), a.get("status", "-"))' "$answer") ||
    fail 'no answer that can be read'
if [ "$status" != Accepted ]; then
    [ "$id" = - ] || xcrun notarytool log "$id" "${login[@]}" >&2 || true
    fail "not accepted: $status" 1
fi
xcrun stapler staple "$image"
xcrun stapler validate "$image"
spctl --assess --type open --context context:primary-signature --verbose "$image"
