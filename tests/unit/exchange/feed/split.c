/* SPDX-License-Identifier: MIT
 * split.c - batches in any split, applied one after the other, are the snapshot, byte for byte:
 * edits, removals, new records, undos, large operations and codes that change, in random order.
 */
#include "tests/lib/exchange_help.h"

#include <jansson.h>
#include <stdint.h>

#include "base/array.h"
#include "db/record/counter.h"
#include "db/record/change.h"
#include "db/record/records.h"
#include "exchange/feed/feed.h"
#include "model/value.h"
#include "service/core/operations.h"
#include "service/record/undo.h"

enum { OPERATIONS = 240, REGIONS = 4, LARGE = 1200, TOWN_CAME = 2 };

/* --- A region, as simple as can be: lines by their keys. */

struct line {
	char *key, *text;
};

struct region {
	struct line *lines;
	size_t count, room;
	struct feed_token token;
	struct buf figures; /* of the last batch */
	size_t batches, snapshots, put, removed;
};

/* Keys in the order rows have: by type, kind and number or code. */
static char *
key_of(const json_t *row)
{
	static const char *const order[] = {"part", "person", "fact", "item", "organisation",
	    "association", "member", "assessed", "trained", "pathway", "methodist", "attached",
	    "supported", "item", "event"};
	const char *members[] = {"t", "kind", "source"};
	const json_t *id = json_object_get(row, "id"), *code = json_object_get(row, "code");
	struct buf key = {0};

	for (size_t m = 0; m < 3; m++) {
		const char *word = json_string_value(json_object_get(row, members[m]));
		size_t at = m == 0 ? 0 : 4;

		while (word != NULL && strcmp(order[at], word) != 0)
			at++;
		if (word != NULL)
			buf_printf(&key, "%c", (char)('a' + at));
	}
	if (json_is_integer(id))
		buf_printf(&key, "%020lld", json_integer_value(id));
	else
		buf_puts(&key, json_string_value(id != NULL ? id : code));
	return buf_detach(&key);
}

