/* SPDX-License-Identifier: MIT
 * kill_save.c - kill -9 a save before each of its writes to the disk: the record is stored and its
 * draft gone, or neither.
 */
#include "tests/lib/town.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include "db/record/draft.h"
#include "tests/lib/in_view.h"

/* Writes the process may still do; at none it is killed instead. */
static int writes_left;
static bool counting;

static void
write_or_die(void)
{
	if (counting && writes_left-- == 0)
		raise(SIGKILL);
}

/* The library of the database writes by these: the ones of the program stand before libc's. */
ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	write_or_die();
	return syscall(SYS_pwrite64, fd, bytes, n, at);
}

ssize_t
writev(int fd, const struct iovec *parts, int n)
{
	write_or_die();
	return syscall(SYS_writev, fd, parts, n);
}

int
fdatasync(int fd)
{
	write_or_die();
	return (int)syscall(SYS_fdatasync, fd);
}

static struct record *
new_person(struct session *s, const char *code)
{
	struct record *r = RECORD(s, KIND_PEOPLE, "surname=Озерская", "given_name=Ирина",
	    "organisation=O001", "position=учитель", "staff_kind=педагог", "hired=2020-09-01");

	record_set_text(r, field_find(KIND_PEOPLE, "code"), code, strlen(code));
	return r;
}

static void
keep_draft(struct session *s)
{
	struct draft_field field = {.id = "surname", .text = "Озерская"};
	struct draft d = {.of = draft_of_form(KIND_PEOPLE, 0), .fields = &field, .count = 1};

	if (draft_save(s->store, s->account.name, &d, NULL) != ST_OK)
		_exit(3);
}

static bool
has_draft(struct session *s)
{
	struct draft d;
	bool found = draft_load(s->store, s->account.name, draft_of_form(KIND_PEOPLE, 0), &d);

	if (found)
		draft_free(&d);
	return found;
}

/* A child: the draft of a form stands, then F2 is pressed, and it dies before write `n`. */
static void
save_and_die(struct town *town, const char *code, int n)
{
	struct saved saved;
	struct error e = {0};
	struct record *r;
	enum status st;
	struct view v;

	town_reopen(town);
	r = new_person(town->s, code);
	keep_draft(town->s);
	writes_left = n;
	counting = true;
	view_open(&v, town->s);
	st = register_save(&v, &(struct save){.record = r, .drop_draft = true}, &saved, &e);
	_exit(st == ST_OK ? 0 : 4);
}

/* false: it lived through its whole save. */
static bool
killed(struct town *town, const char *code, int n)
{
	pid_t pid = fork();
	int ended;

	assert_true(pid >= 0);
	if (pid == 0)
		save_and_die(town, code, n);
	assert_int_equal(waitpid(pid, &ended, 0), pid);
	assert_true(WIFSIGNALED(ended) || WEXITSTATUS(ended) == 0);
	return WIFSIGNALED(ended);
}

static void
no_draft_beside_its_record(void **state)
{
	struct town town;
	bool more = true;
	int n, stored = 0;

	(void)state;
	town_create(&town);
	town_school(town.s, "O001", "МБОУ «СОШ № 8»");
	town_shut(&town);
	for (n = 0; more; n++) {
		struct record *r;
		char code[16];

		snprintf(code, sizeof(code), "K%d", n);
		more = killed(&town, code, n);
		town_reopen(&town);
		r = IN_VIEW(town.s, register_load_code(VIEW, KIND_PEOPLE, code));
		if ((r == NULL) != has_draft(town.s))
			fail_msg("killed before write %d: record %s, draft %s", n,
			    r != NULL ? "stored" : "none", r != NULL ? "left" : "lost");
		stored += r != NULL;
		record_free(r);
		town_shut(&town);
	}
	assert_true(n > 3); /* pages, their sync, the commit itself: it did die */
	assert_true(stored >= 1);
	town_reopen(&town);
	town_remove(&town);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_draft_beside_its_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
