/* SPDX-License-Identifier: MIT
 * plan.c - a school year by months: items held, postponed, cancelled, marked together; a plan that
 * is handed in; last year's items; whose plan is there.
 */
#include "tests/lib/desk.h"

static vt *
plan_screen(const struct desk *d, int rows, int columns)
{
	vt *v = desk_start(d, rows, columns);

	desk_type(v, "<F9>План: год", "План: год по месяцам");
	desk_type(v, "<Enter>", "План · весь город · май 2026");
	return v;
}

static void
assert_item(const struct desk *d, const char *title, const char *part)
{
	char *row = desk_export(d, "plan_items", title);

	if (strstr(row, part) == NULL)
		fail_msg("%s: %s", part, row);
	free(row);
}

/* An item of May, the cursor on it. */
static void
items_are_held_postponed_cancelled(void **state)
{
	vt *v = plan_screen(*state, 24, 80);

	desk_see(v, "Уровни: муниципальный, региональный, федеральный — охвачены все три");
	desk_type(v, "<Enter>", "Когда (12, 12.10, 7–9 декабря)");
	desk_type(v, "5<Enter>", "Проведено: 1 пункт");
	desk_see(v, "проведено 05.05");
	desk_type(v, "<C-z>", "просрочено 07.05");
	desk_type(v, "-", "На какой день");
	desk_type(v, "14.06.2026<Enter>", "Причина:");
	desk_type(v, "<Enter>", "Причина нужна");
	desk_type(v, "-", "На какой день");
	desk_type(v, "14.06.2026<Enter>нет докладчика<Enter>", "Перенесено: 1 пункт");
	desk_see(v, "перенос на 14.06");
	desk_type(v, "<F8>", "Причина (пункт останется в плане отменённым)");
	desk_type(v, "нет денег<Enter>", "Отменено: 1 пункт");
	desk_see(v, "отменено 31.05");
	desk_type(v, "<Enter>", "Когда");
	desk_type(v, "<Enter>", "отменён 31.05.2026");
	vt_close(v, WAIT);
	assert_item(*state, "с 10.04.2026 по", "2026-06-14;2026-05-31;2026-05-31;нет денег");
}

/* Marks stay from month to month; one operation, taken back as one. */
static void
marked_items_are_held_at_once(void **state)
{
	vt *v = plan_screen(*state, 24, 80);

	desk_type(v, "<Right>", "июнь 2026");
	desk_type(v, "<C-a>", "отмечено");
	desk_type(v, "<C-n><Left><Space>", "отмечено 1");
	desk_type(v, "<Home><PgDn><Up><Up><Up><Up><Space>", "отмечено 2");
	desk_type(v, "<Enter>", "Проведено: отмечено 2");
	desk_type(v, "28-29 мая<Enter>", "Проведено: 2 пункта");
	desk_gone(v, "отмечено");
	desk_see(v, "проведено 29.05");
	desk_type(v, "<C-z>", "Отменено: ход плана");
	desk_see(v, "просрочено");
	desk_type(v, "<Home>", "просрочено 07.05");
	vt_close(v, WAIT);
}

/* The head of an association: last year's plan, the first months, handed in. */
static void
a_plan_is_made_of_last_years_and_handed_in(void **state)
{
	vt *v = plan_screen(*state, 24, 80);

	desk_type(v, "<F6>", "Чей это план");
	desk_type(v, "<F7>", "Чьи планы");
	desk_type(v, "3", "ММО учителей математики");
	desk_type(v, "матем<Enter>", "План · ММО учителей математики");
	desk_type(v, "<Right><Right><Right><Right>", "сентябрь 2026");
	desk_see(v, "В планах этого года пунктов нет");
	desk_see(v, "План работы — нет; дорожная карта — нет");
	desk_type(v, "<C-d>", "Взято из прошлого года");
	desk_see(v, "План работы — не сдан, F6 — сдать");
	desk_type(v, "<F6>", "Состояние плана");
	desk_type(v, "1", "Когда:");
	desk_type(v, "<Enter>", "План работы: сдан 31.05.2026");
	desk_see(v, "План работы — сдан 31.05.2026");
	desk_type(v, "<Ins>", "Пункты планов: новая запись");
	desk_see(v, "сентябрь");
	desk_see(v, "01.09.2026");
	desk_type(v, "<Esc>", "План · ММО учителей математики");
	desk_type(v, "<C-g>", "Планы работы: сдано · 2025/2026");
	vt_close(v, WAIT);
}

