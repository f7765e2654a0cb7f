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
printf 'papers = ( { id = "own"; name = "Своя"; source = "minuts"; blocks = ( { text = "x"; } ); } );\n' |
    with_papers wrong.conf
run profile check wrong.conf
ok 'a source there is none of' complains 'источника «minuts» нет; может быть, «minutes»?'

# The town's wording stands in place of the program's; a paper of its own beside them.
with_papers own.conf <<'PAPERS'
papers = (
{ id = "roster"; name = "Состав"; source = "roster"; blocks = (
    { title = "СПИСОК АКТИВА, {rows} {rows:человек|человека|человек}"; },
    { each = "rows"; order = "workplace"; blocks = ( { point = "{name}[ ({workplace})]"; } ); } ); },
{ id = "without-category"; name = "Педагоги без категории"; source = "people";
  where = ["staff_kind = педагог", "category = без категории", "!dismissed"]; landscape = true;
  blocks = (
    { title = "Педагоги без категории"; },
    { table = "rows"; group = "{organisation}"; order = "organisation"; total = "Всего"; columns = (
        { label = "№"; value = "{#}"; width = 1; number = true; },
        { label = "ФИО"; value = "{surname} {given_name}[ {patronymic}]"; width = 6; heading = true; },
        { label = "Принят"; value = "{hired}"; width = 3; } ); } ); }
);
PAPERS
run profile check own.conf
ok 'papers of the town: in order' exits 0
run profile set own.conf
ok 'they come into force' exits 0
run document roster --on 2026-05-31
ok 'the town'\''s wording' says 'СПИСОК АКТИВА, '
ok 'sorted by what it says' says '1. '
run document --list
ok 'its own paper is listed' says 'without-category'
run document without-category
ok 'and printed' says 'Педагоги без категории'
"$program" export people >people.csv
wanted=$("$program" export people --format json |
    jq '[.[] | select(.staff_kind == "педагог" and .category == "без категории" and .dismissed == null)] | length')
ok 'as many rows as the table has' [ "$(grep -c '│ *[0-9][0-9]* *│' "$work/out")" = "$wanted" ]
run document minutes M009
ok 'what the town does not describe is the program'\''s' says 'заседания муниципального'

# What the program prints of itself can be taken over as it stands.
"$program" profile papers | with_papers whole.conf
run profile check whole.conf
ok 'the program'\''s own descriptions are in order' exits 0

run document
ok 'neither a paper nor --list: exit 2' exits 2
run document own --list
ok 'both: exit 2' exits 2
finish
