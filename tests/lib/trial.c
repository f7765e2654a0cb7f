/* SPDX-License-Identifier: MIT
 * trial.c - the program, run and judged.
 */
#include "tests/lib/trial.h"

#include <fcntl.h>
#include <sys/mman.h>

enum { EXIT_MOST = 4, SETTINGS = 16, COMMAND_MOST = 1024 };

static const char *
program(void)
{
	const char *name = getenv("METODAKTIV");

	return name != NULL ? name : "./metodaktiv";
}

/* Words divided by blanks, in place. */
static size_t
split(char *text, char **words, size_t most)
{
	size_t n = 0;

	for (char *w = strtok(text, " "); w != NULL && n + 1 < most; w = strtok(NULL, " "))
		words[n++] = w;
	words[n] = NULL;
	return n;
}

/* In the child: never returns. */
static void
become(const char *folder, const char *preload, const char *settings, const char *command, int out,
    int err)
{
	char path[LAB_PATH], words[COMMAND_MOST], sets[COMMAND_MOST] = "", load[2 * LAB_PATH + 16];
	char *argv[TRIAL_WORDS + 4] = {path, (char[]){"--db"}, (char[]){"db"}}, *set[SETTINGS];
	char home[LAB_PATH + 8];
	int in = open("/dev/null", O_RDONLY);

	snprintf(path, sizeof(path), "%s", program());
	snprintf(words, sizeof(words), "%s", command);
	snprintf(home, sizeof(home), "HOME=%s", folder);
	split(words, argv + 3, TRIAL_WORDS);
	clearenv();
	putenv(home);
	putenv((char[]){"PATH=/usr/bin:/bin"});
	putenv((char[]){"LC_ALL=C.UTF-8"});
	putenv((char[]){"TZ=Asia/Tomsk"});
	putenv((char[]){"METODAKTIV_NOW=2026-03-31T12:00:00"});
	if (settings != NULL) {
		snprintf(sets, sizeof(sets), "%s", settings);
		for (size_t i = 0, n = split(sets, set, SETTINGS); i < n; i++)
			putenv(set[i]);
	}
	if (preload != NULL) {
		snprintf(load, sizeof(load), "LD_PRELOAD=%s", preload);
		putenv(load);
	}
	if (chdir(folder) != 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
		_exit(99);
	signal(SIGPIPE, SIG_DFL);
	alarm(TRIAL_SECONDS);
	execv(path, argv);
	_exit(99);
}

static void
take(int fd, struct buf *into)
{
	struct stat s;

	assert_int_equal(fstat(fd, &s), 0);
	if (s.st_size > 0) {
		buf_reserve(into, (size_t)s.st_size + 1);
		assert_true(pread(fd, into->data, (size_t)s.st_size, 0) == s.st_size);
		into->len = (size_t)s.st_size;
		into->data[into->len] = '\0';
	}
	close(fd);
}

void
trial_run(struct trial *t, const char *folder, const char *preload, const char *settings,
    const char *command)
{
	int out = memfd_create("out", MFD_CLOEXEC), err = memfd_create("err", MFD_CLOEXEC), how;
	pid_t pid = fork();

	*t = (struct trial){0};
	assert_true(pid >= 0);
	if (pid == 0)
		become(folder, preload, settings, command, out, err);
	assert_int_equal(waitpid(pid, &how, 0), pid);
	t->status = WIFSIGNALED(how) ? -WTERMSIG(how) : WEXITSTATUS(how);
	t->hung = t->status == -SIGALRM;
	take(out, &t->out);
	take(err, &t->err);
}

void
trial_free(struct trial *t)
{
	buf_free(&t->out);
	buf_free(&t->err);
}

/* A byte that begins a letter of the Russian alphabet. */
static bool
is_russian(const struct buf *text)
{
	for (size_t i = 0; i < text->len; i++)
		if ((unsigned char)text->data[i] == 0xD0 || (unsigned char)text->data[i] == 0xD1)
			return true;
	return false;
}

const char *
trial_fault(const struct trial *t)
{
	const char *said = buf_text(&t->err);

	if (t->hung)
		return "it hung";
	if (t->status < 0)
		return "a signal ended it";
	if (t->status > EXIT_MOST)
		return "an exit status nobody is promised";
	if (strstr(said, "ssertion") != NULL || strstr(said, "egmentation") != NULL)
		return "it speaks English";
	if (t->status != 0 && !is_russian(&t->err))
		return "no word in Russian";
	return NULL;
}

void
trial_shell(const char *format, ...)
{
	char command[4096];
	va_list args;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	if (system(command) != 0)
		fail_msg("%s", command);
}

static void
run_well(const char *folder, const char *command)
{
	struct trial t;

	trial_run(&t, folder, NULL, NULL, command);
	if (t.status != 0)
		fail_msg("%s: %d, %s", command, t.status, buf_text(&t.err));
	trial_free(&t);
}

void
trial_make_town(const char *folder)
{
	char here[LAB_PATH], command[2 * LAB_PATH];

	assert_non_null(getcwd(here, sizeof(here)));
	snprintf(command, sizeof(command), "init --rehearsal --profile %s/profiles/strezhevoy.conf",
	    here);
	run_well(folder, command);
	snprintf(command, sizeof(command), "import --all %s/tests/data/strezhevoy", here);
	run_well(folder, command);
}

void
trial_shim(char out[2 * LAB_PATH])
{
	const char *build = getenv("BUILD");
	char here[LAB_PATH] = "";

	if (build == NULL || *build != '/')
		assert_non_null(getcwd(here, sizeof(here)));
	snprintf(out, 2 * LAB_PATH, "%s%s%s/tests/store/fault_shim.so", here,
	    *here != '\0' ? "/" : "", build != NULL ? build : "build");
}

void
trial_copy(const char *from, const char *to)
{
	trial_shell("cp -a '%s' '%s'", from, to);
}

uint64_t
dice_throw(struct dice *d, uint64_t below)
{
	d->state = d->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (d->state >> 33) % below;
}
