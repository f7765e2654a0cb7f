#!/bin/bash
# Files: each way of writing one, each place it may not go; what is read by name and is no file.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
make_town strezhevoy
umask 000

# Ways of writing a file: FILE is where to.
ways=(
	'export people -o FILE'
	'export people --format json -o FILE'
	'indicators --format xlsx -o FILE'
	'indicators --names assessed --format csv -o FILE'
	'roster -o FILE'
	'roster --public --format csv -o FILE'
	'document roster -o FILE'
	'document minutes M001 --format html -o FILE'
	'publish -o FILE'
	'profile new -o FILE'
	'backup FILE'
)
# do_way WAY FILE [--force]
do_way()
{
	local words
	read -ra words <<<"$1"
	run "${words[@]/#FILE/$2}" ${3+"$3"}
}

# The places, made anew for each way; $kept is what must stay as it is.
places()
{
	rm -rf place && mkdir -p place/folder/inner place/dotted && echo old >place/old
	ln -s old place/link && ln -s nowhere place/dangling && ln -s "$db" place/base
	ln -s "$db/copies" place/copies
	mkdir -p "$db/copies"
}
bad=(
	'place/link|символическая ссылка'
	'place/dangling|символическая ссылка'
	'place/folder|папка'
	'place/nowhere/x|nowhere'
	'place/base/x|в папке базы'
	'place/base/data.mdb|в папке базы'
	'place/copies/x|в папке базы'
	"$db/x|в папке базы"
	"$db/lock.mdb|в папке базы"
	"$db/copies/deeper/../x|"
)
# What lies in the database's folder and among the places, by name and kind.
seen() { (cd "$work" && find db place -printf '%p %y %l\n' | sort; cat place/old); }

for way in "${ways[@]}"; do
	places
	before=$(seen)
	for line in "${bad[@]}"; do
		do_way "$way" "${line%%|*}" --force
		ok "$way: ${line%%|*} is refused, --force or not" [ "$status" -eq 1 -a -n "$err" ]
		[ -z "${line#*|}" ] || ok "$way: ${line%%|*}: why" complains "${line#*|}"
	done
	do_way "$way" place/base/x
	ok "$way: in a database: exit 1" exits 1
	do_way "$way" place/old
	ok "$way: a file that is there: exit 1" exits 1
	ok "$way: a file that is there: what to do" complains '--force'
	ok "$way: nothing has changed" same "$before" "$(seen)"
	mode=600
	[[ $way == publish* ]] && mode=644
	do_way "$way" place/new
	ok "$way: a new file" exits 0
	ok "$way: its rights" same "$(stat -c %a place/new)" $mode
	do_way "$way" place/old --force
	ok "$way: told to replace" exits 0
	ok "$way: replaced" not grep -qx old place/old
	ok "$way: the rights of the new one" same "$(stat -c %a place/old)" $mode
	do_way "$way" /dev/null
	ok "$way: a device" exits 0
	ok "$way: the device stays" [ -c /dev/null ]
	mkfifo place/pipe
	cat place/pipe >place/read &
	do_way "$way" place/pipe
	wait $!
	ok "$way: a pipe takes it and stays" [ -p place/pipe -a -s place/read ]
	ok "$way: nothing is left beside" [ -z "$(find place -name '.*' -o -name '*tmp*')" ]
done
run verify
ok 'the database is whole' exits 0

# Folders of tables.
places
touch place/folder/other
ln -s "$work/elsewhere" place/folder/way
for line in 'place/folder|не пуста' 'place/base/t|в папке базы' 'place/base|символическая ссылка' \
    'place/base/|символическая ссылка' "$db|в папке базы" "$db/copies|в папке базы" 'place/old|не папка' \
    'place/a/b|a/b'; do
	run export --all "${line%%|*}"
	ok "export --all ${line%%|*}: refused" exits 1
	ok "export --all ${line%%|*}: why" complains "${line#*|}"
	[ "${line%%|*}" = place/folder ] && continue
	run export --all "${line%%|*}" --force
	ok "export --all ${line%%|*} --force: refused" exits 1
done
run export --all place/folder --force
ok 'export --all --force: into a folder that holds something' exits 0
ok 'export --all --force: what else is there stays' [ -e place/folder/other ]
run export --all place/folder --force
ok 'export --all --force: over its own files' exits 0
ln -sf ../old place/folder/votes.csv
sum=$(sha256sum <place/folder/people.csv)
rm place/folder/people.csv
run export --all place/folder --force
ok 'export --all --force: a link among the files: refused' exits 1
ok 'export --all --force: before anything is written' [ ! -e place/folder/people.csv ]
run export --all place/fresh
ok 'export --all: a new folder' exits 0
ok 'export --all: the same table' same "$sum" "$(sha256sum <place/fresh/people.csv)"
ok 'export --all: rights' same "$(stat -c %a place/fresh place/fresh/people.csv | xargs)" '700 600'

