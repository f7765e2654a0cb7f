#!/bin/bash
# towns.sh - three towns in a region, by the batches they send themselves: the region's figures are
# those of the towns' own program, in every part and period; what follows on what makes the same as a
# snapshot. With REGION_ALL=1 also more towns, a loader killed at work, and rules broken one by one.
. "$(dirname "$0")/../cli/tap.bash"
. "$root/tests/region/region.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
unset METODAKTIV_DB
all=${REGION_ALL:-}

# town OKTMO DATA PROFILE: a town of those tables, under a profile that tells its OKTMO
town()
{
	"$program" --db "$1" init --rehearsal --profile "$3" >/dev/null &&
	    "$program" --db "$1" import --all "$2" >/dev/null 2>"$1.said"
}
profile() # OKTMO NAME
{
	{ cat "$root/profiles/$2.conf"; echo "feed = { oktmo = \"$1\"; };"; } >"$1.conf"
}

# Strezhevoy once more, in which people were born on 29 February, leave, and are counted otherwise.
mutate() # FROM TO ROUND
{
	cp -r "$1" "$2"
	rm -rf "$2/expected"
	# Anniversaries of 29 February; some are dismissed, some of another staff kind, some without a day.
	awk -F';' -v OFS=';' -v r="$3" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
		/"/ { print; next }
		{
			n = NR + r
			if (n % 7 == 0 && $at["hired"] > "2015-01-01") {
				$at["birth_date"] = n % 2 ? "1992-02-29" : "1996-02-29"
				$at["career_start"] = $at["hired"] > "2024-03-01" ? $at["hired"] : "2024-02-29"
			}
			if (n % 11 == 0 && $at["dismissed"] == "" && $at["hired"] < "2026-01-01")
				$at["dismissed"] = n % 2 ? "2026-02-01" : "2025-12-31"
			if (n % 13 == 0) $at["staff_kind"] = "руководитель"
			if (n % 17 == 0) $at["birth_date"] = ""
			if (n % 19 == 0) $at["career_start"] = ""
			print
		}' "$1/people.csv" >"$2/people.csv"
	# Some are no longer members, some are again.
	awk -F';' -v OFS=';' -v r="$3" 'NR > 1 && (NR + r) % 5 == 0 && $3 < "2026-01-01" && $4 == "" { $4 = "2026-01-31" } { print }' \
	    "$1/association_members.csv" >"$2/association_members.csv"
}

# Days of young people of two rules: until 40 inclusive, of five years; heads of schools count.
other_rules() # FILE
{
	sed -i -E 's/young_age = [0-9]+/young_age = 40/; s/young_age_inclusive = false/young_age_inclusive = true/
		s/young_years = [0-9]+/young_years = 5/; s/indicator_staff = .*/indicator_staff = [ "педагог", "руководитель" ];/' "$1"
	grep -q 'young_age = 40' "$1" || sed -i 's/^rules = {/rules = {\n  young_age = 40; young_age_inclusive = true; young_years = 5; indicator_staff = [ "педагог", "руководитель" ];/' "$1"
	grep -q '^rules = {' "$1" || echo 'rules = { young_age = 40; young_age_inclusive = true; young_years = 5; indicator_staff = [ "педагог", "руководитель" ]; };' >>"$1"
}

send() # OKTMO FILE [SINCE]
{
	"$program" --db "$1" changes --level facts ${3:+--since "$3"} -o "$2" --force >/dev/null
}
token() { head -1 "$1" | jq -r '"\(.identity):\(.to.sequence):\(.to.head)"'; }

# What the town's program and the region's say of the same, a line each, without words.
plain='(if type == "array" then .[] else . end) | {from, to, staff,
	part: (.scope | sub("^municipality:[0-9]{8}/?"; "") | if . == "" then "city" else . end),
	of: [.indicators[] | del(.title, .clause)]}'
