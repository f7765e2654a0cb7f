#!/bin/bash
# SPDX-License-Identifier: MIT
# indicators.sh - the indicators of a country: against the same rules over columns in memory, and
# against SQLite with an index for every question, its answers compared. Prints Markdown.
#
#   indicators.sh PROGRAM TOOLS_DIR        TOOLS_DIR holds make_country, indicator_cost
#
# COUNT (1000000) people. Times are the processor's, medians of several runs in one process.
set -eu
program=$1 tools=$2
# shellcheck source-path=SCRIPTDIR source=common.bash
. "$(dirname "$0")/common.bash"
count=${COUNT:-1000000}
work=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
unset METODAKTIV_DB
tables="people association_members assessments trainings pathways methodists attachments support events"

cost() { cell "$work/costs" "$1" "${2:-2}" ' '; }

make_sqlite() {
	{
		echo "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
		echo ".mode csv"
		echo ".separator ;"
		for table in $tables; do
			echo ".import $work/csv/$table.csv csv_$table"
		done
		cat "$here/indicators.sql"
	} | sqlite3 "$work/sqlite.db" >/dev/null
}

F=20250901 T=20260531
at_work="staff AND hired<=$T AND dismissed>$T"
# table, condition: people of that table who are at work, each once, in the order of its index
people_of() {
	echo "SELECT a.person, org FROM $1 a INDEXED BY $1_by CROSS JOIN people ON people.id=a.person" \
		"WHERE $2 AND $at_work GROUP BY a.person"
}
assessed=$(people_of assessed "d BETWEEN $F AND $T")
trained=$(people_of trained "d BETWEEN $F AND $T")
pathways=$(people_of pathway "f<=$T AND t>=$F")
done_=$(people_of pathway "ok AND t BETWEEN $F AND $T")
methodists=$(people_of methodist "f<=$T AND t>=$T")
is_young="staff=1 AND career<=$T AND career>$T-30000 AND birth>$T-350000 AND hired<=$T AND dismissed>$T"
young="SELECT id person, org FROM people WHERE $is_young AND EXISTS (SELECT 1 FROM support WHERE person=id AND f<=$T AND t>=$F)"
# The eight of the city: id, numerator, denominator; the staff is counted once.
city_sql="
CREATE TEMP TABLE IF NOT EXISTS known(n INT);
DELETE FROM known;
INSERT INTO known SELECT count(*) FROM people WHERE $at_work;
SELECT 'roadmap', sum(held<=$T), count(*) FROM event WHERE planned BETWEEN $F AND $T;
SELECT 'assessed', (SELECT count(*) FROM ($assessed)), n FROM known;
SELECT 'trained', (SELECT count(*) FROM ($trained)), n FROM known;
SELECT 'pathways', (SELECT count(*) FROM ($pathways)), n FROM known;
SELECT 'methodists', (SELECT count(*) FROM ($methodists)), n FROM known;
SELECT 'load', (SELECT count(*) FROM (SELECT DISTINCT m.person, b.person FROM ($methodists) m JOIN attached b ON b.methodist=m.person AND b.f<=$T AND b.t>=$T JOIN people p ON p.id=b.person AND p.staff AND p.hired<=$T AND p.dismissed>$T)), (SELECT count(*) FROM ($methodists));
SELECT 'pathways_done', (SELECT count(*) FROM ($done_)), (SELECT count(*) FROM ($pathways));
SELECT 'young', (SELECT count(*) FROM ($young)), (SELECT count(*) FROM people WHERE $is_young);"
# Numerators of people by organisation.
organisations_sql=
for id in assessed trained pathways methodists done_ young; do
	name=${id/done_/pathways_done}
	organisations_sql+="SELECT printf('organisation:O%05d', org), '$name', count(*) FROM (${!id}) GROUP BY org;
"
done

# Run SQL twice in one process; the second run's time in ms, its answer into a file.
sqlite_ms() { # sql file
	{
		echo "PRAGMA cache_size=-2000000; PRAGMA mmap_size=8000000000;"
		echo ".separator ;"
		echo ".output /dev/null"
		echo "$1"
		echo ".timer on"
		echo ".output $2"
		echo "$1"
	} | sqlite3 "$work/sqlite.db" |
		awk '/^Run Time/ { ms += ($6 + $8) * 1000 } END { printf "%.0f", ms }'
}

ours() { "$program" --db "$work/db" indicators --from 2025-09-01 --to 2026-05-31 --format csv "$@"; }

compare() { # name ours theirs
	if cmp -s "$2" "$3"; then
		echo "- $1: the same answers ($(wc -l <"$2") figures)."
	else
		echo "- $1: THE ANSWERS DIFFER"
		diff "$2" "$3" | head -n 5
		return 1
	fi
}

