/* SPDX-License-Identifier: MIT
 * upgrade.c - the program over a database of an older format: an administrator is asked, and until
 * then nothing else is open.
 */
#include "tests/lib/ages.h"
#include "tests/lib/desk.h"

static int
setup(void **state)
{
	struct desk *d;
	int failed = desk_setup(state);

	d = *state;
	if (failed == 0)
		age_before_facts_folder(d->db);
	return failed;
}

static void
an_administrator_is_asked_and_goes_on(void **state)
{
	const struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_see(v, "Обновление базы");
	desk_see(v, "прежняя версия программы");
	desk_type(v, "<F9>", "Сначала обновите базу: F2");
	desk_type(v, "<F2>", "► "); /* the first screen */
	vt_close(v, WAIT);
	free(desk_shell("test -e '%s/before-upgrade-1-2026-05-31.copy'", d->db));
	free(desk_shell("%s --db '%s' --user lead verify", desk_program(), d->db));
}

static void
who_leaves_changes_nothing(void **state)
{
	const struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_see(v, "Обновление базы");
	desk_type(v, "<F10>", "metodaktiv upgrade"); /* behind the screen */
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	vt_close(v, WAIT);
	free(desk_shell("! ls '%s' | grep copy", d->db));
	free(desk_shell("%s --db '%s' --user lead stat | grep прежний", desk_program(), d->db));
}

static void
others_are_sent_to_the_administrator(void **state)
{
	const struct desk *d = *state;
	vt *v;

	free(desk_shell("%s --db '%s' --user lead upgrade && "
			"%s --db '%s' --user lead user add vera --role clerk",
	    desk_program(), d->db, desk_program(), d->db));
	age_before_facts_folder(d->db);
	v = desk_start_as(d, "vera", 24, 250);
	desk_see(v, "попросите администратора");
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(an_administrator_is_asked_and_goes_on, setup),
	    cmocka_unit_test_setup(who_leaves_changes_nothing, setup),
	    cmocka_unit_test_setup(others_are_sent_to_the_administrator, setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
