/* SPDX-License-Identifier: MIT
 * paper_text.c - the language of papers: every form of a field, optional pieces, conditions, and
 * what a check says of a wrong text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/date.h"
#include "model/entity.h"
#include "model/paper/paper_text.h"

static bool
value_of(const void *context, struct slice name, struct paper_value *out)
{
	(void)context;
	*out = (struct paper_value){.text = ""};
	if (slice_equal(name, slice_of("empty")))
		return true;
	if (slice_equal(name, slice_of("name")))
		out->text = "отдел";
	else if (slice_equal(name, slice_of("post")))
		out->text = "главный специалист отдела";
	else if (slice_equal(name, slice_of("day")))
		*out = (struct paper_value){.type = PAPER_VALUE_DAY, .day = date_make(2026, 5, 6)};
	else if (slice_equal(name, slice_of("never")))
		*out = (struct paper_value){.type = PAPER_VALUE_DAY, .day = DATE_NONE};
	else if (slice_equal(name, slice_of("n")))
		*out = (struct paper_value){.type = PAPER_VALUE_NUMBER, .number = 22};
	else
		return false;
	return true;
}

static bool
knows(const void *context, struct slice name)
{
	struct paper_value value;

	return value_of(context, name, &value);
}

static void
texts_are_written_out(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
	    {"", ""},
	    {"просто текст", "просто текст"},
	    {"{name}, {day}, {n}", "отдел, 06.05.2026, 22"},
	    {"{day:long}", "6 мая 2026 года"},
	    {"{name:capital} {name:capitals}", "Отдел ОТДЕЛ"},
	    {"на {post:accusative}", "на главного специалиста отдела"},
	    {"{n} {n:член|члена|членов}", "22 члена"},
	    {"{name:отдел=отделом|=иначе}", "отделом"},
	    {"{name:школа=школой|=иначе}", "иначе"},
	    {"{name:школа=школой}", ""},
	    {"а[ и {name}]б[ и {empty}]в", "а и отделбв"},
	    {"[{name}[, {empty}][, {n}]]", "отдел, 22"},
	    {"[{empty}[, {name}]]", ""},
	    {"[{never}]{never}", ""},
	    {"{{name}} [[сам знак]]", "{name} [сам знак]"},
	    {"{nobody}", ""},
	    {"{name:or ____}, {empty:or __=|__}, {never:or ____}", "отдел, __=|__, ____"},
	};
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		paper_text_put(&out, cases[i].text, value_of, NULL);
		assert_string_equal(buf_text(&out), cases[i].expected);
	}
	buf_free(&out);
}

static void
posts_are_laid_a_duty_on(void **state)
{
	static const struct {
		const char *post, *expected;
	} cases[] = {
	    {"заместитель начальника управления", "заместителя начальника управления"},
	    {"начальник управления", "начальника управления"},
	    {"ведущий специалист", "ведущего специалиста"},
	    {"методист", "методиста"},
	    {"заместителя начальника", "заместителя начальника"},
	    {"С. А. Фадееву", "С. А. Фадееву"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		paper_put_accusative(&out, cases[i].post);
		assert_string_equal(buf_text(&out), cases[i].expected);
		buf_free(&out);
	}
}

static void
conditions_hold(void **state)
{
	static const struct {
		const char *condition;
		bool holds;
	} cases[] = {
	    {"name", true},
	    {"empty", false},
	    {"!empty", true},
	    {"!name", false},
	    {"name = отдел", true},
	    {"name=отдел", true},
	    {"name != отдел", false},
	    {"name != школа", true},
	    {"n = 22", true},
	    {"nobody", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    paper_condition_holds(cases[i].condition, value_of, NULL), cases[i].holds);
}

static void
wrong_texts_are_told(void **state)
{
	static const struct {
		const char *text, *why; /* "": nothing is wrong */
	} cases[] = {
	    {"{name}[, {n}] [[х]]", ""},
	    {"{nam}", "поля «nam» здесь нет"},
	    {"{name", "нет закрывающей скобки }"},
	    {"[{name}", "нет закрывающей скобки ]"},
	    {"{name}]", "лишняя скобка ]"},
	    {"name}", "лишняя скобка }"},
	    {"{name:loud}", "вида «loud» нет"},
	    {"{n:член|члена}", "вида «член|члена» нет"},
	};
	struct slice unknown;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf why = {0};

		paper_text_check(&why, cases[i].text, knows, NULL, &unknown);
		if (cases[i].why[0] == '\0')
			assert_string_equal(buf_text(&why), "");
		else
			assert_non_null(strstr(buf_text(&why), cases[i].why));
		buf_free(&why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(texts_are_written_out),
	    cmocka_unit_test(posts_are_laid_a_duty_on),
	    cmocka_unit_test(conditions_hold),
	    cmocka_unit_test(wrong_texts_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
