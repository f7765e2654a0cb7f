#!/bin/bash
# Work lists, the year in figures and the activity of the corps: every answer a town is expected to
# give, and what is refused.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00

# worklist-all leaves out what the tables do not settle; titles are the program's own.
whole='if type == "array" and .[0].count? != null then
	map(select(.id | IN("lacking", "agreement", "ready", "agenda", "removal") | not) | {id, count})
	else . end'

for town in strezhevoy kuznetsk; do
	make_town "$town"
	expected=$root/tests/data/$town/expected
	while IFS=$'\t' read -r file command; do
		[[ $command =~ ^metodaktiv\ (worklist|year|activity) ]] || continue
		eval "words=(${command#metodaktiv })"
		run "${words[@]}"
		ok "$town: $file" [ "$(jq -Sc "$whole" "$work/out")" = "$(jq -Sc "$whole" "$expected/$file")" ]
	done <"$expected/COMMANDS.txt"
done

run activity --from 2026-06-01 --to 2026-05-01
ok 'activity: a period that ends before it begins: exit 1' exits 1
run year
ok 'the year of the city: with what was asked for' grep -q '^Запросов: ' out
run year --scope association:A01
ok 'the year of a part: exit 0' exits 0
ok 'the year of a part: that is the city'"'"'s alone' not grep -q '^Запросов: ' out
for line in '--by organisation|yes' '--scope organisation:O001|yes' '--by association|no' '--scope association:A01|no'; do
	# shellcheck disable=SC2086
	run indicators ${line%|*}
	ok "indicators ${line%|*}: exit 0" exits 0
	ok "indicators ${line%|*}: where people are counted" same "${line#*|}" \
	    "$(grep -qx 'Люди считаются в организации, где они работают сейчас.' out && echo yes || echo no)"
done
METODAKTIV_DB=$work/new "$program" init --rehearsal --profile strezhevoy >/dev/null
run --db new worklist ready
ok 'an empty list: nothing is to be done' same "$out" 'Заявления: готовы к совету на 31.05.2026: 0'

# A list's length is its count.
for id in $("$program" worklist --format json | jq -r '.[].id'); do
	count=$("$program" worklist --format json | jq ".[] | select(.id == \"$id\").count")
	[ "$("$program" worklist "$id" --format json | jq '.codes | length')" = "$count" ] || odd="$odd $id"
done
ok 'as many codes as are counted' [ -z "${odd-}" ]

# In which order rows were entered changes nothing: all tables the other way round.
answers()
{
	local id
	for id in $("$program" worklist --format json | jq -r '.[].id'); do
		"$program" worklist "$id" --format json
	done
	"$program" year --format json
	"$program" activity --format json
}
reversed='(.[0] | keys_unsorted) as $k |
	$k, (reverse[] | [.[$k[]] | if type == "array" then join(",") else . end]) | @csv'
