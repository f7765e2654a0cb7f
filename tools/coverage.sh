#!/bin/bash
# coverage.sh BUILD - what a run of the tests has been through, by layers: lines, and of the branches
# those taken at least once. BUILD was made with COUNTED=1, and the tests have run (make coverage).
set -u
cd "$(dirname "$0")/.." || exit 1

find "$1/src" "$1/db" "$1/screens" -name '*.gcda' -print0 | xargs -0 -r gcov -b -n 2>/dev/null | awk '
	# What a file is of: the first two rooms of src, all of db and of screens.
	function layer(path,   part) {
		if (split(path, part, "/") > 2 && part[1] == "src")
			return part[2]
		return part[1]
	}
	function share(line) { match(line, /[0-9.]+%/); return substr(line, RSTART, RLENGTH - 1) / 100 }
	/^File / {
		file = $2
		gsub(/\x27/, "", file)
		ours = file ~ /^(src|db|screens)\/.*\.c$/ && !(file in seen)
		if (ours) { seen[file]; of = layer(file) }
	}
	ours && /^Lines executed/ { lines[of] += $NF; walked[of] += $NF * share($0) }
	ours && /^Taken at least once/ { branches[of] += $NF; taken[of] += $NF * share($0) }
	/^(Calls executed|No calls)/ { ours = 0 } # the sum of all files stands behind the last
	END {
		print "| layer | lines | branches taken |\n|---|---|---|"
		for (of in lines)
			printf("| %s | %.1f %% of %d | %.1f %% of %d |\n", of, 100 * walked[of] / lines[of], lines[of],
				(branches[of] ? 100 * taken[of] / branches[of] : 100), branches[of]) | "sort"
	}'
