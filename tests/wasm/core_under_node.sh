#!/bin/sh
# core_under_node.sh FOLDER: runs the tests that build.sh built there.
set -eu
[ -d "$1-simd/bin" ] || { echo "skipped: nothing was built for WebAssembly"; exit 77; }
if [ "${GRADEVAULT_TEST_SCALE:-default}" = full ]; then
  for variant in threads simd baseline; do
    echo "== $variant"
    ctest --test-dir "$1-$variant" --output-on-failure
  done
else
  cd "$1-simd/bin"
  run() { node --no-experimental-fetch "$@" --gtest_brief=1; }
  run test_exactness.js --gtest_filter='*17x31_seed1:*131x257_seed1'
  run test_flow.js
  run test_precheck_api.js
fi
