/* SPDX-License-Identifier: MIT
 * mouse.c - off until asked for, kept for the account, given back at the end; what it does in
 * lists, windows and the footer.
 */
#include "tests/lib/desk.h"

enum { LEFT = 0, WHEEL_DOWN = 65 };

/* Press and let go, at a row and column from 0. */
static void
click(vt *v, int button, int row, int column)
{
	char bytes[64];
	int n = snprintf(bytes, sizeof(bytes), "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, column + 1,
	    row + 1, button, column + 1, row + 1);

	vt_raw(v, bytes, (size_t)n);
}

static void
click_word(vt *v, int row, const char *word)
{
	char *line = vt_row(v, row), *at = strstr(line, word);
	int column = 0;

	assert_non_null(at);
	for (const char *p = line; p < at; p++)
		column += ((unsigned char)*p & 0xC0) != 0x80;
	free(line);
	click(v, LEFT, row, column);
}

static void
the_mouse_does_what_keys_do(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<Enter>", "1 из 500");
	assert_int_equal(v->mouse, 0);
	desk_type(v, "<F11>", "Мышь включена");
	assert_int_not_equal(v->mouse, 0);
	click(v, LEFT, 7, 20);
	desk_see(v, "5 из 500");
	click(v, WHEEL_DOWN, 7, 20);
	desk_see(v, "8 из 500");
	click(v, LEFT, 3, 20);
	desk_see(v, "1 из 500");
	click_word(v, 2, "Организация");
	desk_see(v, "Организация ▲");
	click_word(v, 2, "Организация");
	desk_see(v, "Организация ▼");
	desk_type(v, "<F6>", "Упорядочить по полю");
	click(v, LEFT, 12, 1); /* beside the window nothing happens */
	desk_see(v, "Упорядочить по полю");
	click_word(v, 23, "F10 Назад");
	desk_gone(v, "Упорядочить по полю");
	click(v, LEFT, 3, 20);
	desk_see(v, "Сведения"); /* the cursor's own row */
	click_word(v, 23, "F10 Назад");
	desk_gone(v, "Сведения");
	vt_close(v, WAIT);
}

static void
the_mouse_is_kept_and_given_back(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<F9>мышь<Enter>", "Мышь включена");
	vt_close(v, WAIT);
	v = desk_open(*state, 24, 80);
	assert_int_not_equal(v->mouse, 0);
	vt_keys(v, "<C-q>");
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	assert_int_equal(v->mouse, 0);
	vt_close(v, WAIT);
	v = desk_start(*state, 24, 80);
	desk_type(v, "<F11>", "Мышь выключена");
	assert_int_equal(v->mouse, 0);
	vt_close(v, WAIT);
}

/* Where a text stands. */
static void
find(vt *v, const char *text, int *row, int *column)
{
	for (*row = 0; *row < v->rows; (*row)++) {
		char *line = vt_row(v, *row), *at = strstr(line, text);

		*column = 0;
		for (const char *p = line; at != NULL && p < at; p++)
			*column += ((unsigned char)*p & 0xC0) != 0x80;
		free(line);
		if (at != NULL)
			return;
	}
	fail_msg("not on the screen: %s", text);
}

/* So many columns behind the beginning of a text. */
static void
click_text(vt *v, const char *text, int behind)
{
	int row, column;

	desk_see(v, text);
	find(v, text, &row, &column);
	click(v, LEFT, row, column + behind);
}

/* Started with the mouse on. */
static vt *
start(const struct desk *d)
{
	vt *v = desk_open(d, 24, 80);

	desk_type(v, "<F11>", "Мышь включена");
	return v;
}

static void
a_click_opens_what_the_first_screen_shows(void **state)
{
	vt *v = start(*state);

	click_text(v, "Организации", 3);
	desk_see(v, "1 из 12");
	click_text(v, "F10 Назад", 1);
	desk_see(v, "F10 Выход");
	click_text(v, "Черновиков нет", 1);
	desk_see(v, "Черновики");
	vt_close(v, WAIT);
}

