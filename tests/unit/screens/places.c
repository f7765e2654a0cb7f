/* SPDX-License-Identifier: MIT
 * places.c - the table of places is whole, and the action tables of all screens hold what F1, the
 * footer and the manual promise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/app/footer.h"
#include "screens/app/app.h"
#include "screens/places.h"
#include "screens/record/browser.h"

enum { EVERYTHING = 0x7FFF };

static const struct screen_ops *screens[PLACE_COUNT];
static size_t count;

static int
find_screens(void **state)
{
	(void)state;
	for (int i = 0; i < PLACE_COUNT; i++)
		if (places[i].screen != NULL)
			screens[count++] = places[i].screen;
	return 0;
}

static void
every_place_leads_somewhere(void **state)
{
	(void)state;
	for (int i = 0; i < PLACE_COUNT; i++)
		if ((places[i].screen == NULL) == (places[i].open == NULL) ||
		    places[i].module == NULL)
			fail_msg("%d", i);
}

static void
every_screen_stands_in_one_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++)
			assert_ptr_not_equal(screens[i], screens[k]);
}

/* What the menu offers has a line, and no two have the same. */
static void
places_of_the_menu_are_told_apart(void **state)
{
	(void)state;
	for (int i = 0; i < PLACE_COUNT; i++) {
		assert_int_equal(places[i].group == NULL, places[i].label == NULL);
		for (int k = 0; places[i].label != NULL && k < i; k++)
			if (places[k].label != NULL)
				assert_string_not_equal(places[i].label, places[k].label);
	}
}

static void
places_let_in_whom_they_should(void **state)
{
	(void)state;
	assert_int_equal(places[PLACE_JOURNAL].permit, PERMIT_JOURNAL);
	assert_int_equal(places[PLACE_ACCOUNTS].permit, PERMIT_ACCOUNTS);
	assert_int_equal(places[PLACE_PREPARATION].permit, PERMIT_COUNCIL);
	assert_int_equal(places[PLACE_PUBLICATION].permit, PERMIT_EDIT);
	assert_int_equal(places[PLACE_ORDER].permit, PERMIT_EDIT);
	assert_int_equal(places[PLACE_DRAFTS].permit, 0);
}

static bool
next_key_name(const char **p, char *out, size_t room)
{
	size_t len = strcspn(*p, " ");

	if (**p == '\0')
		return false;
	assert_true(len < room);
	memcpy(out, *p, len);
	out[len] = '\0';
	*p += len;
	*p += strspn(*p, " ");
	return true;
}

static size_t
uses_of(const struct action *table, const char *key)
{
	size_t uses = 0;

	for (; table->act != ACT_NONE; table++) {
		const char *p = table->keys;
		char name[32];

		while (next_key_name(&p, name, sizeof(name)))
			uses += strcmp(name, key) == 0;
	}
	return uses;
}

/* A table in every state it knows of: all combinations of the bits its actions ask for. */
typedef void table_fn(const struct screen_ops *screen, const struct action *table);
static void
in_every_state(const struct screen_ops *screen, table_fn *look)
{
	struct action now[64];
	unsigned bits = 0;

	assert_true(action_rows(screen->actions) <= sizeof(now) / sizeof(now[0]));
	for (const struct action *a = screen->actions; a->act != ACT_NONE; a++)
		bits |= a->when | a->unless;
	assert_true(bits == 0 || screen->now != NULL);
	for (unsigned holds = bits;; holds = (holds - 1) & bits) {
		action_choose(screen->actions, holds, now);
		look(screen, now);
		if (holds == 0)
			return;
	}
}

static void
look_for_keys(const struct screen_ops *screen, const struct action *table)
{
	for (const struct action *a = table; a->act != ACT_NONE; a++) {
		const char *p = a->keys;
		char name[32];

		while (next_key_name(&p, name, sizeof(name)))
			if (uses_of(table, name) != 1)
				fail_msg("%s: %s", screen->name, name);
	}
}

static void
no_key_stands_twice_on_a_screen(void **state)
{
	(void)state;
	for (size_t i = 0; i < count; i++)
		in_every_state(screens[i], look_for_keys);
}

static void
look_for_actions(const struct screen_ops *screen, const struct action *table)
{
	for (const struct action *a = table; a->act != ACT_NONE; a++)
		if (action_find(table, a->act) != a)
			fail_msg("%s: %s", screen->name, a->keys);
}

/* Two enums of own actions in one table would make one key do the other's work. */
static void
no_action_stands_twice_on_a_screen(void **state)
{
	(void)state;
	for (size_t i = 0; i < count; i++)
		in_every_state(screens[i], look_for_actions);
}

