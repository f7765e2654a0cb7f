/* SPDX-License-Identifier: MIT
 * home.c - the first screen: every number is the length of the list behind it.
 */
#include "tests/lib/desk.h"

/* The name of the list the cursor is on, and the number beside it. */
static void
read_spot(vt *v, char *name, char *count, size_t room)
{
	char *text = vt_text(v), *p = strstr(text, "► "), *end;

	assert_non_null(p);
	p += strlen("► ");
	end = strstr(p, "  ");
	assert_non_null(end);
	snprintf(name, room, "%.*s", (int)(end - p), p);
	while (*end == ' ')
		end++;
	snprintf(count, room, "%.*s", (int)strspn(end, "0123456789"), end);
	free(text);
}

static void
every_number_is_the_length_of_its_list(void **state)
{
	static const struct {
		const char *keys;
		int lists;
	} columns[] = {{"<Esc>", 12}, {"<Esc><Right>", 11}};
	vt *v = desk_start(*state, 24, 80);
	int lists = 0;

	desk_see(v, "F10 Выход");
	for (size_t c = 0; c < 2; c++) {
		char last[128] = "";

		vt_keys(v, columns[c].keys);
		for (int i = 0; i < columns[c].lists; i++) {
			char name[128], count[128], all[160];

			vt_quiet(v, 150, WAIT);
			read_spot(v, name, count, sizeof(name));
			if (strcmp(name, last) == 0)
				break;
			strcpy(last, name);
			snprintf(all, sizeof(all), "всего %s", count);
			desk_type(v, "<Enter>", "F10 Назад");
			desk_see(v, all);
			desk_type(v, "<F10>", "F10 Выход");
			lists++;
			vt_keys(v, "<Down>");
		}
	}
	assert_int_equal(lists, 23);
	vt_close(v, WAIT);
}

static void
letters_and_digits_lead_to_lists(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	desk_type(v, "мер", "► Мероприятия");
	desk_type(v, "<Esc>", "► Люди");
	desk_type(v, "pfzd", "► Заявления");
	desk_type(v, "3", "► Методические объединения");
	desk_type(v, "1", "► Люди");
	desk_type(v, "ъ", "здесь ничего не значит");
	vt_close(v, WAIT);
}

static void
what_is_done_elsewhere_is_seen(void **state)
{
	struct desk *d = *state;
	vt *v = desk_open(d, 24, 80);

	free(desk_shell("printf 'code;name;type\\nO900;Новая школа;школа\\n' "
			"| %s --db %s --user lead import organisations -",
	    desk_program(), d->db));
	desk_see(v, "загрузка таблиц · 1 запись (организация)");
	desk_type(v, "<Down>", "► Организации                     13");
	vt_close(v, WAIT);
}

static void
a_draft_is_announced(void **state)
{
	struct desk *d = *state;
	vt *v = desk_start(d, 24, 80);

	desk_new(v, "Согласия");
	vt_keys(v, "Озерская");
	desk_see(v, "Озерская");
	vt_quiet(v, 300, WAIT);
	vt_close(v, WAIT);
	v = desk_start(d, 24, 80);
	desk_see(v, "1 черновик: согласие");
	vt_close(v, WAIT);
}

/* A wide screen tells beside the lists what comes and what is late. */
static void
a_wide_screen_has_the_meeting_and_what_waits(void **state)
{
	vt *v = desk_start(*state, 40, 120);

	desk_see(v, "Заседание совета");
	desk_see(v, "Сроки и дела, Ctrl-W");
	desk_see(v, "Пункты планов: просрочены");
	vt_close(v, WAIT);
}

static void
f10_ends_the_work(void **state)
{
	vt *v = desk_open(*state, 24, 80);

	vt_keys(v, "<F10>");
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	assert_false(v->altscreen);
	assert_int_equal(vt_close(v, WAIT), 0);
}

/* The key of a place stays where it was; a town that has no such place says so. */
static void
what_a_town_does_without_is_said(void **state)
{
	struct desk *d = *state;
	vt *v;

	free(desk_shell("rm -rf %s && %s --db %s --user lead init --rehearsal --profile "
			"tests/data/profiles/fourth.conf",
	    d->db, desk_program(), d->db));
	v = desk_open(d, 24, 80);
	desk_type(v, "<F2>", "этом городе методических объединений нет");
	desk_see(v, "F10 Выход");
	vt_close(v, WAIT);
}

#define DESK_TEST(name) cmocka_unit_test_setup(name, desk_setup)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    DESK_TEST(every_number_is_the_length_of_its_list),
	    DESK_TEST(letters_and_digits_lead_to_lists),
	    DESK_TEST(what_is_done_elsewhere_is_seen),
	    DESK_TEST(a_draft_is_announced),
	    DESK_TEST(what_a_town_does_without_is_said),
	    DESK_TEST(a_wide_screen_has_the_meeting_and_what_waits),
	    DESK_TEST(f10_ends_the_work),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
