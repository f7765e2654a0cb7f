#!/bin/bash
# What is no call of the program is told so, with exit status 2 (1 for an unknown table).
. "$(dirname "$0")/tap.bash"

# refused NAME SENTENCE STATUS ARGUMENT...
refused()
{
	local name=$1 sentence=$2 expected=$3
	shift 3
	run "$@"
	ok "$name: exit $expected" exits "$expected"
	ok "$name: told" complains "$sentence"
	ok "$name: nothing on standard output" silent
}

refused 'unknown command' 'нет команды «imprt»; может быть, «import»?' 2 imprt people x
refused 'unknown option' 'может быть, «--format»' 2 export people --formt json
refused 'an option of another command' 'у команды «export» нет параметра --on' 2 export people --on 2025-01-01
refused 'no value' 'после --on нужно значение' 2 show people P0001 --on
refused 'empty value' 'после --db нужно значение' 2 --db= stat
refused 'a value for a flag' 'не принимает значения' 2 import --all=x
refused 'unknown format' 'csv, json' 2 export people --format xml
refused 'unknown headers' 'ru, id' 2 export people --headers en
refused 'no such day' '«31.02.2025»: такого дня нет' 2 show people P0001 --on 31.02.2025
refused 'no date' 'ДД.ММ.ГГГГ' 2 log --since вчера
refused 'operand missing' 'не хватает: KIND FILE' 2 import people
refused 'folder missing' 'не хватает: --all DIR' 2 import --all
refused 'operand too many' 'лишнее' 2 undo 5 P0001
refused 'option needed' 'не хватает: --profile' 2 init
refused 'action missing' 'нужно действие: add, set, list, remove' 2 user
refused 'unknown action' 'нет действия «frob»' 2 user frob
refused 'option without a command' 'требует команды' 2 --on 2025-01-01
refused 'unknown role' 'administrator' 2 user add ivanova --role boss
refused 'unknown table' '«peple»; может быть, «people»?' 1 export peple
refused 'unknown table by its capital' '«People»; может быть, «people»?' 1 show People P0001
refused 'unknown entity' 'нет таблицы «persons»' 1 log --entity persons
refused 'help of nothing' 'нет команды «frob»' 2 help frob
refused 'no database' 'базы нет' 3 stat
refused 'no database by --db in front' "$work/elsewhere" 3 --db "$work/elsewhere" verify
refused 'no database by --db behind' "$work/elsewhere" 3 verify --db="$work/elsewhere"
ok 'no database was made' [ ! -e "$db" ]

# All behind the word region is for the region's program, which stands beside this one or in PATH.
mkdir alone path
ln "$program" alone/ 2>/dev/null || cp "$program" alone/
printf '#!/bin/bash\nprintf "<%%s>" "$@"\nexit 5\n' >path/metodaktiv-region
elsewhere() { PATH=$work/path alone/metodaktiv "$@" >"$work/out" 2>"$work/err" </dev/null; status=$?; out=$(<"$work/out") err=$(<"$work/err"); }
elsewhere region load --to x
ok 'a region that cannot be run: exit 3' exits 3
ok 'a region that cannot be run: told' complains 'metodaktiv-region не запускается: '
chmod +x path/metodaktiv-region
elsewhere region
ok 'the region in PATH' same "$out" '<>'
mv path/metodaktiv-region alone
elsewhere region load --to x --help 'a b'
ok 'the region: its own exit' exits 5
ok 'the region: its own words' same "$out" '<load><--to><x><--help><a b>'
rm alone/metodaktiv-region
elsewhere region
ok 'no region: exit 1' exits 1
ok 'no region: told' complains 'metodaktiv-region здесь нет'
rm -r alone path

# And where that program is built, it tells of itself without a region.
if [ -x "$program-region" ]; then
	of_region() { env -u METODAKTIV_REGION "$program-region" "$@" >"$work/out" 2>"$work/err" </dev/null; status=$?; out=$(<"$work/out") err=$(<"$work/err"); }
	of_region
	ok 'the region: its commands' grep -q '^  load FILE' out
	of_region --version
	ok 'the region: its version' same "$("$program" --version | head -1 | cut -d' ' -f2)" "$(head -1 out | cut -d' ' -f2)"
	of_region load --help
	ok 'the region: one command' same 'metodaktiv-region load FILE' "$(head -1 out)"
	of_region help frob
	ok 'the region: no command' [ "$status" -eq 2 -a "$err" = 'metodaktiv-region: нет команды «frob»' ]
	of_region status
	ok 'the region: where it is has to be said' complains 'не сказано, где база региона'
fi

run --version
ok 'version: exit 0' exits 0
ok 'version: of the program' says 'metodaktiv 0.'
ok 'version: of the format' says 'формат базы '
ok 'version: of LMDB' says 'LMDB 0.'
ok 'version: of curses' says 'ncurses'

commands=$("$program" --print-completion | sed -n "s/^\tlocal commands='\([^']*\)'.*/\1/p")
ok 'the program names its commands' [ "$(wc -w <<<"$commands")" -ge 17 ]
run --help
ok 'help: exit 0' exits 0
for command in $commands; do
	ok "help: $command is listed" grep -qE "^  $command( |$)" "$work/out"
done
for command in $commands; do
	run help "$command"
	ok "help $command: exit 0" exits 0
	ok "help $command: its usage" says "metodaktiv $command"
	run "$command" --help
	ok "$command --help: exit 0 whatever is missing" exits 0
done
run help user add
ok 'help of one action' says '--role ROLE'
ok 'help of one action: not of others' not says 'user remove'
run help user frob
ok 'help of no action: exit 2' exits 2
run export --help
ok 'help lists the tables' says 'association_members'
ok 'lines of help fit the terminal' not grep -qE '.{81}' "$work/out"
finish
