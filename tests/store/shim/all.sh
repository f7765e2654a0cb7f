#!/bin/bash
# all.sh TEST... - the tests of faults, each with all of its states, TEST_JOBS side by side: a line each of how
# many states there were, and by which seed (STORE_SEED), and the sum last. What went wrong is told as it comes.
set -u
export STORE_FAULTS=${STORE_FAULTS:-1000000} STORE_UNREAD=${STORE_UNREAD:-1000000} STORE_CUTS=${STORE_CUTS:-1000000} STORE_DAMAGES=${STORE_DAMAGES:-300}
export STORE_KILLS=${STORE_KILLS:-500} SCREEN_FAULTS=${SCREEN_FAULTS:-400} SCREEN_UNREAD=${SCREEN_UNREAD:-148} STORE_SEED=${STORE_SEED:-1}
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=Asia/Tomsk
unset METODAKTIV_DB METODAKTIV_NOW METODAKTIV_THEME NO_COLOR SSH_CONNECTION
jobs=${TEST_JOBS:-$(nproc)}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

# Runs one test in a room of its own; what it says goes to NUMBER.out.
run_test()
{
	local home=$room/$1.tmp
	mkdir -p "$home"
	TMPDIR=$home HOME=$home XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state "$2" >"$room/$1.out" 2>&1 </dev/null ||
	    touch "$room/$1.failed"
	rm -rf "$home"
	grep -aE '^(# states|not ok)|^FAULT|bad [1-9]|lost:|not sound:' "$room/$1.out"
}

number=0
for test; do
	while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n; done
	number=$((number + 1))
	run_test "$number" "$test" &
done
wait
states=$(cat "$room"/*.out | sed -n 's/^# states \([0-9]*\),.*/\1/p' | awk '{ n += $1 } END { print n + 0 }')
failed=$(find "$room" -name '*.failed' | wc -l)
echo "$states states, seed $STORE_SEED, $failed tests failed"
[ "$failed" -eq 0 ] && [ "$states" -gt 0 ]
