/* SPDX-License-Identifier: MIT
 * service_session.c - databases made and opened, permissions, accounts, the profile in force.
 */
#include "tests/lib/lab.h"
#include "tests/lib/town.h"

#include <sys/stat.h>

#include <time.h>

#include "base/clock.h"
#include "db/record/meta.h"
#include "service/core/operations.h"
#include "service/core/taken.h"

static int
set_up(void **state)
{
	struct town *town = town_new();

	*state = town;
	return 0;
}

static void
roles_are_found_by_id_and_word(void **state)
{
	size_t count;
	const struct role *roles = role_list(&count);

	(void)state;
	assert_int_equal(count, 7);
	for (size_t i = 0; i < count; i++) {
		assert_ptr_equal(role_find(roles[i].id), &roles[i]);
		assert_ptr_equal(role_find(roles[i].word), &roles[i]);
		assert_true(roles[i].permits & PERMIT_READ);
		assert_true(strlen(roles[i].about) > 0);
	}
	assert_ptr_equal(role_find("Сотрудник"), &roles[1]);
	assert_null(role_find("король"));
	assert_null(role_find(""));
	for (unsigned p = PERMIT_READ; p <= PERMIT_PRINT; p <<= 1)
		assert_true(strlen(permit_text((enum permit)p)) > 0);
}

static void
administrator_may_all_and_viewer_only_looks(void **state)
{
	struct town *town = *state;
	struct session *viewer = town_second(town, "gost", "viewer");
	struct error e = {0};

	for (unsigned p = PERMIT_READ; p <= PERMIT_PRINT; p <<= 1) {
		assert_true(session_may(town->s, (enum permit)p));
		assert_int_equal(session_may(viewer, (enum permit)p), p == PERMIT_READ);
	}
	assert_int_equal(session_require(viewer, PERMIT_READ, &e), ST_OK);
	assert_int_equal(session_require(viewer, PERMIT_EXPORT, &e), ST_DENIED);
	assert_non_null(strstr(e.text, "gost"));
	assert_non_null(strstr(e.text, "наблюдатель"));
	assert_non_null(strstr(e.text, "выгружать таблицы"));
	assert_int_equal(status_exit_code(e.status), 4);
	town_second_close(viewer);
}

/* руководитель */
static void
the_head_sees_takes_out_and_changes_nothing(void **state)
{
	const unsigned may = PERMIT_READ | PERMIT_PRINT | PERMIT_EXPORT | PERMIT_JOURNAL;
	struct session *head = town_second(*state, "glava", "руководитель");
	struct error e = {0};

	for (unsigned p = PERMIT_READ; p <= PERMIT_PRINT; p <<= 1)
		assert_int_equal(session_may(head, (enum permit)p), (p & may) != 0);
	assert_int_equal(session_require(head, PERMIT_EDIT, &e), ST_DENIED);
	assert_non_null(strstr(e.text, "«glava» (руководитель) не может вносить"));
	town_second_close(head);
}

static void
database_is_opened_by_its_accounts_only(void **state)
{
	struct town *town = *state;
	struct account a = {.name = "masha", .full_name = "Маша", .role = "сотрудник"};
	struct session *s;
	struct error e = {0};

	assert_int_equal(session_account_save(town->s, &a, true, &e), ST_OK);
	snprintf(a.name, sizeof(a.name), "petya");
	a.disabled = true;
	assert_int_equal(session_account_save(town->s, &a, true, &e), ST_OK);
	town_shut(town);

	assert_int_equal(session_open(&s, town->dir, AS("nikto"), &e), ST_DENIED);
	assert_null(s);
	assert_non_null(strstr(e.text, "nikto"));
	assert_int_equal(session_open(&s, town->dir, AS("petya"), &e), ST_DENIED);
	assert_non_null(strstr(e.text, "отключена"));
	assert_int_equal(session_open(&s, town->dir, AS("masha"), &e), ST_OK);
	assert_string_equal(s->role->id, "clerk");
	assert_string_equal(s->account.full_name, "Маша");
	assert_string_equal(s->actor.account, "masha");
	assert_string_equal(s->actor.via, "command");
	assert_string_equal(profile_id(s->profile), "strezhevoy");
	session_close(s);
	town_reopen(town);
}

