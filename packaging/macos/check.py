#!/usr/bin/env python3
"""Checks the property lists of an application, or of the templates beside this script; prints what is wrong.

Usage: packaging/macos/check.py [APPLICATION.app]
"""

import pathlib
import plistlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ["en", "id"]
TEXTS = {
    "CFBundleIdentifier", "CFBundleName", "CFBundleDisplayName", "CFBundleExecutable", "CFBundleIconFile",
    "CFBundlePackageType", "CFBundleInfoDictionaryVersion", "CFBundleShortVersionString", "CFBundleVersion",
    "CFBundleDevelopmentRegion", "LSMinimumSystemVersion", "LSApplicationCategoryType", "NSHumanReadableCopyright",
    "NSPrincipalClass", "NSCameraUsageDescription",
}
# What a notarised program must not have, or this one has no need of.
REFUSED = {
    "com.apple.security.get-task-allow", "com.apple.security.cs.allow-jit",
    "com.apple.security.cs.allow-unsigned-executable-memory", "com.apple.security.cs.disable-library-validation",
    "com.apple.security.cs.allow-dyld-environment-variables", "com.apple.security.cs.disable-executable-page-protection",
}
NEEDED = {"com.apple.security.device.camera", "com.apple.security.network.client"}


def property_list(path):
    """The dictionary of a file: XML, as Apple's tools take it."""
    data = path.read_bytes()
    if not data.startswith(b"<?xml"):
        raise ValueError("is not XML")
    return plistlib.loads(data, fmt=plistlib.FMT_XML)


def strings(path):
    """The pairs of a .strings file."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    pair = r'\s*(\w+)\s*=\s*"((?:[^"\\]|\\.)*)"\s*;\s*'
    if not re.fullmatch(f"(?:{pair})*", text):
        raise ValueError("is no list of pairs")
    return dict(re.findall(pair, text))


def faults(app):
    """What is wrong, a line each. `app` is an application, or None for the templates."""
    contents = app / "Contents" if app else HERE
    resources = contents / "Resources" if app else HERE
    info = property_list(contents / "Info.plist")
    for key in sorted(TEXTS):
        if not isinstance(info.get(key), str) or not info[key].strip():
            yield f"Info.plist has no {key}"
    if info.get("CFBundlePackageType") != "APPL":
        yield "CFBundlePackageType is not APPL"
    if sorted(info.get("CFBundleLocalizations", [])) != LANGUAGES:
        yield f"CFBundleLocalizations are not {LANGUAGES}"
    if info.get("NSHighResolutionCapable") is not True:
        yield "NSHighResolutionCapable is not true"
    for language in LANGUAGES:
        if not strings(resources / f"{language}.lproj" / "InfoPlist.strings").get("NSCameraUsageDescription"):
            yield f"{language}.lproj has no NSCameraUsageDescription"
    rights = property_list(HERE / "tcdx-desk.entitlements")
    if b"<!--" in (HERE / "tcdx-desk.entitlements").read_bytes():
        yield "the entitlements hold a comment, which macOS cannot read"
    for key in sorted(REFUSED & rights.keys()):
        yield f"the entitlement {key} is refused"
    for key in sorted(NEEDED - {key for key, value in rights.items() if value is True}):
        yield f"the entitlement {key} is missing"
    for key in sorted(rights.keys() - NEEDED - REFUSED):
        yield f"the entitlement {key} is not known here"
    if app:
        yield from built_faults(app, info)


def built_faults(app, info):
    """What is wrong with an application that was put together."""
    for key, value in info.items():
        if "@" in str(value):
            yield f"{key} was not filled in"
    if not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", info["CFBundleIdentifier"]):
        yield "CFBundleIdentifier is no identifier"
    for key in ("CFBundleShortVersionString", "CFBundleVersion", "LSMinimumSystemVersion"):
        if not re.fullmatch(r"\d+(\.\d+){1,2}", info[key]):
            yield f"{key} is no version"
    program = app / "Contents" / "MacOS" / info["CFBundleExecutable"]
    if not program.is_file() or not program.stat().st_mode & 0o111:
        yield "the program is missing, or cannot be run"
    icon = app / "Contents" / "Resources" / (info["CFBundleIconFile"] + ".icns")
    if not icon.is_file() or icon.read_bytes()[:4] != b"icns":
        yield "the icon is missing"
    if (app / "Contents" / "PkgInfo").read_bytes() != b"APPL????":
        yield "PkgInfo is wrong"


def main():
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    found = list(faults(pathlib.Path(sys.argv[1]) if len(sys.argv) == 2 else None))
    for fault in found:
        print(fault, file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
