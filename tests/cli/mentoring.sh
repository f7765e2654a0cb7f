#!/bin/bash
# Mentors: one young teacher may have two from the same day; the register of pairs in every format.
. "$(dirname "$0")/tap.bash"

"$program" init --profile kuznetsk >/dev/null
cat >organisations.csv <<'ROWS'
code;name;type
O1;Школа № 1;школа
ROWS
cat >people.csv <<'ROWS'
code;surname;given_name;birth_date;organisation;position;staff_kind;career_start;hired
P001;Алёхина;Анна;1980-01-01;O1;учитель;педагог;2002-09-01;2002-09-01
P004;Гусев;Глеб;1981-01-01;O1;учитель;педагог;2003-09-01;2003-09-01
P005;Дёмина;Дарья;2000-01-01;O1;учитель;педагог;2024-09-01;2024-09-01
P006;Ежова;Елена;2000-01-01;O1;учитель;педагог;2024-09-01;2024-09-01
ROWS
for kind in organisations people; do "$program" import "$kind" "$kind.csv" >/dev/null; done

# pair PERSON MENTOR: a file of one row
pair() { printf 'person;form;mentor;from;to\n%s;наставничество;%s;2025-09-01;2026-05-31\n' "$1" "$2" >pair.csv; }

pair P005 P001
run import support pair.csv
ok 'one mentor: exit 0' exits 0
pair P005 P004
run import support pair.csv
ok 'another from the same day comes beside him' says 'Внесено: 1, изменено: 0'
ok 'both are there' same 2 "$("$program" export support | tail -n +2 | wc -l)"
run document mentoring --on 2026-03-31
ok 'pairs, mentors, people' says 'Пар: 2; наставников: 2; наставляемых: 1.'
ok 'the young and who has no mentor' says 'Молодых педагогов: 2, без наставника: 1.'
run indicators --to 2026-03-31 --from 2025-09-01 --format json
ok 'supported: the person counts once' same '1 2' \
    "$(jq -r '.indicators[] | select(.id == "young") | "\(.numerator) \(.denominator)"' "$work/out")"
run document mentoring --on 2026-06-01
ok 'the day after, no pair' says 'Наставнических пар в этот день нет.'
ok 'and nobody has a mentor' says 'Молодых педагогов: 2, без наставника: 2.'
pair P005 P005
run import support pair.csv
ok 'nobody is his own mentor: exit 1' exits 1
ok 'nobody is his own mentor: told' complains '«Наставник» и «Педагог» — одна и та же запись, а нужны разные'

{ "$program" export support; } >both.csv
run undo --yes
run undo --yes
ok 'none left' same 0 "$("$program" export support | tail -n +2 | wc -l)"
run import support both.csv
ok 'both in one file' says 'Внесено: 2, изменено: 0'

for format in html odt docx pdf; do
	run document mentoring --on 2026-03-31 --format "$format" -o "pairs.$format"
	ok "the register as $format" exits 0
	run verify-paper "pairs.$format"
	ok "the register as $format: of this register" says 'Сведения с тех пор не изменились'
done
finish
