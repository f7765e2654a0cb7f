/* SPDX-License-Identifier: MIT
 * confine.c - what a confined process may still do, tried in a child of the test's own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <pthread.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/line/confine.h"

/* The folder of the test: allowed/ and forbidden/ with a file in each. */
static char folder[512];

static char *
in_folder(const char *name)
{
	static char path[600];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static bool
can_open(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void *
nothing(void *context)
{
	return context;
}

static bool
writes_allowed(void)
{
	return can_open(in_folder("allowed/new"), O_WRONLY | O_CREAT);
}
static bool
reads_allowed(void)
{
	return can_open(in_folder("allowed/file"), O_RDONLY);
}
static bool
empties_allowed(void)
{
	return can_open(in_folder("allowed/file"), O_WRONLY | O_TRUNC);
}
static bool
renames_allowed(void)
{
	char from[600];

	snprintf(from, sizeof(from), "%s", in_folder("allowed/file"));
	return mkdir(in_folder("allowed/sub"), 0700) == 0 &&
	    rename(from, in_folder("allowed/sub/file")) == 0;
}
static bool
reads_etc(void)
{
	return can_open("/etc/passwd", O_RDONLY);
}
static bool
reads_usr(void)
{
	return can_open("/usr", O_RDONLY | O_DIRECTORY);
}
static bool
reads_its_own(void)
{
	return can_open(in_folder("own"), O_RDONLY);
}
static bool
writes_its_own(void)
{
	return can_open(in_folder("own"), O_WRONLY);
}
static bool
has_threads(void)
{
	pthread_t thread;

	return pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0;
}
static bool
reads_elsewhere(void)
{
	return can_open(in_folder("forbidden/file"), O_RDONLY);
}
static bool
writes_elsewhere(void)
{
	return can_open(in_folder("forbidden/file"), O_WRONLY);
}
static bool
makes_elsewhere(void)
{
	return can_open(in_folder("new"), O_WRONLY | O_CREAT);
}
static bool
makes_folders(void)
{
	return mkdir(in_folder("made"), 0700) == 0;
}
static bool
makes_links(void)
{
	return symlink("/", in_folder("forbidden/link")) == 0;
}
static bool
makes_pipes(void)
{
	return mkfifo(in_folder("forbidden/pipe"), 0600) == 0;
}
static bool
removes(void)
{
	return unlink(in_folder("forbidden/file")) == 0;
}
static bool
follows_links(void)
{
	return can_open(in_folder("allowed/away"), O_WRONLY);
}
static bool
climbs(void)
{
	return can_open(in_folder("allowed/../forbidden/file"), O_RDONLY);
}
static bool
reads_processes(void)
{
	return can_open("/proc/self/environ", O_RDONLY);
}
static bool
writes_etc(void)
{
	return can_open("/etc/metodaktiv-test", O_WRONLY | O_CREAT);
}
static bool
runs(void)
{
	char *argv[] = {(char *)(uintptr_t) "true", NULL};
	int status;
	pid_t child = fork();

	if (child == 0) {
		execv("/bin/true", argv);
		_exit(1);
	}
	return waitpid(child, &status, 0) == child && status == 0;
}
static bool
has_sockets(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}
static bool
has_local_sockets(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}
static bool
signals_others(void)
{
	return kill(getppid(), 0) == 0;
}
static bool
signals_threads_of_others(void)
{
	return syscall(SYS_tgkill, getppid(), getppid(), 0) == 0;
}
static bool
signals_by_thread(void)
{
	return syscall(SYS_tkill, getppid(), 0) == 0;
}
static bool
queues_signals(void)
{
	siginfo_t info = {.si_code = SI_QUEUE};

	return syscall(SYS_rt_sigqueueinfo, getppid(), 0, &info) == 0;
}
static bool
queues_signals_of_threads(void)
{
	siginfo_t info = {.si_code = SI_QUEUE};

	return syscall(SYS_rt_tgsigqueueinfo, getppid(), getppid(), 0, &info) == 0;
}
static bool
signals_by_descriptor(void)
{
	int other = (int)syscall(SYS_pidfd_open, getppid(), 0);

	return syscall(SYS_pidfd_send_signal, other, 0, NULL, 0) == 0;
}
static bool
has_files_signal_others(void)
{
	int ends[2];

	return pipe(ends) == 0 && fcntl(ends[0], F_SETOWN, getppid()) == 0;
}
static bool
has_files_signal_threads(void)
{
	struct f_owner_ex other = {.type = F_OWNER_TID, .pid = getppid()};
	int ends[2];

	return pipe(ends) == 0 && fcntl(ends[0], F_SETOWN_EX, &other) == 0;
}
static bool
sees_limits_of_others(void)
{
	struct rlimit limit;

	return prlimit(getppid(), RLIMIT_NOFILE, NULL, &limit) == 0;
}
static bool
limits_itself(void)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_NOFILE, &limit) == 0 && setrlimit(RLIMIT_NOFILE, &limit) == 0;
}
static bool
signals_itself(void)
{
	return kill(getpid(), 0) == 0;
}
static bool
raises(void)
{
	return raise(SIGURG) == 0; /* one that does nothing */
}
static bool
changes_modes(void)
{
	return chmod(in_folder("forbidden/file"), 0777) == 0;
}
static bool
shortens(void)
{
	return truncate(in_folder("forbidden/file"), 0) == 0;
}
static bool
types(void)
{
	return ioctl(STDIN_FILENO, TIOCSTI, "x") == 0 || errno != EPERM;
}
static bool
gains(void)
{
	return syscall(SYS_unshare, 0x10000000) == 0;
}

