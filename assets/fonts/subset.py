#!/usr/bin/env python3
"""Make the fonts in this folder again from their sources.

    pip install fonttools
    subset.py INTER_DIR PHOSPHOR_SRC

INTER_DIR holds Inter-{Regular,Medium,SemiBold}.otf (Debian's fonts-inter), PHOSPHOR_SRC is `src` of the unpacked npm
package @phosphor-icons/web. The icons kept are those named in src/ui/icons.rs; the constants there are written by this
script too (between the two marker lines).

Inter: Latin and the signs of the texts, kerning kept. egui cannot switch on OpenType features, so each digit is mapped to
its tabular form: every number lines up. Phosphor: the filled icons have the code points of the regular ones, so they move
up to plane 15 and both fit one family.
"""

import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
ICONS_RS = HERE.parent.parent / "src" / "ui" / "icons.rs"
FILL_SHIFT = 0xF0000

REGULAR = """
    user-plus users paper-plane-tilt arrows-left-right wallet gear user-circle caret-up-down caret-down caret-up
    caret-left caret-right check check-circle warning-circle warning x x-circle circle clock question
    magnifying-glass calendar calendar-blank identification-card graduation-cap magic-wand folder-open camera arrows-out
    arrow-right arrow-left arrow-clockwise arrows-clockwise arrow-up printer copy trash plus minus pencil-simple eye
    eye-slash image upload-simple download-simple file file-text file-plus bell lock handshake pause export info keyboard
    sun moon monitor globe key plugs plugs-connected link hourglass prohibit signature shield-check arrow-square-out
    clipboard clipboard-text scan user house phone briefcase dots-three cloud-slash bank chart-bar qr-code list-bullets
    table rows webhooks-logo
""".split()
FILL = """
    check-circle warning-circle warning x-circle clock question circle pause arrow-fat-up identification-card
    info hourglass prohibit circle-half
""".split()


def inter(source: Path, target: Path) -> None:
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.desubroutinize = True
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    tabular = tabular_digits(font)
    for table in font["cmap"].tables:
        for digit, glyph in tabular.items():
            if digit in table.cmap:
                table.cmap[digit] = glyph
    options.layout_features.remove("tnum")
    spans = [
        (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC),
        (0x1E6, 0x1E7), (0x1FA, 0x1FF), (0x218, 0x21B), (0x259, 0x259), (0x2BB, 0x2BC), (0x2C6, 0x2C7), (0x2D8, 0x2DD),
        (0x300, 0x304), (0x306, 0x30C), (0x323, 0x323), (0x327, 0x328), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E),
        (0x1EA0, 0x1EF9), (0x2000, 0x200B), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026),
        (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x20BF, 0x20BF), (0x2116, 0x2116),
        (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
        (0x2318, 0x2318), (0x21E7, 0x21E7), (0x25CF, 0x25CF), (0x2713, 0x2713), (0xFFFD, 0xFFFD),
    ]
    wanted = [point for first, last in spans for point in range(first, last + 1)]
    finish(font, options, wanted, target)


def tabular_digits(font: TTFont) -> dict[int, str]:
    gsub = font["GSUB"].table
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    mapping = getattr(table, "ExtSubTable", table).mapping
                    best = font.getBestCmap()
                    digits = {point: mapping[best[point]] for point in range(0x30, 0x3A)}
                    # The 4 of SemiBold is a few units narrower.
                    width = max(font["hmtx"][glyph][0] for glyph in digits.values())
                    for glyph in digits.values():
                        font["hmtx"][glyph] = (width, font["hmtx"][glyph][1])
                    return digits
    raise SystemExit("no tabular digits in this font")


def codes(folder: Path, prefix: str) -> dict[str, int]:
    css = (folder / "style.css").read_text()
    found = re.findall(r"\." + prefix + r"\.ph-([a-z0-9-]+):before\s*\{\s*content:\s*\"\\([0-9a-f]+)\"", css)
    return {name: int(code, 16) for name, code in found}


def phosphor(source: Path, target: Path, wanted: list[int], shift: int) -> None:
    options = subset.Options()
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6]
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    finish(font, options, wanted, target, shift)


def finish(font: TTFont, options: subset.Options, wanted: list[int], target: Path, shift: int = 0) -> None:
    font["head"].modified = font["head"].created  # the same bytes every time
    font.recalcTimestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    if shift:
        from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

        table = CmapSubtable.newSubtable(12)
        table.platformID, table.platEncID, table.language = 3, 10, 0
        table.cmap = {point + shift: glyph for point, glyph in font.getBestCmap().items()}
        font["cmap"].tables = [table]
    missing = [hex(p) for p in wanted if p + shift not in font.getBestCmap()]
    if missing:
        print(target.name, "lacks", " ".join(missing))
    font.save(str(target))
    print(target.name, target.stat().st_size)


def constant(name: str) -> str:
    return name.upper().replace("-", "_")


def write_constants(lines: list[str]) -> None:
    text = ICONS_RS.read_text()
    begin, end = "    // begin: written by assets/fonts/subset.py\n", "    // end\n"
    head, rest = text.split(begin)
    _, tail = rest.split(end)
    ICONS_RS.write_text(head + begin + "".join(lines) + end + tail)


def main() -> None:
    inter_dir, phosphor_src = Path(sys.argv[1]), Path(sys.argv[2])
    for weight in ("Regular", "Medium", "SemiBold"):
        inter(inter_dir / f"Inter-{weight}.otf", HERE / f"inter-{weight.lower()}.otf")
    regular, fill = codes(phosphor_src / "regular", "ph"), codes(phosphor_src / "fill", "ph-fill")
    phosphor(phosphor_src / "regular/Phosphor.ttf", HERE / "phosphor-regular.ttf", [regular[n] for n in REGULAR], 0)
    phosphor(phosphor_src / "fill/Phosphor-Fill.ttf", HERE / "phosphor-fill.ttf", [fill[n] for n in FILL], FILL_SHIFT)
    lines = []
    for names, table, suffix, shift, kind in ((REGULAR, regular, "", 0, "regular"), (FILL, fill, "_FILL", FILL_SHIFT, "fill")):
        for name in sorted(names):
            lines.append(f"    /// `{name}`, {kind}.\n")
            lines.append(f"    pub const {constant(name)}{suffix}: Self = Self('\\u{{{table[name] + shift:X}}}');\n")
    write_constants(lines)


if __name__ == "__main__":
    main()
