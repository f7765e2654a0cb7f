#!/bin/bash
# tests/run.sh must not call anything passed that did not pass, and the layers must hold.
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0 failures=0
export TEST_SECONDS=2

# told NAME EXIT LAST-LINE SCRIPT...: what run.sh says of test scripts
told()
{
	local name=$1 status=$2 last=$3 i=0 scripts=()
	shift 3
	for text; do
		i=$((i + 1))
		printf '#!/bin/bash\n%s\n' "$text" >"$work/t$i"
		chmod +x "$work/t$i"
		scripts+=("$work/t$i")
	done
	METODAKTIV=/bin/true "$here/../run.sh" "${scripts[@]}" >"$work/out" 2>&1
	got=$?
	report "$name" [ "$got:$(tail -n 1 "$work/out")" = "$status:$last" ]
}

report()
{
	local name=$1
	shift
	number=$((number + 1))
	"$@" >"$work/said" 2>&1 && echo "ok $number - $name" && return
	echo "not ok $number - $name"
	cat "$work/said" "$work/out" 2>/dev/null | sed 's/^/# /'
	failures=$((failures + 1))
}

told 'two that pass' 0 '3 passed, 0 failed' 'echo "1..2"; echo "ok 1 - a"; echo "ok 2 - b"' \
    'echo "ok 1 - c"; echo "1..1"'
told 'one that fails' 1 '1 passed, 1 failed' 'echo "1..2"; echo "ok 1"; echo "not ok 2"; exit 1'
told 'a crash' 1 '1 passed, 1 failed' 'echo "1..2"; echo "ok 1"; kill -SEGV $$'
told 'a crash behind the last test' 1 '1 passed, 1 failed' 'echo "1..1"; echo "ok 1"; exit 3'
told 'silence' 1 '0 passed, 1 failed' 'true'
told 'fewer than announced' 1 '1 passed, 1 failed' 'echo "1..3"; echo "ok 1"'
told 'no end' 1 '1 passed, 1 failed' 'echo "1..1"; echo "ok 1"; exec tail -f /dev/null'
told 'nothing at all' 1 '0 passed, 0 failed'
told 'a skipped one is no passed one' 0 '1 passed, 0 failed' \
    'echo "1..2"; echo "ok 1"; echo "ok 2 # SKIP no kernel"'
told 'skipped as cmocka says it' 0 '1 passed, 0 failed' \
    'echo "1..2"; echo "ok 1"; echo "not ok 2 # SKIP no kernel"'
told 'its own folder' 0 '1 passed, 0 failed' 'echo "1..1"; [ -d "$TMPDIR" ] && echo "ok 1"'
echo "1..$number"
exit $((failures > 0))
