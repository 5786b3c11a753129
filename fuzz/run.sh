#!/bin/sh
# Runs every target, or those that are named: fuzz/run.sh SECONDS [TARGET...]
# Corpora grow in fuzz/corpus; what crashes, hangs or eats memory is kept in fuzz/artifacts.
set -eu
cd "$(dirname "$0")"
seconds=${1:-600}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- jpeg png webp tiff heif avif icc pdf
# Coverage without a nightly compiler; the address sanitizer would need one.
export RUSTC_BOOTSTRAP=1
flags="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=16"
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="$flags"
cargo build --release --target "$host" --bins
binaries=${CARGO_TARGET_DIR:-target}/$host/release
failed=0
for target in "$@"; do
    mkdir -p "corpus/$target" "artifacts/$target"
    echo "== $target, $seconds s"
    "$binaries/$target" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -max_len=65536 \
        -print_final_stats=1 -artifact_prefix="artifacts/$target/" "corpus/$target" || failed=1
done
exit $failed
