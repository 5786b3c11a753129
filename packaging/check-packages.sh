#!/usr/bin/env bash
# Looks at what is to be handed out: a line for each thing that was looked at; the exit code is 1 if one of them is wrong.
#
# Usage: packaging/check-packages.sh [--program PATH] [--path PATH]… [PACKAGE]…
# What is in the repository is always looked at (desktop entry, metadata, MIME type, manifests); with --program a program
# for Linux too: how it is hardened, what it opens by name, and that no folder of this computer is in it, nor any PATH.
# PACKAGE is a .deb, an .rpm or an .AppImage. Needs desktop-file-utils, appstream, shared-mime-info, python3, binutils, and for
# packages lintian, rpmlint; flatpak-builder where its manifest is to be looked at.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
usage() { sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2; }

program=''
paths=("$root" "$HOME" "${CARGO_HOME:-$HOME/.cargo}" "$PWD")
packages=()
while [ $# -gt 0 ]; do
    case $1 in
        --program | --path)
            [ $# -ge 2 ] || usage
            if [ "$1" = --program ]; then program=$2; else paths+=("$2"); fi
            shift 2
            ;;
        *.deb | *.rpm | *.AppImage) packages+=("$1"); shift ;;
        *) usage ;;
    esac
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
# check WHAT COMMAND…: a line, and what the command said if it failed.
check() {
    local what=$1
    shift
    if ! command -v "$1" >/dev/null; then
        echo "FAIL  $what: $1 is not installed"
    elif "$@" >"$work/said" 2>&1; then
        echo "ok    $what"
        return
    else
        echo "FAIL  $what"
        sed 's/^/      /' "$work/said" | head -n 40
    fi
    failures=$((failures + 1))
}

linux=$root/packaging/linux
check "desktop entry" desktop-file-validate "$linux/tcdx-desk.desktop"
"$linux/metainfo.sh" >"$work/tcdx-desk.metainfo.xml"
check "metadata for software centres" appstreamcli validate --no-net --pedantic "$work/tcdx-desk.metainfo.xml"
mkdir -p "$work/mime/packages"
cp "$linux/tcdx-desk-mime.xml" "$work/mime/packages/"
# It tells of a folder that is not searched; what is wrong with the type ends it.
check "MIME type" update-mime-database "$work/mime"
known_type() { grep -qx '50:application/x-tcdx-form+json:\*.tcdxform' "$work/mime/globs2"; }
check "its suffix" known_type
for list in "$root"/packaging/macos/*.plist "$root"/packaging/macos/*.entitlements; do
    [ ! -e "$list" ] || check "property list $(basename "$list")" python3 -c 'import plistlib, sys; plistlib.load(open(sys.argv[1], "rb"))' "$list"
done
if command -v flatpak-builder >/dev/null; then
    cp "$linux"/flatpak/*.yml "$work/"
    if [ -e "$linux/flatpak/cargo-sources.json" ]; then
        cp "$linux/flatpak/cargo-sources.json" "$work/"
    else
        # The list of crates is made for a release only; here one source stands for them.
        echo '[{"type": "inline", "contents": "", "dest-filename": "crates"}]' >"$work/cargo-sources.json"
    fi
    manifest() (
        cd "$work"
        flatpak-builder --show-manifest ./*.yml 2>&1 >shown | tee warned
        [ -s shown ] && ! grep -q WARNING warned
    )
    check "Flatpak manifest" manifest
fi

# Each of these is a line of its own, so that it is seen which one is missing.
header() { readelf -hW "$program"; }
is_pie() { header | grep -q 'Type: *DYN' && readelf -dW "$program" | grep -q 'FLAGS_1.*PIE'; }
has_relro() { readelf -lW "$program" | grep -q GNU_RELRO; }
binds_now() { readelf -dW "$program" | grep -q 'FLAGS_1.*NOW'; }
stack_is_data() { readelf -lW "$program" | grep GNU_STACK | grep -vq 'RWE'; }
no_wx() { ! readelf -lW "$program" | grep LOAD | grep 'RWE'; }
guards_stacks() { readelf -W --dyn-syms "$program" | grep -q '__stack_chk_fail'; }
checks_copies() { readelf -W --dyn-syms "$program" | grep -Eq '__(mem|str|v?s|v?f|f?read)[a-z]*_chk'; }
no_search_path() { ! readelf -dW "$program" | grep -E 'RPATH|RUNPATH|TEXTREL'; }
no_inspection() { ! grep -aoE 'egui_inspection' "$program"; }
is_stripped() { ! readelf -SW "$program" | grep -E '\.(symtab|debug_info)'; }
no_path() { ! grep -aoF -- "$1" "$program" | head -n 1 | grep .; }
opens() { local name; for name in $(sed '/^#/d' "$linux/libraries.txt" | cut -f 1); do grep -aqF "$name" "$program" || { echo "$name is not opened"; return 1; }; done; }
if [ -n "$program" ]; then
    set +o pipefail
    check "readelf is there" readelf --version
    check "position independent (PIE)" is_pie
    check "relocations read-only (RELRO)" has_relro
    check "bound at start (BIND_NOW: full RELRO)" binds_now
    check "stack not executable (NX)" stack_is_data
    check "no segment both written and run" no_wx
    check "C code guards its stacks" guards_stacks
    check "C code checks its copies (FORTIFY)" checks_copies
    check "no search path for libraries, no relocations in code" no_search_path
    check "no symbols left" is_stripped
    check "without the feature inspection" no_inspection
    check "opens the libraries that the packages depend on" opens
    for path in $(printf '%s\n' "${paths[@]}" | sort -u); do
        # The file system's root, or a home such as /root, would be found anywhere: followed by a folder it means one.
        [ "$path" = / ] || check "no $path in it" no_path "${path%/}/"
    done
    set -o pipefail
fi

for package in ${packages[@]+"${packages[@]}"}; do
    name=$(basename "$package")
    case $package in
        *.deb) check "lintian $name" lintian --allow-root --pedantic --info --fail-on error,warning,info,pedantic "$package" ;;
        *.rpm) check "rpmlint $name" rpmlint --strict --config "$linux/rpmlint.toml" "$package" ;;
        *)
            is_image() { [ "$(od -A n -t x1 -j 8 -N 3 "$package" | tr -d ' ')" = 414902 ]; }
            check "AppImage of type 2 $name" is_image
            ;;
    esac
done

if [ $failures -gt 0 ]; then
    echo "$failures wrong"
    exit 1
fi
echo "all good"
