/* SPDX-License-Identifier: MIT
 * storm.c - fifty programs at one database for two minutes: writers, readers, and people at
 * screens.
 *
 * STORM_SECONDS and STORM_SEED set others. Each writer enters organisations one by one and notes
 * each that the program said was entered; in the end every one of them is there, no reader was
 * refused, every screen leaves when it is told to, and `verify` finds nothing.
 */
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "tests/lib/desk.h"

enum { WRITERS = 20, READERS = 18, SCREENS = 12, SECONDS = 120, KEYS_MS = 40 };

/* What one process has come to; it writes this to a pipe when the time is up. */
struct tally {
	int writer; /* -1: a reader */
	int done, refused;
};

static long
setting(const char *name, long otherwise)
{
	const char *value = getenv(name);

	return value != NULL ? strtol(value, NULL, 10) : otherwise;
}

/* The exit status of a shell command; what it says is thrown away. */
static int
quietly(const char *command)
{
	char line[1024];
	int status;

	snprintf(line, sizeof(line), "{ %s ; } >/dev/null 2>&1", command);
	status = system(line);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static struct tally
write_until(const struct desk *d, int writer, double end)
{
	struct tally t = {.writer = writer};
	char command[800];

	while (vt_milliseconds() < end) {
		snprintf(command, sizeof(command),
		    "printf 'code;name;type\\nS%d-%d;Школа %d-%d;школа\\n' | %s --db %s --user "
		    "lead import organisations -",
		    writer, t.done, writer, t.done, desk_program(), d->db);
		if (quietly(command) == 0)
			t.done++;
		else
			t.refused++;
	}
	return t;
}

static struct tally
read_until(const struct desk *d, int reader, double end)
{
	static const char *const questions[] = {"roster --format json", "indicators --format json",
	    "worklist --format json", "export people", "show people P0007", "year --format json"};
	struct tally t = {.writer = -1};
	char command[700];

	for (size_t i = (size_t)reader; vt_milliseconds() < end; i++) {
		snprintf(command, sizeof(command), "%s --db %s --user lead %s", desk_program(),
		    d->db, questions[i % (sizeof(questions) / sizeof(questions[0]))]);
		if (quietly(command) == 0)
			t.done++;
		else
			t.refused++;
	}
	return t;
}

static void
begin(const struct desk *d, int number, double end, int out)
{
	struct tally t;

	if (fork() != 0)
		return;
	t = number < WRITERS ? write_until(d, number, end) : read_until(d, number - WRITERS, end);
	_exit(write(out, &t, sizeof(t)) == (ssize_t)sizeof(t) ? 0 : 1);
}

/* Places, lists, forms begun and left: what people do while others write. */
static void
work_at_screens(vt *screens[SCREENS], double end)
{
	static const char *const keys[] = {"<Down>", "<Up>", "<Enter>", "<Esc>", "<F10>", "<F2>",
	    "<F5>", "<F9>журнал<Enter>", "<F9>список Организации<Enter>", "<PgDn>", "<Tab>", "ш",
	    "<Ins>", "<F3>"};
	size_t count = sizeof(keys) / sizeof(keys[0]);

	for (size_t i = 0; vt_milliseconds() < end; i++) {
		vt *v = screens[i % SCREENS];

		if (!v->eof)
			vt_keys(v, keys[(size_t)rand() % count]);
		for (size_t k = 0; k < SCREENS; k++)
			vt_pump(screens[k], KEYS_MS / SCREENS);
	}
}

/* The programs leave when the line goes, with nothing worse than that. */
static int
leave(vt *screens[SCREENS])
{
	int wrong = 0;

	for (size_t i = 0; i < SCREENS; i++) {
		int status = vt_close(screens[i], WAIT);

		wrong += status < 0 && status != -SIGHUP;
	}
	return wrong;
}

static int
count_written(const struct desk *d, int writer)
{
	char *text =
	    desk_shell("%s --db %s --user lead export organisations | grep -c '^S%d-' || true",
		desk_program(), d->db, writer);
	int count = (int)strtol(text, NULL, 10);

	free(text);
	return count;
}

static void
nothing_acknowledged_is_lost(void **state)
{
	long seconds = setting("STORM_SECONDS", SECONDS), seed = setting("STORM_SEED", time(NULL));
	const struct desk *d = *state;
	int results[2], writes = 0, reads = 0, refused = 0, failed_reads = 0, wrong = 0;
	double end = vt_milliseconds() + (double)seconds * 1000;
	vt *screens[SCREENS];
	struct tally t;

	srand((unsigned)seed);
	assert_int_equal(pipe(results), 0);
	for (int i = 0; i < WRITERS + READERS; i++)
		begin(d, i, end, results[1]);
	close(results[1]);
	for (int i = 0; i < SCREENS; i++)
		screens[i] = desk_start(d, 24, 80);
	work_at_screens(screens, end);
	assert_int_equal(leave(screens), 0);
	for (int i = 0; i < WRITERS + READERS; i++) {
		assert_int_equal(read(results[0], &t, sizeof(t)), sizeof(t));
		writes += t.writer >= 0 ? t.done : 0;
		refused += t.writer >= 0 ? t.refused : 0;
		reads += t.writer < 0 ? t.done : 0;
		failed_reads += t.writer < 0 ? t.refused : 0;
		wrong += t.writer >= 0 && count_written(d, t.writer) < t.done;
	}
	while (wait(NULL) > 0)
		;
	fprintf(stderr, "# %ld s, seed %ld: %d written, %d refused, %d read, %d of them refused\n",
	    seconds, seed, writes, refused, reads, failed_reads);
	free(desk_shell("%s --db %s --user lead verify", desk_program(), d->db));
	assert_true(writes > 0 && reads > 0);
	assert_int_equal(failed_reads, 0);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(nothing_acknowledged_is_lost, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
