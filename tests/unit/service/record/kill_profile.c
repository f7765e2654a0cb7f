/* SPDX-License-Identifier: MIT
 * kill_profile.c - new rules with words called anew, killed before each write to the disk, or the
 * power lost there (what was not synced is as it was): either all of it is in force, or nothing.
 */
#include "tests/lib/town.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include "db/admin/verify.h"
#include "service/core/profile_set.h"
#include "tests/lib/in_view.h"

enum { PEOPLE = 40, WRITES_KEPT = 4096, WRITE_MOST = 1 << 20 };

/* Writes the process may still do; at none it is killed instead. */
static int writes_left;
static bool counting, power;

/* What stood where something was written since the last sync. */
static struct {
	int fd;
	off_t at;
	char *bytes;
	size_t n;
} kept[WRITES_KEPT];
static size_t nkept;

static void
lose_power(void)
{
	while (power && nkept > 0) {
		nkept--;
		syscall(
		    SYS_pwrite64, kept[nkept].fd, kept[nkept].bytes, kept[nkept].n, kept[nkept].at);
	}
	raise(SIGKILL);
}

static void
write_or_die(void)
{
	if (counting && writes_left-- == 0)
		lose_power();
}

static void
keep(int fd, size_t n, off_t at)
{
	ssize_t had;

	if (!counting || !power || (fcntl(fd, F_GETFL) & O_DSYNC) != 0)
		return;
	assert_true(nkept < WRITES_KEPT && n <= WRITE_MOST);
	kept[nkept].bytes = calloc(1, n);
	had = pread(fd, kept[nkept].bytes, n, at);
	kept[nkept].n = had > 0 ? (size_t)had : 0;
	kept[nkept].fd = fd;
	kept[nkept++].at = at;
}

/* The library of the database writes by these: the ones of the program stand before libc's. */
ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	write_or_die();
	keep(fd, n, at);
	return syscall(SYS_pwrite64, fd, bytes, n, at);
}

ssize_t
writev(int fd, const struct iovec *parts, int n)
{
	size_t all = 0;

	write_or_die();
	for (int i = 0; i < n; i++)
		all += parts[i].iov_len;
	keep(fd, all, lseek(fd, 0, SEEK_CUR));
	return syscall(SYS_writev, fd, parts, n);
}

int
fdatasync(int fd)
{
	write_or_die();
	nkept = 0;
	return (int)syscall(SYS_fdatasync, fd);
}

/* The rules of tests/data/profiles with other words for the shift. */
static void
write_rules(const char *file)
{
	static const char from[] = "[\"первая\", \"вторая\"]", to[] = "[\"утро\", \"вечер\"]";
	char text[16384];
	FILE *f = fopen("tests/data/profiles/zarechny.conf", "r");
	size_t n;
	char *at;

	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	fclose(f);
	at = strstr(text, from);
	assert_non_null(at);
	f = fopen(file, "w");
	assert_non_null(f);
	fprintf(f, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
	fclose(f);
}

static void
add_people(struct session *s)
{
	town_school(s, "O001", "Школа № 8");
	for (int i = 0; i < PEOPLE; i++) {
		struct record *r =
		    RECORD(s, KIND_PEOPLE, "surname=Фокин", "given_name=Пётр", "organisation=O001",
			"position=учитель", "staff_kind=педагог", "hired=2020-09-01");
		char code[16];

		snprintf(code, sizeof(code), "P%d", i);
		record_set_text(r, field_find(KIND_PEOPLE, "code"), code, strlen(code));
		record_set_own(r, "shift", "вторая", strlen("вторая"));
		town_save(s, r);
	}
}

static void
set_and_die(struct town *town, const char *rules, int n)
{
	struct profile_set what = {
	    .file = rules, .map = slice_of("первая = утро\nвторая = вечер\n"), .map_name = "map"};
	struct error e = {0};

	town_reopen(town);
	writes_left = n;
	counting = true;
	_exit(session_set_profile(town->s, &what, NULL, &e) == ST_OK ? 0 : 4);
}

/* false: it lived through all of it. */
static bool
killed(struct town *town, const char *rules, int n)
{
	pid_t pid = fork();
	int ended;

	assert_true(pid >= 0);
	if (pid == 0)
		set_and_die(town, rules, n);
	assert_int_equal(waitpid(pid, &ended, 0), pid);
	assert_true(WIFSIGNALED(ended) || WEXITSTATUS(ended) == 0);
	return WIFSIGNALED(ended);
}

static size_t
people_with(struct session *s, const char *shift)
{
	size_t count = 0;

	for (int i = 0; i < PEOPLE; i++) {
		struct record *r;
		char code[16];

		snprintf(code, sizeof(code), "P%d", i);
		r = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, code));
		count += strcmp(record_own(r, "shift"), shift) == 0;
		record_free(r);
	}
	return count;
}

/* The new rules with the new words, or the old with the old; sound in any case. */
static bool
is_in_force(struct session *s, int n)
{
	const struct field *shift = profile_field(s->profile, KIND_PEOPLE, slice_of("shift"));
	bool new = strcmp(shift->words[0], "утро") == 0;
	struct verify_report report = {0};

	assert_int_equal(verify_store(s->store, &report, NULL, NULL, NULL), ST_OK);
	if (people_with(s, new ? "вечер" : "вторая") != PEOPLE)
		fail_msg("killed before write %d: %s rules, words of both", n, new ? "new" : "old");
	return new;
}

static void
before_or_after(void **state)
{
	struct town town;
	bool more = true, in_force = false;
	char rules[600];
	int n;

	(void)state;
	town_create(&town);
	town_force_rules(town.s, "tests/data/profiles/zarechny.conf");
	add_people(town.s);
	town_shut(&town);
	snprintf(rules, sizeof(rules), "%s.conf", town.dir);
	write_rules(rules);
	for (n = 0; more && !in_force; n++) {
		more = killed(&town, rules, n);
		town_reopen(&town);
		in_force = is_in_force(town.s, n);
		town_shut(&town);
	}
	assert_true(n > 3); /* pages, their sync, the commit itself: it did die */
	assert_true(in_force);
	unlink(rules);
	town_reopen(&town);
	town_remove(&town);
}

static void
killed_anywhere(void **state)
{
	power = false;
	before_or_after(state);
}

static void
power_lost_anywhere(void **state)
{
	power = true;
	before_or_after(state);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(killed_anywhere),
	    cmocka_unit_test(power_lost_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
