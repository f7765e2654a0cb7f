#!/bin/bash
# formats.sh PROGRAM FILE - puts what PROGRAM prints of its kinds between the two marks of FILE.
set -eu
program=$1 file=$2
{
	sed '/^<!-- print-formats/q' "$file"
	"$program" --print-formats
	sed -n '/^<!-- end of print-formats/,$p' "$file"
} >"$file.new"
mv "$file.new" "$file"
