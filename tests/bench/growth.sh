#!/bin/bash
# SPDX-License-Identifier: MIT
# growth.sh - what grows with the people, and how: the figures a user meets in a town, the largest city, a region and a country,
# one table as Markdown.
#
#   growth.sh PROGRAM TOOLS_DIR     (by run.sh)
#
# SIZES (2000 30000 300000 1000000): people of each, with four dated records a person. Times are the processor's where nothing else
# is said, so that what runs beside does not count.
set -eu
program=$1 tools=$2
read -ra sizes <<<"${SIZES:-2000 30000 300000 1000000}"
work=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data TERM=xterm-256color LC_ALL=C.UTF-8
unset METODAKTIV_DB METODAKTIV_NOW METODAKTIV_THEME NO_COLOR
# shellcheck source-path=SCRIPTDIR source=common.bash
. "$(dirname "$0")/common.bash"
db=$work/db csv=$work/csv grown=$work/grown

# A figure of this size.
tell() { # what unit value
	printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$people" "$3" >>"$grown"
}
# What run_cost has said: seconds of the processor and MB of its own.
tell_run() { # what said
	tell "$1" s "$(cut -d' ' -f2 <<<"$2")"
	tell "$1, memory of its own" MB "$(cut -d' ' -f4 <<<"$2")"
}
told() { awk -F '\t' -v what="$1" -v n="$2" '$1 == what && $3 == n { print $4 }' "$grown"; }

# People of whom a search has something to find, with the dated records of the country's.
make_tables() {
	rm -rf "$db" "$csv" "$work/rest"
	mkdir "$csv"
	"$tools/make_country" "$people" "$csv"
	"$tools/make_people" "$people" "$csv"
	split_people "$csv"
	rest_of "$csv" "$work/rest"
}

import_all() {
	make_tables
	quietly "$program" --db "$db" init --profile kuznetsk
	quietly "$program" --db "$db" import organisations "$csv/organisations.csv"
	tell_run 'import of the people in tables of 300,000' "$(import_people "$db" "$csv")"
	tell_run 'import of their dated records, one operation' "$("$tools/run_cost" "$program" --db "$db" import --all "$work/rest")"
	tell 'size of the database' MB "$(stat -c %s "$db/data.mdb" | awk '{ printf "%.1f", $1 / 1048576 }')"
}

save() {
	local median worst bare cpu
	read -r _ median worst _ bare _ _ cpu _ <<<"$("$tools/save_cost" "$db" P0000010)"
	tell 'durable save, elapsed' ms "$median"
	tell 'durable save, elapsed, p99 of 400' ms "$worst"
	tell 'bare commit of the same bytes, elapsed' ms "$bare"
	tell 'durable save' ms "$cpu"
}

lists() {
	local word
	"$tools/list_cost" "$db" озерцова анна 9478056 >"$work/cost"
	for word in озерцова анна 9478056; do
		tell "search of «$word», the dearest letter" ms "$(cell "$work/cost" "$word" 4)"
	done
	"$tools/sort_cost" "$db" >"$work/cost"
	tell 'filter by category' ms "$(cell "$work/cost" 'filter category' 4)"
	tell 'filter by category and by who is at work' ms "$(cell "$work/cost" 'and at work' 4)"
	tell 'sort by date of birth' ms "$(cell "$work/cost" birth_date 4)"
	tell 'sort by post, a text' ms "$(cell "$work/cost" position 4)"
}

indicators() {
	"$tools/indicator_cost" "$db" >"$work/cost"
	tell 'the eight indicators' ms "$(cell "$work/cost" city 2 ' ')"
	tell 'the same of every organisation and association' ms "$(cell "$work/cost" parts 2 ' ')"
	tell 'twelve months of them' ms "$(cell "$work/cost" months 2 ' ')"
	tell 'all work lists counted' ms "$(cell "$work/cost" worklists 2 ' ')"
}

# What keys cost in the list of people, into $work/figures.
list_keys() { # database
	rm -f "$work/figures"
	keys_cost "" Люди 'rest' '~1000' 'list opened/home' "\\n|\\e*$presses" list '@\n=Фамилия' 'card opened/back' "\\n|\\e*$presses" \
		'row scrolled in' "\\e[B*$presses" 'page down/page up' "\\e[6~|\\e[5~*$presses" -- "$program" --db "$1" >/dev/null
}

