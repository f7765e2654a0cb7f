/* SPDX-License-Identifier: MIT
 * db_verify.c - each thing that can be wrong with a database is found, and named.
 */
#include "tests/lib/lab.h"

#include "base/outfile.h"
#include "db/admin/verify_parts.h"
#include "db/record/account.h"
#include "db/record/codec.h"
#include "db/record/draft.h"
#include "db/lmdb/file.h"
#include "db/record/key.h"

enum { PAGE = 4096 };

static char dir[LAB_PATH];
static struct store *st;

/* S1 (id 1, twice changed), S2 (id 2, removed), the teacher P1 of S1, a draft and an account. */
static void
put_organisation(const char *code, const char *name)
{
	struct change *c = change_new(st, &lab_actor, "save", "");
	struct record *r = record_new(KIND_ORGANISATIONS);
	struct txn *t = txn_read(st);
	uint64_t id = records_find(t, KIND_ORGANISATIONS, slice_of(code));

	if (id != 0)
		assert_true(records_get(t, id, r));
	txn_abort(t);
	lab_set(r, "code", code);
	lab_set(r, "name", name);
	record_set_choice(r, field_find(KIND_ORGANISATIONS, "type"), 1);
	change_put(c, r);
	record_free(r);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
}

static void
put_person(const char *code, uint64_t organisation)
{
	struct change *c = change_new(st, &lab_actor, "save", "");
	struct record *r = record_new(KIND_PEOPLE);

	lab_set(r, "code", code);
	lab_set(r, "surname", "Озерская");
	lab_set(r, "given_name", "Анна");
	lab_set(r, "position", "учитель");
	record_set_choice(r, field_find(KIND_PEOPLE, "staff_kind"), STAFF_TEACHER);
	record_set_date(r, field_find(KIND_PEOPLE, "hired"), 19000);
	record_set_ref(r, field_find(KIND_PEOPLE, "organisation"), organisation);
	change_put(c, r);
	record_free(r);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
}

static int
make_database(void **state)
{
	struct account account = {.name = "anna", .full_name = "Анна", .role = "clerk"};
	struct draft draft = {.of = draft_of_form(KIND_PEOPLE, 0)};
	struct change *c;

	(void)state;
	lab_folder(dir);
	st = lab_create(dir);
	put_organisation("S1", "Школа № 1");
	put_organisation("S2", "Школа № 2");
	put_person("P1", 1);
	put_organisation("S1", "Школа № 1 имени Ушинского");
	put_organisation("S1", "Лицей № 1");
	c = change_new(st, &lab_actor, "remove", "");
	change_remove(c, KIND_ORGANISATIONS, 2, 2);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	c = change_new(st, &lab_actor, "user", "");
	account_stage(c, &account, slice_of(""));
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	assert_int_equal(draft_save(st, "anna", &draft, NULL), ST_OK);
	lab_verify(st);
	return 0;
}

static int
drop_database(void **state)
{
	(void)state;
	store_close(st);
	lab_remove(dir);
	return 0;
}

/* What verifying tells, joined. */
struct told {
	struct buf text;
	unsigned count;
};

static void
collect(void *context, const char *sentence)
{
	struct told *told = context;

	buf_puts(&told->text, sentence);
	buf_putc(&told->text, '\n');
	told->count++;
}

static void
assert_found(const char *what)
{
	struct verify_report report;
	struct told told = {0};

	assert_int_equal(verify_store(st, &report, collect, NULL, &told), ST_DAMAGED);
	if (strstr(buf_text(&told.text), what) == NULL)
		fail_msg("«%s» is not among:\n%s", what, buf_text(&told.text));
	assert_int_equal(report.faults, told.count);
	assert_int_equal(verify_store(st, &report, NULL, NULL, NULL), ST_DAMAGED);
	buf_free(&told.text);
}

