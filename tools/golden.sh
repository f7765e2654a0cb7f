#!/bin/bash
# golden.sh PROGRAM [DATA] - makes the expected tables and answers of tests/data anew from PROGRAM.
# Answers that mean the same are left as they are, so that the diff shows what has changed. It is to
# be read before it is kept: what is wrong in the program is wrong in these files from here on.
set -eu
program=$1 data=$(realpath "${2:-tests/data}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export METODAKTIV_NOW=2026-05-31T12:00:00 METODAKTIV_DB=$work/db

database() # FOLDER: a fresh database with the tables of a folder
{
	rm -rf "$work/db"
	"$program" init --rehearsal --profile strezhevoy >/dev/null
	"$program" import --all "$1" >/dev/null
}

table() # KIND FILE
{
	"$program" export "$1" >"$work/table"
	cmp -s "$work/table" "$2" || { cp "$work/table" "$2"; echo "$2"; }
}

# What tests compare of an answer: titles, clauses and wordings are the profile's. Numbers are kept as
# the program wrote them, 0.0 and not 0; of verdicts only what is compared.
meaning='walk(if type == "object" then del(.title, .clause, .text, .because, .evidence) else . end)'
answer() # FILE ARGUMENT...
{
	local file=$1
	shift
	"$program" "$@" >"$work/answer"
	[ "$(jq -Sc "$meaning" "$work/answer")" = "$(jq -Sc "$meaning" "$file")" ] && return
	if [ "$1" = eligibility ]; then
		jq "$meaning" "$work/answer" >"$file"
	else
		cp "$work/answer" "$file"
	fi
	echo "$file"
}

for town in strezhevoy kuznetsk; do
	database "$data/$town"
	for file in "$data/$town"/*.csv; do
		table "$(basename "$file" .csv)" "$file"
	done
	while IFS=$'\t' read -r file command; do
		[[ $command == 'metodaktiv '* ]] || continue
		[[ $file == worklist-all* ]] && continue # holds but a part of the answer
		eval "words=(${command#metodaktiv })"
		answer "$data/$town/expected/$file" "${words[@]}"
	done <"$data/$town/expected/COMMANDS.txt"
done

database "$data/bad/base"
cp -r "$work/db" "$work/base"
for file in "$data/bad/exported"/*.csv; do
	name=$(basename "$file")
	rm -rf "$work/db"
	cp -r "$work/base" "$work/db"
	"$program" import "${name%%.*}" "$data/bad/$name" >/dev/null
	table "${name%%.*}" "$file"
done

rm -rf "$work/db"
"$program" init --rehearsal --profile strezhevoy >/dev/null
for kind in organisations people requests; do
	"$program" import "$kind" "$data/messy/$kind.csv" >/dev/null
done
for file in "$data/messy/expected"/*.csv; do
	table "$(basename "$file" .csv)" "$file"
done
