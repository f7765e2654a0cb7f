/* SPDX-License-Identifier: MIT
 * reports.c - the reports of the corps: asked for in four keys, marked received and accepted
 * together, printed; the sums by directions, and the entries behind a number; who did nothing.
 */
#include "tests/lib/desk.h"

static vt *
reports(const struct desk *d, int rows, int columns)
{
	vt *v = desk_start(d, rows, columns);

	desk_type(v, "<F9>Отчёты членов актива: запр", "Отчёты членов актива: запросить");
	desk_type(v, "<Enter>", "Отчёты актива за ");
	return v;
}

/* The period from February on, which nobody has asked about. */
static void
ask(vt *v)
{
	desk_type(v, "<Ins>", "О работе с какого дня:");
	desk_see(v, "01.09.2025");
	desk_type(v, "01.02.2026<Enter>", "По какой день:");
	desk_type(v, "<Enter>", "К какому дню их сдать:");
	desk_see(v, "14.06.2026");
	desk_type(v, "<Enter>", "Отчёты запрошены у 85 членов актива");
	desk_see(v, "Отчёты актива за 01.02.2026–31.05.2026");
	desk_see(v, "Запрошены 31.05.2026, срок 14.06.2026 · получено 0 из 85, принято 0");
}

static void
ten_are_received_and_accepted_together(void **state)
{
	const struct desk *d = *state;
	vt *v = reports(d, 24, 80);
	char *row;

	ask(v);
	desk_type(v, "          <F5>", "Получено отчётов: 10");
	desk_type(v, "<Enter>", "Получено отчётов: 10. Ctrl-Z — отменить.");
	desk_see(v, "получено 10 из 85, принято 0");
	desk_type(v, "<C-a><F6>", "Принято отчётов: 85");
	desk_type(v, "<Enter>", "Принято отчётов: 10 из 85: другие не получены");
	desk_see(v, "получено 10 из 85, принято 10");
	row = desk_export(d, "member_reports", "RR06;P0498;");
	assert_string_equal(row, "RR06;P0498;2026-05-31;2026-05-31;\n");
	free(row);
	desk_type(v, "<C-z>", "Отменено: отчёты актива");
	desk_see(v, "получено 10 из 85, принято 0");
	desk_type(v, "<C-z>", "получено 0 из 85");
	desk_type(v, "<F6><Enter>", "ещё не получен: сначала отметьте, что получен");
	vt_close(v, WAIT);
}

static void
what_is_asked_for_twice_is_told(void **state)
{
	vt *v = reports(*state, 24, 80);

	desk_type(v, "<Ins><Enter><Enter><Enter>", "уже запрошены 01.06.2026, срок 20.06.2026");
	desk_type(v, "<Ins>01.06.2026<Enter>31.05.2026<Enter><Enter>", "По какой день");
	desk_type(v, "<F7>", "Отчёты по запросу");
	desk_type(v, "за 01.09.2025–31.12<Enter>", "Отчёты актива за 01.09.2025–31.12.2025");
	vt_close(v, WAIT);
}

/* Tab to who is missing and to the sums; the list behind a number is as long. */
static void
every_number_opens_its_entries(void **state)
{
	vt *v = reports(*state, 40, 120);

	ask(v);
	desk_type(v, "<Tab>", "Не представили: 85");
	desk_type(v, "<Tab><End>", "Итого");
	desk_see(v, "Все, кто состоял в активе в этот период");
	desk_see(v, "По всем направлениям: дел 109, часов 390");
	desk_type(v, "<Enter>", "1 из 109");
	desk_see(v, "Деятельность актива");
	desk_type(v, "<F10><Right>", "1. оказание консультационной и методической помощи");
	desk_see(v, "запросу): дел 13, часов");
	desk_type(v, "<F3>", "1 из 13");
	desk_type(v, "<F10>", "Отчёты: 85");
	vt_close(v, WAIT);
}

static void
sheets_and_the_summary_are_printed(void **state)
{
	vt *v = reports(*state, 24, 80);

	ask(v);
	desk_type(v, "<Enter>", "Отчёт члена актива");
	desk_see(v, "за период с 01.02.2026 по 31.05.2026");
	desk_type(v, "<F10><F2>", "Все листы одним документом: 85");
	desk_type(v, "2", "Сводный отчёт актива");
	desk_see(v, "СВОДНЫЙ ОТЧЁТ");
	desk_type(v, "<F10><F2>1", "Отчёты членов актива");
	desk_see(v, "Срок: 14.06.2026.");
	desk_type(v, "<F10>", "Отчёты: 85");
	vt_close(v, WAIT);
}

