/* SPDX-License-Identifier: MIT
 * model_entity.c - the tables of the kinds: sane in themselves, and the columns the outside relies
 * on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "model/entity.h"
#include "tests/lib/golden.h"

/* A column a line. Files in people's hands depend on them: what has changed in the expected file is
 * to be told to people. */
static void
columns_are_as_agreed(void **state)
{
	struct buf b = {0};

	(void)state;
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct entity *e = entity_of((enum kind)k);

		for (size_t i = 0; i < e->count; i++)
			buf_printf(&b, "%s %s%s\t%s\n", e->id, e->fields[i].id,
			    e->fields[i].key            ? " key"
				: e->fields[i].required ? " required"
							: "",
			    e->fields[i].label);
		assert_int_equal(kind_find(slice_of(e->id)), k);
	}
	assert_golden("tests/data/columns.txt", &b);
	assert_int_equal(kind_find(slice_of("pupils")), KIND_COUNT);
	assert_int_equal(kind_find(slice_of("")), KIND_COUNT);
	buf_free(&b);
}

static size_t
size_of_type(const struct field *f)
{
	switch (f->type) {
	case FIELD_DATE:
		return sizeof(int32_t);
	case FIELD_NUMBER:
		return sizeof(int64_t);
	case FIELD_YESNO:
		return sizeof(bool);
	case FIELD_CHOICE:
		return sizeof(uint8_t);
	case FIELD_REF:
		return sizeof(uint64_t);
	default:
		return sizeof(const char *);
	}
}

static void
check_pair(const struct field *f, const struct field *g)
{
	assert_string_not_equal(f->id, g->id);
	assert_int_not_equal(f->number, g->number);
	assert_false(fold_equal(slice_of(f->label), slice_of(g->label)));
	assert_true(
	    f->offset + size_of_type(f) <= g->offset || g->offset + size_of_type(g) <= f->offset);
}

static void
check_one(const struct entity *e, const struct field *f)
{
	bool choice = f->type == FIELD_CHOICE || f->type == FIELD_CHOICES;

	assert_in_range(f->number, 1, 255);
	assert_true(f->offset >= sizeof(struct record) && f->offset + size_of_type(f) <= e->size);
	assert_true(f->label[0] != '\0' && !f->own);
	assert_int_equal(choice, f->words != NULL);
	assert_true(f->width <= 60);
	assert_true(!f->not_after_today || f->type == FIELD_DATE);
	assert_false(f->key && (f->type == FIELD_YESNO || f->type == FIELD_LONG));
	if (f->type == FIELD_REF)
		assert_true(f->target <= e->kind);
	for (int i = 0; choice && f->words[i] != NULL; i++) {
		assert_true(f->shown == NULL || f->shown[i] != NULL);
		assert_null(strchr(f->words[i], ','));
		for (int j = 0; j < i; j++)
			assert_false(fold_equal(slice_of(f->words[i]), slice_of(f->words[j])));
	}
}

static void
fields_are_sane(void **state)
{
	(void)state;
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct entity *e = entity_of((enum kind)k);
		int keys = 0;

		assert_true(e->many[0] != '\0' && e->one[0] != '\0' && e->about[0] != '\0');
		for (size_t i = 0; i < e->count; i++) {
			check_one(e, &e->fields[i]);
			keys += e->fields[i].key;
			assert_ptr_equal(field_find(e->kind, e->fields[i].id), &e->fields[i]);
			for (size_t j = 0; j < i; j++)
				check_pair(&e->fields[i], &e->fields[j]);
		}
		assert_true(keys > 0);
		/* a code is the whole key of its kind, and comes first */
		assert_int_equal(
		    e->fields[0].type == FIELD_CODE, strcmp(e->fields[0].id, "code") == 0);
		assert_true(e->fields[0].type != FIELD_CODE || keys == 1);
		assert_null(field_find(e->kind, "snils"));
	}
}

static void
manners_name_real_fields(void **state)
{
	(void)state;
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct entity *e = entity_of((enum kind)k);

		assert_non_null(e->names[0]);
		assert_non_null(e->sorted[0]);
		for (int i = 0; e->names[i] != NULL; i++)
			assert_non_null(field_find(e->kind, e->names[i]));
		for (int i = 0; e->sorted[i] != NULL; i++)
			assert_non_null(field_find(e->kind, e->sorted[i]));
		for (const struct date_order *o = e->orders; o != NULL && o->earlier != NULL; o++) {
			assert_int_equal(field_find(e->kind, o->earlier)->type, FIELD_DATE);
			assert_int_equal(field_find(e->kind, o->later)->type, FIELD_DATE);
		}
		for (const struct field_pair *p = e->pairs; p != NULL && p->first != NULL; p++) {
			assert_non_null(field_find(e->kind, p->first));
			assert_non_null(field_find(e->kind, p->second));
		}
		/* every kind with from and to keeps them in order */
		if (field_find(e->kind, "from") != NULL)
			assert_string_equal(e->orders[0].later, "to");
	}
}

