# Sourced by the scripts beside it: their arguments, and what they have in common. Not run by itself.
#
# Sets root, program (built unless --program names one), version (of Cargo.toml unless --version names one, for tests of
# upgrades), out (the folder of packages), work (a folder that is removed at the end), SOURCE_DATE_EPOCH, and the
# variables of publisher.env. What a script of its own takes is in its array `own_options`, each with a value, which comes
# as option_NAME.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=../publisher.env
. "$root/packaging/publisher.env"

program=''
version=''
out=$root/target/packages
while [ $# -gt 0 ]; do
    name=${1#--}
    case " program version out ${own_options[*]-} " in
        *" $name "*) ;;
        *) name='' ;;
    esac
    if [ -z "$name" ] || [ $# -lt 2 ]; then
        sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0" >&2
        exit 2
    fi
    case $name in
        program | version | out) printf -v "$name" %s "$2" ;;
        *) printf -v "option_${name//-/_}" %s "$2" ;;
    esac
    shift 2
done

# needs COMMAND PACKAGE …: says what to install.
needs() {
    local missing=()
    while [ $# -gt 0 ]; do
        command -v "$1" >/dev/null || missing+=("$2")
        shift 2
    done
    if [ ${#missing[@]} -gt 0 ]; then
        echo "$0: install these packages first: ${missing[*]}" >&2
        exit 3
    fi
}

cargo_version=$(sed -n '0,/^version = "\(.*\)"/s//\1/p' "$root/Cargo.toml")
version=${version:-$cargo_version}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}
export LC_ALL=C.UTF-8 TZ=UTC
umask 022

if [ -z "$program" ]; then
    program=$("$root/packaging/build-release.sh" | tail -n 1)
fi
program=$(realpath "$program")
if [ "$("$program" --version | cut -d ' ' -f 1-2)" != "tcdx-desk $cargo_version" ]; then
    echo "$0: $program is not version $cargo_version, which Cargo.toml names" >&2
    exit 3
fi
mkdir -p "$out"
out=$(realpath "$out")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The time of every file of a package is that of the commit.
settle_times() { find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +; }

# The sonames, or the Debian packages, of the libraries that are opened by name.
sonames() { sed '/^#/d' "$root/packaging/linux/libraries.txt" | cut -f 1; }
library_packages() { sed '/^#/d' "$root/packaging/linux/libraries.txt" | cut -f 2 | sort -u; }
