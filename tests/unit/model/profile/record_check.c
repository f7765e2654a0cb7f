/* SPDX-License-Identifier: MIT
 * record_check.c - records as a whole: what is required, orders of dates, pairs of fields, own
 * fields.
 */
#include <string.h>

#include "tests/lib/value_help.h"

/* Faults of a record, a line each: "field: sentence". */
static void
note_fault(void *context, const struct field *f, const char *sentence)
{
	buf_printf(context, "%s: %s\n", f->id, sentence);
}

static const struct field *
field_of(const struct kind_words *words, const char *id)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->fields[i]->id, id) == 0)
			return words->fields[i];
	fail_msg("no field %s", id);
	return NULL;
}

static void
set(struct record *r, const char *id, const char *text, const struct reading *reading)
{
	struct error e = {0};

	if (value_parse(r, field_of(&reading->vocabulary->kinds[r->kind], id), slice_of(text),
		reading, &e) != ST_OK)
		fail_msg("%s: %s", id, e.text);
}

static struct record *
good_person(const struct reading *reading)
{
	static const char *const values[][2] = {{"code", "P1"}, {"surname", "Озерская"},
	    {"given_name", "Ирина"}, {"organisation", "O1"}, {"position", "учитель"},
	    {"staff_kind", "педагог"}, {"hired", "20.08.2012"}};
	struct record *r = record_new(KIND_PEOPLE);

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		set(r, values[i][0], values[i][1], reading);
	return r;
}

static void
records_as_a_whole(void **state)
{
	static const struct {
		const char *field, *value, *field2, *value2, *faults;
	} cases[] = {
	    {"patronymic", "", NULL, NULL, ""},
	    {"surname", "", NULL, NULL, "surname: обязательное поле «Фамилия» не заполнено\n"},
	    {"code", "", "hired", "",
		"code: обязательное поле «Код» не заполнено\nhired: обязательное поле «Дата "
		"приёма» не заполнено\n"},
	    {"staff_kind", "", "organisation", "",
		"organisation: обязательное поле «Организация» не заполнено\n"
		"staff_kind: обязательное поле «Категория персонала» не заполнено\n"},
	    {"dismissed", "01.01.2010", NULL, NULL,
		"dismissed: «Дата увольнения» (01.01.2010) раньше, чем «Дата приёма» "
		"(20.08.2012)\n"},
	    {"dismissed", "20.08.2012", NULL, NULL, ""},
	    {"birth_date", "20.08.2012", NULL, NULL,
		"hired: «Дата приёма» (20.08.2012) не позже, чем «Дата рождения» (20.08.2012)\n"},
	    {"birth_date", "19.08.2012", NULL, NULL, ""},
	    {"birth_date", "01.01.1990", "career_start", "31.12.1989",
		"career_start: «Начало педагогической работы» (31.12.1989) раньше, чем «Дата "
		"рождения» "
		"(01.01.1990)\n"},
	    {"career_start", "01.09.2020", NULL, NULL, ""},
	    {"birth_date", "01.06.2026", "hired", "02.06.2026",
		"birth_date: «Дата рождения» (01.06.2026) позже сегодняшнего дня\n"},
	    {"birth_date", "31.05.2026", "hired", "01.06.2026", ""},
	    {"titles", "педагог-методист", NULL, NULL,
		"titles: звание (педагог-методист) может быть указано только при категории "
		"«высшая», а здесь "
		"категория не "
		"указана\n"},
	    {"titles", "педагог-методист", "category", "первая",
		"titles: звание (педагог-методист) может быть указано только при категории "
		"«высшая», а здесь "
		"категория "
		"первая\n"},
	    {"titles", "педагог-методист", "category", "высшая", ""},
	};
	const struct reading *reading = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct record *r = good_person(reading);
		struct buf faults = {0};
		int lines = 0, found;

		set(r, cases[i].field, cases[i].value, reading);
		if (cases[i].field2 != NULL)
			set(r, cases[i].field2, cases[i].value2, reading);
		found = record_check(r, reading, note_fault, &faults);
		assert_string_equal(buf_text(&faults), cases[i].faults);
		for (const char *p = cases[i].faults; *p != '\0'; p++)
			lines += *p == '\n';
		assert_int_equal(found, lines);
		assert_int_equal(record_check(r, reading, NULL, NULL), lines);
		buf_free(&faults);
		record_free(r);
	}
}

