#!/usr/bin/env bash
# Renders the icon from its one drawing, assets/icons/tcdx-desk.svg. Needs librsvg2-bin, icoutils and python3.
#
# Usage: packaging/icons.sh              makes anew what is committed: tcdx-desk-256.png, tcdx-desk.ico, tcdx-desk.icns
#        packaging/icons.sh --to DIR     makes DIR/hicolor/SIZExSIZE/apps/tcdx-desk.png and the scalable one, for packages
set -euo pipefail

icons=$(cd "$(dirname "${BASH_SOURCE[0]}")/../assets/icons" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# render SVG SIZE FILE
render() { rsvg-convert --width "$2" --height "$2" --output "$3" "$1"; }

if [ "${1:-}" = --to ] && [ $# -eq 2 ]; then
    for size in 16 22 24 32 48 64 128 256 512; do
        folder=$2/hicolor/${size}x$size/apps
        install -d "$folder"
        render "$icons/tcdx-desk.svg" "$size" "$folder/tcdx-desk.png"
    done
    install -D -m 644 "$icons/tcdx-desk.svg" "$2/hicolor/scalable/apps/tcdx-desk.svg"
    exit
elif [ $# -ne 0 ]; then
    echo "usage: packaging/icons.sh [--to DIR]" >&2
    exit 2
fi

render "$icons/tcdx-desk.svg" 256 "$icons/tcdx-desk-256.png"

# Windows: bitmaps, which everything reads, and the largest as a PNG.
parts=()
for size in 16 24 32 48 64 128; do
    render "$icons/tcdx-desk.svg" "$size" "$work/$size.png"
    parts+=("$work/$size.png")
done
icotool --create --output "$icons/tcdx-desk.ico" "${parts[@]}" --raw="$icons/tcdx-desk-256.png"

# macOS: its icons stand in a margin of a tenth, so that all in the Dock are of one size.
sed '0,/viewBox="0 0 256 256"/s//viewBox="-31.07 -31.07 318.14 318.14"/' "$icons/tcdx-desk.svg" >"$work/margin.svg"
for size in 32 64 128 256 512 1024; do
    render "$work/margin.svg" "$size" "$work/mac-$size.png"
done
python3 - "$work" "$icons/tcdx-desk.icns" <<'PY'
import pathlib, struct, sys
# Each kind of picture and its pixels; ic11 to ic14 and ic10 are those of screens with two pixels a point.
KINDS = {"ic11": 32, "ic12": 64, "ic07": 128, "ic13": 256, "ic08": 256, "ic14": 512, "ic09": 512, "ic10": 1024}
work, target = map(pathlib.Path, sys.argv[1:])
body = b""
for kind, size in KINDS.items():
    png = (work / f"mac-{size}.png").read_bytes()
    body += kind.encode() + struct.pack(">I", 8 + len(png)) + png
target.write_bytes(b"icns" + struct.pack(">I", 8 + len(body)) + body)
PY
