#!/bin/bash
# Excel workbooks in: what the program writes it reads back, by name, by standard input and over SSH.
. "$(dirname "$0")/tap.bash"

"$program" init --profile strezhevoy >/dev/null
"$program" import --all "$root/tests/data/strezhevoy" >/dev/null 2>&1

# piped FILE ARGUMENT...: run with the file as standard input
piped()
{
	local file=$1
	shift
	"$program" "$@" >"$work/out" 2>"$work/err" <"$file"
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
}

for file in "$root"/tests/data/strezhevoy/*.csv; do
	kind=$(basename "$file" .csv)
	rows=$("$program" export "$kind" --format json | jq length)
	"$program" export "$kind" --format xlsx -o "$kind.xlsx" >/dev/null
	run import "$kind" "$kind.xlsx"
	ok "$kind: comes back as it was" says "Внесено: 0, изменено: 0, без изменений: $rows;"
done

cp people.xlsx people.csv
run import people people.csv
ok 'a workbook named .csv' says 'без изменений: 500'
piped people.xlsx import people -
ok 'by standard input' says 'без изменений: 500'
SSH_ORIGINAL_COMMAND='import people -' piped people.xlsx --db "$db" ssh-session --account "$(id -un)"
ok 'over SSH' says 'без изменений: 500'
run import people people.xlsx --sheet people
ok 'a sheet by its name' says 'без изменений: 500'
run import people people.xlsx --sheet Лист1
ok 'another sheet: exit 1' exits 1
ok 'another sheet: those there are' complains 'листа «Лист1» в книге нет; есть: «people»'
"$program" export people >table.csv
run import people table.csv --sheet Лист1
ok 'a sheet of a text' complains 'листы есть только у книги Excel'
"$program" export people --format json >table.json
run import people table.json --sheet Лист1
ok 'a sheet of JSON: exit 2' exits 2
run import --all . --sheet Лист1
ok 'a sheet of a folder: exit 2' exits 2

ok 'a start does not load the libraries' not grep -qE 'archive|expat' <(readelf -d "$program")
for library in libarchive.so.13 libexpat.so.1; do
	mkdir missing && : >"missing/$library"
	LD_LIBRARY_PATH=$PWD/missing run import people people.xlsx
	ok "without $library it is refused" exits 1
	ok "$library is named" complains "нет библиотеки $library"
	rm -r missing
done
finish
