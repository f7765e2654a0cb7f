/* SPDX-License-Identifier: MIT
 * shell_words.c - a line split as a shell splits it, held against what /bin/sh makes of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "cli/line/shell_words.h"

/* The words with '|' between them: written by eye, and the same as /bin/sh's (see below). */
static const struct {
	const char *line, *words;
} splits[] = {
    {"stat", "stat|"},
    {"  export   people  ", "export|people|"},
    {"show people 'P 1'", "show|people|P 1|"},
    {"show people \"P 1\"", "show|people|P 1|"},
    {"show people P\\ 1", "show|people|P 1|"},
    {"a''b", "ab|"},
    {"a'b c'\"d e\"f\\ g", "ab cd ef g|"},
    {"'' \"\"", "||"},
    {"'a\\b' \"a\\b\" a\\b", "a\\b|a\\b|ab|"},
    {"\"\\$x \\\" \\\\ \\`\"", "$x \" \\ `|"},
    {"'\"' \"'\"", "\"|'|"},
    {"\\'a \\\"b", "'a|\"b|"},
    {"'$HOME' '*' '~'", "$HOME|*|~|"},
    {"a=b --x='y z'", "a=b|--x=y z|"},
    {"'a;b&c|d<e>f(g)'", "a;b&c|d<e>f(g)|"},
    {"show 'Школа № 8'", "show|Школа № 8|"},
    {"a\\\nb 'c\nd' \"e\\\nf\"", "ab|c\nd|ef|"},
    {"a\tb\nc", "a|b|c|"},
};

static void
put_words(const struct shell_words *words, struct buf *out)
{
	for (size_t i = 0; i < words->count; i++)
		buf_printf(out, "%s|", words->word[i]);
}

static void
words_are_those_of_a_shell(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(splits) / sizeof(splits[0]); i++) {
		struct shell_words words;
		struct error e = {0};
		struct buf got = {0};

		assert_int_equal(shell_words_split(&words, splits[i].line, &e), ST_OK);
		put_words(&words, &got);
		assert_string_equal(buf_text(&got), splits[i].words);
		assert_true(words.count == 0 || words.word[words.count] == NULL);
		shell_words_free(&words);
		buf_free(&got);
	}
}

/* The table above is no opinion of ours. A line that ends words is left to the eye: there a shell
 * begins another command. */
static void
sh_agrees(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(splits) / sizeof(splits[0]); i++) {
		struct buf command = {0}, got = {0};
		FILE *sh;

		if (strstr(splits[i].line, "\nc") != NULL)
			continue;
		buf_printf(&command, "printf '%%s|' %s", splits[i].line);
		sh = popen(buf_text(&command), "r");
		assert_non_null(sh);
		assert_true(buf_read_file(&got, sh));
		assert_int_equal(pclose(sh), 0);
		assert_string_equal(buf_text(&got), splits[i].words);
		buf_free(&command);
		buf_free(&got);
	}
}

static void
nothing_is_expanded(void **state)
{
	struct shell_words words;
	struct error e = {0};
	struct buf got = {0};

	(void)state;
	assert_int_equal(
	    shell_words_split(&words, "$HOME \"$HOME\" `id` * ~ #x {a,b} !1", &e), ST_OK);
	put_words(&words, &got);
	assert_string_equal(buf_text(&got), "$HOME|$HOME|`id`|*|~|#x|{a,b}|!1|");
	shell_words_free(&words);
	buf_free(&got);
}

static void
no_words_at_all(void **state)
{
	static const char *const lines[] = {"", "   ", "\t\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct shell_words words;
		struct error e = {0};

		assert_int_equal(shell_words_split(&words, lines[i], &e), ST_OK);
		assert_int_equal(words.count, 0);
		shell_words_free(&words);
	}
}

static void
refused(const char *line, enum status wanted)
{
	struct shell_words words;
	struct error e = {0};

	assert_int_equal(shell_words_split(&words, line, &e), wanted);
	assert_true(error_text(&e)[0] != '\0');
	shell_words_free(&words);
}

static void
an_open_quote_is_told(void **state)
{
	static const char *const lines[] = {
	    "'", "\"", "\\", "stat 'a", "stat \"a", "stat a\\", "a 'b\"", "a \"b'", "\"a\\"};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		refused(lines[i], ST_USAGE);
}

static void
what_begins_another_command_is_denied(void **state)
{
	static const char *const lines[] = {"stat;id", "stat ; id", "stat & id", "stat&&id",
	    "stat|sh", "stat>x", "stat <x", "(id)", "$(id)", "stat )", ";", "<(id)", "a 2>&1"};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		refused(lines[i], ST_DENIED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_are_those_of_a_shell),
	    cmocka_unit_test(sh_agrees),
	    cmocka_unit_test(nothing_is_expanded),
	    cmocka_unit_test(no_words_at_all),
	    cmocka_unit_test(an_open_quote_is_told),
	    cmocka_unit_test(what_begins_another_command_is_denied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
