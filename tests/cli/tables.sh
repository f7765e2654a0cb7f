#!/bin/bash
# Import and export: the town's tables in and out again, the same bytes.
. "$(dirname "$0")/tap.bash"
data=$root/tests/data

"$program" init --profile strezhevoy >/dev/null
empty=$(fingerprint)
rows=$("$program" export people | wc -l)
ok 'an empty table is its header' [ "$rows" -eq 1 ]

run import --all "$data/strezhevoy" --dry-run
ok 'dry run: exit 0' exits 0
ok 'dry run: what would be' says 'база не изменена. Внесено: '
ok 'dry run changes nothing' same "$empty" "$(fingerprint)"
run import --all "$data/strezhevoy"
ok 'a whole town: exit 0' exits 0
count=$(jq -n '[inputs | length] | add' < <(for kind in "$data"/strezhevoy/*.csv; do
	"$program" export "$(basename "$kind" .csv)" --format json
done))
ok 'a whole town: the counts' says "Внесено: $count, изменено: 0, без изменений: 0"
full=$(fingerprint)
for table in "$data"/strezhevoy/*.csv; do
	kind=$(basename "$table" .csv)
	run export "$kind"
	ok "export $kind: the same bytes" same_files "$work/out" "$table"
done
run import --all "$data/strezhevoy"
ok 'again: exit 0' exits 0
ok 'again: nothing changed, and said so' says "без изменений: $count; ничего не изменилось"

run export --all copy
ok 'export --all: exit 0' exits 0
ok 'export --all: every table' [ "$(ls copy | wc -l)" -eq 31 ]
ok 'export --all: no left-overs' [ -z "$(ls copy | grep -v '\.csv$')" ]
run import --all copy --db "$work/second"
ok 'no database there: exit 3' exits 3
"$program" --db "$work/second" init --profile strezhevoy >/dev/null
run --db "$work/second" import --all copy
ok 'into an empty database: exit 0' exits 0
run --db "$work/second" export --all again
ok 'and out again: the same bytes' diff -rq copy again

run export people --format json -o people.json
ok 'JSON to a file' exits 0
ok 'JSON: an object a person' [ "$(jq length people.json)" -eq $(($(wc -l <copy/people.csv) - 1)) ]
run import people people.json
ok 'JSON comes back: nothing changed' says 'ничего не изменилось'
run export --all json --format json
run import --all json --format json
ok 'a folder of JSON comes back' says 'ничего не изменилось'
run export people --headers ru -o люди.csv
ok 'Russian headers' [ "$(head -1 люди.csv | cut -d';' -f1-3)" = 'Код;Фамилия;Имя' ]
run import people люди.csv
ok 'Russian headers come back' says 'ничего не изменилось'
run import people люди.csv --format json
ok 'CSV is no JSON: exit 1' exits 1

printf 'code;surname;given_name;organisation;position;staff_kind;hired\nX1;Ёлкин;Пётр;%s;учитель;педагог;01.09.2025\n' \
    "$(sed -n 2p copy/organisations.csv | cut -d';' -f1)" >one.csv
"$program" import people - <one.csv >"$work/out" 2>"$work/err"
out=$(<"$work/out")
ok 'standard input' says 'Внесено: 1, изменено: 0'
sed 's/Ёлкин/Елкин/' one.csv >two.csv
run import people two.csv
ok 'a known key is an update' says 'Внесено: 0, изменено: 1'

sed 's/^X1;.*01.09.2025$/&\nX2;Дно;Имя;O999;учитель;педагог;31.02.2025/' one.csv >bad.csv
before=$(fingerprint)
run import people bad.csv
ok 'a bad row: exit 1' exits 1
ok 'a bad row: file and line' complains 'bad.csv, строка 3'
ok 'a bad row: its value' complains '31.02.2025'
ok 'a bad row: nothing changed' same "$before" "$(fingerprint)"
run import people bad.csv --keep-going
ok 'keep going: exit 1' exits 1
ok 'keep going: the good row is in' says 'изменено: 1, без изменений: 0, не принято: 1'
run import people nowhere.csv
ok 'no such file: exit 1' exits 1
ok 'no such file: named' complains 'nowhere.csv'
mkdir empty
run import --all empty
ok 'a folder without tables: exit 1' exits 1
run import --all nowhere
ok 'no such folder: exit 1' exits 1
run import people nowhere.csv
ok 'why it cannot be read is told in Russian' complains '«nowhere.csv»: нет такого файла или папки'
{ echo 'code;name;type'; for i in {1..60}; do echo "O9$i;;школа"; done; } >many.csv
run import organisations many.csv
ok 'of many faults so many are told' [ "$(grep -c 'строка' err)" -eq 50 ]
ok 'how many there are is told' complains 'показаны первые 50 ошибок, всего их 60'

echo precious >kept.csv
run export people -o nowhere/people.csv
ok 'no such folder for a file: exit 1' exits 1
run export people -o kept.csv --format xml
ok 'a refused call leaves the file alone' [ "$(cat kept.csv)" = precious ]
"$program" export people >/dev/full 2>"$work/err"
ok 'a full disk is told: exit 1' [ $? -eq 1 ]
run export people -o /dev/full
ok 'a full device is told: exit 1' exits 1
ok 'no left-overs' [ -z "$(find . -name '*.csv.??????')" ]

"$program" init --profile strezhevoy --db "$work/messy" >/dev/null
for kind in organisations people requests; do
	run --db "$work/messy" import $kind "$data/messy/$kind.csv"
	ok "a clerk's $kind: exit 0" exits 0
done
for kind in people requests; do
	run --db "$work/messy" export $kind
	ok "a clerk's $kind: the clean bytes" same_files "$work/out" "$data/messy/expected/$kind.csv"
done
ok 'nothing was lost on the way' differ "$full" "$empty"

# What is no file is not waited for.
mkfifo pipe
for place in pipe:канал /dev/null:устройство .:папка; do
	run import people "${place%:*}"
	ok "import ${place%:*}: refused" exits 1
	ok "import ${place%:*}: the cause" complains "${place#*:}"
done
truncate -s 100000001 large
run import people large
ok 'more than 100 MB: refused' exits 1
ok 'more than 100 MB: the cause' complains '100 МБ'
rm large

printf 'Шифр;Школа;Вид\nM1;Школа;школа\n' >theirs.csv
printf '# наша школа\nШифр = code\nШкола = name\nВид = type\n' >map
run import organisations theirs.csv --map map
ok 'columns are named by a map' exits 0
ok 'columns are named by a map: the row is in' says 'Внесено: 1'
printf 'Шифр = kode\n' >map
run import organisations theirs.csv --map map
ok 'a map of no column: refused' exits 1
ok 'a map of no column: its line' complains 'map, строка 1: «kode»'
finish
