#!/bin/bash
# lists.sh - what every screen that is a list costs, in lines.
#   rows    what its rows are and which row is which: .read, .same
#   cells   what is written of a row: .put
#   row     the screen itself: its words, columns, and what else it wants of list_screen.h
#   list    these three together: what a new list is written in
#   work    its table of actions
#   file    the whole file: what is done with the rows, what stands around them
# A list of more than 40 lines fails.
set -eu
cd "$(dirname "$0")/.."

grep -rlE '^[ 	]+LIST_SCREEN\(' screens | LC_ALL=C sort | while read -r file; do
	awk '
		function named(field,    text) {
			text = row
			if (!match(text, "\\." field " = [a-z_]+"))
				return ""
			text = substr(text, RSTART, RLENGTH)
			sub(/.* /, "", text)
			return text
		}
		FNR == 1 { pass++ }
		# First the screen itself, which names the functions.
		pass == 1 {
			if (/^const struct screen_ops /) { begun = 1; text = ""; n = work = in_work = 0 }
			if (!begun)
				next
			if (/^    \.actions/) in_work = 1
			if (/^    LIST_SCREEN\(/) { in_work = 0; is_list = 1 }
			text = text " " $0
			n += !in_work
			work += in_work
			if (/^};/) {
				begun = 0
				if (is_list) { row = text; row_lines = n; work_lines = work }
				is_list = 0
			}
			next
		}
		FNR == 1 { reads = named("read"); puts = named("put"); same = named("same") }
		{ total++ }
		/^[a-z_]+\(/ { name = $0; sub(/\(.*/, "", name); at = FNR - 1 }
		/^}/ && name != "" {
			if (name == reads || name == same) rows += FNR - at + 1
			if (name == puts) cells += FNR - at + 1
			name = ""
		}
		END {
			printf "%s %d %d %d %d %d %d\n", FILENAME, rows, cells, row_lines,
			    rows + cells + row_lines, work_lines, total
		}' "$file" "$file"
done | awk '
	BEGIN { printf "%-36s %5s %5s %5s %5s %5s %5s\n", "list", "rows", "cells", "row", "list", "work", "file" }
	{
		printf "%-36s %5d %5d %5d %5d %5d %5d\n", $1, $2, $3, $4, $5, $6, $7
		if ($5 > most) most = $5
	}
	END {
		printf "lists: %d, the longest of %d lines\n", NR, most
		exit NR == 0 || most > 40
	}'