# The list is left and the first screen come back to; that one keeps its counts until something is written.
screens() {
	local run
	rm -f "$work/start"
	for ((run = 0; run < starts; run++)); do
		starts_cost "$work/start" Люди -- "$program" --db "$db"
	done
	tell 'start to first screen, elapsed' ms "$(median <"$work/start")"
	tell 'start to first screen' ms "$(cut -d' ' -f2 "$work/start" | median)"
	list_keys "$db"
	[ -e "$work/figures" ] || return 0
	tell 'list opened' ms "$(cell "$work/figures" 'list opened' 5)"
	tell 'card opened' ms "$(cell "$work/figures" 'card opened' 5)"
	tell 'row scrolled in' ms "$(cell "$work/figures" 'row scrolled in' 5)"
	tell 'page down' ms "$(cell "$work/figures" 'page down' 5)"
	tell 'back to the first screen with all work lists, elapsed' ms "$(cell "$work/figures" home 3)"
	tell 'back to the first screen with all work lists' ms "$(cell "$work/figures" home 5)"
}

# The smallest and the largest in turn: what a key costs hangs on what the machine did just before, more than on the people.
turns=5 in_turn=('list opened' 'card opened' 'page down')
measure_in_turn() {
	local turn what
	for ((turn = 0; turn < turns; turn++)); do
		for people in "${sizes[0]}" "${sizes[-1]}"; do
			list_keys "$work/of-$people"
			[ -e "$work/figures" ] || continue
			for what in "${in_turn[@]}"; do
				printf '%s\n' "$(cell "$work/figures" "$what" 5)" >>"$work/$what of $people"
			done
		done
	done
}

upkeep() {
	tell_run '`verify`' "$("$tools/run_cost" "$program" --db "$db" verify)"
	tell_run '`backup` with its check' "$("$tools/run_cost" "$program" --db "$db" backup "$work/copy")"
	rm -f "$work/copy"
}

for people in "${sizes[@]}"; do
	import_all
	save
	lists
	indicators
	screens
	upkeep
	[ "$people" != "${sizes[0]}" ] || cp -r "$db" "$work/of-$people"
done
[ -e "$work/of-${sizes[-1]}" ] || mv "$db" "$work/of-${sizes[-1]}"
measure_in_turn

# What one person costs in the largest against the second.
first=${sizes[0]} middle=${sizes[1]:-${sizes[0]}} last=${sizes[-1]}
awk -F '\t' -v sizes="${sizes[*]}" -v middle="$middle" '
	BEGIN {
		n = split(sizes, size, " ")
		printf "| CPU where nothing else is said |"
		for (i = 1; i <= n; i++) printf " %d people |", size[i]
		printf " a person of %d against one of %d |\n|---|", size[n], middle
		for (i = 0; i <= n; i++) printf "---|"
		print ""
	}
	!($1 in unit) { name[++names] = $1; unit[$1] = $2 }
	{ value[$1, $3] = $4 }
	END {
		for (k = 1; k <= names; k++) {
			what = name[k]
			printf "| %s |", what
			for (i = 1; i <= n; i++) printf " %s %s |", value[what, size[i]], unit[what]
			share = value[what, middle] > 0 ? value[what, size[n]] / size[n] / (value[what, middle] / middle) : -1
			if (share < 0) print " |"
			else printf " %.2f |\n", share
		}
	}' "$grown"

share() { # what
	awk -v a="$(told "$1" "$last")" -v n="$last" -v b="$(told "$1" "$middle")" -v m="$middle" \
		'BEGIN { if (b > 0) printf "%.2f", a / n / (b / m); else printf "—" }'
}
# shellcheck disable=SC2016 # backquotes of Markdown
for what in 'import of the people in tables of 300,000' '`verify`' '`backup` with its check'; do
	budget "$what: CPU of a person of $last against one of $middle" 1.5 "$(share "$what")" "" "$(told "$what" "$last") s, $(told "$what" "$middle") s"
done
# shellcheck disable=SC2016
for what in '`verify`' '`backup` with its check'; do
	budget "$what of $last people, memory of its own" 256 "$(told "$what, memory of its own" "$last")" " MB"
done
budget "back to the first screen with all work lists of $last people" 100 "$(told 'back to the first screen with all work lists, elapsed' "$last")" " ms"
budget "start to first screen of $last people against $first, CPU" 1.5 "$(ratio "$(told 'start to first screen' "$last")" "$(told 'start to first screen' "$first")")" ""
for what in "${in_turn[@]}"; do
	small=$(median <"$work/$what of $first") large=$(median <"$work/$what of $last")
	budget "$what, of $last people against $first, in turn, CPU" 1.5 "$(ratio "$large" "$small")" "" "$large ms, $small ms"
done
