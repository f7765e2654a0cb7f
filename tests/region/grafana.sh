#!/bin/bash
# grafana.sh - every question of docs/examples/grafana-region.json, asked as the role bi of a region: it is
# answered, and with the figures that are stored; what bi is not told is told by none, nor by a table.
. "$(dirname "$0")/../cli/tap.bash"
. "$root/tests/region/region.bash"
dashboard=$root/docs/examples/grafana-region.json

pg_start && make_region analysts &&
    psql -v subjects=1 -v towns=26 -f "$root/tests/region/country.sql" >/dev/null ||
    { echo 'Bail out! PostgreSQL'; exit 1; }
psql -c "UPDATE region.figure SET hidden = 2 WHERE code = 'O005'" -c 'CREATE ROLE looker LOGIN IN ROLE bi'

# What Grafana makes of a question before it sends it.
grafana() # INDICATOR MUNICIPALITIES
{
	sed -E "s/\\\$__timeFilter\(([^()]*)\)/\1 BETWEEN '2024-09-01' AND '2026-06-10'/g
		s/\\\$\{indicator:sqlstring\}/'$1'/g
		s/\\\$\{municipality:sqlstring\}/$2/g"
}
as_looker() { "$pg_bin/psql" -h "$pg_folder" -U looker -d analysts -q -X -At -v ON_ERROR_STOP=1 "$@"; }
asked() # PANEL INDICATOR [MUNICIPALITIES]
{
	jq -r --argjson id "$1" '.panels[] | select(.id == $id) | .targets[0].rawSql' "$dashboard" |
	    grafana "$2" "${3-\'Ясный 01-01\', \'Лесной 01-03\'}" >"$work/question.sql"
	as_looker -f "$work/question.sql" >"$work/out" 2>"$work/err"
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
}

ok 'the dashboard is JSON with its panels' same "$(jq '[.panels[].targets[].rawSql] | length' "$dashboard")" 6
left=0 panels=0
for id in $(jq '.panels[].id' "$dashboard"); do
	for indicator in $(jq -r '.templating.list[] | select(.name == "indicator") | .options[].value' "$dashboard"); do
		asked "$id" "$indicator"
		panels=$((panels + 1))
		if [ "$status" -ne 0 ] || [ -z "$out" ] || grep -q '\$' "$work/question.sql"; then
			left=$((left + 1))
			echo "# panel $id of $indicator: $err"
		fi
	done
done
ok "all $panels questions are answered to bi" same "$left" 0
ok 'the towns to choose from are' same "$(jq -r '.templating.list[] | select(.type == "query") | .query' "$dashboard" >"$work/q" && as_looker -f "$work/q" | wc -l)" 26
ok 'it speaks to nothing but PostgreSQL and names no server' same \
    "$(jq -r '[.. | .datasource? | select(type == "object") | .uid] | unique | join(" ")' "$dashboard")" '${DS_REGION}'

asked 2 assessed
ok 'by month: the sum of all towns' same "$(tail -1 <<<"$out" | cut -d'|' -f2)" \
    "$(psql -c "SELECT round(100 * sum(num[2]) / sum(den[2])::numeric, 1) FROM region.figure WHERE scope = 'city' AND until = '2026-05-31'")"
ok 'a point for every month end' same "$(wc -l <<<"$out")" 21
asked 3 load
ok 'of chosen towns alone' same "$(cut -d'|' -f2 <<<"$out" | sort -u | paste -sd,)" 'Лесной 01-03,Ясный 01-01'
asked 4 methodists
ok 'by town, of the latest month' same "$(wc -l <<<"$out")" 2
asked 5 assessed
ok 'the table has a row a town, and how it stands' same "$(wc -l <<<"$out")" 2
asked 6 assessed
ok 'of a part with few people there is no number' says 'Ясный 01-01|organisation|O005||20|'$'\n'
ok 'of the others there is' says 'Ясный 01-01|organisation|O006|9|20|45.0'

denied() { as_looker -c "$1" >"$work/out" 2>"$work/err" && return 1; grep -q 'permission denied' "$work/err"; }
for table in figure person fact item part town towns roster batch setting; do
	ok "bi does not read $table" denied "SELECT * FROM region.$table LIMIT 1"
done
ok 'nor one subject of it' denied 'SELECT * FROM region.figure_1 LIMIT 1'
ok 'nor asks the function behind it' denied "SELECT * FROM region.ask('2025-09-01', '2026-05-31', 0, 100000000, true)"
ok 'nor figures()' denied "SELECT * FROM region.figures('2025-09-01', '2026-05-31', 0, 100000000, true)"
ok 'nor changes anything' denied "UPDATE region.figure SET num = den"
# A condition that looks at every value it is given sees no hidden one: the view keeps it behind its own.
as_looker -c "CREATE FUNCTION pg_temp.spy(int, text) RETURNS bool LANGUAGE plpgsql COST 0.0000001 AS \$\$ BEGIN RAISE NOTICE '% %', \$1, \$2; RETURN true; END \$\$;
	SELECT count(*) FROM region.bi_indicator WHERE code = 'O005' AND id = 'assessed' AND pg_temp.spy(numerator, code)" >"$work/out" 2>"$work/err"
ok 'a condition of their own sees that it is hidden' grep -q 'NOTICE:  <NULL> O005' "$work/err"
ok 'and no number' not grep -q 'NOTICE:  [0-9]' "$work/err"
echo "1..$tests"
exit $((failures > 0))
