/* SPDX-License-Identifier: MIT
 * outbox.c - parcels of letters in a folder: what becomes of each letter, what a killed process
 * left, and what stands in the way there by another's hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mail/outbox.h"

enum { PATH = 512 };

/* The folder of the test, which stands for a database's. */
struct town {
	char dir[PATH];
	struct outbox box;
	struct error e;
};

static int
setup(void **state)
{
	const char *tmp = getenv("TMPDIR");
	struct town *t = calloc(1, sizeof(*t));

	*state = t;
	snprintf(t->dir, sizeof(t->dir), "%s/outbox.XXXXXX", tmp != NULL ? tmp : "/tmp");
	return mkdtemp(t->dir) == NULL || outbox_open(&t->box, t->dir, &t->e) != ST_OK;
}

static int
teardown(void **state)
{
	struct town *t = *state;
	char command[PATH + 16];

	outbox_close(&t->box);
	snprintf(command, sizeof(command), "rm -rf '%s'", t->dir);
	free(t);
	return system(command);
}

static const char *
in_mail(const struct town *t, const char *name)
{
	static char path[PATH + 64];

	snprintf(path, sizeof(path), "%s/mail/%s", t->dir, name);
	return path;
}

static bool
is_there(const struct town *t, const char *name)
{
	struct stat s;

	return lstat(in_mail(t, name), &s) == 0;
}

static void
make_file(const struct town *t, const char *name, const char *text)
{
	int file = open(in_mail(t, name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), strlen(text));
	close(file);
}

/* One that cannot be renamed over or removed: there is something in it. */
static void
make_folder(const struct town *t, const char *name)
{
	char inside[64];

	assert_int_equal(mkdir(in_mail(t, name), 0700), 0);
	snprintf(inside, sizeof(inside), "%s/there", name);
	make_file(t, inside, "x");
}

static void
make_link(const struct town *t, const char *name)
{
	assert_int_equal(symlink("elsewhere", in_mail(t, name)), 0);
}

static bool
all_stand(void *context, const char *name)
{
	(void)context;
	(void)name;
	return true;
}

static bool
none_stands(void *context, const char *name)
{
	(void)context;
	(void)name;
	return false;
}

static struct slice
letter(unsigned number)
{
	static char text[64];

	snprintf(text, sizeof(text), "To: person%u@example.org\n\ntext", number);
	return slice_of(text);
}

/* A parcel whose letters wait: to person1, person2 and so on. */
static void
put_parcel(struct town *t, const char *name, unsigned letters)
{
	assert_int_equal(outbox_begin(&t->box, name, all_stand, NULL, &t->e), ST_OK);
	for (unsigned i = 1; i <= letters; i++)
		assert_int_equal(outbox_add(&t->box, letter(i), &t->e), ST_OK);
	assert_int_equal(outbox_seal(&t->box, &t->e), ST_OK);
	assert_int_equal(outbox_finish(&t->box, &t->e), ST_OK);
}

/* Sends by a script: a letter for each letter, T R D N as the fates are called. Meanwhile somebody
 * may do something to the folder. */
struct script {
	const struct town *town;
	const char *fates;
	size_t asked;
	void (*meanwhile)(const struct town *t);
};

static enum outbox_fate
follow_script(void *context, struct slice text)
{
	struct script *s = context;
	char fate = s->fates[s->asked++];

	assert_true(text.len > 0);
	if (s->meanwhile != NULL)
		s->meanwhile(s->town);
	return fate == 'T' ? OUTBOX_TAKEN
	    : fate == 'R'  ? OUTBOX_REFUSED
	    : fate == 'D'  ? OUTBOX_IN_DOUBT
			   : OUTBOX_NO_WAY;
}

static void
each_letter_has_its_fate(void **state)
{
	static const struct {
		const char *fates;
		size_t asked, taken, waiting, doubtful;
		bool no_way;
		enum outbox_state left;
	} rows[] = {
	    {"TTT", 3, 3, 0, 0, false, OUTBOX_GONE},
	    {"TRD", 3, 1, 1, 1, false, OUTBOX_GOES},
	    {"DDT", 3, 1, 0, 2, false, OUTBOX_GONE},
	    {"TNT", 2, 1, 2, 0, true, OUTBOX_GOES},
	};
	struct town *t = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct script s = {.town = t, .fates = rows[i].fates};
		struct outbox_sent sent = {0};
		char name[16];
		size_t waiting;

		snprintf(name, sizeof(name), "m%zu", i);
		assert_int_equal(outbox_state(&t->box, name, &waiting), OUTBOX_NONE);
		put_parcel(t, name, 3);
		assert_int_equal(outbox_state(&t->box, name, &waiting), OUTBOX_WAITS);
		assert_int_equal(
		    outbox_send(&t->box, name, follow_script, &s, &sent, &t->e), ST_OK);
		assert_int_equal(s.asked, rows[i].asked);
		assert_int_equal(sent.taken, rows[i].taken);
		assert_int_equal(sent.waiting, rows[i].waiting);
		assert_int_equal(sent.doubtful, rows[i].doubtful);
		assert_int_equal(sent.no_way, rows[i].no_way);
		assert_int_equal(outbox_state(&t->box, name, &waiting), rows[i].left);
		assert_int_equal(waiting, rows[i].waiting);
		assert_int_equal(is_there(t, name), rows[i].waiting + rows[i].doubtful > 0);
		/* of this name none is ever put together again */
		assert_int_equal(outbox_begin(&t->box, name, none_stands, NULL, &t->e), ST_REFUSED);
	}
}

