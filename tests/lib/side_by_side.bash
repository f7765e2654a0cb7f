# side_by_side.bash - test programs run beside each other; sourced by what tells how they went (tests/run.sh,
# tests/store/shim/all.sh). Each has its own TMPDIR and home, removed afterwards, no terminal to ask for a
# password at, and TEST_SECONDS at most (0: as long as it takes). TEST_JOBS tests run at a time. What the N-th
# says is in $room/N.out, its exit status in $room/N.status.

seconds=${TEST_SECONDS:-300} jobs=${TEST_JOBS:-$(nproc)}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
unset METODAKTIV_DB METODAKTIV_NOW METODAKTIV_THEME NO_COLOR SSH_CONNECTION
export METODAKTIV CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=Asia/Tomsk

# Told of each as soon as it has ended: NUMBER. For who sources this to say otherwise.
ended() { :; }

run_test() # NUMBER TEST
{
	local number=$1 test=$2 home=$room/$1.tmp
	mkdir -p "$home"
	TMPDIR=$home HOME=$home XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state \
	    setsid -w timeout -k 5 "$seconds" "$test" >"$room/$number.out" 2>&1 </dev/null
	echo $? >"$room/$number.status"
	rm -rf "$home"
	ended "$number"
}

run_side_by_side() # TEST...
{
	local number=0 test
	for test; do
		while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n; done
		number=$((number + 1))
		run_test "$number" "$test" &
	done
	wait
}
