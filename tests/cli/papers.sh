#!/bin/bash
# Papers as a town describes them: its own wording, a paper of its own over any table, and what the
# check says of a wrong description, with its line.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
make_town strezhevoy

# A profile of the town with papers behind it.
with_papers() # FILE: papers on stdin
{
	cat "$root/profiles/strezhevoy.conf" - >"$1"
}

# What the check says of a paper whose blocks are on stdin.
refused() # NAME WORDS...
{
	local name=$1 word
	shift
	{ printf 'papers = (\n{ id = "own"; name = "Своя"; source = "minutes"; blocks = (\n'; cat; printf '\n); } );\n'; } |
	    with_papers wrong.conf
	run profile check wrong.conf
	ok "$name: refused" exits 1
	for word; do
		ok "$name: $word" complains "$word"
	done
}

lines=$(wc -l <"$root/profiles/strezhevoy.conf")
refused 'a field there is none of' "строка $((lines + 3))" 'бумага own' 'поля «nmber» здесь нет' '«number»' \
    <<<'{ text = "№ {nmber}"; }'
refused 'a field of rows outside of them' 'поля «applicant» здесь нет' <<<'{ text = "{applicant}"; }'
refused 'a group there is none of' "строка $((lines + 3))" 'ряда «itms» здесь нет' '«items»' \
    <<<'{ each = "itms"; blocks = ( { text = "x"; } ); }'
refused 'a condition on nothing' 'поля «closed» здесь нет' <<<'{ text = "x"; if = "closed"; }'
refused 'a bracket that stays open' 'нет закрывающей скобки ]' <<<'{ text = "[{number}"; }'
refused 'a table without columns' 'нет столбцов' <<<'{ table = "items"; }'
refused 'two things in one block' 'что-то одно' <<<'{ text = "x"; title = "y"; }'
refused 'nothing in a block' 'кусок бумаги пуст' <<<'{ number = "1"; }'
refused 'a setting there is none of' 'titel — нет такой настройки' '«title»' <<<'{ titel = "x"; }'
printf 'papers = ( { id = "own"; name = "Своя"; source = "people"; where = "category = без категории"; blocks = ( { text = "x"; } ); } );\n' |
    with_papers wrong.conf
run profile check wrong.conf
ok 'a word a choice does not have' complains 'значения «без категории» у поля category нет; бывают: нет, '
printf 'papers = ( { id = "own"; name = "Своя"; source = "organisations"; blocks = ( { each = "rows"; blocks = ( { text = "{nmae}"; } ); } ); } );\n' |
    with_papers wrong.conf
run profile check wrong.conf
ok 'a field a table has not: the one it has' complains 'поля «nmae» здесь нет; может быть, «name»'
printf 'papers = ( { id = "own"; name = "Своя"; source = "minutess"; blocks = ( { text = "x"; } ); } );\n' |
    with_papers wrong.conf
run profile check wrong.conf
ok 'a source there is none of' complains 'источника «minutess» нет; может быть, «minutes»?'

printf 'papers = ( { id = "own"; name = "Своя"; source = "roster"; like = "minutes"; } );\n' | with_papers wrong.conf
run profile check wrong.conf
ok 'like a paper of other facts: refused' exits 1
ok 'like a paper of other facts: told' complains 'бумага с теми же сведениями, названная в like'

# The town's wording stands in place of the program's; a paper of its own beside them.
with_papers own.conf <<'PAPERS'
papers = (
{ id = "roster"; name = "Состав"; source = "roster"; blocks = (
    { title = "СПИСОК АКТИВА, {rows} {rows:человек|человека|человек}"; },
    { each = "rows"; order = "workplace"; blocks = ( { point = "{name}[ ({workplace})]"; } ); } ); },
{ id = "site"; name = "Состав для сайта"; source = "roster"; like = "roster"; }
);
PAPERS
run profile check own.conf
ok 'papers of the town: in order' exits 0
run profile set own.conf
ok 'they come into force' exits 0
run document roster --on 2026-05-31
ok 'the town'\''s wording' says 'СПИСОК АКТИВА, '
cp "$work/out" roster
run document site --on 2026-05-31
ok 'a paper that is like it says the same' same_files "$work/out" roster
ok 'sorted by what it says' says '1. '

# The example of the town's own paper, as the documentation has it.
sed -n '/^## Бумаги/,/^## /p' "$root/docs/profiles.md" | sed -n '/^```/,/^```/p' | grep -v '^```' | with_papers example.conf
run profile check example.conf
ok 'the example: in order' exits 0
run profile set example.conf
ok 'the example: in force' exits 0
run document --list
ok 'the example: listed' grep -q '^without-category  *Педагоги без категории' "$work/out"
wanted=$("$program" export people --format json |
    jq '[.[] | select(.staff_kind == "педагог" and .category == "нет" and .dismissed == null)] | length')
run document without-category --on 2026-05-31
ok 'the example: somebody stands on it' [ "$wanted" -gt 10 ]
ok 'the example: as many as the table has' says "Всего: $wanted "
ok 'the example: a row for each' [ "$(grep -cE '^│ +[0-9]+ │' "$work/out")" = "$wanted" ]
ok 'the example: in words' says 'на 31 мая 2026 года, г. Стрежевой'
ok 'the example: by institutions' grep -qE '^│ МБОУ «СОШ № 5» +│$' "$work/out"
ok 'the example: approved by' says 'УТВЕРЖДАЮ'
run document without-category --on 2026-05-31 --format docx -o list.docx
ok 'the example: as a file' exits 0
run verify-paper list.docx
ok 'the example: known again' says 'Сведения с тех пор не изменились'
run document without-category --on 2026-05-31
cp "$work/out" list.txt
"$program" export organisations | sed '1p;/^O005;/!d' | sed '2s/«СОШ № 5»/«Лицей № 5»/' >renamed.csv
"$program" import organisations renamed.csv >/dev/null
run verify-paper list.txt
ok 'a name it shows of another record counts' says 'Сведения с тех пор изменились, бумага, напечатанная сейчас, другая: операция №'
run document minutes M009
ok 'what the town does not describe is the program'\''s' says 'заседания муниципального'

# A table all of whose columns have conditions that do not hold says nothing.
with_papers bare.conf <<'PAPERS'
papers = (
{ id = "bare"; name = "Пустая"; source = "roster"; blocks = (
    { title = "ПУСТАЯ"; },
    { table = "rows"; group = "{workplace}"; caption = "Подпись"; columns = (
	{ label = "Имя"; value = "{name}"; if = "public"; } ); } ); }
);
PAPERS
run profile set bare.conf
for format in text html odt docx pdf; do
	run document bare --on 2026-05-31 --format $format -o bare.$format
	ok "a table without columns: $format" exits 0
done
run document bare --on 2026-05-31
ok 'a table without columns: no caption of nothing' not says 'Подпись'

# What the program prints of itself can be taken over as it stands.
"$program" profile papers | with_papers whole.conf
run profile check whole.conf
ok 'the program'\''s own descriptions are in order' exits 0

run document
ok 'neither a paper nor --list: exit 2' exits 2
run document own --list
ok 'both: exit 2' exits 2
finish
