/* SPDX-License-Identifier: MIT
 * account_keys.c - keys given to accounts and taken away, while others do the same.
 */
#include "tests/lib/meanwhile.h"
#include "tests/lib/town.h"

#include <sodium.h>

#include "base/buf.h"
#include "db/record/journal.h"
#include "service/core/account_keys.h"
#include "service/core/changes.h"

static int
set_up(void **state)
{
	*state = town_new();
	return 0;
}

/* A key of that number. */
static const char *
key(unsigned number)
{
	static char line[200];
	unsigned char blob[4 + 11 + 4 + 32] = "\0\0\0\x0bssh-ed25519\0\0\0\x20";
	char base64[100];

	memset(blob + sizeof(blob) - 32, (int)number + 1, 32);
	sodium_bin2base64(
	    base64, sizeof(base64), blob, sizeof(blob), sodium_base64_VARIANT_ORIGINAL);
	snprintf(line, sizeof(line), "ssh-ed25519 %s № %u", base64, number);
	return line;
}

static enum status
add(struct session *s, const char *account, unsigned number, struct error *e)
{
	char fingerprint[SSH_KEY_FINGERPRINT];

	return account_key_add(s, account, slice_of(key(number)), fingerprint, e);
}

static const char *
fingerprint_of(unsigned number)
{
	static char fingerprint[SSH_KEY_FINGERPRINT];

	assert_true(ssh_key_fingerprint(key(number), fingerprint));
	return fingerprint;
}

static size_t
keys_of(struct session *s, const char *account)
{
	struct txn *t = txn_read(s->store);
	struct buf keys = {0};
	size_t count;

	account_put_keys(t, account, &keys);
	txn_abort(t);
	count = account_keys_count(buf_slice(&keys));
	buf_free(&keys);
	return count;
}

static void
one_of_several_is_taken_away(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};

	for (unsigned i = 0; i < 3; i++)
		assert_done(add(s, "boss", i, &e), &e);
	assert_not_done(account_key_remove(s, "boss", fingerprint_of(7), &e), &e,
	    "какие есть, покажет user key list boss");
	assert_done(account_key_remove(s, "boss", fingerprint_of(1), &e), &e);
	/* without the name of the hash, too */
	assert_done(account_key_remove(s, "boss", fingerprint_of(0) + strlen("SHA256:"), &e), &e);
	assert_int_equal(keys_of(s, "boss"), 1);
	assert_done(account_key_remove(s, "boss", fingerprint_of(2), &e), &e);
	assert_int_equal(account_key_remove(s, "nobody", fingerprint_of(2), &e), ST_NOTFOUND);
}

static void
an_account_has_so_many_and_no_more(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};

	for (unsigned i = 0; i < KEYS_OF_ACCOUNT; i++)
		assert_done(add(s, "boss", i, &e), &e);
	assert_not_done(add(s, "boss", KEYS_OF_ACCOUNT, &e), &e, "уже 32 ключа");
	assert_int_equal(keys_of(s, "boss"), KEYS_OF_ACCOUNT);
}

/* What somebody else does to the account before it is written. */
struct other {
	struct session *s;
	enum { RENAMES, REMOVES, GIVES } deed;
};

static void
do_other(void *context)
{
	const struct other *o = context;
	struct account petya = {.name = "petya", .full_name = "Пётр", .role = "clerk"};
	struct error e = {0};

	switch (o->deed) {
	case RENAMES:
		assert_done(session_account_save(o->s, &petya, false, &e), &e);
		break;
	case REMOVES:
		assert_done(session_account_remove(o->s, "petya", &e), &e);
		break;
	case GIVES:
		assert_done(add(o->s, "petya", 9, &e), &e);
		break;
	}
}

