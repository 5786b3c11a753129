#!/usr/bin/env bash
# Builds every package for Linux from one program, and looks at what came of it.
#
# Usage: packaging/linux/package.sh [--program PATH] [--runtime FILE --runtime-sha256 SUM] [--out DIR] [--version X.Y.Z]
# Without --program the program is built first (packaging/build-release.sh). The runtime is that of the AppImage; see
# build-appimage.sh. The packages and their checksums (SHA256SUMS) are in DIR, else in target/packages.
set -euo pipefail
own_options=(runtime runtime-sha256)
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

given=(--program "$program" --out "$out" --version "$version")
image=()
[ -z "${option_runtime:-}" ] || image=(--runtime "$option_runtime" --runtime-sha256 "${option_runtime_sha256:-}")
linux=$root/packaging/linux
packages=()
packages+=("$("$linux/build-deb.sh" "${given[@]}")")
packages+=("$("$linux/build-rpm.sh" "${given[@]}")")
packages+=("$("$linux/build-appimage.sh" "${given[@]}" ${image[@]+"${image[@]}"})")
(cd "$out" && for package in "${packages[@]}"; do sha256sum "$(basename "$package")"; done >SHA256SUMS)
"$root/packaging/check-packages.sh" --program "$program" "${packages[@]}"
ls -l "${packages[@]}"
