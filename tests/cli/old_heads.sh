#!/bin/bash
# A file of associations as it once was: with the head, the number and the day of the order.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
data=$root/tests/data/strezhevoy
"$program" init --rehearsal --profile strezhevoy >/dev/null
"$program" import organisations "$data/organisations.csv" >/dev/null
"$program" import people "$data/people.csv" >/dev/null 2>&1
before=$(operations)

# file HEAD NUMBER DATE: an association with that head, and one without
file()
{
	printf '%s\n' 'code;name;kind;level;head;head_order_number;head_order_date' \
	    "A01;ММО словесников;предметное;основное и среднее;$1;$2;$3" \
	    'A02;ММО начальных классов;предметное;начальное;;;' >associations.csv
}

file P0016 114-од ''
run import associations associations.csv
ok 'no day: exit 1' exits 1
ok 'no day: one row of faults' complains 'строк с ошибками: 1;'
ok 'no day: said so' complains 'столбец from («С какого дня»): у руководителя нет дня приказа'
file P9999 114-од 2024-09-02
run import associations associations.csv
ok 'nobody of that code: exit 1' exits 1
ok 'nobody of that code: named' complains '«P9999»'
ok 'nothing is written' same "$(operations)" "$before"

file P0016 114-од 02.09.2024
run import associations associations.csv
ok 'taken' exits 0
ok 'associations and heads are counted' says 'Внесено: 3'
run export association_heads
ok 'a head is a row' says 'A01;P0016;2024-09-02;;назначен;;114-од'
ok 'and the only one' same 2 "$(wc -l <"$work/out")"
after=$(operations)
run import associations associations.csv
ok 'again: nothing changes' same "$(operations)" "$after"
mkdir both
file P0016 114-од 02.09.2024
mv associations.csv both
printf 'association;person;from;manner\nA02;P0017;2024-09-02;назначен\n' >both/association_heads.csv
run import --all both
ok 'heads given twice: exit 1' exits 1
ok 'heads given twice: both files are named' complains \
    'associations.csv: таблица «Руководители объединений» (association_heads) дана дважды, столбцами здесь и файлом association_heads.csv'
ok 'heads given twice: nothing changes' same "$(operations)" "$after"
printf '[{"head":"P0017","code":"A03","name":"ММО","kind":"предметное","level":"начальное",%s}]' \
    '"head_order_date":"2024-09-03"' >associations.json
run import associations associations.json
ok 'JSON: taken' exits 0
run export association_heads
ok 'JSON: a head is a row' says 'A03;P0017;2024-09-03;;назначен;;'
finish
