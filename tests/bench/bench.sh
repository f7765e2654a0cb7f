#!/bin/bash
# SPDX-License-Identifier: MIT
# bench.sh - speed as ratios in one run, printed as Markdown (docs/performance.md is one such run).
#
#   bench.sh PROGRAM TOOLS_DIR        TOOLS_DIR holds make_people, term_cost, save_cost
#
# COUNT (1000000) people are the country, TOWN (2000) the town. Everything happens in a temporary
# folder, which is removed. Competitors that are not installed are left out and said to be.
set -eu
program=$1 tools=$2
count=${COUNT:-1000000} town=${TOWN:-2000}
work=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data TERM=xterm-256color LC_ALL=C.UTF-8
unset METODAKTIV_DB

now() { date +%s%N; }
seconds() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b - a) / 1e9 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else printf "—" }'; }
have() { command -v "$1" >/dev/null 2>&1; }
timed() { local start; start=$(now); "$@" >/dev/null 2>&1; seconds "$start" "$(now)"; }

machine() {
	echo "Machine: $(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)," \
		"$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)," \
		"$(df --output=fstype "$work" | tail -n 1), $(uname -sr)."
	echo "$("$program" --version | tr '\n' ' ')"
}

make_database() { # folder people
	mkdir -p "$work/$1.csv"
	"$tools/make_people" "$2" "$work/$1.csv"
	"$program" --db "$work/$1" init --profile strezhevoy >/dev/null
	"$program" --db "$work/$1" import organisations "$work/$1.csv/organisations.csv" >/dev/null
}

import_ours() { "$program" --db "$work/country" import people "$work/country.csv/people.csv"; }

import_sqlite() {
	sqlite3 "$work/sqlite.db" \
		"CREATE TABLE people(code TEXT, surname, given_name, patronymic, birth_date, organisation,
		 position, staff_kind, level, subjects, education, category, category_until, titles,
		 career_start, hired, dismissed, phone, email);
		 CREATE UNIQUE INDEX by_code ON people(code);
		 CREATE INDEX by_name ON people(surname, given_name, patronymic);
		 CREATE INDEX by_organisation ON people(organisation);" \
		".separator ;" ".import --skip 1 $work/country.csv/people.csv people"
}

import_table() {
	local ours theirs
	make_database country "$count"
	sync
	ours=$(timed import_ours)
	sync
	theirs=$(timed import_sqlite)
	echo "| import of $count people, 3 indexes | s | sqlite3 .import, same indexes | ratio |"
	echo "|---|---|---|---|"
	echo "| metodaktiv import people | $ours | $theirs | $(ratio "$ours" "$theirs") |"
}

save_table() {
	local line
	for i in 1 2 3; do
		line=$("$tools/save_cost" "$work/town" P0000010)
		set -- $line
		echo "| durable save, run $i | $2 ms | $4 ms | $(ratio "$2" "$4") |"
	done
}

# name wait-text keys... -- command: a line of the terminal table
cost() {
	local name=$1 start keys
	shift
	if ! start=$("$tools/term_cost" "$@" 2>/dev/null); then
		echo "| $name | not measured | | | | |"
		return
	fi
	keys=$(echo "$start" | awk '$1 == "keys" { printf " %s B, %s ms (p95 %s) |", $2, $3, $4 }')
	echo "$start" | awk -v n="$name" -v k="$keys" \
		'$1 == "start" { printf "| %s | %s ms, %s B | %.1f MB |%s\n", n, $2, $3, $4 / 1024, k }'
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
	local moves=('\e[B*100' '\e[6~*50')
	echo "| list | first screen | memory | cursor down | page down | letter of a search |"
	echo "|---|---|---|---|---|---|"
	cost "metodaktiv, $town people" "Фамилия" "${moves[@]}" 'р*1' 'о*1' -- \
		"$program" --db "$work/town" --open people
	cost "metodaktiv, $count people" "Фамилия" "${moves[@]}" 'р*1' 'о*1' -- \
		"$program" --db "$work/country" --open people
	cut -d';' -f1-8 "$work/town.csv/people.csv" >"$work/town.txt"
	cost "less, $town rows" "surname" "${moves[@]}" -- less "$work/town.txt"
	if have mutt; then
		make_mailbox "$work/mail" "$town"
		cost "mutt, $town letters" "letter" "${moves[@]}" -- mutt -n -F /dev/null -R -f "$work/mail"
	fi
	if have tig; then
		make_commits "$work/git" "$town"
		cost "tig, $town commits" "commit number" "${moves[@]}" -- tig -C "$work/git"
	fi
}

machine
echo
import_table
echo
make_database town "$town"
"$program" --db "$work/town" import people "$work/town.csv/people.csv" >/dev/null
echo "| durability | metodaktiv | bare LMDB commit of the same bytes | ratio |"
echo "|---|---|---|---|"
save_table
echo
terminal_table
