#!/bin/bash
# run.sh TREE - a sample of mutants: places of the program made to do something else, one at a time, and
# whether a test notices. `make mutants` calls it; TREE is a built copy of the sources, which it changes.
#   MUTANTS_SEED    which sample (1)
#   MUTANTS_QUOTA   so many of each layer (15), or "layer=number …"
#   MUTANTS_TESTS   a pattern of the tests that take part (all), MUTANTS_ONLY numbers to try again
#   TEST_JOBS       so many tests side by side
# All mutants are compiled into one build, and MUTANT chooses (mutant.c). Every test is run once without a
# mutant, which tells how long it takes and which places it comes by; a mutant is then tried by those that
# come by it, the quickest of its own floor first, until one fails. What no test comes by survives unseen.
# The verdicts go to TREE/mutants.tsv, the report to TREE/mutants.txt and to the terminal.
set -u

here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "${1:?}" && pwd) || exit 1
if [ "$tree" -ef "$here/../.." ] || [ -e "$tree/.git" ]; then
	echo "$tree: the sources themselves; a copy is wanted" >&2
	exit 1
fi
seed=${MUTANTS_SEED:-1} quota=${MUTANTS_QUOTA:-15} jobs=${TEST_JOBS:-$(nproc)}
work=$tree/mutants
cd "$tree" || exit 1
mkdir -p "$work/seen" "$work/ran"
export METODAKTIV=$tree/metodaktiv BUILD=$tree/build

# The sample: sites in an order the seed tells, at most one a line and two a file, until the quota is full.
sample()
{
	find db screens src -name '*.c' ! -path 'src/region/*' ! -name region_main.c | LC_ALL=C sort |
	    xargs awk -f "$here/sites.awk" |
	    awk -F'\t' -v seed="$seed" 'BEGIN { x = seed * 7919 % 2147483647 + 1; for (i = 0; i < 9; i++) x = x * 16807 % 2147483647 }
		{ x = x * 16807 % 2147483647; printf "%010d\t%s\n", x, $0 }' | LC_ALL=C sort |
	    awk -F'\t' -v quota="$quota" '
		BEGIN { n = split(quota, each, " "); for (i = 1; i <= n; i++) { split(each[i], two, "=")
			if (two[2] == "") every = two[1]; else most[two[1]] = two[2] } }
		{ if (!($2 in most)) most[$2] = every + 0 }
		taken[$2] < most[$2] && !(($3, $4) in line) && file[$3] < 2 {
			taken[$2]++; line[$3, $4] = 1; file[$3]++
			text = $6; for (i = 7; i <= NF; i++) text = text "\t" $i
			gsub(/MUTANT/, ++number, text)
			printf "%d\t%s\t%s\t%s\t%s\t%s\n", number, $2, $3, $4, $5, text }'
}

# The places of named.txt (file, line of code, operator, the line with both), numbered from $1 on.
named()
{
	local layer file line operator text at
	number=$1
	while IFS=$'\t' read -r file line operator text; do
		at=$(awk -v line="$line" '{ text = $0; sub(/^\t+/, "", text) } text == line { print FNR; exit }' "$file")
		layer=$(echo "$file" | sed -E 's,^(screens|db)/.*,\1,; s,^src/([a-z]+)/.*,\1,')
		[ -n "$at" ] || { echo "named.txt: not in $file: $line" >&2; continue; }
		printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$number" "$layer" "$file" "$at" "$operator" "${text//MUTANT/$number}"
		number=$((number + 1))
	done <"$here/named.txt"
}

# Put the mutants into a file. To the compiler it is a system's from then on: of such it has no warnings.
mutate()
{
	cp -p "$1" "$work/original.c"
	awk -F'\t' -v file="$1" 'NR == FNR { if ($3 == file) { text = $6; for (i = 7; i <= NF; i++) text = text "\t" $i
			changed[$4] = text } next }
		FNR == 1 { printf "# 1 \"%s\" 3\nextern int mutant_is(int); ", file }
		{ print FNR in changed ? changed[FNR] : $0 }' "$work/sites.tsv" "$work/original.c" >"$1"
}

build()
{
	local file object
	cp "$here/mutant.c" src/base/mutant.c
	for file in $(cut -f3 "$work/sites.tsv" | sort -u); do mutate "$file"; done
	make -k -j"$jobs" tests >"$work/build.log" 2>&1 && return
	# What does not compile is no mutant: those files are as they were, and their mutants are gone.
	for file in $(cut -f3 "$work/sites.tsv" | sort -u); do
		object=build/${file%.c}.o
		[ "$object" -nt "$file" ] && continue
		echo "does not compile: $file" >&2
		awk -F'\t' -v file="$file" 'NR == FNR { if ($3 == file) gone[$1] = 1; next } !($1 in gone)' \
		    "$work/sites.tsv" "$work/sites.tsv" >"$work/kept.tsv"
		cp -p "$here/../../$file" "$file" && touch "$file"
		mv "$work/kept.tsv" "$work/sites.tsv"
	done
	make -j"$jobs" tests >"$work/build.log" 2>&1 || { tail -20 "$work/build.log" >&2; exit 1; }
}