static void
other_kinds_are_checked_too(void **state)
{
	static const struct {
		enum kind kind;
		const char *earlier, *later;
		bool checked;
	} cases[] = {
	    {KIND_ASSOCIATION_MEMBERS, "from", "to", true},
	    {KIND_METHODISTS, "from", "to", true},
	    {KIND_ATTACHMENTS, "from", "to", true},
	    {KIND_SUPPORT, "from", "to", true},
	    {KIND_MEMBERSHIPS, "from", "to", true},
	    {KIND_CONSENTS, "given", "until", true},
	    {KIND_CONSENTS, "given", "revoked", true},
	    {KIND_PATHWAYS, "developed", "finished", true},
	    {KIND_TRAININGS, "started", "completed", true},
	    {KIND_REQUESTS, "received", "done", true},
	    {KIND_REQUESTS, "received", "due", true},
	    {KIND_REQUESTS, "received", "refused", true},
	    {KIND_PATHWAYS, "developed", "until", true},
	    {KIND_ASSOCIATIONS, "founded", "closed", true},
	    {KIND_MEMBER_REPORTS, "received", "accepted", true},
	    {KIND_RESOURCES, "added", "reviewed", true},
	    {KIND_REPORT_REQUESTS, "asked", "due", true},
	    {KIND_REPORT_REQUESTS, "from", "to", true},
	    {KIND_EVENTS, "held", "held_to", true},
	    {KIND_RESERVE, "from", "to", true},
	    {KIND_ASSOCIATION_HEADS, "from", "to", true},
	    {KIND_PLANS, "from", "to", true},
	    {KIND_PLAN_ITEMS, "from", "to", true},
	    {KIND_EVENTS, "planned", "held", false},
	    {KIND_APPLICATIONS, "submitted", "agreed", false},
	};
	const struct reading *reading = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct record *r = record_new(cases[i].kind);
		int before;

		set(r, cases[i].earlier, "2025-09-02", reading);
		set(r, cases[i].later, "2025-09-02", reading);
		before = record_check(r, reading, NULL, NULL);
		set(r, cases[i].later, "2025-09-01", reading);
		assert_int_equal(record_check(r, reading, NULL, NULL) - before, cases[i].checked);
		record_free(r);
	}
}

/* A fault of the field, or one that is no empty required field; NULL when there is none. */
static const char *
find_other_than_empty(const char *faults, const char *field)
{
	for (const char *line = faults; *line != '\0'; line += strcspn(line, "\n") + 1) {
		const char *behind = line + strcspn(line, ":");

		if (strncmp(behind, ": обязательное", strlen(": обязательное")) != 0 ||
		    strncmp(line, field, (size_t)(behind - line)) == 0)
			return line;
	}
	return NULL;
}

/* What two fields of a record have to do with each other, and the field that is told. */
static const struct {
	enum kind kind;
	const char *field, *value, *field2, *value2, *told;
} together[] = {
    {KIND_EVENTS, "held_to", "02.09.2025", NULL, NULL,
	"held_to: «Последний день» бывает только вместе с «Проведено», а оно не заполнено\n"},
    {KIND_EVENTS, "held_to", "02.09.2025", "held", "01.09.2025", NULL},
    {KIND_EVENTS, "held", "01.09.2025", NULL, NULL, NULL},
    {KIND_EVENTS, "cancelled", "да", "held", "01.09.2025",
	"cancelled: «Отменено» и «Проведено» вместе не бывают, оставьте одно\n"},
    {KIND_EVENTS, "cancelled", "да", NULL, NULL, NULL},
    {KIND_PLAN_ITEMS, "postponed_to", "02.10.2025", NULL, NULL,
	"postponed_on: «Перенесено на» и «Когда перенесено» заполняют вместе, а одно из "
	"них не заполнено\n"},
    {KIND_PLAN_ITEMS, "postponed_on", "02.09.2025", NULL, NULL,
	"postponed_to: «Перенесено на» и «Когда перенесено» заполняют вместе, а одно из "
	"них не заполнено\n"},
    {KIND_PLAN_ITEMS, "postponed_on", "02.09.2025", "postponed_to", "01.10.2025", NULL},
    {KIND_PLAN_ITEMS, "to", "02.10.2025", "postponed_to", "02.10.2025",
	"postponed_to: «Перенесено на» (02.10.2025) не позже, чем «По какой день»"},
    {KIND_REQUESTS, "done", "01.09.2025", "refused", "01.09.2025",
	"done: «Выполнен» и «Отказано» вместе не бывают, оставьте одно\n"},
    {KIND_REQUESTS, "direction", "", NULL, NULL,
	"direction: обязательное поле «Направление» не заполнено\n"},
    {KIND_REQUESTS, "direction", "consulting", NULL, NULL, NULL},
    {KIND_REQUESTS, "done", "31.05.2026", NULL, NULL, NULL},
    {KIND_REQUESTS, "done", "01.06.2026", NULL, NULL,
	"done: «Выполнен» (01.06.2026) позже сегодняшнего дня\n"},
    {KIND_REQUESTS, "refused", "01.06.2026", NULL, NULL,
	"refused: «Отказано» (01.06.2026) позже сегодняшнего дня\n"},
    {KIND_EVENTS, "held", "01.06.2026", NULL, NULL,
	"held: «Проведено» (01.06.2026) позже сегодняшнего дня\n"},
    {KIND_EVENTS, "held", "31.05.2026", "held_to", "01.06.2026",
	"held_to: «Последний день» (01.06.2026) позже сегодняшнего дня\n"},
    {KIND_ACTIVITIES, "date", "01.06.2026", NULL, NULL,
	"date: «Дата» (01.06.2026) позже сегодняшнего дня\n"},
    {KIND_SUPPORT, "mentor", "O1", "person", "O1",
	"mentor: «Наставник» и «Педагог» — одна и та же запись, а нужны разные\n"},
    {KIND_AGENDA, "topic", "", NULL, NULL,
	"application: заполняют одно из двух: «Заявление» или «Вопрос»\n"},
    {KIND_AGENDA, "topic", "О плане", NULL, NULL, NULL},
};

