#!/bin/bash
# What leaves the town for its region: batches of all three levels, what must not be in them, tokens.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00

# The hash at the end is that of all bytes above.
hash_holds()
{
	[ "$(tail -1 "$1" | jq -r .hash)" = "$(head -n -1 "$1" | b2sum -l 256 | cut -d' ' -f1)" ]
}
rows_hold() { [ "$(grep -c '^{"op"' "$1")" -eq "$(tail -1 "$1" | jq .rows)" ]; }
# One day's figures as the program's answers to `indicators` say them.
figures()
{
	jq -cS --arg day "$2" 'select(.figures) | .figures[$day] // empty | .[]' "$1"
}
as_figures()
{
	jq -cS 'if type == "array" then .[] else . end | {scope, staff,
	    unknown: (.indicators[] | select(.id == "young").unknown),
	    levels: (.indicators[] | select(.id == "roadmap").levels),
	    num: [.indicators[].numerator], den: [.indicators[].denominator]}' "$@"
}
# Every value of a field of people, a line each.
values() { "$program" export people --format json | jq -r ".[] | .$1 // empty" | sort -u; }

for town in kuznetsk strezhevoy; do
	make_town $town 2>/dev/null
	run changes --level facts -o facts --force
	ok "$town: exit 0" exits 0
	ok "$town: the hash" hash_holds facts
	ok "$town: as many rows as are said" rows_hold facts
	ok "$town: and there are some" [ "$(grep -c '"t":"person"' facts)" -gt 100 ]
	ok "$town: facts, too" [ "$(grep -c '"t":"fact"' facts)" -gt 100 ]
	ok "$town: items, too" [ "$(grep -c '"t":"item"' facts)" -gt 10 ]
	figures facts 2026-05-31 | sort >got
	as_figures "$root/tests/data/$town/expected/"indicators-{city,by-association,by-organisation,level-?}.json |
	    sort >expected
	ok "$town: figures are those of indicators" same_files got expected
	ok "$town: of which there are some" [ "$(wc -l <expected)" -gt 10 ]
	jq -cS '.[]' "$root/tests/data/$town/expected/indicators-by-month.json" | as_figures >expected
	jq -cS 'select(.figures) | .figures[][0]' facts >got
	ok "$town: month by month" same_files got expected

	jq -r '.. | strings' facts | sort -u >strings
	for field in code surname given_name patronymic phone email position birth_date education \
	    category; do
		values $field >those
		ok "$town: values of $field are known" [ -s those ]
		ok "$town: no $field" [ -z "$(comm -12 those strings)" ]
	done
	values career_start | awk '$0 < "2024-09-01"' >those
	ok "$town: first days of work are known" [ -s those ]
	ok "$town: no first day of work before the horizon" [ -z "$(comm -12 those strings)" ]
	ok "$town: no day before the horizon" [ -z "$(grep -Eo '"[12][0-9]{3}-[0-9]{2}-[0-9]{2}"' facts |
	    awk '$0 < "\"2024-09-01\""')" ]
	ok "$town: no surname anywhere" not grep -qwFf <(values surname) facts
	ok "$town: no e-mail, no phone anywhere" not grep -qFf <(values email; values phone) facts
	ok "$town: no code of a person anywhere" not grep -qwFf <(values code) facts

	run changes --level roster
	ok "$town: roster: exit 0" exits 0
	cp out roster
	ok "$town: roster: the hash" hash_holds roster
	jq -cS 'select(.op) | del(.op, .t)' roster >got
	jq -cS '.[]' "$root/tests/data/$town/expected/roster-public.json" >expected
	ok "$town: roster: that of the site" same_files got expected
	ok "$town: roster: with rows" [ -s got ]
	run changes
	ok "$town: figures: exit 0" exits 0
	cp out figures
	ok "$town: figures: the hash" hash_holds figures
	ok "$town: figures: no rows" [ "$(tail -1 figures | jq .rows)" -eq 0 ]
	ok "$town: figures: the town's own stand" same \
	    "$(figures figures 2026-05-31 | head -1)" "$(figures facts 2026-05-31 | head -1)"
	ok "$town: figures: nobody is told of in a few" same 0 "$(jq '[select(.figures) | .figures[][1:][] |
	    (.staff, .num[1:][], .den[1:][]) | select(. != null and . > 0 and . < 5)] | length' figures | sort -n | tail -1)"
	ok "$town: figures: some parts are told" [ "$(jq '[select(.figures) | .figures[][1:][] |
	    select(.staff != null and .staff > 0)] | length' figures | sort -n | tail -1)" -gt 5 ]
