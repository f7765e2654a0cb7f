/* SPDX-License-Identifier: MIT
 * cli_call.c - the command line: its tables, and how it is read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "cli/commands.h"
#include "base/suggest.h"

enum { MOST_WORDS = 16 };

/* Parse "export people --on …" as the shell would have split it at blanks. */
static enum status
parse(struct call *c, char *line, struct error *e)
{
	char name[] = "metodaktiv", *words[MOST_WORDS] = {name}, *save = NULL;
	int count = 1;

	for (char *w = strtok_r(line, " ", &save); w != NULL; w = strtok_r(NULL, " ", &save))
		words[count++] = w;
	return call_parse(c, all_commands, count, words, e);
}

static void
options_stand_anywhere(void **state)
{
	char line[] = "--db=/a -o out.csv export --user anna people --format json";
	struct error e = {0};
	struct call c;

	(void)state;
	assert_int_equal(parse(&c, line, &e), ST_OK);
	assert_string_equal(c.command->name, "export");
	assert_int_equal(c.kind, KIND_PEOPLE);
	assert_int_equal(c.count, 1);
	assert_string_equal(buf_text(&c.dir), "/a");
	assert_string_equal(c.values[OPTION_USER], "anna");
	assert_string_equal(c.values[OPTION_OUTPUT], "out.csv");
	assert_true(call_format_is(&c, "json"));
	call_free(&c);
}

static void
the_first_format_is_the_usual_one(void **state)
{
	char line[] = "log";
	struct error e = {0};
	struct call c;

	(void)state;
	assert_int_equal(parse(&c, line, &e), ST_OK);
	assert_true(call_format_is(&c, "text"));
	assert_int_equal(call_date(&c, OPTION_SINCE, 17), 17);
	call_free(&c);
}

static void
values_stand_behind_letters(void **state)
{
	char apart[] = "export people -o out.csv", together[] = "export people -oout.csv";
	char *lines[] = {apart, together};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct error e = {0};
		struct call c;

		assert_int_equal(parse(&c, lines[i], &e), ST_OK);
		assert_string_equal(c.values[OPTION_OUTPUT], "out.csv");
		call_free(&c);
	}
}

/* All behind the word region is for another program, whatever it is like. */
static void
what_is_passed_on_is_not_read(void **state)
{
	char line[] = "--db /a region load --db /b -x --help";
	struct error e = {0};
	struct call c;

	(void)state;
	assert_int_equal(parse(&c, line, &e), ST_OK);
	assert_string_equal(c.command->name, "region");
	assert_int_equal(c.count, 5);
	assert_string_equal(c.operands[4], "--help");
	assert_string_equal(buf_text(&c.dir), "/a");
	assert_false(call_has(&c, OPTION_HELP));
	call_free(&c);
}

static void
no_words_are_no_command(void **state)
{
	char *none[] = {NULL};
	struct error e = {0};
	struct call c;

	(void)state;
	assert_int_equal(call_parse(&c, all_commands, 0, none, &e), ST_OK);
	assert_null(c.command);
	assert_string_equal(buf_text(&c.line), "");
	call_free(&c);
}

static void
dates_come_in_two_forms(void **state)
{
	char russian[] = "show people P1 --on 01.09.2025", iso[] = "show people P1 --on 2025-09-01";
	struct error e = {0};
	struct call c;

	(void)state;
	assert_int_equal(parse(&c, russian, &e), ST_OK);
	assert_int_equal(call_date(&c, OPTION_ON, 0), date_make(2025, 9, 1));
	call_free(&c);
	assert_int_equal(parse(&c, iso, &e), ST_OK);
	assert_int_equal(call_date(&c, OPTION_ON, 0), date_make(2025, 9, 1));
	call_free(&c);
}

static void
two_dashes_end_the_options(void **state)
{
	char line[] = "show people -- --on", dash[] = "import people -";
	struct error e = {0};
	struct call c;

	(void)state;
	assert_int_equal(parse(&c, line, &e), ST_OK);
	assert_string_equal(c.operands[1], "--on");
	assert_false(call_has(&c, OPTION_ON));
	call_free(&c);
	assert_int_equal(parse(&c, dash, &e), ST_OK);
	assert_string_equal(c.operands[1], "-");
	call_free(&c);
}

static void
an_action_is_part_of_the_command(void **state)
{
	char line[] = "user set anna --role clerk", short_help[] = "user -h";
	struct error e = {0};
	struct call c;

	(void)state;
	assert_int_equal(parse(&c, line, &e), ST_OK);
	assert_string_equal(c.command->action, "set");
	assert_string_equal(c.operands[0], "anna");
	call_free(&c);
	assert_int_equal(parse(&c, short_help, &e), ST_OK);
	assert_true(call_has(&c, OPTION_HELP));
	call_free(&c);
}

