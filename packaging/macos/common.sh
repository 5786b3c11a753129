# What the scripts of this folder share; sourced by them.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck disable=SC2034 # Used by the scripts.
here=$root/packaging/macos
# shellcheck source=../publisher.env
source "$root/packaging/publisher.env"

fail() {
    echo "$(basename "$0"): $1" >&2
    exit "${2:-3}"
}

need() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || fail "$tool is missing: this step needs macOS with Xcode's command line tools"
    done
}

# The version in Cargo.toml; macOS knows numbers alone.
version() {
    local found
    found=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
    [[ $found =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "version '$found' in Cargo.toml is not three numbers" 1
    echo "$found"
}
