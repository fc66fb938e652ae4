#!/usr/bin/env bash
# Builds and serves with demonstration data.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "${DATABASE_URL:-}" ] && [ "${DEMO:-}" != 1 ]; then
    echo "DATABASE_URL is set: \`make run\` would load demonstration data into that database." >&2
    echo "Set DEMO=1 if that is what you want, or unset DATABASE_URL to use a private database." >&2
    exit 1
fi
scripts/install.sh run
echo "Building (the first time takes a few minutes)"
swift build --configuration release --product portico
exec .build/release/portico serve --demo
