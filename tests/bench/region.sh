#!/bin/bash
# SPDX-License-Identifier: MIT
# region.sh - a country in PostgreSQL: how long it takes to load, to ask, and until a changed record of a town
# stands in the region's figures, as Markdown.
#
#   region.sh PROGRAM [PAGE]      with a PAGE (docs/performance.md), the run takes the place of what stands there
#                                 between the lines <!-- bench-region --> and <!-- end of the region -->
#
# COUNT people (1,200,000), TOWNS of them (2,300). Exit 1: a budget is broken, or two answers differ.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/bench-region.XXXXXX")
chmod 755 "$work"
export BENCH_ROWS=$work/rows BENCH_MISSING=$work/missing
touch "$BENCH_ROWS"
. "$(dirname "$0")/common.bash"
program=$1 region=$1-region page=${2:-}
# shellcheck disable=SC2154 # here: of common.bash
root=$here/../..
people=${COUNT:-1200000} towns=${TOWNS:-2300}
export XDG_CONFIG_HOME=$work/config METODAKTIV_NOW=2026-05-31T12:00:00
unset METODAKTIV_DB
bin=
for folder in "$(pg_config --bindir 2>/dev/null)" /usr/lib/postgresql/*/bin; do
	[ -x "$folder/initdb" ] && bin=$folder
done
[ -n "$bin" ] && [ -x "$region" ] || { echo 'PostgreSQL or metodaktiv-region: not installed, so not measured.'; exit 1; }

# PostgreSQL does not run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then
	for user in postgres nobody; do id "$user" >/dev/null 2>&1 && break; done
	as=(--reuid="$user" --regid="$(id -g "$user")" --clear-groups)
fi
servers=()
stop()
{
	[ ${#servers[@]} -eq 0 ] || { kill -INT "${servers[@]}"; wait "${servers[@]}"; }
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 143' TERM INT

# A server on a socket, as Debian sets it up but for memory. Nothing of its own runs beside the questions.
start() # NAME
{
	mkdir "$work/$1" && { [ ${#as[@]} -eq 0 ] || chown "$user" "$work/$1"; }
	(cd / && setpriv "${as[@]}" "$bin/initdb" -D "$work/$1/data" -U region -A trust -E UTF8 --locale=C.UTF-8 \
	    --no-sync --no-instructions >/dev/null) || return
	(cd / && exec setpriv --pdeathsig INT "${as[@]}" "$bin/postgres" -D "$work/$1/data" -c listen_addresses= \
	    -c unix_socket_directories="$work/$1" -c shared_buffers=1GB -c work_mem=64MB -c max_wal_size=4GB \
	    -c maintenance_work_mem=256MB -c max_parallel_workers_per_gather=0 -c jit=off -c autovacuum=off \
	    -c max_locks_per_transaction=1024) >"$work/log" 2>&1 &
	servers+=($!)
	until "$bin/pg_isready" -q -h "$work/$1" -U region; do
		kill -0 "${servers[-1]}" 2>/dev/null || { cat "$work/log"; return 1; }
		sleep 0.1
	done
	"$bin/createdb" -h "$work/$1" -U region region && workers=$(busy)
}
address() { echo "postgresql:///region?host=$work/$1&user=region"; }
sql() { "$bin/psql" -h "$work/${at:-home}" -U region -d region -q -X -At -v ON_ERROR_STOP=1 "$@"; }
busy() { ps --ppid "$(IFS=,; echo "${servers[*]}")" --no-headers -o pid | wc -l; }

# The servers' processor time in ms, of sessions that have ended.
spent()
{
	until [ "$(busy)" -le "${workers:-0}" ]; do sleep 0.01; done
	for server in "${servers[@]}"; do cat "/proc/$server/stat"; done | awk '{ ms += ($16 + $17) * 10 } END { print ms }'
}
now() { date +%s%N; }
# measure WORD...: run it; what it took stands in $elapsed (ms), and in $cpu (ms) what of it the server worked.
measure()
{
	local began before
	before=$(spent)
	began=$(now)
	"$@" || return
	elapsed=$((($(now) - began) / 1000000))
	cpu=$(($(spent) - before))
}
seconds() { awk -v ms="$1" 'BEGIN { printf ms < 10000 ? "%.2f s" : "%.1f s", ms / 1000 }'; }
row() { echo "| $1 | $(seconds "$elapsed") | $(seconds "$cpu") | ${2:-} |" >>"$work/table"; }
must() { "$@" || { echo "not measured: $*" >&2; cat "$work/said" >&2; exit 1; }; }

number() { sql -c "SELECT count(*) FROM region.$1"; }
columns() # TABLE
{
	case $1 in
	part) echo town, kind, code, name, level ;;
	person) echo town, id, organisation, level, hired, dismissed, young, young_since, young_until ;;
	fact) echo town, kind, id, person, since, until, association, methodist, ok ;;
	item) echo 'town, source, id, association, venue, level, due, done' ;;
	esac
}
# The country as files, and its towns in the region with nothing of them known yet.
make_country()
{
	"$region" init >"$work/said" || return
	sql -v count="$people" -v towns="$towns" -f "$here/region.sql" || return
	for table in part person fact item; do
		sql -c "COPY (SELECT $(columns $table) FROM made.${table}_rows) TO STDOUT" >"$work/$table" || return
	done
	sql -c 'SELECT region.make_subject(s) FROM (SELECT DISTINCT town / 1000000 AS s FROM made.town) x' >"$work/said" &&
	    sql -c "INSERT INTO region.town (town, name, identity, sequence, head, level, rules, horizon, received)
	    SELECT town, 'Город ' || k, md5(k::text), 1, md5(k::text), 'facts', md5(k::text), '2024-09-01', now() FROM made.town" &&
	    sql -c 'DROP SCHEMA made CASCADE' 2>"$work/said"
}
load()
{
	for table in part person fact item; do
		sql -c "COPY region.$table ($(columns $table)) FROM STDIN" <"$work/$table" || return
	done
}
settle() { sql -c 'VACUUM ANALYZE' -c CHECKPOINT; }

# All parts of all towns for a month end; the other months of two years, which cost the same, are filled with its rows.
day=2026-05-31
store()
{
	sql -c "SET enable_nestloop = off" -c "SET enable_mergejoin = off" \
	    -c "INSERT INTO region.figure SELECT town, '2025-09-01', '$day', scope, code, staff, unknown, levels, num, den, 0
	    FROM region.figures('2025-09-01', '$day', 0, 100000000, true)"
}
fill()
{
	sql -c "INSERT INTO region.figure SELECT f.town, y, (m + interval '1 month - 1 day')::date, f.scope, f.code, f.staff, f.unknown,
	    f.levels, f.num, f.den, 0 FROM region.figure f, (VALUES (date '2025-09-01'), ('2024-09-01')) year(y),
	    generate_series(y, y + interval '11 months', '1 month') m
	    WHERE (m + interval '1 month - 1 day')::date <> '$day'"
}

# ask FILE ARGUMENT...: the region's program; its answer is left in the file
ask() { "$region" indicators --to $day --format json "${@:2}" >"$1" 2>"$work/said"; }
counts='[.[] | .indicators] | map([.[] | .numerator, .denominator]) | transpose | map(add)'
# region, its subjects, its towns, what is stored of them: one sum
compare()
{
	sql -c "SELECT '[' || string_agg(n || ',' || d, ',' ORDER BY i) || ']' FROM (SELECT i, sum(num[i]) AS n, sum(den[i]) AS d
	    FROM region.figure, generate_series(1, 8) i WHERE scope = 'city' AND since = '2025-09-01' AND until = '$day'
	    GROUP BY i) x" >"$work/stored"
	jq -c "[.] | $counts" "$work/whole" >"$work/whole.sum"
	jq -c "$counts" "$work/towns" >"$work/towns.sum"
	[ -s "$work/stored" ] && [ "$(tr -cd '1-9' <"$work/stored" | wc -c)" -gt 20 ] || return
	same 'all towns added up' "$(<"$work/whole.sum")" "$(<"$work/towns.sum")"
	same 'what is stored, added up' "$(<"$work/whole.sum")" "$(<"$work/stored")"
}

# The middle of nine times of a question in one session, ms, as psql tells them.
question()
{
	{ echo '\timing on'; for _ in 1 2 3 4 5 6 7 8 9; do echo "$1;"; done; } | sql -c 'SET search_path = region' -f - |
	    awk '/^Time: / { print $2 }' | tail -9 | median
}

# A town of this program's own, in the same region: one record of it is changed and sent.
real=69701000
make_town()
{
	{ cat "$root/profiles/strezhevoy.conf"; echo "feed = { oktmo = \"$real\"; };"; } >"$work/conf"
	quietly "$program" --db "$work/town" init --rehearsal --profile "$work/conf" &&
	    quietly "$program" --db "$work/town" import --all "$root/tests/data/strezhevoy" &&
	    quietly "$region" town add $real Город && send "$work/batch"
}
send() { quietly "$program" --db "$work/town" changes --level facts "${@:2}" -o "$1" --force; }
loaded() { quietly "$region" load "$1"; }
change()
{
	printf 'person;date;kind\nP0002;2026-05-20;иная\nP0005;2026-05-21;иная\n' >"$work/csv"
	quietly "$program" --db "$work/town" import assessments "$work/csv" &&
	    send "$work/piece" --since "$(head -1 "$work/batch" | jq -r '"\(.identity):\(.to.sequence):\(.to.head)"')" &&
	    loaded "$work/piece" && ask "$work/after" --scope municipality:$real
}

must start home
METODAKTIV_REGION=$(address home)
export METODAKTIV_REGION
must make_country
must measure load
row "load: COPY of all rows into the empty region" "$(number person) people, $(number fact) facts, $(number item) items of road maps"
must measure settle
row 'VACUUM ANALYZE and a checkpoint behind it'
must measure ask "$work/whole"
row "\`indicators\`: the eight, the whole country" "$(jq .towns "$work/whole" 2>/dev/null | grep -v null || echo "$towns") towns"
must measure ask "$work/towns" --by municipality
row "\`indicators --by municipality\`: each town" "$(jq length "$work/towns") rows"
must measure ask "$work/subject" --scope subject:45
row "\`indicators --scope subject:45\`: one region" "$(jq .staff "$work/subject") at work"
must measure store
row 'every part of every town, stored' "$(number figure) rows"
must compare
must fill
must settle
must make_town
must measure loaded "$work/batch"
row "\`load\`: a town's snapshot, judged by its own figures" "$(jq -s 'map(select(.op)) | length' "$work/batch") rows"
must ask "$work/before" --scope municipality:$real
must measure change
row 'two assessments: imported in the town, sent, judged, asked in the region' "$(jq -s 'map(select(.op)) | length' "$work/piece") rows sent"
[ "$(jq -c .indicators "$work/before")" != "$(jq -c .indicators "$work/after")" ] || must false 'a changed record moves a figure'

sums=$(seq 8 | sed 's/.*/sum(num[&]), sum(den[&])/' | paste -sd,)
stored=$(number figure)
of="FROM figure f JOIN town w USING (town) WHERE w.retired IS NULL AND f.scope = 'city'"
budget "a screen: the country on a day, of $stored stored rows" 100 \
    "$(question "SELECT $sums $of AND f.since = '2025-09-01' AND f.until = '$day'")" ' ms'
