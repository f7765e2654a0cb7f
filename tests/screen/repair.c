/* SPDX-License-Identifier: MIT
 * repair.c - what is derived from the records of a town is spoilt in every way, told apart from
 * damage to records, and made anew as it was.
 */
#include "tests/lib/desk.h"
#include "tests/lib/lab.h"

#include "db/record/counter.h"
#include "db/record/key.h"

static const enum table derived[] = {TABLE_INDEX, TABLE_WORDS, TABLE_COLUMNS};
enum { DERIVED = sizeof(derived) / sizeof(derived[0]) };

/* All that is derived from records, key and value one behind the other, and the counters. */
static struct buf
all_derived(const struct desk *d)
{
	struct store *st = lab_open(d->db);
	struct txn *t = txn_read(st);
	struct buf all = {0};

	for (size_t i = 0; i < DERIVED; i++) {
		struct cursor *c = cursor_open(t, derived[i]);

		for (bool more = cursor_first(c); more; more = cursor_next(c)) {
			buf_put_slice(&all, cursor_key(c));
			buf_put_slice(&all, cursor_value(c));
		}
		cursor_close(c);
	}
	for (enum kind k = 0; k < KIND_COUNT; k++)
		buf_put_be(&all, counter_next(t, k), 8);
	txn_abort(t);
	store_close(st);
	assert_true(all.len > 100000);
	return all;
}

typedef void spoil_fn(struct txn *t);

static void
spoil(const struct desk *d, spoil_fn *how)
{
	struct store *st = lab_open(d->db);
	struct txn *t = txn_write(st);

	how(t);
	assert_int_equal(txn_commit(t), ST_OK);
	store_close(st);
}

/* The nth entry of a table; its key and value are put into `out`, the value's bytes last. */
static size_t
take_entry(struct txn *t, enum table table, unsigned n, struct buf *out)
{
	struct cursor *c = cursor_open(t, table);
	size_t len;

	assert_true(cursor_first(c));
	while (n-- > 0)
		assert_true(cursor_next(c));
	buf_put_slice(out, cursor_key(c));
	len = out->len;
	buf_put_slice(out, cursor_value(c));
	cursor_close(c);
	return len;
}

static void
remove_some(struct txn *t, enum table table)
{
	for (unsigned n = 0; n < 4; n += 2) {
		struct buf entry = {0};
		size_t len = take_entry(t, table, n, &entry);

		txn_delete(t, table, slice_make(entry.data, len));
		buf_free(&entry);
	}
}

static void
lose_keys(struct txn *t)
{
	remove_some(t, TABLE_INDEX);
}

static void
lose_texts(struct txn *t)
{
	remove_some(t, TABLE_WORDS);
}

static void
lose_facts(struct txn *t)
{
	remove_some(t, TABLE_COLUMNS);
}

static void
falsify_facts(struct txn *t)
{
	struct buf entry = {0};
	size_t len = take_entry(t, TABLE_COLUMNS, 1, &entry);

	entry.data[len + 9] ^= 1;
	txn_put(t, TABLE_COLUMNS, slice_make(entry.data, len),
	    slice_make(entry.data + len, entry.len - len));
	buf_free(&entry);
}

/* Keys and texts of records there never were. */
static void
add_strangers(struct txn *t)
{
	struct buf key = {0};

	key_put_code(&key, KIND_PEOPLE, slice_of("P9999"));
	buf_put_be(&key, 99999, KEY_ID);
	txn_put(t, TABLE_INDEX, buf_slice(&key), (struct slice){.data = ""});
	txn_put(t, TABLE_INDEX, slice_of("what is this"), (struct slice){.data = ""});
	txn_put(t, TABLE_WORDS, slice_of("what is this"), slice_of("nothing"));
	txn_put(t, TABLE_COLUMNS, slice_of("what is this"), slice_of("nothing"));
	buf_free(&key);
}

static void
lower_counters(struct txn *t)
{
	counter_set(t, KIND_PEOPLE, 3);
	txn_put(t, TABLE_META, slice_of("next:organisations"), slice_of("?"));
}

static void
everything_at_once(struct txn *t)
{
	txn_clear(t, TABLE_INDEX);
	txn_clear(t, TABLE_WORDS);
	txn_clear(t, TABLE_COLUMNS);
	lower_counters(t);
}

