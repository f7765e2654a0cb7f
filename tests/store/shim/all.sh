#!/bin/bash
# all.sh TEST... - the tests of faults, each with all of its states: a line each of how many there were, and
# by which seed (STORE_SEED), and the sum last. What went wrong is told as it comes.
set -u
export STORE_FAULTS=${STORE_FAULTS:-1000000} STORE_UNREAD=${STORE_UNREAD:-1000000} STORE_CUTS=${STORE_CUTS:-1000000} STORE_DAMAGES=${STORE_DAMAGES:-300}
export STORE_KILLS=${STORE_KILLS:-500} SCREEN_FAULTS=${SCREEN_FAULTS:-400} SCREEN_UNREAD=${SCREEN_UNREAD:-148} STORE_SEED=${STORE_SEED:-1}
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=Asia/Tomsk
unset METODAKTIV_DB METODAKTIV_NOW METODAKTIV_THEME NO_COLOR SSH_CONNECTION
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
states=0 failed=0
for test; do
	TMPDIR=$room HOME=$room XDG_DATA_HOME=$room/data XDG_STATE_HOME=$room/state "$test" >"$room/out" 2>&1 </dev/null ||
	    failed=$((failed + 1))
	grep -aE '^(# states|not ok)|^FAULT|bad [1-9]|lost:|not sound:' "$room/out"
	states=$((states + $(sed -n 's/^# states \([0-9]*\),.*/\1/p' "$room/out" | awk '{ n += $1 } END { print n + 0 }')))
done
echo "$states states, seed $STORE_SEED, $failed tests failed"
[ "$failed" -eq 0 ] && [ "$states" -gt 0 ]