# Standard input and output.
"$program" backup - >place/sent 2>"$work/err"
ok 'backup -: exit 0' [ $? -eq 0 ]
run --db "$work/second" restore place/sent
ok 'backup -: it is a copy' exits 0
"$program" --db "$work/third" restore - <place/sent >"$work/out" 2>"$work/err"
ok 'restore -: exit 0' [ $? -eq 0 ]
run --db "$work/third" verify
ok 'restore -: verified' exits 0
ok 'restore -: nothing is left beside' same "$(ls -A "$work/third" | grep -vx here | xargs)" 'data.mdb lock.mdb'
head -c 5000 place/sent | "$program" --db "$work/fourth" restore - >"$work/out" 2>"$work/err"
ok 'restore -: half a copy: exit 3' [ $? -eq 3 ]
ok 'restore -: half a copy: nothing made' [ ! -e "$work/fourth" ]
"$program" backup - | head -c 10 >/dev/null
ok 'backup -: a broken pipe leaves nothing' [ -z "$(find "$db" -name '*tmp*')" ]
run document roster -o -
ok '-o -: standard output' [ -n "$out" -a ! -e - ]
"$program" stat >/dev/full 2>"$work/err"
status=$? err=$(<"$work/err")
ok 'an answer that cannot be written: exit 1' exits 1
ok 'an answer that cannot be written: why' complains 'не удалось записать ответ: на диске нет места'
# What is bytes and no text does not come to a terminal.
for command in 'export people --format xlsx' 'indicators --format xlsx' 'year --format xlsx' 'roster --format xlsx' \
    'roster --format pdf' 'document minutes M001 --format odt' 'backup -'; do
	script -qfec "$program $command" typescript </dev/null >/dev/null
	ok "$command on a terminal: exit 2" same $? 2
	ok "$command on a terminal: told" grep -q 'на экран не выводится' typescript
done
# Nor do the form feeds of a printer.
script -qfec "$program document order R0026" typescript </dev/null >/dev/null
ok 'sheets on a terminal' [ "$(grep -c $'\f' typescript)" -eq 0 -a "$("$program" document order R0026 | grep -c $'\f')" -gt 0 ]
run export people --headers ru --format json
ok 'headers of what has none: exit 2' exits 2
run export --all tables -o file
ok 'a folder and a file: exit 2' [ "$status" -eq 2 -a ! -e tables ]
run publish -o -
ok 'publish -o -: exit 2' exits 2

# A folder of tables: what is no table is named.
mkdir place/some && cp "$root/tests/data/strezhevoy/organisations.csv" place/some
touch place/some/{People.csv,note.txt,.hidden}
run import --all place/some
ok 'import --all: exit 0' exits 0
ok 'import --all: names what it passed over' grep -qxE 'не таблицы, пропущены: (People.csv, note.txt|note.txt, People.csv)' "$work/err"
mkdir place/many && cp place/some/organisations.csv place/many && touch place/many/{1..53}.txt
run import --all place/many
ok 'import --all: names fifty, and how many besides' grep -qE '^не таблицы, пропущены: 1.txt, .* и ещё 3$' "$work/err"
run import --all place/many --format json
ok 'import --all: a folder without one table' complains 'нет ни одной таблицы (people.json и других)'

# The folder of a new database.
mkdir place/taken && touch place/taken/letter && ln -s "$work/second" place/way
mkdir -m 755 place/empty place/empty2
for line in 'place/taken|не пуста' 'place/way|символическая ссылка' 'place/way/|символическая ссылка' \
    'place/old|не папка' "$db|база уже есть"; do
	for command in "init --profile strezhevoy" "restore place/sent"; do
		# shellcheck disable=SC2086
		run --db "${line%%|*}" $command
		ok "$command into ${line%%|*}: refused" exits 1
		ok "$command into ${line%%|*}: why" complains "${line#*|}"
	done
