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

# A part of a book: nothing but gzip is there everywhere, and what a zip holds is what it reads.
part()
{
	local at
	at=$(grep -abo "$2" "$1" | head -1 | cut -d: -f1)
	tail -c "+$((at - 29))" "$1" | gzip -dc 2>/dev/null
}
"$program" roster --on 2026-05-31 --format xlsx >roster.xlsx
"$program" roster --on 2026-05-31 --format csv >roster.csv
"$program" export people >people.csv
for book in people roster; do
	part $book.xlsx xl/worksheets/sheet1.xml >sheet
	ok "$book: has every column" [ "$(sed 's,</row>.*,,' sheet | grep -o '<c ' | wc -l)" -eq \
	    "$(head -1 $book.csv | tr ';' '\n' | wc -l)" ]
	ok "$book: prints across, as wide as a page" grep -q '<pageSetup fitToHeight="0" orientation="landscape"/>' sheet
	ok "$book: what is looked for can be chosen in its heads" grep -q '<autoFilter ref="A1:[A-Z]*[0-9]*"/>' sheet
	ok "$book: which stand on every page" \
	    grep -q "Print_Titles\" localSheetId=\"0\">$book!\\\$1:\\\$1<" <(part $book.xlsx xl/workbook.xml)
done
"$program" indicators --to 2026-05-31 --format xlsx >indicators.xlsx
part indicators.xlsx xl/sharedStrings.xml >strings
figures() { jq -c 'map(. * 1e6 | round)'; } # a figure has as many digits as it needs
sheet=2
for by in month association organisation; do
	"$program" indicators --to 2026-05-31 --by $by --format json | jq -c '.[] | [(.indicators[] | select(.id != "load")),
	    (.indicators[] | select(.id == "load")) | .value] + [.staff] | map(select(. != null))' | figures >expected
	part indicators.xlsx xl/worksheets/sheet$sheet.xml | sed 's,</row>,\n,g' | sed -n '/<row r="\([4-9]\|..\)"/p' |
	    sed 's,<c [^>]*t="s"[^>]*><v>[^<]*,,g; s,</v>, ,g; s,<[^>]*>,,g; s,^ *,[,; s, *$,],; s, \+,\,,g' | figures >got
	ok "indicators: by $by" same_files got expected
	ok "indicators: by $by, of which there are some" [ "$(wc -l <got)" -gt 8 ]
	sheet=$((sheet + 1))
done
ok 'indicators: each with its rule' [ "$(grep -o 'в периоде\|на последний день\|к последнему дню' strings | wc -l)" -gt 8 ]

ok 'a start does not load the libraries' not grep -qE 'archive|expat' <(readelf -d "$program")
for library in libarchive.so.13 libexpat.so.1; do
	mkdir missing && : >"missing/$library"
	LD_LIBRARY_PATH=$PWD/missing run import people people.xlsx
	ok "without $library it is refused" exits 1
	ok "$library is named" complains "нет библиотеки $library"
	rm -r missing
done
finish