/* Whatever lists something gives it out, by one key, and whoever says so can. */
static void
every_list_gives_itself_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < count; i++) {
		const struct action *a = action_find(screens[i]->actions, ACT_OUTPUT);

		if ((a == NULL) != (screens[i]->output == NULL) ||
		    (a == NULL && screens[i]->list != NULL &&
			strcmp(screens[i]->name, "conflict") != 0))
			fail_msg("%s", screens[i]->name);
		if (a != NULL)
			assert_int_equal(uses_of(screens[i]->actions, "C-t"), 1);
	}
}

static void
a_kind_has_one_list_at_most(void **state)
{
	(void)state;
	for (int i = 0; i < PLACE_COUNT; i++)
		for (int k = 0; places[i].lists != 0 && k < i; k++)
			assert_int_not_equal(places[i].lists, places[k].lists);
	assert_int_equal(places[PLACE_APPLICATIONS].lists, 1 + KIND_APPLICATIONS);
}

static void
people_call_things_otherwise(void **state)
{
	const struct action general = {.act = ACT_REMOVE},
			    own = {.act = ACT_OWN, .synonyms = "иначе"}, none = {.act = ACT_OWN};

	(void)state;
	assert_non_null(strstr(action_synonyms(&general), "стереть"));
	assert_string_equal(action_synonyms(&own), "иначе");
	assert_string_equal(action_synonyms(&none), "");
}

static void
every_action_has_help_and_a_key(void **state)
{
	(void)state;
	for (size_t i = 0; i <= count; i++) {
		const struct action *a = i < count ? screens[i]->actions : action_common();

		for (; a->act != ACT_NONE; a++) {
			assert_true(strlen(a->keys) > 0);
			assert_true(strlen(a->help) > 0);
			assert_int_not_equal(a->help[strlen(a->help) - 1], '.');
		}
	}
}

static void
every_screen_says_what_it_is_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < count; i++) {
		assert_true(strlen(screens[i]->name) > 0);
		assert_true(strlen(screens[i]->about) > 0);
		assert_non_null(screens[i]->draw);
	}
}

/* Letters are text somewhere and stand for other letters elsewhere: no command lives on them alone.
 */
static void
no_command_needs_a_letter(void **state)
{
	(void)state;
	for (size_t i = 0; i < count; i++)
		for (const struct action *a = screens[i]->actions; a->act != ACT_NONE; a++)
			if (strchr("abcdefghijklmnopqrstuvwxyz", a->keys[0]) != NULL)
				fail_msg("%s: %s", screens[i]->name, a->keys);
}

static const struct action *
footer_has(const struct footer *f, const char *key)
{
	for (size_t i = 0; i < f->count; i++) {
		struct buf name = {0};
		bool same;

		footer_put_key(f, f->items[i], &name);
		same = strcmp(buf_text(&name), key) == 0;
		buf_free(&name);
		if (same)
			return f->items[i];
	}
	return NULL;
}

static int
footer_columns(const struct footer *f)
{
	int width = 0;

	for (size_t i = 0; i < f->count; i++)
		width += footer_width(f, f->items[i]) + (i > 0);
	return width;
}

static void
look_at_footers(const struct screen_ops *screen, const struct action *table)
{
	(void)screen;
	for (int columns = 80; columns <= 300; columns += 20) {
		struct footer f;

		footer_choose(&f, table, EVERYTHING, columns % 40 == 0, columns);
		assert_true(footer_columns(&f) <= columns);
		assert_non_null(footer_has(&f, "F1"));
		assert_non_null(footer_has(&f, "F9"));
		assert_non_null(footer_has(&f, "F10"));
	}
}

static void
the_footer_fits_and_names_the_way_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < count; i++)
		in_every_state(screens[i], look_at_footers);
}

static void
the_footer_hides_what_is_not_permitted(void **state)
{
	struct footer f;

	(void)state;
	footer_choose(&f, places[PLACE_ANY_LIST].screen->actions, PERMIT_READ, false, 300);
	assert_null(footer_has(&f, "F4"));
	assert_null(footer_has(&f, "F8"));
	assert_non_null(footer_has(&f, "F3"));
}

/* While the search is typed a mark is text: another key is named, or none. */
static void
the_footer_names_keys_that_work(void **state)
{
	struct footer f;

	(void)state;
	footer_choose(&f, places[PLACE_ANY_LIST].screen->actions, EVERYTHING, false, 300);
	assert_non_null(footer_has(&f, "+"));
	assert_non_null(footer_has(&f, "Пробел"));
	footer_choose(&f, places[PLACE_ANY_LIST].screen->actions, EVERYTHING, true, 300);
	assert_null(footer_has(&f, "+"));
	assert_null(footer_has(&f, "Пробел"));
	assert_int_equal(footer_has(&f, "Ctrl-F")->act, BROWSER_FILTER);
}

