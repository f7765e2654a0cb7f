/* SPDX-License-Identifier: MIT
 * spoilt.c - rows as a bad disk might give them back though their page looks sound: each is cut
 * short at every byte, and every byte of it is changed. Whoever reads it reads what lies there or
 * refuses it, and goes no step past its end; where nothing may be missing, a cut row is refused.
 */
#include "tests/lib/db_help.h"

#include "db/record/account.h"
#include "db/record/columns.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "db/record/meta.h"
#include "db/record/search.h"
#include "db/record/tables.h"
#include "db/record/words.h"

enum { PEOPLE = 300, ROWS = 8, LONGEST = 1500 };

/* All that reads a table, whatever it finds; false: something was refused. */
typedef bool read_fn(struct txn *t);

static bool
read_journal(struct txn *t)
{
	struct journal_state state;
	struct journal_row row;
	struct buf text = {0};
	bool good = true;

	for (uint64_t n = 1; good && n <= journal_last(t); n++) {
		good = journal_get(t, n, &row);
		if (good)
			journal_row_free(&row);
	}
	for (uint64_t n = journal_last(t); n > 0; n--) {
		journal_operation(t, n, &text);
		good = journal_time(t, n) != INT64_MIN && good;
	}
	journal_state(t, &state);
	journal_run(t, journal_last(t));
	good = journal_turns_are_right(t) && good;
	buf_free(&text);
	return good;
}

/* What stands beside the records: settings, rules, forms of papers, columns of schools. */
static bool
read_meta(struct txn *t)
{
	struct buf name = {0};
	struct slice text;
	size_t versions = meta_profile_versions(t);

	read_journal(t);
	meta_profile(t, &text);
	meta_blanks_differ(t, &name);
	for (size_t v = 0; v <= versions; v++)
		meta_blank(t, v, "форма.docx", &text);
	meta_setting(t, "anna", "theme", &text);
	buf_clear(&name);
	for (int i = 0; i < 9 && meta_columns_next(t, &name); i++)
		meta_columns(t, buf_text(&name), &text);
	meta_is_rehearsal(t);
	buf_free(&name);
	return true;
}

static bool
read_accounts(struct txn *t)
{
	struct account *list, one;
	struct buf keys = {0};

	account_list(t, &list);
	free(list);
	account_get(t, "anna", &one);
	account_put_keys(t, "anna", &keys);
	buf_free(&keys);
	return true;
}

static bool
read_people(struct txn *t)
{
	struct record *r = record_new(KIND_PEOPLE);
	struct buf code = {0};
	bool good = true;

	for (uint64_t id = 1; id <= 3; id++) {
		good = records_get(t, id, r) && good;
		records_put_code(t, KIND_PEOPLE, id, &code);
	}
	buf_free(&code);
	record_free(r);
	return good;
}

static bool
read_history(struct txn *t)
{
	struct record *r = record_new(KIND_PEOPLE);
	uint64_t *stamps;
	bool good = true;

	for (uint64_t id = 1; id <= 3; id++) {
		size_t count = history_stamps(t, KIND_PEOPLE, id, &stamps);

		for (size_t i = 0; i < count; i++) {
			bool deleted;

			good = history_get(t, id, stamps[i], r, &deleted) && good;
			history_is_erased(t, KIND_PEOPLE, id, stamps[i]);
		}
		free(stamps);
	}
	record_free(r);
	return good;
}

static void
pass(void *context, bool names, struct slice word, uint64_t id)
{
	size_t *bytes = context;

	(void)names;
	*bytes += word.len + (size_t)id;
}

static bool
read_words(struct txn *t)
{
	static const char *const sought[] = {"а", "петр", "90", "юр", "п1"};
	struct idset with = {0}, found;
	size_t rows = 0, bytes = 0;
	bool good = words_each(t, KIND_PEOPLE, pass, &bytes, &rows);

	for (size_t i = 0; i < sizeof(sought) / sizeof(sought[0]); i++) {
		words_find(t, KIND_PEOPLE, slice_of(sought[i]), i % 2 == 0, &with);
		search_words(t, KIND_PEOPLE, slice_of(sought[i]), &found);
		idset_free(&found);
	}
	idset_free(&with);
	return good;
}

static bool
read_columns(struct txn *t)
{
	const struct field *fields[] = {field_find(KIND_PEOPLE, "birth_date"),
	    field_find(KIND_PEOPLE, "organisation"), field_find(KIND_PEOPLE, "category")};
	int64_t *values = xcalloc(PEOPLE + 3 * COLUMNS_BLOCK, sizeof(*values));

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		columns_read_field(t, KIND_PEOPLE, fields[i], 0, values, PEOPLE);
	free(values);
	return true;
}

static const struct watched {
	enum table table;
	read_fn *read;
	bool whole; /* a row that is cut is no row */
} watched[] = {
    {.table = TABLE_JOURNAL, .read = read_journal, .whole = true},
    {.table = TABLE_META, .read = read_meta},
    {.table = TABLE_ACCOUNT, .read = read_accounts},
    {.table = TABLE_RECORDS + KIND_PEOPLE, .read = read_people},
    {.table = TABLE_HISTORY, .read = read_history},
    {.table = TABLE_WORDS, .read = read_words},
    {.table = TABLE_COLUMNS, .read = read_columns},
};

