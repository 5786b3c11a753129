# Sourced by the try-….sh scripts: a clean Debian in a folder, in which a package is tried as a person would. Not run by
# itself. Needs root; everything is mounted in a namespace of its own, so that nothing stays mounted.
# shellcheck shell=bash

if [ -z "${TCDX_TRY_UNSHARED:-}" ]; then
    if [ "$(id -u)" != 0 ]; then
        echo "$0: run it as root: a Debian is made in a folder" >&2
        exit 2
    fi
    export TCDX_TRY_UNSHARED=1
    exec unshare --mount --propagation private "$0" "$@"
fi
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
suite=bookworm
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
failures=0

# check WHAT COMMAND…: runs it and says how it went, one line.
check() {
    local what=$1
    shift
    if "$@" >"$shots/last.log" 2>&1; then
        echo "ok    $what"
    else
        echo "FAIL  $what"
        sed 's/^/      /' "$shots/last.log" | tail -n 20
        failures=$((failures + 1))
    fi
}

# base TREE: a minimal Debian, made once beside it and copied; with the mirror and proxy that apt of this computer uses.
base() {
    local tree=$1 clean=$1.clean mirror
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $suite" | head -n 1)
    if [ ! -e "$clean/etc/debian_version" ]; then
        rm -rf "$clean"
        debootstrap --variant=minbase "$suite" "$clean" "$mirror" >"$shots/debootstrap.log" 2>&1 ||
            { tail "$shots/debootstrap.log" >&2; exit 1; }
    fi
    rm -rf "$tree"
    cp -a "$clean" "$tree"
    apt-config dump | grep -E '^Acquire::(http|https)::' >"$tree/etc/apt/apt.conf.d/90try" || true
    cp /etc/resolv.conf /etc/hosts "$tree/etc/" 2>/dev/null || true
    printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
    chmod 755 "$tree/usr/sbin/policy-rc.d"
    mount -t proc proc "$tree/proc"
    mount -t tmpfs tmpfs "$tree/dev/shm"
    mount -t tmpfs tmpfs "$tree/run"
    # The X server of the outside is reached through this folder.
    mkdir -p "$tree/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$tree/tmp/.X11-unix"
    inside useradd --create-home teller
    inside apt-get -qq update
}

inside() { chroot "$tree" "$@"; }
install_in() { inside apt-get -qq -y --no-install-recommends install "$@"; }
# as_staff COMMAND…: as an ordinary user with nothing but a home.
as_staff() {
    chroot "$tree" /usr/bin/env -i HOME=/home/teller USER=teller LOGNAME=teller PATH=/usr/bin:/bin LANG=C.UTF-8 \
        TCDX_DESK_LOG=warn ${display:+DISPLAY=$display} setpriv --reuid=teller --regid=teller --init-groups "$@"
}

# Starts an X server outside, on a number that is free. Its clients bring their own libraries: those are what is tried.
start_x() {
    mkdir -p /tmp/.X11-unix
    exec 9<>"$shots/x-number"
    Xvfb -displayfd 9 -screen 0 1400x900x24 -nolisten tcp >/dev/null 2>&1 &
    x_server=$!
    local i
    for ((i = 0; i < 50 && $(stat -c %s "$shots/x-number") == 0; i++)); do sleep 0.1; done
    display=:$(<"$shots/x-number")
}

# window NAME COMMAND…: the program opens a window, which is looked at after some seconds; NAME.png is what was seen.
window() {
    local name=$1 pid title is_shown=1
    shift
    as_staff "$@" >"$shots/$name.log" 2>&1 &
    pid=$!
    local i
    for ((i = 0; i < 40; i++)); do
        title=$(DISPLAY=$display xdotool search --onlyvisible --name 'TCDX Desk' 2>/dev/null || true)
        [ -z "$title" ] || { is_shown=0; break; }
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.5
    done
    sleep 3
    DISPLAY=$display scrot --overwrite "$shots/$name.png" || true
    kill -0 "$pid" 2>/dev/null || is_shown=1
    # The window itself is closed, as a person does, so that the program ends in its own way.
    [ -z "$title" ] || DISPLAY=$display xdotool windowquit "${title%%$'\n'*}" 2>/dev/null || true
    for ((i = 0; i < 20; i++)); do kill -0 "$pid" 2>/dev/null || break; sleep 0.5; done
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    [ $is_shown = 0 ] || cat "$shots/$name.log"
    # An empty screen is of one colour.
    [ "$(stat -c %s "$shots/$name.png")" -gt 8000 ] && return $is_shown
}

# Every file of the tree but what the package tools and this script keep for themselves.
files_of() {
    (cd "$tree" && find . -xdev \( -path ./proc -o -path ./var/lib/dpkg -o -path ./var/lib/apt -o -path ./var/cache \
        -o -path ./var/log -o -path ./tmp -o -path ./run \) -prune -o -print | LC_ALL=C sort)
}

# closes TREE's processes and mounts; the namespace takes the mounts with it.
finish() {
    [ -z "${x_server:-}" ] || kill "$x_server" 2>/dev/null || true
    if [ "$failures" -gt 0 ]; then echo "$failures failed"; exit 1; fi
    echo "all good; pictures in $shots"
}