static void
creation_is_journalled_and_refuses_a_second_time(void **state)
{
	struct town *town = *state;
	struct journal_row row;
	struct session *s;
	struct error e = {0};
	struct txn *t = txn_read(town->s->store);

	assert_int_equal(journal_last(t), 1);
	assert_true(journal_get(t, 1, &row));
	assert_string_equal(row.operation, "init");
	assert_string_equal(row.account, "boss");
	journal_row_free(&row);
	txn_abort(t);
	town_shut(town);
	assert_int_not_equal(
	    session_create(&s, &(struct new_database){.dir = town->dir, .profile = TOWN_PROFILE},
		AS("boss"), &e),
	    ST_OK);
	assert_null(s);
	town_reopen(town);
}

static void
failed_creation_leaves_nothing(void **state)
{
	struct town *town = *state;
	struct session *s;
	struct error e = {0};
	char dir[600];

	snprintf(dir, sizeof(dir), "%s/new", town->dir);
	assert_int_not_equal(
	    session_create(&s, &(struct new_database){.dir = dir, .profile = "нет-такого-города"},
		AS("boss"), &e),
	    ST_OK);
	assert_null(s);
	assert_true(strlen(e.text) > 0);
	assert_int_equal(access(dir, F_OK), -1);
	assert_int_equal(
	    session_create(&s, &(struct new_database){.dir = dir, .profile = TOWN_PROFILE},
		AS("вася пупкин"), &e),
	    ST_INVALID);
	assert_int_equal(access(dir, F_OK), -1);
}

static void
default_folder_follows_the_environment(void **state)
{
	struct buf b = {0};

	(void)state;
	setenv("METODAKTIV_DB", "/a/b", 1);
	session_default_dir(&b);
	assert_string_equal(buf_text(&b), "/a/b");
	unsetenv("METODAKTIV_DB");
	setenv("XDG_DATA_HOME", "/x", 1);
	buf_clear(&b);
	session_default_dir(&b);
	assert_string_equal(buf_text(&b), "/x/metodaktiv");
	setenv("XDG_DATA_HOME", "relative", 1);
	setenv("HOME", "/m", 1);
	buf_clear(&b);
	session_default_dir(&b);
	assert_string_equal(buf_text(&b), "/m/.local/share/metodaktiv");
	unsetenv("XDG_DATA_HOME");
	buf_free(&b);
}

static void
account_names_have_rules(void **state)
{
	static const char *const good[] = {"a", "ivanova", "i.ivanova-2_x", "7"};
	static const char *const bad[] = {
	    "", "-a", ".a", "иванова", "a b", "a/b", "a:b", "a{b", "a^b"};
	char longest[66];
	struct error e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(session_account_name_check(good[i], &e), ST_OK);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(session_account_name_check(bad[i], &e), ST_INVALID);
	memset(longest, 'a', sizeof(longest));
	longest[65] = '\0';
	assert_int_equal(session_account_name_check(longest, &e), ST_INVALID);
	longest[64] = '\0';
	assert_int_equal(session_account_name_check(longest, &e), ST_OK);
}

static uint64_t
last_operation(struct session *s)
{
	struct txn *t = txn_read(s->store);
	uint64_t last = journal_last(t);

	txn_abort(t);
	return last;
}

static void
accounts_are_kept_and_journalled(void **state)
{
	struct town *town = *state;
	struct account a = {.name = "masha", .full_name = "Маша", .role = "clerk"};
	struct session *clerk;
	struct error e = {0};
	uint64_t before = last_operation(town->s);

	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_NOTFOUND);
	assert_int_equal(session_account_save(town->s, &a, true, &e), ST_OK);
	assert_int_equal(last_operation(town->s), before + 1);
	assert_int_equal(session_account_save(town->s, &a, true, &e), ST_REFUSED);
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_OK);
	assert_int_equal(last_operation(town->s), before + 1); /* the same again writes nothing */
	snprintf(a.role, sizeof(a.role), "повар");
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "повар"));
	snprintf(a.role, sizeof(a.role), "viewer");
	snprintf(a.full_name, sizeof(a.full_name), "Ма\nша");
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_INVALID);
	snprintf(a.full_name, sizeof(a.full_name), "\xCC\xE0\xF8\xE0");
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "не в UTF-8"));
	snprintf(a.full_name, sizeof(a.full_name), "Маша");
	snprintf(a.opens, sizeof(a.opens), "attic");
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "«attic» неизвестен"));
	snprintf(a.opens, sizeof(a.opens), "home");
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_OK);

	clerk = town_second(town, "petya", "clerk");
	assert_int_equal(session_account_save(clerk, &a, false, &e), ST_DENIED);
	assert_int_equal(session_account_remove(clerk, "masha", &e), ST_DENIED);
	assert_int_equal(session_account_remove(town->s, "masha", &e), ST_OK);
	assert_int_equal(session_account_remove(town->s, "masha", &e), ST_NOTFOUND);
	town_second_close(clerk);
}

