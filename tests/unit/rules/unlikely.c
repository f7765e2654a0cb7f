/* SPDX-License-Identifier: MIT
 * unlikely.c - what is hardly meant, and what it is mended to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/date.h"
#include "model/value.h"
#include "rules/unlikely.h"

static int32_t
today(void)
{
	return date_make(2026, 5, 31);
}

static void
put(struct record *r, const char *field, const char *text)
{
	struct reading reading = {0};
	struct error e = {0};

	assert_int_equal(
	    value_parse(r, field_find(r->kind, field), slice_of(text), &reading, &e), ST_OK);
}

static void
values(void **state)
{
	static const struct {
		enum kind kind;
		const char *field, *value;
		const char *part;   /* of the sentence; NULL: nothing is odd */
		const char *mended; /* "": only people can tell */
	} cases[] = {
	    {KIND_PEOPLE, "surname", "иванова", "строчными", "Иванова"},
	    {KIND_PEOPLE, "surname", "ИВАНОВА-ПЕТРОВА", "прописными", "Иванова-Петрова"},
	    {KIND_PEOPLE, "given_name", "анна-мария", "строчными", "Анна-Мария"},
	    {KIND_PEOPLE, "surname", "Иванов4", "цифры", "Иванов"},
	    {KIND_PEOPLE, "surname", "12", "цифры", ""},
	    {KIND_PEOPLE, "given_name", "m", "похоже, это «M»", "M"},
	    {KIND_PEOPLE, "surname", "Иванова", NULL, ""},
	    {KIND_PEOPLE, "surname", "де Фриз", NULL, ""},
	    {KIND_PEOPLE, "surname", "О", NULL, ""},
	    {KIND_PEOPLE, "patronymic", "", NULL, ""},
	    {KIND_APPLICATIONS, "surname", "ёлкина", "строчными", "Ёлкина"},
	    {KIND_APPLICATIONS, "position", "учитель", NULL, ""},
	    {KIND_APPLICATIONS, "phone", "музыки", "ни одной цифры", ""},
	    {KIND_ORGANISATIONS, "phone", "+7 (38259) 3-00-00", NULL, ""},
	    {KIND_APPLICATIONS, "submitted", "2026-12-31", "ещё не наступило", "31.12.2025"},
	    {KIND_APPLICATIONS, "submitted", "1926-05-15", "больше 3 лет", "15.05.2026"},
	    {KIND_APPLICATIONS, "submitted", "2023-06-01", NULL, ""},
	    {KIND_APPLICATIONS, "publication_consent", "да", NULL, ""},
	    {KIND_PEOPLE, "hired", "2028-02-29", "ещё не наступило", ""},
	};
	struct unlikely u = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct record *r = record_new(cases[i].kind);
		const struct field *f = field_find(cases[i].kind, cases[i].field);

		put(r, cases[i].field, cases[i].value);
		assert_int_equal(unlikely_value(r, f, today(), &u), cases[i].part != NULL);
		if (cases[i].part != NULL)
			assert_non_null(strstr(buf_text(&u.sentence), cases[i].part));
		assert_string_equal(buf_text(&u.mended), cases[i].mended);
		record_free(r);
	}
	unlikely_free(&u);
}

static void
a_consent_has_its_day(void **state)
{
	struct record *r = record_new(KIND_APPLICATIONS);
	const struct field *f = field_find(KIND_APPLICATIONS, "consent_date");
	struct unlikely u = {0};

	(void)state;
	assert_false(unlikely_value(r, f, today(), &u));
	put(r, "publication_consent", "да");
	put(r, "submitted", "2026-05-15");
	assert_true(unlikely_value(r, f, today(), &u));
	assert_string_equal(buf_text(&u.mended), "15.05.2026");
	put(r, "consent_date", "2026-05-14");
	assert_false(unlikely_value(r, f, today(), &u));
	assert_ptr_equal(unlikely_beside(KIND_APPLICATIONS, f),
	    field_find(KIND_APPLICATIONS, "publication_consent"));
	unlikely_free(&u);
	record_free(r);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values),
	    cmocka_unit_test(a_consent_has_its_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
