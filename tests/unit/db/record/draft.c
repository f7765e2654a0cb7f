/* SPDX-License-Identifier: MIT
 * db_draft.c - drafts in the database, and in a folder when the database refuses them.
 */
#include "tests/lib/lab.h"

#include <sys/resource.h>

#include "base/date.h"
#include "db/record/draft.h"

static char base[LAB_PATH], state_home[LAB_PATH + 16], temporary[LAB_PATH + 16];
static struct store *st;

static int
make_all(void **state)
{
	char db[LAB_PATH + 16];

	(void)state;
	lab_folder(base);
	snprintf(db, sizeof(db), "%s/db", base);
	snprintf(state_home, sizeof(state_home), "%s/state", base);
	snprintf(temporary, sizeof(temporary), "%s/tmp", base);
	assert_int_equal(mkdir(temporary, 0700), 0);
	setenv("XDG_STATE_HOME", state_home, 1);
	setenv("HOME", base, 1);
	st = lab_create(db);
	setenv("TMPDIR", temporary, 1);
	return 0;
}

static int
remove_all(void **state)
{
	(void)state;
	unsetenv("TMPDIR");
	store_close(st);
	lab_remove(base);
	return 0;
}

static void
limit_files(rlim_t bytes)
{
	const struct rlimit limit = {.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* From here on the database file cannot be written behind its first pages. */
static void
refuse(bool yes)
{
	limit_files(yes ? 8192 : RLIM_INFINITY);
}

static enum status
save_text(uint64_t id, const char *text, struct error *e)
{
	struct draft_field fields[] = {{"surname", text}, {"hired", "31.02."}};
	struct draft d = {.of = draft_of_form(KIND_PEOPLE, id),
	    .stamp = 7,
	    .current = 1,
	    .fields = fields,
	    .count = 2};

	*e = (struct error){0};
	return draft_save(st, "clerk", &d, e);
}

static void
save_here(uint64_t id, const char *text)
{
	struct error e;

	assert_int_equal(save_text(id, text, &e), ST_OK);
	assert_string_equal(e.text, "");
}

static void
save_elsewhere(uint64_t id, const char *text)
{
	struct error e;

	refuse(true);
	assert_int_equal(save_text(id, text, &e), ST_OK);
	refuse(false);
	assert_int_equal(e.status, ST_NOSPACE);
	assert_non_null(strstr(e.text, "/metodaktiv"));
}

static void
assert_text(uint64_t id, const char *text)
{
	struct draft d;

	assert_true(draft_load(st, "clerk", draft_of_form(KIND_PEOPLE, id), &d));
	assert_int_equal(d.of.kind, KIND_PEOPLE);
	assert_int_equal(d.of.id, id);
	assert_int_equal(d.stamp, 7);
	assert_int_equal(d.current, 1);
	assert_true(d.time > 1500000000);
	assert_int_equal(d.count, 2);
	assert_string_equal(d.fields[0].id, "surname");
	assert_string_equal(d.fields[0].text, text);
	assert_string_equal(d.fields[1].text, "31.02.");
	draft_free(&d);
}

static void
assert_none(const char *account, enum kind kind, uint64_t id)
{
	struct draft d;

	assert_false(draft_load(st, account, draft_of_form(kind, id), &d));
}

static void
test_there_and_back(void **state)
{
	(void)state;
	assert_none("clerk", KIND_PEOPLE, 0);
	save_here(0, "Ёлкина-\nОзерская №7\t");
	assert_text(0, "Ёлкина-\nОзерская №7\t");
	save_here(0, "");
	assert_text(0, "");
	assert_none("clerk", KIND_PEOPLE, 1);
	assert_none("clerk", KIND_ORGANISATIONS, 0);
	assert_none("cler", KIND_PEOPLE, 0);
	assert_none("clerk2", KIND_PEOPLE, 0);
	draft_remove(st, "clerk", draft_of_form(KIND_PEOPLE, 0));
	assert_none("clerk", KIND_PEOPLE, 0);
	draft_remove(st, "clerk", draft_of_form(KIND_PEOPLE, 0)); /* again is fine */
}

/* Within one second too: the one that was seen goes, and no later one. */
static void
test_only_what_was_seen_is_removed(void **state)
{
	struct draft seen, later;

	(void)state;
	save_here(0, "Озерс");
	assert_true(draft_load(st, "clerk", draft_of_form(KIND_PEOPLE, 0), &seen));
	save_here(0, "Озерская");
	assert_int_equal(draft_remove_seen(st, "clerk", &seen), ST_CONFLICT);
	assert_text(0, "Озерская");
	assert_true(draft_load(st, "clerk", draft_of_form(KIND_PEOPLE, 0), &later));
	assert_int_equal(draft_remove_seen(st, "clerk", &later), ST_OK);
	assert_none("clerk", KIND_PEOPLE, 0);
	assert_int_equal(draft_remove_seen(st, "clerk", &later), ST_NOTFOUND);
	draft_free(&seen);
	draft_free(&later);
}

static void
test_no_fields_and_too_many(void **state)
{
	struct draft d = {.of = draft_of_form(KIND_EVENTS, 0), .count = 0};
	struct draft_field *many = xcalloc(2000, sizeof(*many));
	struct error e = {0};

	(void)state;
	assert_int_equal(draft_save(st, "clerk", &d, NULL), ST_OK);
	assert_true(draft_load(st, "clerk", draft_of_form(KIND_EVENTS, 0), &d));
	assert_int_equal(d.count, 0);
	draft_free(&d);
	for (int i = 0; i < 2000; i++)
		many[i] = (struct draft_field){"x", "y"};
	d = (struct draft){.of = draft_of_form(KIND_EVENTS, 0), .fields = many, .count = 2000};
	assert_int_equal(draft_save(st, "clerk", &d, &e), ST_INVALID);
	assert_string_not_equal(e.text, "");
	free(many);
}

/* Work on a record besides its form is another draft, here and in the folder. */
static void
test_work_is_not_the_form(void **state)
{
	const struct draft_name of = {.kind = KIND_PEOPLE, .id = 3, .work = 7};
	struct draft d = {.of = of}, back;
	struct error e = {0};

	(void)state;
	draft_put_ref(&d, "chair", KIND_PEOPLE, 12);
	draft_put_ref(&d, "nobody", KIND_PEOPLE, 0);
	draft_put_date(&d, "date", 20604);
	for (int i = 0; i < 40; i++)
		draft_put(&d, "x", "y");
	assert_int_equal(draft_save(st, "clerk", &d, &e), ST_OK);
	assert_none("clerk", KIND_PEOPLE, 3);
	refuse(true);
	draft_put(&d, "last", "z");
	assert_int_equal(draft_save(st, "clerk", &d, &e), ST_OK);
	refuse(false);
	draft_free(&d);
	assert_none("clerk", KIND_PEOPLE, 3);
	assert_true(draft_load(st, "clerk", of, &back));
	assert_true(draft_is_same(back.of, of));
	assert_int_equal(back.count, 44);
	assert_int_equal(draft_ref(&back.fields[0], KIND_PEOPLE), 12);
	assert_int_equal(draft_ref(&back.fields[0], KIND_ORGANISATIONS), 0);
	assert_int_equal(draft_ref(&back.fields[1], KIND_PEOPLE), 0);
	assert_int_equal(draft_date(&back.fields[2]), 20604);
	assert_int_equal(draft_date(&back.fields[0]), DATE_NONE);
	assert_string_equal(back.fields[43].text, "z");
	draft_free(&back);
	draft_remove(st, "clerk", of);
}

static void
test_list(void **state)
{
	struct draft *list;

	(void)state;
	assert_int_equal(draft_list(st, "clerk", &list), 0);
	free(list);
	save_here(0, "a");
	save_here(5, "b");
	save_elsewhere(5, "c");
	save_elsewhere(9, "d");
	assert_int_equal(draft_list(st, "other", &list), 0);
	free(list);
	assert_int_equal(draft_list(st, "clerk", &list), 3);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(list[i].of.kind, KIND_PEOPLE);
		assert_null(list[i].fields);
		assert_true(list[i].of.id == 0 || list[i].of.id == 5 || list[i].of.id == 9);
		assert_true(i == 0 || list[i].time <= list[i - 1].time);
	}
	assert_true(list[0].of.id != list[1].of.id && list[1].of.id != list[2].of.id &&
	    list[0].of.id != list[2].of.id);
	free(list);
}

static void
test_refused_goes_to_the_folder(void **state)
{
	char folder[LAB_PATH + 64];
	struct stat s;

	(void)state;
	save_here(3, "Оз");
	save_elsewhere(3, "Озе");
	assert_text(3, "Озе"); /* the later one, though the database has one, too */
	save_elsewhere(3, "Озер");
	assert_text(3, "Озер");
	snprintf(folder, sizeof(folder), "%s/metodaktiv/drafts", state_home);
	assert_int_equal(stat(folder, &s), 0);
	assert_int_equal(s.st_mode & 0777, 0700);
	assert_int_equal(lab_entries(folder), 1);
	/* The database takes it again: the file goes. */
	save_here(3, "Озерс");
	assert_text(3, "Озерс");
	assert_int_equal(lab_entries(folder), 0);
	save_elsewhere(3, "Озерская");
	draft_remove(st, "clerk", draft_of_form(KIND_PEOPLE, 3));
	assert_none("clerk", KIND_PEOPLE, 3);
	assert_int_equal(lab_entries(folder), 0);
}

/* A file that outlived a later save in the database (a crash between the two) does not win. */
static void
test_older_file_loses(void **state)
{
	char command[4 * LAB_PATH];

	(void)state;
	save_here(3, "раз");
	save_elsewhere(3, "два");
	snprintf(command, sizeof(command), "cp -a '%s' '%s.kept'", state_home, state_home);
	assert_int_equal(system(command), 0);
	save_here(3, "три");
	snprintf(command, sizeof(command), "rm -r '%s' && mv '%s.kept' '%s'", state_home,
	    state_home, state_home);
	assert_int_equal(system(command), 0);
	assert_text(3, "три");
}

/* No state folder can be made: the temporary one is next. */
static void
test_temporary_folder(void **state)
{
	FILE *f = fopen(state_home, "w");

	(void)state;
	assert_non_null(f);
	assert_int_equal(fclose(f), 0);
	save_elsewhere(3, "Озерская");
	assert_int_equal(lab_entries(temporary), 1);
	assert_text(3, "Озерская");
	draft_remove(st, "clerk", draft_of_form(KIND_PEOPLE, 3));
	assert_none("clerk", KIND_PEOPLE, 3);
}

static void
assert_rescued(const char *folder, rlim_t bytes)
{
	struct buf dir = {0};
	size_t saved;

	limit_files(bytes);
	saved = draft_rescue(st, "clerk", &dir);
	limit_files(RLIM_INFINITY);
	assert_int_equal(saved, 1);
	assert_int_equal(strncmp(buf_text(&dir), folder, strlen(folder)), 0);
	buf_free(&dir);
}

/* What is told is where the drafts lie that are safe, not a folder tried in vain for another. */
static void
test_rescue(void **state)
{
	(void)state;
	save_here(3, "Озерская");
	assert_rescued(state_home, RLIM_INFINITY);
	assert_rescued(state_home, RLIM_INFINITY); /* lies there already */
	save_here(9, "Озерский");
	assert_rescued(state_home, 1);
}

static void
test_rescue_to_the_temporary_folder(void **state)
{
	FILE *f = fopen(state_home, "w");

	(void)state;
	assert_non_null(f);
	assert_int_equal(fclose(f), 0);
	save_here(3, "Озерская");
	assert_rescued(temporary, RLIM_INFINITY);
	assert_rescued(temporary, RLIM_INFINITY);
}

static void
test_no_home(void **state)
{
	(void)state;
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	save_elsewhere(3, "Озерская");
	assert_text(3, "Озерская");
	assert_int_equal(lab_entries(temporary), 1);
	setenv("XDG_STATE_HOME", "relative", 1); /* not to be followed, says the standard */
	save_elsewhere(3, "Озерский");
	assert_text(3, "Озерский");
	assert_int_equal(access("relative", F_OK), -1);
}

/* In a folder that others can write to, a draft is neither written nor believed. */
static void
test_stranger_in_tmp(void **state)
{
	char folder[LAB_PATH + 64];
	struct error e;

	(void)state;
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	save_elsewhere(3, "Озерская");
	snprintf(folder, sizeof(folder), "%s/metodaktiv-%u", temporary, (unsigned)geteuid());
	assert_int_equal(chmod(folder, 0777), 0);
	assert_none("clerk", KIND_PEOPLE, 3);
	refuse(true);
	assert_int_equal(save_text(3, "Озерская", &e), ST_NOSPACE);
	refuse(false);
	assert_string_not_equal(e.text, "");
}

static void
test_another_database(void **state)
{
	char db[LAB_PATH + 16];
	struct store *first = st;

	(void)state;
	save_elsewhere(3, "Озерская");
	snprintf(db, sizeof(db), "%s/db2", base);
	st = lab_create(db);
	assert_none("clerk", KIND_PEOPLE, 3);
	store_close(st);
	st = first;
	assert_text(3, "Озерская");
}

static void
stored_row(struct buf *key, struct buf *value)
{
	struct txn *t = txn_read(st);
	struct cursor *c = cursor_open(t, TABLE_DRAFT);

	assert_true(cursor_first(c));
	buf_put_slice(key, cursor_key(c));
	buf_put_slice(value, cursor_value(c));
	cursor_close(c);
	txn_abort(t);
}

/* Bytes from disk may be anything: none is read beyond its end, none is taken for a draft that was
 * cut. */
static void
test_damaged_rows(void **state)
{
	struct buf key = {0}, value = {0};
	struct txn *t;
	char *exact;

	(void)state;
	save_here(3, "Озерская");
	stored_row(&key, &value);
	assert_true(draft_check(buf_slice(&value)));
	for (size_t len = 0; len < value.len; len++) {
		exact = xmalloc(len); /* so that a sanitizer sees a byte too many */
		memcpy(exact, value.data, len);
		assert_false(draft_check(slice_make(exact, len)));
		free(exact);
	}
	srand(1);
	for (int i = 0; i < 20000; i++) {
		exact = xmalloc(value.len);
		memcpy(exact, value.data, value.len);
		for (int flips = rand() % 4; flips >= 0; flips--)
			exact[(size_t)rand() % value.len] = (char)rand();
		draft_check(slice_make(exact, value.len));
		free(exact);
	}
	t = txn_write(st);
	txn_put(t, TABLE_DRAFT, buf_slice(&key), slice_of("garbage"));
	assert_int_equal(txn_commit(t), ST_OK);
	assert_none("clerk", KIND_PEOPLE, 3);
	save_here(3, "снова");
	assert_text(3, "снова");
	buf_free(&key);
	buf_free(&value);
}

/* {0: 1, 6: {a map of 2^40 pairs}} must not be believed. */
static void
test_lying_counts(void **state)
{
	static const unsigned char huge_map[] = {
	    0xA2, 0x00, 0x01, 0x06, 0xBB, 0, 0, 1, 0, 0, 0, 0, 0};
	static const unsigned char huge_text[] = {
	    0xA1, 0x04, 0x7B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

	(void)state;
	assert_false(draft_check(slice_make(huge_map, sizeof(huge_map))));
	assert_false(draft_check(slice_make(huge_text, sizeof(huge_text))));
	assert_false(draft_check(slice_make("", 0)));
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, make_all, remove_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_STORE(test_there_and_back),
	    WITH_STORE(test_only_what_was_seen_is_removed),
	    WITH_STORE(test_no_fields_and_too_many),
	    WITH_STORE(test_work_is_not_the_form),
	    WITH_STORE(test_list),
	    WITH_STORE(test_refused_goes_to_the_folder),
	    WITH_STORE(test_older_file_loses),
	    WITH_STORE(test_temporary_folder),
	    WITH_STORE(test_rescue),
	    WITH_STORE(test_rescue_to_the_temporary_folder),
	    WITH_STORE(test_no_home),
	    WITH_STORE(test_stranger_in_tmp),
	    WITH_STORE(test_another_database),
	    WITH_STORE(test_damaged_rows),
	    WITH_STORE(test_lying_counts),
	};

	return cmocka_run_group_tests_name("drafts", tests, NULL, NULL);
}
