#!/bin/bash
# strings.sh - every Russian sentence of the program with its place, one a line, to be read by
# somebody who works with it; what is broken over several lines of the source is one sentence.
#   tools/strings.sh [FILE...]
set -eu

cd "$(dirname "$0")/.."
[ $# -gt 0 ] || mapfile -t files < <(git ls-files 'src/*.[ch]' 'src/*.def' 'src/*.conf' \
    'screens/*.[ch]' 'screens/*.def' 'db/*.[ch]' 'profiles/*.conf')
[ $# -eq 0 ] || files=("$@")
LC_ALL=C awk '
function flush()
{
	if (text ~ /[\320\321]/)
		printf "%s:%d: %s\n", file, line, text
	text = ""
	joins = 0
}
FNR == 1 { flush(); file = FILENAME }
{
	rest = $0
	if (rest ~ /^[ \t]*(\/\*|\*|#)/) { flush(); next }
	while (match(rest, /"([^"\\]|\\.)*"/)) {
		before = substr(rest, 1, RSTART - 1)
		if (!joins || before !~ /^[ \t]*$/) {
			flush()
			line = FNR
		}
		text = text substr(rest, RSTART + 1, RLENGTH - 2)
		rest = substr(rest, RSTART + RLENGTH)
		joins = rest ~ /^[ \t]*\\?$/
	}
	if (!joins)
		flush()
}
END { flush() }
' "${files[@]}"
