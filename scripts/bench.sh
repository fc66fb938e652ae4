#!/usr/bin/env bash
# Measures the server against PostgreSQL itself on this machine; see Benchmarks/bench.py.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh bench
swift build --configuration release --product portico
exec python3 Benchmarks/bench.py --portico .build/release/portico ${RECORD:+--record}
