/* SPDX-License-Identifier: MIT
 * typing.c - no text is lost: steps back and forth, what a filled field does with a key, lines in
 * long answers, ways out.
 */
#include "tests/lib/desk.h"

static vt *
form_of(const struct desk *d, const char *kind)
{
	vt *v = desk_start(d, 24, 80);

	desk_new(v, kind);
	return v;
}

/* Words, a paste, Ctrl-U: each is a step, in a line and in a text. */
static void
steps_go_back_and_forth(void **state)
{
	vt *v = form_of(*state, "Запросы о помощи");

	desk_type(v, "<Tab><Tab><Tab><Tab><Tab><Tab>", "во всё окно");
	desk_type(v, "Нужен урок. И ещё", "И ещё");
	desk_paste(v, " вставка", strlen(" вставка"));
	desk_see(v, "И ещё вставка");
	vt_keys(v, "<C-u>");
	desk_gone(v, "Нужен");
	desk_type(v, "<C-z>", "Нужен урок. И ещё вставка");
	vt_keys(v, "<C-z>");
	desk_gone(v, "вставка");
	vt_keys(v, "<C-z>");
	desk_gone(v, "ещё");
	desk_see(v, "Нужен урок. И");
	desk_type(v, "<C-y><C-y>", "Нужен урок. И ещё вставка");
	vt_keys(v, "<C-y>");
	desk_gone(v, "Нужен");
	desk_type(v, "<C-y>", "ничего не отменено");
	vt_close(v, WAIT);
}

static void
steps_go_back_in_a_line_and_a_choice(void **state)
{
	vt *v = form_of(*state, "Люди");

	desk_type(v, "Журавлёва Анна", "Журавлёва Анна");
	vt_keys(v, "<C-z>");
	desk_gone(v, "Анна");
	vt_keys(v, "<C-z>");
	desk_gone(v, "Журавлёва");
	desk_type(v, "<C-z>", "отменять больше нечего");
	desk_type(v, "<C-y>", "Журавлёва");
	desk_type(v, "я<C-y>", "ничего не отменено");
	desk_type(v, "<Tab><Tab><Tab>31.5<Tab>", "31.05.");
	desk_type(v, "<S-Tab><C-z>", "31.5 "); /* as it was typed */
	vt_close(v, WAIT);
}

static void
a_filled_field_is_replaced_or_corrected(void **state)
{
	vt *v = form_of(*state, "Люди");

	desk_type(v, "Агеева<Tab><S-Tab>", "Набранное заменит выделенное");
	desk_type(v, "Сидорова", "Сидорова");
	desk_gone(v, "Агеева");
	desk_type(v, "<Esc>", "Агеева"); /* what it was when the cursor came to it */
	desk_gone(v, "Сидорова");
	desk_type(v, "<C-z>", "Сидорова");
	desk_type(v, "<Tab><S-Tab><Left><BS>", "Сидороа");
	desk_type(v, "<Tab><S-Tab><End>х", "Сидороах");
	desk_type(v, "<Tab><S-Tab><Home>х", "хСидороах");
	vt_keys(v, "<Tab><S-Tab><Del>");
	desk_gone(v, "Сидороах");
	desk_type(v, "<C-z>", "хСидороах");
	desk_type(v, "<Tab><S-Tab><Esc>", "Форма не сохранена"); /* nothing to restore: out */
	vt_close(v, WAIT);
}

static void
enter_goes_on_until_there_are_lines(void **state)
{
	vt *v = form_of(*state, "Запросы о помощи");
	int row, column, before;

	desk_type(v, "<Tab><Tab><Tab><Tab><Tab><Tab>", "Alt-Enter новая строка");
	desk_cursor(v, &before, &column);
	vt_keys(v, "<Enter>"); /* empty: on */
	desk_gone(v, "Alt-Enter");
	desk_type(v, "<S-Tab>раз", "раз");
	vt_raw(v, "\033\r", 2);
	desk_see(v, "Enter новая строка · Tab дальше");
	desk_type(v, "два<Enter>три", "три");
	desk_cursor(v, &row, &column);
	assert_int_equal(row, before + 2);
	vt_keys(v, "<C-z><C-z><C-z><C-z>");
	desk_see(v, "Alt-Enter новая строка");
	desk_type(v, "<C-j>ещё", "Enter новая строка · Tab дальше");
	vt_close(v, WAIT);
}

static void
dates_are_typed_as_people_write_them(void **state)
{
	static const struct {
		const char *typed, *beside;
	} cases[] = {
	    {"15.05.85", "15.05.1985"},
	    {"150585", "15.05.1985"},
	    {"15-05-1985", "15.05.1985"},
	    {"15 мая 1985 г.", "15.05.1985"},
	    {"15 vfz 85", "15.05.1985"},
	};
	vt *v = form_of(*state, "Люди");

	vt_keys(v, "<Tab><Tab><Tab>");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		desk_type(v, cases[i].typed, cases[i].beside);
		desk_type(v, "<Tab>", "среда");
		desk_type(v, "<S-Tab>", "Набранное заменит выделенное");
	}
	desk_type(v, "+", "16.05.1985");
	desk_type(v, "+", "17.05.1985");
	desk_type(v, "-", "16.05.1985");
	desk_type(v, "<C-z>", "17.05.1985");
	desk_type(v, "<Esc>", "15.05.1985");
	vt_close(v, WAIT);
}

