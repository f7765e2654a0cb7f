#!/bin/bash
# SPDX-License-Identifier: MIT
# bench.sh - speed as ratios in one run, printed as Markdown (docs/performance.md is one such run).
#
#   bench.sh PROGRAM TOOLS_DIR     (by run.sh, which keeps BENCH_ROWS and BENCH_MISSING)
#
# COUNT (1000000) people are the country, CITY (30000) the largest city, TOWN (2000) the town; what is
# compared takes turns, RUNS (3) times, and the median counts. Keys are pressed PRESSES (100) times, the program
# started STARTS (100) times: p99 is what 99 of a hundred do not exceed, of fewer the worst. Everything happens in a temporary folder,
# which is removed.
set -eu
program=$1 tools=$2
count=${COUNT:-1000000} city=${CITY:-30000} town=${TOWN:-2000} runs=${RUNS:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data TERM=xterm-256color LC_ALL=C.UTF-8
unset METODAKTIV_DB METODAKTIV_NOW METODAKTIV_THEME NO_COLOR

# shellcheck source-path=SCRIPTDIR source=common.bash
. "$(dirname "$0")/common.bash"

# A database of the folder's name with the organisations, and the people as a table.
make_database() { # folder people
	rm -rf "${work:?}/$1"
	[ -d "$work/$1.csv" ] || {
		mkdir "$work/$1.csv"
		"$tools/make_people" "$2" "$work/$1.csv"
		split_people "$work/$1.csv"
	}
	quietly "$program" --db "$work/$1" init --profile strezhevoy
	quietly "$program" --db "$work/$1" import organisations "$work/$1.csv/organisations.csv"
}

import_sqlite() {
	"$tools/run_cost" sqlite3 "$work/sqlite.db" \
		"CREATE TABLE people(code TEXT, surname, given_name, patronymic, birth_date, organisation,
		 position, staff_kind, level, subjects, education, category, category_until, titles,
		 career_start, hired, dismissed, phone, email);
		 CREATE UNIQUE INDEX by_code ON people(code);
		 CREATE INDEX by_name ON people(surname, given_name, patronymic);
		 CREATE INDEX by_organisation ON people(organisation);" \
		'.separator ;' ".import --skip 1 $work/country.csv/people.csv people"
}

# A table of people is imported again: nothing has changed.
import_again() { "$tools/run_cost" "$program" --db "$work/country" import people "$1" | cut -d' ' -f2; }

import_table() {
	local run first wall=() cpu=()
	for ((run = 0; run < runs; run++)); do
		make_database country "$count"
		sync
		import_people "$work/country" "$work/country.csv" >>"$work/ours"
		have sqlite3 || continue
		rm -f "$work/sqlite.db"
		sync
		import_sqlite >>"$work/theirs"
	done
	touch "$work/theirs"
	for who in ours theirs; do
		wall+=("$(cut -d' ' -f1 "$work/$who" | median)")
		cpu+=("$(cut -d' ' -f2 "$work/$who" | median)")
	done
	echo "| import of $count people, durable, 3 indexes | metodaktiv | sqlite3 .import | ratio |"
	echo "|---|---|---|---|"
	echo "| elapsed | ${wall[0]} s | ${wall[1]} s | $(ratio "${wall[0]}" "${wall[1]}") |"
	echo "| CPU | ${cpu[0]} s | ${cpu[1]} s | $(ratio "${cpu[0]}" "${cpu[1]}") |"
	budget "import of $count people in tables of 300,000, CPU against sqlite3 .import" 0.5 \
		"$(ratio "${cpu[0]}" "${cpu[1]}")" "" "${cpu[0]} s, ${cpu[1]} s"
	budget "the same, memory of its own at most" 600 "$(cut -d' ' -f4 "$work/ours" | sort -n | tail -n 1)" " MB" \
		"with pages of the data file $(cut -d' ' -f3 "$work/ours" | sort -n | tail -n 1) MB"
	first=$(import_again "$work/country.csv/people-aa")
	budget "the first of these tables again, nothing changed, against its share of the first import" 0.5 \
		"$(ratio "$first" "$(awk -v cpu="${cpu[0]}" -v n="$count" 'BEGIN { print cpu * (n < 300000 ? 1 : 300000 / n) }')")" "" "$first s"
}

