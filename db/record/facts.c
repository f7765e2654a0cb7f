/* SPDX-License-Identifier: MIT
 * facts.c - blocks of packed rows, kept in step with the records.
 *
 * A new record only adds a fact behind those of its type: no record is read for that, so a large
 * import writes each block once, in order. Anything else (a record changed, removed, brought back)
 * has the row of its person made anew from the records.
 */
#include "db/record/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"
#include "db/record/codec.h"
#include "db/record/counter.h"
#include "db/record/key.h"

enum touch_how {
	TOUCH_HEAD,  /* the row's own record is written; given is the row without facts, or nothing
		      */
	TOUCH_GONE,  /* the row's own record is removed */
	TOUCH_FRESH, /* given is a fact that was not there before */
	TOUCH_AGAIN  /* the facts have changed in some other way */
};

struct facts_touch {
	uint64_t owner, id; /* whose row; which record */
	struct slice given;
	uint8_t row, kind, how;
};

const enum kind facts_kinds[FACTS_KINDS] = {KIND_PEOPLE, KIND_PLAN_ITEMS, KIND_EVENTS};

/* What a record gives to the row of another one: an id and a fact. Rows are longer. */
enum { GIVEN_FACT = sizeof(uint64_t) + sizeof(struct fact) };

static void
put_roadmap(struct buf *b, struct roadmap_facts facts)
{
	buf_put(b, &facts, sizeof(facts));
}

void
facts_put_given(struct buf *b, const struct record *r)
{
	uint64_t owner = fact_owner(r);

	if (owner != 0) {
		struct fact f = fact_of(r);

		buf_put(b, &owner, sizeof(owner));
		buf_put(b, &f, sizeof(f));
	} else if (r->kind == KIND_PEOPLE) {
		struct person_facts p = facts_of_person((const struct person *)r);

		buf_put(b, &p, sizeof(p));
	} else if (r->kind == KIND_PLAN_ITEMS) {
		put_roadmap(b, facts_of_item((const struct plan_item *)r));
	} else if (r->kind == KIND_EVENTS && ((const struct event *)r)->roadmap) {
		put_roadmap(b, facts_of_event((const struct event *)r));
	}
}

static void
touch(struct facts_change *fc, struct facts_touch what)
{
	ARRAY_ROOM(fc->touches, fc->count, fc->size);
	fc->touches[fc->count++] = what;
}

static bool
has_row(enum kind kind)
{
	for (size_t i = 0; i < FACTS_KINDS; i++)
		if (facts_kinds[i] == kind)
			return true;
	return false;
}

void
facts_note_put(struct facts_change *fc, enum kind kind, uint64_t id, struct slice given, bool fresh)
{
	struct facts_touch what = {.id = id, .kind = (uint8_t)kind};
	bool gives_fact = given.len == GIVEN_FACT;

	if (has_row(kind)) {
		what.owner = id;
		what.row = (uint8_t)kind;
		what.how = TOUCH_HEAD;
		what.given = gives_fact ? slice_of("") : given;
		touch(fc, what);
	}
	if (gives_fact) {
		memcpy(&what.owner, given.data, sizeof(what.owner));
		what.given =
		    slice_make((const char *)given.data + sizeof(what.owner), sizeof(struct fact));
		what.row = (uint8_t)fact_row(fact_type_of(kind));
		what.how = fresh ? TOUCH_FRESH : TOUCH_AGAIN;
		touch(fc, what);
	}
}

void
facts_note_old(struct facts_change *fc, const struct record *old, bool removed)
{
	struct facts_touch what = {.id = old->id, .kind = (uint8_t)old->kind};

	if (removed && has_row(old->kind)) {
		what.owner = old->id;
		what.row = (uint8_t)old->kind;
		what.how = TOUCH_GONE;
		touch(fc, what);
	}
	what.owner = fact_owner(old);
	if (what.owner != 0) {
		what.row = (uint8_t)fact_row(fact_type_of(old->kind));
		what.how = TOUCH_AGAIN;
		touch(fc, what);
	}
}

void
facts_change_free(struct facts_change *fc)
{
	free(fc->touches);
	*fc = (struct facts_change){0};
}

/* Rows in the order of blocks; for a row its own record first, then facts in their order. */
static int
compare_touches(const void *a, const void *b)
{
	const struct facts_touch *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->owner != y->owner)
		return x->owner < y->owner ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void
sort_touches(struct facts_change *fc)
{
	for (size_t i = 1; i < fc->count; i++)
		if (compare_touches(&fc->touches[i - 1], &fc->touches[i]) > 0) {
			qsort(fc->touches, fc->count, sizeof(*fc->touches), compare_touches);
			return;
		}
}