/* What waits and has been taken back in the register makes room for another of its name. */
static void
what_was_taken_back_makes_room(void **state)
{
	struct town *t = *state;
	size_t waiting;

	put_parcel(t, "m1", 3);
	assert_int_equal(outbox_begin(&t->box, "m1", all_stand, NULL, &t->e), ST_REFUSED);
	assert_non_null(strstr(error_text(&t->e), "уже в очереди или ушли"));
	assert_int_equal(outbox_begin(&t->box, "m1", none_stands, NULL, &t->e), ST_OK);
	assert_int_equal(outbox_add(&t->box, letter(9), &t->e), ST_OK);
	assert_int_equal(outbox_finish(&t->box, &t->e), ST_OK);
	assert_int_equal(outbox_state(&t->box, "m1", &waiting), OUTBOX_WAITS);
	assert_int_equal(waiting, 1);
	/* one that is given up leaves nothing behind */
	assert_int_equal(outbox_begin(&t->box, "m2", all_stand, NULL, &t->e), ST_OK);
	assert_int_equal(outbox_add(&t->box, letter(1), &t->e), ST_OK);
	outbox_drop(&t->box);
	assert_false(is_there(t, "m2.new"));
}

/* Of a process that was killed: unfinished parcels by the register's word, a letter on its way. */
static void
what_was_cut_short_is_settled(void **state)
{
	struct town *t = *state;
	struct script s = {.town = t, .fates = "T"};
	struct outbox_sent sent = {0};

	put_parcel(t, "m1", 2);
	make_folder(t, "m1.new"); /* there is an m1 already */
	make_folder(t, "m2.new");
	make_file(t, "m5.new", "no folder, so no parcel");
	make_file(t, "m1/000002.out", "To: person2@example.org\n\ntext");
	assert_int_equal(unlink(in_mail(t, "m1/000002")), 0);
	assert_int_equal(outbox_take(&t->box, all_stand, NULL, &t->e), ST_OK);
	assert_false(is_there(t, "m1.new"));
	assert_true(is_there(t, "m2/there"));
	assert_true(is_there(t, "m5.new"));
	assert_true(is_there(t, "m1/000002.doubt"));
	assert_int_equal(outbox_send(&t->box, "m1", follow_script, &s, &sent, &t->e), ST_OK);
	assert_int_equal(sent.taken, 1);
	assert_int_equal(sent.doubtful, 1);
}

/* One sends at a time. */
static void
two_do_not_send_at_once(void **state)
{
	struct town *t = *state;
	struct outbox other;

	assert_int_equal(outbox_take(&t->box, all_stand, NULL, &t->e), ST_OK);
	assert_int_equal(outbox_open(&other, t->dir, &t->e), ST_OK);
	assert_int_equal(outbox_take(&other, all_stand, NULL, &t->e), ST_REFUSED);
	assert_non_null(strstr(error_text(&t->e), "другой процесс"));
	outbox_close(&other);
}

/* By somebody else's hand. */
static void
lock_is_a_folder(const struct town *t)
{
	make_folder(t, "making.lock");
}
static void
lock_is_a_link(const struct town *t)
{
	make_link(t, "sending.lock");
}
static void
name_of_the_new_is_taken(const struct town *t)
{
	make_file(t, "m1.new", "x");
}
static void
name_is_taken(const struct town *t)
{
	make_file(t, "m1", "x");
}
static void
letter_is_there(const struct town *t)
{
	make_file(t, "m1.new/000001", "x");
}
static void
note_is_a_link(const struct town *t)
{
	make_link(t, "m1.begun");
}
static void
letter_cannot_be_noted(const struct town *t)
{
	make_folder(t, "m1/000001.out");
}
static void
letter_on_its_way_is_gone(const struct town *t)
{
	assert_int_equal(unlink(in_mail(t, "m1/000001.out")), 0);
}
static void
letter_cannot_come_back(const struct town *t)
{
	make_folder(t, "m1/000001");
}
static void
next_letter_is_gone(const struct town *t)
{
	assert_int_equal(unlink(in_mail(t, "m1/000002")), 0);
}

static void
assert_cannot_write(struct town *t, enum status st)
{
	assert_int_equal(st, ST_SYSTEM);
	assert_non_null(strstr(error_text(&t->e), "в папку писем (mail в папке базы) не записать"));
	t->e = (struct error){0};
}