done
# from here on: strezhevoy

# What stays in the town.
before=$("$program" log --format json | jq length)
run changes --level facts --preview
ok 'preview: exit 0' exits 0
ok 'preview: what the law says' says '152-ФЗ'
ok 'preview: counts, each beneath its word' same \
    "$(grep -Eo '^ +уйдёт +снято$|^  организации +[0-9]+ +[0-9]+$' "$work/out" | sed 's/./x/g' | uniq | wc -l)" 1
ok 'preview: how many' grep -Eq '^  организации +[1-9][0-9]* +0$' "$work/out"
ok 'preview: people without names' says 'люди под псевдонимами    '
ok 'preview: rows as they are' says '{"op":"+","t":"person"'
ok 'preview: from which day on' says 'Дней раньше '
ok 'preview: of figures nothing is cut off' not grep -q 'Дней раньше' <("$program" changes --level figures --preview)
ok 'preview: no row of the journal' [ "$("$program" log --format json | jq length)" -eq "$before" ]
run changes --level facts
ok 'a batch leaves a row of the journal' [ "$("$program" log --format json | jq length)" -eq $((before + 1)) ]
run log
ok 'which says what' says 'передача в регион: facts, целиком'
cp facts first
run changes --level facts
cp out again
ok 'the same state gives the same bytes' same_files first again
run changes --level facts -o first
ok 'a file that is there is not replaced' exits 1

# Tokens.
token() { head -1 "$1" | jq -r '"\(.identity):\(.to.sequence):\(.to.head)"'; }
since=$(token facts)
ok 'the token is that of stat' same "$since" \
    "$("$program" stat --format json | jq -r '"\(.identity):\(.sequence):\(.head)"')"
run changes --level facts --since "$since"
ok 'nothing has changed: exit 0' exits 0
ok 'nothing has changed: no rows' same "$(jq -s '.[-1].rows' out)" 0
ok 'it says from where' same "$(jq -s '.[0].from.sequence' out)" "$(jq -s '.[0].to.sequence' facts)"
"$program" export people | awk -F';' -v OFS=';' 'NR == 1 { print }
    $1 == "P0001" { $(NF - 1) = "+7 900 000-00-00"; print }' >people.csv
"$program" import people people.csv >/dev/null
run changes --level facts --since "$since"
cp out batch
ok 'somebody was touched: one row' same "$(jq -s '.[-1].rows' batch)" 1
ok 'and not by name' not grep -q '900 000' batch
row=$(grep '^{"op"' batch)
run changes --level facts
ok 'the row is that of the snapshot' grep -qxF "$row" out
refused()
{
	run changes --level facts --since "$2"
	ok "$1: exit $3" exits "$3"
	ok "$1: nothing is printed" silent
	ok "$1: says why" complains "$4"
}
refused 'no token' 2026-05-31 2 'не метка'
refused 'another database' "00000000000000000000000000000000${since:32}" 1 'другой базы'
refused 'ahead' "${since:0:32}:999999:$(printf '%064d' 0)" 1 'из копии, сделанной раньше'
refused 'a fork' "${since%:*}:$(printf '%064d' 0)" 1 'своим путём'
ok 'a fork: says what to do' complains 'changes без --since'
run changes --level names
ok 'an unknown level: exit 2' exits 2

# A town that goes on from an older copy of itself.
"$program" backup copy >/dev/null
"$program" import people people.csv >/dev/null # as it is: no change
sed 's/000-00-00/111-11-11/' people.csv >other.csv
"$program" import people other.csv >/dev/null
run changes --level facts
ahead=$(token out)
"$program" --db "$work/restored" restore copy >/dev/null
METODAKTIV_DB=$work/restored run changes --level facts --since "$since"
ok 'a copy goes on where it was' exits 0
ok 'with what was done before it was made' same "$(jq -s '.[-1].rows' out)" 1
METODAKTIV_DB=$work/restored refused 'restored, behind' "$ahead" 1 'своим путём'
sed 's/000-00-00/222-22-22/' people.csv >another.csv
"$program" --db "$work/restored" import people another.csv >/dev/null
METODAKTIV_DB=$work/restored refused 'restored, on another way' "$ahead" 1 'своим путём'
METODAKTIV_DB=$work/restored run changes --level facts
ok 'pseudonyms are the same in a copy' same \
    "$(grep -c . <(comm -12 <(jq -r 'select(.t == "person").id' facts | sort) <(jq -r 'select(.t == "person").id' out | sort)))" \
    "$(grep -c '"t":"person"' facts)"