static void
tamper(enum table table, struct slice key, struct slice value)
{
	struct txn *t = txn_write(st);

	if (value.data == NULL)
		txn_delete(t, table, key);
	else
		txn_put(t, table, key, value);
	assert_int_equal(txn_commit(t), ST_OK);
}

static const struct slice nothing = {NULL, 0};

static void
tamper_id(enum table table, uint64_t id, struct slice value)
{
	struct buf key = {0};

	key_put_id(&key, id);
	tamper(table, buf_slice(&key), value);
	buf_free(&key);
}

/* A copy of a row, to be changed. */
static struct buf
row(enum table table, struct slice key)
{
	struct txn *t = txn_read(st);
	struct buf copy = {0};
	struct slice value;

	assert_true(txn_get(t, table, key, &value));
	buf_put_slice(&copy, value);
	txn_abort(t);
	return copy;
}

static struct record *
load(enum kind kind, uint64_t id)
{
	struct record *r = record_new(kind);
	struct txn *t = txn_read(st);

	assert_true(records_get(t, id, r));
	txn_abort(t);
	return r;
}

/* Write a record behind the back of everything that goes with it. */
static void
tamper_record(const struct record *r, uint64_t stamp)
{
	struct buf body = {0}, image = {0};
	size_t pairs = codec_put_body(&body, r);

	codec_put_image(&image, stamp, buf_slice(&body), pairs);
	tamper_id(table_of(r->kind), r->id, buf_slice(&image));
	buf_free(&body);
	buf_free(&image);
}

static void
test_counts(void **state)
{
	struct verify_report report = lab_verify(st);

	(void)state;
	assert_int_equal(report.records, 2);
	assert_int_equal(report.history, 4); /* two old S1, S2 and its tombstone */
	assert_int_equal(report.references, 1);
	assert_int_equal(report.indexes, 2 + 3);
	assert_int_equal(report.drafts, 1);
	assert_int_equal(report.operations, 7);
	assert_int_equal(strlen(report.chain_head), 64);
}

static void
test_missing_index_entries(void **state)
{
	struct record *r = load(KIND_PEOPLE, 1);
	struct key_span spans[KEYS_MAX];
	struct buf keys = {0};
	static const char *const sentences[] = {"нет строки в указателе ключей",
	    "нет строки в указателе порядка", "нет строки в указателе ссылок"};

	(void)state;
	assert_int_equal(key_put_all(&keys, r, spans), 3);
	for (int i = 0; i < 3; i++) {
		struct slice key = slice_make(keys.data + spans[i].at, spans[i].len);

		tamper(TABLE_INDEX, key, nothing);
		assert_found("Люди, запись P1 (№ 1)");
		assert_found(sentences[i]);
		tamper(TABLE_INDEX, key, slice_of(""));
		lab_verify(st);
	}
	buf_free(&keys);
	record_free(r);
}

static void
test_superfluous_index_entries(void **state)
{
	struct buf key = {0};
	struct record *r = load(KIND_ORGANISATIONS, 1);

	(void)state;
	key_put_code(&key, KIND_ORGANISATIONS, slice_of("S9"));
	key_put_id(&key, 1);
	tamper(TABLE_INDEX, buf_slice(&key), slice_of(""));
	assert_found("лишняя строка в указателе ключей");
	tamper(TABLE_INDEX, buf_slice(&key), nothing);

	buf_clear(&key);
	key_put_code(&key, KIND_ORGANISATIONS, slice_of("S1")); /* a second record of the code */
	key_put_id(&key, 77);
	tamper(TABLE_INDEX, buf_slice(&key), slice_of(""));
	assert_found("тот же ключ у записи № 1");
	assert_found("лишняя строка");
	tamper(TABLE_INDEX, buf_slice(&key), nothing);

	tamper(TABLE_INDEX, slice_of("\xFF"), slice_of(""));
	assert_found("непонятная строка");
	tamper(TABLE_INDEX, slice_of("\xFF"), nothing);
	lab_verify(st);
	buf_free(&key);
	record_free(r);
}