static const char *
word(enum kind kind, const char *id, int place)
{
	return field_find(kind, id)->words[place - 1];
}

static void
constants_stand_for_their_words(void **state)
{
	(void)state;
	assert_string_equal(word(KIND_PEOPLE, "staff_kind", STAFF_TEACHER), "педагог");
	assert_string_equal(word(KIND_PEOPLE, "staff_kind", STAFF_HEAD), "руководитель");
	assert_string_equal(
	    word(KIND_PEOPLE, "staff_kind", STAFF_SPECIALIST), "специалист управления");
	assert_string_equal(
	    word(KIND_PEOPLE, "education", EDUCATION_HIGHER_PEDAGOGICAL), "высшее педагогическое");
	assert_string_equal(word(KIND_PEOPLE, "category", CATEGORY_NONE), "нет");
	assert_string_equal(
	    word(KIND_PEOPLE, "category", CATEGORY_FITS_POST), "соответствие занимаемой должности");
	assert_string_equal(word(KIND_PEOPLE, "category", CATEGORY_FIRST), "первая");
	assert_string_equal(word(KIND_PEOPLE, "category", CATEGORY_HIGHEST), "высшая");
	assert_string_equal(word(KIND_PARTICIPANTS, "role", ROLE_PARTICIPANT), "участник");
	assert_string_equal(word(KIND_PARTICIPANTS, "role", ROLE_WINNER), "победитель");
	assert_string_equal(word(KIND_PARTICIPANTS, "role", ROLE_PRIZE), "призёр");
	assert_string_equal(word(KIND_PARTICIPANTS, "role", ROLE_LAUREATE), "лауреат");
	assert_string_equal(word(KIND_EVENTS, "type", EVENT_CONTEST), "конкурс");
	assert_string_equal(word(KIND_SUPPORT, "form", SUPPORT_MENTORING), "наставничество");
	assert_string_equal(word(KIND_ASSESSMENTS, "level", ASSESSED_LOW), "низкий");
	assert_string_equal(
	    word(KIND_ASSOCIATIONS, "kind", ASSOCIATION_YOUNG_SCHOOL), "школа молодого педагога");
	assert_string_equal(word(KIND_PATHWAYS, "outcome", PATHWAY_SUCCESS), "успешно");
	assert_string_equal(word(KIND_PATHWAYS, "outcome", PATHWAY_STOPPED), "прекращён");
	assert_string_equal(word(KIND_RESERVE, "outcome", RESERVE_APPOINTED), "назначен");
	assert_string_equal(word(KIND_RESERVE, "outcome", RESERVE_EXCLUDED), "исключён");
	assert_string_equal(word(KIND_PEOPLE, "titles", TITLE_MENTOR), "педагог-наставник");
	assert_string_equal(word(KIND_CONSENTS, "kind", CONSENT_DISTRIBUTION), "распространение");
	assert_string_equal(word(KIND_RESOURCES, "status", RESOURCE_OFFERED), "предложен");
	assert_string_equal(word(KIND_RESOURCES, "status", RESOURCE_EXAMINED), "на экспертизе");
	assert_string_equal(word(KIND_APPLICATIONS, "category", CATEGORY_HIGHEST), "высшая");
}

static void
types_tell_their_shape(void **state)
{
	struct field own = {.id = "own", .type = FIELD_DATE, .own = true};

	(void)state;
	assert_true(field_is_text(field_find(KIND_PEOPLE, "surname")));
	assert_true(field_is_text(field_find(KIND_PEOPLE, "titles")));
	assert_true(field_is_text(field_find(KIND_REQUESTS, "direction")));
	assert_false(field_is_text(field_find(KIND_PEOPLE, "hired")));
	assert_false(field_is_text(field_find(KIND_PEOPLE, "organisation")));
	assert_true(field_is_text(&own));
	assert_int_equal(field_max_length(field_find(KIND_PEOPLE, "code")), 64);
	assert_int_equal(field_max_length(field_find(KIND_PEOPLE, "surname")), 255);
	assert_int_equal(field_max_length(field_find(KIND_REQUESTS, "text")), 65536);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_are_as_agreed),
	    cmocka_unit_test(fields_are_sane),
	    cmocka_unit_test(manners_name_real_fields),
	    cmocka_unit_test(constants_stand_for_their_words),
	    cmocka_unit_test(types_tell_their_shape),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
