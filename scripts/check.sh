#!/usr/bin/env bash
# Checks the format, and that every layer imports only what Package.swift lets it.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$1"; shift; "$@"; }

scripts/install.sh run
step "Format" swift format lint --strict --parallel --recursive Package.swift Sources Tests
step "Layers" swift build --build-tests --explicit-target-dependency-import-check error
