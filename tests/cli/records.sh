#!/bin/bash
# One record: shown as it is and as it was, its history, and taking a change back.
. "$(dirname "$0")/tap.bash"

header='code;surname;given_name;organisation;position;staff_kind;hired'
table() { printf '%s\n' "$header" "$@" >people.csv; }
import_on() { METODAKTIV_NOW=$1T12:00:00 "$program" import "${@:2}" >/dev/null; }

METODAKTIV_NOW=2026-01-10T09:00:00 "$program" init --rehearsal --profile strezhevoy >/dev/null
printf 'code;name;type\nO1;МБОУ «СОШ № 8»;школа\nO2;Детский сад № 4;детский сад\n' >organisations.csv
import_on 2026-01-10 organisations organisations.csv
table 'P1;Озерская;Ирина;O1;учитель;педагог;2020-09-01'
import_on 2026-01-11 people people.csv
table 'P1;Белова;Ирина;O2;учитель;педагог;2020-09-01'
import_on 2026-02-15 people people.csv
printf 'person;programme;started\nP1;Смысловое чтение, часть 2;2025-07-25\n' >trainings.csv
import_on 2026-02-16 trainings trainings.csv

run show people P1
ok 'show: exit 0' exits 0
ok 'show: the label and the value' grep -qE '^Фамилия +Белова$' "$work/out"
ok 'show: a reference by name and code' says 'Детский сад № 4 (O2)'
ok 'show: who wrote it' says "Записано: $(id -un), 15.02.2026 12:00:00"
run show people P1 --on 14.02.2026
ok 'as it was: exit 0' exits 0
ok 'as it was: the name before' says 'Озерская'
ok 'as it was: the school before' says '(O1)'
run show people P1 --on 2026-02-15 --format json
ok 'as it was at the end of the day it changed' [ "$(jq -r .surname "$work/out")" = Белова ]
run show people P1 --on 2026-01-10
ok 'before it was: exit 1' exits 1
ok 'before it was: told' complains 'к концу дня 10.01.2026'
run show people P1 --format json
ok 'JSON: ids and null' [ "$(jq -c '[.code, .organisation, .patronymic, .hired]' "$work/out")" = \
    '["P1","O2",null,"2020-09-01"]' ]
run show people Р1
ok 'unknown: exit 1' exits 1
ok 'unknown: what looks like it' complains 'может быть, «P1»?'
run show organisations О2
ok 'unknown: what looks like it need not be the first' complains 'может быть, «O2»'
run show trainings 'P1,Смысловое чтение, часть 2,25.07.2025'
ok 'by its key, commas and all: exit 0' exits 0
ok 'by its key' says 'Смысловое чтение, часть 2'
run show trainings 'P1,Смысловое чтение,2025-07-25'
ok 'another key: exit 1' exits 1
ok 'another key: what keys are' complains 'person,programme,started'
for key in P1 P1,2025-07-25; do
	run show trainings "$key"
	ok "half a key, $key: exit 1" exits 1
	ok "half a key, $key: what keys are" complains "ключ этой таблицы: person,programme,started"
done
run show trainings 'P9,Смысловое чтение,2025-07-25'
ok 'nobody in the key: exit 1' exits 1
ok 'nobody in the key: who' complains 'P9'

run log --entity people --code P1
ok 'history: exit 0' exits 0
ok 'history: what changed from what to what' says 'Фамилия: «Озерская» → «Белова»'
ok 'history: newest first' [ "$(grep -c . <<<"${out%%Озерская*}")" -lt "$(grep -c . <<<"$out")" ]
run log --code P1 --format json
ok 'history as JSON' [ "$(jq -c '[.[].fields.surname.before]' "$work/out")" = '["Озерская",""]' ]
run log --code P1 --since 2026-02-01 --format json
ok 'history since a day' [ "$(jq length "$work/out")" -eq 1 ]
run log --entity trainings --code 'P1,Смысловое чтение, часть 2,2025-07-25' --format json
ok 'history by key' [ "$(jq -r '.[0].change' "$work/out")" = created ]
run log --code P7
ok 'history of nobody: exit 1' exits 1
run log --format json
ok 'the journal: every operation' [ "$(jq length "$work/out")" -eq 5 ]
ok 'the journal: newest first' [ "$(jq '[.[].sequence] | . == (sort | reverse)' "$work/out")" = true ]
ok 'the journal: counts' [ "$(jq -c '.[0].records' "$work/out")" = 1 ]
ok 'the journal: by which way in' [ "$(jq -r '.[0].via' "$work/out")" = command ]
run log --entity people --format json
ok 'the journal of a table' [ "$(jq length "$work/out")" -eq 2 ]
run log --since 16.02.2026
ok 'the journal since a day' says 'загрузка таблиц'
ok 'the journal since a day: not before' not says '15.02.2026'
SSH_CONNECTION='10.0.0.5 50000 10.0.0.1 22' import_on 2026-02-17 organisations organisations.csv
run log --format json
ok 'nothing changed, nothing written' [ "$(jq length "$work/out")" -eq 5 ]

export METODAKTIV_NOW=2026-02-17T12:00:00
before=$(fingerprint)
table 'P1;Чернова;Ирина;O2;учитель;педагог;2020-09-01' 'P2;Новых;Анна;O2;учитель;педагог;2020-09-01'
SSH_CONNECTION='10.0.0.5 50000 10.0.0.1 22' import_on 2026-02-18 people people.csv
export METODAKTIV_NOW=2026-02-20T12:00:00
ok 'over SSH: said in the journal' [ "$("$program" log --format json | jq -c '.[0] | [.via, .address]')" = \
    '["command","10.0.0.5"]' ]