static void
fields_are_filled_together_or_not(void **state)
{
	for (size_t i = 0; i < sizeof(together) / sizeof(together[0]); i++) {
		struct record *r = record_new(together[i].kind);
		struct buf faults = {0};

		set(r, together[i].field, together[i].value, *state);
		if (together[i].field2 != NULL)
			set(r, together[i].field2, together[i].value2, *state);
		record_check(r, *state, note_fault, &faults);
		/* the required fields of the record are empty, and told as well */
		if (together[i].told != NULL && strstr(buf_text(&faults), together[i].told) == NULL)
			fail_msg("%s: %s", together[i].told, buf_text(&faults));
		if (together[i].told == NULL)
			assert_null(find_other_than_empty(buf_text(&faults), together[i].field));
		buf_free(&faults);
		record_free(r);
	}
}

static void
titles_of_applications(void **state)
{
	struct record *r = record_new(KIND_APPLICATIONS);
	struct buf faults = {0};

	set(r, "titles", "педагог-наставник", *state);
	record_check(r, *state, note_fault, &faults);
	assert_non_null(strstr(buf_text(&faults), "titles: звание (педагог-наставник)"));
	/* the words of the paper name the fields */
	assert_non_null(
	    strstr(buf_text(&faults), "обязательное поле «Образовательное учреждение»"));
	buf_clear(&faults);
	set(r, "category", "высшая", *state);
	record_check(r, *state, note_fault, &faults);
	assert_null(strstr(buf_text(&faults), "titles"));
	buf_free(&faults);
	record_free(r);
}

static void
own_fields_are_read_by_their_type(void **state)
{
	static const struct {
		const char *id, *text, *cell, *shown;
	} good[] = {
	    {"class_teacher", "Да", "да", "да"},
	    {"class_teacher", "0", "нет", "нет"},
	    {"languages", "Русский, ХАНТЫЙСКИЙ", "русский,хантыйский", "русский, хантыйский"},
	    {"medical_until", "01.09.2027", "2027-09-01", "01.09.2027"},
	};
	struct reading reading = {
	    .today = date_make(2026, 5, 31), .latest_day = date_make(2026, 5, 31)};
	struct error e = {0};
	struct record *r = record_new(KIND_PEOPLE), *event = record_new(KIND_EVENTS);
	struct profile *p;
	struct buf b = {0};

	(void)state;
	assert_int_equal(profile_load(&p, "tests/data/profiles/third.conf", &e), ST_OK);
	reading.vocabulary = profile_vocabulary(p);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		const struct field *f = profile_field(p, KIND_PEOPLE, slice_of(good[i].id));

		set(r, good[i].id, good[i].text, &reading);
		buf_clear(&b);
		value_put_cell(&b, r, f, &reading);
		assert_string_equal(buf_text(&b), good[i].cell);
		buf_clear(&b);
		value_put_shown(&b, r, f, &reading);
		assert_string_equal(buf_text(&b), good[i].shown);
	}
	assert_string_equal(record_own(r, "class_teacher"), "");
	assert_string_equal(record_own(r, "medical_until"), "2027-09-01");
	assert_int_equal(value_parse(r, profile_field(p, KIND_PEOPLE, slice_of("medical_until")),
			     slice_of("31.02.2027"), &reading, &e),
	    ST_INVALID);
	assert_string_equal(record_own(r, "medical_until"), "2027-09-01");
	assert_int_equal(value_parse(r, profile_field(p, KIND_PEOPLE, slice_of("languages")),
			     slice_of("русский,коми"), &reading, &e),
	    ST_INVALID);
	assert_non_null(strstr(
	    e.text, "«коми»: такого значения нет; ждём: через запятую из списка: русский, "));
	assert_int_equal(value_parse(event, profile_field(p, KIND_EVENTS, slice_of("guests")),
			     slice_of("много"), &reading, &e),
	    ST_INVALID);

	buf_clear(&b);
	set(r, "first_aid", "01.06.2026", &reading);
	record_check(r, &reading, note_fault, &b);
	assert_non_null(strstr(
	    buf_text(&b), "first_aid: «Первая помощь пройдена» (01.06.2026) позже сегодняшнего"));
	buf_clear(&b);
	record_check(event, &reading, note_fault, &b);
	assert_non_null(strstr(buf_text(&b), "guests: обязательное поле «Гостей» не заполнено"));
	set(event, "guests", "040", &reading);
	assert_string_equal(record_own(event, "guests"), "40");
	buf_free(&b);
	record_free(r);
	record_free(event);
	profile_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(records_as_a_whole),
	    cmocka_unit_test(other_kinds_are_checked_too),
	    cmocka_unit_test(fields_are_filled_together_or_not),
	    cmocka_unit_test(titles_of_applications),
	    cmocka_unit_test(own_fields_are_read_by_their_type),
	};

	return cmocka_run_group_tests(tests, value_town_set_up, value_town_tear_down);
}
