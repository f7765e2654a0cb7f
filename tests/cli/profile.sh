#!/bin/bash
# Editions of a town's rules: what stops fitting is counted and refused, what is called anew goes
# with the rules, and a town's own words come out as they went in.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
rules=$root/tests/data/profiles/zarechny.conf

# edition FROM TO: the rules with one text in place of another, in new.conf.
edition() { text=$(<"$rules") && printf '%s\n' "${text/"$1"/"$2"}" >new.conf; }

run init --profile "$rules"
printf 'code;name;type\nO1;Школа № 1;школа\n' >organisations.csv
printf '%s\n' 'code;surname;given_name;organisation;position;staff_kind;hired;shift' \
    'P1;Фокин;Пётр;O1;учитель;педагог;2020-09-01;первая' \
    'P2;Фомина;Анна;O1;учитель;педагог;2020-09-01;Вторая' >people.csv
printf '%s\n' 'code;title;type;level;planned' \
    'E1;День чтения;Единый методический день;муниципальный;2026-02-01' \
    'E2;Семинар;семинар;муниципальный;2026-02-02' >events.csv
run import --all .
ok "a town's own words are taken" exits 0
for day in '2026-05-31 45' '2026-10-31 60'; do
	METODAKTIV_NOW=${day% *}T12:00:00 run indicators --to "${day% *}"
	ok "what it aims at on ${day% *} stands beside the figure" grep -q "^Диагностика .*  ${day#* }  п. 5.1\$" "$work/out"
done

run export events
ok "a town's word is written as the town's" says ';единый методический день;'
cp out events.out
run export events --format json
ok 'in JSON, too' says '"type":"единый методический день"'
run show events E1
ok 'and shown' says 'единый методический день'
run import events events.out
ok 'what is exported is imported' exits 0
ok 'and changes nothing' says 'без изменений: 2'

edition '["первая", "вторая"]' '["первая", "вечер"]'
before=$(fingerprint)
run profile set new.conf --dry-run
ok 'a word taken away: dry run refuses' exits 1
ok 'and counts' says '«Люди», «Смена»: слова «вторая» больше нет — записей: 1'
run profile set new.conf --force
ok 'so does the deed, though forced' exits 1
ok 'and does not say it was done' not says 'введён в действие'
ok 'and says what helps' complains '--map'
ok 'nothing has changed' same "$(fingerprint)" "$before"
ok 'nor the rules' same "$("$program" profile show)" "$(<"$rules")"

echo 'вторая = вечер' >map
run profile set new.conf --map map --dry-run
ok 'with a map: dry run' exits 0
ok 'counts the records' says 'Будут названы по-новому, записей: 1'
ok 'and leaves all as it is' same "$(fingerprint)" "$before"
run profile set new.conf --map map
ok 'with a map: done' exits 0
ok 'says so' says 'Названы по-новому, записей: 1'
ok 'and what is in force' says 'Профиль введён в действие'
run export people
ok 'the word is the new one' says ';вечер'
run log --entity people --code P2
ok 'history tells it' says '«вторая (нет в профиле)» → «вечер»'
run log --format json
ok 'as one operation' same "$(jq -r '[.[] | select(.operation != "export")][0].operation' out)" profile
echo 'вечер = вторая' | iconv -f UTF-8 -t CP1251 >map
run profile set "$rules" --map map
ok 'a map of an older encoding is read' exits 0
ok 'all is as it was' same "$(fingerprint)" "$before"

edition 'id = "zarechny"' 'id = "reka"'
run profile set new.conf
ok "another town's rules are refused" exits 1
ok 'with both ids' says 'id «reka», а в базе «zarechny»'

run verify
ok 'all that is there fits' exits 0
ok 'no warning' not says Предупреждение

# What was not seen when the words went is listed afterwards, and stays.
edition 'counts_as = "Семинар"' 'counts_as = "семинар"; until = "2026-03-01"'
run profile set new.conf
ok 'a word may end' exits 0
edition 'modules = ["associations"]' 'modules = []'
text=$(sed '/^vocabularies/,/^};/d' new.conf) && printf '%s\n' "$text" >new.conf
run profile set new.conf
ok 'a part with records in it: refused' exits 1
ok 'and counted' says '«Мероприятия» — записей: 2'
run profile set new.conf --force
ok 'unless it is meant' exits 0
sed -i 's/^modules = .*/modules = ["associations"];/' new.conf
run profile set new.conf
ok 'the part comes back without its words' exits 0
run verify
ok 'a value of no rule is no damage' exits 0
ok 'but listed' says 'Предупреждение: значений, которых нет в правилах города, — 1'
ok 'by name' says '«единый методический день» (нет в профиле)'
run show events E1
ok 'it is shown with a mark' says 'единый методический день (нет в профиле)'
run export events -o events.mark
printf '%s\n' 'code;title;type;level;planned' \
    'E1;День чтения вслух;единый методический день;муниципальный;2026-02-01' >events.csv
run import events events.csv
ok 'an update that does not edit it is taken' exits 0
run show events E1
ok 'and keeps it' says 'единый методический день (нет в профиле)'
printf '%s\n' 'code;title;type;level;planned' \
    'E2;Семинар;единый методический день;муниципальный;2026-02-02' >events.csv
run import events events.csv
ok 'elsewhere it is not taken' exits 1

# A part of the rules that went and came back without its words and without a field of the town's own:
# so many of what is left are listed.
mkdir many
export METODAKTIV_DB=$work/many/db
{
	echo 'code;title;type;level;planned;bus'
	seq 52 | sed 's/.*/E&;День &;Единый методический день;муниципальный;2026-02-01;да/'
} >many/events.csv
"$program" init --profile "$rules" >/dev/null 2>&1
"$program" import events many/events.csv >/dev/null 2>&1
sed '/^vocabularies/,/^};/d; /id = "bus"/d; s/\(words = \["первая", "вторая"\]; }\),/\1/' "$rules" >many/with.conf
sed 's/^modules = .*/modules = [];/' many/with.conf >many/without.conf
"$program" profile set many/without.conf --force >/dev/null 2>&1
run profile set many/with.conf
ok 'the part is there again' exits 0
run verify
ok 'what no rule knows: all are counted' says 'значений, которых нет в правилах города, — 104'
ok 'what no rule knows: fifty are listed' same 50 "$(grep -c '^  Мероприятия, ' out)"
ok 'what no rule knows: and how many besides' grep -qx '  … и ещё 54' out
ok 'what no rule knows: a field of the own, too' says 'bus: «да» (поля нет в профиле)'
run show events E7
ok 'and it is shown behind the others' grep -qE '^bus +да' out
export METODAKTIV_DB=$db

# Rules that are named are looked for in one folder after the other.
mkdir own
METODAKTIV_PROFILES=$work/own METODAKTIV_DB=$work/named run init --profile strezhevoy
ok "what the own folder has not is found beside the program" exits 0
head -c 1100000 /dev/zero | tr "\\0" "#" >large.conf
run profile check large.conf
ok "a file too large for rules is told as that" complains "больше 1 МБ"
METODAKTIV_DB=$work/large run init --profile large.conf
ok "and no town is made of it" complains "больше 1 МБ"
finish
