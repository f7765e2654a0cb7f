#!/bin/bash
# shards.sh - subjects of the Federation on a second server: every answer is what it was, whoever writes about a
# town does so there, a move that is killed leaves the subject where it was, a server that is gone is told of.
. "$(dirname "$0")/../cli/tap.bash"
. "$root/tests/region/region.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
unset METODAKTIV_DB

# The second server, which wants a password: PostgreSQL lets nobody but a superuser go there without one.
there=$(mktemp -d /tmp/mr.XXXXXX)
chmod 755 "$there"
[ ${#pg_as[@]} -eq 0 ] || chown "$pg_user" "$there"
echo secret >"$there/password"
chmod 644 "$there/password"
there_pid=
there_make()
{
	(cd / && "${pg_as[@]}" "$pg_bin/initdb" -D "$there/data" -U region -A scram-sha-256 --pwfile="$there/password" -E UTF8 \
	    --locale=C.UTF-8 --no-sync --no-instructions >/dev/null)
}
there_start()
{
	(cd / && exec setpriv --pdeathsig QUIT "${pg_as[@]:1}" "$pg_bin/postgres" -D "$there/data" -c listen_addresses= \
	    -c unix_socket_directories="$there" -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
	    -c shared_buffers=64MB -c jit=off) >>"$work/there.log" 2>&1 &
	there_pid=$!
	for _ in $(seq 200); do
		"$pg_bin/pg_isready" -q -h "$there" -U region && return
		kill -0 "$there_pid" 2>/dev/null || break
		sleep 0.05
	done
	cat "$work/there.log"
	return 1
}
there_stop() { [ -z "$there_pid" ] || { kill -QUIT "$there_pid" 2>/dev/null; wait "$there_pid" 2>/dev/null; there_pid=; }; }
trap 'there_stop; rm -rf "$there"; pg_stop' EXIT
there_sql() { PGPASSWORD=secret "$pg_bin/psql" -h "$there" -U region -d shard -q -X -At -v ON_ERROR_STOP=1 "$@"; }
shard="postgresql://region:secret@/shard?host=$there"

town() # OKTMO DATA
{
	{ cat "$root/profiles/$2.conf"; echo "feed = { oktmo = \"$1\"; };"; } >"$1.conf"
	"$program" --db "$1" init --rehearsal --profile "$PWD/$1.conf" >/dev/null &&
	    "$program" --db "$1" import --all "$root/tests/data/$2" >/dev/null 2>"$1.said" &&
	    "$region" town add "$1" "Город $1" >/dev/null && send "$1" "$1.jsonl" && "$region" load "$1.jsonl" >/dev/null
}
send() { "$program" --db "$1" changes --level facts ${3:+--since "$3"} -o "$2" --force >/dev/null; }
token() { head -1 "$1" | jq -r '"\(.identity):\(.to.sequence):\(.to.head)"'; }

# Everything the region is asked, one file.
answers()
{
	local number
	for words in '' '--by municipality' '--by month' '--scope subject:69' '--scope subject:56' '--scope level:начальное' \
	    '--from 2026-01-01 --to 2026-02-28 --by municipality'; do
		"$region" indicators --to 2026-05-31 --format json $words
	done
	for number in 69701000 56705000; do
		"$region" indicators --to 2026-05-31 --format json --scope municipality:$number --by organisation
		"$region" indicators --to 2026-05-31 --format csv --scope municipality:$number --by association
	done
	"$region" status --format json
	"$region" town list
	psql -c 'SET ROLE bi' -c 'SELECT * FROM region.bi_indicator ORDER BY 1, 2, 3, 4, 5, 6, 7'
	psql -c 'SET ROLE analyst' -c "SELECT town, scope, code, num, den FROM region.ask('2025-09-01', '2026-05-31', 0, 100000000, true) ORDER BY 1, 2, 3"
}
same_answers() { answers >now 2>&1; diff -a was now | head -40 | cut -c1-200 | sed "s/^/# /"; same_files was now && [ "$(wc -l <now)" -gt 2000 ]; }
people() { psql -c "SELECT count(*) FROM region.person WHERE town / 1000000 = $1"; }
people_there() { there_sql -c "SELECT count(*) FROM region.person WHERE town / 1000000 = $1"; }
idle() { [ "$("$1" -c "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")" = 0 ]; }
until_is() { for _ in $(seq 400); do "$@" && return; sleep 0.05; done; return 1; }

pg_start && make_region region && there_make && there_start || { echo 'Bail out! PostgreSQL'; exit 1; }
PGPASSWORD=secret "$pg_bin/createdb" -h "$there" -U region shard
ok 'a town' town 69701000 strezhevoy
ok 'a town of another subject' town 56705000 kuznetsk
answers >was 2>&1
ok 'the region answers' [ "$(wc -l <was)" -gt 2000 ]

ask shard list
ok 'nothing is elsewhere' says 'на одном сервере'
ask shard add "$shard" 69
ok 'without the extensions nothing moves' exits 1
ok 'it is told who makes them and how' complains 'CREATE EXTENSION postgres_fdw'
psql -c 'CREATE EXTENSION postgres_fdw SCHEMA public' -c 'CREATE EXTENSION dblink SCHEMA public' \
    -c 'GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO owner'
ask shard add "$shard" шестьдесят
ok 'a subject is two digits' complains 'не код субъекта'
ask shard add "$(address region)" 69
ok 'the region is no server of its own' complains 'и не этого'
ask shard add "postgresql://region:secret@/shard?host=$there/none" 69
ok 'a server that is not there' exits 3
PGUSER=region PGPASSWORD=secret ask shard add "postgresql:///shard?host=$there" 45
ok 'nor one where the region itself has no password' exits 1
ok 'nothing has happened' same "$(people 69)" "$(psql -c 'SELECT count(*) FROM region.person WHERE town = 69701000')"

here=$(people 69)
"$region" shard add "$shard" 69 >/dev/null
ok 'a subject moves' same "$("$region" shard list)" "69  $there:5432/shard"
ok 'its people are there' same "$(people_there 69)" "$here"
ok 'and no longer here' same "$(people 69)" 0
ok 'the others are' [ "$(people 56)" -gt 500 ]
ok 'every answer is what it was' same_answers
ask shard add "$shard" 69
ok 'it cannot move twice' complains 'уже на сервере'

# Killed when all but the last table is written there: its rows wait for a lock.
there_sql -c "CREATE FUNCTION public.wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NEW; END'" \
    -c 'CREATE TRIGGER wait BEFORE INSERT ON region.town FOR EACH ROW EXECUTE FUNCTION public.wait()'
mkfifo hold
there_sql -c 'SELECT pg_advisory_lock(42)' -f hold >held 2>/dev/null &
holder=$!
exec 7>hold
"$region" shard add "$shard" 56 >/dev/null 2>&1 &
mover=$!
blocked() { [ "$(there_sql -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE 'insert%'")" -gt 0 ]; }
ok 'a move is at work' until_is blocked
disown $mover
kill -9 $mover
exec 7>&-
wait $holder 2>/dev/null
until_is idle psql
until_is idle there_sql
there_sql -c 'DROP TRIGGER wait ON region.town'
ok 'killed, it leaves the subject here' same "$("$region" shard list | cut -c1-2)" 69
ok 'with its people' [ "$(people 56)" -gt 500 ]
ok 'and every answer' same_answers

# Work in a town whose subject has moved.
printf 'person;date;kind\nP0002;2026-05-20;иная\nP0005;2026-05-21;иная\n' >w.csv
"$program" --db 69701000 import assessments w.csv >/dev/null 2>said
send 69701000 piece "$(token 69701000.jsonl)"
before=$("$region" indicators --to 2026-05-31 --format json | jq -c .indicators)
ask load piece
ok 'a piece is taken' exits 0
ok 'it moves the figures' differ "$before" "$("$region" indicators --to 2026-05-31 --format json | jq -c .indicators)"
plain='[.indicators[] | [.numerator, .denominator]]'
ok 'which are those of the town' same "$("$region" indicators --to 2026-05-31 --scope municipality:69701000 --format json | jq -c "$plain")" \
    "$("$program" --db 69701000 indicators --to 2026-05-31 --format json | jq -c "$plain")"
ask load piece
ok 'once' says already
ok 'nobody is here for that' same "$(people 69)" 0
sed '$d; s/"town":"69701000"/"town":"56705000"/' 69701000.jsonl | seal >copy
ask load copy
ok 'a copied folder is known again across servers' exits 1
ok 'with the town it belongs to' complains 'Город 69701000 (69701000)'
sed '$d; s/"town":"56705000"/"town":"69701000"/' 56705000.jsonl | seal >copy
ask load copy
ok 'so it is the other way round' complains 'уже принадлежит городу Город 56705000 (56705000)'
ask town add 69702000 Новый
ok 'a new town goes to its subject' same "$(there_sql -c 'SELECT name FROM region.town WHERE town = 69702000')" Новый
ask town add 69702000 Новый
ok 'once' complains 'уже есть'
ask town set 69702000 --name Новейший
ok 'it is changed there' same "$("$region" town list | grep 69702000)" '69702000  Новейший'
ask town retire 69702000
ok 'and retires' exits 0
ask town add 56706000 Ближний
ok 'another stays with its own' same "$(there_sql -c 'SELECT count(*) FROM region.town WHERE town = 56706000')" 0
"$region" town retire 56706000 >/dev/null

ask verify
ok 'what is stored is what the facts give' exits 0
ok 'on both servers' [ "$(grep -o '[0-9]*' <<<"$out")" -gt "$(there_sql -c 'SELECT count(DISTINCT (town, since, until)) FROM region.figure')" ]
there_sql -c "UPDATE region.figure SET staff = staff + 1 WHERE town = 69701000 AND scope = 'city'"
ask verify
ok 'what is wrong there is found' exits 1
there_sql -c "UPDATE region.figure SET staff = staff - 1 WHERE town = 69701000 AND scope = 'city'"

# The server is gone: that is told, and no sum stands without it.
answers >was 2>&1
there_stop
for words in indicators 'indicators --by municipality' status verify 'load piece' 'indicators --scope subject:69'; do
	ask $words
	ok "without it: $words: refused" exits 3
	ok "without it: $words: in words" complains 'вынесена часть субъектов'
	ok "without it: $words: no figure" same "$out" ''
done
ask indicators --to 2026-05-31 --scope subject:56
ok 'what it is not asked for is answered' exits 0
there_start
ok 'it is back, and everything with it' same_answers

ask shard add "$shard" 56
ok 'what was killed is done again' exits 0
ok 'both have moved' same "$(people 56) $("$region" shard list | wc -l)" '0 2'
ok 'nobody stands there twice' same "$(people_there 56)" "$(there_sql -c 'SELECT count(DISTINCT id) FROM region.person WHERE town / 1000000 = 56')"
ok 'every answer is what it was' same_answers

# Back again, whatever comes between.
if [ -n "${REGION_ALL:-}" ]; then
	there_sql -c 'CREATE EXTENSION postgres_fdw SCHEMA public' -c 'CREATE EXTENSION dblink SCHEMA public'
	METODAKTIV_REGION=$shard ask shard add "$(address region)" 69
	ok 'a server of the region has none itself' complains 'эта база сама вынесена'
	there_stop
	ask shard return 69
	ok 'from a server that is gone nothing returns' same "$status $("$region" shard list | wc -l)" '3 2'
	there_start

	# Held in the midst of the copy by a lock there.
	mkfifo keep
	there_sql -c 'BEGIN; LOCK TABLE region.roster_69' -f keep >/dev/null 2>&1 &
	holder=$!
	exec 7>keep
	"$region" shard return 69 >/dev/null 2>&1 7>&- &
	mover=$!
	blocked() { [ "$(there_sql -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")" -gt 0 ]; }
	ok 'a return is at work' until_is blocked
	printf 'person;date;kind\nP0007;2026-05-22;иная\n' >w.csv
	"$program" --db 69701000 import assessments w.csv >/dev/null 2>said
	send 69701000 piece2 "$(token piece)"
	"$region" load piece2 >waited 2>&1 7>&- &
	loader=$!
	waits() { [ "$(psql -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'")" -gt 0 ]; }
	ok 'who writes meanwhile waits' until_is waits
	disown $mover
	kill -9 $mover
	exec 7>&-
	wait $holder 2>/dev/null
	wait $loader
	ok 'the return killed, it is written where the subject is' grep -q ^accepted waited
	ok 'there' same "$(there_sql -c 'SELECT sequence FROM region.town WHERE town = 69701000')" "$(head -1 piece2 | jq .to.sequence)"
	until_is idle psql
	until_is idle there_sql
	ok 'nothing has come back' same "$("$region" shard list | wc -l) $(people 69)" '2 0'
	answers >was 2>&1

	# Done, but for what is left there.
	there_sql -c "CREATE FUNCTION public.no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'" \
	    -c 'CREATE TRIGGER no BEFORE TRUNCATE ON region.roster_69 EXECUTE FUNCTION public.no()'
	ask shard return 69
	ok 'what is left there is told' complains 'субъект 69 возвращён, но его строки на прежнем сервере ещё не убраны: повторите shard return 69'
	ok 'it is here' same "$(people 69)" "$here"
	ok 'the list remembers' grep -q '^69 .*строки там ещё не убраны' <("$region" shard list)
	ok 'every answer is what it was' same_answers
	ask verify
	ok 'what is stored is what the facts give' exits 0
	ask shard add "$shard" 69
	ok 'it does not go there before that is done' same "1 $here" "$status $(people 69)"
	there_sql -c 'DROP TRIGGER no ON region.roster_69'
fi
towns() { "$region" indicators --to 2026-05-31 --by municipality --format json; }
before=$(towns)
ask shard return 69
ok 'a subject returns' says 'Субъект 69 возвращён, городов: 2'
ok 'its people are here' same "$(people 69)" "$(psql -c 'SELECT count(DISTINCT (town, id)) FROM region.person WHERE town / 1000000 = 69')"
ok 'and no longer there' same "$(people_there 69)" 0
ok 'the other is there' same "$("$region" shard list)" "56  $there:5432/shard"
ok 'the figures of all towns are what they were' same "$before" "$(towns)"
ask load piece
ok 'what was taken is known here' says already
[ -n "${REGION_ALL:-}" ] || finish
ok 'every answer is what it was' same_answers
ask shard return 56
ok 'the last one, too' says 'Субъект 56 возвращён, городов: 2'
ok 'nothing leads there any more' same "$("$region" shard list) $(psql -c 'SELECT count(*) FROM pg_foreign_server')" 'Все субъекты на одном сервере. 0'
ok 'nobody is there' same "$(there_sql -c 'SELECT (SELECT count(*) FROM region.person) + (SELECT count(*) FROM region.town)')" 0
ok 'every answer is what it was' same_answers
ask shard return 56
ok 'once' complains 'субъект 56 не вынесен'
ask shard add "$shard" 56 69
ok 'they may go again' same "$status $("$region" shard list | wc -l)" '0 2'
ok 'every answer is what it was' same_answers
finish