/* Somebody else marks the report while the day is asked. */
static void
what_others_have_marked_is_refused(void **state)
{
	const struct desk *d = *state;
	vt *v = reports(d, 24, 80);

	ask(v);
	desk_type(v, "<F5>", "Получено: Акимова З. А.");
	free(desk_shell("printf 'report;person;received\\nRR06;P0498;2026-05-30\\n' | "
			"%s --db %s --user lead import member_reports -",
	    desk_program(), d->db));
	desk_type(v, "<Enter>", "Акимова З. А.: отчёт тем временем отметил другой сотрудник");
	desk_see(v, "получено 1 из 85");
	vt_close(v, WAIT);
}

/* Its request is taken back elsewhere: the newest that is left is shown, and told of. */
static void
a_request_that_has_gone_gives_way(void **state)
{
	const struct desk *d = *state;
	vt *v = reports(d, 24, 80);

	ask(v);
	desk_type(v, "<F5>", "Получено: Акимова З. А.");
	free(desk_shell("%s --db %s --user lead undo", desk_program(), d->db));
	desk_type(v, "<Enter>", "Запрос отчётов тем временем удалён.");
	desk_see(v, "Отчёты актива за 01.09.2025–31.05.2026");
	ask(v);
	free(desk_shell("%s --db %s --user lead undo", desk_program(), d->db));
	desk_see(v, "удалён; показан последний из оставшихся");
	vt_close(v, WAIT);
}

static void
it_is_opened_from_the_roster_and_the_lists(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<F9>Состав методического актива", "Состав методического");
	desk_type(v, "<Enter>", "Методический актив на");
	desk_type(v, "<F5>", "Отчёты актива за ");
	desk_type(v, "<F10><F10>", "Методактив");
	desk_type(v, "<F9>список Люди<Enter>", "1 из ");
	desk_type(v, "<C-w>", "Какие записи показать");
	desk_type(v, "Отчёты не сд", "Отчёты не сданы");
	desk_type(v, "<Enter>", "Ctrl-G Сделать");
	desk_type(v, "<Down><C-g>", "Отчёты актива за ");
	desk_see(v, "не сдан");
	vt_close(v, WAIT);
}

static void
where_nothing_was_asked_the_key_is_told(void **state)
{
	const struct desk *d = *state;
	vt *v;

	free(desk_shell("rm -r %s && %s --db %s --user lead init --rehearsal --profile strezhevoy",
	    d->db, desk_program(), d->db));
	v = desk_start(d, 24, 80);
	desk_type(v, "<F9>Отчёты членов актива: запр<Enter>", "Отчёты ещё не запрашивали. Ins —");
	desk_type(v, "<F6>", "ничего не значит");
	desk_type(v, "<Ins><Enter><Enter><Enter>", "в активе никого нет: отчитываться некому");
	desk_type(v, "<F2><Enter><Enter>", "Сводный отчёт актива");
	desk_type(v, "<End>", "Отчёты за этот период не запрашивались.");
	vt_close(v, WAIT);
}

/* Who goes on in the corps without an entry of the year before is named before the order is read;
 * what somebody else writes meanwhile is looked at. */
static void
an_order_warns_of_who_did_nothing(void **state)
{
	const struct desk *d = *state;
	vt *v;

	free(desk_shell("printf 'person;subject_area;from;to;order\\n"
			"P0313;физика;2025-09-01;2026-04-30;R0001\\n' | "
			"%s --db %s --user lead import memberships -",
	    desk_program(), d->db));
	v = desk_start(d, 24, 80);
	desk_type(v, "<F9>составить приказ<Enter>", "Какой приказ составить");
	desk_type(v, "1", "В приказе: 2 из 2 · за год ни одного дела: 1");
	desk_type(v, "<F2>", "За год ни одного дела");
	desk_see(v, "с 31.05.2025 по 30.05.2026");
	desk_see(v, "Хохлова А.");
	desk_type(v, "<Enter>", "Кого включить"); /* back is the first button */
	desk_type(v, "<F2>", "Читать приказ");
	free(desk_shell("printf 'person;date;direction;description\\n"
			"P0313;2026-04-30;events;Открытый урок\\n' | "
			"%s --db %s --user lead import activities -",
	    desk_program(), d->db));
	desk_type(v, "2", "До регистрации › будет № ");
	desk_type(v, "<F10>", "В приказе: 2 из 2 ──");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(ten_are_received_and_accepted_together, desk_setup),
	    cmocka_unit_test_setup(what_is_asked_for_twice_is_told, desk_setup),
	    cmocka_unit_test_setup(every_number_opens_its_entries, desk_setup),
	    cmocka_unit_test_setup(sheets_and_the_summary_are_printed, desk_setup),
	    cmocka_unit_test_setup(what_others_have_marked_is_refused, desk_setup),
	    cmocka_unit_test_setup(a_request_that_has_gone_gives_way, desk_setup),
	    cmocka_unit_test_setup(it_is_opened_from_the_roster_and_the_lists, desk_setup),
	    cmocka_unit_test_setup(an_order_warns_of_who_did_nothing, desk_setup),
	    cmocka_unit_test_setup(where_nothing_was_asked_the_key_is_told, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
