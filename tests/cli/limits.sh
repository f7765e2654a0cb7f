#!/bin/bash
# A limit on the size of files (ulimit -f) is told as what it is, whatever was being written.
. "$(dirname "$0")/tap.bash"

# limited BLOCKS ARGUMENT...: run with files of so many KB at most.
limited()
{
	local blocks=$1
	shift
	(ulimit -f "$blocks" && exec "$program" "$@" >"$work/out" 2>"$work/err" </dev/null)
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
}

"$program" init --profile strezhevoy >/dev/null
before=$(fingerprint)
limited 1500 import --all "$root/tests/data/strezhevoy"
ok 'import under a limit: exit 3' exits 3
ok 'import under a limit: nothing written' complains 'ничего не записано'
ok 'import under a limit: the cause' complains 'ulimit -f'
ok 'import under a limit: nothing has changed' same "$before" "$(fingerprint)"
run verify
ok 'import under a limit: the database is whole' exits 0

"$program" import --all "$root/tests/data/strezhevoy" >/dev/null
limited 8 export people
ok 'export under a limit: refused, not killed' exits 1
ok 'export under a limit: the cause' complains 'ulimit -f'
limited 8 export --all folder
ok 'a folder under a limit: refused, not killed' [ "$status" -ge 1 -a "$status" -le 4 ]
ok 'a folder under a limit: the cause' complains 'ulimit -f'
ok 'a folder under a limit: nothing in halves' same "$(ls -A folder)" ''
limited 8 backup copy
ok 'a copy under a limit: exit 3' exits 3
ok 'a copy under a limit: the cause' complains 'ulimit -f'
ok 'a copy under a limit: none is left' [ ! -e copy ]
limited 8 --db "$work/small" init --profile strezhevoy
ok 'a new database under a limit: exit 3' exits 3
ok 'a new database under a limit: the cause' complains 'ulimit -f'
finish