/* Facts from records. Cursors stand in the references to the owners of facts and move on as they
 * do. */
struct facts_source {
	struct txn *t;
	struct cursor *refs[ALL_FACT_TYPES];
	bool placed[ALL_FACT_TYPES], ended[ALL_FACT_TYPES];
	struct record *records[ALL_FACT_TYPES], *rows[KIND_COUNT];
	struct buf key, held;
};

struct facts_source *
facts_source_open(struct txn *t)
{
	struct facts_source *src = xcalloc(1, sizeof(*src));

	src->t = t;
	for (int type = 0; type < ALL_FACT_TYPES; type++) {
		src->refs[type] = cursor_open(t, TABLE_INDEX);
		src->records[type] = record_new(fact_kind((enum fact_type)type));
	}
	for (size_t i = 0; i < FACTS_KINDS; i++)
		src->rows[facts_kinds[i]] = record_new(facts_kinds[i]);
	return src;
}

void
facts_source_close(struct facts_source *src)
{
	if (src == NULL)
		return;
	for (int type = 0; type < ALL_FACT_TYPES; type++) {
		cursor_close(src->refs[type]);
		record_free(src->records[type]);
	}
	for (size_t i = 0; i < FACTS_KINDS; i++)
		record_free(src->rows[facts_kinds[i]]);
	buf_free(&src->key);
	buf_free(&src->held);
	free(src);
}

static bool
source_load(struct facts_source *src, struct record *r, uint64_t id, bool *good)
{
	struct slice image;

	buf_clear(&src->key);
	key_put_id(&src->key, id);
	if (!txn_get(src->t, table_of(r->kind), buf_slice(&src->key), &image))
		return false;
	*good = *good && codec_get(r, image) == ST_OK;
	r->id = id;
	return *good;
}

/* Bring a type's cursor to the first reference that does not lie before `start`: for the next
 * owner it is most often the next entry. */
static bool
source_seek(struct facts_source *src, int type, struct slice start)
{
	struct cursor *c = src->refs[type];

	if (src->ended[type])
		return false;
	if (src->placed[type] && slice_compare(cursor_key(c), start) < 0 && cursor_next(c) &&
	    slice_compare(cursor_key(c), start) >= 0)
		return true;
	if (!src->placed[type] || slice_compare(cursor_key(c), start) < 0)
		src->ended[type] = !cursor_seek(c, start);
	src->placed[type] = true;
	return !src->ended[type];
}

static size_t
source_put_type(struct facts_source *src, int type, uint64_t owner, struct buf *out, bool *good)
{
	enum kind kind = fact_kind((enum fact_type)type);
	const struct field *ref = field_find(kind, fact_owner_field((enum fact_type)type));
	struct cursor *c = src->refs[type];
	struct buf start = {0};
	size_t count = 0;

	key_put_ref(&start, kind, ref, owner);
	for (bool more = source_seek(src, type, buf_slice(&start));
	     more && slice_starts(cursor_key(c), buf_slice(&start)); more = cursor_next(c)) {
		if (source_load(src, src->records[type], key_id(cursor_key(c)), good)) {
			struct fact f = fact_of(src->records[type]);

			buf_put(out, &f, sizeof(f));
			count++;
		}
	}
	buf_free(&start);
	return count;
}

/* All facts of a person, in their order; returns how many. */
static size_t
source_put_facts(struct facts_source *src, uint64_t person, struct buf *out, bool *good)
{
	size_t count = 0;

	for (int type = 0; type < FACT_TYPES; type++)
		count += source_put_type(src, type, person, out, good);
	return count;
}

static int32_t
sooner(int32_t done, struct slice held)
{
	for (size_t i = 0; i < held.len / sizeof(struct fact); i++) {
		struct fact f = fact_at(held.data, i);

		done = f.to < done ? f.to : done;
	}
	return done;
}

/* The last day of an item's first event. */
static int32_t
source_done(struct facts_source *src, uint64_t item, bool *good)
{
	buf_clear(&src->held);
	source_put_type(src, FACT_HELD, item, &src->held, good);
	return sooner(FACT_OPEN, buf_slice(&src->held));
}

static void
set_done(struct buf *rows, size_t at, int32_t done)
{
	struct roadmap_facts facts;

	memcpy(&facts, rows->data + at, sizeof(facts));
	facts.done = done;
	memcpy(rows->data + at, &facts, sizeof(facts));
}