told() # OKTMO ARGUMENT...
{
	"$program" --db "$1" indicators --format json "${@:2}" >>town.json || return
	case " $* " in
	*' --scope '*) "$region" indicators --format json "${@:2:$#-3}" --scope "municipality:$1/${*: -1}" ;;
	*) "$region" indicators --format json "${@:2}" --scope "municipality:$1" ;;
	esac >>region.json
}
# equal OKTMO...: in all periods and parts; how many figures in $figures
equal()
{
	local town period level
	rm -f town.json region.json
	for town; do
		for period in '--to 2026-05-31' '--to 2025-08-31' '--from 2026-01-01 --to 2026-02-28' \
		    ${all:+'--to 2025-09-01' '--from 2024-09-01 --to 2026-05-30' '--to 2027-03-01'}; do
			told $town $period --by organisation && told $town $period --by association || return
		done
		# Behind today: anniversaries of 29 February.
		told $town --from 2026-09-01 --to 2027-03-01 --by month || return
		for level in начальное 'основное и среднее' ${all:+дошкольное дополнительное}; do
			told $town --to 2026-05-31 --scope "level:$level" || return
		done
		told $town --to 2026-05-31 --by month || return
	done 2>said
	jq -cS "$plain" town.json >town.lines
	jq -cS "$plain" region.json >region.lines
	figures=$(jq -s 'map(.of[]) | length' town.lines)
	[ "$figures" -gt $((300 * $#)) ] && same_files town.lines region.lines
}
# The region is the sum of its towns, whatever their rules.
sums()
{
	local number
	for number; do "$program" --db "$number" indicators --to 2026-05-31 --format json; done |
	    jq -cs '[.[0].indicators | keys[]] as $i | [$i[] as $n | [map(.indicators[$n].numerator) | add] + [map(.indicators[$n].denominator) | add]]' >sum
	"$region" indicators --to 2026-05-31 --format json | jq -c '[.indicators[] | [.numerator, .denominator]]' >all
	[ -s sum ] && same_files sum all
}

pg_start && make_region region || { echo 'Bail out! PostgreSQL'; exit 1; }
profile 69701000 strezhevoy
profile 56705000 kuznetsk
profile 69702000 strezhevoy
other_rules 69702000.conf
mutate "$root/tests/data/strezhevoy" changed 0
ok 'a town' town 69701000 "$root/tests/data/strezhevoy" "$PWD/69701000.conf"
ok 'another' town 56705000 "$root/tests/data/kuznetsk" "$PWD/56705000.conf"
ok 'a third, under other rules' town 69702000 changed "$PWD/69702000.conf"
towns=(69701000 56705000 69702000)
mkdir batches
for number in "${towns[@]}"; do
	"$region" town add "$number" "Город $number" >/dev/null
	send "$number" "batches/$number.jsonl"
done
ask load batches
ok 'their snapshots are taken' exits 0
ok 'three of them' same "$(grep -c ^accepted <<<"$out")" 3
ok 'people have come' [ "$(psql -c 'SELECT count(*) FROM region.person')" -gt 2000 ]
ok 'the figures are those of the towns' equal "${towns[@]}"
echo "# figures compared: $figures"
ok 'under other rules more people count' [ "$(psql -c "SELECT count(*) FROM region.person WHERE town = 69702000")" -gt \
    "$(psql -c "SELECT count(*) FROM region.person WHERE town = 69701000")" ]
ok 'the region is the sum of its towns' sums "${towns[@]}"
ok 'each of them by itself' same "$("$region" indicators --to 2026-05-31 --by municipality --format json | jq -c '[.[].scope]')" \
    '["municipality:56705000","municipality:69701000","municipality:69702000"]'
ask verify
ok 'what is stored is what the facts give' exits 0

# What bi sees of a town is what the town tells the world of itself, the small numbers hidden.
bi_is_told() # OKTMO
{
	"$program" --db "$1" changes --level figures | jq -r '["roadmap", "assessed", "trained", "pathways", "methodists", "load",
	    "pathways_done", "young"] as $ids | select(.figures) | .figures | to_entries[] | .key as $day | .value[] |
	    (.scope | split(":")) as $scope | . as $part | range(8) | [$day, $scope[0], $scope[1] // "", $ids[.],
	    ($part.num[.] // "" | tostring), ($part.den[.] // "" | tostring)] | join("|")' | LC_ALL=C sort >told
	psql -c "SET ROLE bi" -c "SELECT until, scope, code, id, numerator, denominator FROM region.bi_indicator
	    WHERE municipality = 'Город $1'" | LC_ALL=C sort >seen
	same_files told seen && grep -q '||' seen && [ "$(grep -c '[0-9]$' seen)" -gt 500 ]
}
for number in "${towns[@]}"; do ok "bi sees of $number what it tells, and no more" bi_is_told "$number"; done

# Work in a town, sent in pieces: each moves the figures, and all of it is the snapshot.
counted() { "$region" indicators --to 2026-05-31 --scope municipality:69701000 --format json | jq -c '[.indicators[] | .numerator, .denominator]'; }
work()
{
	case $1 in
	1) printf 'person;date;kind\nP0002;2026-05-20;иная\nP0005;2026-05-21;иная\n' >w.csv; set -- assessments ;;
	2) awk -F';' 'NR == 1 || /^P0(010|011|012);/' "$root/tests/data/strezhevoy/people.csv" |
	    sed '2,$s/;педагог;/;специалист управления;/' >w.csv; set -- people ;;
	3) "$program" --db 69701000 --user "$(id -un)" undo --yes >/dev/null; return ;;
	*) printf 'person;date;kind\nP00%02d;2026-05-%02d;региональная\n' "$1" "$1" >w.csv; set -- assessments ;;
	esac
	"$program" --db 69701000 import "$1" w.csv >/dev/null 2>said
}
since=$(token batches/69701000.jsonl)
moved=0
for step in 1 2 3; do
	before=$(counted)
	work $step
	send 69701000 piece "$since"
	since=$(token piece)
	ask load piece
	ok "piece $step is taken" exits 0
	ok "piece $step is no snapshot" differ "$(head -1 piece | jq -c .from)" null
	[ "$before" = "$(counted)" ] || moved=$((moved + 1))
