#!/usr/bin/env bash
# Gets a runtime for AppImages where none is at hand: the first part of an AppImage that the sources of Debian's package
# `libappimage` carry for their tests. It is of 2019 and mounts with libfuse2. For what is handed out, give
# build-appimage.sh the current static runtime of the AppImage project instead (--runtime FILE --runtime-sha256 SUM).
#
# Usage: packaging/linux/appimage-runtime.sh FILE       (amd64; Debian, with the sources of its packages in reach)
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: packaging/linux/appimage-runtime.sh FILE" >&2; exit 2; }
target=$(realpath "$1")
sum=dd75a7b9d27d372773e7d3c7a2ff761718ee4d5dd28f3ae0a9993c1cf5dbaa84

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir -p lists/partial cache
# The sources of where this computer has its packages from; its own lists stay as they are.
for list in /etc/apt/sources.list.d/*.sources; do
    [ ! -e "$list" ] || sed 's/^Types:.*/Types: deb-src/' "$list" >"$(basename "$list")"
done
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -e "$list" ] || sed -n 's/^deb /deb-src /p' "$list" >"$(basename "$list")"
done
apt=(apt-get -qq -o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$work"
    -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root)
"${apt[@]}" update >&2
"${apt[@]}" source --download-only --tar-only libappimage >&2
tar xzf libappimage_*.orig.tar.gz --strip-components=3 --wildcards '*/tests/data/Echo-no-integrate-x86_64.AppImage'
# The runtime ends where its table of sections does: e_shoff + e_shentsize * e_shnum.
python3 - Echo-no-integrate-x86_64.AppImage "$target" <<'PY'
import struct, sys
image = open(sys.argv[1], "rb").read()
(start,), (size, count) = struct.unpack_from("<Q", image, 40), struct.unpack_from("<HH", image, 58)
open(sys.argv[2], "wb").write(image[: start + size * count])
PY
echo "$sum  $target" | sha256sum --check --quiet
