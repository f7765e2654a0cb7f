# tap.bash - what the command line tests share: running the program, judging what it said, TAP lines.
# Sourced by the scripts of this folder; $METODAKTIV is the program.
set -u

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${METODAKTIV:?METODAKTIV must be the path of the program}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
db=$work/db
export METODAKTIV_DB=$db
tests=0 failures=0

# run ARGUMENT...: the program; its answers in $out, its complaints in $err, its exit in $status.
run()
{
	"$program" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
}

# ok NAME TEST...: one line of TAP; what the last run said follows a failure.
ok()
{
	local name=$1
	shift
	tests=$((tests + 1))
	if "$@"; then
		echo "ok $tests - $name"
		return
	fi
	echo "not ok $tests - $name"
	printf '# failed: %s\n' "$*"
	printf '# exit %s\n' "${status-}"
	{ head -c 2000 "$work/out"; head -c 2000 "$work/err"; echo; } 2>/dev/null | sed 's/^/# /'
	failures=$((failures + 1))
}

exits() { [ "$status" -eq "$1" ]; }
says() { [[ $out == *"$1"* ]]; }
complains() { [[ $err == *"$1"* ]]; }
silent() { [ -z "$out" ]; }
same() { [ "$1" = "$2" ]; }
differ() { [ "$1" != "$2" ]; }
same_files() { cmp -s "$1" "$2" || { cmp "$1" "$2"; false; } | sed 's/^/# /'; cmp -s "$1" "$2"; }
not() { ! "$@"; }

# The register as bytes: every table, for "nothing has changed". Read as the one who made it.
fingerprint()
{
	rm -rf "$work/print"
	"$program" export --all "$work/print" >/dev/null && cat "$work"/print/* | sha256sum
}

# Rows of the journal that are changes; taking the fingerprint adds others.
operations()
{
	"$program" log --format json | jq '[.[] | select(.operation | IN("export", "paper") | not)] | length'
}

# Each option of a program without its command, with a value and without, is answered.
try_options_alone() # PROGRAM
{
	local option value
	for option in $("$1" --print-manual | grep -o '\\-\\-[a-z\\-]*' | tr -d '\\' | sort -u); do
		for value in '' x json; do
			"$1" "$option" $value </dev/null >/dev/null 2>&1
			ok "$option $value: is answered" [ $? -le 4 ]
		done
	done
}

# make_town NAME: a fresh database of Strezhevoy's rules with a town's tables.
make_town()
{
	rm -rf "$db"
	"$program" init --rehearsal --profile strezhevoy >/dev/null &&
	    "$program" import --all "$root/tests/data/$1" >/dev/null
}

finish()
{
	echo "1..$tests"
	[ "$failures" -eq 0 ]
	exit
}

# Is the program built for the sanitizers? Those take all there is of addresses.
is_sanitized() { readelf --dyn-syms -W "$program" | grep -qE '__(asan|ubsan)_'; }
