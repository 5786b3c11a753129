# What the scripts of this folder share; sourced by them.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/packaging/windows
# shellcheck source=../publisher.env
source "$root/packaging/publisher.env"
# shellcheck disable=SC2034 # Used by the scripts.
publisher=${TCDX_DESK_MAINTAINER%% <*}

fail() {
    echo "$(basename "$0"): $1" >&2
    exit "${2:-1}"
}

need() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || fail "$tool is missing" 3
    done
}

# The time that all files and headers get, so that the same commit gives the same package.
epoch() {
    if [ -n "${SOURCE_DATE_EPOCH:-}" ]; then
        echo "$SOURCE_DATE_EPOCH"
    else
        git -C "$root" log -1 --format=%ct 2>/dev/null || fail 'set SOURCE_DATE_EPOCH: there is no commit to take the time from'
    fi
}

# Arguments of the packaging scripts: sets program, target, version (of Cargo.toml unless --version names one, for tests of
# upgrades), out and sign.
# shellcheck disable=SC2034 # Used by the scripts.
arguments() {
    program='' target=x86_64-pc-windows-msvc out=$root/target/packages sign=''
    version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
    while [ $# -gt 0 ]; do
        case $1 in
            --program | --target | --version | --out)
                [ $# -ge 2 ] || fail "$1 needs a value" 2
                case $1 in
                    --program) program=$2 ;;
                    --target) target=$2 ;;
                    --version) version=$2 ;;
                    --out) out=$2 ;;
                esac
                shift 2
                ;;
            --sign) sign=yes; shift ;;
            *) fail "usage: $(basename "$0") [--program TCDX-DESK.EXE | --target TRIPLE] [--version X.Y.Z] [--out FOLDER] [--sign]" 2 ;;
        esac
    done
    # Windows knows three numbers; a name after them would be lost.
    [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "version '$version' is not three numbers"
}

# Puts all that is installed into the folder $1, signed where that is asked for.
# The launcher lies beside the program, as packaging/build-release.sh leaves it.
stage() {
    local folder=$1
    [ -n "$program" ] || program=$("$root/packaging/build-release.sh" --target "$target" | tail -n 1)
    [ -f "$program" ] || fail "there is no program $program" 3
    [ -f "${program%.exe}-console.exe" ] || fail "there is no launcher ${program%.exe}-console.exe" 3
    cp "$program" "$folder/tcdx-desk.exe"
    cp "${program%.exe}-console.exe" "$folder/tcdx-desk.com"
    cp "$root/LICENSE-MIT" "$folder/LICENSE-MIT.txt"
    cp "$root/LICENSE-APACHE" "$folder/LICENSE-APACHE.txt"
    cp "$root/assets/fonts/inter-OFL.txt" "$root/assets/fonts/phosphor-LICENSE.txt" "$folder/"
    cp "$root/assets/licences/third-party.txt" "$folder/"
    cp "$root/assets/icons/tcdx-desk.ico" "$folder/"
    chmod 644 "$folder"/*
    if [ -n "$sign" ]; then
        "$here/sign.sh" "$folder/tcdx-desk.exe" "$folder/tcdx-desk.com"
    fi
    touch -d "@$(epoch)" "$folder"/*
}
