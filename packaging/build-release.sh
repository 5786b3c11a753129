#!/usr/bin/env bash
# Builds the program as it is handed out: from the locked dependencies, without a folder of this computer in it, and
# never with the feature `inspection` (it lets another program read and drive the window).
#
# Usage: packaging/build-release.sh [--features LIST] [--target TRIPLE] [--not-auditable]
# --not-auditable: without the list of its own dependencies in it, where cargo-auditable cannot be had (Flatpak).
# Prints the path of the program.
set -euo pipefail

usage() {
    echo "usage: packaging/build-release.sh [--features LIST] [--target TRIPLE] [--not-auditable]" >&2
    exit 2
}

features=''
target=''
auditable=(auditable)
while [ $# -gt 0 ]; do
    case $1 in
        --features | --target)
            [ $# -ge 2 ] || usage
            if [ "$1" = --features ]; then features="$features $2"; else target=$2; fi
            shift 2
            ;;
        --features=*) features="$features ${1#*=}"; shift ;;
        --target=*) target=${1#*=}; shift ;;
        --not-auditable) auditable=(); shift ;;
        # --all-features among them: it would hold `inspection`.
        *) usage ;;
    esac
done

features=${features//,/ }
read -r -a feature_list <<<"${features//$'\n'/ }"
for feature in ${feature_list[@]+"${feature_list[@]}"}; do
    # `eframe/inspection` and `tcdx-desk/inspection` name the same thing.
    if [ "${feature##*/}" = inspection ]; then
        echo "packaging/build-release.sh: a release is never built with the feature 'inspection'" >&2
        exit 3
    fi
done

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
cargo_home=${CARGO_HOME:-$HOME/.cargo}
target_dir=${CARGO_TARGET_DIR:-$root/target}
case $target_dir in /*) ;; *) target_dir=$root/$target_dir ;; esac

# The later prefix wins where two fit. The separator allows folders with spaces.
separator=$'\x1f'
export CARGO_ENCODED_RUSTFLAGS="--remap-path-prefix=$root=/tcdx-desk${separator}--remap-path-prefix=$target_dir=/target${separator}--remap-path-prefix=$cargo_home=/cargo"
export CARGO_TARGET_DIR=$target_dir
# The C library goes into the program: a branch's computer may not have Microsoft's. No time of building in the file.
case $target in
    *windows-msvc) CARGO_ENCODED_RUSTFLAGS+="${separator}-Ctarget-feature=+crt-static${separator}-Clink-arg=/Brepro" ;;
esac
# src/lib.rs refuses `inspection` when this is set: a second lock, should features come in another way.
export TCDX_DESK_PACKAGING=1
commit=$(git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
export TCDX_DESK_COMMIT=$commit
day=$(git log -1 --format=%cs 2>/dev/null || echo unknown)
export TCDX_DESK_COMMIT_DATE=$day
unset RUSTFLAGS

# OpenSSL writes the time of its building into itself: that of the commit.
epoch=$(git log -1 --format=%ct 2>/dev/null || echo 0)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$epoch}
# The C code of OpenSSL and SQLCipher has guarded stacks and checked copies. Rust links with full RELRO and as PIE by itself;
# packaging/check-packages.sh looks at what came of it.
unset CFLAGS
case ${target:-$(uname -s)} in
    *linux* | Linux | *apple* | Darwin)
        export CFLAGS='-fstack-protector-strong -D_FORTIFY_SOURCE=2'
        # Where OpenSSL would look for its settings and modules: it has none here, and nobody shall put any there. Else it is
        # the folder of this build.
        export OPENSSL_CONFIG_DIR=/nonexistent
        export GNUMAKEFLAGS='MODULESDIR=/nonexistent ENGINESDIR=/nonexistent'
        ;;
esac

arguments=(build --release --locked --bin tcdx-desk)
# Beside it what lends it a console; the packages install it as tcdx-desk.com.
case $target in *windows*) arguments+=(--bin tcdx-desk-console) ;; esac
[ ${#feature_list[@]} -eq 0 ] || arguments+=(--features "$(IFS=, && echo "${feature_list[*]}")")
[ -z "$target" ] || arguments+=(--target "$target")
# The program holds the list of its own dependencies, so that a scanner finds known holes in it years later.
if [ ${#auditable[@]} -gt 0 ] && ! cargo auditable --version >/dev/null 2>&1; then
    echo "packaging/build-release.sh: cargo-auditable is missing: cargo install --locked cargo-auditable@0.7.7" >&2
    exit 4
fi
cargo ${auditable[@]+"${auditable[@]}"} "${arguments[@]}"

suffix=''
case $target in *windows*) suffix=.exe ;; esac
echo "$target_dir${target:+/$target}/release/tcdx-desk$suffix"
