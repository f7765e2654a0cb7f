#!/bin/bash
# Papers: the same bytes each time, held against texts a person can read.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
golden=$root/tests/data/documents
make_town strezhevoy
"$program" user add vera --role administrator --full-name "Озерская Вера Павловна" >/dev/null
"$program" --user vera forget P0100 --reason "цель обработки достигнута" >forgotten

# The journal's hash depends on who ran the test.
masked() { sed -E 's/^[0-9a-f]{64}$/(hash)/; s/: [0-9a-f]{64}/: (hash)/' "$1"; }

# METODAKTIV_GOLDEN=1 writes the texts anew, to be read before they are kept.
# paper NAME ARGUMENT...: as text, held against documents/NAME.txt; twice the same; HTML, too.
paper()
{
	local name=$1
	shift
	run document "$@"
	ok "$name: exit 0" exits 0
	masked "$work/out" >"$name.txt"
	[ -n "${METODAKTIV_GOLDEN-}" ] && cp "$name.txt" "$golden/$name.txt"
	ok "$name: the text" same_files "$name.txt" "$golden/$name.txt"
	cp "$work/out" once
	run document "$@" -o twice --force
	ok "$name: the same bytes into a file" same_files once twice
	run document "$@" --format html
	ok "$name: html" says '<html lang="ru">'
	ok "$name: html is whole" says '</html>'
}

paper minutes minutes M009
paper minutes-apart minutes M013
paper composition order R0026
paper exclusion order R0030
paper head order R0015
paper other order R0020
paper application application AP0002
paper roster roster --public --on 2025-09-01
paper justification justification --on 2026-05-31
paper consent consent P0002
paper consent-blank consent P0003
paper pathway pathway P0003:2025-05-18
paper event event E00164
paper event-blank event E00020
paper contest contest E00245
paper contest-nominations contest E00246
paper person-data person-data P0480
paper destruction destruction 4
paper worklists worklists --on 2026-05-31
paper association-report association-report A01 --from 2025-09-01 --to 2026-05-31
paper heads heads --on 2026-05-31
paper mentoring mentoring --on 2026-05-31
paper digest digest 2026-05
paper digest-public digest 2026-05 --public
paper indicators indicators --on 2026-05-31
paper member-report member-report P0484 --from 2025-09-01 --to 2026-05-31
paper catalogue catalogue --on 2026-05-31
paper requests requests --from 2026-04-01 --to 2026-05-31

# What an office files: the module that writes it is no part of the program, so a start does not pay.
for format in odt docx pdf; do
	"$program" document minutes M009 --format "$format" >once
	ok "$format: exit 0" same $? 0
	run document minutes M009 --format "$format" -o "twice.$format" --force
	ok "$format: the same bytes into a file" same_files once "twice.$format"
done
ok 'odt: is one' same "$(head -c 46 twice.odt | tail -c 16)" mimetypeapplicat
ok 'docx: is an archive' same "$(head -c 2 twice.docx)" PK
ok 'pdf: is one' same "$(head -c 5 twice.pdf)" %PDF-
ok 'a start does not load what draws' not grep -Eq 'pango|cairo|libz' <(readelf -d "$program")
mkdir alone
ln "$program" alone/ 2>/dev/null || cp "$program" alone/
alone/metodaktiv document order R0026 --format pdf >"$work/out" 2>"$work/err"
status=$? err=$(<"$work/err")
ok 'without the module: refused' exits 3
ok 'without the module: what to do' complains 'make install'
: >alone/metodaktiv-writers.so
alone/metodaktiv document order R0026 --format docx >"$work/out" 2>"$work/err"
status=$? err=$(<"$work/err")
ok 'a module that cannot be loaded: refused' exits 3
ok 'a module that cannot be loaded: the packages are named' complains 'libpangocairo-1.0-0'
ok 'and nothing is printed' [ ! -s "$work/out" ]
alone/metodaktiv roster --format pdf >"$work/out" 2>"$work/err"
status=$? out=$(<"$work/out")
ok 'the roster: refused, too' exits 3
ok 'the roster: and nothing is printed' silent
rm -r alone

run document order R0026
cp "$work/out" before
"$program" export people | sed '1p;/^P0141;/!d' | sed '2s/;Соколова;/;Соколова-Речная;/' >renamed.csv
"$program" import people renamed.csv >/dev/null
run document roster --on 2026-05-31
ok 'the name has changed' says 'Соколова-Речная'
run document order R0026
ok 'a signed order stays as it was' same_files "$work/out" before
run document person-data P0141
ok 'what somebody was called before is kept, and told' grep -Eq '^│ Фамилия +│ Соколова +│ 31.05.2026 +│$' "$work/out"

