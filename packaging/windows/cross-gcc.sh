#!/usr/bin/env bash
# The linker of packaging/windows/cross-build.sh. Rust asks for two start files that hold nothing on x86-64 and that Debian
# does not build; the compiler's libraries go into the program, and the time of building does not.
set -euo pipefail
arguments=()
for argument in "$@"; do
    case ${argument##*/} in
        rsbegin.o | rsend.o) ;;
        *) arguments+=("$argument") ;;
    esac
done
exec x86_64-w64-mingw32-gcc -static-libgcc -Wl,--no-insert-timestamp "${arguments[@]}"
