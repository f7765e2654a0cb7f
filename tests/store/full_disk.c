/* SPDX-License-Identifier: MIT
 * full_disk.c - no space on the disk: refused, nothing torn, drafts go elsewhere, and on it goes.
 *
 * Twice each: on a disk of 20 MB, mounted where the system lets us (root, or a user namespace;
 * neither in a chroot), and under a limit on the file's size, which anybody can set.
 */
#include "tests/lib/lab.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include "db/admin/backup.h"
#include "db/record/draft.h"

enum {
	DISK_MB = 20,
	NOTE_BYTES = 60000,
	MOST_RECORDS = 2000,
	MOST_SMALL = 100000,
	DRAFT_BYTES = 1 << 20
};

struct disk {
	char base[LAB_PATH], dir[LAB_PATH + 16], ballast[LAB_PATH + 32];
	bool mounted;
};

static bool
write_text(const char *file, const char *text)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);
	bool written = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return written;
}

/* Mounts of our own, which go away with this process whatever happens. Without the right to them a
 * namespace is entered in which we are root, and the mounts of which nobody else sees. */
static bool
enter_mounts(void)
{
	char users[32], groups[32];

	if (unshare(CLONE_NEWNS) == 0)
		return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
	snprintf(users, sizeof(users), "0 %u 1", (unsigned)getuid());
	snprintf(groups, sizeof(groups), "0 %u 1", (unsigned)getgid());
	return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
	    write_text("/proc/self/setgroups", "deny") && write_text("/proc/self/uid_map", users) &&
	    write_text("/proc/self/gid_map", groups);
}

static bool
disk_mount(const struct disk *d)
{
	char options[32];

	snprintf(options, sizeof(options), "size=%dm", DISK_MB);
	return enter_mounts() &&
	    mount("metodaktiv-test", d->dir, "tmpfs", MS_NOSUID | MS_NODEV, options) == 0;
}

/* state: non-NULL for a disk, or the test is skipped; NULL for a limit. */
static void
disk_make(struct disk *d, void **state)
{
	lab_folder(d->base);
	snprintf(d->dir, sizeof(d->dir), "%s/disk", d->base);
	snprintf(d->ballast, sizeof(d->ballast), "%s/ballast", d->dir);
	assert_int_equal(mkdir(d->dir, 0700), 0);
	d->mounted = *state != NULL && disk_mount(d);
	if (*state != NULL && !d->mounted) {
		lab_remove(d->base);
		print_message("# no disk can be mounted here (%s)\n", strerror(errno));
		skip();
	}
	setenv("XDG_STATE_HOME", d->base, 1);
}

static void
disk_drop(struct disk *d)
{
	if (d->mounted)
		assert_int_equal(umount(d->dir), 0);
	lab_remove(d->base);
	unsetenv("XDG_STATE_HOME");
}

