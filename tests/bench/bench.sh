#!/bin/bash
# SPDX-License-Identifier: MIT
# bench.sh - speed as ratios in one run, printed as Markdown (docs/performance.md is one such run).
#
#   bench.sh PROGRAM TOOLS_DIR        TOOLS_DIR holds make_people, term_cost, save_cost, list_cost,
#                                  sort_cost
#
# COUNT (1000000) people are the country, CITY (30000) the largest city, TOWN (2000) the town; what is compared takes turns, RUNS (3)
# times, and the median counts. Everything happens in a temporary folder, which is removed.
# Competitors that are not installed are left out and said to be. A broken budget or another answer than
# theirs is said at the end: exit 1.
set -eu
program=$1 tools=$2
count=${COUNT:-1000000} city=${CITY:-30000} town=${TOWN:-2000} runs=${RUNS:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data TERM=xterm-256color LC_ALL=C.UTF-8
unset METODAKTIV_DB METODAKTIV_NOW METODAKTIV_THEME NO_COLOR

have() { command -v "$1" >/dev/null 2>&1 || { missing="$missing $1" && false; }; }
missing='' broken=''

# The middle one of the numbers read.
median() { sort -n | awk '{ a[NR] = $1 } END { print NR ? a[int((NR + 1) / 2)] : "—" }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else printf "—" }'; }

# Run the words; "WALL CPU" in seconds.
timed() {
	local TIMEFORMAT='%R %U %S'
	{ time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ printf "%.2f %.2f\n", $1, $2 + $3 }'
}

machine() {
	echo "$(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)," \
		"$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)," \
		"$(df --output=fstype "$work" | tail -n 1), $(uname -sr)," \
		"load $(cut -d' ' -f1 /proc/loadavg)."
	echo "$("$program" --version | head -n 2 | paste -sd' '); country $count people, town $town."
}

# A database of the folder's name with the organisations, and the people as a table.
make_database() { # folder people
	rm -rf "${work:?}/$1"
	[ -d "$work/$1.csv" ] || {
		mkdir "$work/$1.csv"
		"$tools/make_people" "$2" "$work/$1.csv"
		tail -n +2 "$work/$1.csv/people.csv" |
			split -l 300000 --filter="{ head -n 1 '$work/$1.csv/people.csv'; cat; } >\$FILE" - \
				"$work/$1.csv/people-"
	}
	"$program" --db "$work/$1" init --profile strezhevoy >/dev/null
	"$program" --db "$work/$1" import organisations "$work/$1.csv/organisations.csv" >/dev/null
}

# In files of 300,000 people: one of more than 100 MB is refused.
import_ours() {
	local part
	for part in "$work"/country.csv/people-*; do
		"$program" --db "$work/country" import people "$part" || return
	done
}

import_sqlite() {
	sqlite3 "$work/sqlite.db" \
		"CREATE TABLE people(code TEXT, surname, given_name, patronymic, birth_date, organisation,
		 position, staff_kind, level, subjects, education, category, category_until, titles,
		 career_start, hired, dismissed, phone, email);
		 CREATE UNIQUE INDEX by_code ON people(code);
		 CREATE INDEX by_name ON people(surname, given_name, patronymic);
		 CREATE INDEX by_organisation ON people(organisation);" \
		'.separator ;' ".import --skip 1 $work/country.csv/people.csv people"
}

import_table() {
	local run wall=() cpu=()
	for ((run = 0; run < runs; run++)); do
		make_database country "$count"
		sync
		timed import_ours >>"$work/ours"
		have sqlite3 || continue
		rm -f "$work/sqlite.db"
		sync
		timed import_sqlite >>"$work/theirs"
	done
	rm -f "$work/sqlite.db"
	touch "$work/theirs"
	for who in ours theirs; do
		wall+=("$(cut -d' ' -f1 "$work/$who" | median)")
		cpu+=("$(cut -d' ' -f2 "$work/$who" | median)")
	done
	echo "| import of $count people, durable, 3 indexes | metodaktiv | sqlite3 .import | ratio |"
	echo "|---|---|---|---|"
	echo "| elapsed | ${wall[0]} s | ${wall[1]} s | $(ratio "${wall[0]}" "${wall[1]}") |"
	echo "| CPU | ${cpu[0]} s | ${cpu[1]} s | $(ratio "${cpu[0]}" "${cpu[1]}") |"
}