static size_t
place_for(const struct region *r, const char *key)
{
	size_t low = 0, high = r->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(r->lines[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
take_row(struct region *r, const json_t *row, const char *text, size_t len)
{
	bool put = strcmp(json_string_value(json_object_get(row, "op")), "+") == 0;
	char *key = key_of(row);
	size_t at = place_for(r, key);
	bool there = at < r->count && strcmp(r->lines[at].key, key) == 0;

	r->put += put;
	r->removed += !put && there;
	if (there) {
		free(r->lines[at].key);
		free(r->lines[at].text);
	}
	if (put && !there) {
		ARRAY_ROOM(r->lines, r->count, r->room);
		memmove(&r->lines[at + 1], &r->lines[at], (r->count++ - at) * sizeof(*r->lines));
	}
	if (put)
		r->lines[at] = (struct line){.key = key, .text = xstrndup(text, len)};
	if (!put && there)
		memmove(&r->lines[at], &r->lines[at + 1], (--r->count - at) * sizeof(*r->lines));
	if (!put)
		free(key);
}

static void
forget_all(struct region *r)
{
	for (size_t i = 0; i < r->count; i++) {
		free(r->lines[i].key);
		free(r->lines[i].text);
	}
	r->count = 0;
}

static void
apply(struct region *r, const struct buf *batch)
{
	const char *at = batch->data, *end;
	size_t rows = 0, said = SIZE_MAX;

	buf_clear(&r->figures);
	for (; *at != '\0'; at = end + 1) {
		json_t *line;

		end = strchr(at, '\n');
		line = json_loadb(at, (size_t)(end - at), 0, NULL);
		assert_non_null(line);
		if (json_object_get(line, "format") != NULL &&
		    json_is_null(json_object_get(line, "from")))
			forget_all(r);
		if (json_object_get(line, "op") != NULL) {
			take_row(r, line, at, (size_t)(end - at));
			rows++;
		}
		if (json_object_get(line, "figures") != NULL)
			buf_put(&r->figures, at, (size_t)(end + 1 - at));
		if (json_object_get(line, "end") != NULL)
			said = (size_t)json_integer_value(json_object_get(line, "rows"));
		json_decref(line);
	}
	assert_int_equal(rows, said);
	r->batches++;
}

static void
region_free(struct region *r)
{
	forget_all(r);
	free(r->lines);
	buf_free(&r->figures);
}

/* Ask for what has changed since the last time. */
static void
pull(struct place *p, struct region *r, bool whole)
{
	struct feed_batch b = {.rows = 0};
	struct error e = {0};
	struct view v;

	assert_int_equal(feed_secrets_ready(p->session, &e), ST_OK);
	view_open(&v, p->session);
	if (!whole)
		assert_int_equal(feed_token_check(&v, &r->token, &e), ST_OK);
	if (feed_make(&v, FEED_FACTS, whole ? NULL : &r->token, &b, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	view_close(&v);
	assert_int_equal(b.since, !whole);
	apply(r, &b.text);
	r->token = b.to;
	r->snapshots += !b.since;
	feed_batch_free(&b);
}

/* --- Somebody who changes everything at random. */

static const enum kind kinds[] = {KIND_ORGANISATIONS, KIND_PEOPLE, KIND_PEOPLE, KIND_ASSOCIATIONS,
    KIND_ASSOCIATION_MEMBERS, KIND_ASSESSMENTS, KIND_TRAININGS, KIND_PATHWAYS, KIND_METHODISTS,
    KIND_ATTACHMENTS, KIND_SUPPORT, KIND_PLANS, KIND_PLAN_ITEMS, KIND_EVENTS, KIND_EVENTS};

/* Of these there are more than a row of the journal names. */
static const enum kind large[] = {KIND_PEOPLE, KIND_ASSESSMENTS, KIND_ASSOCIATION_MEMBERS};

static enum kind
random_kind(void)
{
	return kinds[(size_t)rand() % (sizeof(kinds) / sizeof(kinds[0]))];
}

static uint64_t
random_id(struct txn *t, enum kind kind)
{
	uint64_t behind = counter_next(t, kind);
	struct slice image;

	for (int i = 0; i < 50; i++) {
		uint64_t id = 1 + (uint64_t)rand() % behind;

		if (records_image(t, kind, id, &image))
			return id;
	}
	return 0;
}

static void
put_random(struct txn *t, const struct field *f, struct buf *cell)
{
	size_t words = 0;

	switch (f->type) {
	case FIELD_DATE:
		if (rand() % 5 != 0)
			buf_printf(cell, "%d-%02d-%02d", 2023 + rand() % 4, 1 + rand() % 12,
			    1 + rand() % 28);
		break;
	case FIELD_REF:
		if (rand() % 6 != 0)
			records_put_code(t, f->target, random_id(t, f->target), cell);
		break;
	case FIELD_CHOICE:
		while (f->words[words] != NULL)
			words++;
		buf_puts(cell, f->words[(size_t)rand() % words]);
		break;
	case FIELD_YESNO:
		buf_puts(cell, rand() % 2 ? "да" : "нет");
		break;
	case FIELD_CODE:
		buf_printf(cell, "N%d", rand() % 500);
		break;
	default:
		buf_printf(cell, "слово %d", rand());
		break;
	}
}

/* What cannot be read stays as it was, as do keys of many at once, some of which would be alike. */
static void
change_field(struct place *p, struct txn *t, struct record *r, bool keys)
{
	const struct entity *entity = entity_of(r->kind);
	const struct field *f = &entity->fields[(size_t)rand() % entity->count];
	struct session_refs refs;
	struct reading reading = session_reading_in(p->session, &refs, t);
	struct buf cell = {0};
	struct error e = {0};

	put_random(t, f, &cell);
	if (keys || !f->key)
		value_parse(r, f, buf_slice(&cell), &reading, &e);
	buf_free(&cell);
}

struct deeds {
	unsigned edits, removals, news, undos, larges, notes;
};

/* so many records changed, or as new ones; one operation. false: the database would not have it. */
static bool
change_some(struct place *p, unsigned records, bool as_new, bool removing)
{
	struct change *c = change_new(p->session->store, &p->session->actor, OPERATION_SAVE, "");
	enum kind kind = records < LARGE ? random_kind() : large[rand() % 3];
	struct txn *t = txn_read(p->session->store);

	change_look_in(c, t);
	for (unsigned i = 0; i < records; i++) {
		struct record *r = record_new(kind);
		uint64_t id = random_id(t, kind);

		if (id == 0 || !records_get(t, id, r)) {
			record_free(r);
			continue;
		}
		for (int k = rand() % 3; k >= 0; k--)
			change_field(p, t, r, records < LARGE);
		if (as_new) {
			r->id = 0;
			r->stamp = 0;
		}
		if (removing)
			change_remove(c, kind, id, r->stamp);
		else
			change_put(c, r);
		record_free(r);
		if (records < LARGE)
			kind = random_kind();
	}
	change_look_in(c, NULL);
	txn_abort(t);
	return change_commit(c, NULL, NULL) == ST_OK;
}

static bool
undo_something(struct place *p)
{
	struct txn *t = txn_read(p->session->store);
	uint64_t operation = journal_last(t) - (uint64_t)rand() % 6;
	struct error e = {0};

	txn_abort(t);
	return operation > TOWN_CAME && register_undo_operation(p->session, operation, &e) == ST_OK;
}

static void
do_something(struct place *p, struct deeds *done)
{
	struct error e = {0};

	switch (rand() % 12) {
	case 0:
	case 1:
		done->removals += change_some(p, 1, false, true);
		break;
	case 2:
	case 3:
		done->news += change_some(p, 1, true, false);
		break;
	case 4:
	case 5:
		done->undos += undo_something(p);
		break;
	case 6:
		if (rand() % 4 == 0)
			done->larges += change_some(p, LARGE, false, false);
		break;
	case 7:
		done->notes += session_note(p->session, OPERATION_EXPORT, "", &e) == ST_OK;
		break;
	default:
		done->edits += change_some(p, 1 + (unsigned)rand() % 3, false, false);
		break;
	}
}

static void
assert_same_state(const struct region *got, const struct region *expected)
{
	for (size_t i = 0; i < got->count && i < expected->count; i++)
		assert_string_equal(got->lines[i].text, expected->lines[i].text);
	assert_int_equal(got->count, expected->count);
	assert_string_equal(buf_text(&got->figures), buf_text(&expected->figures));
}

/* Rows of a snapshot stand in the order a region has them. */
static void
assert_in_order(struct place *p, const struct region *snapshot)
{
	struct feed_batch b = {.rows = 0};
	struct error e = {0};
	const char *at;
	struct view v;

	view_open(&v, p->session);
	assert_int_equal(feed_make(&v, FEED_FACTS, NULL, &b, &e), ST_OK);
	view_close(&v);
	at = strchr(b.text.data, '\n') + 1;
	for (size_t i = 0; i < snapshot->count; i++) {
		size_t len = strlen(snapshot->lines[i].text);

		assert_true(strncmp(at, snapshot->lines[i].text, len) == 0 && at[len] == '\n');
		at += len + 1;
	}
	feed_batch_free(&b);
}

static void
test_any_split_is_the_snapshot(void **state)
{
	struct region regions[REGIONS] = {{0}}, snapshot = {0};
	struct outcome o = {0};
	struct deeds done = {0};
	struct place p;

	(void)state;
	srand(getenv("SPLIT_SEED") != NULL ? (unsigned)atoi(getenv("SPLIT_SEED")) : 19);
	place_make(&p);
	import_folder(&p, "tests/data/strezhevoy", &o);
	assert_accepted(&o);
	for (size_t i = 0; i < REGIONS; i++)
		pull(&p, &regions[i], true);
	for (int n = 1; n <= OPERATIONS; n++) {
		do_something(&p, &done);
		for (int i = 0; i < REGIONS - 1; i++) /* after one, some five, some fifty */
			if (rand() % (1 + i * i * 15) == 0)
				pull(&p, &regions[i], false);
		if (n % (OPERATIONS / 8) != 0)
			continue;
		pull(&p, &snapshot, true);
		assert_true(snapshot.count > 100);
		for (size_t i = 0; i < REGIONS; i++) {
			if (i < REGIONS - 1 || n == OPERATIONS) /* the last: all at once */
				pull(&p, &regions[i], false);
			if (i < REGIONS - 1 || n == OPERATIONS)
				assert_same_state(&regions[i], &snapshot);
		}
	}
	assert_in_order(&p, &snapshot);
	assert_true(done.edits > 20 && done.removals > 5 && done.news > 5);
	assert_true(done.undos > 5 && done.larges > 0 && done.notes > 5);
	assert_true(regions[0].removed > 10 && regions[0].put > 300);
	for (size_t i = 0; i < REGIONS; i++) {
		assert_int_equal(regions[i].snapshots, 1);
		region_free(&regions[i]);
	}
	region_free(&snapshot);
	outcome_free(&o);
	place_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_any_split_is_the_snapshot)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