/* Fill it but for some room, or forbid files to grow beyond it. */
static void
disk_limit(struct disk *d, size_t room)
{
	const struct rlimit limit = {.rlim_cur = room, .rlim_max = RLIM_INFINITY};
	char block[4096] = {0};
	int fd;

	if (!d->mounted) {
		signal(SIGXFSZ, SIG_IGN);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
		return;
	}
	fd = open(d->ballast, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	for (size_t left = ((size_t)DISK_MB << 20) - room; left > sizeof(block);
	     left -= sizeof(block))
		if (write(fd, block, sizeof(block)) < 0)
			break;
	close(fd);
}

static void
disk_free(struct disk *d)
{
	const struct rlimit none = {.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};

	if (d->mounted)
		assert_int_equal(unlink(d->ballast), 0);
	else
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
}

static enum status
put_request(struct store *st, unsigned number)
{
	struct change *c = change_new(st, &lab_actor, "save", "");
	struct record *r = record_new(KIND_REQUESTS);
	char *text = xmalloc(NOTE_BYTES), code[32];

	snprintf(code, sizeof(code), "R%u", number);
	memset(text, (int)('a' + number % 26), NOTE_BYTES);
	lab_set(r, "code", code);
	lab_set(r, "direction", "consulting");
	record_set_date(r, field_find(KIND_REQUESTS, "received"), 20000);
	record_set_text(r, field_find(KIND_REQUESTS, "text"), text, NOTE_BYTES);
	change_put(c, r);
	free(text);
	record_free(r);
	return change_commit(c, NULL, NULL);
}

static bool
has_request(struct store *st, unsigned number)
{
	struct record *r = record_new(KIND_REQUESTS);
	struct txn *t = txn_read(st);
	char code[32];
	const char *text;
	uint64_t id;
	bool whole;

	snprintf(code, sizeof(code), "R%u", number);
	id = records_find(t, KIND_REQUESTS, slice_of(code));
	whole = id != 0 && records_get(t, id, r);
	text = record_text(r, field_find(KIND_REQUESTS, "text"));
	whole = whole && strlen(text) == NOTE_BYTES && text[0] == (char)('a' + number % 26) &&
	    text[NOTE_BYTES - 1] == text[0];
	txn_abort(t);
	record_free(r);
	return whole;
}

static unsigned
fill(struct store *st)
{
	enum status status = ST_OK;
	unsigned n = 0;

	while (status == ST_OK && n < MOST_RECORDS) {
		status = put_request(st, n + 1);
		n += status == ST_OK;
	}
	assert_int_equal(status, ST_NOSPACE);
	assert_true(n > 5);
	return n;
}

/* A text too long for what is left on a full disk; its first letters tell which it is. */
static char *
long_text(const char *start)
{
	char *text = xmalloc(DRAFT_BYTES + 1);

	memset(text, 'x', DRAFT_BYTES);
	memcpy(text, start, strlen(start));
	text[DRAFT_BYTES] = '\0';
	return text;
}

static void
save_draft(struct store *st, const char *start, bool elsewhere)
{
	char *text = long_text(start);
	struct draft_field fields[] = {{.id = "surname", .text = text}};
	struct draft d = {.of = draft_of_form(KIND_PEOPLE, 0), .fields = fields, .count = 1};
	struct error e = {0};

	assert_int_equal(draft_save(st, "clerk", &d, &e), ST_OK);
	assert_int_equal(e.text[0] != '\0', elsewhere);
	free(text);
}

static void
assert_draft(struct store *st, const char *start)
{
	char *text = long_text(start);
	struct draft *list, d;

	assert_true(draft_load(st, "clerk", draft_of_form(KIND_PEOPLE, 0), &d));
	assert_int_equal(d.count, 1);
	assert_string_equal(d.fields[0].id, "surname");
	assert_true(strcmp(d.fields[0].text, text) == 0);
	draft_free(&d);
	assert_int_equal(draft_list(st, "clerk", &list), 1);
	free(list);
	free(text);
}

/* Small commits until even those find no room. */
static unsigned
fill_the_rest(struct store *st)
{
	char code[32];
	unsigned n = 0;
	enum status status = ST_OK;

	while (status == ST_OK && n < MOST_SMALL) {
		snprintf(code, sizeof(code), "S%u", n + 1);
		status = lab_put(st, code);
		n += status == ST_OK;
	}
	assert_int_equal(status, ST_NOSPACE);
	return n;
}

static void
test_full_and_freed(void **state)
{
	struct disk d = {0};
	struct store *st;
	unsigned large, small;
	char code[32];

	disk_make(&d, state);
	st = lab_create(d.dir);
	disk_limit(&d, 4 << 20);
	large = fill(st);
	small = fill_the_rest(st);
	for (unsigned i = 1; i <= large; i++)
		assert_true(has_request(st, i));
	lab_verify(st);

	/* What is typed is kept elsewhere, keystroke after keystroke. */
	save_draft(st, "Озерска", true);
	assert_draft(st, "Озерска");
	save_draft(st, "Озерская", true);
	assert_draft(st, "Озерская");

	/* Another process finds all of it, too. */
	store_close(st);
	st = lab_open(d.dir);
	assert_draft(st, "Озерская");
	assert_int_equal(put_request(st, large + 1), ST_NOSPACE);

	/* Room again: the same process goes on. */
	disk_free(&d);
	assert_int_equal(put_request(st, large + 1), ST_OK);
	for (unsigned i = 1; i <= large + 1; i++)
		assert_true(has_request(st, i));
	for (unsigned i = 1; i <= small; i++) {
		snprintf(code, sizeof(code), "S%u", i);
		assert_true(lab_has(st, code));
	}
	save_draft(st, "Озерская-", false);
	assert_draft(st, "Озерская-");
	draft_remove(st, "clerk", draft_of_form(KIND_PEOPLE, 0));
	assert_false(draft_load(st, "clerk", draft_of_form(KIND_PEOPLE, 0), &(struct draft){0}));
	lab_verify(st);
	store_close(st);
	disk_drop(&d);
}

/* A backup that does not fit leaves nothing behind. */
static void
test_backup_without_room(void **state)
{
	struct disk d = {0};
	struct error e = {0};
	struct store *st;
	char db[LAB_PATH + 16], file[LAB_PATH + 32];

	disk_make(&d, state);
	snprintf(db, sizeof(db), "%s/db", d.base);
	snprintf(file, sizeof(file), "%s/copy", d.dir);
	st = lab_create(db);
	for (unsigned i = 1; i <= 40; i++)
		assert_int_equal(put_request(st, i), ST_OK);
	disk_limit(&d, 1 << 20);
	assert_int_equal(backup_make(st, file, NULL, NULL, &e), ST_NOSPACE);
	assert_string_not_equal(e.text, "");
	disk_free(&d);
	assert_int_equal(lab_entries(d.dir), 0);
	assert_int_equal(backup_make(st, file, NULL, NULL, &e), ST_OK);
	assert_int_equal(unlink(file), 0);
	lab_verify(st);
	store_close(st);
	disk_drop(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    {"a full disk", test_full_and_freed, NULL, NULL, &(bool){true}},
	    {"a limit on the file", test_full_and_freed, NULL, NULL, NULL},
	    {"a backup on a full disk", test_backup_without_room, NULL, NULL, &(bool){true}},
	    {"a backup under a limit", test_backup_without_room, NULL, NULL, NULL},
	};

	return cmocka_run_group_tests_name("full disk", tests, NULL, NULL);
}
