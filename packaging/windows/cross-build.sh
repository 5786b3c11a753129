#!/usr/bin/env bash
# Builds tcdx-desk.exe and tcdx-desk-console.exe for Windows on Debian, to try them under wine. A release is built on Windows with the
# compiler of Rust's own distribution: packaging/build-release.sh --target x86_64-pc-windows-msvc.
#
# Debian has no standard library of Rust for Windows, so it is built too, from Debian's own sources.
# Needs: apt-get install rustc-web cargo-web rust-web-src mingw-w64 perl make (bookworm and its security updates)
#
# Usage: packaging/windows/cross-build.sh [--quick]      --quick: little optimisation, half an hour less
# From the environment: CROSS_CARGO and CROSS_RUSTC (else /usr/bin/cargo and /usr/bin/rustc), CARGO_TARGET_DIR (else target-win)
# Prints the path of the program.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

case $* in
    '') ;;
    --quick)
        export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
        ;;
    *) echo "usage: packaging/windows/cross-build.sh [--quick]" >&2; exit 2 ;;
esac

cargo=${CROSS_CARGO:-/usr/bin/cargo}
export RUSTC=${CROSS_RUSTC:-/usr/bin/rustc}
for tool in "$cargo" "$RUSTC" x86_64-w64-mingw32-gcc x86_64-w64-mingw32-windres perl make; do
    command -v "$tool" >/dev/null || { echo "packaging/windows/cross-build.sh: $tool is missing" >&2; exit 3; }
done
library=$("$RUSTC" --print sysroot)/lib/rustlib/src/rust/library
[ -d "$library" ] || { echo "packaging/windows/cross-build.sh: the sources of the standard library are missing (rust-web-src)" >&2; exit 3; }

# packaging/build-release.sh takes the first cargo there is.
first=$(mktemp -d)
trap 'rm -rf "$first"' EXIT
ln -s "$(command -v "$cargo")" "$first/cargo"
export PATH=$first:$PATH
# Building the standard library is not for everyone yet, says this compiler.
export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_unwind
# Its name tells the compiler that it is a gcc.
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=$root/packaging/windows/cross-gcc.sh
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target-win}
# It is for wine, not for handing out: without the list of dependencies.
"$root/packaging/build-release.sh" --target x86_64-pc-windows-gnu --not-auditable
