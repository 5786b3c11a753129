#!/usr/bin/env bash
# Builds the AppImage: a runtime, and a squashfs of the program with its icon and desktop entry.
#
# Usage: packaging/linux/build-appimage.sh [--runtime FILE --runtime-sha256 SUM] [--program PATH] [--out DIR] [--version X.Y.Z]
# Without --runtime an old one is taken from Debian (appimage-runtime.sh says more): good to try, not to hand out. Without
# --program the program is built first (packaging/build-release.sh). Prints the path of the AppImage. The same program,
# runtime, commit and tools give the same bytes.
set -euo pipefail
own_options=(runtime runtime-sha256)
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=stage.sh
. "$root/packaging/linux/stage.sh"
needs mksquashfs squashfs-tools python3 python3

runtime=${option_runtime:-}
if [ -z "$runtime" ]; then
    runtime=$work/runtime
    "$root/packaging/linux/appimage-runtime.sh" "$runtime"
elif ! echo "${option_runtime_sha256:-}  $runtime" | sha256sum --check --quiet 2>/dev/null; then
    echo "$0: $runtime has the SHA-256 $(sha256sum <"$runtime" | cut -d ' ' -f 1); name it with --runtime-sha256 if it is the right one" >&2
    exit 3
fi
if [ "$(od -A n -t x1 -j 8 -N 3 "$runtime" | tr -d ' ')" != 414902 ]; then
    echo "$0: $runtime is no runtime for AppImages of type 2" >&2
    exit 3
fi

tree=$work/AppDir
stage "$tree"
rm -r "$tree/usr/share/man"
install -m 755 "$root/packaging/linux/AppRun" "$tree/AppRun"
install -m 644 "$root/packaging/linux/tcdx-desk.desktop" "$tree/"
sed -i "/^Type=/a X-AppImage-Version=$version" "$tree/tcdx-desk.desktop"
cp "$tree/usr/share/icons/hicolor/256x256/apps/tcdx-desk.png" "$tree/"
ln -s tcdx-desk.png "$tree/.DirIcon"
settle_times "$tree"

# mksquashfs takes all times from SOURCE_DATE_EPOCH. Every runtime reads gzip.
mksquashfs "$tree" "$work/squashfs" -quiet -no-progress -noappend -all-root -no-xattrs -comp gzip -b 1M -processors 1
package=$out/tcdx-desk-$version-$(uname -m).AppImage
cat "$runtime" "$work/squashfs" >"$package"
chmod 755 "$package"
echo "$package"
