/* SPDX-License-Identifier: MIT
 * lab.c - folders, writers that can be killed, whole checks.
 */
#include "tests/lib/lab.h"

const struct actor lab_actor = {.account = "proba", .via = "проба"};

/* How often a heavy loop runs: from the environment, else few enough for every day. */
unsigned
lab_count(const char *variable, unsigned otherwise)
{
	const char *text = getenv(variable);

	return text != NULL && atoi(text) > 0 ? (unsigned)atoi(text) : otherwise;
}

void
lab_folder(char out[LAB_PATH])
{
	const char *base = getenv("TMPDIR");

	snprintf(out, LAB_PATH, "%s/metodaktiv-test-XXXXXX", base != NULL ? base : "/tmp");
	assert_non_null(mkdtemp(out));
}

static int
lab_remove_one(const char *path, const struct stat *s, int type, struct FTW *ftw)
{
	(void)s;
	(void)type;
	(void)ftw;
	return remove(path);
}

void
lab_remove(const char *dir)
{
	assert_int_equal(nftw(dir, lab_remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT), 0);
}

/* How many names a folder holds. */
unsigned
lab_entries(const char *dir)
{
	DIR *d = opendir(dir);
	const struct dirent *entry;
	unsigned count = 0;

	assert_non_null(d);
	while ((entry = readdir(d)) != NULL)
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(d);
	return count;
}

struct store *
lab_create(const char *dir)
{
	struct error e = {0};
	struct store *st = NULL;

	if (db_create(&st, dir, NULL, NULL, &e) != ST_OK)
		fail_msg("db_create: %s", error_text(&e));
	return st;
}

struct store *
lab_open(const char *dir)
{
	struct error e = {0};
	struct store *st = NULL;

	if (db_open(&st, dir, &e) != ST_OK)
		fail_msg("db_open: %s", error_text(&e));
	return st;
}

static void
lab_print_fault(void *context, const char *sentence)
{
	unsigned *count = context;

	if (++*count <= 10)
		print_error("verify: %s\n", sentence);
}

/* The whole database is sound. */
struct verify_report
lab_verify(struct store *st)
{
	struct verify_report report = {0};
	unsigned faults = 0;

	assert_int_equal(verify_store(st, &report, lab_print_fault, NULL, &faults), ST_OK);
	assert_int_equal(faults, 0);
	assert_int_equal(report.faults, 0);
	return report;
}

void
lab_verify_dir(const char *dir)
{
	struct store *st = lab_open(dir);

	lab_verify(st);
	store_close(st);
}

void
lab_set(struct record *r, const char *field, const char *text)
{
	record_set_text(r, field_find(r->kind, field), text, strlen(text));
}

/* The name every organisation of a code has: a torn record could not keep to it. */
static void
lab_name(char out[64], const char *code)
{
	snprintf(out, 64, "Школа «%s»", code);
}

struct record *
lab_organisation(const char *code)
{
	struct record *r = record_new(KIND_ORGANISATIONS);
	char name[64];

	lab_name(name, code);
	lab_set(r, "code", code);
	lab_set(r, "name", name);
	record_set_choice(r, field_find(KIND_ORGANISATIONS, "type"), 1);
	return r;
}

/* One organisation in one operation; others may write at the same time. */
enum status
lab_put(struct store *st, const char *code)
{
	enum status status;

	do {
		struct change *c = change_new(st, &lab_actor, "save", "");
		struct record *r = lab_organisation(code);

		change_put(c, r);
		record_free(r);
		status = change_commit(c, NULL, NULL);
	} while (status == ST_CONFLICT);
	return status;
}

/* Is the organisation there, and whole? */
bool
lab_has(struct store *st, const char *code)
{
	struct record *r = record_new(KIND_ORGANISATIONS);
	struct txn *t = txn_read(st);
	uint64_t id = records_find(t, KIND_ORGANISATIONS, slice_of(code));
	bool found = id != 0 && records_get(t, id, r);
	char name[64];

	assert_int_equal(txn_status(t), ST_OK);
	txn_abort(t);
	lab_name(name, code);
	if (found) {
		assert_string_equal(record_text(r, field_find(KIND_ORGANISATIONS, "code")), code);
		assert_string_equal(record_text(r, field_find(KIND_ORGANISATIONS, "name")), name);
	}
	record_free(r);
	return found;
}

size_t
lab_records(struct store *st)
{
	struct txn *t = txn_read(st);
	size_t count = records_count(t, KIND_ORGANISATIONS);

	assert_int_equal(txn_status(t), ST_OK);
	txn_abort(t);
	return count;
}

struct lab_child
lab_start(lab_work *work, const char *dir, unsigned round)
{
	struct lab_child child = {0};
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	child.pid = fork();
	assert_true(child.pid >= 0);
	if (child.pid == 0) {
		close(ends[0]);
		work(dir, ends[1], round);
		_exit(0);
	}
	close(ends[1]);
	child.from = ends[0];
	return child;
}

void
lab_acknowledge(int out, uint32_t number)
{
	if (write(out, &number, sizeof(number)) != (ssize_t)sizeof(number))
		_exit(2);
}

/* Read one acknowledgement; false at the end, or when none came in time. */
bool
lab_read_ack(struct lab_child *child, int ms)
{
	struct pollfd ready = {.fd = child->from, .events = POLLIN};

	return poll(&ready, 1, ms) == 1 &&
	    read(child->from, &child->acked, sizeof(child->acked)) == (ssize_t)sizeof(child->acked);
}

void
lab_wait_for(struct lab_child *child, uint32_t number)
{
	while (child->acked < number)
		assert_true(lab_read_ack(child, LAB_PATIENCE));
}

int
lab_wait(struct lab_child *child)
{
	int status = 0;

	assert_int_equal(waitpid(child->pid, &status, 0), child->pid);
	close(child->from);
	return status;
}

/* kill -9, then take in what it had still acknowledged. */
void
lab_kill(struct lab_child *child)
{
	int status;

	assert_int_equal(kill(child->pid, SIGKILL), 0);
	while (lab_read_ack(child, LAB_PATIENCE))
		;
	status = lab_wait(child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* It ended by itself, and well. */
void
lab_finish(struct lab_child *child)
{
	int status;

	while (lab_read_ack(child, LAB_PATIENCE))
		;
	status = lab_wait(child);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("child ended with wait status %d", status);
}
