# SPDX-License-Identifier: MIT
# common.bash - what the measurements share: medians, ratios, budgets, who is there to be compared with.
# Who reads this has a folder `work`; BENCH_ROWS is the file that takes a row of every budget, BENCH_MISSING one of what is not installed.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export NODE_PATH=${NODE_PATH:-$(npm root -g 2>/dev/null || true)}

# Is the program there? Where it is not, that is said once.
have() {
	case $1 in
	duckdb) node "$here/duckdb.js" 2>/dev/null ;;
	*) command -v "$1" >/dev/null 2>&1 ;;
	esac && return
	grep -qx "$1" "$BENCH_MISSING" 2>/dev/null || echo "$1" >>"$BENCH_MISSING"
	return 1
}

# shellcheck disable=SC2154 # work: of whoever reads this
# Run the words; what they say is shown when they fail.
quietly() { "$@" >"$work/said" 2>&1 || { cat "$work/said" >&2; return 1; }; }

# The middle one of the numbers read.
median() { sort -n | awk '{ a[NR] = $1 } END { print NR ? a[int((NR + 1) / 2)] : "—" }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b + 0 > 0) printf "%.2f", a / b; else printf "—" }'; }

# A row of the table of budgets: held, when the figure is no more than the limit.
budget() { # what limit figure unit [beside]
	awk -v what="$1" -v limit="$2" -v figure="$3" -v unit="$4" -v beside="${5:-}" 'BEGIN {
		held = figure !~ /^[0-9.]+$/ ? "not measured" : figure + 0 <= limit + 0 ? "yes" : "**no**"
		printf "| %s | ≤ %s%s | %s%s | %s | %s |\n", what, limit, unit, figure, unit, beside, held
	}' >>"$BENCH_ROWS"
}

# An answer that is not another program's: a row that breaks the bench.
same() { # what ours theirs
	[ "$2" = "$3" ] || echo "| $1: the answer of the other program | the same | **differs** | | **no** |" >>"$BENCH_ROWS"
}

# CPU milliseconds of one question to SQLite, its table in its cache: the median of nine.
sqlite_cost() { # database query
	local run
	for ((run = 0; run < 9; run++)); do echo "$2"; done | sqlite3 -cmd '.timer on' "$1" |
		awk '/^Run Time/ { ms += ($6 + $8) * 1000; if (++n % parts == 0) { print ms; ms = 0 } }' parts="$(grep -o ';' <<<"$2" | wc -l)" | median
}
