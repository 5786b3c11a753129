#!/usr/bin/env python3
"""Writes the release file that `packaging/release-file.sh` signs: version from Cargo.toml, notes from the changelog.

Usage: release-file.py VERSION DATE VALID_UNTIL DOWNLOAD NOTES_ID_FILE|- OUT. The English notes are the list under the
version's heading in CHANGELOG.md, or under "Unreleased" if it has none of its own yet.
"""

import json
import re
import sys
from pathlib import Path

MOST = 2000
MINIMUM = {"linux": "Debian 12 / Ubuntu 22.04", "macos": "macOS 12", "windows": "Windows 10 1809"}


def notes(version):
    text = (Path(__file__).parent.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    named = [part for part in sections if re.match(rf"\[?v?{re.escape(version)}\]?\b", part)]
    found = named or [part for part in sections if re.match(r"\[?unreleased", part, re.IGNORECASE)]
    if not found:
        raise SystemExit(f"CHANGELOG.md has no heading for {version}")
    return found[0].partition("\n")[2].strip()


def shortened(text):
    """At most MOST characters, cut at the end of a line."""
    text = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text).strip()
    if len(text) <= MOST:
        return text
    return text[: MOST - 2].rsplit("\n", 1)[0].rstrip() + "\n…"


def main():
    version, date, until, download, notes_id, out = sys.argv[1:]
    indonesian = Path(notes_id).read_text(encoding="utf-8") if notes_id != "-" else ""
    # A JSON string is a TOML string too.
    quoted = lambda text: json.dumps(text, ensure_ascii=False)
    lines = ['product = "tcdx-desk"', f"version = {quoted(version)}", f"date = {quoted(date)}",
             f"valid_until = {quoted(until)}", f"download = {quoted(download)}", "", "[notes]",
             f"en = {quoted(shortened(notes(version)))}", f"id = {quoted(shortened(indonesian))}", "", "[minimum_system]"]
    lines += [f"{system} = {quoted(oldest)}" for system, oldest in sorted(MINIMUM.items())]
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
