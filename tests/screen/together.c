/* SPDX-License-Identifier: MIT
 * together.c - three people at one record over slow lines, and a crowd that does nothing; the long
 * form is tests/ssh/together.c.
 */
#include "tests/lib/crowd.h"
#include "tests/lib/ssh_desk.h"

enum { FEW = 20 };

static const struct slowness slow = {.milliseconds = 200, .bytes = 10000};

static int
setup_three(void **state)
{
	int failed = ssh_group_setup(state);

	if (failed == 0)
		free(desk_lab(*state, "add_person petr viewer"));
	return failed;
}

/* All at once, then each is waited for: most of the time is the line's. */
static void
all_type(vt *const v[3], const char *keys, const char *seen)
{
	for (int i = 0; i < 3; i++)
		vt_keys(v[i], keys);
	for (int i = 0; i < 3; i++)
		desk_see(v[i], seen);
}

static void
three_at_one_record(void **state)
{
	const struct desk *d = *state;
	vt *vera = ssh_come_in_slowly(d, "vera", &slow);
	vt *lead = ssh_come_in_slowly(d, "lead", &slow);
	vt *petr = ssh_come_in_slowly(d, "petr", &slow);
	vt *const all[] = {vera, lead, petr};
	char *row;

	all_type(all, "", "► ");
	all_type(all, "люди", "► Люди");
	all_type(all, "<Enter>", "1 из ");
	all_type(all, "озерская", "1 из 1");
	vt_keys(petr, "<Enter>");
	vt_keys(lead, "<F4>");
	desk_type(vera, "<F4>", "Люди: Озерская");
	desk_see(lead, "Люди: Озерская");
	desk_see(lead, "Эту запись правит vera, с ");
	desk_see(petr, "Сведения");
	desk_see(petr, "Эту запись правит ");
	desk_see(petr, "vera, с ");
	desk_see(petr, "lead, с ");
	desk_type(vera, "<PgUp><PgUp><Tab><Tab><C-u>Арина", "Арина");
	desk_type(vera, "<F2>", "Сохранено");
	desk_see(lead, "«Озерская Арина Григорьевна»: запись тем временем изменена (");
	desk_see(petr, "«Озерская Арина Григорьевна»: запись тем временем изменена (");
	desk_type(lead, "<PgUp><PgUp><Tab><Tab><Tab><C-u>Глебовна", "Глебовна");
	desk_type(lead, "<F2>", "Два сохранения: ");
	desk_see(lead, "Имя");
	desk_see(lead, "Отчество");
	desk_type(lead, "<F2>", "Сохранено с выбранными значениями");
	desk_see(petr, "«Озерская Арина Глебовна»: запись тем временем изменена (");
	row = desk_export(d, "people", "P0001;");
	assert_non_null(strstr(row, "P0001;Озерская;Арина;Глебовна;"));
	free(row);
	vt_close(vera, WAIT);
	vt_close(lead, WAIT);
	vt_close(petr, WAIT);
}

static void
some_idle_sessions_cost_little(void **state)
{
	crowd_costs_little(*state, FEW);
}

int
main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(three_at_one_record, ssh_setup),
	    cmocka_unit_test_setup(some_idle_sessions_cost_little, ssh_setup),
	};

	if (argc > 1 && strcmp(argv[1], SLOW_LINE) == 0)
		return slow_line(argc, argv);
	if (ssh_is_missing())
		return 0;
	return cmocka_run_group_tests(tests, setup_three, ssh_group_teardown);
}
