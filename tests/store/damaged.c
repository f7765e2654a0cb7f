/* SPDX-License-Identifier: MIT
 * damaged.c - bytes of the data file change by themselves: no command dies of it, none speaks
 * English, and where the pages are no sound tree any more none goes on.
 *
 * STORE_DAMAGES is how many files are spoiled (10; make check-faults takes 300), STORE_SEED where
 * the numbers begin. A file that made trouble is kept beside the test's folder and named.
 */
#include "tests/lib/trial.h"

#include <fcntl.h>

#include "base/outfile.h"
#include "db/lmdb/file.h"

enum { PAGE = 4096, META = 152, HEAD = 64 };

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

/* One of the ways in which a file goes bad. */
static void
spoil(struct buf *file, struct dice *d)
{
	size_t pages = file->len / PAGE, page = 2 + dice_throw(d, pages - 2), at = page * PAGE;

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
		memmove(file->data + at, file->data + (2 + dice_throw(d, pages - 2)) * PAGE, PAGE);
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

/* As it was before each command: what the one before has made is gone. */
static void
put_file(const struct buf *bytes)
{
	static const char *const made[] = {"copy", "list.html"};
	char path[LAB_PATH + 64];
	FILE *f = fopen(data, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes->data, 1, bytes->len, f), bytes->len);
	assert_int_equal(fclose(f), 0);
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
try_all(uint64_t seed, struct tally *tally)
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
		else if (fault == NULL && !is_sound && t.status != 3)
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
test_spoiled_files(void **state)
{
	unsigned files = lab_count("STORE_DAMAGES", 10), seed = lab_count("STORE_SEED", 1);
	struct tally tally = {0};

	(void)state;
	for (unsigned i = 0; i < files; i++)
		try_all(seed + i, &tally);
	print_message("# states %u, bad 0, seed %u: commands on %u spoiled files, %u refused, %u "
		      "done, %u ended by a signal of their own\n",
	    tally.runs, seed, files, tally.refused, tally.done, tally.crashed);
	assert_true(tally.refused > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_spoiled_files),
	};

#ifdef __SANITIZE_ADDRESS__
	print_message("1..1\nok 1 - spoiled files # SKIP a sanitizer takes the signals itself\n");
	return 0;
#endif
	return cmocka_run_group_tests_name("spoiled files", tests, make_base, remove_base);
}
