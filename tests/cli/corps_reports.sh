#!/bin/bash
# What the corps has done and reported, on paper: the summary of both towns in every format, all sheets
# as one document; a column for each row of a group in a town's own paper.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
golden=$root/tests/data/documents

# The journal's hash depends on who ran the test.
masked() { sed -E 's/^[0-9a-f]{64}$/(hash)/; s/: [0-9a-f]{64}/: (hash)/' "$1"; }

# METODAKTIV_GOLDEN=1 writes the texts anew, to be read before they are kept.
# summary NAME FROM TO: as text, held against documents/NAME.txt; the other formats are made.
summary()
{
	local name=$1 format
	run document corps-report --from "$2" --to "$3"
	ok "$name: exit 0" exits 0
	masked "$work/out" >"$name.txt"
	[ -n "${METODAKTIV_GOLDEN-}" ] && cp "$name.txt" "$golden/$name.txt"
	ok "$name: the text" same_files "$name.txt" "$golden/$name.txt"
	run document corps-report --from "$2" --to "$3" --format html
	ok "$name: html is whole" says '</html>'
	for format in odt docx pdf; do
		"$program" document corps-report --from "$2" --to "$3" --format $format >once
		ok "$name: $format" same $? 0
		"$program" document corps-report --from "$2" --to "$3" --format $format >twice
		ok "$name: $format, the same bytes" same_files once twice
	done
}

# The numbers of the last row of the members' table.
totals() { grep 'Итого' "$1" | tail -1 | sed -E 's/[^0-9]+/ /g; s/^ //; s/ $//'; }

make_town strezhevoy
summary corps-report 2025-09-01 2026-05-31
run activity --from 2025-09-01 --to 2026-05-31 --format json
ok 'the totals are those of the command' same "$(totals corps-report.txt)" \
    "$(jq -r '[([.[].directions | map(.entries)] | transpose | map(add))[], ([.[].entries] | add), ([.[].hours] | add)] | join(" ")' "$work/out")"
missing=$("$program" worklist reports_missing --on 2026-06-01 --format csv | grep -c '^RR05:')
METODAKTIV_NOW=2026-06-01T12:00:00 run document corps-report --from 2025-09-01 --to 2026-05-31
ok 'who has not reported is in the work list' says "Не представили: $missing"
run document corps-report --from 2023-09-01 --to 2023-12-31
ok 'nobody was there: told' says 'никого не было'
ok 'nothing was asked for: told' says 'Отчёты за этот период не запрашивались.'
run document corps-report --from 2026-05-31 --to 2025-09-01
ok 'a period that ends before it begins: exit 1' exits 1
run document corps-report P0484
ok 'a code too many: exit 2' exits 2

run document member-reports --from 2025-09-01 --to 2026-05-31
sheets=$(grep -c 'Лист [0-9]' "$work/out")
ok 'a sheet for everyone on the last day' same "$sheets" \
    "$("$program" roster --on 2026-05-31 --format json | jq '[.[].person] | unique | length')"
run document member-report P0484 --from 2025-09-01 --to 2026-05-31
awk '/^Электронная/ { exit } on && NF; /за период/ { on = 1 }' "$work/out" >alone
"$program" document member-reports --from 2025-09-01 --to 2026-05-31 |
    awk '/Лист [0-9]/ { on = 0 } on && NF { text = text $0 "\n" } /за период/ { text = ""; on = 1 }
    /^Член / && text ~ /Кириллова Людмила/ { printf "%s", text }' >among
ok 'and it is the sheet that is printed alone' same_files alone among

rm -rf "$db"
"$program" init --rehearsal --profile kuznetsk >/dev/null
"$program" import --all "$root/tests/data/kuznetsk" >/dev/null 2>&1
summary kuznetsk-corps-report 2026-01-01 2026-05-31

# A town's own paper: a column for each direction, and what is wrong with one.
own()
{
	sed 's|^modules = .*|&\npapers = ( { id = "own"; name = "Свой"; source = "corps"; blocks = (\n'"$1"' ); } );|' \
	    "$root/profiles/strezhevoy.conf" >own.conf
	run profile check own.conf
}
own '{ table = "members"; columns = ( { label = "Кто"; value = "{short_name}"; }, { each = "directions"; label = "{#}. {direction}"; value = "{hours}"; sum = true; } ); }'
ok 'a column for each row of a group' exits 0
own '{ table = "members"; columns = ( { each = "direction"; label = "{#}"; value = "{hours}"; } ); }'
ok 'a group there is none of: exit 1' exits 1
ok 'a group there is none of: those near it' complains 'ряда «direction» здесь нет; может быть, «directions»?'
own '{ table = "members"; columns = ( { each = "directions"; label = "{#}"; value = "{helped}"; } ); }'
ok 'what a cell does not have' complains 'helped'
own '{ table = "members"; columns = ( { each = "directions"; label = "{workplace}"; value = "{hours}"; } ); }'
ok 'what a heading does not have' complains 'workplace'

rm -rf "$db"
"$program" init --rehearsal --profile "$root/tests/data/profiles/zarechny.conf" >/dev/null
for paper in corps-report member-reports; do
	run document $paper
	ok "$paper where there is no corps: exit 1" exits 1
	ok "$paper where there is no corps: told" complains 'в этом городе методического актива нет'
done
finish
