/* SPDX-License-Identifier: MIT
 * transactions.c - what a key costs: how many transactions the program begins for it, from the key
 * to the screen that shows what came of it.
 */
#include <sys/resource.h>

#include "tests/lib/desk.h"

/* At most so many reads, and one write, for a deed. */
enum { READS = 4, IDLE = 2500 /* milliseconds: the loop looks for others' work twice */ };

static const char *
trace_file(const struct desk *d)
{
	static char path[400];

	snprintf(path, sizeof(path), "%s.trace", d->db);
	return path;
}

static vt *
start_traced(const struct desk *d)
{
	setenv("METODAKTIV_TRACE", "txn,key,load", 1);
	setenv("METODAKTIV_TRACE_FILE", trace_file(d), 1);
	return desk_start(d, 30, 100);
}

/* The first line of the trace behind another that begins so, counted from 1; 0: there is none. */
static int
traced_behind(const struct desk *d, int behind, const char *start)
{
	FILE *f = fopen(trace_file(d), "r");
	char line[256];
	int at = 0;

	assert_non_null(f);
	for (int n = 1; at == 0 && fgets(line, sizeof(line), f) != NULL; n++)
		if (n > behind && strncmp(line, start, strlen(start)) == 0)
			at = n;
	fclose(f);
	return at;
}

/* Nobody waits for the disk to see the first screen; no key is taken before the journal has it. */
static void
who_comes_is_written_behind_the_first_frame(void **state)
{
	const struct desk *d = *state;
	vt *v;

	int loaded, sent, written;

	setenv("METODAKTIV_TRACE", "txn,key,load,send", 1);
	setenv("METODAKTIV_TRACE_FILE", trace_file(d), 1);
	v = desk_start(d, 30, 100);
	desk_type(v, "<Down>", "► Организации");
	vt_close(v, WAIT);
	loaded = traced_behind(d, 0, "load");
	sent = traced_behind(d, loaded, "send");
	written = traced_behind(d, 0, "txn write");
	assert_true(loaded > 0 && sent > loaded && written > sent);
	assert_true(traced_behind(d, 0, "key") > written);
}

/* Where it cannot be written, the session ends there: the data file may not grow here. */
static void
who_cannot_be_written_does_not_come(void **state)
{
	const struct desk *d = *state;
	struct rlimit all, little;
	vt *v;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &all), 0);
	little = (struct rlimit){.rlim_cur = 8192, .rlim_max = all.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
	v = desk_start(d, 30, 100);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &all), 0);
	vt_keys(v, "<Enter>");
	assert_int_equal(vt_wait_end(v, WAIT), 1);
	desk_see(v, "в журнал записать не удалось");
	assert_int_equal(vt_close(v, WAIT), 3);
}

static void
forget_trace(const struct desk *d)
{
	assert_int_equal(truncate(trace_file(d), 0), 0);
}

struct cost {
	unsigned reads, nested, writes;
};

static struct cost
cost_so_far(const struct desk *d, const char *what)
{
	struct cost c = {0};
	char line[256];
	FILE *f = fopen(trace_file(d), "r");

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		c.reads += strncmp(line, "txn read", 8) == 0;
		c.nested += strstr(line, "nested") != NULL;
		c.writes += strncmp(line, "txn write", 9) == 0;
	}
	fclose(f);
	printf("%s: %u reads (%u nested), %u writes\n", what, c.reads, c.nested, c.writes);
	return c;
}

static void
assert_one_deed(const struct desk *d, const char *what)
{
	struct cost c = cost_so_far(d, what);

	assert_true(c.reads <= READS);
	assert_int_equal(c.nested, 0);
	assert_int_equal(c.writes, 1);
}

/* Press once everything before it has come to rest; what comes of it is seen. */
static void
press_and_see(vt *v, const struct desk *d, const char *keys, const char *text)
{
	vt_quiet(v, 400, WAIT);
	forget_trace(d);
	desk_type(v, keys, text);
}

