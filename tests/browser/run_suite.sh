#!/bin/sh
# run_suite.sh SUITE: runs SUITE_test.mjs with Node. Exit 77, with one line that says why, where something is missing that few machines
# have; GRADEVAULT_PAGE and GRADEVAULT_NPM_PACKAGE name the built page and package.
set -eu
skip() {
  echo "skipped: $1"
  exit 77
}
chromium=${GRADEVAULT_CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
[ -n "$chromium" ] || skip 'no chromium (on Debian: apt-get install chromium)'
"$chromium" --version >/dev/null 2>&1 || skip "$chromium does not start (a snap inside a container does not): install Debian's, or name one in GRADEVAULT_CHROMIUM"
command -v ffmpeg >/dev/null || skip 'no ffmpeg'
[ -f "$GRADEVAULT_PAGE/index.html" ] || skip "no page at $GRADEVAULT_PAGE: scripts/build-web makes it"
export GRADEVAULT_CHROMIUM="$chromium"
cd "$(dirname "$0")"
exec node --test "$1_test.mjs"
