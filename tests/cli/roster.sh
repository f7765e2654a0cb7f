#!/bin/bash
# The corps of both towns on every day answers are known for; the list for the site; publications.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00

for town in kuznetsk strezhevoy; do
	make_town $town
	while IFS=$'\t' read -r file command; do
		[[ $command == 'metodaktiv roster '* ]] || continue
		read -ra words <<<"${command#metodaktiv }"
		run "${words[@]}"
		ok "$town $file: exit 0" exits 0
		jq -S . "$work/out" >got.json
		jq -S . "$root/tests/data/$town/expected/$file" >expected.json
		ok "$town $file" same_files got.json expected.json
	done <"$root/tests/data/$town/expected/COMMANDS.txt"
done
# from here on: strezhevoy

full=$root/tests/data/strezhevoy/expected/roster-full.json
public=$root/tests/data/strezhevoy/expected/roster-public.json
rows=$(jq length "$public")

run roster
ok 'text, today: exit 0' exits 0
ok 'text: the day' says 'по состоянию на 31.05.2026'
ok 'text: the last one' says "$(jq -r '.[-1].surname' "$full")"
run roster --format csv
ok 'csv: header' [ "$(head -1 "$work/out")" = \
    'person;surname;given_name;patronymic;organisation;position;subject_area;email;from;to;order' ]
ok 'csv: a line a row' [ "$(wc -l <"$work/out")" -eq $(($(jq length "$full") + 1)) ]
run roster --public --format csv
ok 'public csv: header' [ "$(head -1 "$work/out")" = \
    'surname;given_name;patronymic;organisation;position;subject_area;email' ]
ok 'public csv: a line a row' [ "$(wc -l <"$work/out")" -eq $((rows + 1)) ]
run roster --public --format html
ok 'html: exit 0' exits 0
ok 'html: says nothing about those left out' [ -z "$err" ]
ok 'html: in Russian' says '<html lang="ru">'
ok 'html: no script' not says '<script'
ok 'html: nothing from elsewhere' not says 'src='
ok 'html: a heading for every column' [ "$(grep -c 'scope="col"' "$work/out")" -eq 6 ]
ok 'html: a heading for every row' [ "$(grep -c 'scope="row"' "$work/out")" -eq "$rows" ]
ok 'html: a phone never' not says '+7'
run roster --public
ok 'public text: exit 0' exits 0
ok 'who is left out: told apart' complains "Не вошли в список: $(($(jq 'map(.person) | unique | length' "$full") - rows))"
ok 'who is left out: one alone, too' grep -q 'Не вошли в список: 1$' <("$program" roster --public --on 2024-03-31 2>&1 >/dev/null)
ok 'who is left out: why' complains 'согласие отозвано'
ok 'who is left out: not in the list' not says 'согласие отозвано'
run roster --format docx
ok 'a format there is none of: exit 2' exits 2
ok 'a format there is none of: those there are' complains 'есть text, csv, json, html, xlsx, pdf'
run roster --on 31.02.2026
ok 'a day there is none of: exit 2' exits 2
run roster --on 2000-01-01 --format json
ok 'before the corps: an empty array' [ "$(jq -c . "$work/out")" = '[]' ]
run roster --on 2000-01-01
ok 'before the corps: said in words' says 'никого нет'

METODAKTIV_DB=$work/new "$program" init --rehearsal --profile strezhevoy >/dev/null
run --db new publish -o site.html
ok 'publish of nobody: exit 0' exits 0
ok 'publish of nobody: nobody is left out either' [ "$(grep -c 'строк: 0; публикация записана' out)" -eq 1 -a "$(wc -l <out)" -eq 1 ]
rm -r new site.html
run publish
ok 'publish without a file: exit 2' exits 2
run publish -o site.html
ok 'publish: exit 0' exits 0
ok 'publish: how many' says "строк: $rows"
run roster --public --format html
ok 'publish: the list itself' same_files "$work/out" site.html
"$program" export publications --format json >publications.json
ok 'journalled with its list' [ "$(jq -r '.[0].list' publications.json | wc -l)" -eq "$rows" ]
ok 'journalled with its day' [ "$(jq -r '.[0].date' publications.json)" = 2026-05-31 ]
ok 'journalled as a publication' [ "$("$program" log --format json |
    jq -r '[.[] | select(.operation != "export")][0].operation')" = publish ]
before=$(operations)
METODAKTIV_NOW=2026-05-30T12:00:00 run publish -o earlier.html
ok 'an earlier list after a later one: exit 1' exits 1
ok 'an earlier list after a later one: no file' [ ! -e earlier.html ]
ok 'an earlier list after a later one: nothing written' [ "$(operations)" -eq "$before" ]
run publish -o no/such/folder/site.html
ok 'a file that cannot be: exit 1' exits 1
ok 'a file that cannot be: nothing journalled' [ "$(operations)" -eq "$before" ]
run publish -o /dev/full
ok 'a full device: exit 1' exits 1
ok 'a full device: why' complains 'нет места'
ok 'a full device: nothing journalled' [ "$(operations)" -eq "$before" ]
mkdir taken
run publish -o taken
ok 'a folder: exit 1' exits 1
ok 'a folder: nothing journalled' [ "$(operations)" -eq "$before" ]
# What has changed behind an order is listed by verify, and no damage.
"$program" backup kept.copy >/dev/null
run verify
ok 'decisions stand: no warning' not says 'Решение изменено'
"$program" export decisions --format json | jq 'map(select(.outcome == "принять") | .outcome = "отклонить" |
    .reason = "передумали")' >reversed.json
"$program" import decisions --format json reversed.json >/dev/null
run verify
ok 'decisions reversed: exit 0' exits 0
ok 'decisions reversed: counted' says "Предупреждение: Решение изменено после приказа — $(grep -c '^  Методический актив, ' out)"
rm -rf "$db" && "$program" restore kept.copy >/dev/null
# A disk of 16 KiB: in a mount namespace of our own, where that may be had.
cat >on_small_disk <<'SCRIPT'
mount -t tmpfs -o size=16k tmpfs small && head -c 14000 /dev/zero >small/filler || exit 77
"$1" --user "$2" publish -o small/site.html
code=$?
ls -A small
exit $code
SCRIPT
mkdir small
if unshare -rm true 2>/dev/null; then
	unshare -rm bash on_small_disk "$program" "$(id -un)" >"$work/out" 2>"$work/err"
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
else
	status=77
fi
if [ "$status" -eq 77 ]; then
	ok 'a full disk # SKIP no mount namespace' true
else
	ok 'a full disk: exit 1' exits 1
	ok 'a full disk: nothing journalled' [ "$(operations)" -eq "$before" ]
	ok 'a full disk: nothing is left' [ "$out" = filler ]
fi
"$program" publish -o /dev/stdout 2>/dev/null | cat >piped
ok 'a pipe takes the page' grep -q '<table\|Публи\|Методактив\|методическ' piped
ok 'a pipe: journalled' [ "$(operations)" -eq $((before + 1)) ]
before=$(operations)
"$program" user add looker --role viewer >/dev/null
run --user looker publish -o other.html
ok 'a viewer: exit 4' exits 4
ok 'a viewer: no file' [ ! -e other.html ]
run --user looker roster --format json
ok 'a viewer sees the corps' exits 0
finish