static void
test_changed_record(void **state)
{
	struct record *r = load(KIND_ORGANISATIONS, 1);

	(void)state;
	lab_set(r, "address", "ул. Ленина, 1"); /* in no index; the journal's sum tells */
	tamper_record(r, r->stamp);
	assert_found("записи операции № 5 не те");
	assert_found("слова для поиска не те");
	tamper_record(r, 999);
	assert_found("в журнале нет операции № 999");
	record_free(r);
}

static void
test_unreadable_record(void **state)
{
	(void)state;
	tamper_id(table_of(KIND_ORGANISATIONS), 1, slice_of("garbage"));
	assert_found("Организации, запись № 1: не читается");
}

static void
test_lost_record(void **state)
{
	(void)state;
	tamper_id(table_of(KIND_ORGANISATIONS), 1, nothing);
	assert_found("в поле «Организация» стоит запись № 1, которой нет");
	assert_found("об удалении ничего не записано");
	assert_found("слова для поиска не те");
	assert_found("записи операции № 5 не те");
}

static void
test_bad_id(void **state)
{
	(void)state;
	tamper(table_of(KIND_VOTES), slice_of("x"), slice_of("y"));
	assert_found("Голоса: запись с недопустимым номером");
}

static void
test_counter(void **state)
{
	(void)state;
	tamper(TABLE_META, slice_of("next:organisations"), slice_make("\0\0\0\0\0\0\0\2", 8));
	assert_found(
	    "следующий номер записи — 2, а есть уже № 2"); /* S2 was removed, its id stays taken */
	tamper(TABLE_META, slice_of("next:organisations"), nothing);
	assert_found("следующий номер записи — 1");
	tamper(TABLE_META, slice_of("next:organisations"), slice_of("x"));
	assert_found("следующий номер записи — 0");
}

static void
test_words(void **state)
{
	struct buf key = {0}, block, stranger = {0};

	(void)state;
	key_put_kind(&key, KIND_ORGANISATIONS);
	buf_putc(&key, 1); /* of naming fields */
	block = row(TABLE_WORDS, buf_slice(&key));
	block.data[block.len - 1] ^= 2; /* another record's */
	tamper(TABLE_WORDS, buf_slice(&key), buf_slice(&block));
	assert_found("Организации: слова для поиска не те, что в записях");
	block.data[block.len - 1] ^= 2;
	block.data[6] ^= 1; /* another letter */
	tamper(TABLE_WORDS, buf_slice(&key), buf_slice(&block));
	assert_found("Организации: слова для поиска не те");
	block.data[6] ^= 1;
	block.data[2] = 'x'; /* longer than the block */
	tamper(TABLE_WORDS, buf_slice(&key), buf_slice(&block));
	assert_found("Организации: слова для поиска не те");
	tamper(TABLE_WORDS, buf_slice(&key), nothing);
	assert_found("Организации: слова для поиска не те");
	block.data[2] = 0;
	tamper(TABLE_WORDS, buf_slice(&key), buf_slice(&block));
	key_put_kind(&stranger, KIND_PEOPLE);
	buf_put(&stranger, "\2\0\0\0\1\0\0\0\0\0\0\0\0", 13); /* of a word there is not */
	tamper(TABLE_WORDS, buf_slice(&stranger), slice_of("a\1"));
	assert_found("Среди слов для поиска есть лишние строки");
	buf_free(&key);
	buf_free(&stranger);
	buf_free(&block);
}

/* Ids of a word that many have: what is wrong with them is wrong with the search alone, and all
 * behind it is looked at as ever. */
