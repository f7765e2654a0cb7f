/* SPDX-License-Identifier: MIT
 * columns.c - columns follow their records through any changes, as narrow as they may be; what a
 * newer program has written is a column, too; verifying finds a falsified one.
 */
#include "tests/lib/db_help.h"

#include "db/record/cbor.h"
#include "db/record/columns.h"

enum { ROUNDS = 60, MOST = 400 };

/* All records that are there. */
static struct record *live[MOST];
static size_t nlive;

static int64_t
value_of(const struct record *r, const struct field *f)
{
	switch (f->type) {
	case FIELD_DATE:
		return record_date(r, f) == DATE_NONE ? INT64_MIN : record_date(r, f);
	case FIELD_NUMBER:
		return record_number(r, f) == NUMBER_NONE ? INT64_MIN : record_number(r, f);
	case FIELD_YESNO:
		return record_yes(r, f) ? 1 : INT64_MIN;
	case FIELD_CHOICE:
		return record_choice(r, f) == 0 ? INT64_MIN : record_choice(r, f);
	case FIELD_REF:
		return record_ref(r, f) == 0 ? INT64_MIN : (int64_t)record_ref(r, f);
	default:
		return INT64_MIN;
	}
}

/* Every value of every record that is there, and no record more. */
static void
assert_columns_are_the_records(void)
{
	struct txn *t = txn_read(help_store);
	size_t there = 0;

	for (size_t i = 0; i < nlive; i++) {
		const struct record *r = live[i];
		const struct entity *e = entity_of(r->kind);
		int64_t values[COLUMNS_BLOCK];
		struct columns c;

		assert_true(columns_read(
		    &c, r->id / COLUMNS_BLOCK, columns_stored(t, r->kind, r->id / COLUMNS_BLOCK)));
		assert_int_equal(c.first, r->id / COLUMNS_BLOCK * COLUMNS_BLOCK);
		assert_true(columns_has(&c, (unsigned)(r->id - c.first)));
		for (size_t k = 0; k < e->count; k++) {
			columns_get(&c, &e->fields[k], INT64_MIN, values);
			assert_int_equal(values[r->id - c.first], value_of(r, &e->fields[k]));
		}
	}
	for (int k = 0; k < KIND_COUNT; k++) {
		struct columns_scan *s = columns_scan_open(t, (enum kind)k);
		struct columns c;

		while (columns_scan_next(s, &c))
			for (unsigned i = 0; i < COLUMNS_BLOCK; i++)
				there += columns_has(&c, i);
		columns_scan_close(s);
	}
	assert_int_equal(txn_status(t), ST_OK);
	assert_int_equal(there, nlive + 1); /* and the organisation of all people */
	txn_abort(t);
}

static void
make_different(struct record *r)
{
	const struct entity *e = entity_of(r->kind);

	for (size_t i = 0; i < e->count; i++) {
		const struct field *f = &e->fields[i];

		if (f->key || f->required || f->type == FIELD_REF)
			continue;
		if (f->type == FIELD_DATE)
			record_set_date(r, f,
			    help_random(3) == 0 ? DATE_NONE : (int32_t)help_random(60000) - 20000);
		else if (f->type == FIELD_CHOICE)
			record_set_choice(r, f, (uint8_t)help_random(2));
		else if (f->type == FIELD_YESNO)
			record_set_yes(r, f, help_random(2));
	}
}

static struct record *
some_person(unsigned number)
{
	char code[16];
	struct record *r;

	snprintf(code, sizeof(code), "P%u", number);
	r = &help_person(code, "Ёлкина", 1)->base;
	make_different(r);
	return r;
}

/* New, changed and removed records in one operation. */
static void
change_some(unsigned *number)
{
	struct change *c = help_change("save");
	size_t stay = nlive;

	for (size_t i = 0; i < stay; i++)
		if (help_random(6) == 0) {
			make_different(live[i]);
			change_put(c, live[i]);
		}
	for (unsigned n = help_random(30); n > 0 && nlive < MOST; n--) {
		live[nlive] = some_person((*number)++);
		change_put(c, live[nlive++]);
	}
	for (size_t i = 0; i < stay; i++)
		if (help_random(25) == 0)
			change_remove(c, live[i]->kind, live[i]->id, live[i]->stamp);
	help_commit(c);
	for (size_t i = 0; i < nlive;) {
		struct txn *t = txn_read(help_store);
		bool there = records_get(t, live[i]->id, live[i]);

		txn_abort(t);
		if (there) {
			i++;
		} else {
			record_free(live[i]);
			live[i] = live[--nlive];
		}
	}
}

