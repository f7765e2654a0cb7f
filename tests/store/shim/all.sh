#!/bin/bash
# all.sh TEST... - the tests of faults, each with all of its states, TEST_JOBS side by side: a line each of how
# many states there were, and by which seed (STORE_SEED), and the sum last. What went wrong is told as it comes.
set -u
export STORE_FAULTS=${STORE_FAULTS:-1000000} STORE_UNREAD=${STORE_UNREAD:-1000000} STORE_CUTS=${STORE_CUTS:-1000000} STORE_DAMAGES=${STORE_DAMAGES:-300}
export STORE_KILLS=${STORE_KILLS:-500} SCREEN_FAULTS=${SCREEN_FAULTS:-400} SCREEN_UNREAD=${SCREEN_UNREAD:-148} STORE_SEED=${STORE_SEED:-1}
TEST_SECONDS=0
. "$(dirname "$0")/../../lib/side_by_side.bash"

ended() { grep -aE '^(# states|not ok)|^FAULT|bad [1-9]|lost:|not sound:' "$room/$1.out"; }

run_side_by_side "$@"
states=$(cat "$room"/*.out | sed -n 's/^# states \([0-9]*\),.*/\1/p' | awk '{ n += $1 } END { print n + 0 }')
failed=$(grep -vxc 0 <(cat "$room"/*.status))
echo "$states states, seed $STORE_SEED, $failed tests failed"
[ "$failed" -eq 0 ] && [ "$states" -gt 0 ]
