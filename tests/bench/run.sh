#!/bin/bash
# SPDX-License-Identifier: MIT
# run.sh - measurements in one run, their budgets in front, as Markdown.
#
#   run.sh PROGRAM TOOLS_DIR [--page PAGE] PART...      compared (bench.sh, indicators.sh), growth, history
#
# With a PAGE (docs/performance.md) each part takes the place of what stands there between the lines
# <!-- bench PART --> and <!-- end of PART -->. Sizes: see the scripts of the parts. Exit 1: a budget is broken, or an answer is
# another than a competitor's. What is not installed is said.
set -u
# shellcheck disable=SC2034 # program, tools: of common.bash
program=$1 tools=$2 page=
shift 2
[ "$1" != --page ] || { page=$2; shift 2; }
work=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source-path=SCRIPTDIR source=common.bash
. "$(dirname "$0")/common.bash"
export BENCH_ROWS=$work/rows BENCH_MISSING=$work/missing
rc=0

scripts_of() { # part
	case $1 in
	compared) echo bench indicators ;;
	growth | history) echo "$1" ;;
	esac
}

into_page() { # part
	awk -v all="$work/all" -v first="<!-- bench $1 -->" -v last="<!-- end of $1 -->" '
		$0 == last { inside = 0 }
		!inside
		$0 == first { inside = 1; while ((getline line < all) > 0) print line }' "$page" >"$work/page" &&
		cat "$work/page" >"$page"
}

measure() { # part
	local script name
	: >"$BENCH_ROWS"
	: >"$BENCH_MISSING"
	: >"$work/tables"
	machine >"$work/all"
	for script in $(scripts_of "$1"); do
		"$here/$script.sh" "$program" "$tools" >>"$work/tables" || rc=1
		echo >>"$work/tables"
	done
	! grep -q '\*\*no\*\*' "$BENCH_ROWS" || rc=1
	{
		printf '\n| | budget | measured | beside | held |\n|---|---|---|---|---|\n'
		cat "$BENCH_ROWS"
		echo
		while read -r name; do
			printf '%s: not installed, so not compared.\n\n' "$name"
		done <"$BENCH_MISSING"
		sed '$d' "$work/tables"
	} >>"$work/all"
	cat "$work/all"
	[ -z "$page" ] || into_page "$1"
}

for part; do measure "$part"; done
exit $rc
