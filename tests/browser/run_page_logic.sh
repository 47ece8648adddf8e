#!/bin/sh
# run_page_logic.sh: web-demo's own unit tests. Exit 77 where build-web had nothing to build with.
set -eu
cd "$(dirname "$0")/../../web-demo"
[ -d node_modules ] && [ -d ../wasm/package/dist ] || { echo "skipped: scripts/build-web has not built the page"; exit 77; }
npm test --silent
