#!/bin/sh
# kernels_under_node.sh SOURCE BUILD: builds the engines reference and cpu for WebAssembly in the folder BUILD and runs their
# unit tests under Node: the reference's bits from SIMD128, and the bits that were recorded on other machines.
# Exit 77 where there is no Emscripten or no Node.
set -eu
for tool in emcc node; do
  if ! command -v "$tool" >/dev/null; then
    echo "skipped: no $tool (on Debian or Ubuntu: apt-get install emscripten)"
    exit 77
  fi
done
cd "$1"
cmake --preset wasm-threads -DGRADEVAULT_OPENCV=OFF -B "$2"
cmake --build "$2" --parallel --target test_cpu test_exactness
cd "$2/bin"
for test in test_cpu test_exactness; do
  node --no-experimental-fetch "$test.js" --gtest_brief=1
done
