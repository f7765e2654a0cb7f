/* SPDX-License-Identifier: MIT
 * model_record.c - members by field: every type set, copied, compared, cleared; own values.
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

/* Give field f of r a value that is not empty and depends on seed. */
static void
fill(struct record *r, const struct field *f, int seed)
{
	char text[32];

	if (field_is_text(f)) {
		snprintf(text, sizeof(text), "%s %d", f->id, seed);
		record_set_text(r, f, text, strlen(text));
	} else if (f->type == FIELD_DATE) {
		record_set_date(r, f, seed);
	} else if (f->type == FIELD_NUMBER) {
		record_set_number(r, f, seed);
	} else if (f->type == FIELD_YESNO) {
		record_set_yes(r, f, true);
	} else if (f->type == FIELD_CHOICE) {
		record_set_choice(r, f, (uint8_t)seed);
	} else {
		record_set_ref(r, f, (uint64_t)seed);
	}
}

/* Whatever is set in one member shows there and nowhere else. */
static void
every_member_of_every_kind(void **state)
{
	(void)state;
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct entity *e = entity_of((enum kind)k);

		for (size_t i = 0; i < e->count; i++) {
			struct record *r = record_new(e->kind), *empty = record_new(e->kind);

			assert_true(record_equal(r, empty));
			fill(r, &e->fields[i], 1);
			for (size_t j = 0; j < e->count; j++) {
				assert_int_equal(record_field_empty(r, &e->fields[j]), i != j);
				assert_int_equal(
				    record_field_equal(r, empty, &e->fields[j]), i != j);
			}
			assert_false(record_equal(r, empty));
			record_clear_field(r, &e->fields[i]);
			assert_true(record_equal(r, empty));
			record_free(r);
			record_free(empty);
		}
	}
	record_free(NULL);
}

static struct record *
full_record(enum kind kind)
{
	const struct entity *e = entity_of(kind);
	struct record *r = record_new(kind);

	for (size_t i = 0; i < e->count; i++)
		fill(r, &e->fields[i], (int)i + 1);
	r->id = 17;
	r->stamp = 4;
	record_set_own(r, "motto", "вперёд", strlen("вперёд"));
	record_set_own(r, "age", "7", 1);
	r->unknown = slice_of("\x18\x63\x01");
	r->unknown_pairs = 1;
	return r;
}

static void
copies_are_independent(void **state)
{
	(void)state;
	for (int k = 0; k < KIND_COUNT; k++) {
		struct record *r = full_record((enum kind)k), *copy = record_dup(r),
			      *third = record_new(r->kind);

		record_copy(third, r);
		assert_true(record_equal(r, copy));
		assert_int_equal(copy->id, 17);
		assert_int_equal(copy->stamp, 4);
		assert_int_equal(copy->unknown_pairs, 1);
		record_clear(r);
		assert_int_equal(r->id, 0);
		assert_int_equal(r->stamp, 0);
		assert_null(r->own);
		assert_int_equal(r->unknown.len, 0);
		assert_false(record_equal(r, copy));
		assert_true(record_equal(third, copy));
		record_free(r);
		record_free(copy);
		record_free(third);
	}
}

static void
equality_sees_everything(void **state)
{
	struct record *a = full_record(KIND_PEOPLE), *b = record_dup(a);

	(void)state;
	b->id = 5;
	b->stamp = 9;
	assert_true(record_equal(a, b));
	record_set_own(b, "age", "8", 1);
	assert_false(record_equal(a, b));
	record_set_own(b, "age", "7", 1);
	assert_true(record_equal(a, b));
	record_set_own(b, "zzz", "1", 1);
	assert_false(record_equal(a, b));
	record_set_own(b, "zzz", "", 0);
	assert_true(record_equal(a, b));
	b->unknown = slice_of("\x18\x63\x02");
	assert_false(record_equal(a, b));
	record_free(a);
	record_free(b);
}

static void
own_values_are_sorted(void **state)
{
	struct record *r = record_new(KIND_EVENTS);
	struct field own = {.id = "guests", .type = FIELD_NUMBER, .own = true};

	(void)state;
	record_set_own(r, "m", "2", 1);
	record_set_own(r, "z", "3", 1);
	record_set_own(r, "a", "1", 1);
	assert_string_equal(r->own->id, "a");
	assert_string_equal(r->own->next->id, "m");
	assert_string_equal(r->own->next->next->id, "z");
	record_set_own(r, "m", "", 0);
	record_set_own(r, "absent", "", 0);
	assert_string_equal(r->own->next->id, "z");
	assert_string_equal(record_own(r, "m"), "");
	assert_true(record_field_empty(r, &own));
	record_set_text(r, &own, "40", 2);
	assert_string_equal(record_text(r, &own), "40");
	assert_string_equal(record_own(r, "guests"), "40");
	record_clear_field(r, &own);
	assert_true(record_field_empty(r, &own));
	record_free(r);
}

static void
a_record_is_its_struct(void **state)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	(void)state;
	assert_string_equal(p->surname, "");
	assert_int_equal(p->birth_date, DATE_NONE);
	assert_int_equal(p->category, 0);
	record_set_text(
	    &p->base, field_find(KIND_PEOPLE, "surname"), "Озерская", strlen("Озерская"));
	record_set_date(&p->base, field_find(KIND_PEOPLE, "birth_date"), 7820);
	record_set_choice(&p->base, field_find(KIND_PEOPLE, "category"), CATEGORY_HIGHEST);
	assert_string_equal(p->surname, "Озерская");
	assert_int_equal(p->birth_date, 7820);
	assert_int_equal(p->category, CATEGORY_HIGHEST);
	record_free(&p->base);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_member_of_every_kind),
	    cmocka_unit_test(copies_are_independent),
	    cmocka_unit_test(equality_sees_everything),
	    cmocka_unit_test(own_values_are_sorted),
	    cmocka_unit_test(a_record_is_its_struct),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
