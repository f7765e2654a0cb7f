/* SPDX-License-Identifier: MIT
 * rules_names.c - names as typed against the register; school years.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "model/record.h"
#include "rules/names.h"
#include "rules/schoolyear.h"

static struct person *
person(const char *surname, const char *given_name, const char *patronymic)
{
	struct record *r = record_new(KIND_PEOPLE);

	record_set_text(r, field_find(KIND_PEOPLE, "surname"), surname, strlen(surname));
	record_set_text(r, field_find(KIND_PEOPLE, "given_name"), given_name, strlen(given_name));
	record_set_text(r, field_find(KIND_PEOPLE, "patronymic"), patronymic, strlen(patronymic));
	record_set_date(r, field_find(KIND_PEOPLE, "birth_date"), date_make(1991, 5, 31));
	return (struct person *)r;
}

static void
names_are_matched(void **state)
{
	static const struct {
		const char *surname, *given_name, *patronymic;
		bool born;
		enum name_match match;
	} cases[] = {
	    {"Семёнова", "Алёна", "Игоревна", false, NAME_SAME},
	    {"СЕМЕНОВА", "алена", " Игоревна", false, NAME_SAME},
	    {"Сем", "", "", false, NAME_BEGINS},
	    {"семенова", "Ал", "", false, NAME_BEGINS},
	    {"семенова", "Алёна", "", false, NAME_BEGINS},
	    {"", "Алёна", "", false, NAME_BEGINS},
	    {"Семенова", "А.", "И.", false, NAME_INITIALS},
	    {"Семен", "А.", "", false, NAME_INITIALS},
	    {"Семенова", "А", "И.", false, NAME_INITIALS},
	    {"Семенова", "О.", "И.", false, NAME_OTHER},
	    {"Семенова", "А.", "П.", false, NAME_OTHER},
	    {"Петрова", "Алёна", "Игоревна", true, NAME_CHANGED_SURNAME},
	    {"", "Алёна", "Игоревна", true, NAME_BEGINS},
	    {"Петрова", "Алёна", "Игоревна", false, NAME_OTHER},
	    {"Петрова", "Анна", "Игоревна", true, NAME_OTHER},
	    {"Петрова", "А.", "И.", true, NAME_OTHER},
	    {"Семеновская", "Алёна", "Игоревна", false, NAME_OTHER},
	    {"«Семенова»", "Aлёна", "Игоревнa", false, NAME_SAME}, /* two Latin letters */
	    {"", "", "", true, NAME_OTHER},
	    {"-", "—", "-", true, NAME_OTHER},
	    {" ", " ", "", false, NAME_OTHER},
	};
	struct person *p = person("Семенова", "Алёна", "Игоревна");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct name_typed typed = {.surname = cases[i].surname,
		    .given_name = cases[i].given_name,
		    .patronymic = cases[i].patronymic,
		    .birth_date = cases[i].born ? date_make(1991, 5, 31) : DATE_NONE};

		assert_int_equal(name_compare(&typed, p), cases[i].match);
		if (cases[i].match != NAME_CHANGED_SURNAME)
			continue;
		typed.birth_date++;
		assert_int_equal(name_compare(&typed, p), NAME_OTHER);
	}
	record_free(&p->base);
}

static void
initials_in_the_register(void **state)
{
	struct person *p = person("Ким", "О.", ""), *whole = person("Ким", "Ольга", "");
	struct name_typed typed = {
	    .surname = "Ким", .given_name = "Олег", .patronymic = "", .birth_date = DATE_NONE};

	(void)state;
	assert_int_equal(name_compare(&typed, p), NAME_INITIALS);
	assert_int_equal(name_compare(&typed, whole), NAME_OTHER);
	typed.given_name = "Ольга";
	assert_int_equal(name_compare(&typed, whole), NAME_SAME);
	/* without a patronymic a name and a birthday are too little to say that a surname was
	 * changed */
	typed.surname = "Цой";
	typed.birth_date = date_make(1991, 5, 31);
	assert_int_equal(name_compare(&typed, whole), NAME_OTHER);
	record_free(&p->base);
	record_free(&whole->base);
}

static void
school_years(void **state)
{
	(void)state;
	assert_int_equal(schoolyear_start(date_make(2026, 5, 31)), date_make(2025, 9, 1));
	assert_int_equal(schoolyear_end(date_make(2026, 5, 31)), date_make(2026, 8, 31));
	assert_int_equal(schoolyear_start(date_make(2025, 9, 1)), date_make(2025, 9, 1));
	assert_int_equal(schoolyear_end(date_make(2025, 9, 1)), date_make(2026, 8, 31));
	assert_int_equal(schoolyear_start(date_make(2025, 8, 31)), date_make(2024, 9, 1));
	assert_int_equal(schoolyear_end(date_make(2025, 8, 31)), date_make(2025, 8, 31));
	assert_int_equal(schoolyear_lessons_end(date_make(2025, 9, 1)), date_make(2026, 5, 31));
	assert_int_equal(schoolyear_lessons_end(date_make(2026, 4, 30)), date_make(2026, 5, 31));
	assert_int_equal(schoolyear_lessons_end(date_make(2026, 5, 1)), date_make(2027, 5, 31));
	assert_int_equal(schoolyear_start(date_make(2025, 12, 31)), date_make(2025, 9, 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_are_matched),
	    cmocka_unit_test(initials_in_the_register),
	    cmocka_unit_test(school_years),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
