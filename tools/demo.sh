#!/bin/bash
# demo.sh - the demonstration town in the user's data folder, if there is no database yet.
#   tools/demo.sh PROGRAM
set -eu

program=$1
dir=${METODAKTIV_DB:-${XDG_DATA_HOME:-$HOME/.local/share}/metodaktiv}
# Anything there, even a damaged database or a stranger's file, is left alone.
if [ -e "$dir" ] && [ -n "$(ls -A "$dir")" ]; then
	exit 0
fi

echo "Готовлю демонстрационный город | Making the demonstration town: $dir"
mkdir -p "$(dirname "$dir")"
new=$(mktemp -d "$dir.XXXXXX")
trap 'rm -rf "$new"' EXIT
"$(dirname "$0")/../demo/make.sh" "$program" "$new/town"
"$program" --db "$new/town" stat | tail -1
[ ! -d "$dir" ] || rmdir "$dir"
mv -T "$new/town" "$dir"