static void
a_right_taken_away_is_gone_at_once(void **state)
{
	struct town *town = *state;
	struct session *clerk = town_second(town, "petya", "clerk");
	struct account a = clerk->account;
	struct error e = {0};

	assert_true(session_may(clerk, PERMIT_EDIT));
	snprintf(a.role, sizeof(a.role), "viewer");
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_OK);
	assert_false(session_may(clerk, PERMIT_EDIT));
	a.disabled = true;
	assert_int_equal(session_account_save(town->s, &a, false, &e), ST_OK);
	assert_false(session_may(clerk, PERMIT_READ));
	assert_int_equal(session_require(clerk, PERMIT_READ, &e), ST_DENIED);
	town_second_close(clerk);
}

static void
an_account_is_changed_as_it_was_shown(void **state)
{
	struct town *town = *state;
	struct session *clerk = town_second(town, "petya", "clerk");
	struct account seen = clerk->account, now = seen, wanted = seen;
	struct error e = {0};

	snprintf(now.role, sizeof(now.role), "viewer");
	assert_int_equal(session_account_save(town->s, &now, false, &e), ST_OK);
	wanted.disabled = true;
	assert_int_equal(session_account_save_seen(town->s, &wanted, &seen, &e), ST_CONFLICT);
	assert_non_null(strstr(e.text, "«petya» тем временем изменили"));
	assert_int_equal(session_account_remove_seen(town->s, &seen, &e), ST_CONFLICT);
	assert_int_equal(session_account_remove_seen(town->s, &now, &e), ST_OK);
	assert_int_equal(session_account_save_seen(town->s, &wanted, &now, &e), ST_NOTFOUND);
	assert_non_null(strstr(e.text, "«petya» тем временем удалили"));
	town_second_close(clerk);
}

static void
last_administrator_is_protected(void **state)
{
	struct town *town = *state;
	struct account boss = town->s->account, demoted = boss, disabled = boss;
	struct session *second;
	struct error e = {0};

	snprintf(demoted.role, sizeof(demoted.role), "clerk");
	disabled.disabled = true;
	assert_int_equal(session_account_remove(town->s, "boss", &e), ST_REFUSED);
	assert_int_equal(session_account_save(town->s, &demoted, false, &e), ST_REFUSED);
	assert_int_equal(session_account_save(town->s, &disabled, false, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "boss"));
	snprintf(boss.full_name, sizeof(boss.full_name), "Главный");
	assert_int_equal(session_account_save(town->s, &boss, false, &e), ST_OK);

	second = town_second(town, "zam", "administrator");
	assert_int_equal(session_account_save(town->s, &disabled, false, &e), ST_OK);
	assert_int_equal(session_account_remove(second, "zam", &e), ST_REFUSED);
	assert_int_equal(session_account_save(second, &boss, false, &e), ST_OK);
	assert_int_equal(session_account_remove(town->s, "zam", &e), ST_OK);
	town_second_close(second);
}

static void
profile_is_replaced_and_kept(void **state)
{
	struct town *town = *state;
	struct session *clerk = town_second(town, "petya", "clerk");
	uint64_t before = last_operation(town->s);
	struct error e = {0};
	struct txn *t;

	assert_int_equal(town_rules(clerk, "profiles/kuznetsk.conf", &e), ST_DENIED);
	assert_int_equal(town_rules(town->s, TOWN_PROFILE, &e), ST_OK);
	assert_int_equal(last_operation(town->s), before);
	assert_int_not_equal(town_rules(town->s, "profiles/нет.conf", &e), ST_OK);
	assert_string_equal(profile_id(town->s->profile), "strezhevoy");
	assert_int_equal(town_rules(town->s, "profiles/kuznetsk.conf", &e), ST_OK);
	assert_int_equal(last_operation(town->s), before + 1);
	assert_string_equal(profile_id(town->s->profile), "kuznetsk");
	t = txn_read(town->s->store);
	assert_int_equal(meta_profile_versions(t), 2);
	txn_abort(t);
	town_shut(town);
	town_reopen(town);
	assert_string_equal(profile_id(town->s->profile), "kuznetsk");
	town_second_close(clerk);
}

