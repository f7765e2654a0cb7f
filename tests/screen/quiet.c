/* SPDX-License-Identifier: MIT
 * quiet.c - what the program does while nothing has to be done: it reads nothing anew that has not
 * changed, and everything that has, whoever changed it.
 *
 * The trace tells: a line for each transaction and for each screen that reads itself anew.
 */
#include "tests/lib/desk.h"

enum { LOOKS = 2200 }; /* milliseconds in which others' changes are looked for twice at least */

/* A program whose trace is kept in the desk's folder under this name. */
static vt *
traced(const struct desk *d, const char *name, int columns)
{
	char file[400];
	vt *v;

	snprintf(file, sizeof(file), "%s.%s", d->db, name);
	setenv("METODAKTIV_TRACE", "txn,load", 1);
	setenv("METODAKTIV_TRACE_FILE", file, 1);
	v = desk_start(d, 24, columns);
	unsetenv("METODAKTIV_TRACE");
	unsetenv("METODAKTIV_TRACE_FILE");
	return v;
}

/* Lines of the trace that begin so. */
static int
traces(const struct desk *d, const char *name, const char *beginning)
{
	char *count = desk_shell("grep -c '^%s' '%s.%s' || true", beginning, d->db, name);
	int n = atoi(count);

	free(count);
	return n;
}

/* Wait until there are more of these lines than there were. */
static void
wait_for_more(vt *v, const struct desk *d, const char *name, const char *beginning, int than)
{
	for (int waited = 0; waited < WAIT; waited += 20) {
		if (traces(d, name, beginning) > than)
			return;
		vt_pump(v, 20);
	}
	fail_msg("%s: no more than %d times «%s»", name, than, beginning);
}

/* From the first screen to the list of a kind. */
static void
open_list(vt *v, const char *kind)
{
	char line[128];

	snprintf(line, sizeof(line), "► %s", kind);
	desk_see(v, "► ");
	for (int i = 0; i < 25 && !vt_has(v, line); i++)
		desk_step(v, "<Down>");
	desk_see(v, line);
	desk_type(v, "<Enter>", "всего ");
	vt_quiet(v, 300, WAIT);
}

static void
an_idle_screen_opens_no_transaction(void **state)
{
	struct desk *d = *state;
	vt *v = traced(d, "idle", 80);
	int before;

	open_list(v, "Люди");
	before = traces(d, "idle", "");
	assert_true(before > 0);
	vt_pump(v, LOOKS);
	assert_int_equal(traces(d, "idle", ""), before);
	vt_close(v, WAIT);
}

/* Moving the cursor draws and reads nothing as long as the page is the same. */
static void
drawing_reads_nothing(void **state)
{
	struct desk *d = *state;
	vt *v = traced(d, "draw", 80);
	int before;

	desk_see(v, "► ");
	vt_quiet(v, 300, WAIT);
	before = traces(d, "draw", "");
	for (int i = 0; i < 4; i++)
		desk_step(v, "<Down>");
	assert_int_equal(traces(d, "draw", ""), before);
	vt_close(v, WAIT);
}

static void
what_others_type_wakes_nobody(void **state)
{
	struct desk *d = *state;
	vt *typing = traced(d, "typing", 80), *looking;
	int loads, reads, drafts = traces(d, "typing", "txn write");

	desk_new(typing, "Запросы о помощи");
	looking = traced(d, "looking", 80);
	open_list(looking, "Люди");
	loads = traces(d, "looking", "load");
	reads = traces(d, "looking", "txn");
	desk_type(typing, "31.5<Tab><Tab><Tab><Tab>Проси", "Проси");
	wait_for_more(typing, d, "typing", "txn write", drafts);
	wait_for_more(
	    looking, d, "looking", "txn", reads); /* it has seen that something was written */
	vt_pump(looking, LOOKS);
	assert_int_equal(traces(d, "looking", "load"), loads);
	assert_true(loads > 0);
	vt_close(typing, WAIT);
	vt_close(looking, WAIT);
}

static void
an_own_save_is_read_once(void **state)
{
	struct desk *d = *state;
	vt *v = traced(d, "own", 80);
	int loads;

	open_list(v, "Организации");
	desk_type(v, "<Enter>", "Организации › ");
	desk_type(v, "<F4>", "Организации: ");
	desk_type(v, "<PgUp><PgUp><Tab><End> новая", "новая");
	vt_quiet(v, 300, WAIT);
	loads = traces(d, "own", "load card");
	assert_true(loads > 0);
	desk_type(v, "<F2>", "Сохранено");
	vt_pump(v, LOOKS);
	assert_int_equal(traces(d, "own", "load card"), loads + 1);
	vt_close(v, WAIT);
}

/* The list and the panel beside it name the organisation as it is called now. */
static void
the_panel_beside_a_list_follows_other_records(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell("printf 'code;name;type\\nO900;Школа Старая;школа\\n' "
			"| %s --db %s --user lead import organisations -",
	    desk_program(), d->db));
	free(desk_shell("printf 'code;surname;given_name;organisation;position;staff_kind;hired\\n"
			"P9000;Аабрамова;Анна;O900;учитель;педагог;2020-09-01\\n' "
			"| %s --db %s --user lead import people -",
	    desk_program(), d->db));
	v = desk_start(d, 24, 200);
	open_list(v, "Люди");
	desk_type(v, "аабрамова", "показано 1 из");
	desk_see(v, "Школа Старая");
	free(desk_shell("printf 'code;name;type\\nO900;Школа Новая;школа\\n' "
			"| %s --db %s --user lead import organisations -",
	    desk_program(), d->db));
	desk_see(v, "Школа Новая");
	desk_gone(v, "Школа Старая");
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(an_idle_screen_opens_no_transaction, desk_setup),
	    cmocka_unit_test_setup(drawing_reads_nothing, desk_setup),
	    cmocka_unit_test_setup(what_others_type_wakes_nobody, desk_setup),
	    cmocka_unit_test_setup(an_own_save_is_read_once, desk_setup),
	    cmocka_unit_test_setup(the_panel_beside_a_list_follows_other_records, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
