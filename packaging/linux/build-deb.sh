#!/usr/bin/env bash
# Builds the package for Debian, Ubuntu and their relatives, with the distribution's own tools.
#
# Usage: packaging/linux/build-deb.sh [--program PATH] [--out DIR] [--version X.Y.Z]
# Without --program the program is built first (packaging/build-release.sh). Prints the path of the package. The same
# program, commit and tools give the same bytes.
set -euo pipefail
own_options=()
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=stage.sh
. "$root/packaging/linux/stage.sh"
needs dpkg-deb dpkg dpkg-shlibdeps dpkg-dev python3 python3

arch=$(dpkg --print-architecture)
tree=$work/tree
stage "$tree"
doc=$tree/usr/share/doc/tcdx-desk

python3 - "$root" "$TCDX_DESK_HOMEPAGE" >"$doc/copyright" <<'PY'
import pathlib, sys
root, homepage = pathlib.Path(sys.argv[1]), sys.argv[2]
def paragraphs(text):
    return "\n".join(" " + (line.strip() or ".") for line in text.strip().splitlines())
mit = (root / "LICENSE-MIT").read_text().split("\n\n", 2)[2]
ofl = (root / "assets/fonts/inter-OFL.txt").read_text()
ofl = ofl[ofl.index("PREAMBLE"):]
text = (root / "packaging/linux/copyright.in").read_text()
print(text.replace("@HOMEPAGE@", homepage).replace("@MIT@", paragraphs(mit)).replace("@OFL@", paragraphs(ofl)), end="")
PY
"$root/packaging/changes.py" debian "$version" "$TCDX_DESK_MAINTAINER" >"$doc/changelog.Debian"
cp "$root/CHANGELOG.md" "$doc/changelog"
gzip --no-name --best "$doc/changelog.Debian" "$doc/changelog"
install -D -m 644 "$root/packaging/linux/lintian-overrides" "$tree/usr/share/lintian/overrides/tcdx-desk"

# What the linker knows; what is opened by name follows from libraries.txt.
mkdir -p "$work/debian"
printf 'Source: tcdx-desk\n\nPackage: tcdx-desk\nArchitecture: any\n' >"$work/debian/control"
linked=$(cd "$work" && dpkg-shlibdeps -O -e "$tree/usr/bin/tcdx-desk" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
[ -n "$linked" ] || { echo "$0: dpkg-shlibdeps found no library" >&2; exit 1; }
opened=$(library_packages | paste -s -d , | sed 's/,/, /g')

settle_times "$tree"
install -d "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: tcdx-desk
Version: $version-1
Architecture: $arch
Maintainer: $TCDX_DESK_MAINTAINER
Installed-Size: $(du -k -s --apparent-size "$tree/usr" | cut -f 1)
Depends: $linked, $opened, ca-certificates
Recommends: gnome-keyring | org.freedesktop.secrets, xdg-desktop-portal, xdg-desktop-portal-gtk | xdg-desktop-portal-backend, zenity, default-dbus-session-bus | dbus-session-bus, libgl1-mesa-dri
Section: misc
Priority: optional
Homepage: $TCDX_DESK_HOMEPAGE
Description: onboard customers to the TCDX API and follow their KYC status
 A desktop program with which the staff of a branch register customers at the
 TCDX API, and reviewers follow the KYC status of each. Forms and pictures are
 kept encrypted, and nothing is sent twice.
 .
 A complete sandbox server is built in, so that it runs, trains and tests
 without the vendor. Every command works without a display, too.
CONTROL
(cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
settle_times "$tree"

package=$out/tcdx-desk_$version-1_$arch.deb
dpkg-deb --root-owner-group -Zxz --threads-max=1 --build "$tree" "$package" >/dev/null
echo "$package"