static void
follow_any_changes(void **state)
{
	unsigned number = 1;

	(void)state;
	help_organisation("O1");
	for (int round = 0; round < ROUNDS; round++) {
		change_some(&number);
		assert_columns_are_the_records();
	}
	assert_true(nlive > 2 * COLUMNS_BLOCK);
	lab_verify(help_store);
	while (nlive > 0)
		record_free(live[--nlive]);
}

/* The bytes of an example of columns.h. */
static void
lie_as_described(void **state)
{
	static const char head[] =
	    "\x01l\x02\x00\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x03\x01\x07\x02";
	static const char days[] = "\x00\x80\x00\x80\x7C\x50\x00\x80";
	struct columns_maker *m = columns_maker_new();
	struct buf out = {0};

	(void)state;
	assert_true(columns_maker_start(m, slice_of("")));
	columns_maker_put(m, 1, slice_of("\x03\x03"));
	columns_maker_put(m, 2, slice_of("\x03\x03\x07\x19\x50\x7C"));
	columns_maker_write(m, &out);
	assert_int_equal(out.len, 24 + COLUMNS_BLOCK + 2 * COLUMNS_BLOCK);
	assert_memory_equal(out.data, head, 24);
	assert_memory_equal(out.data + 24, "\x80\x03\x03\x80", 4);
	assert_memory_equal(out.data + 24 + COLUMNS_BLOCK, days, sizeof(days) - 1);
	columns_maker_remove(m, 1);
	columns_maker_remove(m, 2);
	buf_clear(&out);
	columns_maker_write(m, &out);
	assert_int_equal(out.len, 0);
	columns_maker_free(m);
	buf_free(&out);
}

/* Every value comes back in the width it needs, and a wider one beside it changes nothing. */
static void
widths(void **state)
{
	static const int64_t values[] = {0, -127, 127, -128, 128, -32767, 32767, -32768, 32768,
	    -INT64_C(2147483647), INT64_C(2147483647), -INT64_C(2147483648), INT64_C(2147483648),
	    INT64_MAX, INT64_MIN + 1};
	static const size_t wide[] = {1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8};
	struct columns_maker *m = columns_maker_new();
	const struct field f = {.number = 5};
	int64_t got[COLUMNS_BLOCK];
	struct buf body = {0}, out = {0};
	struct columns c;

	(void)state;
	assert_true(columns_maker_start(m, slice_of("")));
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		buf_clear(&body);
		buf_putc(&body, 5);
		cbor_put_int(&body, values[i]);
		columns_maker_put(m, (unsigned)i, buf_slice(&body));
		buf_clear(&out);
		columns_maker_write(m, &out);
		assert_int_equal(out.len, 22 + wide[i] * COLUMNS_BLOCK);
		assert_true(columns_read(&c, 0, buf_slice(&out)));
		columns_get(&c, &f, -99, got);
		for (size_t k = 0; k < COLUMNS_BLOCK; k++)
			assert_int_equal(got[k], k <= i ? values[k] : -99);
		assert_true(columns_maker_start(m, buf_slice(&out)));
	}
	columns_maker_free(m);
	buf_free(&body);
	buf_free(&out);
}

