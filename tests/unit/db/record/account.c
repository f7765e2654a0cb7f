/* SPDX-License-Identifier: MIT
 * db_account.c - accounts and versions of the profile, and rows of them that are damaged.
 */
#include "tests/lib/lab.h"

#include "db/record/account.h"
#include "db/record/meta.h"

static char dir[LAB_PATH];
static struct store *st;

static int
make_store(void **state)
{
	(void)state;
	lab_folder(dir);
	st = lab_create(dir);
	return 0;
}

static int
drop_store(void **state)
{
	(void)state;
	store_close(st);
	lab_remove(dir);
	return 0;
}

static void
put_account(const char *name, const char *full_name, const char *role, bool disabled)
{
	struct change *c = change_new(st, &lab_actor, "user", name);
	struct account a = {.disabled = disabled};

	snprintf(a.name, sizeof(a.name), "%s", name);
	snprintf(a.full_name, sizeof(a.full_name), "%s", full_name);
	snprintf(a.role, sizeof(a.role), "%s", role);
	account_stage(c, &a, slice_of(""));
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
}

static void
test_stands_for_a_person(void **state)
{
	struct change *c = change_new(st, &lab_actor, "user", "");
	struct account a = {.name = "chair", .role = "chair", .person = "P0004"};
	struct txn *t;

	(void)state;
	account_stage(c, &a, slice_of(""));
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	a = (struct account){0};
	t = txn_read(st);
	assert_true(account_get(t, "chair", &a));
	assert_string_equal(a.person, "P0004");
	assert_string_equal(a.role, "chair");
	assert_string_equal(a.full_name, "");
	txn_abort(t);
}

static void
test_there_and_back(void **state)
{
	struct txn *t = txn_read(st);
	struct account a;

	(void)state;
	assert_false(account_get(t, "anna", &a));
	assert_false(account_get(t, "", &a));
	txn_abort(t);
	put_account("anna", "Озерская Анна Ильинична", "clerk", false);
	put_account("anna-2", "", "council", true);
	t = txn_read(st);
	assert_true(account_get(t, "anna", &a));
	assert_string_equal(a.name, "anna");
	assert_string_equal(a.full_name, "Озерская Анна Ильинична");
	assert_string_equal(a.role, "clerk");
	assert_false(a.disabled);
	assert_string_equal(a.person, "");
	assert_true(account_get(t, "anna-2", &a));
	assert_string_equal(a.full_name, "");
	assert_true(a.disabled);
	assert_false(account_get(t, "ann", &a));
	assert_int_equal(txn_status(t), ST_OK);
	txn_abort(t);
	lab_verify(st);
}

static void
test_list_and_removal(void **state)
{
	struct account *list;
	struct change *c;
	struct txn *t;

	(void)state;
	put_account("vera", "Вера", "clerk", false);
	put_account("anna", "Анна", "clerk", false);
	put_account("boris", "Борис", "clerk", false);
	put_account("anna", "Анна Ильинична", "administrator", false); /* replaces */
	t = txn_read(st);
	assert_int_equal(account_list(t, &list), 3);
	assert_string_equal(list[0].name, "anna");
	assert_string_equal(list[0].full_name, "Анна Ильинична");
	assert_string_equal(list[1].name, "boris");
	assert_string_equal(list[2].name, "vera");
	txn_abort(t);
	free(list);
	c = change_new(st, &lab_actor, "user", "");
	account_stage_removal(c, "boris");
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	t = txn_read(st);
	assert_int_equal(account_list(t, &list), 2);
	assert_string_equal(list[1].name, "vera");
	free(list);
	txn_abort(t);
}

static void
test_damaged_row(void **state)
{
	struct account a, *list;
	struct txn *t;

	(void)state;
	put_account("anna", "Анна", "clerk", false);
	t = txn_write(st);
	txn_put(t, TABLE_ACCOUNT, slice_of("boris"), slice_of("garbage"));
	assert_int_equal(txn_commit(t), ST_OK);
	t = txn_read(st);
	assert_false(account_get(t, "boris", &a));
	assert_int_equal(txn_status(t), ST_DAMAGED);
	txn_abort(t);
	t = txn_read(st);
	assert_int_equal(account_list(t, &list), 1); /* the sound ones are told all the same */
	assert_int_equal(txn_status(t), ST_DAMAGED);
	assert_string_equal(list[0].name, "anna");
	free(list);
	txn_abort(t);
}

/* {1: 600 letters} and texts that are no UTF-8 do not fit an account. */
static void
test_bounds(void **state)
{
	struct buf row = {0};
	struct account a;
	char name[80];

	(void)state;
	memset(name, 'a', sizeof(name));
	assert_true(account_read(slice_of("a"), slice_make("\xA0", 1), &a)); /* an empty map */
	assert_false(account_read(slice_make(name, 65), slice_make("\xA0", 1), &a));
	assert_true(account_read(slice_make(name, 64), slice_make("\xA0", 1), &a));
	assert_false(
	    account_read(slice_of("a"), slice_make("\xA0\xA0", 2), &a)); /* something behind */
	buf_put(&row, "\xA1\x01\x79\x02\x58", 5);
	for (int i = 0; i < 600; i++)
		buf_putc(&row, 'x');
	assert_false(account_read(slice_of("a"), buf_slice(&row), &a));
	buf_clear(&row);
	buf_put(&row, "\xA1\x01\x62\xD0\x20", 5);
	assert_false(account_read(slice_of("a"), buf_slice(&row), &a));
	buf_clear(&row);
	buf_put(&row, "\xA1\x01\x62\x41\x00", 5);
	assert_false(account_read(slice_of("a"), buf_slice(&row), &a)); /* a NUL inside */
	buf_clear(&row);
	buf_put(&row, "\xA2\x01\x61\x41\x18\x2A\x82\x01\x02",
	    9); /* {1: "A", 42: [1, 2]}: a newer program's */
	assert_true(account_read(slice_of("a"), buf_slice(&row), &a));
	assert_string_equal(a.full_name, "A");
	buf_free(&row);
}