static void
what_is_no_call_is_refused(void **state)
{
	static const struct {
		const char *line;
		enum status st;
	} cases[] = {
	    {"exprot people", ST_USAGE},
	    {"export", ST_USAGE},
	    {"export people more", ST_USAGE},
	    {"export people --on 2025-01-01", ST_USAGE},
	    {"export people -x", ST_USAGE},
	    {"export people --format pdf", ST_USAGE},
	    {"export --all", ST_USAGE},
	    {"user set anna --role boss", ST_USAGE},
	    {"export nobody", ST_NOTFOUND},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct error e = {0};
		struct call c;
		char line[100];

		snprintf(line, sizeof(line), "%s", cases[i].line);
		assert_int_equal(parse(&c, line, &e), cases[i].st);
		assert_int_not_equal(e.text[0], '\0');
		call_free(&c);
	}
}

static void
commands_agree_with_options(void **state)
{
	option_set taken = TAKES_ALWAYS;

	(void)state;
	for (const struct command *c = all_commands; c->name != NULL; c++) {
		assert_non_null(c->about);
		assert_non_null(c->operands);
		assert_true(c->run != NULL || strcmp(c->name, "ssh-session") == 0);
		/* a verb has nothing to do with a database's making, accounts, rules or files */
		assert_true(!c->ssh || c->action == NULL);
		assert_true(!c->ssh || strstr(c->operands, "DIR") == NULL);
		assert_true((c->needs & ~c->takes) == 0);
		assert_int_equal((c->takes & TAKES(FORMAT)) != 0, c->formats != NULL);
		assert_int_equal((c->takes & TAKES(ALL)) != 0, c->with_all != NULL);
		assert_true((c->takes & TAKES_ALWAYS) == 0);
		taken |= c->takes;
	}
	assert_int_equal(taken, OPTION_BIT(OPTION_COUNT) - 1);
}

static void
names_stand_once(void **state)
{
	(void)state;
	for (const struct command *a = all_commands; a->name != NULL; a++)
		for (const struct command *b = a + 1; b->name != NULL; b++)
			assert_false(strcmp(a->name, b->name) == 0 &&
			    (a->action == NULL || strcmp(a->action, b->action) == 0));
	for (size_t a = 0; a < OPTION_COUNT; a++)
		for (size_t b = a + 1; b < OPTION_COUNT; b++) {
			assert_string_not_equal(options[a].name, options[b].name);
			assert_true(
			    options[a].letter == 0 || options[a].letter != options[b].letter);
		}
}

static void
distance_counts_slips(void **state)
{
	(void)state;
	assert_int_equal(suggest_distance("people", "people"), 0);
	assert_int_equal(suggest_distance("peple", "people"), 1);
	assert_int_equal(suggest_distance("Р0001", "P0001"), 0); /* a Cyrillic Р */
	assert_int_equal(suggest_distance("p0001", "P0001"), 0);
	assert_int_equal(suggest_distance("", "abc"), 3);
	assert_int_equal(suggest_distance("заявление", "заявления"), 1);
}

static void
the_closest_come_first(void **state)
{
	struct suggest near = {.wanted = "P001"};
	struct buf b = {0};

	(void)state;
	suggest_put(&near, "", &b);
	assert_string_equal(buf_text(&b), "");
	suggest_try(&near, "organisations");
	suggest_try(&near, "P012");
	suggest_try(&near, "P0012");
	suggest_try(&near, "P0001");
	suggest_try(&near, "Р001");
	suggest_try(&near, "Р001"); /* a name of two places is one */
	suggest_put(&near, "", &b);
	assert_string_equal(buf_text(&b), "; может быть, «Р001», «P0012» или «P0001»?");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(options_stand_anywhere),
	    cmocka_unit_test(the_first_format_is_the_usual_one),
	    cmocka_unit_test(values_stand_behind_letters),
	    cmocka_unit_test(what_is_passed_on_is_not_read),
	    cmocka_unit_test(no_words_are_no_command),
	    cmocka_unit_test(dates_come_in_two_forms),
	    cmocka_unit_test(two_dashes_end_the_options),
	    cmocka_unit_test(an_action_is_part_of_the_command),
	    cmocka_unit_test(what_is_no_call_is_refused),
	    cmocka_unit_test(commands_agree_with_options),
	    cmocka_unit_test(names_stand_once),
	    cmocka_unit_test(distance_counts_slips),
	    cmocka_unit_test(the_closest_come_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
