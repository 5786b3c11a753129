#!/usr/bin/env bash
# Writes the bill of materials of the program (CycloneDX 1.5, JSON) from the locked dependencies: no network, and the same
# file for the same commit. Needs python3; `cargo fetch --locked` must have run.
#
# Usage: packaging/sbom.sh FILE
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: packaging/sbom.sh FILE" >&2; exit 2; }
file=$(realpath -m -- "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# The day of the commit stands for the time, unless told.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || true)
fi
if [ -z "$SOURCE_DATE_EPOCH" ]; then
    echo "packaging/sbom.sh: no git here: set SOURCE_DATE_EPOCH to the time of the release" >&2
    exit 2
fi
export SOURCE_DATE_EPOCH
python3 packaging/third-party.py --sbom "$file"