static void
stage_profile(size_t versions, const char *text)
{
	struct change *c = change_new(st, &lab_actor, "profile", "");

	meta_stage_profile(c, versions, &(struct meta_rules){.text = slice_of(text)});
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
}

static void
assert_profile(size_t versions, const char *text)
{
	struct txn *t = txn_read(st);
	struct slice found;

	assert_int_equal(meta_profile_versions(t), versions);
	assert_int_equal(meta_profile(t, &found), versions > 0);
	if (versions > 0)
		assert_true(slice_equal(found, slice_of(text)));
	txn_abort(t);
}

static void
test_profile_versions(void **state)
{
	char text[32];

	(void)state;
	assert_profile(0, "");
	for (size_t n = 0; n < 300; n++) { /* beyond what one byte of a version counts */
		snprintf(text, sizeof(text), "town = \"%zu\"", n);
		stage_profile(n, text);
		assert_profile(n + 1, text);
	}
	stage_profile(300, "");
	assert_profile(301, "");
}

static bool
has_blank(size_t version, const char *bytes)
{
	struct txn *t = txn_read(st);
	struct slice found = {.len = 0};
	bool has = meta_blank(t, version, "a.docx", &found) && slice_equal(found, slice_of(bytes));

	txn_abort(t);
	return has;
}

static bool
blanks_differ(void)
{
	struct txn *t = txn_read(st);
	struct buf name = {0};
	bool differ = meta_blanks_differ(t, &name);

	txn_abort(t);
	buf_free(&name);
	return differ;
}

/* Each version has its own, those alike are kept once, and one that is changed is found. */
static void
test_blanks(void **state)
{
	struct meta_blank blanks[] = {{"a.docx", {"one", 3}}, {"b.odt", {"same", 4}}};
	const struct meta_rules rules = {.text = slice_of("town"), .blanks = blanks, .nblanks = 2};
	struct txn *t;
	struct cursor *found;
	struct buf key = {0};

	(void)state;
	for (size_t version = 0; version < 2; version++) {
		struct change *c = change_new(st, &lab_actor, "profile", "");

		blanks[0].bytes = slice_of(version == 0 ? "one" : "two");
		meta_stage_profile(c, version, &rules);
		assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	}
	stage_profile(2, "town");
	assert_true(has_blank(1, "one") && has_blank(2, "two"));
	assert_false(has_blank(3, "two"));
	assert_false(blanks_differ());
	t = txn_read(st);
	assert_false(meta_profile_is(t, &rules));
	found = cursor_open(t, TABLE_META);
	assert_true(cursor_seek(found, slice_of("blank:")));
	buf_put_slice(&key, cursor_key(found));
	cursor_close(found);
	txn_abort(t);
	t = txn_write(st);
	txn_put(t, TABLE_META, buf_slice(&key), slice_of("other"));
	assert_int_equal(txn_commit(t), ST_OK);
	assert_true(blanks_differ());
	buf_free(&key);
}

/* Two people replace the same version: both texts are kept, and everybody agrees which one holds.
 */
static void
test_profile_race(void **state)
{
	struct slice held, again;
	struct txn *t;

	(void)state;
	stage_profile(0, "first");
	stage_profile(1, "from one");
	stage_profile(1, "from the other");
	t = txn_read(st);
	assert_int_equal(meta_profile_versions(t), 3);
	assert_true(meta_profile(t, &held) && meta_profile(t, &again));
	assert_true(slice_equal(held, again));
	assert_false(slice_equal(held, slice_of("first")));
	txn_abort(t);
	stage_profile(3, "later");
	assert_profile(4, "later");
}

/* What is kept besides who it is: keys in lines, the screen it begins at. */
static void
keys_and_first_screen_are_kept(void **state)
{
	struct account a = {.name = "anna", .role = "clerk", .opens = "hall"}, got;
	struct change *c = change_new(st, &lab_actor, "account", "");
	struct buf keys = {0};
	struct txn *t;

	(void)state;
	account_stage(c, &a, slice_of("ssh-rsa AAAA one\nssh-rsa BBBB\n"));
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	t = txn_read(st);
	assert_true(account_get(t, "anna", &got));
	assert_true(account_equal(&got, &a));
	account_put_keys(t, "anna", &keys);
	assert_string_equal(buf_text(&keys), "ssh-rsa AAAA one\nssh-rsa BBBB\n");
	account_put_keys(t, "boris", &keys);
	assert_string_equal(buf_text(&keys), "ssh-rsa AAAA one\nssh-rsa BBBB\n");
	txn_abort(t);
	buf_free(&keys);
	got.opens[0] = '\0';
	assert_false(account_equal(&got, &a));
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, make_store, drop_store)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_STORE(test_there_and_back),
	    WITH_STORE(test_stands_for_a_person),
	    WITH_STORE(keys_and_first_screen_are_kept),
	    WITH_STORE(test_list_and_removal),
	    WITH_STORE(test_damaged_row),
	    cmocka_unit_test(test_bounds),
	    WITH_STORE(test_profile_versions),
	    WITH_STORE(test_blanks),
	    WITH_STORE(test_profile_race),
	};

	return cmocka_run_group_tests_name("accounts and profile versions", tests, NULL, NULL);
}
