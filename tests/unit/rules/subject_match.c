/* SPDX-License-Identifier: MIT
 * subject_match.c - a subject in any case of its words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/subject_match.h"

static void
subjects_are_named_in_any_case(void **state)
{
	static const struct {
		const char *areas, *text;
		bool named;
	} cases[] = {
	    {"математика", "Просим посетить уроки математики", true},
	    {"Математика, информатика", "консультация учителю ИНФОРМАТИКИ", true},
	    {"русский язык, литература", "русский язык,литература", true},
	    {"русский язык", "подготовка к ЕГЭ по русскому языку", true},
	    {"английский язык", "подготовка к ЕГЭ по русскому языку", false},
	    {"начальные классы", "для учителей начальных классов", true},
	    {"физическая культура", "лаборант кабинета физики", false},
	    {"физика", "урок физической культуры", false},
	    {"история, обществознание", "олимпиада по истории", true},
	    {"труд (технология)", "мастерские технологии", true},
	    {"химия", "", false},
	    {"", "математика", false},
	    {",;(", "математика", false},
	    {"ИЗО", "изо", false}, /* too short to tell */
	    {"труд", "мастерская труда", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (subject_is_named(slice_of(cases[i].areas), slice_of(cases[i].text)) !=
		    cases[i].named)
			fail_msg("%s: %s", cases[i].areas, cases[i].text);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(subjects_are_named_in_any_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
