#!/usr/bin/env python3
"""Lists what others wrote and the program holds, with every licence text, from the locked dependencies.

Writes `assets/licences/third-party.txt` (part of every package), the same compressed (built into the program, which
shows it and prints it with `tcdx-desk licences`),
and `packaging/not-shipped.txt` (crates of Cargo.lock that are in no program: for tests, builds, and other systems).
Run it after every change of Cargo.lock; `cargo fetch --locked` must have run. Needs no network.

With `--sbom FILE` it writes a CycloneDX 1.5 bill of materials instead. The time in it is SOURCE_DATE_EPOCH.
"""

import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import uuid
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Where the program runs.
TARGETS = [
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "x86_64-pc-windows-gnu",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
]
NAMES = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense|ofl).*|.*_licen[cs]e(\.txt)?", re.IGNORECASE)
CODE = {".rs", ".pm", ".spdx"}
# A crate without a text of its own gets the common one of its licence, with its authors.
COMMON = {"MIT": "mit.txt", "Apache-2.0": "apache-2.0.txt", "BSL-1.0": "bsl-1.0.txt"}
# Fewer characters are no licence.
LEAST = 60


def cargo(*arguments):
    command = [os.environ.get("CARGO", "cargo"), *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def built(target):
    """Name and version of each crate that is in the program for this target; tests and builds bring others."""
    lines = cargo("tree", "--locked", "--offline", "--edges", "normal", "--target", target, "--prefix", "none",
                  "--format", "{p}").splitlines()
    matches = (re.match(r"(\S+) v(\S+)", line) for line in lines)
    return {match.groups() for match in matches if match}


def shipped():
    """The crates of all programs by id, with our own, whose id comes first; and for each the ids of what it uses."""
    found, uses, root = {}, {}, None
    for target in TARGETS:
        data = json.loads(cargo("metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", target))
        names = built(target)
        # The C sources that a build script compiles into the program.
        is_in = lambda package: order(package) in names or package["name"] in ("openssl-src", "sqlcipher-src")
        packages = {package["id"]: package for package in data["packages"] if is_in(package)}
        root = data["resolve"]["root"]
        found.update(packages)
        for node in data["resolve"]["nodes"]:
            if node["id"] in packages:
                used = {dependency["pkg"] for dependency in node["deps"] if dependency["pkg"] in packages
                        and any(kind["kind"] is None for kind in dependency["dep_kinds"])}
                uses.setdefault(node["id"], set()).update(used)
    return root, found, uses


def order(package):
    return package["name"], package["version"]


def clean(text):
    """A text as it was written, without what only a printer or a terminal would make of it."""
    lines = re.split(r"\r\n|[\n\r\f]", text.replace("\u00a0", " "))
    signs = ("".join(sign for sign in line.expandtabs(8) if sign.isprintable()) for line in lines)
    return "\n".join(line.rstrip() for line in signs).strip("\n")


class Texts:
    """Licence texts, each once whatever its line breaks."""

    def __init__(self):
        self.known, self.list = {}, []

    def number(self, text):
        key = hashlib.sha256("".join(text.split()).lower().encode()).hexdigest()
        if key not in self.known:
            shown = clean(text)
            if not shown or re.search(r"^=== ", shown, re.MULTILINE):
                raise SystemExit(f"a licence text is empty or cannot be told from a heading: {text[:80]!r}")
            self.list.append(shown)
            self.known[key] = len(self.list)
        return self.known[key]


def texts_of(package):
    folder = Path(package["manifest_path"]).parent
    # A folder LICENSES holds texts under the names of their licences (REUSE).
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()
             and (NAMES.fullmatch(path.name) and path.suffix not in CODE or path.parent.name == "LICENSES")]
    deep = {"tests", "examples", "benches", "fuzz", "test"}
    # C sources bring the licences of their tests and tools, which are not built.
    if package["name"] == "openssl-src":
        found = [path for path in found if path.parent in (folder, folder / "openssl")]
    found = [path for path in found if not deep & set(path.relative_to(folder).parts)]
    named = package.get("license_file")
    if named and (folder / named) not in found:
        found.append(folder / named)
    texts = [decoded(path.read_bytes()) for path in found]
    # A file may only name the licence, or hold the path that was a link to it.
    return [text for text in texts if len(text.strip()) > LEAST]


