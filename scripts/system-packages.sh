#!/usr/bin/env bash
# Install the system programs the tests call, if one is missing: Debian's package names, one per line below.
set -euo pipefail

packages=(
    strace      # shows which files and addresses the program touches
    unzip       # reads a bundle as a receiver without our program would
)

missing=()
for package in "${packages[@]}"; do
    # Each package brings a program of its own name.
    command -v "$package" >/dev/null || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "The tests need programs that are not installed. As an administrator, run:" >&2
    echo "    apt-get install ${missing[*]}" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes --no-install-recommends "${missing[@]}" >/dev/null </dev/null
