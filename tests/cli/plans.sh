#!/bin/bash
# Plans on paper in both towns, in every format; a plan whose terms are words.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
golden=$root/tests/data/documents

# The journal's hash depends on who ran the test.
masked() { sed -E 's/^[0-9a-f]{64}$/(hash)/; s/: [0-9a-f]{64}/: (hash)/' "$1"; }

# METODAKTIV_GOLDEN=1 writes the texts anew, to be read before they are kept.
# paper NAME ARGUMENT...: as text, held against documents/NAME.txt; the other formats are made.
paper()
{
	local name=$1 format
	shift
	run document "$@"
	ok "$name: exit 0" exits 0
	masked "$work/out" >"$name.txt"
	[ -n "${METODAKTIV_GOLDEN-}" ] && cp "$name.txt" "$golden/$name.txt"
	ok "$name: the text" same_files "$name.txt" "$golden/$name.txt"
	run document "$@" --format html
	ok "$name: html is whole" says '</html>'
	for format in odt docx pdf; do
		"$program" document "$@" --format $format >once
		ok "$name: $format" same $? 0
		"$program" document "$@" --format $format >twice
		ok "$name: $format, the same bytes" same_files once twice
	done
}

make_town strezhevoy
paper plan plan PL016
paper plan-draft plan PL023
paper roadmap roadmap PL020
paper month month 2026-02
run document month февраль
ok 'a month that is none: exit 1' exits 1
ok 'a month that is none: what one is' complains '«февраль» — не месяц; нужно ГГГГ-ММ, например 2026-02'
run document month
ok 'no month: exit 2' exits 2
run document month 2026-02 --on 2026-02-01
ok 'a month and a day: exit 2' exits 2
run document plan PL999
ok 'a plan that is none: exit 1' exits 1

rm -rf "$db"
"$program" init --rehearsal --profile kuznetsk >/dev/null
"$program" import --all "$root/tests/data/kuznetsk" >/dev/null 2>&1
paper kuznetsk-plan plan PL049
paper kuznetsk-roadmap roadmap PL043
paper kuznetsk-month month 2026-01
paper kuznetsk-mentoring mentoring --on 2026-05-31

# Terms as plans state them: what stands in a month, what is late on a day.
rm -rf "$db"
"$program" init --rehearsal --profile strezhevoy >/dev/null
cat >plans.csv <<'ROWS'
code;kind;from;to;title
L1;план работы;2025-09-01;2026-08-31;План работы
ROWS
cat >plan_items.csv <<'ROWS'
code;plan;number;title;type;level;term
I1;L1;1;Первое;семинар;муниципальный;февраль 2026
I2;L1;2;Второе;семинар;муниципальный;январь – февраль 2026
I3;L1;3;Третье;семинар;муниципальный;IV квартал 2025
I4;L1;4;Четвёртое;семинар;муниципальный;7–9 декабря 2025
I5;L1;5;Пятое;семинар;муниципальный;в течение года
ROWS
run import plans plans.csv
run import plan_items plan_items.csv
ok 'terms in words: exit 0' exits 0
# The items of a plan as its paper has them.
items_in_order() { run document plan "$1"; grep -Eo 'Первое|Второе|Третье|Четвёртое|Пятое|Шестое' "$work/out" | tr '\n' ' '; }
ok 'by the months of their ends, what takes long last' same "$(items_in_order L1)" 'Третье Четвёртое Первое Второе Пятое '
run document month 2026-02
ok 'a month holds what may be in it' same "$(grep -Eo 'Первое|Второе|Третье|Четвёртое|Пятое' "$work/out" | tr '\n' ' ')" 'Первое Второе Пятое '
ok 'the words are printed as they were written' says 'январь – '
cat >events.csv <<'ROWS'
code;title;type;level;planned
E2;Утреннее;семинар;муниципальный;2026-02-10
E1;Вечернее;семинар;муниципальный;2026-02-10
E3;Накануне;семинар;муниципальный;2026-02-09
ROWS
run import events events.csv
run document month 2026-02
ok 'events of one day stand as they were entered' same \
    "$(grep -Eo 'Накануне|Утреннее|Вечернее' "$work/out" | tr '\n' ' ')" 'Накануне Утреннее Вечернее '
run worklist plan_overdue --on 2026-02-28 --format csv
ok 'late on the last day' same "$(tr '\n' ' ' <"$work/out")" 'code I3 I4 '
run worklist plan_overdue --on 2026-03-01 --format csv
ok 'late on the day after' same "$(tr '\n' ' ' <"$work/out")" 'code I1 I2 I3 I4 '
printf 'code;plan;number;title;type;level;term\nI6;L1;6;Шестое;семинар;муниципальный;ежегодно\n' >plan_items.csv
run import plan_items plan_items.csv
ok 'every year is no term: exit 1' exits 1
ok 'every year is no term: one sentence' complains 'строка 2, столбец term: «ежегодно» дней не называет: нужен срок в этом плане'
cat >plans.csv <<'ROWS'
code;kind;from;to;title
L2;план работы;2025-09-01;2026-08-31;План по разделам
ROWS
cat >sections.csv <<'ROWS'
code;plan;number;section;title;type;level;term
J1;L2;1;Школа молодого педагога;Первое;семинар;муниципальный;март 2026
J2;L2;2;Аттестация;Второе;семинар;муниципальный;январь 2026
J3;L2;3;Школа молодого педагога;Третье;семинар;муниципальный;январь 2026
ROWS
run import plans plans.csv
run import plan_items sections.csv
ok 'by sections in the order they begin' same "$(items_in_order L2)" 'Первое Третье Второе '

finish
