#!/bin/bash
# server_killed.sh - the server killed while a batch is being taken, all its processes at once: the batch is there
# whole or not at all, and where its receipt was printed it is there. In make check-region (REGION_ALL=1).
. "$(dirname "$0")/../cli/tap.bash"
. "$root/tests/region/region.bash"
[ -n "${REGION_ALL:-}" ] || { echo '1..1'; echo 'ok 1 # SKIP make check-region'; exit 0; }
export METODAKTIV_NOW=2026-05-31T12:00:00
unset METODAKTIV_DB
number=69701000

pg_start && make_region region || { echo 'Bail out! PostgreSQL'; exit 1; }
# The tests' server commits when it likes; here a receipt must hold.
psql -c 'ALTER DATABASE region SET synchronous_commit = on'
{ cat "$root/profiles/strezhevoy.conf"; echo "feed = { oktmo = \"$number\"; };"; } >conf
"$program" --db town init --rehearsal --profile "$PWD/conf" >/dev/null
"$program" --db town import --all "$root/tests/data/strezhevoy" >/dev/null 2>said
"$region" town add $number Город >/dev/null
send() { "$program" --db town changes --level facts "${@:2}" -o "$1" --force >/dev/null; }
token() { head -1 "$1" | jq -r '"\(.identity):\(.to.sequence):\(.to.head)"'; }
sequence() { psql -c "SELECT sequence FROM region.town WHERE town = $number"; }
facts() { for t in part person fact item figure; do psql -c "SELECT * FROM region.$t WHERE town = $number ORDER BY $t::text"; done; }
send batch
ask load batch
ok 'a town' exits 0

# All at once: none sees another die and ends in order.
kill_server()
{
	local children
	kill -STOP "$pg_pid"
	children=$(ps --ppid "$pg_pid" --no-headers -o pid)
	kill -9 $children "$pg_pid" 2>/dev/null
	wait "$pg_pid" 2>/dev/null
	rm -f "$pg_folder/data/postmaster.pid"
}
since=$(token batch)
whole=0 torn=0 lost=0
for delay in 3 5 7 9 11 13 15 18 21 25 30 40; do
	printf 'person;date;kind\nP00%02d;2026-05-%02d;региональная\n' "$delay" "$((delay % 28 + 1))" >csv
	"$program" --db town import assessments csv >/dev/null 2>said
	send piece --since "$since"
	before=$(region_print)
	"$region" load piece >receipt 2>/dev/null &
	loader=$!
	sleep "0.$(printf %02d $delay)"
	kill_server
	wait $loader
	pg_run || break
	if [ "$(sequence)" = "$(head -1 piece | jq .to.sequence)" ]; then
		whole=$((whole + 1))
		since=$(token piece)
	else
		[ "$before" = "$(region_print)" ] || torn=$((torn + 1))
		! grep -q ^accepted receipt || lost=$((lost + 1))
	fi
done
echo "# servers killed: 12, batches that were whole all the same: $whole"
ok 'batches have been broken off' [ "$whole" -lt 12 ]
ok 'none stands there by half' same "$torn" 0
ok 'no receipt was for nothing' same "$lost" 0
send piece --since "$since"
ask load piece
ok 'asked again, the rest is taken or was' exits 0
facts >pieces
send batch
"$region" load batch >/dev/null
facts >snapshot
ok 'what is there is the snapshot' same_files pieces snapshot
ok 'of which there is some' [ "$(wc -l <pieces)" -gt 1000 ]
ask verify
ok 'and its figures are those of the facts' exits 0
finish
