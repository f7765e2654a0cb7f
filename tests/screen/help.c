/* SPDX-License-Identifier: MIT
 * help.c - F1, F9, the message log, and keys that mean nothing.
 */
#include "tests/lib/desk.h"

static void
help_tells_what_works_here_and_does_it(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<Enter>", "1 из 500");
	desk_type(v, "<F1>", "Справка: Люди");
	desk_see(v, "Открыть карточку записи");
	desk_type(v, "упорядоч", "Упорядочить по другому полю");
	desk_gone(v, "Открыть карточку записи");
	desk_type(v, "<Enter>", "Упорядочить по полю");
	vt_close(v, WAIT);
}

static void
help_is_searched_in_either_layout(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<Enter>", "1 из 500");
	desk_type(v, "<F1>", "Справка: Люди");
	desk_type(v, "elfkbnm", "(другая раскладка)");
	desk_type(v, "<C-u>удалить", "Удалить запись");
	desk_type(v, "<Esc>", "Открыть карточку записи");
	desk_type(v, "<Esc>", "1 из 500");
	vt_close(v, WAIT);
}

static void
the_palette_knows_every_place(void **state)
{
	static const struct {
		const char *typed, *found, *seen;
	} places[] = {
	    {"заявл", "Заявления", "1 из 100"},
	    {"внести прик", "Внести: приказ", "Приказы: новая запись"},
	    {"журнал", "Журнал: кто", "Журнал"},
	    {"сообщ сеанс", "Все сообщения", "Сообщения"},
	    {"учетн", "Учётные записи", "Учётные записи"},
	};
	vt *v = desk_open(*state, 24, 80);

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		desk_type(v, "<F9>", "Что сделать");
		desk_type(v, places[i].typed, places[i].found);
		desk_type(v, "<Enter>", places[i].seen);
		desk_gone(v, "Что сделать");
		desk_type(v, "<F10>", "F10 Выход");
	}
	desk_type(v, "<F9>", "Что сделать");
	desk_type(v, "щщщ", "Таких слов здесь нет");
	desk_type(v, "<Esc>ghbrfp", "другая раскладка");
	desk_see(v, "Внести: приказ");
	vt_close(v, WAIT);
}

/* What people call things, and what becomes of the list. */
static void
the_palette_understands_other_words(void **state)
{
	static const char *const words[][2] = {{"сортир", "Упорядочить по другому полю"},
	    {"фильтр", "Показать только то, что подходит"}, {"удал", "Удалить запись или все"},
	    {"добав", "Внести новую запись"}};
	vt *v = desk_start(*state, 24, 80);

	desk_type(v, "<Enter>", "1 из 500");
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		desk_type(v, "<F9>", "Что сделать");
		desk_type(v, words[i][0], words[i][1]);
		desk_gone(v, "Открыть карточку");
		desk_type(v, "<F9>", "1 из 500");
		desk_gone(v, "Что сделать");
	}
	vt_close(v, WAIT);
}

static void
help_names_no_key_for_two_things(void **state)
{
	vt *v = desk_start(*state, 40, 120);

	desk_new(v, "Заявления");
	desk_type(v, "<F1>", "Справка: Заявления");
	desk_type(v, "данные", "Взять данные человека");
	desk_see(v, "Прочитать данные заново");
	desk_see(v, "Ctrl-R");
	desk_gone(v, "F5 Ctrl-R");
	vt_close(v, WAIT);
}

static void
help_shows_what_a_screen_is_for_in_full(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_new(v, "Организации");
	desk_type(v, "<F1>", "Форма записи: ");
	desk_see(v, "Набранное");
	desk_see(v, "черновик");
	desk_type(v, "<F1><F10>", "► Организации");
	desk_type(v, "<Enter>", "1 из 12");
	desk_type(v, "<F1>", "F3 Enter");
	vt_close(v, WAIT);
}

static void
the_town_gives_way_to_a_long_title(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell(
	    "%s --db %s --user lead user set lead --full-name 'Озерская Ирина Григорьевна'",
	    desk_program(), d->db));
	v = desk_start(d, 24, 120);
	desk_type(v, "банк", "► Банк педагогической информации");
	desk_type(v, "<Ins>", "Банк педагогической информации: новая запись");
	desk_see(v, "Стрежевой · Озерская Ирина Григорьевна · администратор");
	vt_resize(v, 24, 80);
	desk_gone(v, "Стрежевой");
	desk_see(v, "Банк педагогической информации: …");
	desk_see(v, "Озерская Ирина Григорьевна · администратор");
	vt_close(v, WAIT);
}

static void
every_message_can_be_read_again(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "<C-b>", "Клавиша Ctrl-B здесь ничего не значит");
	desk_type(v, "<Down>", "► Организации");
	desk_gone(v, "здесь ничего не значит");
	desk_type(v, "<F5>", "Данные прочитаны заново");
	desk_type(v, "<C-e>", "Сообщения");
	desk_see(v, "Клавиша Ctrl-B здесь ничего не значит");
	desk_see(v, "2 из 2");
	desk_type(v, "<Esc>", "F10 Выход");
	vt_close(v, WAIT);
}

static void
the_log_says_when_it_is_empty(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "<C-e>", "ещё ничего не сообщала");
	vt_close(v, WAIT);
}

#define DESK_TEST(name) cmocka_unit_test_setup(name, desk_setup)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    DESK_TEST(help_tells_what_works_here_and_does_it),
	    DESK_TEST(help_is_searched_in_either_layout),
	    DESK_TEST(the_palette_knows_every_place),
	    DESK_TEST(the_palette_understands_other_words),
	    DESK_TEST(help_names_no_key_for_two_things),
	    DESK_TEST(help_shows_what_a_screen_is_for_in_full),
	    DESK_TEST(the_town_gives_way_to_a_long_title),
	    DESK_TEST(every_message_can_be_read_again),
	    DESK_TEST(the_log_says_when_it_is_empty),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