static const struct {
	const char *name;
	bool (*attempt)(void);
	bool may, by_landlock;
} attempts[] = {
#define MAY(name)                                                                                  \
	{                                                                                          \
#name, name, true, false                                                           \
	}
#define MUST_NOT(name)                                                                             \
	{                                                                                          \
#name, name, false, false                                                          \
	}
#define LANDLOCK(name)                                                                             \
	{                                                                                          \
#name, name, false, true                                                           \
	}
    MAY(writes_allowed),
    MAY(reads_allowed),
    MAY(empties_allowed),
    MAY(renames_allowed),
    MAY(reads_etc),
    MAY(reads_usr),
    MAY(reads_its_own),
    MAY(has_threads),
    MAY(signals_itself),
    MAY(raises),
    MAY(limits_itself),
    LANDLOCK(reads_elsewhere),
    LANDLOCK(writes_elsewhere),
    LANDLOCK(writes_its_own),
    LANDLOCK(makes_elsewhere),
    LANDLOCK(makes_folders),
    LANDLOCK(makes_links),
    LANDLOCK(makes_pipes),
    LANDLOCK(removes),
    LANDLOCK(follows_links),
    LANDLOCK(climbs),
    LANDLOCK(reads_processes),
    LANDLOCK(writes_etc),
    MUST_NOT(runs),
    MUST_NOT(has_sockets),
    MUST_NOT(has_local_sockets),
    MUST_NOT(signals_others),
    MUST_NOT(signals_threads_of_others),
    MUST_NOT(signals_by_thread),
    MUST_NOT(queues_signals),
    MUST_NOT(queues_signals_of_threads),
    MUST_NOT(signals_by_descriptor),
    MUST_NOT(has_files_signal_others),
    MUST_NOT(has_files_signal_threads),
    MUST_NOT(sees_limits_of_others),
    MUST_NOT(changes_modes),
    MUST_NOT(shortens),
    MUST_NOT(types),
    MUST_NOT(gains),
};

