#!/bin/bash
# Files as schools sent them, each with its verdict: what is taken, what is said, nothing beside it.
. "$(dirname "$0")/tap.bash"
data=$root/tests/data/cases

"$program" init --profile strezhevoy >/dev/null
cp -r "$db" empty
"$program" import organisations "$data/06-base.organisations.csv" >/dev/null
cp -r "$db" base

# verdict FILE EXIT RECORDS|- SAID: records are those there are afterwards
verdict()
{
	local file=$1 kind=${1#*.}
	kind=${kind%.*}
	rm -rf "$db"
	cp -r "$([ "$kind" = people ] && echo base || echo empty)" "$db"
	run import "$kind" "$data/$file"
	ok "$file: exit $2" exits "$2"
	[ -z "$4" ] || ok "$file: $4" complains "$4"
	ok "$file: $3 records" same "$3" "$("$program" export "$kind" | tail -n +2 | wc -l)"
	[ "$2" = 0 ] || ok "$file: one message" same 2 "$(wc -l <"$work/err")"
}

while IFS='|' read -r file status records said; do
	verdict "$file" "$status" "$records" "$said"
done <<'TABLE'
01-sep-line.organisations.csv|0|1|
02-empty-columns-at-the-end.organisations.csv|0|2|
03-phone-in-exponent.organisations.csv|1|0|строка 2, столбец phone: «7,90012E+10»
04-soft-hyphen.organisations.csv|0|1|
05-koi8-r.associations.csv|1|0|файл в кодировке KOI8-R
06-empty-date-of-1c.people.csv|1|0|«01.01.0001» — это пустая дата программы 1С
07-year-0202.people.csv|1|0|столбец hired: «01.09.0202» — слишком давно
08-search-numero-and-quotes.organisations.csv|0|4|
09-search-apostrophe.people.csv|0|3|
10-workbook.organisations.xlsx|1|0|книга Excel повреждена: её архив не читается
13-end-of-file-mark.organisations.csv|0|1|
14-one-person-two-codes.people.csv|0|2|строка 3, столбец surname: похоже, это человек с кодом P1
TABLE

printf 'code;name;type;\nO1;Школа;школа;\nO2;Сад;детский сад;лишнее\n' >nameless.csv
rm -rf "$db"; cp -r empty "$db"
run import organisations nameless.csv
ok "a value under no name is refused" exits 1
ok "its column is named by place" complains "столбец 4 без названия"
ok "in one message" same 2 "$(wc -l <"$work/err")"

rm -rf "$db"; cp -r empty "$db"
run import --all "$data/11-one-person-twice-on-the-list"
ok "two memberships at once come in" exits 0
ok "and are told" complains "memberships.csv, строка 3, столбец from: в эти дни человек уже состоит в активе"
"$program" roster --public --on 2025-08-01 --format json >"$work/out"
ok "on the public list once" same 1 "$(jq length "$work/out")"

rm -rf "$db"; cp -r empty "$db"
run import --all "$data/12-initials"
run document minutes M1
ok "both halves of a double name have an initial" says "Председатель: Петрова А.-М. И."
finish
