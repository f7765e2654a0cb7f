#!/bin/bash
# run.sh - runs test programs and scripts that speak TAP, prints what failed, and the total last.
#   METODAKTIV=program tests/run.sh TEST...
# They run as side_by_side.bash has it. A test that crashes, or announces other than it ran, counts as failed.
set -u

here=$(cd "$(dirname "$0")" && pwd)
export LSAN_OPTIONS=suppressions=$here/leaks.supp:print_suppressions=0
. "$here/lib/side_by_side.bash"

run_side_by_side "$@"

# "planned passed failed skipped" of one output. TAP: a plan "1..N", "ok", "not ok", and either with
# "# SKIP" (cmocka writes "not ok 1 # SKIP name").
tally()
{
	awk '/^1\.\.[0-9]+/ { planned += substr($0, 4) }
	     /^(not )?ok .*# SKIP/ { skipped++; next }
	     /^ok( |$)/ { passed++ }
	     /^not ok( |$)/ { failed++ }
	     END { print planned + 0, passed + 0, failed + 0, skipped + 0 }' "$1"
}

all_passed=0 all_failed=0 all_skipped=0 number=0
for test; do
	number=$((number + 1))
	status=$(cat "$room/$number.status" 2>/dev/null || echo 255)
	read -r planned passed failed skipped < <(tally "$room/$number.out")
	trouble=
	if [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; then
		trouble="дольше $seconds с | longer than $seconds s"
	elif [ "$planned" -eq 0 ]; then
		trouble="ничего не проверено | no tests announced"
	elif [ $((passed + failed + skipped)) -ne "$planned" ]; then
		trouble="заявлено $planned, выполнено $((passed + failed + skipped)) | plan not kept"
	elif [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
		trouble="код завершения $status | exit status $status"
	fi
	[ -z "$trouble" ] || failed=$((failed + 1))
	if [ "$failed" -gt 0 ]; then
		echo "--- $test${trouble:+: $trouble}"
		cat "$room/$number.out"
	fi
	all_passed=$((all_passed + passed)) all_failed=$((all_failed + failed))
	all_skipped=$((all_skipped + skipped))
	[ "$skipped" -eq 0 ] || grep -hE '^(not )?ok .*# SKIP' "$room/$number.out"
done
[ "$all_skipped" -eq 0 ] || echo "$all_skipped skipped"
echo "$all_passed passed, $all_failed failed"
[ "$all_failed" -eq 0 ] && [ "$all_passed" -gt 0 ]