static char *
verify(const struct desk *d, const char *arguments, int status)
{
	return desk_shell("%s --db %s --user lead verify %s 2>&1; test $? = %d", desk_program(),
	    d->db, arguments, status);
}

static void
assert_says(char *answer, const char *words)
{
	if (strstr(answer, words) == NULL)
		fail_msg("%s: not in\n%s", words, answer);
	free(answer);
}

static void
mend(const struct desk *d, spoil_fn *how, const char *where)
{
	struct buf before = all_derived(d), after;
	char *answer;

	spoil(d, how);
	answer = verify(d, "", 3);
	assert_null(strstr(answer, "restore"));
	assert_non_null(strstr(answer, "metodaktiv verify --repair"));
	assert_says(answer, where);
	answer = verify(d, "--repair", 0);
	assert_non_null(strstr(answer, where));
	assert_says(answer, "База в порядке.");
	assert_says(verify(d, "", 0), "База в порядке.");
	after = all_derived(d);
	assert_true(slice_equal(buf_slice(&before), buf_slice(&after)));
	buf_free(&before);
	buf_free(&after);
}

static void
what_is_derived_is_made_as_it_was(void **state)
{
	static const struct {
		spoil_fn *how;
		const char *where;
	} ways[] = {
	    {.how = lose_keys, .where = "указатели: 2"},
	    {.how = lose_texts, .where = "поиск: "},
	    {.how = lose_facts, .where = "столбцы: "},
	    {.how = falsify_facts, .where = "столбцы: 1"},
	    {.how = add_strangers, .where = "указатели: 2, поиск: 1, столбцы: 1"},
	    {.how = lower_counters, .where = "счётчики номеров: 2"},
	    {.how = everything_at_once, .where = "счётчики номеров: 2"},
	};
	const struct desk *d = *state;

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		char *said;

		mend(d, ways[i].how, ways[i].where);
		said = desk_shell("%s --db %s --user lead log", desk_program(), d->db);
		assert_says(said, "починка базы");
	}
}

static void
spoil_a_record(struct txn *t)
{
	struct buf entry = {0};
	size_t len = take_entry(t, table_of(KIND_PEOPLE), 5, &entry);

	entry.data[entry.len - 3] ^= 1;
	txn_put(t, table_of(KIND_PEOPLE), slice_make(entry.data, len),
	    slice_make(entry.data + len, entry.len - len));
	lose_keys(t);
	buf_free(&entry);
}

/* Nothing is written then: what the records say may be wrong, and would be made the truth. */
static void
damage_to_records_is_for_the_copy(void **state)
{
	const struct desk *d = *state;
	struct store *st;
	uint64_t version;

	spoil(d, spoil_a_record);
	st = lab_open(d->db);
	version = store_version(st);
	store_close(st);
	assert_says(verify(d, "", 3), "восстановите её из копии командой restore");
	assert_says(verify(d, "--repair", 3), "восстановите её из копии командой restore");
	st = lab_open(d->db);
	assert_int_equal(store_version(st), version);
	store_close(st);
}

static void
only_an_administrator_mends(void **state)
{
	const struct desk *d = *state;

	free(
	    desk_shell("%s --db %s --user lead user add vera --role clerk", desk_program(), d->db));
	spoil(d, lose_keys);
	assert_says(desk_shell("%s --db %s --user vera verify --repair 2>&1; test $? = 4",
			desk_program(), d->db),
	    "не может обновлять и чинить базу");
	assert_says(verify(d, "", 3), "(указатели: 2)");
}

static void
nothing_to_mend_is_left_as_it_is(void **state)
{
	const struct desk *d = *state;
	char *before = desk_shell("sha256sum <%s/data.mdb", d->db), *after;

	assert_says(verify(d, "--repair", 0), "База в порядке.");
	after = desk_shell("sha256sum <%s/data.mdb", d->db);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(what_is_derived_is_made_as_it_was, desk_setup),
	    cmocka_unit_test_setup(damage_to_records_is_for_the_copy, desk_setup),
	    cmocka_unit_test_setup(only_an_administrator_mends, desk_setup),
	    cmocka_unit_test_setup(nothing_to_mend_is_left_as_it_is, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
