/* SPDX-License-Identifier: MIT
 * candidates.c - whom a typed name may mean: the best first, by initials, by a surname they had,
 * and in a town where very many are called so.
 */
#include "tests/lib/town.h"

#include "service/record/candidates.h"
#include "tests/lib/in_view.h"

enum { MOST = 8 };

static int
set_up(void **state)
{
	struct town *town = town_new();
	struct session *s = town->s;
	uint64_t id;

	town_school(s, "O001", "Школа № 1");
	town_person(s, "P1", "Королёва", "Анна", "Петровна");
	town_person(s, "P2", "Королева", "Алла", "Ивановна");
	town_person(s, "P3", "Королевич", "Анна", "Петровна");
	id = town_person(s, "P4", "Девичья", "Анна", "Петровна");
	town_change(s, KIND_PEOPLE, id, "birth_date=1980-05-05");
	town_change(s, KIND_PEOPLE, id, "surname=Замужняя");
	town_person(s, "P5", "Девичья-Вторая", "Инна", "Петровна");
	*state = town;
	return 0;
}

/* The codes of who is found, in their order, for "surname given patronymic" and a birth date. */
static void
assert_found(struct session *s, const struct name_typed *typed, size_t most, const char *codes)
{
	struct candidate found[MOST];
	struct buf told = {0};
	size_t count = IN_VIEW(s, candidates_find(VIEW, typed, found, most));

	for (size_t i = 0; i < count; i++) {
		buf_puts(&told, i > 0 ? " " : "");
		IN_VIEW(s, records_put_code(VIEW->txn, KIND_PEOPLE, found[i].id, &told));
	}
	if (strcmp(buf_text(&told), codes) != 0)
		fail_msg("%s %s %s: %s", typed->surname, typed->given_name, typed->patronymic,
		    buf_text(&told));
	buf_free(&told);
}

static void
names_mean_people(void **state)
{
	static const struct {
		struct name_typed typed;
		const char *born, *codes;
	} cases[] = {
	    {{"", "Анна", "Петровна", 0}, NULL, ""},
	    {{"Королев", "", "", 0}, NULL, "P2 P1 P3"},
	    {{"королева", "анна", "петровна", 0}, NULL, "P1"},
	    {{"Королевич", "Анна", "Петровна", 0}, NULL, "P3"},
	    {{"Королев", "А.", "П.", 0}, NULL, "P1 P3"},
	    {{"Королева", "А", "", 0}, NULL, "P2 P1"},
	    {{"Королева", "Яна", "", 0}, NULL, ""},
	    /* by a surname of before, as far as the rest agrees */
	    {{"Девичья", "Анна", "Петровна", 0}, NULL, "P4"},
	    {{"Девичья", "Анна", "Ивановна", 0}, NULL, ""},
	    {{"Девичья", "", "", 0}, NULL, "P5 P4"},
	    {{"Дев", "А.", "", 0}, NULL, "P4"},
	    /* by all the rest and the day of birth, under another surname */
	    {{"Новая", "Анна", "Петровна", 0}, "1980-05-05", "P4"},
	    {{"Новая", "Анна", "Петровна", 0}, "1980-05-06", ""},
	    {{"Новая", "Анна", "Петровна", 0}, NULL, ""},
	    {{"Новая", "А.", "Петровна", 0}, "1980-05-05", ""},
	    {{"Новая", "Анна", "П.", 0}, "1980-05-05", ""},
	};
	struct session *s = ((struct town *)*state)->s;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct name_typed typed = cases[i].typed;

		typed.birth_date = cases[i].born != NULL ? day_of(cases[i].born) : DATE_NONE;
		assert_found(s, &typed, MOST, cases[i].codes);
	}
	assert_found(s, &(struct name_typed){"Королева", "", "", DATE_NONE}, 2, "P2 P1");
}

static void
a_line_tells_who_it_is(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const struct name_typed typed = {"Девичья", "Анна", "Петровна", DATE_NONE};
	struct candidate found[MOST];

	assert_int_equal(IN_VIEW(s, candidates_find(VIEW, &typed, found, MOST)), 1);
	assert_int_equal(found[0].match, NAME_INITIALS);
	assert_string_equal(found[0].line,
	    "Замужняя Анна Петровна (ранее Девичья) · 05.05.1980 · Школа № 1 · учитель");
}

/* More than are looked at one by one stand before those who are meant. */
static void
one_of_very_many_is_found(void **state)
{
	enum { MANY = 1100 };
	struct session *s = ((struct town *)*state)->s;
	struct change *c = change_new(s->store, &s->actor, "import", "");
	struct record *r = record_new(KIND_PEOPLE);

	for (int i = 0; i <= MANY; i++) {
		char code[24];

		record_clear(r);
		snprintf(code, sizeof(code), "code=I%04d", i);
		SET(s, r, code, i < MANY ? "surname=Иванова" : "surname=Ивановская",
		    i < MANY ? "patronymic=" : "patronymic=Яновна", "given_name=Анна",
		    "organisation=O001", "position=учитель", "staff_kind=педагог",
		    "hired=2020-09-01");
		change_put(c, r);
	}
	record_free(r);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	assert_found(s, &(struct name_typed){"Иванов", "Анна", "Яновна", DATE_NONE}, MOST, "I1100");
	assert_found(s, &(struct name_typed){"Ивановс", "А.", "", DATE_NONE}, MOST, "I1100");
	/* initials are no words to search by: who stands behind the thousand is not met */
	assert_found(s, &(struct name_typed){"Иванов", "А.", "Яновна", DATE_NONE}, MOST, "");
	assert_found(s, &(struct name_typed){"Иванов", "Анна", "Я.", DATE_NONE}, 0, "");
}

static void
who_may_not_look_finds_nobody(void **state)
{
	struct town *town = *state;
	struct session *viewer = town_second(town, "gost", "viewer");
	struct account off = viewer->account;
	const struct name_typed typed = {"Королева", "", "", DATE_NONE};
	struct error e = {0};

	assert_found(viewer, &typed, 1, "P2");
	off.disabled = true;
	assert_done(session_account_save(town->s, &off, false, &e), &e);
	assert_found(viewer, &typed, MOST, "");
	town_second_close(viewer);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(names_mean_people, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(a_line_tells_who_it_is, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(one_of_very_many_is_found, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(who_may_not_look_finds_nobody, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