# What an association did is what the year counts.
run document association-report A01 --from 2025-09-01 --to 2026-05-31
year=$("$program" year --scope association:A01 --from 2025-09-01 --to 2026-05-31 --format json |
	jq -r '"Проведено: \(.events.held). Участий \(.participations), разных людей \(.people)"')
ok 'the report of an association says what the year says' says "$year"
run document association-report A01 --from 2026-05-31 --to 2025-09-01
ok 'a period that ends before it begins: exit 1' exits 1
run document association-report A99
ok 'no such association: exit 1' exits 1

run document destruction 2
ok 'an operation that destroyed nothing: exit 1' exits 1
ok 'an operation that destroyed nothing: told' complains 'операция № 2 ничего не уничтожала: это «загрузка таблиц»'
run document destruction 999
ok 'no such operation: exit 1' exits 1
for none in P0100 : 0 4x; do
	run document destruction "$none"
	ok "«$none» is no operation: exit 1" exits 1
	ok "«$none» is no operation: told" complains "«$none» — не номер операции"
done
run document pathway P0003
ok 'half of a key: exit 1' exits 1
ok 'half of a key: told' complains 'person,developed'
run document minutes M009 --from 2026-01-01
ok 'a period of what is of none: exit 2' exits 2
ok 'a period of what is of none: told' complains '--from и --to здесь не годятся'
run document minutes M009 --public
ok 'no form for the site: exit 2' exits 2
ok 'no form for the site: told' complains '--public бывает только у'
run document consent P0100
ok 'of one who is forgotten: exit 1' exits 1
run document --list
for kind in application minutes extract topic-extract order roster justification consent pathway mentoring event contest person-data destruction; do
	ok "listed: $kind" grep -q "^$kind " "$work/out"
done

run document minutes M099
ok 'unknown meeting: exit 1' exits 1
run document reports A01
ok 'a paper there is none of: exit 1' exits 1
ok 'a paper there is none of: those there are' complains \
    'есть: application, minutes, extract, topic-extract, order, roster, justification, consent, pathway, event, contest, plan, roadmap, month, digest, person-data, destruction'
run document contest E00001
ok 'the protocol of what is no contest: exit 1' exits 1
ok 'the protocol of what is no contest: told' complains '— не конкурс: итогов у него нет'
run document minutes
ok 'without a code: exit 2' exits 2
run document roster R0001
ok 'a code too many: exit 2' exits 2
run document minutes M009 --on 2026-01-01
ok 'a day for minutes: exit 2' exits 2
run document order R0001 --format rtf
ok 'a format there is none of: exit 2' exits 2
ok 'a format there is none of: those there are' complains 'есть text, html, odt, docx, pdf'

# A town's papers cite its own regulation: that of Kuznetsk knows no corps and has other clauses 2.1 and 2.4.
"$program" --db kuznetsk init --rehearsal --profile kuznetsk >/dev/null
"$program" --db kuznetsk import --all "$root/tests/data/kuznetsk" >/dev/null 2>&1
run --db kuznetsk document order R0001
ok 'an order on a corps nobody regulated rests on the council alone' says 'На основании решения муниципального методического совета'
ok 'and cites no clause' not says 'пункт'
run --db kuznetsk document minutes M001
ok 'minutes there cite no clause' says 'Требования выполнены.'
run document order R0009
ok 'where the regulation has them, it cites them' says 'В соответствии с пунктами 2.1, 2.2 Положения'
# What a town says of a member's load is told with the need that follows from it.
sed 's|^rules = {|&\n  events_per_member = 7; supported_per_member = 11;|' "$root/profiles/kuznetsk.conf" >loaded.conf
run --db kuznetsk profile set loaded.conf
run --db kuznetsk document justification --on 2026-05-31
ok 'events of a member' says 'по 7 на одного члена актива'
# One order names the heads of several associations.
printf '%s\n' 'code;number;date;kind;subject' 'R0900;90-рук;2015-09-01;руководитель ММО;О руководителях' >orders.csv
printf '%s\n' 'association;person;from;to;manner;order' 'A03;P0104;2015-09-01;2015-12-31;назначен;R0900' \
    'A02;P0304;2015-09-01;2015-12-31;назначен;R0900' >heads.csv
run import orders orders.csv
run import association_heads heads.csv
paper heads-order order R0900
finish