save_table() {
	local run line
	echo "| one durable save | metodaktiv | bare LMDB commit of the same bytes | ratio |"
	echo "|---|---|---|---|"
	for ((run = 1; run <= runs; run++)); do
		line=$("$tools/save_cost" "$work/town" P0000010)
		read -r _ ours _ theirs <<<"$line"
		echo "| median of 400, run $run | $ours ms | $theirs ms | $(ratio "$ours" "$theirs") |"
	done
}

# Words of a search: common and rare, two, none, typed in the Latin layout, one letter.
search_table() { # folder
	local words=(озерцова щукинова анна 'анна зоя' 'щукинова 1975' нетникого bdfyjd о щ)
	echo "| search among $2 people, CPU ms | found | last letter | dearest letter | dearest when first typed |"
	echo "|---|---|---|---|---|"
	"$tools/list_cost" "$work/$1" "${words[@]}" |
		awk -F '\t' '{ printf "| %s | %s | %s | %s | %s |\n", $1, $2, $3, $4, $5 }'
}

# CPU milliseconds of one question to SQLite, its table in its cache: the median of nine.
sqlite_cost() { # database query
	local run
	for ((run = 0; run < 9; run++)); do echo "$2"; done | sqlite3 -cmd '.timer on' "$1" |
		awk '/^Run Time/ { print ($6 + $8) * 1000 }' | median
}

# Lists of people filtered and sorted, beside SQLite with an index made for each; the answers are
# compared by the dates of birth of the first page, or by the count.
lists_table() { # folder people budget-of-a-sort budget-of-a-filter
	local db=$work/$1.sqlite filter="category = 'первая'" sorted counted
	echo "| lists of $2 people, CPU ms | rows | first time | later | budget | SQLite, an index for it |"
	echo "|---|---|---|---|---|---|"
	"$tools/sort_cost" "$work/$1" >"$work/lists"
	sorted=— counted=—
	if have sqlite3; then
		sqlite3 "$db" '.separator ;' ".import $work/$1.csv/people.csv people" \
			'CREATE INDEX born ON people(birth_date); CREATE INDEX category ON people(category)'
		sorted=$(sqlite_cost "$db" "SELECT * FROM people ORDER BY birth_date DESC LIMIT 20;")
		counted=$(sqlite_cost "$db" "SELECT count(*) FROM people WHERE $filter; SELECT * FROM people WHERE $filter ORDER BY surname, given_name, patronymic LIMIT 20;")
		[ "$(sqlite3 "$db" "SELECT group_concat(birth_date) FROM (SELECT birth_date FROM people ORDER BY birth_date DESC LIMIT 20)")" = \
			"$(awk -F '\t' '$1 == "birth_date" { print $5 }' "$work/lists")" ] ||
			broken="$broken the order by birth date is not SQLite's;"
		[ "$(sqlite3 "$db" "SELECT count(*) FROM people WHERE $filter")" = \
			"$(awk -F '\t' '$1 == "filter category" { print $2 }' "$work/lists")" ] ||
			broken="$broken the filter's count is not SQLite's;"
	fi
	awk -F '\t' -v sort="$3" -v filter="$4" -v sorted="$sorted" -v counted="$counted" '
		{ budget = $1 ~ /^filter|^and/ ? filter : $1 == "birth_date" || $1 == "category" ? sort : ""
		  peer = $1 == "birth_date" ? sorted : $1 == "filter category" ? counted : ""
		  printf "| %s | %s | %s | %s | %s | %s |\n", $1, $2, $3, $4, budget, peer
		  if (budget != "" && $4 > budget + 0) over = over " " $1 }
		END { if (over) printf "\nOver budget:%s.\n", over }' "$work/lists" | tee "$work/table"
	! grep -q '^Over budget' "$work/table" || broken="$broken lists of $2 people over budget;"
}

