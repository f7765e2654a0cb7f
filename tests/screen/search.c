/* SPDX-License-Identifier: MIT
 * search.c - what is typed finds what is meant, however either was written: in lists, in what is
 * picked from, in menus.
 */
#include "tests/lib/desk.h"

struct sought {
	const char *typed, *found, *count;
};

/* A base of its own with the one table that is looked through, and its list. */
static vt *
list_of(const struct desk *d, const char *const *tables, const char *label)
{
	struct desk own = {0};
	char line[128];
	vt *v;

	snprintf(own.db, sizeof(own.db), "%.280s/own", d->db);
	free(desk_shell("%s --db %s --user lead init --rehearsal --profile strezhevoy",
	    desk_program(), own.db));
	for (; *tables != NULL; tables++) {
		const char *kind = strchr(*tables, '.') + 1;

		free(desk_shell("%s --db %s --user lead import %.*s tests/data/cases/%s",
		    desk_program(), own.db, (int)strcspn(kind, "."), kind, *tables));
	}
	v = desk_start(&own, 24, 80);
	snprintf(line, sizeof(line), "► %s", label);
	desk_see(v, "► ");
	for (int i = 0; i < 25 && !vt_has(v, line); i++)
		desk_step(v, "<Down>");
	desk_see(v, line);
	desk_type(v, "<Enter>", "Чтобы найти, начните набирать");
	return v;
}

static void
search_each(vt *v, const struct sought *all, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		desk_type(v, all[i].typed, all[i].count);
		desk_see(v, all[i].found);
		desk_type(v, "<Esc>", "Чтобы найти, начните набирать");
	}
	vt_close(v, WAIT);
}

static void
a_school_is_found_by_its_number_and_its_quotes(void **state)
{
	static const char *const tables[] = {"08-search-numero-and-quotes.organisations.csv", NULL};
	static const struct sought all[] = {
	    {"школа №3", "«Школа № 3»", "показано 1 из 4"},
	    {"школа № 3", "«Школа № 3»", "показано 1 из 4"},
	    {"школа n3", "«Школа № 3»", "показано 1 из 4"},
	    {"№3 школа", "«Школа № 3»", "показано 1 из 4"},
	    {"школа № 4", "\"Школа №4\"", "показано 1 из 4"},
	    {"«колокольчик»", "„Колокольчик“", "показано 1 из 4"},
	    {"\"Колокольчик\"", "„Колокольчик“", "показано 1 из 4"},
	    {"лицей №5", "Лицей N 5", "показано 1 из 4"},
	    {"kbwtq #5", "Лицей N 5", "показано 1 из 4"}, /* the keys of лицей №5 */
	};

	search_each(list_of(*state, tables, "Организации"), all, sizeof(all) / sizeof(all[0]));
}

static void
an_apostrophe_is_any_apostrophe(void **state)
{
	static const char *const tables[] = {
	    "06-base.organisations.csv", "09-search-apostrophe.people.csv", NULL};
	static const struct sought all[] = {
	    {"о'нил", "О’Нил Юлия", "всего 3"},
	    {"о’нил", "О'Нил Яна", "всего 3"},
	    {"оʼнил", "ОʼНил Ева", "всего 3"},
	    {"онил ева", "ОʼНил Ева", "показано 1 из 3"},
	};

	search_each(list_of(*state, tables, "Люди"), all, sizeof(all) / sizeof(all[0]));
}

static vt *
people_of_the_town(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "<F9>список Люди<Enter>", "Чтобы найти, начните набирать");
	return v;
}

static void
telephones_and_days_are_found(void **state)
{
	static const struct sought sought[] = {
	    {"9000006935", "Елисеева Алина", "показано 1 из"},
	    {"8 900 000-69-35", "Елисеева Алина", "показано 1 из"},
	    {"31.05 елисеева", "Елисеева Алина", "показано 2 из"},
	    {"елисеева 31.05.1981", "Елисеева Алина", "показано 2 из"},
	    {"елисеева 31.05.1982", "ничего не найдено", "показано 0 из"},
	};

	search_each(people_of_the_town(state), sought, sizeof(sought) / sizeof(sought[0]));
}

