#!/usr/bin/env bash
# Installs what the window needs at run time (on Debian and its relatives), builds and starts it.
# Usage: packaging/setup.sh run [arguments of tcdx-desk]
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  # A compiler and linker for Rust; with perl and make it builds the encryption of the store.
  gcc libc6-dev make perl
  # Libraries that the program opens by name, so that no linker asks for them.
  libgl1 libegl1 libgl1-mesa-dri libx11-6 libx11-xcb1 libxcb1 libxcursor1 libxi6 libxrender1
  libxkbcommon0 libxkbcommon-x11-0 libwayland-client0 libwayland-egl1 libdbus-1-3
)

install_missing() {
  command -v dpkg-query >/dev/null || return 0
  local missing=() package
  for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

if [ "${1:-}" != run ]; then
  echo "usage: packaging/setup.sh run [arguments of tcdx-desk]" >&2
  exit 2
fi
shift
install_missing
exec cargo run --release --locked -- "$@"