static void
a_day_is_chosen_on_a_calendar(void **state)
{
	vt *v = form_of(*state, "Люди");

	desk_type(v, "<Tab><Tab><Tab><F4>", "Май 2026"); /* today */
	desk_see(v, "сегодня 31.05.2026");
	desk_type(v, "<PgDn>", "Июнь 2026"); /* it has no 31st day */
	desk_type(v, "<Right>", "Июль 2026");
	desk_type(v, "<Down><Enter>", "08.07.2026");
	desk_type(v, "<S-Tab><F4>", "Июль 2026");
	desk_type(v, "<Home><Enter>", "01.07.2026");
	vt_close(v, WAIT);
}

/* Told beside the field, mended with one key; and it may be saved so. */
static void
what_is_hardly_meant_is_told_and_mended(void **state)
{
	vt *v = form_of(*state, "Заявления");

	desk_type(v, "31.12.26<Enter>", "31.12.2026 ещё не наступило");
	desk_type(v, "<F6>", "исправлено");
	desk_see(v, "31.12.2025");
	desk_type(v, "ИВАНОВА<Enter>", "прописными");
	desk_type(v, "<F6>", "Иванова");
	desk_type(v, "анна4<Enter>", "цифры");
	desk_see(v, "~ Имя");
	desk_type(v, "<F6>", "исправлено");
	desk_gone(v, "~ Имя");
	vt_close(v, WAIT);
}

/* A row of a table, pasted into the first of its fields. */
static void
a_pasted_row_is_spread(void **state)
{
	static const char row[] = "Кравчук\tАлёна\tИгоревна\r\n1.9.85\tO008\r\n";
	vt *v = form_of(*state, "Люди");

	desk_paste(v, row, sizeof(row) - 1);
	desk_see(v, "Вставлена строка таблицы");
	desk_type(v, "2", "Разложено по полям: 5");
	desk_see(v, "01.09.1985");
	desk_see(v, "Алёна");
	desk_see(v, "МБОУ «СОШ № 8»");
	desk_type(v, "учитель", "учитель"); /* typing goes on behind it */
	vt_close(v, WAIT);
}

/* The rest in grey, taken by →; F4 has what was typed before, with counts; new ones are told. */
static void
what_was_typed_before_is_offered(void **state)
{
	vt *v = form_of(*state, "Люди");

	vt_keys(v, "<Tab><Tab><Tab><Tab><Tab>");
	desk_type(v, "Учит", "Учитель"); /* the rest, not yet taken */
	desk_see(v, "→ взять серое");
	desk_type(v, "<Right><Enter>", "учитель");
	desk_gone(v, "~ Должность");
	desk_type(v, "<S-Tab>звездочёт<Enter>", "раньше такого значения не было");
	desk_see(v, "~ Должность");
	desk_type(v, "<S-Tab><F4>", "учитель · ");
	desk_type(v, "<Enter>", "учитель");
	desk_gone(v, "звездочёт");
	vt_close(v, WAIT);
}

static void
ending_asks_where_something_is_typed(void **state)
{
	vt *v = form_of(*state, "Люди");

	desk_type(v, "Журавлёва<C-q>", "Закончить работу?");
	desk_type(v, "<Esc>", "Журавлёва");
	desk_type(v, "<C-q>", "Закончить работу?");
	vt_keys(v, "2");
	assert_true(vt_wait_end(v, WAIT));
	vt_close(v, WAIT);
	v = form_of(*state, "Люди");
	desk_see(v, "Есть черновик");
	vt_close(v, WAIT);
	v = desk_start(*state, 24, 80);
	desk_see(v, "Заявления");
	vt_keys(v, "<C-q>");
	assert_true(vt_wait_end(v, WAIT));
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(steps_go_back_and_forth, desk_setup),
	    cmocka_unit_test_setup(steps_go_back_in_a_line_and_a_choice, desk_setup),
	    cmocka_unit_test_setup(a_filled_field_is_replaced_or_corrected, desk_setup),
	    cmocka_unit_test_setup(enter_goes_on_until_there_are_lines, desk_setup),
	    cmocka_unit_test_setup(dates_are_typed_as_people_write_them, desk_setup),
	    cmocka_unit_test_setup(a_day_is_chosen_on_a_calendar, desk_setup),
	    cmocka_unit_test_setup(what_is_hardly_meant_is_told_and_mended, desk_setup),
	    cmocka_unit_test_setup(a_pasted_row_is_spread, desk_setup),
	    cmocka_unit_test_setup(what_was_typed_before_is_offered, desk_setup),
	    cmocka_unit_test_setup(ending_asks_where_something_is_typed, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
