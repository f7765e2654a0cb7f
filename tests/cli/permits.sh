#!/bin/bash
# What each role may, the same for every command: 4 is "not permitted", anything else got past the permit.
. "$(dirname "$0")/tap.bash"
make_town strezhevoy
printf 'code;name;type\nO77;Новая;школа\n' >organisations.csv

roles=(clerk secretary chair head council_member viewer)
for role in "${roles[@]}"; do
	"$program" user add "$role" --role "$role" >/dev/null
done
# who may (+) in the order of the roles above, then the command
while read -r marks command; do
	for i in "${!roles[@]}"; do
		# shellcheck disable=SC2086
		run --user "${roles[i]}" $command
		if [ "${marks:i:1}" = + ]; then
			ok "${roles[i]} may $command" [ "$status" -ne 4 ]
		else
			ok "${roles[i]} may not $command" exits 4
			ok "${roles[i]}, $command: what is missing" complains '» ('
		fi
	done
done <<'TABLE'
++++++ show people P0001
++++++ show people P0001 --format json
++++++ whoami
++++++ stat
++++++ eligibility --all
++++++ indicators
++++++ indicators --format json
++++-- indicators --format csv
++++-- indicators --names assessed --format xlsx -o names.xlsx
++++++ roster --format json
++++-- roster --format csv
++++-- roster --format html
++++-- document roster
++++-- document roster -o roster.txt
++++-- document application Z0001
+--+-- export people
+--+-- export --all tables
++++-- log
++++++ log --entity people --code P0001
+----- import organisations organisations.csv
++---- undo
++---- publish -o site.html
+----- backup copy.mdb
++++++ verify
------ verify --repair
------ upgrade
------ user list
------ user key list
------ user add evil --role administrator
------ profile set strezhevoy
TABLE
run --user viewer document roster
ok 'a viewer is told what is missing' complains 'не может печатать и записывать в файл'
run --user head import organisations organisations.csv
ok 'the head is told what is missing' complains '«head» (руководитель) не может загружать таблицы'
finish
