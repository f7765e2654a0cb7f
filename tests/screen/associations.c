/* SPDX-License-Identifier: MIT
 * associations.c - associations at the screens: who heads them on a day, what waits for them, the
 * order of all heads in autumn.
 */
#include "tests/lib/desk.h"

static vt *
associations_opened(struct desk *d)
{
	vt *v = desk_start(d, 24, 80);

	desk_see(v, "ждёт внимания");
	desk_type(v, "методические<Enter>", "всего 10");
	return v;
}

/* Ctrl-A, Ctrl-O; two without a head are named, one that has its next head already is left out; F2,
 * F2: one operation. */
static void
one_order_names_all_heads(void **state)
{
	struct desk *d = *state;
	vt *v = associations_opened(d);
	char *heads;
	int rows = 0;

	desk_see(v, "и. о. Агеева");
	/* what is closed stands there, but not in the order */
	desk_type(v, "<C-a><C-o>", "В приказе: 9 из 10 · с 31.05.2026 без срока");
	desk_type(v, "<F2>", "ММО учителей астрономии: не указан руководитель");
	desk_type(v, "<Down><Down><Down><Down><Down><Enter>", "Люди");
	desk_type(v, "озерск<Enter>", "первый руководитель");
	desk_type(v, "<Enter>", "Люди"); /* the cursor is on the next already */
	desk_type(v, "озерск<Enter>", "вместо прежнего");
	desk_type(v, "<F2>",
	    "ММО учителей математики: у объединения уже есть руководитель с "
	    "01.06.2026");
	desk_type(v, " ", "В приказе: 8 из 10");
	desk_type(v, "<F2>", "Назначить руководителей ММО согласно приложению (8).");
	desk_type(v, "<F2>", "зарегистрирован: 8 человек");
	vt_close(v, WAIT);
	heads = desk_export(d, "association_heads", ";2026-05-31;;назначен;");
	for (const char *end = heads; (end = strchr(end, '\n')) != NULL; end++)
		rows++;
	assert_int_equal(rows, 8);
	free(heads);
}

/* In the Russian layout, with a term and the protocol it rests on: 17 keys beside what is typed. */
static void
the_autumn_order_in_few_keys(void **state)
{
	struct desk *d = *state;
	vt *v = associations_opened(d);

	desk_type(v, "<Home> <Down>", "отмечено 1");
	desk_type(v, "<C-o>", "В приказе: 1 из 1");
	desk_type(v, "<Home><Down><Down><Down><Down><Enter>", "На основании чего");
	desk_type(v, "протокола № 7<Enter>", "На основании       протокола № 7");
	desk_type(v, "<F6><Enter>", "По какой день руководят");
	desk_type(v, "<Enter>", "с 31.05.2026 по 31.08.2026");
	desk_type(v, "<F2>", "На основании протокола № 7");
	desk_type(v, "<F2>", "зарегистрирован: 1 человек");
	vt_close(v, WAIT);
}

/* A second head at once, by the form: one sentence, and nothing is written. */
static void
two_heads_at_once_are_refused_in_a_sentence(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);
	char *heads;

	desk_see(v, "F10 Выход");
	desk_type(v, "руководители<Enter>", "всего 12");
	desk_type(v, "<Ins>", "Объединение *");
	desk_type(v, "A01<Enter>", "A01       ММО учителей русского");
	desk_type(v, "P0027<Enter>01.03.2026<Enter><Enter>1", "назначен");
	desk_type(v, "<F2>", "уже руководит Седова");
	vt_close(v, WAIT);
	heads = desk_export(d, "association_heads", "A01;P0027");
	assert_string_equal(heads, "");
	free(heads);
}

static void
what_waits_is_a_view_and_is_settled_there(void **state)
{
	vt *v = associations_opened(*state);

	desk_type(v, "<F2>", "2  Объединения без руководителя");
	desk_type(v, "<Down><Enter>", "показано 2 из 10");
	desk_see(v, "Объединения без руководителя: назначить руководителя приказом");
	desk_type(v, "<C-g>", "В приказе: 1 из 1");
	desk_type(v, "<Enter>озерск<Enter>", "первый руководитель");
	desk_type(v, "<F2><F2>", "зарегистрирован: 1 человек");
	desk_type(v, "<F10>", "показано 1 из 10"); /* what is settled goes */
	desk_type(v, "<Esc>", "всего 10");
	vt_close(v, WAIT);
}

/* An item of a plan is settled in the year it belongs to. */
static void
an_overdue_item_leads_to_its_plan(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_see(v, "ждёт внимания");
	desk_type(v, "<C-w>", "Пункты планов: просрочены");
	desk_type(v, "<Down><Enter>", "показано 36 из 190");
	desk_type(v, "<C-g>", "год  сен");
	vt_close(v, WAIT);
}

static void
heads_of_another_day(void **state)
{
	vt *v = associations_opened(*state);

	desk_type(v, "<C-k>", "Руководители объединений на 31.05.2026");
	desk_see(v, "нет руководителя");
	desk_type(v, "<F6>01.09.2025<Enter>", "Руководители объединений на 01.09.2025");
	desk_see(v, "08.09.2025");
	desk_type(v, "<F3>", "на 01.09.2025");
	vt_close(v, WAIT);
}

/* Ctrl-R, the school year as proposed. */
static void
an_association_reports_on_its_year(void **state)
{
	vt *v = associations_opened(*state);

	desk_type(v, "<C-r>", "01.09.2025");
	desk_type(v, "<Enter>", "По какой день:");
	desk_type(v, "01.09.2024<Enter>", "Период кончается (01.09.2024) раньше, чем начинается");
	desk_type(v, "<C-r><Enter><Enter>", "за период с 01.09.2025 по 31.05.2026");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(one_order_names_all_heads, desk_setup),
	    cmocka_unit_test_setup(the_autumn_order_in_few_keys, desk_setup),
	    cmocka_unit_test_setup(two_heads_at_once_are_refused_in_a_sentence, desk_setup),
	    cmocka_unit_test_setup(what_waits_is_a_view_and_is_settled_there, desk_setup),
	    cmocka_unit_test_setup(an_overdue_item_leads_to_its_plan, desk_setup),
	    cmocka_unit_test_setup(heads_of_another_day, desk_setup),
	    cmocka_unit_test_setup(an_association_reports_on_its_year, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