/* A field this program does not know is a column as well. */
static void
fields_of_a_newer_program(void **state)
{
	struct columns_maker *m = columns_maker_new();
	const struct field unknown = {.number = 190}, text = {.number = 2};
	int64_t got[COLUMNS_BLOCK];
	struct buf out = {0};
	struct columns c;

	(void)state;
	assert_true(columns_maker_start(m, slice_of("")));
	columns_maker_put(m, 7, slice_of("\x02\x61z\x18\xBE\x18\x2A\x61q\x61w"));
	columns_maker_write(m, &out);
	assert_true(columns_read(&c, 3, buf_slice(&out)));
	assert_int_equal(c.first, 3 * COLUMNS_BLOCK);
	assert_int_equal(c.count, 1);
	columns_get(&c, &unknown, 0, got);
	assert_int_equal(got[7], 42);
	assert_int_equal(got[8], 0);
	columns_get(&c, &text, 0, got);
	assert_int_equal(got[7], 0);
	columns_maker_free(m);
	buf_free(&out);
}

static void
malformed_blocks(void **state)
{
	struct columns_maker *m = columns_maker_new();
	struct buf good = {0};
	struct columns c;

	(void)state;
	columns_maker_start(m, slice_of(""));
	columns_maker_put(m, 0, slice_of("\x03\x03\x07\x19\x50\x7C"));
	columns_maker_write(m, &good);
	assert_true(columns_read(&c, 0, buf_slice(&good)));
	for (size_t len = 0; len < good.len; len++)
		assert_false(columns_read(&c, 0, slice_make(good.data, len)));
	for (size_t at = 0; at < 24; at++) {
		bool in_bits = at >= 4 && at < 20, is_number = at == 20 || at == 22;

		good.data[at] ^= 0x15;
		if (!in_bits && !is_number)
			assert_false(columns_read(&c, 0, buf_slice(&good)));
		good.data[at] ^= 0x15;
	}
	good.data[20] = 7; /* a number twice */
	assert_false(columns_read(&c, 0, buf_slice(&good)));
	columns_maker_free(m);
	buf_free(&good);
}

static void
count_fault(void *context, const char *sentence)
{
	*(unsigned *)context += strstr(sentence, "столбц") != NULL;
}

static void
assert_one_fault(void)
{
	struct verify_report report;
	unsigned told = 0;

	assert_int_equal(verify_store(help_store, &report, count_fault, NULL, &told), ST_DAMAGED);
	assert_int_equal(told, 1);
	assert_int_equal(report.faults, 1);
}

/* Write a block as it is not. */
static void
falsify(enum kind kind, uint64_t block, struct slice rows)
{
	struct txn *t = txn_write(help_store);
	struct buf key = {0};

	key_put_block(&key, kind, block);
	if (rows.len > 0)
		txn_put(t, TABLE_COLUMNS, buf_slice(&key), rows);
	else
		txn_delete(t, TABLE_COLUMNS, buf_slice(&key));
	assert_int_equal(txn_commit(t), ST_OK);
	buf_free(&key);
}

static void
falsified_column_is_found(void **state)
{
	struct buf good = {0}, bad = {0};
	struct txn *t;

	(void)state;
	help_organisation("O1");
	for (unsigned i = 1; i < 10; i++) {
		struct record *r = some_person(i);

		help_put(r);
		record_free(r);
	}
	t = txn_read(help_store);
	buf_put_slice(&good, columns_stored(t, KIND_PEOPLE, 0));
	txn_abort(t);
	buf_put_slice(&bad, buf_slice(&good));
	bad.data[bad.len / 2] ^= 1;
	falsify(KIND_PEOPLE, 0, buf_slice(&bad));
	assert_one_fault();
	falsify(KIND_PEOPLE, 0, slice_make(good.data, good.len - 40)); /* cut short */
	assert_one_fault();
	falsify(KIND_PEOPLE, 0, buf_slice(&good));
	falsify(KIND_PEOPLE, 500, buf_slice(&good)); /* of nobody */
	assert_one_fault();
	falsify(KIND_PEOPLE, 500, slice_of(""));
	lab_verify(help_store);
	buf_free(&good);
	buf_free(&bad);
}

int
main(void)
{
#define FRESH(test) cmocka_unit_test_setup_teardown(test, help_make, help_remove)
	const struct CMUnitTest tests[] = {
	    FRESH(follow_any_changes),
	    cmocka_unit_test(lie_as_described),
	    cmocka_unit_test(widths),
	    cmocka_unit_test(fields_of_a_newer_program),
	    cmocka_unit_test(malformed_blocks),
	    FRESH(falsified_column_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