budget 'a screen: each town on a day' 100 \
    "$(question "SELECT w.name, num, den $of AND f.since = '2025-09-01' AND f.until = '$day' ORDER BY 1")" ' ms'
budget 'a screen: the parts of a town' 100 \
    "$(question "SELECT scope, code, num, den FROM figure WHERE town = 45001000 AND since = '2025-09-01' AND until = '$day'")" ' ms'
base=$(sql -c "SELECT pg_size_pretty(pg_database_size('region'))")

# Subjects move to other servers, and the country is asked again. What travels is counted by sending the same
# rows here: what dblink asks of each server, and the towns they are joined with.
subjects() { sql -c "SELECT lpad(s::text, 2, '0') FROM (SELECT DISTINCT town / 1000000 AS s FROM town) x WHERE s % $1 = $2 AND s NOT IN (SELECT subject FROM shard)"; }
travels()
{
	for name in "$@"; do
		at=$name sql -c "COPY (SELECT * FROM region.ask('2025-09-01', '$day', 0, 100000000, false)) TO STDOUT" \
		    -c 'COPY (SELECT town, name, level FROM region.town) TO STDOUT'
	done | wc -c
}
# shellcheck disable=SC2046 # subjects are words
move() { "$region" shard add "$(address "$1")" $(PGOPTIONS='-c search_path=region' subjects "$2" "$3") >"$work/said"; }
apart() # HOW MANY, SERVER...
{
	must measure ask "$work/apart"
	row "\`indicators\`: the whole country, on $1 servers" "$(jq .staff "$work/apart") at work"
	same "the country on $1 servers" "$(jq -c . "$work/apart")" "$(jq -c . "$work/again")"
	budget "the country on $1 servers, CPU of all against one" 1.15 "$(ratio "$cpu" "$one")" '' "$(seconds "$cpu"), $(seconds "$one")"
	budget "the same, to the server that is asked" 1000000 "$(travels "${@:2}")" ' B'
}
must measure ask "$work/again"
one=$cpu
sql -c 'CREATE EXTENSION postgres_fdw SCHEMA public' -c 'CREATE EXTENSION dblink SCHEMA public'
must start second
must measure move second 2 0
row "\`shard add\`: every second subject to another server" "$(at=second number person) people, $(at=second number fact) facts"
apart 2 second
must start third
must start fourth
must move third 3 0
must move fourth 3 1
apart 4 second third fourth
{
	echo "$(nproc) × $(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -1), $(free -g | awk '/^Mem/ { print $2 + 1 }') GiB, Linux $(uname -r), load $(cut -d' ' -f1 /proc/loadavg); $("$bin/postgres" --version | cut -d' ' -f1-3), the database $base."
	echo
	echo '| | elapsed | CPU of the server | |'
	echo '|---|---|---|---|'
	cat "$work/table"
	echo
	echo '| | budget | measured | beside | held |'
	echo '|---|---|---|---|---|'
	cat "$BENCH_ROWS"
} >"$work/all"
cat "$work/all"
if [ -n "$page" ]; then
	awk -v all="$work/all" '
		/^<!-- end of the region -->$/ { inside = 0 }
		!inside
		/^<!-- bench-region -->$/ { inside = 1; while ((getline line < all) > 0) print line }' "$page" >"$work/page" &&
		cat "$work/page" >"$page"
fi
! grep -q '\*\*no\*\*' "$BENCH_ROWS"
