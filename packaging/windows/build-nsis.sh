#!/usr/bin/env bash
# Builds the installer tcdx-desk-VERSION-setup.exe from a ready program, or from the sources. Needs makensis (NSIS 3.08).
#
# Usage: packaging/windows/build-nsis.sh [--program TCDX-DESK.EXE | --target TRIPLE] [--version X.Y.Z] [--out FOLDER] [--sign]
# Prints the path of the installer.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments "$@"
need makensis
stage_folder=$(mktemp -d)
trap 'rm -rf "$stage_folder"' EXIT
stage "$stage_folder"
mkdir -p "$out"
installer=$(cd "$out" && pwd)/tcdx-desk-$version-setup.exe
finalize=()
if [ -n "$sign" ]; then
    finalize=("-DFINALIZE=\"$here/sign.sh\" \"%1\"")
fi
cp "$here/side.bmp" "$stage_folder/"
SOURCE_DATE_EPOCH=$(epoch) makensis -V2 -WX -INPUTCHARSET UTF8 "-DVERSION=$version" "-DPUBLISHER=$publisher" "-DHOMEPAGE=$TCDX_DESK_HOMEPAGE" "-DSTAGE=$stage_folder" "-DOUT=$installer" \
    ${finalize[@]+"${finalize[@]}"} "$here/installer.nsi" >&2
echo "$installer"
