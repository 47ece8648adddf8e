#!/bin/sh
# Tests the built package (wasm/package/dist) as users get it. Exit 77 where npm, Chromium or ffmpeg is missing or nothing was built.
set -eu
cd "$(dirname "$0")/.."
skip() {
  echo "skipped: $1"
  exit 77
}
command -v npm >/dev/null || skip "no npm"
command -v ffmpeg >/dev/null || skip "no ffmpeg"
chromium=${GRADEVAULT_CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
[ -n "$chromium" ] || skip "no chromium (on Debian: apt-get install chromium)"
"$chromium" --version >/dev/null 2>&1 || skip "$chromium does not start"
[ -f dist/precheck-threads.wasm ] || skip "wasm/package is not built: scripts/build-web makes it"
GRADEVAULT_CHROMIUM=$chromium
export GRADEVAULT_CHROMIUM
npm test