static void
values_are_read_against_the_database(void **state)
{
	struct town *town = *state;
	uint64_t id = town_school(town->s, "O001", "Школа");
	struct session_refs refs;
	struct reading reading = session_reading(town->s, &refs);
	struct buf code = {0};
	struct txn *t;

	assert_int_equal(reading.today, date_make(2026, 5, 31));
	assert_int_equal(reading.find_code(reading.refs, KIND_ORGANISATIONS, slice_of("O001")), id);
	assert_int_equal(reading.find_code(reading.refs, KIND_ORGANISATIONS, slice_of("O002")), 0);
	assert_true(reading.put_code(reading.refs, KIND_ORGANISATIONS, id, &code));
	assert_string_equal(buf_text(&code), "O001");
	t = txn_read(town->s->store);
	reading = session_reading_in(town->s, &refs, t);
	assert_int_equal(reading.find_code(reading.refs, KIND_ORGANISATIONS, slice_of("O001")), id);
	assert_false(reading.put_code(reading.refs, KIND_ORGANISATIONS, id + 1, &code));
	txn_abort(t);
	buf_free(&code);
}

static void
remove_store(const char *dir)
{
	char path[700];

	snprintf(path, sizeof(path), "%s/data.mdb", dir);
	assert_int_equal(unlink(path), 0);
	snprintf(path, sizeof(path), "%s/lock.mdb", dir);
	unlink(path);
	assert_int_equal(rmdir(dir), 0);
}

/* The clock of a register can be set by nobody who only sets a variable. */
static void
only_a_rehearsal_has_a_stopped_clock(void **state)
{
	struct town *town = *state;
	struct buf told = {0};
	char dir[600];
	struct session *s;
	struct error e = {0};

	session_put_clock(town->s, &told);
	assert_string_equal(buf_text(&told), "");
	assert_string_equal(getenv("METODAKTIV_NOW"), "2026-05-31T12:00:00");
	town_shut(town);

	snprintf(dir, sizeof(dir), "%s/real", town->dir);
	assert_int_equal(
	    session_create(
		&s, &(struct new_database){.dir = dir, .profile = TOWN_PROFILE}, AS("boss"), &e),
	    ST_OK);
	assert_null(getenv("METODAKTIV_NOW"));
	session_put_clock(s, &told);
	assert_non_null(strstr(buf_text(&told), "METODAKTIV_NOW не действует"));
	session_close(s);

	buf_clear(&told);
	setenv("METODAKTIV_NOW", "2099-01-01T12:00:00", 1);
	assert_int_equal(session_open(&s, dir, AS("boss"), &e), ST_OK);
	assert_true(clock_now() - (int64_t)time(NULL) < 5);
	session_put_clock(s, &told);
	assert_non_null(strstr(buf_text(&told), "METODAKTIV_NOW не действует"));
	session_close(s);

	buf_clear(&told);
	assert_int_equal(session_open(&s, dir, AS("boss"), &e), ST_OK);
	session_put_clock(s, &told);
	assert_string_equal(buf_text(&told), "");
	/* a row of the future, as a wrong clock leaves it */
	setenv("METODAKTIV_NOW", "2099-01-01T12:00:00", 1);
	assert_int_equal(session_note(s, "login", "", &e), ST_OK);
	session_close(s);
	unsetenv("METODAKTIV_NOW");
	assert_int_equal(session_open(&s, dir, AS("boss"), &e), ST_OK);
	session_put_clock(s, &told);
	assert_non_null(strstr(buf_text(&told), "01.01.2099 12:00:00"));
	session_close(s);
	setenv("METODAKTIV_NOW", "2098-01-01T12:00:00", 1);
	assert_int_equal(session_open(&s, dir, AS("boss"), &e), ST_OK);
	buf_clear(&told);
	session_put_clock(s, &told);
	assert_non_null(strstr(buf_text(&told), "(init --rehearsal).\nЧасы этого компьютера"));
	session_close(s);
	remove_store(dir);
	buf_free(&told);
	town_reopen(town);
}

