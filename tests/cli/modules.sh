#!/bin/bash
# What a town does without is without for every command.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
profiles=$root/tests/data/profiles

# lacks WHAT ARGUMENT...: refused in words, with nothing written anywhere.
lacks()
{
	local what=$1
	shift
	run "$@"
	ok "$*: exit 1" exits 1
	ok "$*: says what there is none of" complains "в этом городе $what нет"
	ok "$*: nothing else" silent
}

run init --rehearsal --profile "$profiles/zarechny.conf"
ok 'a town without a corps' exits 0
before=$(operations)
cp "$root/tests/data/strezhevoy/applications.csv" .
corps='методического актива'
lacks "$corps" publish -o list.html
ok 'no list is made' [ ! -e list.html ]
lacks "$corps" roster
lacks "$corps" roster --public --format json
lacks "$corps" eligibility AP0001
lacks "$corps" eligibility --all
for paper in 'minutes Z01' 'application AP0001' roster justification; do
	# shellcheck disable=SC2086 # the paper and its code are two words
	lacks "$corps" document $paper
done
for kind in applications meetings votes decisions memberships activities publications attendance; do
	lacks "$corps" export $kind
	lacks "$corps" show $kind X1
done
lacks "$corps" import applications applications.csv
ok 'the table is named' complains 'таблица «Заявления» (applications) не ведётся'
lacks "$corps" export applications -o applications.out
ok 'no file is made' [ ! -e applications.out ]
ok 'nothing is journalled' same "$(operations)" "$before"

run stat
ok 'stat: tables of the associations' says 'Мероприятия'
ok 'stat: none of the corps' not says 'Заявления'
run export --all all
ok 'all tables: exit 0' exits 0
ok 'all tables: none of the corps' [ ! -e all/applications.csv ]
ok 'all tables: those of the associations' [ -e all/associations.csv ]
ok 'all tables: those of every town' [ -e all/consents.csv ]
run import --all all
ok 'what was exported is imported' exits 0
run indicators
ok 'indicators are there' exits 0

rm -rf "$db"
run init --rehearsal --profile "$profiles/fourth.conf"
ok 'a town without associations' exits 0
associations='методических объединений'
lacks "$associations" indicators
lacks "$associations" indicators --by association --format csv
lacks "$associations" indicators --names assessed --format json
for kind in associations association_members assessments trainings pathways events plans; do
	lacks "$associations" export $kind
	lacks "$associations" show $kind X1
done
run roster
ok 'the corps is there' exits 0
run export --all four
ok 'all tables: none of the associations' [ ! -e four/associations.csv ]
run import --all four
ok 'what was exported is imported' exits 0
finish