tests()
{
	{ find build/tests/unit build/tests/store build/tests/screen -type f -perm -u+x ! -name '*.o' ! -name '*.d' ! -name '*.so'
	  ls tests/cli/*.sh; } |
	    grep -vE 'tests/cli/(install|ssh|pages)\.sh|screen/(pictures|over_ssh)$' |
	    grep -E "${MUTANTS_TESTS:-.}" | LC_ALL=C sort
}

name_of() { echo "${1//\//+}"; }

# Without a mutant: how long, and what is come by. What fails by itself takes no part.
record()
{
	local name started
	name=$(name_of "$1")
	[ -e "$work/ran/$name" ] && return
	rm -f "$work/seen/$name"
	truncate -s 4096 "$work/seen/$name"
	started=$(date +%s%N)
	if MUTANT_SEEN=$work/seen/$name tests/run.sh "$1" >"$work/ran/$name.out" 2>&1; then
		echo "$1 $((($(date +%s%N) - started) / 1000000))" >"$work/ran/$name"
	else
		rm -f "$work/seen/$name"
		echo "fails without a mutant: $1" >&2
	fi
}

# "milliseconds test" of all that come by mutant $1 of layer $2, its own floor's first.
watchers()
{
	local file name
	for file in "$work"/ran/*; do
		case $file in *.out) continue ;; esac
		name=${file##*/}
		[ "$(od -An -tu1 -j"$1" -N1 "$work/seen/$name" | tr -d ' ')" = 1 ] && cat "$file"
	done | awk -v layer="$2" '{ far = index($1, "tests/unit/" layer) || index($1, "tests/screen") && layer == "screens" ||
		index($1, "tests/cli") && layer == "cli" ? 0 : index($1, "tests/unit") ? 1 : 2; print far, $2, $1 }' |
	    sort -k1,1n -k2,2n | cut -d' ' -f2-
}

# Try mutant $1 (layer $2): its row of verdicts goes to its own file.
try()
{
	local milliseconds test limit verdict='survived' by='-' watched=0
	while read -r milliseconds test; do
		watched=$((watched + 1))
		limit=$((20 + milliseconds / 100))
		MUTANT=$1 TEST_SECONDS=$limit tests/run.sh "$test" >"$work/ran/mutant-$1.out" 2>&1 && continue
		verdict=killed by=$test
		grep -q 'longer than' "$work/ran/mutant-$1.out" && verdict='killed by time'
		break
	done < <(watchers "$1" "$2")
	[ "$watched" -gt 0 ] || verdict='not reached'
	printf '%s\t%s\t%s\n' "$verdict" "$by" "$watched" >"$work/verdict-$1"
}

# Run "$1 each line's words" for the lines of standard input, so many side by side.
side_by_side()
{
	local words
	while read -r -a words; do
		while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n; done
		"$1" "${words[@]}" &
	done
	wait
}

report()
{
	local number layer file line operator text
	while IFS=$'\t' read -r number layer file line operator text; do
		[ -e "$work/verdict-$number" ] || continue
		printf '%s\t%s\t%s:%s\t%s\t%s\n' "$number" "$layer" "$file" "$line" "$operator" "$(cat "$work/verdict-$number")"
	done <"$work/sites.tsv" >"$tree/mutants.tsv"
	awk -F'\t' -v seed="$seed" '
		{ run[$2]++; all++ }
		$5 ~ /^killed/ { killed[$2]++; dead++ }
		$5 == "killed by time" { slow++ }
		$5 !~ /^killed/ { left = left sprintf("  %3d %-9s %s  %s: %s (%d tests)\n", $1, $2, $3, $4, $5, $7) }
		END { printf "seed %s\n", seed
			n = split("base model rules db service exchange document cli screens", layer, " ")
			for (i = 1; i <= n; i++) if (run[layer[i]]) printf "%-9s %3d of %3d killed\n", layer[i], killed[layer[i]], run[layer[i]]
			printf "%-9s %3d of %3d killed, %d of them by time\n", "all", dead, all, slow
			if (left != "") printf "left:\n%s", left }' "$tree/mutants.tsv" | tee "$tree/mutants.txt"
}

if [ ! -s "$work/sites.tsv" ]; then
	sample >"$work/sites.tsv"
	named $(($(wc -l <"$work/sites.tsv") + 1)) >"$work/named.tsv"
	cat "$work/named.tsv" >>"$work/sites.tsv"
	build
fi
tests | side_by_side record
for number in ${MUTANTS_ONLY:-}; do rm -f "$work/verdict-$number"; done
awk -F'\t' '{ print $1, $2 }' "$work/sites.tsv" | while read -r number layer; do
	[ -e "$work/verdict-$number" ] || echo "$number $layer"
done | side_by_side try
report
