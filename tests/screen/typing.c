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

/* Keys one after another, and what is seen when each has been pressed. */
struct step {
	const char *keys, *seen;
};

static void
walk(vt *v, const struct step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++)
		desk_type(v, steps[i].keys, steps[i].seen);
}
#define WALK(v, steps) walk(v, steps, sizeof(steps) / sizeof((steps)[0]))

/* A consent: a reference, a choice, days, ticks, a line. */
static void
every_key_has_its_meaning_in_a_field(void **state)
{
	static const struct step steps[] = {
	    {"<Up>", "Это первое поле"}, {"<S-Tab>", "Это первое поле"},
	    {"<Ins>", "Люди: новая запись"}, {"<Esc>", "Согласия: новая запись"},
	    {"<F4>", "┌─ Люди"}, {"<Esc>", "Ctrl-N Следующая"},
	    {"<Down><Ins>", "┌─ Вид согласия"}, /* nothing to make anew: as F4 */
	    {"<Esc>", "Ctrl-N Следующая"}, {"распр<F4>", "┌─ Вид согласия"},
	    {"<Enter>", "Дата: 15.5, 15 (этого месяца)"},
	    {"15/5<Enter><Up>", "15.05.2026    пятница"}, {"+", "16.05.2026    суббота"},
	    {"--", "14.05.2026    четверг"}, {"<C-u>15,5,25<Enter><Up>", "15.05.2025    четверг"},
	    {"<C-u>1ю6<Enter><Up>", "01.06.2026    понедельник"},
	    {"<C-u>2Ю6<Enter><Up>", "02.06.2026    вторник"}, {"<C-z>", "2.6"},
	    {"<C-y>", "02.06.2026    вторник"},
	    {"<Enter><Enter>вчера<Enter>", "30.05.2026    суббота"},
	    {"<Up><C-u>40<Enter>", "! Отозвано"}, {"<Up><F6>", "Это F6 исправить не может"},
	    {"<C-u>30.5<Enter>", "Пробел или цифра"}, {"<Down><Up><Space>", "[x] фамилия"},
	    {"<Space>", "[ ] фамилия"}, {"<End><Space>", "[x] электронная почта"},
	    {"<End><F4>", "[ ] электронная почта"}, {"<Home><Down><Space>", "[x] место работы"},
	    {"3", "[x] должность"}, {"3", "[ ] должность"},
	    {"9", "Клавиша «9» здесь ничего не значит"}, /* there are five */
	};
	vt *v = desk_start(*state, 24, 80);

	desk_new(v, "Согласия");
	WALK(v, steps);
	desk_type(v, "<Enter><Enter>", "Это последнее поле");
	desk_type(v, "<C-d>", "согласие № 7");
	desk_type(v, "<F6>", "Исправлять нечего");
	desk_type(v, "<C-z><C-z>", "отменять больше нечего");
	desk_type(v, "<C-y><C-y>", "возвращать нечего");
	desk_type(v, "<Up><Up><C-d>", "В прошлый раз это поле было пустым");
	desk_type(v, "<Down>", "Пробел или цифра");
	desk_type(v, "<PgUp>", "Код или слова из названия");
	desk_type(v, "<PgDn><Enter>", "Это последнее поле");
	vt_close(v, WAIT);
}

/* Yes and no by their letters, in either layout where that can be, by digits, and turned round. */
static void
yes_and_no_are_letters_and_digits(void **state)
{
	static const struct step steps[] = {
	    {"д", "В федеральном реестре     да"},
	    {"н", "В федеральном реестре     нет"},
	    {"l", "В федеральном реестре     да"},
	    {"0", "В федеральном реестре     нет"},
	    {"1", "В федеральном реестре     да"},
	    {"Н", "В федеральном реестре     нет"},
	    {"Д", "В федеральном реестре     да"},
	    {" ", "В федеральном реестре     нет"},
	    {"<F4>", "В федеральном реестре     да"},
	    {"ы", "Клавиша «ы» здесь ничего не значит"},
	};
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "<F9>список Повышение<Enter><Ins>", "Повышение квалификации: новая запись");
	desk_type(v, "<PgDn><Up>", "Пробел меняет да и нет");
	WALK(v, steps);
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
	    cmocka_unit_test_setup(every_key_has_its_meaning_in_a_field, desk_setup),
	    cmocka_unit_test_setup(yes_and_no_are_letters_and_digits, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
