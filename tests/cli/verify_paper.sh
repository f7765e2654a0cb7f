#!/bin/bash
# A paper that was printed is known again by its bytes, and it is told whether it still holds.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
make_town strezhevoy 2>/dev/null

for format in text html odt docx pdf; do
	"$program" document order R0026 --format "$format" >"order.$format"
	run verify-paper "order.$format"
	ok "$format: exit 0" exits 0
	ok "$format: is known" says 'Файл напечатан из этой базы и не изменён.'
	ok "$format: which paper, in which format" says "(order R0026 --format $format)"
	ok "$format: holds" says 'Сведения с тех пор не изменились'
done
ok 'which paper, in words' says 'Бумага: Приказ от 04.05.2026 № 12-ма'
ok 'what completed it' says 'Основание: операция № 2, 31.05.2026 12:00:00'
ok 'when it was printed, by whom, by which way' says \
    "Печать: операция № 7, 31.05.2026 12:00:00, $(id -un) (команда)"
"$program" verify-paper - <order.pdf >"$work/out"
status=$?
ok 'from standard input: exit 0' exits 0
ok 'from standard input: the same' grep -q 'не изменён' "$work/out"
digest=$(b2sum -l 256 order.pdf | cut -d' ' -f1)
run log --format json
ok 'the row of the journal has the digest' jq -e --arg digest "$digest" \
    'any(.[]; .operation == "paper" and (.reason | endswith($digest)))' "$work/out"
rows=$(operations)

sed 's/12-ма/13-ма/' order.text >forged
run verify-paper forged
ok 'another sign: exit 1' exits 1
ok 'another sign: not known' complains 'из этой базы не печатали'
ok 'another sign: its own digest is told' complains "$(b2sum -l 256 forged | cut -d' ' -f1)"
: >nothing
run verify-paper nothing
ok 'an empty file: exit 1' exits 1
run verify-paper absent
ok 'no such file: exit 1' exits 1
run verify-paper
ok 'no file named: exit 2' exits 2
ok 'looking changes nothing' same "$rows" "$(operations)"

# What is kept as it was signed holds; what tells the present does not.
"$program" document roster --on 2026-05-31 --format html -o roster.html >/dev/null
"$program" document person-data P0141 >data.txt
"$program" export people | sed '1p;/^P0141;/!d' | sed '2s/;Соколова;/;Соколова-Речная;/' >renamed.csv
"$program" import people renamed.csv >/dev/null
run verify-paper order.docx
ok 'a signed order holds, whoever is renamed' says 'Сведения с тех пор не изменились'
run verify-paper roster.html
ok 'a list does not: exit 0' exits 0
ok 'a list does not: told' says 'Сведения с тех пор изменились, бумага, напечатанная сейчас, другая: операция №'
ok 'a list: on what it rested then' says 'Основание: операция № 2,'
run verify-paper data.txt
ok 'what is kept about somebody does not' says 'Сведения с тех пор изменились'
"$program" document roster --on 2026-05-31 --format html -o again.html >/dev/null
run verify-paper again.html
ok 'printed anew it holds' says 'Сведения с тех пор не изменились'

# The town's own words on a paper are not what it rests on.
"$program" document minutes M009 >minutes.txt
sed 's/[Мм]униципальн\(ый\|ого\) методическ\(ий\|ого\) совет/Городской совет/' "$root/profiles/strezhevoy.conf" >worded.conf
"$program" profile set worded.conf >/dev/null
run verify-paper minutes.txt
ok 'other words: told that it is another paper' says 'Бумага, напечатанная сейчас, другая: с тех пор изменились сведения, описание бумаги или программа.'
"$program" profile set strezhevoy >/dev/null

run publish --format html -o site.html
ok 'published' exits 0
run verify-paper site.html
ok 'the page of the site: known' says '(roster --on 2026-05-31 --public --format html)'
ok 'the page of the site: holds' says 'Сведения с тех пор не изменились'
run publish --format csv -o site.csv
run verify-paper site.csv
ok 'a table for the site: known' says 'Файл напечатан из этой базы'
ok 'a table for the site: no paper is named' not says 'Бумага: '
ok 'a table for the site: nothing to hold it against' says 'Сверить с нынешними сведениями нельзя: '

# What a paper rests on is the latest of all that it has read: here the consent itself.
run document consent P0002
ok 'a consent: rests on what there was' says 'Запись журнала № 2:'
"$program" export consents | sed -n '1p; s/^P0002;распространение;.*;$/&согласие № 51/p' >consents.csv
"$program" import consents consents.csv >/dev/null
changed=$("$program" log | sed '1s, .*,,;q')
run document consent P0002
ok 'a consent: rests on its own change' says "Запись журнала № $changed:"

# A row that fails to be printed again.
"$program" document application AP0002 >application.txt
leaver=P0100
"$program" document consent "$leaver" >consent.txt
"$program" forget "$leaver" --reason "вышел срок" >/dev/null
run verify-paper consent.txt
ok 'of somebody forgotten: known' exits 0
ok 'of somebody forgotten: nothing to hold it against' says 'Сверить с нынешними сведениями нельзя: '

# Whoever may read may ask; a row tells the way in.
"$program" user add boris --role viewer >/dev/null
run --user boris verify-paper order.pdf
ok 'a viewer may ask' exits 0
SSH_ORIGINAL_COMMAND='document minutes M009 --format html' "$program" --db "$db" ssh-session \
    --account "$(id -un)" >minutes.html 2>"$work/err" </dev/null
run verify-paper minutes.html
ok 'printed over SSH: known' says '(SSH)'
ok 'printed over SSH: holds' says 'Сведения с тех пор не изменились'
SSH_ORIGINAL_COMMAND='verify-paper -' "$program" --db "$db" ssh-session \
    --account "$(id -un)" >"$work/out" 2>"$work/err" <minutes.html
status=$?
ok 'asked over SSH: no such verb' exits 4

run backup copy
run --db other restore copy
run --db other verify-paper order.pdf
ok 'a copy of the database knows it, too' says 'Файл напечатан из этой базы'
run verify
ok 'the chain holds' says 'База в порядке.'
finish
