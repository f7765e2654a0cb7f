/* SPDX-License-Identifier: MIT
 * service_presence.c - who is here: files of the living are read, those of the dead are taken away.
 */
#include "tests/lib/lab.h"
#include "tests/lib/visitor_help.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>

#include "service/core/company.h"

static int
set_up(void **state)
{
	char *dir = xcalloc(1, LAB_PATH);

	lab_folder(dir);
	*state = dir;
	return 0;
}

static int
tear_down(void **state)
{
	lab_remove(*state);
	free(*state);
	return 0;
}

static unsigned
files(const char *dir)
{
	char here[LAB_PATH + 8];

	snprintf(here, sizeof(here), "%s/here", dir);
	return lab_entries(here);
}

static struct presence *
come(const char *dir, const char *account)
{
	struct visitor visitor = {.way = WAY_SSH, .address = "10.0.0.5", .os_user = "metod"};

	snprintf(visitor.account, sizeof(visitor.account), "%s", account);
	return presence_begin(dir, &visitor, "Иванова Вера");
}

static void
one_sees_the_others_and_what_they_do(void **state)
{
	struct presence *vera = come(*state, "vera"), *petr = come(*state, "petr");
	struct present *all;
	struct buf note = {0};

	presence_show(vera, "Люди", KIND_PEOPLE, 17);
	assert_int_equal(presence_list(*state, petr, &all), 1);
	assert_string_equal(all[0].account, "vera");
	assert_string_equal(all[0].full_name, "Иванова Вера");
	assert_string_equal(all[0].address, "10.0.0.5");
	assert_string_equal(all[0].screen, "Люди");
	assert_int_equal(all[0].way, WAY_SSH);
	company_put_editors(all, 1, KIND_PEOPLE, 17, &note);
	assert_non_null(strstr(buf_text(&note), "правит Иванова Вера, с "));
	buf_clear(&note);
	company_put_editors(all, 1, KIND_ORGANISATIONS, 17, &note);
	assert_string_equal(buf_text(&note), "");
	buf_free(&note);
	free(all);
	assert_int_equal(presence_list(*state, NULL, &all), 2);
	free(all);
	presence_end(vera);
	assert_int_equal(presence_list(*state, petr, &all), 0);
	presence_end(petr);
	assert_int_equal(files(*state), 0);
}

/* A process of its own that is there until it is killed. */
static void
stay(const char *dir, int out, unsigned number)
{
	char account[32];

	snprintf(account, sizeof(account), "a%u", number);
	if (come(dir, account) == NULL)
		_exit(3);
	lab_acknowledge(out, 1);
	for (;;)
		pause();
}

static void
assert_editors(const struct present *all, size_t count, uint64_t id, const char *told)
{
	struct buf note = {0};

	company_put_editors(all, count, KIND_PEOPLE, id, &note);
	assert_string_equal(buf_text(&note), told);
	buf_free(&note);
}

/* Since when is told without the day only when that is today. */
static void
those_at_one_record_are_told(void **state)
{
	struct presence *vera, *petr;
	struct present *all;

	setenv("METODAKTIV_NOW", "2026-05-30T18:30:00", 1);
	vera = come(*state, "vera");
	presence_show(vera, "Люди", KIND_ORGANISATIONS, 17);
	presence_show(vera, "Люди", KIND_PEOPLE, 17); /* another record of the same number */
	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
	petr = come(*state, "petr");
	presence_show(petr, "Люди", KIND_PEOPLE, 17);
	assert_int_equal(presence_list(*state, NULL, &all), 2);
	assert_editors(all, 2, 17,
	    "Эту запись правит Иванова Вера, с 30.05.2026 18:30; Иванова Вера, с 12:00");
	assert_editors(all, 2, 18, "");
	assert_editors(all, 2, 0, "");
	free(all);
	presence_end(vera);
	presence_end(petr);
	unsetenv("METODAKTIV_NOW");
}

/* A name of so many letters that it is cut between two of them, and not within one. */
static void
long_texts_are_cut_between_letters(void **state)
{
	struct presence *me;
	struct present *all;
	struct buf screen = {0};

	for (size_t i = 0; i < sizeof(all->screen); i++)
		buf_puts(&screen, "щ");
	me = come(*state, "vera");
	for (size_t ahead = 0; ahead < 2; ahead++) {
		struct buf shown = {0};

		buf_printf(&shown, "%s%s", ahead > 0 ? "x" : "", buf_text(&screen));
		presence_show(me, buf_text(&shown), 0, 0);
		assert_int_equal(presence_list(*state, NULL, &all), 1);
		assert_int_equal(strlen(all[0].screen) % 2, ahead);
		assert_true(strlen(all[0].screen) >= sizeof(all->screen) - 2);
		assert_memory_equal(all[0].screen, shown.data, strlen(all[0].screen));
		free(all);
		buf_free(&shown);
	}
	presence_end(me);
	buf_free(&screen);
}

static void
the_file_of_a_dead_process_vanishes(void **state)
{
	struct lab_child child = lab_start(stay, *state, 1);
	struct present *all;
	uint64_t token;

	lab_wait_for(&child, 1);
	assert_int_equal(presence_list(*state, NULL, &all), 1);
	token = all[0].token;
	free(all);
	assert_true(presence_lives(*state, token));
	lab_kill(&child);
	assert_int_equal(files(*state), 1);
	assert_int_equal(presence_list(*state, NULL, &all), 0);
	assert_int_equal(files(*state), 0);
	assert_false(presence_lives(*state, token));
}

