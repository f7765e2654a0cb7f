/* SPDX-License-Identifier: MIT
 * drafts_council.c - an order that is being composed and a meeting that is being planned survive
 * whatever ends the program, as a form does; what is finished leaves no draft.
 *
 * tests/data/council: ten applications that are ready.
 */
#include "tests/lib/desk.h"

static int
council_group_setup(void **state)
{
	static const char *const accounts[] = {NULL};

	return desk_council_setup(state, accounts);
}

/* The program has nothing more to do: its draft holds the last that was typed. */
static void
wait_for_draft(const struct desk *d, const char *bytes)
{
	free(desk_shell("for i in $(seq 100); do grep -qa '%s' %s/data.mdb && exit; sleep 0.05; "
			"done; exit 1",
	    bytes, d->db));
}

static vt *
exclusion_opened(const struct desk *d)
{
	vt *v = desk_open(d, 24, 80);

	desk_type(v, "прик<Enter>", "всего 34");
	desk_type(v, "<C-g>3", "Исключение из состава");
	return v;
}

/* An exclusion with its ground and another subject. */
static vt *
exclusion_composed(const struct desk *d)
{
	vt *v = exclusion_opened(d);

	desk_type(v, "<Ins>Балашова Ирина", "1 из 1");
	desk_type(v, "<Enter>", "Основание исключения");
	desk_type(v, "по заявлению<Enter>", "Последний день в составе");
	desk_type(v, "29.5.2026<Enter>", "В приказе: 1 из 1");
	desk_type(v, "<Home><Down><Enter>", "О чём приказ");
	desk_type(
	    v, "Об исключении Балашовой<Enter>", "О чём              Об исключении Балашовой");
	wait_for_draft(d, "Об исключении Балашовой");
	return v;
}

static void
goes_on_with_exclusion(vt *v)
{
	desk_see(v, "Этот приказ вы уже начинали составлять");
	desk_see(v, "[1 Продолжить]");
	desk_type(v, "<Enter>", "Об исключении Балашовой");
	desk_gone(v, "Есть черновик");
	desk_see(v, "В приказе: 1 из 1");
	desk_see(v, "Балашова Ирина Евгеньевна");
	desk_see(v, "29.05.2026");
	desk_see(v, "по заявлению");
}

static void
a_killed_program_loses_no_order(void **state)
{
	struct desk *d = *state;
	vt *v = exclusion_composed(d);

	kill(v->pid, SIGKILL);
	vt_close(v, WAIT);
	v = exclusion_opened(d);
	goes_on_with_exclusion(v);
	desk_type(v, "<F2>", "основание: по заявлению");
	desk_type(v, "<F2>", "зарегистрирован");
	desk_type(v, "<F10>", "всего 35");
	desk_type(v, "<C-g>3", "Исключение из состава");
	vt_quiet(v, 50, WAIT);
	assert_false(vt_has(v, "Есть черновик"));
	assert_true(vt_has(v, "В приказе: 0 из 0"));
	vt_close(v, WAIT);
}

/* Each purpose has its own; the list of drafts leads back, and tells which. */
static void
a_closed_line_loses_no_order(void **state)
{
	struct desk *d = *state;
	vt *v = exclusion_composed(d);

	vt_close(v, WAIT);
	v = desk_start(d, 24, 80);
	desk_see(v, "1 черновик: приказ");
	desk_type(v, "прик<Enter>", "всего 34");
	desk_type(v, "<C-g>4", "Приказ › Руководители");
	vt_quiet(v, 50, WAIT);
	assert_false(vt_has(v, "Есть черновик"));
	desk_type(v, "<F10>", "всего 34");
	desk_type(v, "<F10>", "F10 Выход");
	desk_type(v, "<F4>", "Исключение из состава");
	desk_type(v, "<Enter>", "по заявлению");
	assert_false(vt_has(v, "Есть черновик"));
	desk_type(v, "<F10>", "Черновик сохранён: вернётесь — продолжите.");
	desk_type(v, "<Left><Enter>", "Черновиков нет");
	vt_close(v, WAIT);
}

/* The ways that are not about a record are not offered as a form of one. */
static void
a_form_is_not_offered_an_order(void **state)
{
	struct desk *d = *state;
	vt *v = exclusion_composed(d);

	vt_close(v, WAIT);
	v = desk_start(d, 24, 80);
	desk_new(v, "Приказы");
	vt_quiet(v, 50, WAIT);
	assert_false(vt_has(v, "Есть черновик"));
	vt_close(v, WAIT);
}

static vt *
meetings_opened(const struct desk *d)
{
	vt *v = desk_open(d, 24, 80);

	desk_type(v, "засед<Enter>", "всего 1");
	return v;
}

/* Another day, another order, the first candidate left out. */
static vt *
meeting_planned(const struct desk *d)
{
	vt *v = meetings_opened(d);

	desk_type(v, "<C-g>", " 2  Седова");
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Down><F6>", " 1  Седова");
	desk_type(v, "<Down><Space>", "—  Майорова");
	desk_type(v, "<Home><Enter>", "День заседания");
	desk_type(v, "<C-u>30.6.2026<Enter>", "30.06.2026");
	wait_for_draft(d, "datej2026-06-30");
	return v;
}

static void
goes_on_with_plan(vt *v)
{
	desk_see(v, "Это заседание вы уже начинали готовить");
	desk_see(v, "[1 Продолжить]");
	desk_type(v, "<Enter>", "30.06.2026");
	desk_gone(v, "Есть черновик");
	desk_see(v, " 1  Седова");
	desk_see(v, "—  Майорова");
}

static void
a_killed_program_loses_no_plan(void **state)
{
	struct desk *d = *state;
	vt *v = meeting_planned(d);

	kill(v->pid, SIGKILL);
	vt_close(v, WAIT);
	v = meetings_opened(d);
	desk_type(v, "<C-g>", "Есть черновик");
	goes_on_with_plan(v);
	desk_type(v, "<F2>", "записано");
	desk_type(v, "<F10>", "всего 1");
	desk_type(v, "<C-g>", "Новое заседание");
	vt_quiet(v, 50, WAIT);
	assert_false(vt_has(v, "Есть черновик"));
	vt_close(v, WAIT);
}

/* A meeting that has its number: what was changed in it is kept, and not written down unasked. */
static void
a_closed_line_loses_no_change_of_a_plan(void **state)
{
	struct desk *d = *state;
	vt *v = meeting_planned(d);

	desk_type(v, "<F2>", "записано");
	desk_type(v, "<Enter>", "День заседания");
	desk_type(v, "<C-u>29.6.2026<Enter>", "29.06.2026");
	vt_close(v, WAIT);
	v = meetings_opened(d);
	desk_see(v, "30.06.2026");
	assert_false(vt_has(v, "29.06.2026"));
	desk_type(v, "<Home><F2>", "Есть черновик");
	desk_see(v, "[1 Продолжить]");
	desk_type(v, "<Enter>", "29.06.2026");
	desk_type(v, "<F2>", "от 29.06.2026 записано");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_killed_program_loses_no_order, desk_setup),
	    cmocka_unit_test_setup(a_closed_line_loses_no_order, desk_setup),
	    cmocka_unit_test_setup(a_form_is_not_offered_an_order, desk_setup),
	    cmocka_unit_test_setup(a_killed_program_loses_no_plan, desk_setup),
	    cmocka_unit_test_setup(a_closed_line_loses_no_change_of_a_plan, desk_setup),
	};

	return cmocka_run_group_tests(tests, council_group_setup, desk_group_teardown);
}