static void
whose_plan_is_there_is_a_list(void **state)
{
	vt *v = plan_screen(*state, 24, 80);

	desk_type(v, "<C-g>", "Планы работы: сдано · 2025/2026 · не сдали: 3");
	desk_see(v, "12.08.2025  27.08.2025  10.09.2025");
	desk_see(v, "нет плана");
	desk_type(v, "<Tab>", "Дорожные карты: сдано");
	desk_type(v, "<Tab><Enter>", "План · методическая служба · май 2026");
	desk_see(v, "План работы — опубликован 15.09.2025");
	desk_type(v, "<Ins>", "План утверждён: новое вносят отдельным планом");
	desk_see(v, "Планы: новая запись");
	vt_close(v, WAIT);
}

/* The page is there, names nobody out of the register, and the journal knows of it. */
static void
an_approved_plan_is_published(void **state)
{
	const struct desk *d = *state;
	vt *v = plan_screen(d, 24, 80);
	char path[400], *page;

	snprintf(path, sizeof(path), "<C-u>%s/plan.html<Enter>", d->folder);
	desk_type(v, "<F7>", "Чьи планы");
	desk_type(v, "3", "ММО учителей математики");
	desk_type(v, "начальных<Enter>", "План · ММО учителей начальных классов");
	desk_type(v, "<F6>", "Дорожная карта — опубликована");
	desk_type(v, "3", "Страница плана для сайта");
	desk_type(v, path, "План опубликован, страница");
	desk_see(v, "дорожная карта — опубликована 31.05.2026");
	vt_close(v, WAIT);
	page = desk_shell("cat %s/plan.html", d->folder);
	assert_non_null(strstr(page, "Круглый стол"));
	assert_null(strstr(page, "Кудрявцев"));
	free(page);
	assert_int_equal(desk_journal_rows(d, "план опубликован: roadmap PL020 --public"), 1);
}

/* What is no day, and what is no reason, leaves an item as it was; whose plan is asked once more.
 */
static void
what_is_no_day_marks_nothing(void **state)
{
	static const struct {
		const char *keys, *seen;
	} steps[] = {
	    {"<Enter>скоро<Enter>", "«скоро» — не день. Нужно «12», «12.10» или «7–9 мая»"},
	    {"<Enter>7–9 мая<Enter>", "Проведено: 1 пункт"},
	    {"<C-z>", "просрочено 07.05"},
	    {"-14.06.2026<Enter> <Enter>", "Причина нужна"},
	    {"<F8><Enter>", "Причина нужна"},
	    {"<Home><Space>", "отмечено 1"},
	    {"<Home><Space><Enter>", "Когда"},
	    {"<Esc><Tab>", "2025/2026 учебный год"},
	    {"<Tab>", "май 2026"},
	};
	vt *v = plan_screen(*state, 24, 80);

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(items_are_held_postponed_cancelled, desk_setup),
	    cmocka_unit_test_setup(marked_items_are_held_at_once, desk_setup),
	    cmocka_unit_test_setup(a_plan_is_made_of_last_years_and_handed_in, desk_setup),
	    cmocka_unit_test_setup(an_approved_plan_is_published, desk_setup),
	    cmocka_unit_test_setup(whose_plan_is_there_is_a_list, desk_setup),
	    cmocka_unit_test_setup(what_is_no_day_marks_nothing, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