/* What another version of the program, or a creation cut short, may have left. */
static void
what_this_program_does_not_know_is_told(void **state)
{
	struct town *town = *state;
	struct account cook = {.name = "cook", .full_name = "Повар", .role = "повар"};
	char dir[LAB_PATH + 8];
	struct session *s;
	struct store *store;
	struct change *c = change_new(town->s->store, &lab_actor, "account", "");
	struct error e = {0};

	account_stage(c, &cook, slice_of(""));
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	town_shut(town);
	assert_int_equal(session_open(&s, town->dir, AS("cook"), &e), ST_DENIED);
	assert_non_null(strstr(e.text, "роль «повар», которой эта версия программы не знает"));
	town_reopen(town);

	snprintf(dir, sizeof(dir), "%s/bare", town->dir);
	store = lab_create(dir);
	c = change_new(store, &lab_actor, "account", "");
	account_stage(c, &town->s->account, slice_of(""));
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	store_close(store);
	assert_int_equal(session_open(&s, dir, AS("boss"), &e), ST_DAMAGED);
	assert_non_null(strstr(e.text, "в базе нет правил города"));
	lab_remove(dir);
}

static void
who_has_come_is_there_once(void **state)
{
	struct town *town = *state;
	char here[LAB_PATH + 16];

	session_come(town->s, "Люди");
	session_come(town->s, "Согласия");
	snprintf(here, sizeof(here), "%s/here", town->dir);
	assert_int_equal(lab_entries(here), 1);
	presence_end(town->s->presence);
	town->s->presence = NULL;
	town->s->older = true; /* nothing is written beside a database of an older program */
	session_come(town->s, "Люди");
	assert_null(town->s->presence);
	assert_int_equal(lab_entries(here), 0);
	assert_int_equal(rmdir(here), 0);
}

/* The row of a file is the newest that ends with its digest; words alone are no digest. */
static void
a_file_is_found_by_its_digest(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const struct slice paper = slice_of("протокол"), other = slice_of("приказ");
	struct buf what = {0};
	struct error e = {0};
	struct txn *t;

	assert_done(taken_note_file(s, OPERATION_PAPER, "протокол № 1", paper, &e), &e);
	assert_done(taken_note_file(s, OPERATION_PAPER, "", other, &e), &e);
	assert_done(taken_note(s, OPERATION_PAPER, "без файла", &e), &e);
	t = txn_read(s->store);
	assert_int_equal(taken_find_file(t, paper, &what), journal_last(t) - 2);
	assert_string_equal(buf_text(&what), "протокол № 1");
	buf_clear(&what);
	assert_int_equal(taken_find_file(t, other, &what), journal_last(t) - 1);
	assert_string_equal(buf_text(&what), "");
	assert_int_equal(taken_find_file(t, slice_of("ничей"), &what), 0);
	txn_abort(t);
	buf_free(&what);
}

/* A row may be a later program's. */
static void
operations_have_words(void **state)
{
	static const struct {
		const char *id, *word;
		bool undoable, note;
	} cases[] = {
	    {"save", "сохранение", true, false},
	    {"order", "регистрация приказа", false, false},
	    {"login", "вход", false, true},
	    {"teleport", "teleport", false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_string_equal(operation_word(cases[i].id), cases[i].word);
		assert_int_equal(operation_can_be_undone(cases[i].id), cases[i].undoable);
		assert_int_equal(operation_is_note(cases[i].id), cases[i].note);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		the_head_sees_takes_out_and_changes_nothing, set_up, town_tear_down),
	    cmocka_unit_test(roles_are_found_by_id_and_word),
	    cmocka_unit_test(account_names_have_rules),
	    cmocka_unit_test(default_folder_follows_the_environment),
	    cmocka_unit_test_setup_teardown(
		administrator_may_all_and_viewer_only_looks, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		database_is_opened_by_its_accounts_only, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		creation_is_journalled_and_refuses_a_second_time, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		only_a_rehearsal_has_a_stopped_clock, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(failed_creation_leaves_nothing, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		accounts_are_kept_and_journalled, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		a_right_taken_away_is_gone_at_once, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		an_account_is_changed_as_it_was_shown, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		last_administrator_is_protected, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(profile_is_replaced_and_kept, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		values_are_read_against_the_database, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(
		what_this_program_does_not_know_is_told, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(who_has_come_is_there_once, set_up, town_tear_down),
	    cmocka_unit_test_setup_teardown(a_file_is_found_by_its_digest, set_up, town_tear_down),
	    cmocka_unit_test(operations_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
