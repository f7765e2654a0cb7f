#!/bin/bash
# docs/formats.md says of the kinds what the program says; tools/formats.sh makes it so.
. "$(dirname "$0")/tap.bash"

"$program" --print-formats >printed
ok 'every kind stands there with its columns' [ "$(grep -c '^| `[a-z_]*`.*★' printed)" -gt 20 ]
sed -n '/^<!-- print-formats/,/^<!-- end of print-formats/{/^<!--/!p}' "$root/docs/formats.md" >kept
ok 'docs/formats.md is as printed (make formats)' same_files printed kept

sed 's/^| `people`.*/| people | nothing |/' "$root/docs/formats.md" >stale.md
"$root/tools/formats.sh" "$program" formats stale.md
ok 'a stale table is made anew, the rest stays' same_files stale.md "$root/docs/formats.md"

"$program" --print-profiles >printed
sed -n '/^<!-- print-profiles/,/^<!-- end of print-profiles/{/^<!--/!p}' "$root/docs/profiles.md" >kept
ok 'docs/profiles.md is as printed (make formats)' same_files printed kept
finish