run undo
ok 'undo: exit 0' exits 0
ok 'undo: how many' says 'записей: 2'
ok 'undo: as before' same "$before" "$(fingerprint)"
run show people P2
ok 'undo: the new one is gone' exits 1
run show people P2 --on 18.02.2026
ok 'the taken back one as it was' says 'Новых'
run log --entity people --code P2
ok 'the taken back one: its history tells so' says '— запись удалена'
ok 'the taken back one: with what it was' says 'Фамилия: «Новых»'
run log --entity people --code P2 --format json
ok 'the taken back one: in JSON' same '["removed","created"]' "$(jq -c '[.[].change]' "$work/out")"
run undo
ok 'undo again: the one before' says 'записей: 1'
run show trainings 'P1,Смысловое чтение, часть 2,2025-07-25'
ok 'undo again: gone' exits 1
"$program" user add other --role clerk >/dev/null
run --user other undo
ok 'nothing of one'"'"'s own to take back: exit 1' exits 1
run verify
ok 'the database is whole' exits 0
# More steps than are read at once, one of them into a cell that was empty.
for step in {1..66}; do
	printf 'code;name;type;phone\nX1;%s;школа;%s\n' "$step" "${step/[!6]/}" |
	    METODAKTIV_NOW=2026-02-2$((step % 8))T12:00:00 "$program" import organisations - >/dev/null
done
run log --code X1 --format json
ok 'a long history is whole' same 66 "$(jq length "$work/out")"
ok 'a long history: newest first' [ "$(jq '[.[].sequence] | . == (sort | reverse)' "$work/out")" = true ]
run log --code X1
ok 'a long history: what was empty' says ': пусто → «'
# Where clocks were set back, the rows since a day are those that a look at each would give.
for day in 2026-03-02 2026-03-09 2026-03-04 2026-03-05 2026-03-01 2026-03-08; do
	for code in X1 X2; do
		printf 'code;name;type\n%s;%s;школа\n' $code "$day" |
		    METODAKTIV_NOW=${day}T12:00:00 "$program" import organisations - >/dev/null
	done
done
unlike=0
for day in 2026-02-01 2026-03-0{1..9} 2026-03-10; do
	for what in '' '--code X1' '--entity organisations'; do
		since=$("$program" log $what --since $day --format json | jq -c '[.[].sequence]')
		looked=$("$program" log $what --format json | jq -c --arg day $day '[.[] | select(.time[:10] >= $day).sequence]')
		[ "$since" = "$looked" ] || unlike=$((unlike + 1))
	done
done
ok 'the journal since a day, clocks set back' [ $unlike -eq 0 ]
ok 'the journal since a day, clocks set back: rows' [ "$("$program" log --since 2026-03-08 --format json | jq length)" -ge 4 ]

# Any operation by its number; much of it is asked about.
newest() { "$program" log --format json | jq --arg of "$1" '[.[] | select(.operation == $of)][0].sequence'; }
{ echo 'code;name;type'; seq 51 | sed 's/.*/Y&;Школа &;школа/'; } | "$program" --user other import organisations - >/dev/null
many=$(newest import)
before=$(fingerprint)
run --user other undo
ok 'undo of 51: nobody to ask' exits 1
ok 'undo of 51: told what, how many, and how' complains "$many (загрузка таблиц, other, "
ok 'undo of 51: told' complains 'записей: 51? Спросить здесь некого: подтвердите параметром --yes'
printf 'н\n' | script -qfec "$program undo $many" typescript >/dev/null
ok 'undo of 51: asked' grep -q 'записей: 51? да/нет' typescript
ok 'undo of 51: no' grep -q 'ничего не сделано' typescript
ok 'undo of 51: nothing done' same "$before" "$(fingerprint)"
printf '\004' | script -qfec "$program undo $many" typescript >/dev/null
ok 'undo of 51: no answer is no' grep -q 'ничего не сделано' typescript
printf 'да\n' | script -qfec "$program undo $many 2>unasked" typescript >/dev/null
ok 'undo of 51: a question nobody would see is not asked' grep -q 'Спросить здесь некого' unasked
printf 'Да\n' | script -qfec "$program undo $many" typescript >/dev/null
ok 'undo of 51: yes, by an administrator' grep -q "Операция $many .*отменена, записей: 51" typescript
run undo "$many" --yes
ok 'undone twice: by which' complains "операцию $many уже вернула операция $(newest undo)"
run undo "$(newest undo)" --yes
ok 'an undo is taken back: the records are there again' says 'записей: 51'
ok 'all as before' same "$before" "$(fingerprint)"
run --user other undo 2
ok 'of a colleague, by a clerk: refused' complains 'может он сам или администратор'
run undo 2
ok 'later work rests on it: refused' exits 1
ok 'later work rests on it: by name' complains '«Белова Ирина»'
run undo 99999
ok 'no such operation' complains 'операции 99999 в журнале нет'
for none in 12x x12 +1 0; do
	run undo "$none"
	ok "$none is no number: exit 2" exits 2
done
run verify
ok 'the database is whole after all' exits 0
finish
