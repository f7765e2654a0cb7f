/* SPDX-License-Identifier: MIT
 * full_map.c - no room left in the map: the writer is told, what was written stays, work goes on.
 *
 * The map is 64 GB of address space, smaller where the address space is limited (ulimit -v). Here
 * it is limited, and a few hundred large records fill it.
 */
#include "tests/lib/lab.h"

#include <sys/resource.h>
#include <sys/statvfs.h>

enum { LIMIT_MB = 420, MOST_RECORDS = 3000, TEXT_BYTES = 60000 };

static const char *const long_fields[] = {
    "assessment_result", "commissions", "communities", "leadership", "victories", "other"};
enum { LONG_FIELDS = sizeof(long_fields) / sizeof(long_fields[0]) };

static const uint32_t told_full = 1000000;

/* An application with texts of some 350 KB in all, different in each record. */
static struct record *
large_application(unsigned number)
{
	struct record *r = record_new(KIND_APPLICATIONS);
	char *text = xmalloc(TEXT_BYTES), code[32];

	snprintf(code, sizeof(code), "F%u", number);
	lab_set(r, "code", code);
	lab_set(r, "surname", "Озерская");
	lab_set(r, "given_name", "Анна");
	lab_set(r, "position", "учитель");
	record_set_date(r, field_find(KIND_APPLICATIONS, "submitted"), 20000);
	record_set_ref(r, field_find(KIND_APPLICATIONS, "organisation"), 1);
	for (unsigned i = 0; i < LONG_FIELDS; i++) {
		memset(text, (int)('a' + (number + i) % 26), TEXT_BYTES);
		record_set_text(r, field_find(KIND_APPLICATIONS, long_fields[i]), text, TEXT_BYTES);
	}
	free(text);
	return r;
}

static enum status
put_large(struct store *st, unsigned number)
{
	struct change *c = change_new(st, &lab_actor, "save", "");
	struct record *r = large_application(number);

	change_put(c, r);
	record_free(r);
	return change_commit(c, NULL, NULL);
}

static bool
has_large(struct store *st, unsigned number)
{
	struct record *wanted = large_application(number), *r = record_new(KIND_APPLICATIONS);
	struct txn *t = txn_read(st);
	char code[32];
	uint64_t id;
	bool same;

	snprintf(code, sizeof(code), "F%u", number);
	id = records_find(t, KIND_APPLICATIONS, slice_of(code));
	same = id != 0 && records_get(t, id, r) && record_equal(r, wanted);
	txn_abort(t);
	record_free(r);
	record_free(wanted);
	return same;
}

/* In a process of its own, because a limit cannot be taken back. Ends with the number of the line
 * that was not as it should be. */
#define MUST(condition)                                                                            \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			print_error("full_map.c:%d: %s\n", __LINE__, #condition);                  \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

static void
fill(const char *dir, int out, unsigned round)
{
	const struct rlimit limit = {
	    .rlim_cur = (rlim_t)LIMIT_MB << 20, .rlim_max = (rlim_t)LIMIT_MB << 20};
	struct error e = {0};
	struct store_size size;
	struct store *st;
	enum status status = ST_OK;
	unsigned n = 0;

	(void)round;
	MUST(setrlimit(RLIMIT_AS, &limit) == 0);
	MUST(db_open(&st, dir, &e) == ST_OK);
	store_size(st, &size);
	MUST(size.map_bytes < (uint64_t)LIMIT_MB << 20);
	while (status == ST_OK && n < MOST_RECORDS) {
		status = put_large(st, n + 1);
		n += status == ST_OK;
		lab_acknowledge(out, n); /* the patience is for one record, not for a slow disk */
	}
	MUST(status == ST_FULL);
	lab_acknowledge(out, told_full);
	/* Everything before can be read, in the same process and right away. */
	for (unsigned i = 1; i <= n; i++)
		MUST(has_large(st, i));
	MUST(!has_large(st, n + 1));
	/* It says so again, every time, and does not come to harm. */
	for (int i = 0; i < 5; i++)
		MUST(put_large(st, n + 1) == ST_FULL);
	/* What is small still fits. */
	MUST(lab_put(st, "SMALL") == ST_OK);
	store_close(st);
}

/* Memory in place of a disk, where there is plenty: it is the map that is to be full. */
static void
prefer_memory(void)
{
	struct statvfs fs;

	if (statvfs("/dev/shm", &fs) == 0 &&
	    fs.f_bavail * fs.f_frsize > (uint64_t)4 * LIMIT_MB << 20 &&
	    access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
}

static void
test_fill(void **state)
{
	struct lab_child child;
	struct store *st;
	uint32_t written = 0;
	char dir[LAB_PATH];

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip(); /* its shadow memory does not fit into a limited address space */
#endif
	prefer_memory();
	lab_folder(dir);
	st = lab_create(dir);
	assert_int_equal(lab_put(st, "SCHOOL"), ST_OK);
	store_close(st);
	child = lab_start(fill, dir, 0);
	while (child.acked != told_full) {
		written = child.acked;
		assert_true(lab_read_ack(&child, LAB_PATIENCE));
	}
	lab_finish(&child);
	assert_true(written > 50);
	/* With the whole address space there is room again, and nothing was torn. */
	st = lab_open(dir);
	for (unsigned i = 1; i <= written; i++)
		assert_true(has_large(st, i));
	assert_true(lab_has(st, "SMALL"));
	assert_int_equal(put_large(st, written + 1), ST_OK);
	assert_true(has_large(st, written + 1));
	lab_verify(st);
	store_close(st);
	lab_remove(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_fill)};

	return cmocka_run_group_tests_name("full map", tests, NULL, NULL);
}
