#!/usr/bin/env bash
# Makes the file that tells running programs of this version, and signs it: FOLDER/release.toml and release.toml.minisig.
# Put both where `update_address` points to. Sign anew, with a later day, before `valid_until` passes.
#
# Usage: packaging/release-file.sh --key SECRET_KEY --download URL --out FOLDER
#            [--date YYYY-MM-DD] [--valid-days N] [--notes-id FILE]
# The day is that of the commit unless told; the file is valid for 180 days unless told. minisign asks for the password of
# the key; without a terminal it reads it from standard input.
set -euo pipefail

usage() {
    sed -n '5,6s/^# //p' "$0" >&2
    exit 2
}

key='' download='' out='' day='' valid=180 notes=-
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case $1 in
        --key) key=$2 ;;
        --download) download=$2 ;;
        --out) out=$2 ;;
        --date) day=$2 ;;
        --valid-days) valid=$2 ;;
        --notes-id) notes=$2 ;;
        *) usage ;;
    esac
    shift 2
done
[ -n "$key" ] && [ -n "$download" ] && [ -n "$out" ] || usage
case $download in https://*) ;; *) echo "packaging/release-file.sh: the download page must begin with https://" >&2; exit 2 ;; esac
case $valid in '' | *[!0-9]*) usage ;; esac
command -v minisign >/dev/null || { echo "packaging/release-file.sh: minisign is missing (Debian: apt-get install minisign)" >&2; exit 2; }

# Paths are the caller's.
mkdir -p "$out"
file=$(realpath "$out")/release.toml
key=$(realpath "$key")
[ "$notes" = - ] || notes=$(realpath "$notes")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
[ -n "$day" ] || day=$(git log -1 --format=%cs)
until=$(date -u -d "$day + $valid days" +%Y-%m-%d)
python3 packaging/release-file.py "$version" "$day" "$until" "$download" "$notes" "$file"
# The trusted comment is signed too, and is what the program looks at first. -H: over the hash, the only kind it takes.
minisign -S -H -s "$key" -m "$file" -x "$file.minisig" -t "tcdx-desk release $version" -c "release file of TCDX Desk" >&2
echo "$file"