/* The head of the row that starts at `at` says how many facts follow it. */
static void
set_count(struct buf *rows, size_t at, size_t count)
{
	struct person_facts p;

	memcpy(&p, rows->data + at, sizeof(p));
	p.count = (uint32_t)count;
	memcpy(rows->data + at, &p, sizeof(p));
}

static void
source_put_row(struct facts_source *src, enum kind kind, uint64_t id, struct buf *out, bool *good)
{
	struct record *r = src->rows[kind];
	size_t at = out->len;

	if (!source_load(src, r, id, good))
		return;
	if (kind != KIND_EVENTS || fact_owner(r) == 0)
		facts_put_given(out, r);
	if (kind == KIND_PEOPLE)
		set_count(out, at, source_put_facts(src, id, out, good));
	else if (kind == KIND_PLAN_ITEMS)
		set_done(out, at, source_done(src, id, good));
}

bool
facts_source_put(struct facts_source *src, enum kind kind, uint64_t block, struct buf *out)
{
	bool good = true;

	for (uint64_t i = 0; i < FACTS_BLOCK; i++)
		source_put_row(src, kind, block * FACTS_BLOCK + i, out, &good);
	return good;
}

struct slice
facts_block(struct txn *t, enum kind kind, uint64_t block)
{
	struct slice value = {.data = "", .len = 0};
	struct buf key = {0};

	key_put_block(&key, kind, block);
	txn_get(t, TABLE_FACTS, buf_slice(&key), &value);
	buf_free(&key);
	return value;
}

static void
store_block(struct txn *t, enum kind kind, uint64_t block, const struct buf *rows)
{
	struct buf key = {0};

	key_put_block(&key, kind, block);
	if (rows->len > 0)
		txn_append(t, TABLE_FACTS, buf_slice(&key), buf_slice(rows));
	else
		txn_delete(t, TABLE_FACTS, buf_slice(&key));
	buf_free(&key);
}

/* A row in its block: whose it is and its bytes. len 0: none is left, or it is malformed. */
struct row {
	uint64_t id;
	struct slice bytes;
};

static struct row
next_row(struct slice *rows, enum kind kind)
{
	const char *start = rows->data;
	struct person_facts p;
	struct roadmap_facts r;
	const void *facts;
	struct row row = {.id = UINT64_MAX};

	if (kind == KIND_PEOPLE ? facts_next_person(rows, &p, &facts)
				: facts_next_roadmap(rows, &r)) {
		row.id = kind == KIND_PEOPLE ? p.id : r.id;
		row.bytes = slice_make(start, (size_t)((const char *)rows->data - start));
	}
	return row;
}

/* Old facts and new ones: of each type the old ones first, whose records are older. */
static size_t
merge_facts(struct slice old, const struct facts_touch *touches, size_t count, struct buf *out)
{
	size_t nold = old.len / sizeof(struct fact), i = 0, total = nold;

	for (; count > 0; touches++, count--) {
		if (touches->how != TOUCH_FRESH)
			continue;
		for (; i < nold; i++) {
			struct fact f = fact_at(old.data, i);

			if (fact_type(&f) > fact_type_of((enum kind)touches->kind))
				break;
			buf_put(out, &f, sizeof(f));
		}
		buf_put_slice(out, touches->given);
		total++;
	}
	buf_put(out, (const char *)old.data + i * sizeof(struct fact),
	    (nold - i) * sizeof(struct fact));
	return total;
}

struct writing {
	struct txn *t;
	struct facts_source *src; /* opened when it is needed */
	struct buf rows;
};

/* Facts can be added to those there are only if nothing else has happened to them. */
static bool
is_made_anew(struct writing *w, const struct facts_touch *touches, size_t count)
{
	bool again = false;

	for (size_t i = 0; i < count; i++)
		again = again || touches[i].how == TOUCH_AGAIN;
	if (again && w->src == NULL)
		w->src = facts_source_open(w->t);
	return again;
}

/* The facts of a person whose row starts at `at`. */
static bool
put_facts(
    struct writing *w, size_t at, struct slice old, const struct facts_touch *touches, size_t count)
{
	const size_t head = sizeof(struct person_facts);
	struct slice facts = {.data = "", .len = 0};
	bool good = true;
	size_t n;

	if (old.len > 0)
		facts = slice_make((const char *)old.data + head, old.len - head);
	n = is_made_anew(w, touches, count)
	    ? source_put_facts(w->src, touches->owner, &w->rows, &good)
	    : merge_facts(facts, touches, count, &w->rows);
	set_count(&w->rows, at, n);
	return good;
}

