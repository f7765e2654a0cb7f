#!/bin/bash
# formats.sh PROGRAM NAME FILE - puts what PROGRAM --print-NAME prints between the two marks of FILE.
set -eu
program=$1 name=$2 file=$3
{
	sed "/^<!-- print-$name/q" "$file"
	"$program" "--print-$name"
	sed -n "/^<!-- end of print-$name/,\$p" "$file"
} >"$file.new"
mv "$file.new" "$file"
