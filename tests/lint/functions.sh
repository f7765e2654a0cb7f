#!/bin/bash
# functions.sh - functions of 60 lines are told, of 100 refused; so are files of more than 700 lines.
cd "$(dirname "$0")/../.." || exit 1
find src db screens tests -name '*.[ch]' -print0 | sort -z | xargs -0 awk '
	FNR == 1 { start = 0 }
	/^{/ { start = FNR }
	/^}/ {
		length_of = FNR - start
		if (start && length_of >= 60) {
			printf "%s:%d: функция в %d строк | function of %d lines\n", FILENAME, start, length_of, length_of
			if (length_of >= 100)
				bad = 1
		}
		start = 0
	}
	{ lines[FILENAME] = FNR }
	END {
		for (file in lines)
			if (lines[file] > 700) {
				printf "%s: %d строк, больше 700 | more than 700 lines\n", file, lines[file]
				bad = 1
			}
		exit bad
	}'