save_table() {
	local name run ratios ours worst theirs their_worst cpu times
	echo "| one durable save, ms | times | metodaktiv | p99 | CPU | bare LMDB commit of the same bytes | p99 | ratio |"
	echo "|---|---|---|---|---|---|---|---|"
	for name in town country; do
		ratios=
		for ((run = 1; run <= runs; run++)); do
			read -r _ ours worst _ theirs their_worst _ cpu _ times <<<"$("$tools/save_cost" "$work/$name" P0000010)"
			echo "| $name, run $run | $times | $ours | $worst | $cpu | $theirs | $their_worst | $(ratio "$ours" "$theirs") |"
			ratios+="$(ratio "$ours" "$theirs")
"
		done
		budget "durable save, $name, against a bare LMDB commit of the same bytes" 1.3 \
			"$(printf %s "$ratios" | median)" "" "$ours ms, $theirs ms"
	done
}

# The people as SQLite has them, with an index for each question on them and one of full text.
make_sqlite() { # folder
	[ -e "$work/$1.sqlite" ] || sqlite3 "$work/$1.sqlite" 'PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF' '.separator ;' \
		".import $work/$1.csv/people.csv people" \
		'CREATE INDEX born ON people(birth_date); CREATE INDEX category ON people(category)' \
		"CREATE VIRTUAL TABLE words USING fts5(surname, given_name, patronymic, position, phone, email, content='people', tokenize='unicode61', prefix='1 2 3')" \
		"INSERT INTO words(words) VALUES('rebuild')" >/dev/null
}

# How many FTS5 finds (beginnings of words only), and its first page in order of names.
fts_query() { # word
	local found="words MATCH '\"$1\"*'"
	echo "SELECT count(*) FROM words WHERE $found; SELECT * FROM people WHERE rowid IN (SELECT rowid FROM words WHERE $found) ORDER BY surname, given_name, patronymic LIMIT 20;"
}

# Words of a search: common and rare, two, none, typed in the Latin layout, one letter, figures.
search_table() { # folder people budget-of-words budget-with-figures
	local words=(озерцова щукинова анна 'анна зоя' 'щукинова 1975' нетникого bdfyjd о щ 9478056 '+7 (900) 947')
	local typed found last dearest first worst times fts rg limit whose theirs
	"$tools/list_cost" "$work/$1" "${words[@]}" >"$work/searches"
	have sqlite3 && make_sqlite "$1"
	echo "| search among $2 people, CPU ms | found | last letter | dearest letter | p99 | times | dearest when first typed | FTS5, last and first letter | rg over the table |"
	echo "|---|---|---|---|---|---|---|---|---|"
	while IFS=$'\t' read -r typed found last dearest first worst times; do
		fts='' rg='' whose=
		case $typed in
		озерцова | щукинова | анна | нетникого | о | щ) whose=word ;;
		esac
		if [ -n "$whose" ] && have sqlite3; then
			fts="$(sqlite_cost "$work/$1.sqlite" "$(fts_query "$typed")"), $(sqlite_cost "$work/$1.sqlite" "$(fts_query "${typed:0:1}")")"
		fi
		if [ -n "$whose" ] && have rg; then
			rg=$(for _ in 1 2 3; do "$tools/run_cost" rg -ic "$typed" "$work/$1.csv/people.csv"; done | awk '{ print $2 * 1000 }' | median)
			# Of longer words: a letter is also in the names of schools, which stand in another table.
			theirs=$(rg -ic "$typed" "$work/$1.csv/people.csv" || true)
			[ "${#typed}" -eq 1 ] || same "search of «$typed» among $2 people, rg" "$found" "${theirs:-0}"
		fi
		echo "| $typed | $found | $last | $dearest | $worst | $times | $first | $fts | $rg |"
		limit=$3
		[[ $typed != *[0-9]* ]] || limit=$4
		budget "search of «$typed» among $2 people, the dearest letter" "$limit" "$dearest" " ms" "${fts:+FTS5 $fts}${rg:+; rg $rg}"
	done <"$work/searches"
	"$tools/list_cost" "$work/$1" sort=position анна >"$work/searches"
	budget "search of «анна» typed into a list of $2 people sorted by post, the dearest letter" "$3" "$(cell "$work/searches" анна 4)" " ms"
}