/* The day the item whose row starts at `at` was done. */
static bool
put_done(
    struct writing *w, size_t at, struct slice old, const struct facts_touch *touches, size_t count)
{
	struct roadmap_facts before = {.done = FACT_OPEN};
	bool good = true;

	facts_next_roadmap(&old, &before);
	if (is_made_anew(w, touches, count))
		before.done = source_done(w->src, touches->owner, &good);
	for (size_t i = 0; i < count; i++)
		if (touches[i].how == TOUCH_FRESH)
			before.done = sooner(before.done, touches[i].given);
	set_done(&w->rows, at, before.done);
	return good;
}

/* A row from its old one and what touches it. */
static void
put_touched(struct writing *w, struct slice old, const struct facts_touch *touches, size_t count)
{
	size_t at = w->rows.len;
	bool good = true;

	if (touches->how == TOUCH_GONE)
		return;
	if (touches->how != TOUCH_HEAD && old.len == 0) {
		txn_fail(w->t, ST_DAMAGED);
		return;
	}
	/* Heads are of one length. */
	buf_put_slice(&w->rows,
	    touches->how == TOUCH_HEAD ? touches->given
				       : slice_make(old.data, sizeof(struct person_facts)));
	if (touches->row == KIND_PEOPLE)
		good = put_facts(w, at, old, touches, count);
	else if (touches->row == KIND_PLAN_ITEMS)
		good = put_done(w, at, old, touches, count);
	if (!good)
		txn_fail(w->t, ST_DAMAGED);
}

/* All touches of one block, in the order of rows; the others' rows stay as they are. */
static void
write_block(struct writing *w, const struct facts_touch *touches, size_t count)
{
	enum kind kind = (enum kind)touches->row;
	uint64_t block = touches->owner / FACTS_BLOCK;
	struct slice old = facts_block(w->t, kind, block), rest = old;
	struct row row = next_row(&rest, kind);

	buf_clear(&w->rows);
	while (count > 0 || row.bytes.len > 0) {
		uint64_t owner = count > 0 ? touches->owner : UINT64_MAX;
		struct slice was = {.data = "", .len = 0};
		size_t n = 0;

		if (row.id < owner) {
			buf_put_slice(&w->rows, row.bytes);
			row = next_row(&rest, kind);
			continue;
		}
		if (row.id == owner) {
			was = row.bytes;
			row = next_row(&rest, kind);
		}
		while (n < count && touches[n].owner == owner)
			n++;
		put_touched(w, was, touches, n);
		touches += n;
		count -= n;
	}
	if (rest.len > 0)
		txn_fail(w->t, ST_DAMAGED);
	else if (!slice_equal(old, buf_slice(&w->rows)))
		store_block(w->t, kind, block, &w->rows);
}

void
facts_write(struct txn *t, struct facts_change *fc)
{
	struct writing w = {.t = t};
	size_t start = 0, end;

	sort_touches(fc);
	for (; start < fc->count && txn_status(t) == ST_OK; start = end) {
		const struct facts_touch *first = &fc->touches[start];

		for (end = start + 1; end < fc->count && fc->touches[end].row == first->row &&
		     fc->touches[end].owner / FACTS_BLOCK == first->owner / FACTS_BLOCK;)
			end++;
		write_block(&w, first, end - start);
	}
	facts_source_close(w.src);
	buf_free(&w.rows);
}

void
facts_scan(struct txn *t, enum kind kind, facts_fn *fn, void *context)
{
	struct cursor *c = cursor_open(t, TABLE_FACTS);
	struct buf start = {0};

	key_put_kind(&start, kind);
	for (bool more = cursor_seek(c, buf_slice(&start));
	     more && slice_starts(cursor_key(c), buf_slice(&start)); more = cursor_next(c))
		if (!fn(context, cursor_value(c)))
			break;
	buf_free(&start);
	cursor_close(c);
}

void
facts_rebuild(struct txn *t)
{
	struct facts_source *src = facts_source_open(t);
	struct buf rows = {0};

	txn_clear(t, TABLE_FACTS);
	for (size_t k = 0; k < FACTS_KINDS; k++) {
		uint64_t blocks = facts_blocks(counter_next(t, facts_kinds[k]));

		for (uint64_t block = 0; block < blocks && txn_status(t) == ST_OK; block++) {
			buf_clear(&rows);
			if (!facts_source_put(src, facts_kinds[k], block, &rows))
				txn_fail(t, ST_DAMAGED);
			store_block(t, facts_kinds[k], block, &rows);
		}
	}
	buf_free(&rows);
	facts_source_close(src);
}