# The people of a country are more than one table may have, so they come in parts, and the rest behind them.
import_all() {
	"$program" --db "$work/db" init --profile kuznetsk
	"$program" --db "$work/db" import organisations "$work/csv/organisations.csv"
	split_people "$work/csv"
	import_people "$work/db" "$work/csv"
	rest_of "$work/csv" "$work/rest"
	"$program" --db "$work/db" import --all "$work/rest"
}

# The questions as DuckDB takes them: no hints, a person's organisation told to be any.
for_duckdb() {
	sed -E 's/INDEXED BY [a-z]+_by//g; s/CROSS JOIN/JOIN/g; s/SELECT a\.person, org/SELECT a.person, any_value(org) org/g' | tr '\n' ' '
	echo
}

duckdb_ms() { # threads: city and organisations, ms
	{
		for table in $tables; do
			echo "CREATE TABLE csv_$table AS SELECT * FROM read_csv('$work/csv/$table.csv', delim=';', header=true, all_varchar=true, nullstr='NULL');"
		done
		grep -v '^--' "$here/indicators.sql" | sed 's/CAST(/TRY_CAST(/g'
	} >"$work/setup.sql"
	{ for_duckdb <<<"$city_sql"; for_duckdb <<<"$organisations_sql"; } >"$work/questions.sql"
	node "$here/duckdb.js" "$1" "$work/setup.sql" "$work/questions.sql" "$work/duckdb" | paste -sd' '
	grep -E '^[a-z_]+;' "$work/duckdb" >"$work/city.duckdb"
	grep '^organisation:' "$work/duckdb" >"$work/organisations.duckdb"
}

mkdir "$work/csv"
"$tools/make_country" "$count" "$work/csv"
quietly import_all
"$tools/indicator_cost" "$work/db" >"$work/costs"
city_sqlite='' organisations_sqlite='' one='' two=''
if have sqlite3; then
	make_sqlite
	city_sqlite=$(sqlite_ms "$city_sql" "$work/city.sqlite")
	organisations_sqlite=$(sqlite_ms "$organisations_sql" "$work/organisations.sqlite")
fi
if have duckdb; then
	one=$(duckdb_ms 1)
	two=$(duckdb_ms 2)
fi

echo "Indicators of $count people with their dated records, $(cost parts_count) parts of the country;" \
	"memory while answering $(cost rss_mb) MB."
echo
# Median, p99 and how often, as cells.
row() { echo "$(cost "$1") | $(cost "$1" 3) | $(cost "$1" 4)"; }

echo "| question, CPU ms | median | p99 | times | plain scan of the same rows in memory | ratio | SQLite, an index for each | DuckDB, one thread and two |"
echo "|---|---|---|---|---|---|---|---|"
echo "| the eight, whole country | $(row city_again) | $(cost plain_city) | $(ratio "$(cost city_again)" "$(cost plain_city)") | $city_sqlite | ${one% *}${one:+, }${two% *} |"
echo "| every organisation and association | $(row parts) | $(cost plain_parts) | $(ratio "$(cost parts)" "$(cost plain_parts)") | $organisations_sqlite (organisations only, six of eight) | ${one#* }${one:+, }${two#* } (the same) |"
echo "| twelve months | $(row months) | | | | |"
echo "| data of the dashboard (now, a year ago, nine months) | $(row dashboard) | | | | |"
echo "| $(cost missing_count) missing names, in order of code | $(row missing) | | | | |"
echo "| the same opened by name, first page | $(row open_missing) | | | | |"
echo "| all work lists of the first screen, $(cost waiting_count) records in them | $(row worklists) | | | | |"
budget "the eight indicators of $count people" 15 "$(cost city_again)" " ms" "SQLite $city_sqlite; DuckDB ${one% *}${one:+, }${two% *}"
budget "the same against plain columns in memory" 2 "$(ratio "$(cost city_again)" "$(cost plain_city)")" ""
budget "all $(cost parts_count) parts at once" 60 "$(cost parts)" " ms" "SQLite $organisations_sqlite; DuckDB ${one#* }${one:+, }${two#* } (organisations only, six of eight)"

ours | awk -F';' 'NR > 1 { print $6 ";" $9 ";" $10 }' >"$work/city.ours"
ours --by organisation |
	awk -F';' 'NR > 1 && $9 > 0 && $6 != "roadmap" && $6 != "load" { print $1 ";" $6 ";" $9 }' >"$work/organisations.ours"
echo
for who in sqlite duckdb; do
	for what in city organisations; do
		[ -s "$work/$what.$who" ] || continue
		LC_ALL=C sort "$work/$what.$who" >"$work/theirs"
		LC_ALL=C sort "$work/$what.ours" >"$work/mine"
		same "indicators, $what, $who" "$(cat "$work/mine")" "$(cat "$work/theirs")"
		echo "- $what, $who: $(cmp -s "$work/mine" "$work/theirs" && echo "the same answers" || echo "THE ANSWERS DIFFER") ($(wc -l <"$work/mine") figures)."
	done
done