static void
test_ids_of_many(void **state)
{
	struct verify_report whole, report;
	struct buf key = {0};
	char code[8];

	(void)state;
	for (int i = 2; i < 40; i++) {
		snprintf(code, sizeof(code), "P%d", i);
		put_person(code, 1);
	}
	assert_int_equal(verify_store(st, &whole, NULL, NULL, NULL), ST_OK);
	key_put_kind(&key, KIND_PEOPLE);
	buf_put(&key, "\2\0\0\0\1\0\0\0\0\0\0\0\0", 13);
	tamper(TABLE_WORDS, buf_slice(&key), slice_of("z"));
	assert_found("слова для поиска не те, что в записях");
	verify_store(st, &report, NULL, NULL, NULL);
	assert_int_equal(report.faults, 1);
	assert_int_equal(report.faults_of[VERIFY_SEARCH], 1);
	assert_true(verify_can_be_repaired(&report));
	assert_int_equal(report.columns, whole.columns);
	assert_int_equal(report.drafts, whole.drafts);
	assert_string_equal(report.chain_head, whole.chain_head);
	buf_free(&key);
}

static void
test_old_images(void **state)
{
	struct buf key = {0}, image;
	char *letter;

	(void)state;
	key_put_history(&key, KIND_ORGANISATIONS, 1, 1);
	image = row(TABLE_HISTORY, buf_slice(&key));
	letter = memmem(image.data, image.len, "S1", 2);
	assert_non_null(letter);
	*letter = 'T'; /* a name of the past rewritten */
	tamper(TABLE_HISTORY, buf_slice(&key), buf_slice(&image));
	assert_found("записи операции № 1 не те");
	tamper(TABLE_HISTORY, buf_slice(&key), slice_of("garbage"));
	assert_found("не читается редакция операции № 1");
	tamper(TABLE_HISTORY, buf_slice(&key), nothing);
	assert_found("записи операции № 1 не те");
	tamper(TABLE_HISTORY, slice_of("key"), slice_of("x"));
	assert_found("В прежних редакциях непонятная строка");
	buf_free(&key);
	buf_free(&image);
}

/* A journal longer than a window goes through the images again, whatever stands among them. */
static void
test_old_images_once_more(void **state)
{
	struct buf history = {0}, journal = {0};
	struct verify_report report;
	struct told told = {0};

	(void)state;
	key_put_history(&history, KIND_ORGANISATIONS, 1, VERIFY_WINDOW + 1);
	history.data[0] = '\xFF'; /* no kind of this program */
	tamper(TABLE_HISTORY, buf_slice(&history), slice_of("x"));
	key_put_id(&journal, VERIFY_WINDOW + 1);
	tamper(TABLE_JOURNAL, buf_slice(&journal), slice_of("x"));
	assert_int_equal(verify_store(st, &report, collect, NULL, &told), ST_DAMAGED);
	assert_non_null(strstr(buf_text(&told.text), "В прежних редакциях непонятная строка"));
	buf_free(&told.text);
	buf_free(&history);
	buf_free(&journal);
}

static void
test_lost_tombstone(void **state)
{
	struct buf key = {0};

	(void)state;
	key_put_history(&key, KIND_ORGANISATIONS, 2, 6);
	tamper(TABLE_HISTORY, buf_slice(&key), nothing);
	assert_found("Организации, запись № 2: записи нет, а об удалении ничего не записано");
	buf_free(&key);
}

static void
test_old_image_too_new(void **state)
{
	struct record *r = load(KIND_ORGANISATIONS, 1);

	(void)state;
	tamper_record(r, 1);
	assert_found("прежняя редакция новее действующей");
	record_free(r);
}

static void
test_journal(void **state)
{
	struct buf key = {0}, journal;
	char *reason;

	(void)state;
	key_put_id(&key, 3);
	journal = row(TABLE_JOURNAL, buf_slice(&key));
	reason = memmem(journal.data, journal.len, "proba", 5);
	assert_non_null(reason);
	memcpy(reason, "drugo", 5); /* somebody else did it */
	tamper(TABLE_JOURNAL, buf_slice(&key), buf_slice(&journal));
	assert_found("цепочка порвана перед строкой № 4");
	tamper(TABLE_JOURNAL, buf_slice(&key), nothing);
	assert_found("строка № 3 пропала");
	tamper(TABLE_JOURNAL, buf_slice(&key), slice_of("garbage"));
	assert_found("строка № 3 не читается");
	buf_free(&key);
	buf_free(&journal);
}