done
ok 'what lay there stays' [ -e place/taken/letter ]
group=$(id -gn)
run --db place/empty init --profile strezhevoy --group "$group"
ok 'init --group: exit 0' exits 0
ok 'init --group: rights' same "$(stat -c '%a %G' place/empty)" "2770 $group"
run --db place/empty2 restore place/sent --group "$group"
ok 'restore --group: exit 0' exits 0
ok 'restore --group: rights' same "$(stat -c '%a %G' place/empty2)" "2770 $group"
ok 'restore --group: the file'"'"'s' same "$(stat -c %G place/empty2/data.mdb)" "$group"
run --db place/none/such init --profile strezhevoy --group no-such-group
ok 'a group that is not: exit 1' exits 1
ok 'a group that is not: told' complains 'no-such-group'
ok 'a group that is not: nothing made' [ ! -e place/none ]

# What was taken stands in the journal; it is no change.
places
last() { "$program" log --format json | jq -r '.[0] | [.operation, .reason] | join(" ")'; }
run export people
ok 'journal: a table' same "$(last)" 'export Люди'
run document minutes M001
ok 'journal: a paper, with the digest of its file' same "$(last)" \
    "paper minutes M001 --format text (запись № 2), отпечаток $(b2sum -l 256 "$work/out" | cut -d' ' -f1)"
run roster --public
ok 'journal: the list' same "$(last)" 'export состав актива на 31.05.2026, для сайта'
run indicators --names assessed
ok 'journal: names' same "$(last)" 'export люди показателя «Диагностика»'
rows=$("$program" log --format json | jq length)
run indicators
run stat
run export people -o place/old
ok 'journal: figures, and what was refused, are not in it' same "$rows" "$("$program" log --format json | jq length)"
printf 'code;name;type\nO900;Новая;школа\n' >place/one.csv
run import organisations place/one.csv
run export people
run undo
ok 'journal: undo passes it over' exits 0
run show organisations O900
ok 'journal: what came before it is undone' exits 1
run verify
ok 'journal: verified' exits 0

# A row that cannot be written: nothing is given.
limited()
{
	(ulimit -f 8 && exec "$program" "$@" >"$work/out" 2>"$work/err" </dev/null)
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
}
for command in 'export people' 'roster' 'document roster' 'indicators --names assessed' \
    'export people -o place/none' 'document roster -o place/none'; do
	# shellcheck disable=SC2086
	limited $command
	ok "no row, no «$command»: exit 1" exits 1
	ok "no row, no «$command»: nothing given" [ -z "$out" -a ! -e place/none ]
done

# Read by name: files only, and of a size a table can have; none of them takes long or much.
# within SECONDS ARGUMENT...: as run, by the time of the processor.
memory='-v 4000000'
is_sanitized && memory=
within()
{
	local limit=$1
	shift
	# shellcheck disable=SC2086
	(ulimit -t "$limit" $memory && exec timeout 60 "$program" "$@" >"$work/out" 2>"$work/err" </dev/null)
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
}
places
mkfifo place/pipe.csv
mkdir place/tables place/piped && mkfifo place/piped/people.csv
for line in 'import people place/pipe.csv|канал' 'import people /dev/zero|устройство' \
    'import people /dev/tty|/dev/tty' 'import people place/folder|папка' 'import --all place/piped|канал' \
    'import --all /dev/zero|/dev/zero' 'import people place/old --map place/pipe.csv|канал' \
    'restore place/pipe.csv|не резервная копия' 'restore /dev/zero|не резервная копия' \
    'restore place/folder|не резервная копия' 'profile check place/pipe.csv|файла с таким именем нет' \
    'profile check /dev/zero|файла с таким именем нет' 'profile check place/folder|файла с таким именем нет'; do
	# shellcheck disable=SC2086
	within 5 --db "$([[ $line == restore* ]] && echo "$work/fifth" || echo "$db")" ${line%%|*}
	ok "${line%%|*}: refused" [ "$status" -ge 1 -a "$status" -le 3 ]
	ok "${line%%|*}: why" complains "${line#*|}"
done
truncate -s 100000001 place/large.csv
within 10 import people place/large.csv
ok 'more than 100 MB: exit 1' exits 1
ok 'more than 100 MB: told' complains '100 МБ'
head -c 3000000 /dev/zero | tr '\0' ';' >place/wide.csv
within 10 import people place/wide.csv
ok 'a million columns: exit 1' exits 1
ok 'a million columns: told' complains 'столб'
printf 'code;name;type\nO901;' >place/long.csv
head -c 90000000 /dev/zero | tr '\0' x >>place/long.csv
echo ';школа' >>place/long.csv
within 20 import organisations place/long.csv
ok 'a cell of 90 MB: exit 1' exits 1
ok 'a cell of 90 MB: told' complains '255'
finish
