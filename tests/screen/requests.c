/* SPDX-License-Identifier: MIT
 * requests.c - the board of requests: given to somebody, answered with the activity that is written
 * by it, refused; from the work list and from the list of requests.
 */
#include "tests/lib/desk.h"

static vt *
board(const struct desk *d, int rows, int columns)
{
	vt *v = desk_start(d, rows, columns);

	desk_type(v, "<F9>Запросы о помощи: ко", "Запросы о помощи: кому поручены");
	desk_type(v, "<Enter>", "Запросы о помощи · не поручено › 1 из 6");
	return v;
}

static void
assert_row(const struct desk *d, const char *kind, const char *mark, const char *part)
{
	char *row = desk_export(d, kind, mark);

	if (strstr(row, part) == NULL)
		fail_msg("%s: %s", part, row);
	free(row);
}

/* Two keys give a request to somebody, five and the words say what was done. */
static void
a_request_is_given_and_done(void **state)
{
	vt *v = board(*state, 24, 80);

	desk_see(v, "6             19         15           3                25");
	desk_see(v, " · Коновалова Д. В.");
	desk_type(v, "<Down><Down><Down>", " · МДОУ «Детский сад № 9 „Колокольчик“»,");
	desk_see(v, "Донская Ж. К.");
	desk_type(v, "<Home>", "Q0032 от ");
	desk_type(v, "<Enter>", "Кому поручить · этого предмета: 0 › 1 из 85");
	desk_type(v, "<Enter>", "Поручено: ");
	desk_see(v, "5             20");
	desk_type(v, "<Right>", "в работе › 1 из 20");
	desk_type(v, "<Enter>", "Когда:");
	desk_type(v, "<Enter>", "Сколько часов ушло");
	desk_type(v, "два<Enter>", "«два» — не число часов");
	desk_type(v, "2<Enter>", "Что сделано:");
	desk_type(v, "<Enter>", "нужно написать");
	desk_type(v, "<Enter><Enter>", "Сколько часов");
	desk_type(v, "2<Enter>", "Что сделано:");
	desk_type(v, "дан отзыв на программу<Enter>", "работа члена актива записана");
	desk_see(v, "5             19         14           3                26");
	assert_row(*state, "activities", "дан отзыв на программу", ";2026-05-31;");
	desk_type(v, "<C-z>", "Отменено: ход запроса");
	desk_see(v, "5             20         15           3                25");
	vt_close(v, WAIT);
}

static void
a_request_is_refused_for_a_reason(void **state)
{
	vt *v = board(*state, 24, 80);

	desk_type(v, "<F8>", "Причина, которую сообщат обратившемуся");
	desk_type(v, "<Enter>", "Причина нужна");
	desk_type(v, "<F8>нет специалиста<Enter>", "Отказано. Ctrl-Z");
	desk_type(v, "<Left>", "отказано › 1 из 4");
	desk_see(v, "→ нет специалиста");
	desk_type(v, "<Enter>", "Запросы о помощи › Q0032");
	desk_type(v, "<F10><F2>", "С какого дня");
	desk_type(v, "<Enter>", "По какой день");
	desk_type(v, "<Enter>", "Журнал запросов");
	desk_see(v, "нет специалиста");
	vt_close(v, WAIT);
}

/* Another person than those who are offered; the day before the request came is refused. */
static void
anybody_can_be_asked_and_a_day_is_checked(void **state)
{
	vt *v = board(*state, 40, 120);

	desk_type(v, "<Enter>", "Кому поручить");
	desk_type(v, "<Ins>", "Найти:");
	desk_type(v, "власов андрей", "Власов Андрей Николаевич");
	desk_type(v, "<Enter>", "Поручено: Власов А. Н.");
	desk_type(v, "<Right><Enter>", "Когда:");
	desk_type(v, "01.01.2025<Enter><Enter>дано<Enter>", "Выполнен: ");
	vt_close(v, WAIT);
}

/* What a list of work holds is settled on the board, on that request. */
static void
a_work_list_leads_to_the_board(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<F9>Что ждёт", "Что ждёт внимания");
	desk_type(v, "<Enter>", "Запросы: просрочены");
	desk_type(v, "<F10>", "Методактив");
	desk_type(v, "<F9>список Запросы о", "Запросы о помощи");
	desk_type(v, "<Enter>", "Запросы о помощи");
	desk_type(v, "<C-o>", "Запросы о помощи · ");
	desk_see(v, "срок на неделе");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_request_is_given_and_done, desk_setup),
	    cmocka_unit_test_setup(a_request_is_refused_for_a_reason, desk_setup),
	    cmocka_unit_test_setup(anybody_can_be_asked_and_a_day_is_checked, desk_setup),
	    cmocka_unit_test_setup(a_work_list_leads_to_the_board, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
