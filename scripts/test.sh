#!/usr/bin/env bash
# Everything that CI runs: format, layers, unit, database and HTTP tests, the front's units, the references, the browser.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$1"; shift; "$@"; }

scripts/install.sh test
scripts/check.sh
# One test at a time: most block a thread on a database, so side by side they only starve the others' clocks.
step "Tests" swift test --skip-build --no-parallel
step "Front" node --test web/test/*.test.js

if [ ! -x .venv-test/bin/pytest ] || ! cmp -s Tests/Browser/requirements.txt .venv-test/requirements.txt; then
    step "Python packages" python3 -m venv --clear .venv-test
    .venv-test/bin/pip install --quiet --disable-pip-version-check -r Tests/Browser/requirements.txt
    cp Tests/Browser/requirements.txt .venv-test/
fi
# From here on what is asked is what everybody runs: a release build does some things otherwise.
step "Release build" swift build --configuration release --product portico
export PORTICO_BINARY="$PWD/.build/release/portico"
step "Differential" .venv-test/bin/pytest Tests/Differential
step "Answers" .venv-test/bin/pytest Tests/Oracle
# A browser has bad days: a test that fails is tried once more, and named at the end. Such a test still wants mending.
step "Browser" .venv-test/bin/pytest Tests/Browser --reruns 1 -r R
