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
finish
