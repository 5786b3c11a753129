#!/usr/bin/env bash
# Builds the package for Fedora, RHEL, openSUSE and their relatives.
#
# Usage: packaging/linux/build-rpm.sh [--program PATH] [--out DIR] [--version X.Y.Z]
# Without --program the program is built first (packaging/build-release.sh). Prints the path of the package. The same
# program, commit and tools give the same bytes.
set -euo pipefail
own_options=()
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=stage.sh
. "$root/packaging/linux/stage.sh"
needs rpmbuild rpm python3 python3

arch=$(uname -m)
tree=$work/tree
stage "$tree"
licenses=$tree/usr/share/licenses/tcdx-desk
install -d "$licenses"
install -m 644 "$root"/LICENSE-* "$root/assets/fonts/inter-OFL.txt" "$root/assets/fonts/phosphor-LICENSE.txt" "$licenses/"
install -m 644 "$root/CHANGELOG.md" "$root/README.md" "$tree/usr/share/doc/tcdx-desk/"
settle_times "$tree"

# `libEGL.so.1()(64bit)` is how rpm names a library, whatever the package of a distribution is called.
bits=''
case $arch in x86_64 | aarch64) bits='()(64bit)' ;; esac
requires=$(sonames | sed "s/.*/Requires:       &$bits/")
spec=$work/tcdx-desk.spec
awk -v requires="$requires" '/^@REQUIRES@$/ { print requires; next } { print }' "$root/packaging/linux/tcdx-desk.spec.in" |
    sed -e "s|@VERSION@|$version|" -e "s|@HOMEPAGE@|$TCDX_DESK_HOMEPAGE|" -e "s|@MAINTAINER@|$TCDX_DESK_MAINTAINER|" \
        -e "s|@TREE@|$tree|" -e "s|@APP_ID@|$TCDX_DESK_APP_ID|" >"$spec"
"$root/packaging/changes.py" rpm "$version" "$TCDX_DESK_MAINTAINER" >>"$spec"

rpmbuild -bb --quiet --target "$arch" \
    --define "_topdir $work/rpm" --define "_rpmdir $work/rpms" --define "_buildhost localhost" \
    --define 'use_source_date_epoch_as_buildtime 1' --define 'clamp_mtime_to_source_date_epoch 1' \
    --define '_binary_payload w9.xzdio' --define '_source_filedigest_algorithm 8' --define '_binary_filedigest_algorithm 8' \
    "$spec" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
package=$out/tcdx-desk-$version-1.$arch.rpm
mv "$work/rpms/$arch"/*.rpm "$package"
echo "$package"