def decoded(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def common_text(package):
    licence = package["license"] or ""
    for name, file in COMMON.items():
        if re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", licence):
            text = (ROOT / "packaging" / "licence-texts" / file).read_text(encoding="utf-8")
            authors = ", ".join(re.sub(r"\s*<[^>]*>", "", author) for author in package["authors"])
            return text.replace("<copyright holders>", authors or f"the authors of {package['name']}")
    raise SystemExit(f"{package['name']} {package['version']} ({licence}) brings no licence text; "
                     "put the common one into packaging/licence-texts")


def ours():
    """What is no crate: name, version, licence, texts."""
    fonts = ROOT / "assets" / "fonts"
    read = lambda path: path.read_text(encoding="utf-8")
    made = read(ROOT / "LICENSE-MIT")
    rust = re.search(r'^channel = "(.+)"$', read(ROOT / "rust-toolchain.toml"), re.MULTILINE).group(1)
    common = lambda file: read(ROOT / "packaging" / "licence-texts" / file)
    mit = lambda holders: common("mit.txt").replace("<copyright holders>", holders)
    return [
        ("Inter (typeface)", "4", "OFL-1.1", [read(fonts / "inter-OFL.txt")]),
        ("Phosphor (icons)", "2", "MIT", [read(fonts / "phosphor-LICENSE.txt")]),
        ("countries-list (names of countries)", "3.4.1", "MIT", [mit("Annexare Studio")]),
        ("Rust standard library", rust, "MIT OR Apache-2.0", [mit("The Rust Project Contributors"), common("apache-2.0.txt")]),
        ("wilayah (codes of regions)", "300.2.2-2430/2025", "MIT", [mit("2017 Cahya DSN")]),
        ("list-bank-indonesia (codes of banks)", "2024-11", "MIT", [mit("mhdfrhan")]),
        ("Sample customer and pictures", "-", "MIT OR Apache-2.0", [
            "Drawn for TCDX Desk by assets/samples/make.py; no real person. Licensed as TCDX Desk.\n\n" + made]),
    ]


def write_list():
    root, found, _ = shipped()
    crates = sorted((package for id, package in found.items() if id != root), key=order)
    texts, rows, without = Texts(), [], []
    for package in crates:
        own = texts_of(package)
        if not own:
            without.append(f"{package['name']} {package['version']}")
            own = [common_text(package)]
        numbers = sorted({texts.number(text) for text in own})
        licence = (package["license"] or "see text").replace("/", " OR ")
        licence = " ".join(licence.split())
        rows.append((package["name"], package["version"], licence, numbers))
    others = [(name, version, licence, sorted({texts.number(text) for text in own}))
              for name, version, licence, own in ours()]
    out = ["TCDX Desk: software, fonts and data by others",
           "",
           "What the programs for Linux, Windows and macOS hold. Each line names a package, its version, its licence",
           "as its authors name it, and the texts below by number. The source of a crate is public,",
           "under its name and version. Under an \"OR\" the recipient may choose.",
           "",
           "=== Fonts and data"]
    line = lambda row: f"{row[0]} | {row[1]} | {row[2]} | {', '.join(map(str, row[3]))}"
    out += map(line, others)
    out += ["", "=== Crates"]
    out += map(line, rows)
    for number, text in enumerate(texts.list, 1):
        out += ["", f"=== Text {number}", text]
    place = ROOT / "assets" / "licences" / "third-party.txt"
    place.parent.mkdir(exist_ok=True)
    place.write_text("\n".join(out) + "\n", encoding="utf-8")
    # As the program carries it.
    place.with_suffix(".txt.z").write_bytes(zlib.compress(place.read_bytes(), 9))
    is_shipped = {order(package) for package in crates} | {order(found[root])}
    lock = re.findall(r'^name = "(.+)"\nversion = "(.+)"$', (ROOT / "Cargo.lock").read_text(), re.MULTILINE)
    rest = [f"{name} {version}" for name, version in sorted(lock) if (name, version) not in is_shipped]
    note = ["# Crates of Cargo.lock that are in no program: for tests, builds and other systems. Made by packaging/third-party.py."]
    (ROOT / "packaging" / "not-shipped.txt").write_text("\n".join(note + rest) + "\n", encoding="utf-8")
    print(f"{len(crates)} crates, {len(others)} others, {len(texts.list)} texts, {place.stat().st_size} bytes")
    print(f"without a text of their own, so with the common one: {', '.join(without) or 'none'}")


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version'].replace('+', '%2B')}"


def write_sbom(place):
    root, found, uses = shipped()
    lock = (ROOT / "Cargo.lock").read_text()
    blocks = re.findall(r'^name = "(.+)"\nversion = "(.+)"\n(?:source = .*\n)?checksum = "(.+)"$', lock, re.MULTILINE)
    sums = {(name, version): digest for name, version, digest in blocks}

    def component(package, kind):
        licence = (package["license"] or "").replace("/", " OR ")
        made = {"type": kind, "bom-ref": purl(package), "name": package["name"], "version": package["version"],
                "purl": purl(package)}
        if licence:
            made["licenses"] = [{"expression": " ".join(licence.split())}]
        if order(package) in sums:
            made["hashes"] = [{"alg": "SHA-256", "content": sums[order(package)]}]
        if package.get("repository"):
            made["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
        return made

    ids = sorted((id for id in found if id != root), key=lambda id: order(found[id]))
    time = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        # The same dependencies give the same number.
        "serialNumber": "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, "tcdx-desk " + hashlib.sha256(lock.encode()).hexdigest())),
        "version": 1,
        "metadata": {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": component(found[root], "application")},
        "components": [component(found[id], "library") for id in ids],
        "dependencies": [{"ref": purl(found[id]), "dependsOn": sorted(purl(found[used]) for used in uses.get(id, ()))}
                         for id in [root, *ids]],
    }
    Path(place).write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(ids)} components")


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            write_list()
        case ["--sbom", place]:
            write_sbom(place)
        case _:
            raise SystemExit(f"usage: {sys.argv[0]} [--sbom FILE]")
