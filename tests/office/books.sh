#!/bin/bash
# books.sh - every workbook the program writes, opened by LibreOffice Calc, and each cell of it held
# against the CSV of the same: all tables, the roster, figures and names, and what the output window
# of every screen writes. They are left in $BUILD/books to be looked at.
. "$(dirname "$0")/../cli/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
: "${BUILD:?where the workbooks go}"
books=$BUILD/books
rm -rf "$books"
mkdir -p "$books"

# book NAME WORD...: the same as a workbook and as CSV.
book()
{
	local name=$1 format
	shift
	for format in xlsx csv; do
		run "$@" --format "$format" -o "$books/$name.$format"
		[ "$status" -eq 0 ] || break
	done
	ok "$name: written" exits 0
}

# town TOWN: all of it.
town()
{
	local table kind which
	rm -rf "$db"
	"$program" init --rehearsal --profile "$1" >/dev/null
	"$program" import --all "$root/tests/data/$1" >/dev/null 2>&1
	for table in "$root/tests/data/$1"/*.csv; do
		kind=$(basename "$table" .csv)
		book "export-$1-$kind" export "$kind" --headers id
	done
	book "roster-$1" roster
	book "figures-$1" indicators
	book "parts-$1" indicators --by association
	for which in assessed trained pathways methodists pathways_done young; do
		book "names-$1-$which" indicators --names "$which"
	done
}

town strezhevoy
town kuznetsk
(cd "$root" && OUTPUT_FILES=$books env -u METODAKTIV_DB "$BUILD/tests/screen/output") >"$work/out" 2>&1
ok 'the screens write theirs' [ "$(ls "$books"/[0-9]*.xlsx | wc -l)" -ge 10 ]
rm "$books"/[0-9]*-показатели-* # a workbook of sheets, which the figures above are

# Separated by semicolons, in UTF-8, cells as they are shown, each sheet a file.
sheets='csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1'
mkdir "$work/home"
HOME=$work/home LC_ALL=C.UTF-8 soffice --headless --convert-to "$sheets" --outdir "$books/sheets" "$books"/*.xlsx \
    >"$work/out" 2>&1
while read -r verdict; do
	if [[ $verdict == ok* ]]; then
		ok "${verdict#ok }" true
	else
		ok "$verdict" false
	fi
done < <(/usr/bin/python3 "$root/tests/office/books.py" "$books" 2>&1)
finish
