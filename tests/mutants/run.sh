#!/bin/bash
# run.sh TREE - a sample of mutants: places of the program made to do something else, one at a time, and
# whether a test notices. `make mutants` calls it, the tests being built; TREE is the copy it makes of them.
#   MUTANTS_SEED     which sample (1)
#   MUTANTS_QUOTA    so many of each layer (15), or "layer=number … number"
#   MUTANTS_TESTS    a pattern of the tests that take part (all)
#   MUTANTS_SECONDS  so long a mutant is tried at most (300); what was not tried then is told
#   MUTANTS_ONLY     numbers to try again in a tree that is there, by the tests as they are now
#   TEST_JOBS        so many tests side by side
# All mutants are compiled into one build, and MUTANT chooses (mutant.c). Every test is run once without a
# mutant, which tells how long it takes and which places it comes by; a mutant is then tried by those that
# come by it, the quickest of its own floor first, until one fails that passes right after without it. What no
# test comes by survives unseen. What same.txt names is not drawn. The verdicts go to TREE/mutants.tsv, the report to TREE/mutants.txt and to the
# terminal. Ctrl-C stops it; the same command goes on from there, unless a source has changed meanwhile.
set -u

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "${1:?}" && tree=$(cd "$1" && pwd) || exit 1
if [ "$tree" -ef "$root" ] || [ -e "$tree/.git" ]; then
	echo "$tree: the sources themselves; a folder for a copy is wanted" >&2
	exit 1
fi
if [ -n "$(ls -A "$tree")" ] && [ ! -d "$tree/mutants" ]; then
	echo "$tree: no copy of before, and not empty" >&2
	exit 1
fi
seed=${MUTANTS_SEED:-1} quota=${MUTANTS_QUOTA:-15} jobs=${TEST_JOBS:-$(nproc)} seconds=${MUTANTS_SECONDS:-300}
work=$tree/mutants
export METODAKTIV=$tree/metodaktiv BUILD=$tree/build

# Those begun before others, so that none writes a verdict on a test that was stopped.
descendants()
{
	local child
	for child in $(pgrep -P "$1"); do
		echo "$child"
		descendants "$child"
	done
}
stop()
{
	trap - INT TERM
	kill $(descendants $$) 2>/dev/null
	wait
	echo "stopped; the same command goes on" >&2
	exit 130
}
trap stop INT TERM

# What a sample is of: its settings and every source.
sources()
{
	echo "$seed $quota"
	cd "$root" && find Makefile db demo profiles screens src tests tools -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
}

copy()
{
	local each
	rm -rf "$tree" && mkdir -p "$work" || exit 1
	for each in "$root"/*; do
		case $each in */build-*) ;; *) cp -a "$each" "$tree/" || exit 1 ;; esac
	done
}

# The number of a line of code in a file.
line_of() # FILE CODE
{
	awk -v line="$2" '{ text = $0; sub(/^\t+/, "", text) } text == line { print FNR; exit }' "$1"
}

# "file line operator" of what same.txt has (file, line of code, operator, why): judged to be the same program.
same()
{
	local file line operator why at
	while IFS=$'\t' read -r file line operator why; do
		at=$(line_of "$file" "$line")
		[ -n "$at" ] || { echo "same.txt: not in $file: $line" >&2; continue; }
		printf '%s\t%s\t%s\n' "$file" "$at" "$operator"
	done <"$here/same.txt"
}

# The sample: sites in an order the seed tells, at most one a line and two a file, until the quota is full. The
# place of a site in that order hangs on its file and text alone, so a change elsewhere leaves the sample as it is.
sample()
{
	find db screens src -name '*.c' | LC_ALL=C sort | xargs awk -f "$here/sites.awk" |
	    awk -F'\t' 'NR == FNR { same[$0]; next } !(($2 FS $3 FS $4) in same)' <(same) - |
	    LC_ALL=C awk -F'\t' -v seed="$seed" '
		BEGIN { for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i }
		{
			x = seed
			text = $0
			sub(/\t[0-9]+\t/, "", text)
			for (i = 1; i <= length(text); i++) x = (x * 16807 + code[substr(text, i, 1)]) % 2147483647
			for (i = 0; i < 9; i++) x = (x * 16807 + seed) % 2147483647
			printf "%010d\t%s\n", x, $0
		}' | LC_ALL=C sort -s -k1,1 |
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
		at=$(line_of "$file" "$line")
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
	make -k BUILD=build -j"$jobs" tests >"$work/build.log" 2>&1 && return
	# What does not compile is no mutant: those files are as they were, and their mutants are gone.
	for file in $(cut -f3 "$work/sites.tsv" | sort -u); do
		object=build/${file%.c}.o
		[ "$object" -nt "$file" ] && continue
		echo "does not compile: $file" >&2
		awk -F'\t' -v file="$file" 'NR == FNR { if ($3 == file) gone[$1] = 1; next } !($1 in gone)' \
		    "$work/sites.tsv" "$work/sites.tsv" >"$work/kept.tsv"
		cp "$root/$file" "$file"
		mv "$work/kept.tsv" "$work/sites.tsv"
	done
	make BUILD=build -j"$jobs" tests >"$work/build.log" 2>&1 || { tail -20 "$work/build.log" >&2; exit 1; }
}

