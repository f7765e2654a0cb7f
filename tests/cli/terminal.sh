#!/bin/bash
# Without a terminal the program tells a summary; on a terminal nothing raw is sent to it.
. "$(dirname "$0")/tap.bash"
make_town strezhevoy

run
ok 'summary: exit 0' exits 0
ok 'summary: the town' grep -q '^Город: .' "$work/out"
ok 'summary: who' says "$(id -un)"
ok 'summary: the last operation' says 'Последняя операция: '
ok 'summary: people' grep -qE '^  Люди +[1-9]' "$work/out"
run --user nobody
ok 'summary for a stranger: exit 4' exits 4
run --db "$work/none"
ok 'summary of nothing: exit 3' exits 3
ok 'summary of nothing: what to do' complains 'init'

# Screens want a terminal on both sides, and help is no screen.
for line in '|Последняя операция: ' '--help|metodaktiv [--db DIR] [--user NAME] [COMMAND …]'; do
	script -qfec "$program ${line%%|*} $([ -n "${line%%|*}" ] || echo '| cat')" typescript </dev/null >/dev/null
	ok "on a terminal, «${line%%|*}»: in words" grep -qF "${line#*|}" typescript
	ok "on a terminal, «${line%%|*}»: no screens" not grep -qF 'F10' typescript
done

for line in roster indicators year 'export people'; do
	script -qfec "$program $line --format xlsx" typescript </dev/null >/dev/null
	ok "$line: a workbook is for no terminal: exit 2" [ $? -eq 2 ]
	ok "$line: a workbook is for no terminal: told" grep -qF 'книга xlsx на экран не выводится' typescript
done

# A zero-width space is not stored; what else cannot be seen is shown as what it is.
zero=$'\u200b'
printf 'code;name;type\nO77;Шко%sла;школа\n' "$zero" >organisations.csv
"$program" import organisations organisations.csv >/dev/null
run export organisations
ok 'a zero-width space is dropped' says 'O77;Школа;'
run show organisations "O$zero"
ok 'one in an operand: escaped' complains 'O<U+200B>'
run show organisations $'O\e[31m'
ok 'an operand in an error: escaped' complains '<U+001B>[31m'

# Ctrl-C in the middle of an import: nothing has changed.
organisation=$(sed -n 2p "$root/tests/data/strezhevoy/organisations.csv" | cut -d';' -f1)
awk -v organisation="$organisation" 'BEGIN {
	print "code;surname;given_name;organisation;position;staff_kind;hired"
	for (i = 0; i < 150000; i++)
		printf "Q%06d;Фамилия;Анна;%s;учитель;педагог;2020-09-01\n", i, organisation
}' >people.csv
before=$(fingerprint)

# stopped_at WHAT PATTERN: the import is stopped when the terminal shows that.
stopped_at()
{
	script -qfec "echo \$\$ >pid; exec $program import people people.csv" typescript </dev/null >/dev/null &
	child=$!
	until grep -qE "$2" typescript || ! kill -0 "$child" 2>/dev/null; do sleep 0.02; done
	ok "progress: $1" grep -qE "$2" typescript
	kill -INT "$(<pid)"
	wait "$child"
	ok "Ctrl-C, $1: ends an import with 1" [ $? -eq 1 ]
	ok "Ctrl-C, $1: told" grep -q 'отменено' typescript
	ok "Ctrl-C, $1: nothing has changed" same "$before" "$(fingerprint)"
}
stopped_at 'how far and how fast' 'people.csv: [0-9]+, [0-9]+ %, [0-9]+ в секунду'
stopped_at 'while it is written' 'Проверка и запись: 150000. Ctrl-C — прервать'

# A terminal left at another encoding is told which one comes, before anything that is not ASCII.
printf '\0330' | script -qfec "stty rows 24 cols 80; exec $program" typescript >/dev/null
LC_ALL=C sed 's/[\x80-\xff].*//' typescript | LC_ALL=C tr -d '\n' >ascii
ok 'the screens begin with ESC % G' grep -qF $'\033%G' ascii

# A demonstration town never replaces what is there.
unset METODAKTIV_DB
export XDG_DATA_HOME=$work/xdg
(cd "$root" && tools/demo.sh "$program") >"$work/out"
out=$(<"$work/out")
ok 'the demonstration town is made' says 'Всего записей'
run
ok 'and can be seen' says "$work/xdg/metodaktiv"
"$program" user add guest --role viewer >/dev/null
before=$(sha256sum <"$work/xdg/metodaktiv/data.mdb")
(cd "$root" && tools/demo.sh "$program") >"$work/out"
ok 'a second time it is left alone' same "$before" "$(sha256sum <"$work/xdg/metodaktiv/data.mdb")"
ok 'no left-overs' [ "$(ls "$work/xdg")" = metodaktiv ]
finish
