#!/usr/bin/env bash
# Builds the MSI for all users (tcdx-desk-VERSION-x64.msi) and the one for one user (tcdx-desk-VERSION-x64-user.msi) from a
# ready program, or from the sources. Needs wixl and msibuild (msitools); with faketime the same commit gives the
# same bytes.
#
# Usage: packaging/windows/build-msi.sh [--program TCDX-DESK.EXE | --target TRIPLE] [--version X.Y.Z] [--out FOLDER] [--sign]
# Prints the paths of both.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments "$@"
need wixl msibuild
stage_folder=$(mktemp -d)
trap 'rm -rf "$stage_folder"' EXIT
stage "$stage_folder"
mkdir -p "$out"
out=$(cd "$out" && pwd)
at_epoch=()
if command -v faketime >/dev/null; then
    at_epoch=(faketime -f "$(TZ=UTC date -d "@$(epoch)" '+%Y-%m-%d %H:%M:%S')")
fi

# One product for each version and scope, one package code for each content: both follow from what is built.
code() {
    # A UUID of version 8, whose bits are one's own.
    printf 'tcdx-desk:%s' "$1" | sha256sum | tr '[:lower:]' '[:upper:]' |
        sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/\1-\2-8\3-8\4-\5/'
}

for scope in machine user; do
    msi=$out/tcdx-desk-$version-x64.msi
    [ $scope = machine ] || msi=$out/tcdx-desk-$version-x64-user.msi
    content=$(cd "$stage_folder" && cat tcdx-desk.exe tcdx-desk.com ./*.txt tcdx-desk.ico "$here/tcdx-desk.wxs" "$here/build-msi.sh" | sha256sum | cut -d ' ' -f 1)
    package_code=$(code "package:$scope:$version:$content")
    rm -f "$msi"
    (
        export TZ=UTC
        cd "$stage_folder"
        ${at_epoch[@]+"${at_epoch[@]}"} wixl --arch x64 -D "Version=$version" -D "Scope=$scope" -D "Publisher=$publisher" -D "Homepage=$TCDX_DESK_HOMEPAGE" \
            -D "ProductCode=$(code "product:$scope:$version")" -o "$msi" "$here/tcdx-desk.wxs"
        # What wixl cannot say. The version of a file decides whether a newer one takes the place of an older one; the version
        # before goes within the transaction; and a property is set without the installer's service.
        ${at_epoch[@]+"${at_epoch[@]}"} msibuild "$msi" -s "TCDX Desk $version" "$publisher" 'x64;1033' "{$package_code}"
        ${at_epoch[@]+"${at_epoch[@]}"} msibuild "$msi" -q \
            "UPDATE \`File\` SET \`Version\` = '$version.0' WHERE \`File\` = 'tcdx_desk.exe'" \
            "UPDATE \`File\` SET \`Language\` = '1033' WHERE \`File\` = 'tcdx_desk.exe'" \
            "UPDATE \`File\` SET \`Version\` = '$version.0' WHERE \`File\` = 'tcdx_desk.com'" \
            "UPDATE \`File\` SET \`Language\` = '1033' WHERE \`File\` = 'tcdx_desk.com'" \
            "UPDATE \`InstallExecuteSequence\` SET \`Sequence\` = 1501 WHERE \`Action\` = 'RemoveExistingProducts'" \
            "UPDATE \`InstallExecuteSequence\` SET \`Sequence\` = 1001 WHERE \`Action\` = 'SetInstallLocation'" \
            "UPDATE \`CustomAction\` SET \`Type\` = 51 WHERE \`Action\` = 'SetInstallLocation'"
    ) >&2
    [ -z "$sign" ] || "$here/sign.sh" "$msi"
    echo "$msi"
done
