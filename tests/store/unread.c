/* SPDX-License-Identifier: MIT
 * unread.c - one look-up in the register fails, as where a page is spoiled that was sound when the
 * file was opened: an answer is as ever, or it is refused; never is what could not be read left
 * out.
 *
 * STORE_UNREAD is how many states are tried (60; make check-faults takes all), STORE_SEED by which
 * they are chosen.
 */
#include "tests/lib/trial.h"

enum { AT_ONCE = 60, MOST = 1 << 14 };

/* MDB_CORRUPTED */
#define UNREADABLE "-30796"

static const char *const commands[] = {
    "activity",
    "changes --level facts --preview",
    "document application AP0002",
    "document association-report A01 --from 2025-09-01 --to 2026-03-31",
    "document catalogue",
    "document consent P0002",
    "document contest E00245",
    "document corps-report",
    "document digest 2026-02",
    "document event E00164",
    "document extract M009:AP0062",
    "document heads",
    "document indicators",
    "document justification",
    "document member-report P0484 --from 2025-09-01 --to 2026-03-31",
    "document mentoring",
    "document minutes M009",
    "document month 2026-02",
    "document order R0015",
    "document order R0026",
    "document order R0030",
    "document pathway P0003:2025-05-18",
    "document person-data P0480",
    "document plan PL001",
    "document requests --from 2025-09-01 --to 2026-03-31",
    "document roster --public",
    "document worklists",
    "eligibility --all",
    "eligibility AP0002",
    "export applications",
    "export people",
    "export support --format json",
    "indicators",
    "indicators --by organisation",
    "log",
    "log --entity people --code P0001",
    "mailings calendar",
    "mailings list",
    "profile show",
    "roster",
    "show applications AP0002",
    "show meetings M009",
    "show people P0001",
    "stat",
    "user list",
    "verify",
    "whoami",
    "worklist",
    "year",
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

struct state {
	size_t command;
	long nth;
};

static char room[LAB_PATH], town[LAB_PATH + 8], trial[LAB_PATH + 8], shim[2 * LAB_PATH];
static struct known {
	struct buf answer;
	long lookups;
} known[COMMANDS];

/* The journal takes a row of some answers, so each is asked of the town as it was made. */
static void
ask(struct trial *t, const char *command, const char *settings)
{
	if (access(trial, F_OK) == 0)
		lab_remove(trial);
	trial_copy(town, trial);
	trial_run(t, trial, shim, settings, command);
}

/* What it answers when all goes well, and how often it looks something up. */
static void
know(struct known *k, const char *command)
{
	char settings[LAB_PATH + 32], counts[LAB_PATH + 16], line[64];
	struct trial t;
	FILE *f;

	snprintf(counts, sizeof(counts), "%s/counts", room);
	snprintf(settings, sizeof(settings), "FAULT_COUNT=%s", counts);
	ask(&t, command, settings);
	if (t.status != 0)
		fail_msg("%s: %d, %s", command, t.status, buf_text(&t.err));
	buf_put(&k->answer, t.out.data, t.out.len);
	trial_free(&t);
	f = fopen(counts, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		sscanf(line, "lookup %ld", &k->lookups);
	fclose(f);
	assert_true(k->lookups > 0);
}

static bool
try_state(const struct state *s)
{
	const char *command = commands[s->command], *wrong;
	char settings[96];
	struct trial t;

	snprintf(settings, sizeof(settings),
	    "FAULT_CLASS=lookup FAULT_ERROR=" UNREADABLE " FAULT_NTH=%ld", s->nth);
	ask(&t, command, settings);
	wrong = trial_fault(&t);
	if (wrong == NULL && t.status != 0 && t.status != 3)
		wrong = "a status of something else";
	if (wrong == NULL && t.status == 0 &&
	    !slice_equal(buf_slice(&t.out), buf_slice(&known[s->command].answer)))
		wrong = "it answers otherwise";
	if (wrong != NULL)
		print_error(
		    "%s | %s: %s (%d): %s\n", settings, command, wrong, t.status, buf_text(&t.err));
	trial_free(&t);
	return wrong == NULL;
}

/* Every look-up of each command, or so many chosen ones of more. */
static size_t
plan(struct state *states, struct dice *dice)
{
	size_t count = 0;

	for (size_t i = 0; i < COMMANDS; i++) {
		long all = known[i].lookups;

		for (long n = 0; n < all && n < AT_ONCE && count < MOST; n++)
			states[count++] = (struct state){.command = i,
			    .nth =
				all <= AT_ONCE ? n + 1 : 1 + (long)dice_throw(dice, (uint64_t)all)};
	}
	for (size_t i = count; i > 1; i--) {
		size_t j = dice_throw(dice, i);
		struct state one = states[i - 1];

		states[i - 1] = states[j];
		states[j] = one;
	}
	return count;
}

static void
test_what_cannot_be_read_is_told(void **state)
{
	unsigned wanted = lab_count("STORE_UNREAD", 60), seed = lab_count("STORE_SEED", 1), bad = 0,
		 tried = 0;
	struct state *states = xcalloc(MOST, sizeof(*states));
	struct dice dice = {seed};
	size_t count;

	(void)state;
	for (size_t i = 0; i < COMMANDS; i++)
		know(&known[i], commands[i]);
	count = plan(states, &dice);
	for (; tried < count && tried < wanted; tried++)
		bad += !try_state(&states[tried]);
	print_message("# states %u, bad %u, seed %u: a look-up of a command fails, of %zu such\n",
	    tried, bad, seed, count);
	free(states);
	assert_int_equal(bad, 0);
}

static int
make_town(void **state)
{
	(void)state;
	lab_folder(room);
	trial_shim(shim);
	snprintf(town, sizeof(town), "%s/town", room);
	snprintf(trial, sizeof(trial), "%s/trial", room);
	assert_int_equal(mkdir(town, 0700), 0);
	trial_make_town(town);
	return 0;
}

static int
remove_town(void **state)
{
	(void)state;
	for (size_t i = 0; i < COMMANDS; i++)
		buf_free(&known[i].answer);
	lab_remove(room);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_what_cannot_be_read_is_told),
	};

#ifdef __SANITIZE_ADDRESS__
	print_message(
	    "1..1\nok 1 - what cannot be read is told # SKIP a sanitizer wants to be first\n");
	return 0;
#endif
	return cmocka_run_group_tests_name("unread", tests, make_town, remove_town);
}