tests()
{
	{ find build/tests/unit build/tests/store build/tests/screen -type f -perm -u+x ! -name '*.o' ! -name '*.d' ! -name '*.so'
	  ls tests/cli/*.sh tests/region/*.sh; } |
	    grep -vE 'tests/cli/(install|ssh|pages)\.sh|screen/pictures$' |
	    grep -E "${MUTANTS_TESTS:-.}" | LC_ALL=C sort
}

name_of() { echo "${1//\//+}"; }

# Without a mutant: how long, and what is come by. What fails by itself, or only skips, takes no part.
record()
{
	local name started
	name=$(name_of "$1")
	[ "$work/ran/$name" -nt "$1" ] && return
	rm -f "$work/seen/$name" "$work/ran/$name"
	truncate -s 4096 "$work/seen/$name"
	started=$(date +%s%N)
	if MUTANT_SEEN=$work/seen/$name tests/run.sh "$1" >"$work/ran/$name.out" 2>&1; then
		echo "$1 $((($(date +%s%N) - started) / 1000000))" >"$work/ran/$name"
	else
		rm -f "$work/seen/$name"
		grep -q '^0 passed, 0 failed' "$work/ran/$name.out" || echo "fails without a mutant: $1" >&2
	fi
}

# "test milliseconds" of all that come by mutant $1 of layer $2: the quickest first, but those of the layer's
# own floor before others of up to four times their time.
watchers()
{
	local file name
	for file in "$work"/ran/*; do
		case $file in *.out) continue ;; esac
		name=${file##*/}
		[ "$(od -An -tu1 -j"$1" -N1 "$work/seen/$name" | tr -d ' ')" = 1 ] && cat "$file"
	done | awk -v layer="$2" '{ own = index($1, "tests/unit/" layer) || index($1, "tests/" layer) ||
		index($1, "tests/screen/") && layer == "screens"; print (own ? 1 : 4) * $2, $0 }' |
	    sort -n | cut -d' ' -f2-
}

# A busy machine may make a test fail: it has three goes.
passes()
{
	tests/run.sh "$1" >/dev/null 2>&1 || tests/run.sh "$1" >/dev/null 2>&1 || tests/run.sh "$1" >/dev/null 2>&1
}

# One that goes round for ever outlives the test by which it was begun.
end_all_of() # MUTANT
{
	local each
	for each in $(grep -lzxs "MUTANT=$1" /proc/[0-9]*/environ); do
		kill -KILL "$(basename "${each%/environ}")" 2>/dev/null
	done
}

# Try mutant $1 (layer $2): its row of verdicts goes to its own file.
try()
{
	local test milliseconds limit verdict='survived' by='-' watched=0 tried=0 until=$((SECONDS + seconds))
	local said=$work/ran/mutant-$1.out
	while read -r test milliseconds; do
		watched=$((watched + 1))
		[ "$verdict" != survived ] || [ "$SECONDS" -ge "$until" ] && continue
		tried=$((tried + 1))
		limit=$((20 + milliseconds / 200))
		MUTANT=$1 TEST_SECONDS=$limit tests/run.sh "$test" >"$said" 2>&1 && continue
		passes "$test" || continue
		verdict=killed by=$test
		grep -q 'longer than' "$said" && verdict='killed by time'
	done < <(watchers "$1" "$2")
	end_all_of "$1"
	[ "$watched" -gt 0 ] || verdict='not reached'
	printf '%s\t%s\t%s of %s\n' "$verdict" "$by" "$tried" "$watched" >"$work/verdict-$1"
	echo "$1 $2: $verdict, $tried of $watched tests, $by" >&2
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
		$5 !~ /^killed/ { left = left sprintf("  %3d %-9s %s  %s: %s (%s tests)\n", $1, $2, $3, $4, $5, $7) }
		END { printf "seed %s\n", seed
			n = split("base model rules db service exchange document cli screens region", layer, " ")
			for (i = 1; i <= n; i++) if (run[layer[i]]) printf "%-9s %3d of %3d killed\n", layer[i], killed[layer[i]], run[layer[i]]
			printf "%-9s %3d of %3d killed, %d of them by time\n", "all", dead, all, slow
			if (left != "") printf "left:\n%s", left }' "$tree/mutants.tsv" | tee "$tree/mutants.txt"
}

# Read whole before it is begun: it takes long, and may be edited meanwhile.
main()
{
	local of number
	of=$(sources | sha256sum)
	if [ -n "${MUTANTS_ONLY:-}" ]; then
		cd "$tree" && cp -au "$root/tests" . && make BUILD=build -j"$jobs" tests >"$work/build.log" 2>&1 || { tail -20 "$work/build.log" >&2; exit 1; }
	elif [ "$(cat "$work/of" 2>/dev/null)" != "$of" ]; then
		copy && cd "$tree" && mkdir -p "$work/seen" "$work/ran" || exit 1
		sample >"$work/sites.tsv"
		named $(($(wc -l <"$work/sites.tsv") + 1)) >"$work/named.tsv"
		cat "$work/named.tsv" >>"$work/sites.tsv"
		build
		echo "$of" >"$work/of"
	fi
	cd "$tree" || exit 1
	# In this shell, not behind a pipe: so that a signal is heard.
	side_by_side record < <(tests)
	for number in ${MUTANTS_ONLY:-}; do rm -f "$work/verdict-$number"; done
	side_by_side try < <(awk -F'\t' '{ print $1, $2 }' "$work/sites.tsv" | while read -r number layer; do
		[ -e "$work/verdict-$number" ] || echo "$number $layer"
	done)
	report
}
main; exit