static bool
has_landlock(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

/* In a child: 0 it could not, 1 it could, 2 it could not even be confined. */
static int
tried(bool (*attempt)(void), bool confined)
{
	char allowed[600], own[600];
	const char *writable[] = {allowed, "/nowhere/at/all", NULL};
	struct error e = {0};
	int status;
	pid_t child;

	snprintf(allowed, sizeof(allowed), "%s", in_folder("allowed"));
	snprintf(own, sizeof(own), "%s", in_folder("own"));
	fflush(NULL);
	child = fork();
	if (child == 0) {
		if (confined && confine(writable, own, &e) != ST_OK)
			_exit(2);
		/* what looks for leaks, or writes counters, at an end wants files */
		(confined ? _exit : exit)(attempt() ? 1 : 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}

static int
make_folder(void **state)
{
	const char *tmp = getenv("TMPDIR");

	(void)state;
	snprintf(folder, sizeof(folder), "%s/confine.XXXXXX", tmp != NULL ? tmp : "/tmp");
	if (mkdtemp(folder) == NULL)
		return -1;
	mkdir(in_folder("allowed"), 0700);
	mkdir(in_folder("forbidden"), 0700);
	can_open(in_folder("allowed/file"), O_WRONLY | O_CREAT);
	can_open(in_folder("forbidden/file"), O_WRONLY | O_CREAT);
	can_open(in_folder("own"), O_WRONLY | O_CREAT);
	return symlink("../forbidden/file", in_folder("allowed/away"));
}

static int
remove_folder(void **state)
{
	char command[600];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	return system(command);
}

static void
what_is_given_up_is_gone(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++) {
		bool refused_here = attempts[i].by_landlock && has_landlock();
		int wanted = attempts[i].may || (attempts[i].by_landlock && !refused_here);

		make_folder(NULL);
		/* without Landlock, what it would have refused is the system's to allow or not */
		if (tried(attempts[i].attempt, true) != wanted &&
		    !(attempts[i].by_landlock && !has_landlock())) {
			print_error("%s: should be %d\n", attempts[i].name, wanted);
			bad++;
		}
		remove_folder(NULL);
	}
	assert_int_equal(bad, 0);
}

/* The attempts are real ones: all of them work for a process that has given up nothing. */
static void
unconfined_they_can_be_done(void **state)
{
	static bool (*const real[])(void) = {reads_elsewhere, writes_elsewhere, makes_elsewhere,
	    makes_folders, makes_links, makes_pipes, removes, follows_links, climbs, runs,
	    reads_processes, has_local_sockets, signals_others, signals_threads_of_others,
	    signals_by_thread, queues_signals, queues_signals_of_threads, signals_by_descriptor,
	    has_files_signal_others, has_files_signal_threads, sees_limits_of_others, changes_modes,
	    shortens, types};

	(void)state;
	for (size_t i = 0; i < sizeof(real) / sizeof(real[0]); i++) {
		make_folder(NULL);
		if (tried(real[i], false) != 1)
			fail_msg("attempt %zu is none", i);
		remove_folder(NULL);
	}
}

static bool
tells_so(void)
{
	struct buf b = {0};
	bool told;

	confine_put(&b);
	told = strstr(buf_text(&b), "не запускаются") != NULL &&
	    (strstr(buf_text(&b), "читаются кроме них") != NULL) == has_landlock();
	buf_free(&b);
	return told;
}

static bool
tells_of_nothing(void)
{
	struct buf b = {0};
	bool told;

	confine_put(&b);
	told = strncmp(buf_text(&b), "нет:", strlen("нет:")) == 0;
	buf_free(&b);
	return told;
}

static void
it_is_told(void **state)
{
	(void)state;
	make_folder(NULL);
	assert_int_equal(tried(tells_so, true), 1);
	assert_int_equal(tried(tells_of_nothing, false), 1);
	remove_folder(NULL);
}

/* A kernel that refuses a call, with that argument where one is given. */
struct refusal {
	const char *name;
	int call, error;
	struct scmp_arg_cmp given;
	int wanted; /* enum status */
};

/* ST_CANCELLED: something else is told. */
static enum status
confined_by_a_kernel(const struct refusal *r)
{
	char allowed[600], own[600];
	const char *writable[] = {allowed, NULL};
	struct buf told = {0};
	struct error e = {0};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	enum status st;

	snprintf(allowed, sizeof(allowed), "%s", in_folder("allowed"));
	snprintf(own, sizeof(own), "%s", in_folder("own"));
	if (filter == NULL ||
	    seccomp_rule_add_array(filter, SCMP_ACT_ERRNO((uint16_t)r->error), r->call,
		r->given.op != 0, &r->given) != 0 ||
	    seccomp_load(filter) != 0)
		return ST_CANCELLED;
	seccomp_release(filter);
	st = confine(writable, own, &e);
	if (st != ST_OK)
		return strstr(error_text(&e), "и поэтому не начат") != NULL ? st : ST_CANCELLED;
	confine_put(&told);
	st = strstr(buf_text(&told), "в ядре этого сервера нет Landlock") != NULL ? ST_OK
										  : ST_CANCELLED;
	buf_free(&told);
	return st;
}

/* What the kernel has and refuses ends the session before it has begun; what an old kernel has not,
 * is told. */
static void
a_session_that_cannot_be_confined_is_none(void **state)
{
	const struct refusal refusals[] = {
	    {"no Landlock", SCMP_SYS(landlock_create_ruleset), ENOSYS,
		SCMP_A2(SCMP_CMP_EQ, LANDLOCK_CREATE_RULESET_VERSION), ST_OK},
	    {"no rules", SCMP_SYS(landlock_create_ruleset), EINVAL, SCMP_A2(SCMP_CMP_EQ, 0),
		ST_SYSTEM},
	    {"no rule", SCMP_SYS(landlock_add_rule), ENOMEM, {.op = 0}, ST_SYSTEM},
	    {"rules not taken", SCMP_SYS(landlock_restrict_self), E2BIG, {.op = 0}, ST_SYSTEM},
	    {"no filter", SCMP_SYS(seccomp), EINVAL, {.op = 0}, ST_SYSTEM},
	    {"rights kept", SCMP_SYS(prctl), EPERM, SCMP_A0(SCMP_CMP_EQ, PR_SET_NO_NEW_PRIVS),
		ST_SYSTEM},
	};

	(void)state;
	for (size_t i = has_landlock() ? 0 : 4; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		int status;
		pid_t child;

		make_folder(NULL);
		fflush(NULL);
		child = fork();
		if (child == 0) /* as above: before the filter comes, files are given up */
			(refusals[i].call == SCMP_SYS(seccomp) ? _exit : exit)(
			    (int)confined_by_a_kernel(&refusals[i]));
		assert_int_equal(waitpid(child, &status, 0), child);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != refusals[i].wanted)
			fail_msg("%s: %x", refusals[i].name, (unsigned)status);
		remove_folder(NULL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_given_up_is_gone),
	    cmocka_unit_test(unconfined_they_can_be_done),
	    cmocka_unit_test(it_is_told),
	    cmocka_unit_test(a_session_that_cannot_be_confined_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