static void
test_drafts_and_accounts(void **state)
{
	(void)state;
	tamper(TABLE_DRAFT, slice_make("boris\0x", 7), slice_of("garbage"));
	assert_found("Черновик сотрудника boris не читается");
	tamper(TABLE_ACCOUNT, slice_of("vera"), slice_of("garbage"));
	assert_found("Учётная запись vera не читается");
}

/* A role is changed in the file, an account appears, the rules are others. */
static void
test_accounts_and_rules(void **state)
{
	static const char promise[] = "Учётные записи или правила города не те";
	struct buf account = row(TABLE_ACCOUNT, slice_of("anna"));
	char *role = memmem(account.data, account.len, "clerk", 5);

	(void)state;
	assert_non_null(role);
	memcpy(role, "chair", 5);
	tamper(TABLE_ACCOUNT, slice_of("anna"), buf_slice(&account));
	assert_found(promise);
	memcpy(role, "clerk", 5);
	tamper(TABLE_ACCOUNT, slice_of("anna"), buf_slice(&account));
	lab_verify(st);
	tamper(TABLE_ACCOUNT, slice_of("boris"), buf_slice(&account));
	assert_found(promise);
	tamper(TABLE_ACCOUNT, slice_of("boris"), nothing);
	tamper(TABLE_META, slice_of("profile:\0\0\0\1"), slice_of("id = \"x\";"));
	assert_found(promise);
	buf_free(&account);
}

/* The last row has none behind it that would tell. */
static void
test_last_row(void **state)
{
	struct buf key = {0}, last;
	char *reason;
	struct txn *t = txn_read(st);

	(void)state;
	key_put_id(&key, journal_last(t));
	txn_abort(t);
	last = row(TABLE_JOURNAL, buf_slice(&key));
	reason = memmem(last.data, last.len, "proba", 5);
	assert_non_null(reason);
	memcpy(reason, "drugo", 5);
	tamper(TABLE_JOURNAL, buf_slice(&key), buf_slice(&last));
	assert_found("последняя строка изменена или пропала");
	tamper(TABLE_JOURNAL, buf_slice(&key), nothing);
	assert_found("последняя строка изменена или пропала");
	buf_free(&key);
	buf_free(&last);
}

static void
test_identity(void **state)
{
	(void)state;
	assert_int_equal(strlen(lab_verify(st).identity), 2 * JOURNAL_IDENTITY);
	tamper(TABLE_META, slice_of("identity"), slice_of("0123456789abcdef"));
	assert_found("Опознавательный номер базы не тот");
	tamper(TABLE_META, slice_of("identity"), nothing);
	assert_found("Опознавательный номер базы не тот");
}

static bool
stop_at_once(void *context, uint64_t done, uint64_t total)
{
	unsigned *calls = context;

	++*calls;
	assert_true(done <= total);
	return false;
}

static void
test_cancelled(void **state)
{
	struct verify_report report;
	unsigned calls = 0;

	(void)state;
	assert_int_equal(verify_store(st, &report, NULL, stop_at_once, &calls), ST_CANCELLED);
	assert_int_equal(calls, 1);
}