static void
look_for_names(const struct screen_ops *screen, const struct action *table)
{
	struct footer f;

	footer_choose(&f, table, EVERYTHING, false, 300);
	for (size_t k = 0; k < f.count; k++) {
		struct buf key = {0};

		assert_true(footer_put_key(&f, f.items[k], &key));
		if (footer_has(&f, buf_text(&key)) != f.items[k])
			fail_msg("%s: %s", screen->name, buf_text(&key));
		buf_free(&key);
	}
}

static void
no_footer_names_a_key_twice(void **state)
{
	(void)state;
	for (size_t i = 0; i < count; i++)
		in_every_state(screens[i], look_for_names);
}

static void
keys_are_named_unless_taken(void **state)
{
	static const struct action own[] = {
	    {.act = ACT_OPEN, .keys = "F5 x", .help = "x"}, {.act = ACT_NONE}};
	static const struct action refresh = {.act = ACT_REFRESH, .keys = "F5 C-r", .help = "x"},
				   down = {.act = ACT_DOWN, .keys = "x", .help = "x"};
	struct buf b = {0};

	(void)state;
	assert_true(action_put_keys(&refresh, (struct keys_taken){0}, 1, &b));
	assert_true(action_put_keys(&refresh, (struct keys_taken){0}, 5, &b));
	assert_true(action_put_keys(&refresh, (struct keys_taken){.by = own}, 5, &b));
	assert_string_equal(buf_text(&b), "F5F5 Ctrl-RCtrl-R");
	assert_false(action_put_keys(&down, (struct keys_taken){.by = own}, 1, &b));
	assert_false(action_put_keys(&down, (struct keys_taken){.in_text = true}, 1, &b));
	buf_free(&b);
}

static int
act_of(uint32_t ch, bool in_text)
{
	static const struct action table[] = {
	    {.act = ACT_DOWN, .keys = "j", .help = "x"},
	    {.act = ACT_LAST, .keys = "G", .help = "x"},
	    {.act = ACT_SEARCH, .keys = "/", .help = "x"},
	    {.act = ACT_HELP, .keys = "?", .help = "x"},
	    {.act = ACT_MARK, .keys = "Space", .help = "x"},
	    {.act = ACT_NONE},
	};

	return action_of_key(table, &(struct key){K_CHARACTER, ch}, in_text);
}

static void
letters_are_commands_by_their_place_on_the_keyboard(void **state)
{
	(void)state;
	assert_int_equal(act_of('j', false), ACT_DOWN);
	assert_int_equal(act_of(0x43E, false), ACT_DOWN); /* о */
	assert_int_equal(act_of('G', false), ACT_LAST);
	assert_int_equal(act_of(0x41F, false), ACT_LAST); /* П */
	assert_int_equal(act_of('g', false), ACT_NONE);
	assert_int_equal(act_of('/', false), ACT_SEARCH);
	assert_int_equal(act_of('.', false), ACT_SEARCH);
	assert_int_equal(act_of('?', false), ACT_HELP);
	assert_int_equal(act_of(',', false), ACT_HELP);
	assert_int_equal(act_of(' ', false), ACT_MARK);
	assert_int_equal(act_of('j', true), ACT_NONE);
	assert_int_equal(act_of('.', true), ACT_NONE);
	assert_int_equal(act_of(' ', true), ACT_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_place_leads_somewhere),
	    cmocka_unit_test(every_screen_stands_in_one_place),
	    cmocka_unit_test(places_of_the_menu_are_told_apart),
	    cmocka_unit_test(places_let_in_whom_they_should),
	    cmocka_unit_test(no_key_stands_twice_on_a_screen),
	    cmocka_unit_test(no_action_stands_twice_on_a_screen),
	    cmocka_unit_test(every_list_gives_itself_out),
	    cmocka_unit_test(a_kind_has_one_list_at_most),
	    cmocka_unit_test(people_call_things_otherwise),
	    cmocka_unit_test(every_action_has_help_and_a_key),
	    cmocka_unit_test(every_screen_says_what_it_is_for),
	    cmocka_unit_test(no_command_needs_a_letter),
	    cmocka_unit_test(the_footer_fits_and_names_the_way_out),
	    cmocka_unit_test(the_footer_hides_what_is_not_permitted),
	    cmocka_unit_test(the_footer_names_keys_that_work),
	    cmocka_unit_test(no_footer_names_a_key_twice),
	    cmocka_unit_test(keys_are_named_unless_taken),
	    cmocka_unit_test(letters_are_commands_by_their_place_on_the_keyboard),
	};

	return cmocka_run_group_tests(tests, find_screens, NULL);
}
