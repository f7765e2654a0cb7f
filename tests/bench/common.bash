# SPDX-License-Identifier: MIT
# common.bash - what the measurements share: medians, ratios, budgets, who is there to be compared with.
# Who reads this has a folder `work` and knows the `program` and its `tools`; BENCH_ROWS is the file that takes a row of every budget,
# BENCH_MISSING one of what is not installed.

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

# shellcheck disable=SC2154 # work, program, tools: of whoever reads this
# What it was measured on.
machine() {
	echo "$(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)," \
		"$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)," \
		"$(df --output=fstype "$work" | tail -n 1), $(uname -sr)," \
		"load $(cut -d' ' -f1 /proc/loadavg), $("$program" --version | head -n 2 | paste -sd' ')."
}

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

# people.csv of a folder in tables of 300,000, people-aa and so on: one of more than 100 MB is refused.
split_people() { # folder
	tail -n +2 "$1/people.csv" |
		split -l 300000 --filter="{ head -n 1 '$1/people.csv'; cat; } >\$FILE" - "$1/people-"
}

# Import these tables: seconds, seconds of the processor, MB at most, of them its own at most.
import_people() { # database folder
	local part
	for part in "$2"/people-*; do
		"$tools/run_cost" "$program" --db "$1" import people "$part"
	done | awk '{ wall += $1; cpu += $2; if ($3 > peak) peak = $3; if ($4 > own) own = $4 }
		END { print wall, cpu, peak, own }'
}

# The other tables of a folder, in one of their own.
rest_of() { # folder of-its-own
	local table
	mkdir "$2"
	for table in "$1"/*.csv; do
		[[ $table == */people.csv || $table == */organisations.csv ]] || ln "$table" "$2/"
	done
}

# A column of the first line that begins so; columns end with a tab, or with the separator.
cell() { # file beginning column [separator]
	awk -v what="$2" -v column="$3" -F "${4:-\t}" '$1 == what { print $column; exit }' "$1"
}

presses=${PRESSES:-100} starts=${STARTS:-100}

# What keys cost in a program of the whole screen: a line of the table of each label, and the figures in $work/figures: label, times,
# ms, p99, ms of the processor, bytes, most writes. LABEL/LABEL is of KEYS|BACK.
keys_cost() { # name wait-text [label keys]... -- command
	local name=$1 wait=$2 keys=()
	shift 2
	printf '%s\n' 'first screen' >"$work/labels"
	while [ "$1" != -- ]; do
		tr / '\n' <<<"$1" >>"$work/labels"
		keys+=("$2")
		shift 2
	done
	METODAKTIV_TRACE=${trace:-send} METODAKTIV_TRACE_FILE=$work/sent "$tools/term_cost" "$wait" "${keys[@]}" "$@" \
		>"$work/keys" 2>"$work/keys.fault" || { echo "| $name | not measured: $(head -n 1 "$work/keys.fault") |"; return; }
	awk -v OFS='\t' -v labels="$work/labels" -v name="$name" -v figures="$work/figures" '
		$1 == "memory" { print "memory", 1, "", "", "", $2, $3 >figures; memory = sprintf("%.1f MB, %.1f own", $2 / 1024, $3 / 1024); next }
		{ getline label <labels }
		$1 == "idle" { print label, 1, $2, "", $4, $3, $5 >figures; next }
		$1 == "keys" { n = $6; p99 = $5; writes = $7 }
		$1 != "keys" { n = 1; p99 = ""; writes = $5 }
		{ print label, n, $2, p99, $4, $3, writes >figures
		  printf "| %s, %s | %d | %s | %s | %s | %d | %d |\n", name, label, n, $2, p99, $4, $3, writes }
		END { printf "| %s, memory | | | | | | %s |\n", name, memory }' "$work/keys"
}

# Starts until the text is there, in turn with those of another program when there is one; lines of ms and of ms of the processor.
starts_cost() { # file wait-text -- command
	"$tools/term_cost" "${@:2}" | awk '$1 == "start" { print $2, $4 }' >>"$1"
}

# The number that 99 of a hundred of the numbers read do not exceed; of fewer the worst.
p99() { sort -n | awk '{ a[NR] = $1 } END { print NR ? a[int((NR * 99 + 99) / 100)] : "—" }'; }
