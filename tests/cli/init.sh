#!/bin/bash
# A new database: made once, for a profile there is, by who then may everything.
. "$(dirname "$0")/tap.bash"

run init --profile nowhere
ok 'unknown profile: exit 1' exits 1
ok 'unknown profile: the known ones are named' complains 'strezhevoy'
ok 'unknown profile: nothing made' [ ! -e "$db" ]

run init --profile strezhevoy
ok 'init: exit 0' exits 0
ok 'init: the place is told' says "$db"
before=$(sha256sum <"$db/data.mdb")
run init --profile kuznetsk
ok 'an existing database: exit 1' exits 1
ok 'an existing database is untouched' same "$before" "$(sha256sum <"$db/data.mdb")"
run user list --format json
ok 'the first administrator' [ "$(jq -r '.[0].role' <<<"$out")" = administrator ]
ok 'is who made it' [ "$(jq -r '.[0].name' <<<"$out")" = "$(id -un)" ]

run init --profile "$root/profiles/kuznetsk.conf" --db "$work/second" --user petrova
ok 'a profile by its file, another place and name' exits 0
run --db "$work/second" --user petrova profile show
ok 'the profile in force is shown' same_files "$work/out" "$root/profiles/kuznetsk.conf"
run --db "$work/second" stat
ok 'a stranger is refused: exit 4' exits 4
unset METODAKTIV_DB
XDG_DATA_HOME=$work/xdg run init --profile strezhevoy
XDG_DATA_HOME=$work/xdg run stat
ok 'the usual place' says "$work/xdg/metodaktiv"

run profile check "$root/profiles/strezhevoy.conf"
ok 'profile check: exit 0' exits 0
ok 'profile check: what is in it' says 'Требований: 3, оснований: 7, направлений: 8'
run profile new
ok 'profile new: exit 0' exits 0
cp "$work/out" new.conf
run profile check new.conf
ok 'what it prints is a profile' says 'Профиль в порядке: primerny'
sed 's/order_suffix_head/order_sufix_head/; s/ association_short/ asociation_short/' "$root/profiles/strezhevoy.conf" >misspelt.conf
for doing in check set; do
	run --db "$db" profile $doing misspelt.conf
	ok "profile $doing: a misspelt word is an error" exits 1
	ok "profile $doing: its line and the nearest word" \
		complains "misspelt.conf, строка $(grep -n order_sufix_head misspelt.conf | cut -d: -f1): words: order_sufix_head — нет такого слова; может быть, «order_suffix_head»"
	ok "profile $doing: all of them" complains 'asociation_short — нет такого слова; может быть, «association_short»'
done
echo 'id = ;' >broken.conf
run profile check broken.conf
ok 'a broken profile: exit 1' exits 1
ok 'a broken profile: file and line' complains 'строка 1'
export METODAKTIV_DB=$db
run profile set broken.conf
ok 'a broken profile is not put in force' exits 1
sed 's/"strezhevoy"/"strezhevoy2"/' "$root/profiles/strezhevoy.conf" >second.conf
run profile set second.conf --force
ok 'profile set: exit 0' exits 0
run profile show
ok 'profile set: in force' same_files "$work/out" second.conf
run stat
ok 'both versions are kept' says 'редакций 2'
finish