# The same questions to DuckDB: sorted and counted ms a line, and whether its answers are ours.
duckdb_lists() { # folder people filter
	cat >"$work/setup.sql" <<-E
		CREATE TABLE people AS SELECT * FROM read_csv('$work/$1.csv/people.csv', delim=';', header=true, all_varchar=true)
	E
	cat >"$work/questions.sql" <<-E
		SELECT * FROM people ORDER BY birth_date DESC LIMIT 20
		SELECT count(*) FROM people WHERE $3; CREATE OR REPLACE TEMP TABLE page AS SELECT * FROM people WHERE $3 ORDER BY surname, given_name, patronymic LIMIT 20
	E
	node "$here/duckdb.js" "$4" "$work/setup.sql" "$work/questions.sql" "$work/duckdb" | paste -sd' '
	same "order by birth date of $2 people, DuckDB" "$(awk -F '\t' '$1 == "birth_date" { print $7 }' "$work/lists")" \
		"$(head -n 20 "$work/duckdb" | cut -d';' -f5 | paste -sd,)"
	same "filter of $2 people, DuckDB" "$(awk -F '\t' '$1 == "filter category" { print $2 }' "$work/lists")" \
		"$(sed -n 21p "$work/duckdb")"
}

# Lists of people filtered and sorted, beside SQLite with an index made for each and DuckDB; the answers
# are compared by the dates of birth of the first page, or by the count.
lists_table() { # folder people budget-of-a-sort budget-of-a-filter
	local db=$work/$1.sqlite filter="category = 'первая'" sorted='' counted='' one='' two='' what rows first later worst times limit beside
	"$tools/sort_cost" "$work/$1" >"$work/lists"
	if have sqlite3; then
		make_sqlite "$1"
		sorted=$(sqlite_cost "$db" "SELECT * FROM people ORDER BY birth_date DESC LIMIT 20;")
		counted=$(sqlite_cost "$db" "SELECT count(*) FROM people WHERE $filter; SELECT * FROM people WHERE $filter ORDER BY surname, given_name, patronymic LIMIT 20;")
		same "order by birth date of $2 people, SQLite" "$(awk -F '\t' '$1 == "birth_date" { print $7 }' "$work/lists")" \
			"$(sqlite3 "$db" "SELECT group_concat(birth_date) FROM (SELECT birth_date FROM people ORDER BY birth_date DESC LIMIT 20)")"
		same "filter of $2 people, SQLite" "$(awk -F '\t' '$1 == "filter category" { print $2 }' "$work/lists")" \
			"$(sqlite3 "$db" "SELECT count(*) FROM people WHERE $filter")"
	fi
	if have duckdb; then
		one=$(duckdb_lists "$1" "$2" "$filter" 1)
		two=$(duckdb_lists "$1" "$2" "$filter" 2)
	fi
	echo "| lists of $2 people, CPU ms | rows | first time | later | p99 | times | SQLite, an index for it | DuckDB, one thread and two |"
	echo "|---|---|---|---|---|---|---|---|"
	while IFS=$'\t' read -r what rows first later worst times _; do
		limit='' beside='| '
		case $what in
		birth_date) limit=$3 beside="$sorted | ${one% *}${one:+, }${two% *}" ;;
		category | organisation | position | email) limit=$3 ;;
		'filter category') limit=$4 beside="$counted | ${one#* }${one:+, }${two#* }" ;;
		'and at work') limit=$4 ;;
		esac
		echo "| $what | $rows | $first | $later | $worst | $times | $beside |"
		[ -z "$limit" ] || budget "list of $2 people: $what" "$limit" "$later" " ms" \
			"$([ "$beside" = '| ' ] || echo "SQLite ${beside%% |*}${one:+; DuckDB ${beside#*| }}")"
	done <"$work/lists"
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

# The figures of the terminal table against their budgets.
terminal_budgets() { # people
	local of="$1 people"
	[ -e "$work/figures" ] || return 0
	budget "cursor down, $of" 160 "$(cell "$work/figures" 'cursor down' 6)" " B"
	budget "the same at the page's edge, where a row is scrolled in, $of" 280 "$(cell "$work/figures" 'row scrolled in' 6)" " B"
	budget "page down, $of" 800 "$(cell "$work/figures" 'page down' 6)" " B"
	budget "writes a frame at most, $of" 2 "$(awk -F '\t' '$1 != "memory" && $7 > n { n = $7 } END { print n + 0 }' "$work/figures")" ""
	budget "Esc, $of" 30 "$(cell "$work/figures" Esc 3)" " ms" "p99 $(cell "$work/figures" Esc 4)"
	[ "$1" != "$town" ] || budget "memory, $of, resident" 10 "$(awk -F '\t' '$1 == "memory" { printf "%.1f", $6 / 1024 }' "$work/figures")" " MB" \
		"its own $(awk -F '\t' '$1 == "memory" { printf "%.1f", $7 / 1024 }' "$work/figures") MB"
}

# Ten seconds behind the last key and what came of it: what a session does that nobody types into.
idle_budgets() { # folder people
	trace=send,txn keys_cost "" Люди idle '~10000' -- "$program" --db "$work/$1" >/dev/null
	[ -e "$work/figures" ] || return 0
	budget "nobody types, $2 people: wake-ups a second" 1.2 "$(cell "$work/figures" idle 3)" ""
	budget "the same: CPU a second" 1 "$(cell "$work/figures" idle 5)" " ms"
	budget "the same: bytes sent" 0 "$(cell "$work/figures" idle 6)" " B"
	budget "the same: transactions and writes" 0 "$(cell "$work/figures" idle 7)" ""
}

# Starts of ours and of less on the same rows, in turn.
start_table() { # folder people
	local run column
	: >"$work/start.ours"
	: >"$work/start.less"
	for ((run = 0; run < starts; run++)); do
		starts_cost "$work/start.ours" Люди -- "$program" --db "$work/$1"
		! have less || starts_cost "$work/start.less" surname -- less "$work/$1.txt"
	done
	for column in ours less; do
		[ -s "$work/start.$column" ] || continue
		echo "| $column, $2 people | $(wc -l <"$work/start.$column") | $(median <"$work/start.$column") | $(p99 <"$work/start.$column") | $(cut -d' ' -f2 "$work/start.$column" | median) |"
	done
	budget "start to first screen, $2 people, against less on the same rows" 2.0 \
		"$(ratio "$(median <"$work/start.ours")" "$(median <"$work/start.less")")" "" \
		"$(median <"$work/start.ours") ms, $(median <"$work/start.less") ms"
}

terminal_table() {
	local moves=('cursor down/cursor up' "\\e[B|\\e[A*$presses" 'to the end of the page' '\e[B*20' 'row scrolled in' "\\e[B*$presses"
		'page down/page up' "\\e[6~|\\e[5~*$presses")
	local letters=(F7 '@\e[18~= ' о 'о*1' оз 'з*1' озе 'е*1' озер 'р*1' озерц 'ц*1' 'search left' '\e*1')
	local name people
	cut -d';' -f1-8 "$work/town.csv/people.csv" >"$work/town.txt"
	cut -d';' -f1-8 "$work/country.csv/people.csv" >"$work/country.txt"
	echo "| start to first screen, in turn | times | ms | p99 | CPU ms |"
	echo "|---|---|---|---|---|"
	start_table town "$town"
	start_table country "$count"
	echo
	echo "| on the terminal | times | ms | p99 | CPU ms | bytes | most writes a frame |"
	echo "|---|---|---|---|---|---|---|"
	for name in town country; do
		people=$town
		[ $name = town ] || people=$count
		rm -f "$work/figures"
		keys_cost "$people people" Люди 'list opened/back' "\\n|\\e*$presses" 'list' '@\n=Фамилия' "${moves[@]}" \
			'search begun/Esc' "\\e[18~|\\e*$presses" "${letters[@]}" -- "$program" --db "$work/$name"
		terminal_budgets "$people"
		rm -f "$work/figures"
		idle_budgets "$name" "$people"
	done
	moves=("${moves[@]:0:2}" "${moves[@]:4}")
	! have less || keys_cost "less, $count rows" surname "${moves[@]}" -- less "$work/country.txt"
	if have mutt; then
		make_mailbox "$work/mail" "$town"
		keys_cost "mutt, $town letters" letter "${moves[@]}" -- \
			mutt -n -F /dev/null -e "set folder=$work" -R -f "$work/mail"
	fi
	if have git && have tig; then
		make_commits "$work/git" "$town"
		keys_cost "tig, $town commits" 'commit number' "${moves[@]}" -- tig -C "$work/git"
	fi
}

echo "The country has $count people, the city $city, the town $town."
echo
import_table
echo
make_database town "$town"
quietly "$program" --db "$work/town" import people "$work/town.csv/people.csv"
make_database city "$city"
quietly "$program" --db "$work/city" import people "$work/city.csv/people.csv"
save_table
echo
search_table city "$city" 5 15
echo
search_table country "$count" 5 15
echo
lists_table town "$town" 5 5
echo
lists_table city "$city" 5 5
echo
lists_table country "$count" 150 120
echo
terminal_table
