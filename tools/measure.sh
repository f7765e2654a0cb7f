#!/bin/bash
# measure.sh - how long the product is and what could be shorter.
#   tools/measure.sh [-l] [COMMIT]
# For every room lines (.c .h .def), the part of them that is comment, and functions; then how many
# static functions have a body of four lines or fewer and a single caller, and how many runs of ten
# or more equal lines there are (blank lines, comments, includes and indentation apart). -l lists both.
# COMMIT: as the product stood then.
set -eu
cd "$(dirname "$0")/.."
list=
[ "${1-}" = -l ] && { list=1; shift; }
if [ $# -gt 0 ]; then
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
	git archive "$1" src db screens | tar -x -C "$work"
	cd "$work"
fi

find src db screens -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort | xargs awk -v list="$list" '
	# The line without what of it is comment.
	function code_of(line,    at, rest) {
		if (inside) {
			at = index(line, "*/")
			if (!at)
				return ""
			inside = 0
			line = substr(line, at + 2)
		}
		while ((at = index(line, "/*")) > 0) {
			rest = substr(line, at + 2)
			line = substr(line, 1, at - 1)
			if ((at = index(rest, "*/")) == 0) {
				inside = 1
				break
			}
			line = line substr(rest, at + 2)
		}
		gsub(/^[ \t]+|[ \t]+$/, "", line)
		return line
	}
	function count_names(text,    name) {
		gsub(/"([^"\\]|\\.)*"/, "", text)
		while (match(text, /[A-Za-z_][A-Za-z0-9_]*/)) {
			name = substr(text, RSTART, RLENGTH)
			text = substr(text, RSTART + RLENGTH)
			uses[FILENAME, name]++
			calls[FILENAME, name] += text ~ /^\(/
		}
	}
	FNR == 1 { room = FILENAME; sub(/\/[^\/]*$/, "", room); inside = 0; open_at = 0 }
	{
		was_inside = inside
		code = code_of($0)
		lines[room]++
		if (code == "" && $0 ~ /[^ \t]/)
			comments[room]++
	}
	code == "" || code ~ /^#include/ { if (open_at) body += $0 ~ /[^ \t]/; next }
	{
		count_names(code)
		text[++n] = code
		where[n] = FILENAME ":" FNR
		path[n] = FILENAME
	}
	/^static / { is_static = 1 }
	/^[a-z_0-9]+\(/ { name = code; sub(/\(.*/, "", name); named_at = FNR }
	/^{/ { open_at = FNR; body = 0; next }
	/^}/ && open_at {
		if (named_at && open_at - named_at < 8) {
			functions[room]++
			if (is_static && body <= 4) {
				small[++nsmall] = name
				small_file[nsmall] = FILENAME
				small_line[nsmall] = named_at
			}
		}
		open_at = named_at = is_static = 0
		next
	}
	/^[^ \t#].*;$/ { is_static = 0 }
	open_at { body++ }
	END {
		printf "%-26s %7s %9s %9s\n", "room", "lines", "comment", "functions"
		for (room in lines) {
			printf "%-26s %7d %7.1f %% %9d\n", room, lines[room],
			    100 * comments[room] / lines[room], functions[room] | "LC_ALL=C sort"
			all += lines[room]
			all_comments += comments[room]
			all_functions += functions[room]
		}
		close("LC_ALL=C sort")
		printf "%-26s %7d %7.1f %% %9d\n", "product", all, 100 * all_comments / all, all_functions
		for (i = 1; i <= nsmall; i++)
			if (uses[small_file[i], small[i]] == 2 && calls[small_file[i], small[i]] == 2) {
				once++
				if (list)
					printf "once %s:%d: %s\n", small_file[i], small_line[i], small[i]
			}
		printf "static functions of at most four lines with one caller: %d\n", once
		for (i = 1; i + 9 <= n; i++) {
			if (path[i] != path[i + 9])
				continue
			run = ""
			for (k = 0; k < 10; k++)
				run = run text[i + k] "\n"
			if (run in seen) {
				if (seen[run] != i && last != i - 1) {
					runs++
					if (list)
						printf "equal %s and %s\n", where[seen[run]], where[i]
				}
				last = i
			} else
				seen[run] = i
		}
		printf "runs of ten equal lines: %d\n", runs
	}'
