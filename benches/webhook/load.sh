#!/bin/sh
# How many calls a second the receiver of webhooks takes, and whether each that was answered 200 is in the store.
#
#   benches/webhook/load.sh target/release/tcdx-desk [seconds]
#
# Needs wrk, dbus and gnome-keyring (the store is a real encrypted file, its key in a keyring of this run's own). The limit of 100
# calls a minute stays in force: sources differ (calls.lua). No server is there to confirm anything: every call is of a customer
# whom the store does not know, and is settled as such beside the load. wrk goes without waiting for the last answers: as many calls
# as it has connections may be kept beyond those it counted. No more than 100,000 are listed: keep the seconds few.
set -eu
program=$(realpath "$1")
seconds=${2:-10}
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 700 "$folder"
export program seconds here folder
env -i PATH="$PATH" HOME="$folder" XDG_RUNTIME_DIR="$folder" TCDX_DESK_HOME="$folder/data" LANG=en_US.UTF-8 \
    program="$program" seconds="$seconds" here="$here" folder="$folder" \
    dbus-run-session -- sh -eu -c '
    eval "$(printf pw | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)"
    echo secret | "$program" profile add Load --base-url http://127.0.0.1:9 --api-key key
    "$program" webhook listen --profile Load --behind-proxy --listen 127.0.0.1:0 > "$folder/url" 2> "$folder/log" &
    receiver=$!
    until [ -s "$folder/url" ]; do sleep 0.1; done
    url=$(cat "$folder/url")
    HOOK_PATH=/${url##*/} wrk -t 2 -c 256 -d "$seconds" --timeout 15 -s "$here/calls.lua" "${url%/*}" | tee "$folder/told"
    "$program" webhook list --profile Load --limit 1 > /dev/null
    kill -TERM $receiver
    wait $receiver
    # Rows and repeats, read by the program itself: the file is encrypted.
    "$program" webhook list --profile Load --limit 100000 > "$folder/list"
    rows=$(grep -o "\"id\":" "$folder/list" | wc -l)
    repeats=$(grep -o "\"repeats\":[0-9]*" "$folder/list" | cut -d: -f2 | paste -sd+ | bc)
    echo "kept: $rows rows and $repeats repeats, $((rows + repeats)) calls in all"
    tail -3 "$folder/log" >&2
'