/* One number for all that the journal vouches for, and the journal itself. */
static uint32_t
sum_contents(struct store *store)
{
	struct txn *t = txn_read(store);
	uint32_t sum = 2166136261;

	for (int table = 0; table < TABLE_COUNT; table++) {
		struct cursor *c = cursor_open(t, (enum table)table);
		size_t rows = txn_count(t, (enum table)table);

		if (table == TABLE_META || table == TABLE_DRAFT)
			rows = 0;
		for (bool more = cursor_first(c); more && rows > 0; more = cursor_next(c), rows--) {
			const struct slice parts[] = {cursor_key(c), cursor_value(c)};

			for (int part = 0; part < 2; part++)
				for (size_t i = 0; i < parts[part].len; i++)
					sum = (sum ^ ((const unsigned char *)parts[part].data)[i]) *
					    16777619;
		}
		cursor_close(c);
	}
	txn_abort(t);
	return sum;
}

/* Open and verify in a process of its own, which may not die of it. It tells 0 for "not sound". */
static void
verify_copy(const char *folder, int out, unsigned round)
{
	struct verify_report report;
	struct error e = {0};
	struct store *copy;
	uint32_t sum = 0;

	(void)round;
	if (db_open(&copy, folder, &e) == ST_OK) {
		if (verify_store(copy, &report, NULL, NULL, NULL) == ST_OK)
			sum = sum_contents(copy);
		store_close(copy);
	}
	lab_acknowledge(out, sum);
}

/*
 * A bit of the file is flipped: verifying ends with an answer, and with "sound" only when all
 * contents are what they were. Not in the two header pages: those LMDB reads itself while it opens.
 */
static void
test_flipped_bits(void **state)
{
	unsigned rounds = lab_count("STORE_FLIPS", 200), found = 0;
	uint32_t sum = sum_contents(st);
	struct buf whole = {0};
	char folder[LAB_PATH], from[LAB_PATH + 16], data[LAB_PATH + 16];

	(void)state;
	srand(1);
	lab_folder(folder);
	snprintf(data, sizeof(data), "%s/data.mdb", folder);
	snprintf(from, sizeof(from), "%s/data.mdb", dir);
	assert_true(file_read_whole(from, SIZE_MAX, &whole));
	for (unsigned i = 0; i < rounds; i++) {
		size_t at = 2 * PAGE + (size_t)rand() % (whole.len - 2 * PAGE);
		char mask = (char)(1 << rand() % 8);
		struct lab_child child;

		/* rather in the heads of pages and the places of nodes, where it hurts LMDB */
		if (i % 2 == 0)
			at = at / PAGE * PAGE + (size_t)rand() % 64;
		whole.data[at] ^= mask;
		assert_true(outfile_write(data, buf_slice(&whole), 0600));
		whole.data[at] ^= mask;
		child = lab_start(verify_copy, folder, i);
		lab_finish(&child);
		if (child.acked != 0 && child.acked != sum)
			fail_msg("page %zu, byte %zu: changed contents pass for sound", at / PAGE,
			    at % PAGE);
		found += child.acked == 0;
	}
	assert_true(found > rounds / 20);
	buf_free(&whole);
	lab_remove(folder);
}

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, make_database, drop_database)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_DATABASE(test_counts),
	    WITH_DATABASE(test_missing_index_entries),
	    WITH_DATABASE(test_superfluous_index_entries),
	    WITH_DATABASE(test_changed_record),
	    WITH_DATABASE(test_unreadable_record),
	    WITH_DATABASE(test_lost_record),
	    WITH_DATABASE(test_bad_id),
	    WITH_DATABASE(test_counter),
	    WITH_DATABASE(test_words),
	    WITH_DATABASE(test_ids_of_many),
	    WITH_DATABASE(test_old_images),
	    WITH_DATABASE(test_old_images_once_more),
	    WITH_DATABASE(test_lost_tombstone),
	    WITH_DATABASE(test_old_image_too_new),
	    WITH_DATABASE(test_journal),
	    WITH_DATABASE(test_drafts_and_accounts),
	    WITH_DATABASE(test_accounts_and_rules),
	    WITH_DATABASE(test_last_row),
	    WITH_DATABASE(test_identity),
	    WITH_DATABASE(test_cancelled),
	    WITH_DATABASE(test_flipped_bits),
	};

	return cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
