#!/bin/bash
# Every command line of README, the guide, the administrator's page and the manual does what it is there for:
# it is taken from the page and run, in the order of the page, before the demonstration town. What a page has
# elsewhere (a server's folders, a memory stick, a colleague's key) stands here in a folder of the test; ssh and
# plink end in the forced command, sudo in nothing. The administrator's page as root: tests/ssh/admin_walk.sh.
. "$(dirname "$0")/tap.bash"
export METODAKTIV_NOW=2026-05-31T12:00:00
me=$(id -un)

# What stands on the way from a line to the program.
mkdir bin
ln -s "$program" bin/metodaktiv
ln -s "$program" metodaktiv
ln -s "$root/demo" demo
PATH=$work/bin:$PATH
ssh() { SSH_ORIGINAL_COMMAND=${*:2} metodaktiv --db "$db" ssh-session --account "$me"; }
plink() { ssh "${@:2}"; }
sudo() { "${@:3}"; }

# commands PAGE: indented or fenced lines in their order, then what stands in backticks in the text; without
# what is said about them behind two blanks.
commands()
{
	sed -nE 's/^(    )?((sudo -u metodaktiv )?(\.\/)?(metodaktiv|[a-z\/]*demo\/make\.sh|ssh|plink)( .*)?)$/\2/p' "$1" | sed 's/  .*//'
	tr '\n' ' ' <"$1" | sed 's/```[^`]*```//g' | grep -o '`[^`]*`' | tr -d '`' |
	    grep -E '^([A-Z_]+=[^ ]+ )?(\./)?(metodaktiv|demo/make\.sh)( |$)'
}

# What nobody can run as it stands: it asks at a terminal, or is sshd's; the demonstration has a test of its own.
asks='backup --password|ssh-session --account|^ssh город$|^demo/make.sh'

last_operation() { metodaktiv log --format json | jq '.[0].sequence'; }

# The line as it is typed here, in $typed.
put_here()
{
	typed=${1//SHA256:*/$fingerprint}
	typed=${typed//\/var\/lib\/metodaktiv\/db/$work\/served\/db}
	typed=${typed//\/srv\/copies/$work\/copies}
	typed=${typed//\/media\/flash/$work\/flash}
	typed=${typed//\/usr\/local\/share\/doc\/metodaktiv\/demo/demo}
	typed=${typed//НОМЕР/$destruction}
	typed=${typed//COMMAND/export}
	[[ $typed != *' undo 12' ]] || typed="${typed% 12} $(last_operation)"
	typed=${typed//NAME/petrova}
	typed=${typed//--all FOLDER/--all demo\/strezhevoy}
}

# page PAGE NAME
page()
{
	local line typed count=0
	while IFS= read -r line; do
		count=$((count + 1))
		[[ ! $line =~ $asks ]] || continue
		put_here "$line"
		case $typed in
		*' init '*) typed="METODAKTIV_DB=$work/new-$count METODAKTIV_NOW= $typed" ;;
		esac
		(eval "$typed") >"$work/out" 2>"$work/err" </dev/null
		status=$?
		ok "$2: $line" exits 0
		[[ $typed != *' forget '* ]] || destruction=$(last_operation)
	done < <(commands "$1" | awk '!seen[$0]++')
	ok "$2: has commands" [ "$count" -ge 5 ]
}

fixtures()
{
	rm -rf flash copies served папка ~/из-копии ~/probe ~/ucheba ./*.csv ./*.html ./*.xlsx ./*.odt ./*.docx ./*.pdf
	mkdir flash copies served
	metodaktiv backup "copies/metodaktiv-$(date +%F).copy" >/dev/null
	printf 'code;name;type\nO901;СОШ № 90;школа\n' >школы.csv
	printf 'Фамилия;Имя;Организация;Должность;Категория персонала;Дата приёма\nОзерская;Вера;O901;учитель;педагог;01.09.2025\n' >люди.csv
	metodaktiv export people >people.csv
}

ssh-keygen -q -t ed25519 -N '' -C petrova -f petrova
fingerprint=$(ssh-keygen -lf petrova.pub | awk '{ print $2 }') destruction=
demo/make.sh "$program" "$db"
metodaktiv user add ivanova --role administrator >/dev/null
for document in README.md docs/guide.md docs/admin.md; do
	fixtures
	page "$root/$document" "$document"
done
metodaktiv --print-manual | sed -n '/^\.nf/,/^\.fi/p' | sed 's/\\-/-/g' >manual
fixtures
rm люди.csv
page manual manual
finish
