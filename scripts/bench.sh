#!/usr/bin/env bash
# Measures the server against PostgreSQL itself on this machine; see Benchmarks/bench.py, and with `scale` as the first
# argument Benchmarks/scale.py.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh bench
swift build --configuration release --product portico
exec python3 "Benchmarks/${1:-bench}.py" --portico .build/release/portico ${RECORD:+--record}