done
ok 'the figures have moved each time' same "$moved" 3
ok 'the figures are still those of the town' equal 69701000
facts() { for t in part person fact item figure; do psql -c "SELECT * FROM region.$t WHERE town = 69701000 ORDER BY $t::text"; done; }
facts >pieces
send 69701000 whole
"$region" load whole >/dev/null
facts >snapshot
ok 'pieces are the snapshot' same_files pieces snapshot
ok 'of which there is some' [ "$(wc -l <pieces)" -gt 1000 ]
[ -n "$all" ] || finish

# More towns, each changed in another way, all of them at once.
for ((round = 1; round <= 18; round++)); do
	number=$((69703000 + round))
	profile $number $([ $((round % 2)) -eq 0 ] && echo kuznetsk || echo strezhevoy)
	[ $((round % 3)) -ne 0 ] || other_rules $number.conf
	mutate "$root/tests/data/$([ $(((round - 1) / 3 % 2)) -eq 1 ] && echo kuznetsk || echo strezhevoy)" "changed$round" "$round"
	ok "town $number" town $number "changed$round" "$PWD/$number.conf"
	towns+=($number)
	"$region" town add $number "Город $number" >/dev/null
	send $number "batches/$number.jsonl"
done
for number in "${towns[@]:3}"; do "$region" load "batches/$number.jsonl" >>loads 2>&1 & done
wait $(jobs -rp | grep -vx "$pg_pid")
ok 'eighteen loaders at once' same "$(grep -c ^accepted loads)" 18
ok 'the figures are those of twenty-one towns' equal "${towns[@]}"
echo "# figures compared: $figures"
ok 'the region is the sum of twenty-one towns' sums "${towns[@]}"

