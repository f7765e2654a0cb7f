/* SPDX-License-Identifier: MIT
 * faults.c - one call goes wrong while somebody works at the screens: the program ends in a
 * sentence or goes on, the terminal is given back, and the database is sound.
 *
 * SCREEN_FAULTS is how many states are tried (8; make check-faults takes 400), STORE_SEED by which
 * they are chosen.
 */
#include "tests/lib/desk.h"
#include "tests/lib/trial.h"

#include <termios.h>
#include <unistd.h>

enum { QUIET = 40, CLASSES = 9 };

static const struct {
	const char *class, *error;
} faults[CLASSES] = {{"write", "28"}, {"write", "5"}, {"sync", "5"}, {"open", "24"}, {"mmap", "12"},
    {"read", "5"}, {"alloc", "12"}, {"rename", "13"}, {"change", "kill"}};

static unsigned long long dice;
static char shim[2 * LAB_PATH];
static long calls[CLASSES]; /* of each in a run in which nothing goes wrong */

static long
throw_dice(long below)
{
	dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
	return (long)((dice >> 33) % (unsigned long long)below);
}

static unsigned
number_of(const char *name, unsigned otherwise)
{
	const char *text = getenv(name);

	return text != NULL && atoi(text) > 0 ? (unsigned)atoi(text) : otherwise;
}

/* In a shell that stays and tells how the program ended. */
static vt *
start(const struct desk *d, const char *settings)
{
	char command[2048];
	const char *argv[] = {"sh", "-c", command, NULL};
	vt *v;

	snprintf(command, sizeof(command),
	    "LD_PRELOAD=%s %s %s --db %s --user lead; echo \"ended $?.\"; read answer", shim,
	    settings, desk_program(), d->db);
	v = vt_spawn(24, 300, "xterm-256color", NULL, argv);
	assert_non_null(v);
	return v;
}

/* Somebody opens a list, changes a record, saves, and goes. */
static void
work(vt *v)
{
	static const char *const keys[] = {
	    "<Enter>", "<F4>", "физика", "<F2>", "<Esc>", "<F10>", "<F10>", "<F10>"};

	vt_quiet(v, 2 * QUIET, WAIT);
	for (int i = 0; i < 20 && !vt_has(v, "F10") && !vt_has(v, "ended "); i++)
		vt_quiet(v, QUIET, WAIT);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]) && !vt_has(v, "ended "); i++) {
		vt_keys(v, keys[i]);
		vt_quiet(v, QUIET, WAIT);
	}
	/* a question asks what to do with what was typed */
	for (int i = 0; i < 8 && !vt_has(v, "ended "); i++) {
		vt_keys(v, i % 2 == 0 ? "2" : "<F10>");
		vt_quiet(v, QUIET, WAIT);
	}
}

static void
know_calls(const struct desk *d)
{
	char settings[400], line[64];
	FILE *f;
	vt *v;

	snprintf(settings, sizeof(settings), "FAULT_COUNT=%s.counts", d->db);
	v = start(d, settings);
	work(v);
	desk_see(v, "ended 0.");
	vt_close(v, WAIT);
	snprintf(settings, sizeof(settings), "%s.counts", d->db);
	f = fopen(settings, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		for (size_t i = 0; i < CLASSES; i++)
			if (strncmp(line, faults[i].class, strlen(faults[i].class)) == 0)
				calls[i] = atol(line + strlen(faults[i].class));
	fclose(f);
}

/* The status the shell has told; -1: it goes on. */
static int
ended(vt *v)
{
	char *text = vt_text(v), *at = strstr(text, "ended ");
	int status = at != NULL ? atoi(at + strlen("ended ")) : -1;

	free(text);
	return status;
}

static const char *
judge(vt *v, bool killed)
{
	struct termios line;
	int status = ended(v);

	if (status < 0)
		return "it does not end";
	if (killed && status == 137)
		return NULL;
	if (status > 4)
		return "a signal ended it, or a status nobody is promised";
	if (status != 0 && !vt_has(v, "metodaktiv: "))
		return "it does not say why";
	if (vt_has(v, "ssertion") || vt_has(v, "egmentation"))
		return "it speaks English";
	if (tcgetattr(v->fd, &line) != 0 || (line.c_lflag & (ICANON | ECHO)) != (ICANON | ECHO) ||
	    v->altscreen || vt_marks_paste(v))
		return "the terminal is not given back";
	return NULL;
}

static bool
try_one(void **state, size_t fault, long nth)
{
	struct desk *d = *state;
	char settings[200];
	const char *wrong;
	vt *v;

	desk_setup(state);
	snprintf(settings, sizeof(settings), "FAULT_CLASS=%s FAULT_ERROR=%s FAULT_NTH=%ld",
	    faults[fault].class, faults[fault].error, nth);
	v = start(d, settings);
	work(v);
	wrong = judge(v, strcmp(faults[fault].error, "kill") == 0);
	if (wrong != NULL) {
		fprintf(stderr, "%s: %s\n", settings, wrong);
		desk_show(v);
	}
	vt_close(v, WAIT);
	free(desk_shell("%s --db %s --user lead verify", desk_program(), d->db));
	free(desk_shell("! ls -A %s | grep -E 'tmp-|metodaktiv-'", d->db));
	free(desk_shell("rm -r %s", d->db));
	return wrong == NULL;
}

static void
one_call_goes_wrong_at_the_screens(void **state)
{
	unsigned wanted = number_of("SCREEN_FAULTS", 8), seed = number_of("STORE_SEED", 1), bad = 0;

	dice = seed;
	know_calls(*state);
	for (unsigned i = 0; i < wanted; i++) {
		size_t fault = i % CLASSES;

		if (calls[fault] > 0)
			bad += !try_one(state, fault, 1 + throw_dice(calls[fault]));
	}
	printf("# states %u, bad %u, seed %u: one call goes wrong at the screens\n", wanted, bad,
	    seed);
	assert_int_equal(bad, 0);
}

static int
find_shim(void **state)
{
	trial_shim(shim);
	return desk_group_setup(state);
}

#define DESK_TEST(name) cmocka_unit_test_setup(name, desk_setup)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    DESK_TEST(one_call_goes_wrong_at_the_screens),
	};

#ifdef __SANITIZE_ADDRESS__
	printf("1..1\nok 1 - one call goes wrong # SKIP a sanitizer wants to be first\n");
	return 0;
#endif
	return cmocka_run_group_tests_name(
	    "faults at the screens", tests, find_shim, desk_group_teardown);
}
