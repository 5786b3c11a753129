#!/usr/bin/env bash
# Prints the AppStream metadata of a version (else that of Cargo.toml): tcdx-desk.metainfo.xml.in, filled in.
# Usage: packaging/linux/metainfo.sh [VERSION]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=../publisher.env
. "$root/packaging/publisher.env"
version=${1:-$(sed -n '0,/^version = "\(.*\)"/s//\1/p' "$root/Cargo.toml")}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}
releases=$("$root/packaging/changes.py" appstream "$version")
python3 - "$root/packaging/linux/tcdx-desk.metainfo.xml.in" "$releases" "$TCDX_DESK_APP_ID" "$TCDX_DESK_HOMEPAGE" \
    "$TCDX_DESK_SCREENSHOTS" "${TCDX_DESK_MAINTAINER%% <*}" <<'PY'
import html, sys
path, releases, *values = sys.argv[1:]
text = open(path, encoding="utf-8").read()
for name, value in zip(("APP_ID", "HOMEPAGE", "SCREENSHOTS", "DEVELOPER"), values, strict=True):
    text = text.replace(f"@{name}@", html.escape(value))
sys.stdout.write(text.replace("@RELEASES@", releases))
PY
