/* SPDX-License-Identifier: MIT
 * damaged.c - bytes of the data file change by themselves: no command dies of it, none speaks
 * English, and where the pages are no sound tree any more none goes on.
 *
 * A small file is looked at when it is opened. A large one was found sound that day already, so
 * that LMDB itself runs into what is wrong: there a command ends by a signal of its own, which is
 * told.
 *
 * STORE_DAMAGES is how many files are spoiled (10; make check-faults takes 300), STORE_SEED where
 * the numbers begin. A file that made trouble is kept beside the test's folder and named.
 */
#include "tests/lib/trial.h"

#include <fcntl.h>

#include "base/outfile.h"
#include "db/lmdb/file.h"
#include "db/record/tables.h"

enum { PAGE = 4096, META = 152, HEAD = 64, FILLER = 17 << 20 };

static const char *const commands[] = {
    "verify",
    "stat",
    "show people P0001",
    "export people",
    "export --all out",
    "import people more.csv",
    "user set root --full-name Иванова",
    "backup copy",
    "roster",
    "eligibility --all",
    "indicators",
    "worklist",
    "publish --format html -o list.html",
    "log --format json",
    "undo",
    "document roster --format text",
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

/* The one value that makes a file large: nobody reads it, and it stays as it is. */
static struct {
	size_t from, behind;
} filler;

/* Not of a header, nor of the filler. */
static size_t
some_page(struct dice *d, size_t pages)
{
	size_t most = pages - 2 - (filler.behind - filler.from) / PAGE;
	size_t page = 2 + dice_throw(d, most);

	return page * PAGE < filler.from || filler.behind == 0
	    ? page
	    : page + (filler.behind - filler.from) / PAGE;
}

/* One of the ways in which a file goes bad. */
static void
spoil(struct buf *file, struct dice *d)
{
	size_t pages = file->len / PAGE, page = some_page(d, pages), at = page * PAGE;

	switch (dice_throw(d, 7)) {
	case 0: /* a bit in the head of a page, where its nodes are told */
		at += dice_throw(d, HEAD);
		file->data[at] ^= (char)(1 << dice_throw(d, 8));
		break;
	case 1: /* a byte anywhere */
		file->data[at + dice_throw(d, PAGE)] = (char)dice_throw(d, 256);
		break;
	case 2: /* a run of bytes */
		at += dice_throw(d, PAGE - 64);
		for (size_t n = 1 + dice_throw(d, 64); n > 0; n--)
			file->data[at++] = (char)dice_throw(d, 256);
		break;
	case 3: /* a page that was never written */
		memset(file->data + at, 0, PAGE);
		break;
	case 4: /* a page that was written to a wrong place */
		memmove(file->data + at, file->data + some_page(d, pages) * PAGE, PAGE);
		break;
	case 5: /* a bit in the header in force, or the one before */
		at = dice_throw(d, 2) * PAGE + dice_throw(d, META);
		file->data[at] ^= (char)(1 << dice_throw(d, 8));
		break;
	default: /* half a sector of a page */
		at += dice_throw(d, 8) * 512;
		for (size_t n = 0; n < 256; n++)
			file->data[at + n] = (char)dice_throw(d, 256);
	}
}

static char base[LAB_PATH], room[LAB_PATH + 16], data[LAB_PATH + 32];
static struct buf sound;

static int
make_base(void **state)
{
	(void)state;
	lab_folder(base);
	snprintf(room, sizeof(room), "%s/room", base);
	snprintf(data, sizeof(data), "%s/db/data.mdb", room);
	assert_int_equal(mkdir(room, 0700), 0);
	trial_make_town(room);
	assert_true(file_read_whole(data, SIZE_MAX, &sound));
	trial_shell("cp tests/data/strezhevoy/people.csv '%s/more.csv' && "
		    "sed -i 's/;учитель /;старший учитель /' '%s/more.csv'",
	    room, room);
	return 0;
}

static int
remove_base(void **state)
{
	(void)state;
	buf_free(&sound);
	lab_remove(base);
	return 0;
}

/* The name says how to have it again. */
static void
keep(uint64_t seed, const struct buf *spoiled)
{
	char kept[LAB_PATH + 64];

	snprintf(kept, sizeof(kept), "%s.damaged-%llu", base, (unsigned long long)seed);
	outfile_write(kept, buf_slice(spoiled), 0600);
	print_error("the file is kept as %s\n", kept);
}

/* verify tells whether the pages are a sound tree; if not, nothing may be done with the file. */
static bool
pages_are_sound(const struct trial *verify)
{
	return verify->status == 0 ||
	    (strstr(buf_text(&verify->err), "страница ") == NULL &&
		strstr(buf_text(&verify->err), "файл базы") == NULL);
}

static void
write_part(int fd, const struct buf *bytes, size_t from, size_t behind)
{
	assert_true(
	    pwrite(fd, bytes->data + from, behind - from, (off_t)from) == (ssize_t)(behind - from));
}

/* As it was before each command: what the one before has made is gone. */
static void
put_file(const struct buf *bytes)
{
	static const char *const made[] = {"copy", "list.html"};
	char path[LAB_PATH + 64];
	int fd = open(data, O_WRONLY | O_CREAT | O_CLOEXEC, 0660);

	assert_true(fd >= 0);
	write_part(fd, bytes, 0, filler.behind > 0 ? filler.from : bytes->len);
	if (filler.behind > 0)
		write_part(fd, bytes, filler.behind, bytes->len);
	assert_int_equal(ftruncate(fd, (off_t)bytes->len), 0);
	assert_int_equal(close(fd), 0);
	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", room, made[i]);
		unlink(path);
	}
	snprintf(path, sizeof(path), "%s/out", room);
	if (access(path, F_OK) == 0)
		lab_remove(path);
}

