#!/bin/bash
# cut.sh - the line to the server cut before each message of each command, one after the other: the command says
# so and exits 3, no figure, receipt or deed is told, and nothing has been done by half: what follows finds all as
# it was. With REGION_ALL=1 all commands; otherwise the one that writes most.
. "$(dirname "$0")/../cli/tap.bash"
. "$root/tests/region/region.bash"
shim=${BUILD:?}/tests/store/fault_shim.so
unset METODAKTIV_DB
if readelf --dyn-syms -W "$region" | grep -q __asan_; then
	echo '1..1'
	echo 'ok 1 # SKIP санитайзер хочет быть первым | a sanitizer wants to be first'
	exit 0
fi

# everywhere NAME WORDS ARGUMENT...: cut it until the command gets through, which says WORDS.
everywhere()
{
	local name=$1 words=$2 odd=0 cuts
	shift 2
	for ((cuts = 0; odd < 3 && cuts < 200; cuts++)); do
		LD_PRELOAD=$shim FAULT_CLASS=send FAULT_NTH=$((cuts + 1)) ask "$@"
		exits 0 && break
		if ! exits 3 || ! complains 'вяз' || ! silent; then
			odd=$((odd + 1))
			echo "# cut $((cuts + 1)): exit $status: ${out%%$'\n'*} $err"
		fi
	done
	ok "$name: each time the line is cut it is said, and nothing else" same "$odd" 0
	ok "$name: then it is done, for the first time" says "$words"
	ok "$name: there were places to cut it" [ "$cuts" -ge "${least:-4}" ]
	echo "# $name: $cuts"
}

# A fresh region that knows two towns of two subjects; the second has an address.
two_towns()
{
	make_region "$1"
	"$region" town add 69701000 Светлореченск >/dev/null
	"$region" town add 56705000 Кузнецк --ssh region@kuznetsk >/dev/null
}

pg_start || { echo 'Bail out! PostgreSQL'; exit 1; }
two_towns region
{ begin null 1; people; judges 1; } | seal >first
{ begin 1 2; assessed 2 2; judges 2; } | seal >second
least=18 everywhere load 'accepted 69701000' load first
[ -n "${REGION_ALL:-}" ] || finish

# More than one stream's worth of rows: the line breaks in the midst of one.
{
	begin null 3
	people
	for ((i = 10; i < 4000; i++)); do
		printf '{"op":"+","t":"fact","id":%d,"kind":"trained","person":"%s","until":"2025-10-01"}\n' $i "$(printf '%032d' 1)"
	done
	judges 1
} | sed 's/"num":\[1,1,0/"num":[1,1,1/' | seal >long
least=24 everywhere 'load of many rows' 'accepted 69701000' load long
{ begin null 4 roster; echo '{"op":"+","t":"roster","surname":"Озерская","given_name":"Анна"}'; } | seal >list
least=12 everywhere 'load of a list' 'accepted 69701000' load list
mkdir folder
{ begin 3 5; assessed 2 2; judges 2; } | sed 's/"num":\[1,2,0/"num":[1,2,1/' | seal >folder/second.ndjson
least=15 everywhere 'load of a folder' 'accepted 69701000' load folder
ask load folder
ok 'what was cut has been taken once' says already

mkdir bin
printf '#!/bin/bash\ncat "%s/pulled"\n' "$work" >bin/ssh
chmod +x bin/ssh
{ begin null 1 facts 56705000 abcdef; people; judges 1; } | seal >pulled
PATH=$work/bin:$PATH least=15 everywhere pull 'accepted 56705000' pull

least=7 everywhere indicators 'Городов: 2' indicators --to 2025-11-30
least=9 everywhere 'indicators by month' 30.11.2025 indicators --to 2025-11-30 --by month
least=7 everywhere 'indicators of a part' 30.11.2025 indicators --to 2025-11-30 --scope municipality:69701000/organisation:O001
least=5 everywhere roster Озерская roster
least=4 everywhere status 'в порядке' status
least=6 everywhere verify сходятся verify
least=6 everywhere 'town add' заведён town add 70701000 Новый
least=6 everywhere 'town set' изменён town set 70701000 --name Новейший
least=5 everywhere 'town reset' 'другой базы' town reset 70701000
least=5 everywhere 'town retire' 'снят с учёта' town retire 70701000
least=4 everywhere 'town list' Светлореченск town list
least=10 everywhere upgrade 'уже версии' upgrade
"$pg_bin/createdb" -h "$pg_folder" -U region -O owner fresh
METODAKTIV_REGION=$(address fresh) least=10 everywhere init 'База региона создана' init

# A subject goes to another database and comes back.
psql -c 'CREATE EXTENSION postgres_fdw SCHEMA public' -c 'CREATE EXTENSION dblink SCHEMA public'
"$pg_bin/createdb" -h "$pg_folder" -U region shard
there="postgresql://region:se%27cret@/shard?host=$pg_folder&connect_timeout=10"
METODAKTIV_REGION=${METODAKTIV_REGION/user=owner/user=region}
least=18 everywhere 'shard add' 'вынесен, городов: 1' shard add "$there" 69
least=4 everywhere 'shard list' /shard shard list
least=8 everywhere 'verify of two servers' сходятся verify
{ begin 5 6; assessed 3 3; judges 3; } | sed 's/"num":\[1,3,0/"num":[1,3,1/' | seal >fourth
least=20 everywhere 'load there' 'accepted 69701000' load fourth
password=$(psql -c "SELECT split_part(o, '=', 2) FROM pg_user_mappings, unnest(umoptions) o WHERE o LIKE 'password=%'")
least=5 everywhere 'shard return' 'возвращён, городов: 1' shard return 69
ok 'the password went along as it is' same "$password" "se'cret"
ok 'nothing is left there' same "$(pg_base=shard psql -c 'SELECT (SELECT count(*) FROM region.town) + (SELECT count(*) FROM region.person) + (SELECT count(*) FROM region.figure)')" 0
ok 'nor a way there' same "$(psql -c 'SELECT count(*) FROM pg_foreign_server')" 0
ask load fourth
ok 'everything is back' says already
ask verify
ok 'and right' exits 0
finish