static void
a_former_surname_is_found(void **state)
{
	vt *v = people_of_the_town(state);

	desk_type(v, "озерская ирина", "показано 1 из");
	desk_type(v, "<F4>", "Фамилия *");
	desk_type(v, "<PgUp><PgUp><Tab><C-u>Отличнова<F2>", "Сохранено: Отличнова Ирина");
	vt_keys(v, "<Esc>");
	desk_see(v, "Чтобы найти, начните набирать");
	desk_type(v, "ирина озерск", "показано 1 из");
	desk_see(v, "Отличнова (ранее Озерская)");
	vt_keys(v, "<Esc><Esc>");
	desk_see(v, "F10 Выход");
	desk_new(v, "Заявления");
	desk_type(v, "<Enter>Озерск", "В реестре есть: 1.");
	desk_see(v, "Отличнова Ирина Григорьевна (ранее Озерская) · 31.05.1991");
	desk_type(v, "<F5>", "Взято из реестра: Отличнова Ирина Григорьевна");
	vt_close(v, WAIT);
}

/* The letter о of a Russian layout in a code is the Latin one. */
static void
a_code_is_known_by_letters_drawn_alike(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_new(v, "Люди");
	vt_keys(v, "<Tab><Tab><Tab><Tab>");
	desk_type(v, "о008<Enter>", "МБОУ «СОШ № 8»");
	vt_close(v, WAIT);
}

static void
a_soft_hyphen_is_not_there(void **state)
{
	static const char *const tables[] = {"04-soft-hyphen.organisations.csv", NULL};
	static const struct sought all[] = {
	    {"гимназия", "Гимназия 3", "всего 1"}, {"гимназия №3", "Гимназия 3", "всего 1"}};

	search_each(list_of(*state, tables, "Организации"), all, sizeof(all) / sizeof(all[0]));
}

/* As the town's schools are called by those who work there. */
static void
a_school_of_the_town_is_picked_by_its_number(void **state)
{
	static const char *const typed[][2] = {
	    {"сош №10", "O010"}, {"гимназия №3", "O003"}, {"СОШ№10", "O010"}, {"cji #8", "O008"}};
	vt *v = desk_start(*state, 24, 80);

	desk_new(v, "Люди");
	for (int field = 0; field < 4; field++)
		vt_keys(v, "<Tab>");
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		desk_type(v, typed[i][0], typed[i][0]);
		desk_type(v, "<Enter>", typed[i][1]);
		desk_type(v, "<S-Tab>", typed[i][1]);
		vt_keys(v, "<C-u>");
		desk_gone(v, typed[i][1]);
	}
	vt_close(v, WAIT);
}

/* In the list to pick from, where the words found are marked. */
static void
the_picker_finds_it_too(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_new(v, "Люди");
	for (int field = 0; field < 4; field++)
		vt_keys(v, "<Tab>");
	desk_type(v, "<F4>", "Найти:");
	desk_type(v, "сош №10", "1 из 1");
	desk_see(v, "МБОУ «СОШ № 10»");
	desk_type(v, "<BS><BS><BS>", "1 из 3");
	desk_type(v, "N 8", "1 из 1");
	desk_see(v, "МБОУ «СОШ № 8»");
	vt_close(v, WAIT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(a_school_is_found_by_its_number_and_its_quotes, desk_setup),
	    cmocka_unit_test_setup(an_apostrophe_is_any_apostrophe, desk_setup),
	    cmocka_unit_test_setup(a_soft_hyphen_is_not_there, desk_setup),
	    cmocka_unit_test_setup(a_school_of_the_town_is_picked_by_its_number, desk_setup),
	    cmocka_unit_test_setup(the_picker_finds_it_too, desk_setup),
	    cmocka_unit_test_setup(telephones_and_days_are_found, desk_setup),
	    cmocka_unit_test_setup(a_former_surname_is_found, desk_setup),
	    cmocka_unit_test_setup(a_code_is_known_by_letters_drawn_alike, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