/* A parcel that cannot be put together leaves none, and the next try none the worse. */
static void
what_stands_in_the_way_of_a_parcel_is_told(void **state)
{
	static const struct {
		void (*before)(const struct town *t), (*begun)(const struct town *t),
		    (*written)(const struct town *t);
	} rows[] = {
	    {.before = lock_is_a_folder},
	    {.before = name_of_the_new_is_taken},
	    {.begun = letter_is_there},
	    {.written = name_is_taken},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct town *t = *state;
		enum status st;

		if (rows[i].before != NULL)
			rows[i].before(t);
		st = outbox_begin(&t->box, "m1", all_stand, NULL, &t->e);
		if (rows[i].begun != NULL)
			rows[i].begun(t);
		if (rows[i].before == NULL) {
			assert_int_equal(st, ST_OK);
			st = outbox_add(&t->box, letter(1), &t->e);
		}
		if (rows[i].written != NULL) {
			assert_int_equal(st, ST_OK);
			rows[i].written(t);
			st = outbox_finish(&t->box, &t->e);
		}
		assert_cannot_write(t, st);
		teardown(state);
		assert_int_equal(setup(state), 0);
	}
}

/* No letter leaves that is not noted as leaving, and none behind one whose fate cannot be noted. */
static void
what_stands_in_the_way_of_sending_is_told(void **state)
{
	static const struct {
		void (*before)(const struct town *t), (*meanwhile)(const struct town *t);
		const char *fates;
		size_t asked;
		bool nobody_sends;
	} rows[] = {
	    {.before = lock_is_a_folder, .fates = "", .nobody_sends = true},
	    {.before = lock_is_a_link, .fates = "", .nobody_sends = true},
	    {.before = note_is_a_link, .fates = ""},
	    {.before = letter_cannot_be_noted, .fates = ""},
	    {.meanwhile = letter_on_its_way_is_gone, .fates = "T", .asked = 1},
	    {.meanwhile = letter_cannot_come_back, .fates = "R", .asked = 1},
	    {.meanwhile = next_letter_is_gone, .fates = "T", .asked = 1},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct town *t = *state;
		struct script s = {
		    .town = t, .fates = rows[i].fates, .meanwhile = rows[i].meanwhile};
		struct outbox_sent sent = {0};
		enum status st;

		put_parcel(t, "m1", 3);
		unlink(in_mail(t, "making.lock"));
		if (rows[i].before != NULL)
			rows[i].before(t);
		st = outbox_take(&t->box, all_stand, NULL, &t->e);
		if (!rows[i].nobody_sends) {
			assert_int_equal(st, ST_OK);
			st = outbox_send(&t->box, "m1", follow_script, &s, &sent, &t->e);
		}
		assert_cannot_write(t, st);
		assert_int_equal(s.asked, rows[i].asked);
		teardown(state);
		assert_int_equal(setup(state), 0);
	}
}

static void
a_folder_of_letters_that_is_none(void **state)
{
	struct town *t = *state;
	struct outbox other;
	char path[PATH + 16];

	assert_int_equal(rmdir(in_mail(t, "")), 0);
	assert_false(outbox_look(&other, t->dir));
	outbox_close(&other);
	snprintf(path, sizeof(path), "%s/mail", t->dir);
	assert_int_equal(symlink("/", path), 0);
	assert_cannot_write(t, outbox_open(&other, t->dir, &t->e));
	outbox_close(&other);
}

/* A letter is to whom its headers say, whole; wherever it lies. */
static void
letters_to_one_are_forgotten(void **state)
{
	static const struct {
		const char *name, *text;
		bool gone;
	} letters[] = {
	    {"m1/000001", "From: x\nTo: b@x.org\n\nTo: a@x.org", true},
	    {"m1/000002.out", "TO: B@x.org\r\n\r\ntext", true},
	    {"m1/000003.doubt", "To: b@x.org", true},
	    {"m2.new/000001", "To: b@x.org\n\n", true},
	    {"m1/000004", "To: b@x.org.ru\n\ntext", false},
	    {"m1/000005", "To: b@x.or\n\ntext", false},
	    {"m1/000006", "To: a@x.org\n\nTo: b@x.org\n", false},
	    {"m1/000007", "To: a@x.org\r\n\r\nTo: b@x.org\r\n", false},
	    {"m1/000008", "Reply-To: b@x.org\n\ntext", false},
	    {"m1/000009", "", false},
	};
	struct town *t = *state;

	make_folder(t, "m1");
	make_folder(t, "m2.new");
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		make_file(t, letters[i].name, letters[i].text);
	assert_int_equal(mkdir(in_mail(t, "m1/000010"), 0700), 0); /* no letter */
	assert_int_equal(outbox_forget(&t->box, "b@x.org"), 4);
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (is_there(t, letters[i].name) == letters[i].gone)
			fail_msg("%s", letters[i].name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	    TEST(each_letter_has_its_fate),
	    TEST(what_was_taken_back_makes_room),
	    TEST(what_was_cut_short_is_settled),
	    TEST(two_do_not_send_at_once),
	    TEST(what_stands_in_the_way_of_a_parcel_is_told),
	    TEST(what_stands_in_the_way_of_sending_is_told),
	    TEST(a_folder_of_letters_that_is_none),
	    TEST(letters_to_one_are_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