/* The form of the first person of the list, over the list. */
static vt *
person_being_changed(const struct desk *d)
{
	vt *v = start_traced(d);

	desk_see(v, "► ");
	desk_type(v, "люди", "► Люди");
	desk_type(v, "<Enter>", "всего ");
	desk_type(v, "<F4>", "F2 Сохранить");
	desk_type(v, "<PgUp><PgUp><Tab>", "F2 Сохранить");
	return v;
}

static void
a_save_is_one_deed(void **state)
{
	struct desk *d = *state;
	vt *v = person_being_changed(d);

	desk_type(v, "<End>ъ", "ъ");
	press_and_see(v, d, "<F2>", "Сохранено: ");
	assert_one_deed(d, "save with a draft");
	vt_close(v, WAIT);
}

static void
a_save_at_once_is_one_deed(void **state)
{
	struct desk *d = *state;
	vt *v = person_being_changed(d);

	vt_quiet(v, 400, WAIT);
	desk_type(v, "<End>ъъ", "ъъ");
	forget_trace(d);
	desk_type(v, "<F2>", "Сохранено: ");
	assert_one_deed(d, "save in haste");
	vt_close(v, WAIT);
}

/* A paper has been looked at: what is read then is the first to be read again. */
static void
a_paper_leaves_nothing_open(void **state)
{
	struct desk *d = *state;
	vt *v = start_traced(d);

	desk_see(v, "► ");
	desk_type(v, "<F9>", "Найти:");
	desk_type(v, "состав методического актива на", "Состав методического актива на дату");
	desk_type(v, "<Enter>", "Методический актив на 31.05.2026");
	desk_type(v, "<F3>", "строки 1–");
	vt_quiet(v, 400, WAIT);
	forget_trace(d);
	desk_type(v, "<F10>", "F3 Текст");
	desk_type(v, "<F10>", "F10 Выход");
	desk_type(v, "люди", "► Люди");
	desk_type(v, "<Enter>", "всего ");
	assert_int_equal(cost_so_far(d, "behind a paper").nested, 0);
	vt_close(v, WAIT);
}

/* A meeting of today with the ten applications of tests/data/council, the first under discussion.
 */
static vt *
meeting_under_way(const struct desk *d)
{
	vt *v;

	desk_import_council(d->db);
	v = start_traced(d);
	desk_see(v, "► ");
	desk_type(v, "засед", "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 11 из 11");
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "кворум есть: нужно 4");
	desk_type(v, "<Enter>", "пункт 1 из 11");
	return v;
}

static void
a_vote_is_one_deed(void **state)
{
	struct desk *d = *state;
	vt *v = meeting_under_way(d);

	press_and_see(v, d, "1", "за 1 из 1");
	assert_one_deed(d, "vote");
	press_and_see(v, d, "2", "против 1, ");
	assert_one_deed(d, "another vote");
	vt_close(v, WAIT);
}

static void
nothing_is_read_while_nobody_types(void **state)
{
	struct desk *d = *state;
	vt *v = start_traced(d);
	struct cost c;

	desk_see(v, "► ");
	vt_quiet(v, 1500, WAIT);
	forget_trace(d);
	vt_pump(v, IDLE);
	c = cost_so_far(d, "idle");
	assert_int_equal(c.reads + c.writes, 0);
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(who_comes_is_written_behind_the_first_frame, desk_setup),
	    cmocka_unit_test_setup(who_cannot_be_written_does_not_come, desk_setup),
	    cmocka_unit_test_setup(a_save_is_one_deed, desk_setup),
	    cmocka_unit_test_setup(a_save_at_once_is_one_deed, desk_setup),
	    cmocka_unit_test_setup(a_paper_leaves_nothing_open, desk_setup),
	    cmocka_unit_test_setup(a_vote_is_one_deed, desk_setup),
	    cmocka_unit_test_setup(nothing_is_read_while_nobody_types, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
