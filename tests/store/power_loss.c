/* SPDX-License-Identifier: MIT
 * power_loss.c - the power goes at any moment of some commands: what they had acknowledged is
 * there, and the one under way has happened as a whole or not at all.
 *
 * What the program writes to the data file is written down beneath it; then the file is made as the
 * disk may have it: everything up to the last sync, and of what came behind it nothing, all, half
 * of the writes, or half of the sectors. STORE_CUTS is how many such files are looked at (60; make
 * check-faults takes all of them), STORE_SEED by which they are made.
 */
#include "tests/lib/trial.h"

#include <fcntl.h>

#include "db/lmdb/file.h"
#include "tests/store/shim/fault_shim.h"

enum { SECTOR = 512, MANY = 40, STRIDE = 25 };

static const char *const commands[] = {
    "user add u1 --role clerk",
    "user add u2 --role clerk",
    "import people more.csv",
    "undo --yes",
    "user set u1 --full-name Иванова",
    "publish --format html -o list.html",
    "import people more.csv",
    "user remove u2",
    "export people -o people.csv",
    "user set u1 --full-name Петрова",
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

/* What of the unsynced the disk has. */
enum loss { LOSE_ALL, LOSE_NONE, LOSE_WRITES, LOSE_SECTORS, LOSSES };

struct happening {
	struct fault_event e;
	const char *bytes;
	size_t end; /* in the record */
};

/* A command was done when the record was so long. */
struct done {
	size_t at;
	char head[65];
};

static char room[LAB_PATH], here[LAB_PATH], work[LAB_PATH + 16], shim[2 * LAB_PATH];
static struct done done[COMMANDS + 1];
static struct buf image, record;
static struct happening *events;
static size_t nevents;

/* The end of the journal's chain of a sound database; false: it is not sound. */
static bool
chain_head(const char *dir, char out[65])
{
	struct verify_report report;
	struct error e = {0};
	struct store *st;
	bool sound = db_open(&st, dir, &e) == ST_OK;

	if (!sound) {
		print_error("%s\n", error_text(&e));
		return false;
	}
	sound = verify_store(st, &report, NULL, NULL, NULL) == ST_OK;
	store_close(st);
	memcpy(out, report.chain_head, 65);
	return sound;
}

static size_t
size_of(const char *file)
{
	struct stat s;

	return stat(file, &s) == 0 ? (size_t)s.st_size : 0;
}

static void
run_all(const char *db, const char *file)
{
	char settings[LAB_PATH + 64];

	snprintf(settings, sizeof(settings), "FAULT_RECORD=%s", file);
	assert_true(chain_head(db, done[0].head));
	for (size_t i = 0; i < COMMANDS; i++) {
		struct trial t;

		trial_run(&t, work, shim, settings, commands[i]);
		if (t.status != 0)
			fail_msg("%s: %d, %s", commands[i], t.status, buf_text(&t.err));
		trial_free(&t);
		done[i + 1].at = size_of(file);
		assert_true(chain_head(db, done[i + 1].head));
	}
}

static void
read_events(void)
{
	size_t at = 0, most = record.len / sizeof(struct fault_event);

	events = xcalloc(most, sizeof(*events));
	while (at + sizeof(struct fault_event) <= record.len) {
		struct happening *one = &events[nevents++];

		memcpy(&one->e, record.data + at, sizeof(one->e));
		at += sizeof(one->e);
		one->bytes = record.data + at;
		if (one->e.kind == FAULT_WRITE)
			at += (size_t)one->e.length;
		one->end = at;
	}
	assert_true(nevents > 0 && at == record.len);
}

static int
make_record(void **state)
{
	char db[LAB_PATH + 32], data[LAB_PATH + 48], file[LAB_PATH + 32];

	(void)state;
	lab_folder(room);
	assert_non_null(getcwd(here, sizeof(here)));
	snprintf(work, sizeof(work), "%s/work", room);
	snprintf(db, sizeof(db), "%s/db", work);
	snprintf(data, sizeof(data), "%s/data.mdb", db);
	snprintf(file, sizeof(file), "%s/record", room);
	trial_shim(shim);
	assert_int_equal(mkdir(work, 0700), 0);
	trial_make_town(work);
	trial_shell("cp '%s/tests/data/strezhevoy/people.csv' '%s/more.csv' && "
		    "sed -i 's/;учитель /;старший учитель /' '%s/more.csv'",
	    here, work, work);
	assert_true(file_read_whole(data, SIZE_MAX, &image));
	run_all(db, file);
	assert_true(file_read_whole(file, SIZE_MAX, &record));
	read_events();
	return 0;
}

static int
remove_record(void **state)
{
	(void)state;
	free(events);
	buf_free(&image);
	buf_free(&record);
	lab_remove(room);
	return 0;
}

static void
grow(struct buf *b, size_t len)
{
	if (len <= b->len)
		return;
	buf_reserve(b, len - b->len + 1);
	memset(b->data + b->len, 0, len - b->len);
	b->len = len;
}

/* Sectors of the write for which the dice fall so; NULL: all. */
static void
apply(struct buf *b, const struct happening *one, struct dice *sectors)
{
	size_t at = (size_t)one->e.at, length = (size_t)one->e.length;

	if (one->e.kind == FAULT_TRUNCATE) {
		grow(b, at);
		b->len = at;
	}
	if (one->e.kind != FAULT_WRITE)
		return;
	grow(b, at + length);
	for (size_t from = 0; from < length; from += SECTOR)
		if (sectors == NULL || dice_throw(sectors, 2) == 0)
			memcpy(b->data + at + from, one->bytes + from,
			    length - from < SECTOR ? length - from : SECTOR);
}

/* The file as the disk has it: `base` is safe, [first, behind) are not yet. */
static void
make_file(struct buf *out, const struct buf *base, size_t first, size_t behind, enum loss loss,
    struct dice *d)
{
	buf_clear(out);
	buf_put(out, base->data, base->len);
	for (size_t i = first; i < behind && loss != LOSE_ALL; i++)
		if (loss != LOSE_WRITES || dice_throw(d, 2) == 0)
			apply(out, &events[i], loss == LOSE_SECTORS ? d : NULL);
}

/* what: NULL is expected to be wrong. */
static void
complain(const char *how, const char *what, size_t at)
{
	if (what != NULL)
		print_error("%s: %s, byte %zu of the record\n", how, what, at);
}

/* Is it the last that was acknowledged then, or the next? */
static bool
is_right(const struct buf *file, size_t at, const char *what)
{
	char dir[LAB_PATH + 16], data[LAB_PATH + 32], head[65];
	size_t last = 0;
	FILE *f;

	snprintf(dir, sizeof(dir), "%s/look", room);
	snprintf(data, sizeof(data), "%s/data.mdb", dir);
	if (access(dir, F_OK) == 0)
		lab_remove(dir);
	assert_int_equal(mkdir(dir, 0770), 0);
	f = fopen(data, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(file->data, 1, file->len, f), file->len);
	assert_int_equal(fclose(f), 0);
	while (last < COMMANDS && done[last + 1].at <= at)
		last++;
	if (!chain_head(dir, head))
		complain("not sound", what, at);
	else if (strcmp(head, done[last].head) == 0 ||
	    (last < COMMANDS && strcmp(head, done[last + 1].head) == 0))
		return true;
	else
		complain("lost", what, at);
	return false;
}

/* Between many writes of one commit not each moment is another one. */
static bool
is_looked_at(size_t first, size_t i)
{
	return i - first <= MANY || i % STRIDE == 0 ||
	    (i + 1 < nevents && events[i + 1].e.kind == FAULT_SYNC);
}

/* The walk over the record. */
struct walk {
	struct buf safe, file;
	size_t first; /* event that is not safe yet */
	unsigned looked, bad, every;
	struct dice dice;
};

static void
look(struct walk *w, size_t i)
{
	static const char *const words[LOSSES] = {
	    "nothing of the unsynced", "all of it", "half of the writes", "half of the sectors"};

	for (enum loss loss = 0; loss < LOSSES; loss++) {
		if (dice_throw(&w->dice, w->every) != 0)
			continue;
		make_file(&w->file, &w->safe, w->first, i + 1, loss, &w->dice);
		w->looked++;
		w->bad += !is_right(&w->file, events[i].end - 1, words[loss]);
	}
}

static void
make_safe(struct walk *w, size_t behind)
{
	for (; w->first < behind; w->first++)
		apply(&w->safe, &events[w->first], NULL);
}

static void
test_power_goes(void **state)
{
	unsigned cuts = lab_count("STORE_CUTS", 60), seed = lab_count("STORE_SEED", 1), all = 0;
	struct walk w = {.dice = {seed}};

	(void)state;
	for (size_t i = 0, first = 0; i < nevents; i++) {
		all += is_looked_at(first, i) ? LOSSES : 0;
		first = events[i].e.kind == FAULT_SYNC || events[i].e.durable ? i + 1 : first;
	}
	w.every = all > cuts ? all / cuts : 1;
	buf_put(&w.safe, image.data, image.len);
	for (size_t i = 0; i < nevents; i++) {
		if (is_looked_at(w.first, i))
			look(&w, i);
		if (events[i].e.kind == FAULT_SYNC || events[i].e.durable)
			make_safe(&w, i + 1);
	}
	print_message("# states %u, bad %u, seed %u: the power goes, of %u such\n", w.looked, w.bad,
	    seed, all);
	buf_free(&w.safe);
	buf_free(&w.file);
	assert_true(w.looked > 0);
	assert_int_equal(w.bad, 0);
}

/* Without the syncs the same must be found out: else this test finds nothing. */
static void
test_it_would_be_seen(void **state)
{
	struct walk w = {.dice = {7}};
	unsigned bad = 0;

	(void)state;
	buf_put(&w.safe, image.data, image.len);
	print_message("# (what follows is meant to be wrong)\n");
	for (size_t i = nevents - 1; i > 0 && bad == 0; i--) {
		if (!events[i].e.durable)
			continue;
		/* the header of a commit is there, its pages are not */
		apply(&w.safe, &events[i], NULL);
		bad += !is_right(&w.safe, events[i].end - 1, NULL);
	}
	buf_free(&w.safe);
	assert_true(bad > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_power_goes),
	    cmocka_unit_test(test_it_would_be_seen),
	};

#ifdef __SANITIZE_ADDRESS__
	print_message("1..1\nok 1 - power goes # SKIP a sanitizer wants to be first\n");
	return 0;
#endif
	return cmocka_run_group_tests_name("power loss", tests, make_record, remove_record);
}
