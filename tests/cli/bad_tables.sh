#!/bin/bash
# Files with one fault each: which line and column is named, what --keep-going takes, what is exported.
. "$(dirname "$0")/tap.bash"
data=$root/tests/data/bad

"$program" init --profile strezhevoy >/dev/null
"$program" import --all "$data/base" >/dev/null
cp -r "$db" base

# fault_named LINE COLUMN|COLUMN: a complaint of that line that names one of the columns (- is any)
fault_named()
{
	local pattern="строка $1\\b"
	[ "$1" = - ] && pattern=.
	[ "$2" = - ] || pattern+=".*(${2//./\\.})"
	LC_ALL=C.UTF-8 grep -qE "$pattern" "$work/err"
}

while IFS=$'\t' read -r file kind verdict line column rows _; do
	[[ $file == \#* || -z $file ]] && continue
	rm -rf "$db"
	cp -r base "$db"
	before=$("$program" export "$kind" | sha256sum)
	run import "$kind" "$data/$file"
	if [ "$verdict" = refuse ]; then
		ok "$file is refused" exits 1
		ok "$file: the fault is named" fault_named "$line" "$column"
		ok "$file: nothing changed" same "$before" "$("$program" export "$kind" | sha256sum)"
		run import "$kind" "$data/$file" --keep-going
		ok "$file: still exit 1 with --keep-going" exits 1
		taken=$(grep -oE '(Внесено|изменено|без изменений): [0-9]+' "$work/out" |
		    awk '{ n += $NF } END { print n + 0 }')
		ok "$file: $rows good rows" [ "$taken" -eq "$rows" ]
	else
		ok "$file is accepted" exits 0
		"$program" export "$kind" >"$work/table"
		[ -e "$data/exported/$file" ] &&
		    ok "$file: its bytes come out" same_files "$work/table" "$data/exported/$file"
	fi
done <"$data/EXPECTED.txt"

# What reads alike is one: К or a Latin K, with quotes or without.
rm -rf "$db"
cp -r base "$db"
printf '%s\n' 'code;number;date;kind;subject' 'R8;17-К;2025-12-01;иное;О' 'R9;17-K;2025-12-02;иное;О' >orders.csv
run import orders orders.csv
ok 'a number in another alphabet is the same number' exits 1
ok 'a number in another alphabet: the second of them' fault_named 3 number
printf '%s\n' 'event;person;role;nomination' 'E1;B1;победитель;«Дебют»' 'E1;B2;победитель;дебют' \
    >participants.csv
run import participants participants.csv
ok 'a nomination in quotes is the same nomination' exits 1
ok 'a nomination in quotes: the second of them' fault_named 3 role
finish