# A loader killed at any moment: nothing of its batch, or all of it.
killed=0 whole=0 torn=0
since=$(token whole)
number=5
for delay in .002 .004 .006 .008 .010 .012 .015 .018 .022 .026 .030 .040 .060 .090 .130 .200; do
	number=$((number + 1))
	work $number || break
	send 69701000 piece "$since"
	before=$(region_print)
	"$region" load piece >/dev/null 2>&1 &
	loader=$!
	sleep 0$delay
	kill -9 $loader 2>/dev/null && killed=$((killed + 1))
	wait $loader 2>/dev/null
	until [ "$(psql -c "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")" = 0 ]; do sleep 0.05; done
	if [ "$(psql -c 'SELECT sequence FROM region.town WHERE town = 69701000')" = "$(head -1 piece | jq .to.sequence)" ]; then
		whole=$((whole + 1))
		since=$(token piece)
	elif [ "$before" != "$(region_print)" ]; then
		torn=$((torn + 1))
	fi
done
echo "# loaders killed: $killed, batches that were whole all the same: $whole"
ok 'loaders have been killed at work' [ $((killed - whole)) -gt 3 ]
ok 'none has left half a batch' same "$torn" 0
send 69701000 piece "$since"
ask load piece
ok 'asked again, the rest is taken or was' exits 0
facts >pieces
send 69701000 whole
"$region" load whole >/dev/null
facts >snapshot
ok 'what killed loaders left is the snapshot' same_files pieces snapshot

# Each rule broken by itself is found: by the figures that stand, or by those of the towns.
sql=$root/src/region/store/sql/figures.sql
seen=0
broken()
{
	sed -E "$2" "$sql" >broken.sql
	ok "broken: $1: is another rule" not cmp -s "$sql" broken.sql
	{ echo 'BEGIN;'; cat broken.sql; echo 'COMMIT;'; } | psql -f - >said 2>&1 || cat said
	ask verify
	if { exits 1 && complains 'не сходятся'; } || ! equal 69701000 69702000 69703004 >said 2>&1; then seen=$((seen + 1)); ok "broken: $1: is found" true
	else ok "broken: $1: is found" false; fi
}
broken 'assessments of any time' 's/x.kind = 2 AND x.since BETWEEN f AND t/x.kind = 2/'
broken 'programmes of any time' 's/x.kind = 3 AND x.until BETWEEN f AND t/x.kind = 3/'
broken 'pathways that have ended' 's/x.kind = 4 AND \(x.until IS NULL OR x.until >= f\)/x.kind = 4/'
broken 'pathways not ended well' 's/x.kind = 4 AND x.ok AND/x.kind = 4 AND/'
broken 'methodists of the whole period' 's/x.kind = 5 AND \(x.until IS NULL OR x.until >= t\)/x.kind = 5/'
broken 'support on the last day alone' 's/x.kind = 7 AND \(x.until IS NULL OR x.until >= f\)/x.kind = 7 AND (x.until IS NULL OR x.until >= t)/'
broken 'hired behind the last day' 's/p.hired IS NULL OR p.hired <= t/true/'
broken 'dismissed people' 's/p.dismissed > t/true/'
broken 'the day of dismissal' 's/p.dismissed > t/p.dismissed >= t/'
broken 'the anniversary itself' '0,/p.young_until > t/s//p.young_until >= t/'
broken 'the unknown among the young' "s/p.young = 'k' AND/p.young <> 'n' AND/"
broken 'people attached who are not at work' 's/JOIN staff s ON s.town = x.town AND s.id = x.person/JOIN person s ON s.town = x.town AND s.id = x.person/'
broken 'members of old' 's/x.kind = 1 AND \(x.since IS NULL OR x.since <= t\)/x.kind = 1/'
broken 'items of any term' 's/i.due BETWEEN f AND t/i.due <= t/'
broken 'items done later' 's/\(i.done <= t\) IS TRUE AS done/i.done IS NOT NULL AS done/'
broken 'the level of an item for that of its association' 's/a.level AS level/i.level AS level/'
broken 'levels of events' 's/1 << i.level/2 << i.level/'
broken 'an association without people' "s/UNION ALL SELECT k.town, CASE k.kind WHEN 'a'/UNION ALL SELECT k.town, CASE k.kind WHEN 'x'/"
ok 'all of them' [ "$seen" -ge 10 ]
{ echo 'BEGIN;'; cat "$sql"; echo 'COMMIT;'; } | psql -f - >/dev/null
ask verify
ok 'mended, all is as it was' exits 0
finish
