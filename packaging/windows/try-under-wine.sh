#!/usr/bin/env bash
# Runs a program for Windows under wine, in a folder of its own that is removed at the end: version, doctor and the
# demonstration, by tcdx-desk.com and by tcdx-desk.exe. Needs wine64, mingw-w64 and a display (xvfb-run).
#
# Usage: packaging/windows/try-under-wine.sh TCDX-DESK.EXE     (tcdx-desk-console.exe lies beside it)
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: packaging/windows/try-under-wine.sh TCDX-DESK.EXE" >&2; exit 2; }
program=$1
for tool in wine x86_64-w64-mingw32-gcc; do
    command -v "$tool" >/dev/null || { echo "packaging/windows/try-under-wine.sh: $tool is missing" >&2; exit 3; }
done

folder=$(mktemp -d)
export WINEPREFIX=$folder/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=;bcryptprimitives=n' HOME=$folder
trap 'wineserver -k 2>/dev/null || /usr/lib/wine/wineserver64 -k 2>/dev/null || true; rm -rf "$folder"' EXIT
wine wineboot --init >/dev/null 2>&1
wine winecfg -v win10 >/dev/null 2>&1
# Windows 10 has this function; wine 8 has not.
x86_64-w64-mingw32-gcc -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" -x c - -ladvapi32 <<'C'
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return RtlGenRandom(data, (ULONG)size); }
C
cp "$program" "$folder/tcdx-desk.exe"
cp "${program%.exe}-console.exe" "$folder/tcdx-desk.com"
cd "$folder"
for command in --version doctor demo 'cases list' doctor; do
    for ending in com exe; do
        echo "tcdx-desk.$ending $command"
        # shellcheck disable=SC2086 # Some are two words.
        timeout 120 wine "tcdx-desk.$ending" $command
    done
done