struct kept_row {
	struct buf key, value;
};

/* Some rows of a table that are no longer than a test has time for: the first of each length. */
static size_t
keep_rows(enum table table, struct kept_row rows[ROWS])
{
	struct txn *t = txn_read(help_store);
	struct cursor *c = cursor_open(t, table);
	size_t count = 0;

	for (bool more = cursor_first(c); more && count < ROWS; more = cursor_next(c)) {
		bool known = cursor_value(c).len == 0 || cursor_value(c).len > LONGEST;

		for (size_t i = 0; i < count; i++)
			known = known || rows[i].value.len == cursor_value(c).len;
		if (known)
			continue;
		rows[count] = (struct kept_row){0};
		buf_put_slice(&rows[count].key, cursor_key(c));
		buf_put_slice(&rows[count++].value, cursor_value(c));
	}
	cursor_close(c);
	txn_abort(t);
	return count;
}

/* What the readers say of a row that is `value` now; nothing of it stays. */
static bool
is_read(const struct watched *w, const struct kept_row *row, struct slice value)
{
	struct txn *t = txn_write(help_store);
	bool good;

	txn_put(t, w->table, buf_slice(&row->key), value);
	assert_int_equal(txn_status(t), ST_OK);
	good = w->read(t) && txn_status(t) == ST_OK;
	txn_abort(t);
	return good;
}

static void
cut(const struct watched *w, const struct kept_row *row)
{
	for (size_t len = 0; len < row->value.len; len++) {
		char *exact = xmalloc(len + 1); /* a sanitizer sees a step past it */
		bool good;

		memcpy(exact, row->value.data, len);
		good = is_read(w, row, slice_make(exact, len));
		free(exact);
		if (w->whole && good)
			fail_msg("table %d: a row of %zu bytes cut to %zu is read", (int)w->table,
			    row->value.len, len);
	}
}

static void
change(const struct watched *w, const struct kept_row *row)
{
	static const unsigned char flips[] = {0x01, 0x20, 0x80, 0xFF};
	struct buf value = {0};

	buf_put_slice(&value, buf_slice(&row->value));
	for (size_t at = 0; at < value.len; at++)
		for (size_t i = 0; i < sizeof(flips); i++) {
			value.data[at] = (char)(value.data[at] ^ flips[i]);
			is_read(w, row, buf_slice(&value));
			value.data[at] = row->value.data[at];
		}
	buf_free(&value);
}

static void
spoilt_rows_are_read_or_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(watched) / sizeof(watched[0]); i++) {
		struct kept_row rows[ROWS];
		size_t count = keep_rows(watched[i].table, rows);

		assert_true(count > 0);
		for (size_t n = 0; n < count; n++) {
			if (watched[i].table != TABLE_META)
				assert_true(
				    is_read(&watched[i], &rows[n], buf_slice(&rows[n].value)));
			cut(&watched[i], &rows[n]);
			change(&watched[i], &rows[n]);
			buf_free(&rows[n].key);
			buf_free(&rows[n].value);
		}
	}
	lab_verify(help_store); /* all of it was in transactions that are gone */
}

/* People with words that few and that many have, an account, rows of an undo and of a login. */
static int
make_town(void **state)
{
	static const char *const surnames[] = {"Петрова", "Юрьева", "Ёлкина"};
	struct account anna = {
	    .name = "anna", .full_name = "Анна", .role = "clerk", .person = "П1"};
	uint64_t school;
	struct change *c;

	help_make(state);
	school = help_organisation("Ш1");
	c = help_change("import");
	for (int i = 0; i < PEOPLE; i++) {
		char code[16];
		struct person *p;

		snprintf(code, sizeof(code), "П%d", i + 1);
		p = help_person(code, surnames[i % 3], school);
		p->birth_date = date_make(1960 + i % 40, 1 + i % 12, 1 + i % 28);
		change_put(c, &p->base);
		record_free(&p->base);
	}
	help_commit(c);
	for (uint64_t id = 1; id <= 3; id++) {
		struct record *r = record_new(KIND_PEOPLE);
		struct txn *t = txn_read(help_store);

		assert_true(records_get(t, id, r));
		txn_abort(t);
		lab_set(r, "position", "методист");
		help_put(r);
		record_free(r);
	}
	c = change_new(help_store,
	    &(struct actor){.account = "anna",
		.via = "экран",
		.os_user = "anna",
		.fingerprint = "SHA256:x",
		.address = "127.0.0.1"},
	    "account", "по просьбе");
	account_stage(c, &anna, slice_of("ssh-ed25519 AAAA anna\n"));
	change_set_undoes(c, 1);
	meta_stage_columns(c, "Первая", slice_of("ФИО = ФИО\n"));
	meta_stage_columns(c, "Вторая", slice_of("Имя = given_name\n"));
	help_commit(c);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		spoilt_rows_are_read_or_refused, make_town, help_remove),
	};

	return cmocka_run_group_tests_name("spoilt rows", tests, NULL, NULL);
}
