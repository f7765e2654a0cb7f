# lab.bash - a private sshd on 127.0.0.1: keys, an account each, the database's own authorized-keys in sshd's
# file. It needs no root and touches $work alone. Sourced where $work, $program and $db are set: behind
# tests/cli/tap.bash, or by a test in C; $boss is who makes accounts there, if not the one who runs it.
lab=$work/ssh
boss=${boss:-$(id -un)}
sshd=$(PATH=$PATH:/usr/sbin:/usr/local/sbin type -P sshd) || true

# Why there can be no sshd, or nothing. It starts a forced command by the user's shell, and a user without
# one never gets there.
why_no_sshd()
{
	local reason=
	case $(getent passwd "$(id -un)") in
	*/nologin | */false) reason='this user has no shell for sshd to start a command with' ;;
	esac
	[ -n "$sshd" ] && type -P ssh ssh-keygen >/dev/null || reason='sshd is not installed (openssh-server)'
	printf %s "$reason"
}

skip() { printf '1..1\nok 1 # SKIP %s\n' "$1"; exit 0; }

skip_without_sshd()
{
	local reason
	reason=$(why_no_sshd)
	[ -z "$reason" ] || skip "$reason"
}

# The lines sshd asks for, as AuthorizedKeysCommand would print them.
refresh_keys()
{
	"$program" --db "$db" authorized-keys "$(id -un)" >"$lab/authorized_keys"
	chmod 600 "$lab/authorized_keys"
}

# add_person NAME ROLE: an account with a key of its own.
add_person()
{
	[ "$1" = "$boss" ] || "$program" --db "$db" --user "$boss" user add "$1" --role "$2" >/dev/null
	ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$lab/$1"
	"$program" --db "$db" --user "$boss" user key add "$1" "$lab/$1.pub" >/dev/null
	refresh_keys
}

# A port nobody listens at; sshd tells if somebody was quicker. HOME: what the user's own shell would read
# there at each login is none of the tests' business, and takes its time.
start_sshd()
{
	local try
	mkdir -p "$lab"
	chmod 700 "$lab"
	ssh-keygen -q -t ed25519 -N '' -f "$lab/host"
	[ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
	for try in 1 2 3 4 5 6 7 8 9 10; do
		port=$((20000 + (RANDOM * 32768 + RANDOM) % 40000))
		cat >"$lab/sshd_config" <<-CONFIG
			Port $port
			ListenAddress 127.0.0.1
			HostKey $lab/host
			PidFile $lab/sshd.pid
			AuthorizedKeysFile $lab/authorized_keys
			StrictModes no
			PermitRootLogin forced-commands-only
			PasswordAuthentication no
			KbdInteractiveAuthentication no
			UsePAM no
			PrintMotd no
			UseDNS no
			AcceptEnv LANG LC_* METODAKTIV_*
			ExposeAuthInfo yes
			ClientAliveInterval 1
			ClientAliveCountMax 2
			Subsystem sftp internal-sftp
			SetEnv HOME=$lab
		CONFIG
		"$sshd" -f "$lab/sshd_config" -E "$lab/sshd.log" || continue
		until [ -s "$lab/sshd.pid" ]; do sleep 0.02; done
		echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$lab/host.pub")" >"$lab/known_hosts"
		write_client
		return 0
	done
	return 1
}

# What ssh -F is given: a host's name is that of the person who comes.
write_client()
{
	cat >"$lab/client" <<-CONFIG
		Host *
			HostName 127.0.0.1
			Port $port
			User $(id -un)
			IdentityFile $lab/%n
			IdentitiesOnly yes
			UserKnownHostsFile $lab/known_hosts
			StrictHostKeyChecking yes
			BatchMode yes
			LogLevel ERROR
	CONFIG
}

stop_sshd()
{
	local kept
	[ ! -s "$lab/sshd.pid" ] || kill "$(<"$lab/sshd.pid")"
	for kept in "$lab"/kept.*; do
		[ ! -S "$kept" ] || ssh -F none -o ControlPath="$kept" -O exit x 2>/dev/null
	done
}

client() { ssh -F "$lab/client" "$@"; }

# as NAME COMMAND...: one verb, over a connection each person keeps, or with fresh set a new one; standard
# input is the caller's.
as()
{
	local name=$1 kept=(-o ControlMaster=auto -o ControlPersist=60 -o ControlPath="$lab/kept.%r.$1")
	shift
	[ -z "${fresh-}" ] || kept=()
	client "${kept[@]}" "$name" "$@" >"$work/out" 2>"$work/err"
	status=$?
	out=$(tr -d '\000' <"$work/out") err=$(<"$work/err")
}