answers >forwards
"$program" export --all all --format json >/dev/null
mkdir reversed
for table in all/*.json; do
	[ "$(jq length "$table")" = 0 ] ||
		jq -r "$reversed" "$table" >"reversed/$(basename "$table" .json).csv"
done
METODAKTIV_DB=$work/other "$program" init --rehearsal --profile strezhevoy >/dev/null
METODAKTIV_DB=$work/other "$program" import --all reversed >/dev/null 2>&1
METODAKTIV_DB=$work/other answers >backwards
ok 'entered in another order: the same answers' same_files forwards backwards
ok 'and there are some' [ "$(wc -c <forwards)" -gt 1000 ]

run worklist --format csv
ok 'csv: its head' says 'id;title;count'
run worklist no_head --format csv
ok 'csv of a list: its head' says 'code'
run worklist plan_overdue
ok 'in words' says 'Пункты планов: просрочены на 31.05.2026: '
ok 'and what to do' says 'Что сделать: отметить проведение, перенести или отменить'
run worklist plan_overdu
ok 'a list there is none of: exit 1' exits 1
ok 'a list there is none of: the nearest' complains '«plan_overdue»'
run year --scope organisation:O001
ok 'another part of the town: exit 1' exits 1
ok 'another part of the town: which there are' complains 'для всего города (city) и для объединения'
run year --from 2026-05-31 --to 2025-09-01
ok 'a period that ends before it begins: exit 1' exits 1
run year
ok 'the year in words' says 'Проведено мероприятий: '
run activity
ok 'the activity in words' says 'Работа членов актива по направлениям'

# Workbooks: of the year, of the roster, of tables.
is_book() { [ "$(head -c 2 "$1")" = PK ]; }
run year --format xlsx -o year.xlsx
ok 'the year as a workbook' is_book year.xlsx
ok 'with a chart of types, of levels and of months' \
	[ "$(grep -ao 'xl/charts/chart[0-9]*\.xml' year.xlsx | sort -u | wc -l)" = 3 ]
run roster --format xlsx -o roster.xlsx
ok 'the roster as a workbook' is_book roster.xlsx
run roster --format pdf -o roster.pdf
ok 'the roster as PDF' [ "$(head -c 5 roster.pdf)" = '%PDF-' ]
run export people --format xlsx -o people.xlsx
ok 'a table as a workbook' is_book people.xlsx
run export people --format xlsx --headers ru -o люди.xlsx
ok 'with Russian headings' is_book люди.xlsx
ok 'which are others' [ "$(wc -c <people.xlsx)" != "$(wc -c <люди.xlsx)" ]
run export --all books --format xlsx
ok 'all tables as workbooks' [ "$(ls books/*.xlsx | wc -l)" = 31 ]
ok 'and nothing else' [ -z "$(ls books | grep -v '\.xlsx$')" ]
script -qec "'$program' export people --format xlsx" /dev/null </dev/null >told 2>&1
ok 'a workbook is not for a terminal' grep -q 'на экран не выводится' told

# A town without a corps has neither its lists nor its activity.
sed 's/^modules = .*/modules = ["associations"];/' "$root/profiles/kuznetsk.conf" >alone.conf
"$program" --db alone init --profile alone.conf >/dev/null
run --db alone worklist --format json
ok 'no lists of a corps there is none of' [ "$(jq '[.[].id] | index("overlaps")' "$work/out")" = null ]
ok 'those of associations' [ "$(jq '[.[].id] | index("no_head") != null' "$work/out")" = true ]
run --db alone worklist overlaps
ok 'a list of a module the town lacks: exit 1' exits 1
run --db alone activity
ok 'activity without a corps: exit 1' exits 1

# An application goes from ready onto an agenda; a revoked consent is to come off the site.
make_town strezhevoy
codes() { "$program" worklist "$1" --format json | jq -r '.codes[]'; }
ready=$(codes ready | head -1)
ok 'something is ready' [ -n "$ready" ]
printf 'code;number;date;seats\nM900;900;2026-06-10;11\n' >meetings.csv
printf 'meeting;application;position\nM900;%s;1\n' "$ready" >agenda.csv
"$program" import meetings meetings.csv >/dev/null
"$program" import agenda agenda.csv >/dev/null
ok 'on an agenda it is no longer ready' [ "$(codes ready | grep -cx "$ready")" = 0 ]
ok 'but on the agenda' [ "$(codes agenda | grep -cx "$ready")" = 1 ]
ok 'nobody is to come off a site nothing is on' [ -z "$(codes removal)" ]
"$program" publish --format html -o page.html >/dev/null
"$program" export consents | awk -F';' -v OFS=';' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
	$at["kind"] == "распространение" { $at["revoked"] = "2026-05-31"; print }' >revoked.csv
"$program" import consents revoked.csv --keep-going >/dev/null 2>&1
listed=$("$program" export publications --format json | jq -r '.[-1].list' | cut -d' ' -f1 | sort)
ok 'whoever is on the list and has revoked is' [ -n "$(codes removal)" ]
ok 'and nobody else' [ -z "$(comm -23 <(codes removal) <(echo "$listed"))" ]
finish
