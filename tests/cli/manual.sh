#!/bin/bash
# The manual page and the completion know every command, option and table.
. "$(dirname "$0")/tap.bash"

"$program" --print-manual >metodaktiv.1
"$program" --print-completion >metodaktiv.bash
ok 'mandoc has nothing to warn of' [ -z "$(mandoc -Tlint -W warning metodaktiv.1)" ]
mandoc -Tutf8 metodaktiv.1 | sed 's/.\x08//g' >manual.txt
"$program" --help | sed -n '/^Команды/,/^$/p' | sed -nE 's/^  ([a-z-]+).*/\1/p' | sort -u >names
ok 'there are commands' [ "$(wc -l <names)" -ge 14 ]
while read -r name; do
	ok "manual: $name" grep -qE "^   $name" manual.txt
	"$program" help "$name" | sed -nE 's/^  (-., )?(--[a-z-]+).*/\2/p' >options
	while read -r option; do
		ok "manual: $name $option" grep -q -- "$option" manual.txt
	done <options
done <names
ok 'manual: what a command is for' grep -q '^ *Передать в регион, что изменилось\. ' manual.txt
ok 'manual: exit statuses' grep -q 'КОД ЗАВЕРШЕНИЯ' manual.txt

try_options_alone "$program"

. ./metodaktiv.bash
# complete_words WORD...: what may stand for the last word
complete_words()
{
	COMP_WORDS=(metodaktiv "$@") COMP_CWORD=$# COMPREPLY=()
	_metodaktiv 2>/dev/null
	echo " ${COMPREPLY[*]} "
}
offers() { [[ $(complete_words "${@:2}") == *" $1 "* ]]; }
while read -r name; do
	ok "completion: $name" offers "$name" ''
done <names
ok 'completion: by its beginning' [ "$(complete_words imp)" = ' import ' ]
ok 'completion: tables' offers people import ''
kinds=$("$program" --print-formats | grep -oE '^\| `[a-z_]+`' | sort -u | wc -l)
ok 'completion: all tables' [ "$(complete_words export '' | wc -w)" -eq "$kinds" ]
ok 'completion: options' offers --keep-going import --
ok 'completion: options of another command are not' not offers --keep-going export --
ok 'completion: formats' [ "$(complete_words show people P1 --format '')" = ' text json ' ]
ok 'completion: formats of tables' [ "$(complete_words export --format '')" = ' csv json xlsx ' ]
ok 'completion: words of an option' [ "$(complete_words indicators --by '')" = ' association organisation month ' ]
ok 'completion: what an account opens' [ "$(complete_words user add x --opens '')" = ' hall home ' ]
ok 'completion: profiles' offers strezhevoy init --profile ''
ok 'completion: actions' [ "$(complete_words user '')" = ' add set list remove key ' ]
ok 'completion: actions of an action' [ "$(complete_words user key '')" = ' add list remove ' ]
ok 'completion: options of an action' offers --role user add x --
ok 'completion: after --db' offers import --db /tmp ''
ok 'completion: tables of the journal' offers people log --entity ''
: >table.csv
ok 'completion: a file behind a name' offers table.csv user key add x ''
ok 'completion: files' offers table.csv import people ''
mkdir folder
ok 'completion: folders' [ "$(complete_words import --all '')" = ' folder ' ]
ok 'completion: no files where a table is due' not offers table.csv import ''
ok 'completion: help' offers undo help ''
ok 'completion: papers' offers minutes document ''
ok 'completion: every paper' [ "$(complete_words document '' | wc -w)" -ge 20 ]
ok 'completion: lists of work' offers plan_overdue worklist ''
ok 'completion: figures that have names' [ "$(complete_words indicators --names '')" = \
	' assessed trained pathways methodists pathways_done young ' ]
ok 'completion: parts of the town' offers association: indicators --scope a
ok 'completion: levels, behind their colon' [ "$(complete_words year --scope level : осн)" = ' основное\ и\ среднее ' ]
ok 'completion: levels, at their colon' offers начальное year --scope level :
: >'a table.csv'
complete_words import people 'a t' >/dev/null
ok 'completion: a name with a blank is one name' [ "${#COMPREPLY[@]}:${COMPREPLY[0]}" = '1:a table.csv' ]
finish
