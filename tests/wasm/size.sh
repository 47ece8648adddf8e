#!/bin/sh
# size.sh FOLDER: prints the sizes of the modules that build.sh built there and holds the build simd to its budget.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ -e "$1-simd/module/precheck-simd.wasm" ] || { echo "skipped: nothing was built for WebAssembly"; exit 77; }
node "$here/compressed_size.mjs" "$1"-*/module
