#!/bin/bash
# What tools/measure.sh counts, on a product of one file: lines, comments, functions, the small
# function with one caller, the run of ten equal lines.
. "$(dirname "$0")/../cli/tap.bash"

mkdir -p tools src/base db screens
cp "$root/tools/measure.sh" tools/
{
	printf '/* A comment. */\n'
	printf 'static int\nonce(void)\n{\n\treturn 1;\n}\n\n'
	printf 'static int\ntwice(void)\n{\n\treturn 2; /* "once()" */\n}\n\n'
	for name in first second; do
		printf 'int\n%s(void)\n{\n' $name
		printf '\tint %c = twice();\n' a b c d e f g h i j
		[ $name = second ] || printf '\ta += once();\n'
		printf '\treturn a;\n}\n\n'
	done
} >src/base/one.c
tools/measure.sh -l >told
cp told "$work/out"
ok 'lines, comments and functions' grep -qE "^src/base +$(wc -l <src/base/one.c) +2\.[0-9] % +4$" told
ok 'once() has one caller' grep -q '^once src/base/one.c:3: once$' told
ok 'twice() has two' not grep -q ': twice$' told
ok 'and is counted' grep -q 'one caller: 1$' told
ok 'the equal lines are found' grep -q '^equal src/base/one.c:16 and src/base/one.c:33$' told
ok 'as one run' grep -q 'equal lines: 1$' told
finish