/* Who looks often reads only what somebody has told since. */
static void
a_stamp_tells_of_news(void **state)
{
	struct presence *vera = come(*state, "vera"), *petr;
	int64_t before, now;

	usleep(150 * 1000); /* of a moment only just gone nothing is known */
	before = presence_stamp(*state);
	assert_true(before != 0);
	assert_true(presence_stamp(*state) == before);
	presence_show(vera, "Люди", KIND_PEOPLE, 0);
	assert_true(presence_stamp(*state) != before);
	usleep(150 * 1000);
	before = presence_stamp(*state);
	petr = come(*state, "petr");
	presence_end(petr);
	usleep(150 * 1000);
	now = presence_stamp(*state);
	assert_true(now != 0 && now != before);
	presence_end(vera);
}

static void
a_hundred_are_there_at_once(void **state)
{
	enum { HUNDRED = 100 };
	struct presence *all[HUNDRED];
	struct present *seen;

	for (int i = 0; i < HUNDRED; i++) {
		all[i] = come(*state, "vera");
		assert_non_null(all[i]);
	}
	assert_int_equal(presence_list(*state, all[0], &seen), HUNDRED - 1);
	for (int i = 1; i < HUNDRED - 1; i++)
		assert_true(seen[i - 1].token != seen[i].token);
	free(seen);
	for (int i = 0; i < HUNDRED; i++)
		presence_end(all[i]);
	assert_int_equal(files(*state), 0);
}

/* What others put there: locked, for only then it is read at all. */
static int
put_file(const char *dir, const char *name, const char *text)
{
	char path[LAB_PATH + 40];
	int fd;

	snprintf(path, sizeof(path), "%s/here/%s", dir, name);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0660);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	assert_int_equal(flock(fd, LOCK_EX), 0);
	return fd;
}

static void
odd_bytes_come_out_clean_or_not_at_all(void **state)
{
	static const struct {
		const char *text, *screen; /* NULL: it is no presence */
	} cases[] = {
	    {"1 5\nv\n\n\n\n0\n1000\n0 0 0\nЛюди\033[2J\xff\n5\n", "Люди<U+001B>[2J<0xFF>"},
	    {"1 5\nv\n\n\n\n0\n1000\n9999 7 0\nx\n5\n", "x"},
	    {"1 5\nv\n\n\n\n0\n1000\n0 0 0\nЛюди\n4\n", NULL},
	    {"1 5\nv\n\n\n\n77\n1000\n0 0 0\nx\n5\n", NULL},
	    {"1 5\nv\n\n\n\n0\nсегодня\n0 0 0\nx\n5\n", NULL},
	    {"1 5\nv\n\n\n\n0\n\n0 0 0\nx\n5\n", NULL},
	    {"1 5\nv\n\n\n\n0\n10000000000000000000\n0 0 0\nx\n5\n", NULL},
	    {"1 5\nv\n\n\n\nssh\n1000\n0 0 0\nx\n5\n", NULL},
	    {"1 5\nv\n\n\n\n0\n1000\n0 0\nx\n5\n", NULL},
	    {"1 5\nv\n\n\n\n0\n1000\n-1 7 0\nx\n5\n", "x"},
	    {"\n\n\n\n\n\n\n\n\n\n\n", NULL},
	    {"", NULL},
	};
	struct presence *me = come(*state, "me");

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int fd = put_file(*state, "0123456789abcdef", cases[i].text);
		struct present *all;
		size_t count = presence_list(*state, me, &all);

		assert_int_equal(count, cases[i].screen != NULL);
		if (count == 1) {
			assert_string_equal(all[0].screen, cases[i].screen);
			assert_int_equal(all[0].id, 0);
		}
		free(all);
		close(fd);
	}
	presence_end(me);
}

static void
strangers_things_are_left_alone(void **state)
{
	struct presence *me = come(*state, "me");
	struct present *all;
	char path[LAB_PATH + 40];

	close(put_file(*state, "notes.txt", "x"));
	close(put_file(*state, "0123456789ABCDEF", "x"));
	close(put_file(*state, "0000000000000000", "x"));
	snprintf(path, sizeof(path), "%s/here/00000000000000aa", (char *)*state);
	assert_int_equal(mkfifo(path, 0660), 0);
	snprintf(path, sizeof(path), "%s/here/00000000000000bb", (char *)*state);
	assert_int_equal(symlink("/etc/passwd", path), 0);
	assert_int_equal(presence_list(*state, me, &all), 0);
	assert_int_equal(files(*state), 6);
	presence_end(me);
}

static void
without_a_place_there_is_no_presence(void **state)
{
	struct present *all;
	char path[LAB_PATH + 8];
	int fd;

	snprintf(path, sizeof(path), "%s/here", (char *)*state);
	fd = open(path, O_CREAT | O_WRONLY, 0600);
	close(fd);
	assert_null(come(*state, "vera"));
	presence_show(NULL, "Люди", KIND_PEOPLE, 1);
	assert_int_equal(presence_token(NULL), 0);
	assert_int_equal(presence_stamp(*state), 0);
	assert_false(presence_lives(*state, 1));
	assert_int_equal(presence_list(*state, NULL, &all), 0);
	presence_end(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		one_sees_the_others_and_what_they_do, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(those_at_one_record_are_told, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(long_texts_are_cut_between_letters, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(the_file_of_a_dead_process_vanishes, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_stamp_tells_of_news, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_hundred_are_there_at_once, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		odd_bytes_come_out_clean_or_not_at_all, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(strangers_things_are_left_alone, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		without_a_place_there_is_no_presence, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("presence", tests, NULL, NULL);
}
