#!/bin/sh
# build.sh SOURCE FOLDER: builds the browser's module and core's unit tests for WebAssembly, in FOLDER-VARIANT: the variant simd with some of
# the tests, and with GRADEVAULT_TEST_SCALE=full all variants with all tests. Exit 77 where there is no Emscripten or no Node.
set -eu
for tool in emcc node; do
  if ! command -v "$tool" >/dev/null; then
    echo "skipped: no $tool (on Debian or Ubuntu: scripts/install-dependencies wasm)"
    exit 77
  fi
done
cd "$1"
if [ "${GRADEVAULT_TEST_SCALE:-default}" = full ]; then
  cmake --preset wasm -B "$2"
  cmake --build "$2"
  for variant in threads simd baseline; do cmake --build "$2-$variant"; done
else
  cmake --preset wasm-simd -B "$2-simd"
  cmake --build "$2-simd" --target precheck_module test_exactness test_flow test_precheck_api
fi