static void
a_click_goes_into_a_field(void **state)
{
	vt *v = start(*state);

	desk_type(v, "<F7>абр ел<Enter>", "Люди › Абрамова Елена Ивановна");
	desk_type(v, "<F4>", "Люди: Абрамова Елена Ивановна");
	vt_keys(v, "<PgUp><PgUp>");
	click_text(v, "  Абрамова", 4); /* come to as by keys: what is typed replaces it */
	desk_type(v, "Сидорова", "  Сидорова ");
	click_text(v, "  Сидорова", 2 + 4); /* there already: what is typed goes in there */
	desk_type(v, "ям", "  Сидоямрова ");
	click_text(v, "  Елена", 2 + 40);
	desk_type(v, "<End>!", "Елена!");
	click_text(v, "  Сидоямрова", 2 + 40); /* behind the end of it: to the end */
	click_text(v, "  Сидоямрова", 2 + 40);
	desk_type(v, "!", "  Сидоямрова!");
	vt_close(v, WAIT);
}

static void
a_click_goes_into_a_text_and_ticks_a_box(void **state)
{
	vt *v = start(*state);

	desk_new(v, "Заявления");
	for (int i = 0; i < 17; i++)
		vt_keys(v, "<Tab>");
	vt_keys(v, "<Tab>первая строка<C-j>вторая строка");
	click_text(v, "первая строка", 7);
	desk_type(v, "и ", "первая и строка");
	click_text(v, "вторая строка", 40);
	desk_type(v, "!", "вторая строка!");
	vt_keys(v, "<Tab><Tab><Tab><Tab><Tab>");
	click_text(v, "[ ] лидеры профессиональных", 1);
	desk_see(v, "[x] лидеры профессиональных");
	desk_see(v, "оснований 1");
	click_text(v, "[x] лидеры профессиональных", 9);
	desk_see(v, "[ ] лидеры профессиональных");
	vt_close(v, WAIT);
}

static void
a_click_presses_buttons_and_takes_days(void **state)
{
	vt *v = start(*state);

	desk_new(v, "Заявления");
	desk_type(v, "<F4>", "Май 2026");
	click_text(v, " 18  19  20", 6);
	desk_see(v, "19.05.2026");
	desk_type(v, "Нетова<F10>", "Форма не сохранена");
	click(v, LEFT, 1, 1); /* beside the window */
	click_text(v, "[1 Продолжить]", 3);
	desk_gone(v, "Форма не сохранена");
	desk_see(v, "Нетова");
	desk_type(v, "<F10>", "Форма не сохранена");
	click_text(v, "Отбросить]", 2);
	desk_see(v, "► Заявления");
	vt_close(v, WAIT);
}

static void
a_click_takes_a_line_of_a_menu(void **state)
{
	vt *v = start(*state);

	desk_type(v, "<F9>", "Найти:");
	desk_type(v, "двойн", "Двойники");
	click_text(v, "Двойники", 2);
	desk_see(v, "Похоже, один человек");
	desk_type(v, "<F10>", "F10 Выход");
	desk_type(v, "<Enter>", "1 из 500");
	desk_type(v, "<F6>", "Упорядочить по полю");
	click_text(v, "Дата рождения", 2);
	desk_gone(v, "Упорядочить по полю");
	vt_close(v, WAIT);
}

/* A field is left by a click as by a key. */
static void
a_click_leaves_a_field(void **state)
{
	vt *v = start(*state);

	desk_new(v, "Люди");
	vt_keys(v, "Озерская<Enter>Ирина<Enter>Григорьевна");
	desk_see(v, "Григорьевна");
	click_text(v, "Должность", 34);
	desk_see(v, "Похоже, этот человек уже есть:");
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(the_mouse_does_what_keys_do, desk_setup),
	    cmocka_unit_test_setup(the_mouse_is_kept_and_given_back, desk_setup),
	    cmocka_unit_test_setup(a_click_opens_what_the_first_screen_shows, desk_setup),
	    cmocka_unit_test_setup(a_click_goes_into_a_field, desk_setup),
	    cmocka_unit_test_setup(a_click_goes_into_a_text_and_ticks_a_box, desk_setup),
	    cmocka_unit_test_setup(a_click_presses_buttons_and_takes_days, desk_setup),
	    cmocka_unit_test_setup(a_click_takes_a_line_of_a_menu, desk_setup),
	    cmocka_unit_test_setup(a_click_leaves_a_field, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