# Somebody whose data are destroyed is taken away at the region, too.
for who in $("$program" export people --format json |
    jq -r '.[] | select(.dismissed > "2024-09-01" and .staff_kind == "педагог").code'); do
	"$program" forget "$who" --reason 'срок вышел' >/dev/null 2>&1 && break
done
run changes --level facts --since "$ahead"
ok 'destroyed: the person is taken away' [ "$(grep -c '{"op":"-","t":"person"' out)" -eq 1 ]
gone=$(jq -r 'select(.op == "-" and .t == "person").id' out)
ok 'destroyed: who was there' grep -q "\"t\":\"person\",\"id\":\"$gone\"" facts
run changes --level facts
ok 'destroyed: named nowhere' not says "$gone"

# The horizon moves with the school year.
METODAKTIV_NOW=2026-09-02T12:00:00 run changes --level facts --since "$since"
ok 'another school year: a snapshot' same "$(jq -s '.[0].from' out)" null
ok 'another school year: another horizon' same "$(jq -s -r '.[0].horizon' out)" 2025-09-01
ok 'another school year: other rules' differ "$(jq -s -r '.[0].rules' out)" "$(jq -s -r '.[0].rules' facts)"

# The rules change: what is no more cannot be told, so all of it is.
sed 's/indicator_staff = .*/indicator_staff = ["педагог", "руководитель"];/' \
    "$root/profiles/strezhevoy.conf" >rules.conf
"$program" profile set rules.conf >/dev/null
run changes --level facts --since "$since"
ok 'other rules: a snapshot' same "$(jq -s '.[0].from' out)" null
ok 'other rules: with other people' [ "$(grep -c '"t":"person"' out)" -gt "$(grep -c '"t":"person"' facts)" ]
ok 'other rules: it says so' differ "$(jq -s -r '.[0].rules' out)" "$(jq -s -r '.[0].rules' facts)"

# What a profile may say of it.
try()
{
	{ cat "$root/profiles/strezhevoy.conf" && echo "feed = { $2 };"; } >tried.conf
	run profile check tried.conf
	ok "profile: $1: exit $3" exits "$3"
	[ "$3" -eq 0 ] || ok "profile: $1: why" complains "$4"
}
try 'all of it' 'oktmo = "69710000"; level = "facts"; horizon = "2025-09-01"; smallest = 10;' 0
try 'no such level' 'level = "names";' 1 'figures, facts, roster'
try 'too few to hide' 'smallest = 1;' 1 'нужно от 3 до 100'
try 'no code of OKTMO' 'oktmo = "6971";' 1 '8 цифр'
try 'no day' 'horizon = "осень";' 1 'не дата'
try 'all of it' 'oktmo = "69710000"; level = "facts"; horizon = "2025-09-01"; smallest = 10;' 0
"$program" profile set tried.conf >/dev/null
run changes
ok 'the level of the profile' same "$(jq -s -r '.[0] | "\(.town) \(.level) \(.horizon)"' out)" \
    '69710000 facts 2025-09-01'
run changes --level figures
ok 'smallest of the profile' [ "$(jq '[select(.figures) | .figures[][1:][] |
    (.staff, .num[1:][]) | select(. != null and . > 0 and . < 10)] | length' out | sort -n | tail -1)" -eq 0 ]
ok 'which would have been told' [ "$(jq '[select(.figures) | .figures[][1:][] |
    (.staff, .num[1:][]) | select(. != null and . > 0 and . < 10)] | length' figures | sort -n | tail -1)" -gt 0 ]

# Signed.
run changes --new-key
ok 'a key: exit 0' exits 0
ok 'a key: its public part' [ "${#out}" -eq 64 ]
ok 'a key: whom it is for' complains 'передайте её региону'
run changes --new-key
ok 'a key: not twice' exits 1
ok 'a key: none is handed over then' not complains 'передайте её региону'
run changes
ok 'signed' [ "$(jq -s -r '.[-1].signature | length' out)" -eq 128 ]
"$program" user add clerk --role clerk >/dev/null
"$program" user add viewer --role viewer >/dev/null
run --user clerk changes --new-key
ok 'a key is an administrator'\''s' exits 4
run --user clerk changes
ok 'a clerk may send' exits 0
run --user viewer changes
ok 'a viewer may not' exits 4
run verify
ok 'the database is whole' exits 0
finish
