#!/usr/bin/env python3
"""Writes the history of the packages from CHANGELOG.md, the one place where it is kept.

Usage: packaging/changes.py appstream|debian|rpm VERSION [MAINTAINER] [REVISION]

A version is a heading `## 0.1.0 (2026-12-01)`, or `## 0.1.0 (not released)`: that one has the day of SOURCE_DATE_EPOCH.
VERSION is that of Cargo.toml; it must be the newest, unless it is an older one that CHANGELOG.md need not hold.
"""

import datetime
import os
import pathlib
import re
import sys
import textwrap

HEADING = re.compile(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2}|not released)\)$")


def versions(text, epoch):
    """Each version, its day, whether it is released, and what changed: one text an item."""
    found = []
    for line in text.splitlines():
        if line.startswith("## "):
            heading = HEADING.match(line)
            if not heading:
                sys.exit(f"CHANGELOG.md: not a heading of a version: {line}")
            version, day = heading.groups()
            is_released = day != "not released"
            day = datetime.date.fromisoformat(day) if is_released else epoch.date()
            found.append((version, day, is_released, []))
        elif line.startswith("- ") and found:
            found[-1][3].append(line[2:].strip())
        elif line.startswith("  ") and found and found[-1][3]:
            found[-1][3][-1] += " " + line.strip()
    return found


def number(version):
    return tuple(int(part) for part in version.split("."))


def main():
    form, version = sys.argv[1:3]
    maintainer, revision = [*sys.argv[3:5], *["", "1"][len(sys.argv[3:5]) :]]
    epoch = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    text = (pathlib.Path(__file__).parent.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    known = [entry for entry in versions(text, epoch) if number(entry[0]) <= number(version)]
    if not known or known[0][0] != version:
        known.insert(0, (version, epoch.date(), False, ["No changes are written down for this version."]))
    for at, day, is_released, items in known:
        noon = datetime.datetime.combine(day, datetime.time(12), datetime.timezone.utc)
        if form == "appstream":
            kind = "stable" if is_released else "development"
            print(f'    <release version="{at}" date="{day}" type="{kind}"/>')
        elif form == "debian":
            print(f"tcdx-desk ({at}-{revision}) unstable; urgency=medium\n")
            for item in items:
                print(textwrap.fill(item, 78, initial_indent="  * ", subsequent_indent="    "))
            print(f"\n -- {maintainer}  {noon:%a, %d %b %Y %H:%M:%S} +0000\n")
        elif form == "rpm":
            print(f"* {noon:%a %b %d %Y} {maintainer} - {at}-{revision}")
            for item in items:
                # The macros of rpm begin with a percent sign.
                print(textwrap.fill(item.replace("%", "%%"), 78, initial_indent="- ", subsequent_indent="  "))
            print()
        else:
            sys.exit(__doc__)


main()
