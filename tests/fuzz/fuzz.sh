#!/bin/sh
# fuzz.sh PROGRAM SOURCE BUILD TARGET: lets libFuzzer look for findings, for as long as GRADEVAULT_TEST_SCALE says
# (GRADEVAULT_FUZZ_SECONDS overrides). What it learnt stays in BUILD/learnt/TARGET and is where the next run starts;
# a finding stays in BUILD/findings and belongs, once repaired, into SOURCE/corpus/TARGET.
set -eu
program=$1 source=$2 build=$3 target=$4

case ${GRADEVAULT_TEST_SCALE:-default} in
  quick) seconds=2 ;;
  full) seconds=60 ;;
  *) seconds=10 ;;
esac
seconds=${GRADEVAULT_FUZZ_SECONDS:-$seconds}

learnt=$build/learnt/$target
mkdir -p "$learnt" "$build/findings"
set -- -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=32768 -print_final_stats=1 \
  -artifact_prefix="$build/findings/$target-"
[ ! -f "$source/dictionary/$target.dict" ] || set -- "$@" -dict="$source/dictionary/$target.dict"
log=$build/$target.log
if ! ASAN_OPTIONS=${ASAN_OPTIONS:-}:allocator_may_return_null=1 \
    UBSAN_OPTIONS=${UBSAN_OPTIONS:-}:print_stacktrace=1 \
    "$program" "$@" "$learnt" "$source/corpus/$target" >"$log" 2>&1; then
  tail -n 80 "$log"
  echo "fuzz: $target has a finding; the input is in $build/findings"
  exit 1
fi
runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
covered=$(sed -n 's/.*DONE *cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
echo "$target: $runs inputs in $seconds s, $covered edges covered, no finding"
[ "${runs:-0}" -gt 0 ]
