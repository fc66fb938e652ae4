#!/usr/bin/env bash
# Installs what a task needs, as far as it is missing: `install.sh run`, `install.sh test`, `install.sh bench`,
# `install.sh counts`.
set -euo pipefail

build=(libpq-dev libjansson-dev libssl-dev libcurl4-openssl-dev zlib1g-dev pkg-config postgresql)
case "${1:-run}" in
    run) packages=("${build[@]}") ;;
    test) packages=("${build[@]}" chromium node-graphql nodejs python3 python3-venv) ;;
    bench) packages=("${build[@]}" wrk postgresql-contrib python3) ;;
    counts) packages=("${build[@]}" valgrind binutils python3) ;;
    *) echo "install.sh: run, test, bench or counts?" >&2; exit 2 ;;
esac

if ! command -v swift >/dev/null; then
    echo "Swift 6.3 is missing. Install it from https://www.swift.org/install/linux/ and try again." >&2
    exit 1
fi

missing=()
for package in "${packages[@]}"; do
    # A program that is there already needs no package: node and python may come from elsewhere.
    case "$package" in
        nodejs) command -v node >/dev/null && continue ;;
        python3) command -v python3 >/dev/null && continue ;;
        python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null && continue ;;
    esac
    dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed \
        || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "These packages are missing, and there is no apt-get to install them: ${missing[*]}" >&2
    exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Install these packages as root: ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
fi

echo "Installing ${missing[*]}"
# Debian's PostgreSQL would start a cluster of its own; Portico brings its own.
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${as_root[@]}" mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
    </dev/null >/dev/null