struct tally {
	unsigned runs, refused, done, crashed;
};

static void
try_all(uint64_t seed, bool looked_at, struct tally *tally)
{
	struct dice dice = {seed};
	struct buf spoiled = {0};
	bool is_sound = true;

	buf_put_slice(&spoiled, buf_slice(&sound));
	spoil(&spoiled, &dice);
	for (size_t i = 0; i < COMMANDS; i++) {
		struct trial t;
		const char *fault;

		put_file(&spoiled);
		trial_run(&t, room, NULL, NULL, commands[i]);
		fault = trial_fault(&t);
		if (i == 0)
			is_sound = pages_are_sound(&t);
		else if (looked_at && fault == NULL && !is_sound && t.status != 3)
			fault = "it went on with a file whose pages are no sound tree";
		tally->runs++;
		tally->refused += t.status == 3;
		tally->done += t.status == 0;
		tally->crashed += strstr(buf_text(&t.err), "ошибка в самой программе") != NULL;
		if (fault != NULL) {
			keep(seed, &spoiled);
			fail_msg("seed %llu, %s: %s (%d)\n%s", (unsigned long long)seed,
			    commands[i], fault, t.status, buf_text(&t.err));
		}
		trial_free(&t);
	}
	buf_free(&spoiled);
}

static void
try_files(unsigned files, bool looked_at)
{
	unsigned seed = lab_count("STORE_SEED", 1);
	struct tally tally = {0};

	for (unsigned i = 0; i < files; i++)
		try_all(seed + i, looked_at, &tally);
	print_message("# states %u, bad 0, seed %u: commands on %u spoiled files%s, %u refused, %u "
		      "done, %u ended by a signal of their own\n",
	    tally.runs, seed, files, looked_at ? "" : " of which the pages are not looked at",
	    tally.refused, tally.done, tally.crashed);
	assert_true(tally.refused > 0);
}

static void
test_spoiled_files(void **state)
{
	(void)state;
	try_files(lab_count("STORE_DAMAGES", 10), true);
}

/* Where the long value lies, by the head of its pages: number, flags, how many. */
static void
find_filler(void)
{
	const uint32_t pages = FILLER / PAGE + 1;
	uint32_t count;

	for (size_t at = 2 * PAGE; at + PAGE <= sound.len; at += PAGE) {
		memcpy(&count, sound.data + at + 12, sizeof(count));
		if (sound.data[at + 10] == 4 && count == pages) {
			filler.from = at + PAGE;
			filler.behind = at + (size_t)pages * PAGE;
		}
	}
	assert_true(filler.behind > 0 && filler.behind <= sound.len);
}

static int
make_large(void **state)
{
	char path[LAB_PATH + 64];
	struct error e = {0};
	char *long_value = xcalloc(1, FILLER);
	struct store *st;
	struct txn *t;
	int mark;

	(void)state;
	put_file(&sound);
	snprintf(path, sizeof(path), "%s/db", room);
	assert_int_equal(db_open(&st, path, &e), ST_OK);
	t = txn_write(st);
	txn_put(t, TABLE_META, slice_of("zz"), slice_make(long_value, FILLER));
	assert_int_equal(txn_commit(t), ST_OK);
	store_close(st);
	free(long_value);
	buf_clear(&sound);
	assert_true(file_read_whole(data, SIZE_MAX, &sound));
	find_filler();
	snprintf(path, sizeof(path), "%s/db/here", room);
	mkdir(path, 0770);
	snprintf(path, sizeof(path), "%s/db/here/checked", room);
	mark = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(mark >= 0);
	assert_int_equal(futimens(mark, NULL), 0);
	close(mark);
	return 0;
}

static void
test_large_files_of_today(void **state)
{
	(void)state;
	try_files((lab_count("STORE_DAMAGES", 10) + 3) / 4, false);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_spoiled_files),
	    cmocka_unit_test_setup(test_large_files_of_today, make_large),
	};

#ifdef __SANITIZE_ADDRESS__
	print_message("1..1\nok 1 - spoiled files # SKIP a sanitizer takes the signals itself\n");
	return 0;
#endif
	return cmocka_run_group_tests_name("spoiled files", tests, make_base, remove_base);
}
