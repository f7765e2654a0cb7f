#!/bin/bash
# SPDX-License-Identifier: MIT
# run.sh - all measurements in one run, their budgets in front, as Markdown.
#
#   run.sh PROGRAM TOOLS_DIR [PAGE]      with a PAGE (docs/performance.md), the run takes the place of
#                                        what stands there between the lines <!-- bench --> and <!-- end -->
#
# COUNT, CITY, TOWN, RUNS: see bench.sh. Exit 1: a budget is broken, or an answer is another than a
# competitor's. What is not installed is said.
set -u
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
export BENCH_ROWS=$scratch/rows BENCH_MISSING=$scratch/missing
touch "$BENCH_ROWS" "$BENCH_MISSING"
rc=0

"$here/bench.sh" "$1" "$2" >"$scratch/bench" || rc=1
"$here/indicators.sh" "$1" "$2" >"$scratch/indicators" || rc=1
grep -q '\*\*no\*\*' "$BENCH_ROWS" && rc=1
{
	head -n 3 "$scratch/bench"
	echo "| | budget | measured | beside | held |"
	echo "|---|---|---|---|---|"
	cat "$BENCH_ROWS"
	echo
	while read -r name; do
		echo "$name: not installed, so not compared."
		echo
	done <"$BENCH_MISSING"
	tail -n +4 "$scratch/bench"
	echo
	cat "$scratch/indicators"
} >"$scratch/all"
cat "$scratch/all"
if [ $# -gt 2 ]; then
	awk -v all="$scratch/all" '
		/^<!-- end -->$/ { inside = 0 }
		!inside
		/^<!-- bench -->$/ { inside = 1; while ((getline line < all) > 0) print line }' "$3" >"$scratch/page" &&
		cat "$scratch/page" >"$3"
fi
exit $rc