static void
an_account_that_changed_meanwhile_stays_as_it_is(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct account petya = {.name = "petya", .full_name = "Петя", .role = "clerk"};
	struct account wanted = {.name = "petya", .full_name = "Петя", .role = "viewer"};
	struct error e = {0};

	for (int deed = RENAMES; deed <= GIVES; deed++) {
		struct other other = {.s = s, .deed = deed};

		assert_done(session_account_save(s, &petya, true, &e), &e);
		meanwhile(do_other, &other, 1);
		assert_int_equal(add(s, "petya", 0, &e), ST_CONFLICT);
		assert_non_null(strstr(e.text, "«petya» тем временем изменили"));
		assert_int_equal(meanwhile_left(), 0);
		assert_int_equal(keys_of(s, "petya"), deed == GIVES);
		if (deed != REMOVES)
			assert_done(session_account_remove(s, "petya", &e), &e);
	}
	/* a role given while a key is: the key is not lost */
	assert_done(session_account_save(s, &petya, true, &e), &e);
	meanwhile(do_other, &(struct other){.s = s, .deed = GIVES}, 1);
	assert_int_equal(session_account_save(s, &wanted, false, &e), ST_CONFLICT);
	assert_non_null(strstr(e.text, "ключи учётной записи «petya» тем временем изменили"));
	assert_int_equal(keys_of(s, "petya"), 1);
	assert_int_equal(meanwhile_left(), 0);
}

static void
what_may_be_written_no_more_is_told(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct error e = {0};

	s->actor.rules++; /* as one who came by other rules */
	assert_not_done(add(s, "boss", 0, &e), &e, "ключ не записан");
	s->actor.rules--;
	assert_int_equal(keys_of(s, "boss"), 0);
}

/* An account that is brought in with the keys it had. */
static void
a_new_account_comes_with_its_keys(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct account petya = {.name = "petya", .full_name = "Петя", .role = "clerk"};
	struct buf lines = {0};
	struct journal_row row;
	struct txn *t;
	struct error e = {0};

	buf_printf(&lines, "%s\n", key(3));
	assert_done(session_account_new(s, &petya, buf_slice(&lines), &e), &e);
	assert_int_equal(keys_of(s, "petya"), 1);
	t = txn_read(s->store);
	assert_true(journal_get(t, journal_last(t), &row));
	assert_non_null(strstr(row.reason, fingerprint_of(3)));
	journal_row_free(&row);
	txn_abort(t);
	snprintf(petya.name, sizeof(petya.name), "kolya");
	assert_not_done(session_account_new(s, &petya, buf_slice(&lines), &e), &e,
	    "этот ключ уже у учётной записи «petya»");
	buf_printf(&lines, "%s\n", key(3));
	snprintf(petya.name, sizeof(petya.name), "petya");
	assert_done(session_account_remove(s, "petya", &e), &e);
	assert_not_done(
	    session_account_new(s, &petya, buf_slice(&lines), &e), &e, "«petya» уже есть");
	buf_free(&lines);
}

/* The key by which they came is taken away, the account disabled or removed: the session ends. */
static void
who_came_by_a_key_goes_with_it(void **state)
{
	struct town *town = *state;
	struct session *clerk = town_second(town, "petya", "clerk");
	struct account a = clerk->account;
	struct error e = {0};

	changes_number(clerk);
	assert_null(changes_why_ended(clerk));
	assert_done(add(town->s, "petya", 0, &e), &e);
	assert_done(add(town->s, "petya", 1, &e), &e);
	snprintf(clerk->visitor.fingerprint, sizeof(clerk->visitor.fingerprint), "%s",
	    fingerprint_of(1));
	changes_number(clerk);
	assert_done(account_key_remove(town->s, "petya", fingerprint_of(0), &e), &e);
	changes_number(clerk);
	assert_null(changes_why_ended(clerk));
	assert_done(account_key_remove(town->s, "petya", fingerprint_of(1), &e), &e);
	changes_number(clerk);
	assert_string_equal(changes_why_ended(clerk), "ключ SSH, по которому вы вошли, удалили");
	a.disabled = true;
	assert_done(session_account_save(town->s, &a, false, &e), &e);
	changes_number(clerk);
	assert_string_equal(changes_why_ended(clerk), "вашу учётную запись отключили");
	assert_done(session_account_remove(town->s, "petya", &e), &e);
	changes_number(clerk);
	assert_string_equal(changes_why_ended(clerk), "вашу учётную запись удалили");
	assert_false(changes_permit(clerk, PERMIT_READ));
	assert_string_equal(clerk->account.name, "petya");
	town_second_close(clerk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(one_of_several_is_taken_away, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		an_account_has_so_many_and_no_more, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		an_account_that_changed_meanwhile_stays_as_it_is, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		what_may_be_written_no_more_is_told, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		a_new_account_comes_with_its_keys, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(who_came_by_a_key_goes_with_it, set_up, town_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