# NAME WAIT-TEXT KEYS... -- COMMAND: a line of the terminal table, medians of the runs.
cost() {
	local name=$1 run
	shift
	: >"$work/cost"
	for ((run = 0; run < runs; run++)); do
		if ! METODAKTIV_TRACE=send METODAKTIV_TRACE_FILE=$work/sent "$tools/term_cost" "$@" >>"$work/cost" 2>"$work/cost.fault"; then
			echo "| $name | not measured: $(head -n 1 "$work/cost.fault") |"
			return
		fi
	done
	awk -v name="$name" -v runs="$runs" '
		$1 == "start" { group = 0 }
		$1 == "memory" { resident[++m] = $2; own[m] = $3; next }
		$NF > writes { writes = $NF }
		{ n[++group]++; word[group] = $1; bytes[group, n[group]] = $1 == "keys" ? $2 : $3
		  ms[group, n[group]] = $1 == "keys" ? $3 : $2; if (group > last) last = group }
		function middle(a, g, i, j, v, t) {
			for (i = 1; i <= runs; i++) v[i] = a[g, i] + 0
			for (i = 1; i <= runs; i++) for (j = i + 1; j <= runs; j++)
				if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
			return v[int((runs + 1) / 2)]
		}
		END {
			printf "| %s |", name
			for (g = 1; g <= last; g++) printf " %s ms, %s B |", middle(ms, g), middle(bytes, g)
			printf " %.1f MB, %.1f own |%s\n", resident[runs] / 1024, own[runs] / 1024,
				(writes > 0 ? sprintf(" %d |", writes) : "")
		}' "$work/cost"
}

make_mailbox() { # file messages
	awk -v n="$2" 'BEGIN { for (i = 1; i <= n; i++)
		printf "From a@example.org Mon Jan  1 00:00:00 2026\nFrom: a%d@example.org\nSubject: letter %d\nDate: Thu, 01 Jan 2026 00:00:%02d +0000\nMessage-ID: <%d@example.org>\n\ntext\n\n", i, i, i % 60, i }' >"$1"
}

make_commits() { # folder commits
	git init -q "$1"
	awk -v n="$2" 'BEGIN { for (i = 1; i <= n; i++)
		printf "commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata <<E\ncommit number %d\nE\n\n", 1700000000 + i, i }' |
		git -C "$1" fast-import --quiet
	git -C "$1" symbolic-ref HEAD refs/heads/main
}

terminal_table() {
	local moves=('\e[B*60' '\e[6~*30') letters=('@\e[18~= ' 'о*1' 'з*1' 'е*1' 'р*1' 'ц*1')
	cut -d';' -f1-8 "$work/town.csv/people.csv" >"$work/town.txt"
	cut -d';' -f1-8 "$work/country.csv/people.csv" >"$work/country.txt"
	echo "| start and list | first screen | list opened | cursor down | page down | F7 | о | оз | озе | озер | озерц | memory | most writes a frame |"
	echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
	cost "metodaktiv, $town people" Люди '@\n=Фамилия' "${moves[@]}" "${letters[@]}" -- \
		"$program" --db "$work/town"
	cost "metodaktiv, $count people" Люди '@\n=Фамилия' "${moves[@]}" "${letters[@]}" -- \
		"$program" --db "$work/country"
	echo
	echo "| others | first screen | cursor down | page down | memory |"
	echo "|---|---|---|---|---|"
	if have less; then
		cost "less, $town rows" surname "${moves[@]}" -- less "$work/town.txt"
		cost "less, $count rows" surname "${moves[@]}" -- less "$work/country.txt"
	fi
	if have mutt; then
		make_mailbox "$work/mail" "$town"
		cost "mutt, $town letters" letter "${moves[@]}" -- \
			mutt -n -F /dev/null -e "set folder=$work" -R -f "$work/mail"
	fi
	if have git && have tig; then
		make_commits "$work/git" "$town"
		cost "tig, $town commits" 'commit number' "${moves[@]}" -- tig -C "$work/git"
	fi
}

machine
echo
import_table
echo
make_database town "$town"
"$program" --db "$work/town" import people "$work/town.csv/people.csv" >/dev/null
save_table
echo
search_table town "$town"
echo
search_table country "$count"
echo
lists_table town "$town" 5 5
echo
make_database city "$city"
"$program" --db "$work/city" import people "$work/city.csv/people.csv" >/dev/null
lists_table city "$city" 5 5
echo
lists_table country "$count" 150 120
echo
terminal_table
[ -z "$missing" ] || printf '\nNot installed, so not compared:%s.\n' "$missing"
[ -z "$broken" ] || {
	printf '\nNot as it should be:%s\n' "$broken"
	exit 1
}
