/* SPDX-License-Identifier: MIT
 * plain_search.c - memmem() over the text of every record.
 */
#include "tests/lib/plain_search.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "db/record/records.h"
#include "tests/lib/db_help.h"

struct plain_record {
	struct record *r;
	struct buf text;
	size_t names; /* bytes of the text that are the naming fields */
};

/* All texts, as the transaction sees them. */
struct plain_search {
	struct plain_record *records[KIND_COUNT];
	size_t counts[KIND_COUNT], rooms[KIND_COUNT];
};

static void
load(struct plain_search *p, struct txn *t, enum kind kind)
{
	struct walk *w = walk_by_id(t, kind);
	uint64_t id;

	while (walk_next(w, &id)) {
		struct plain_record *one;

		ARRAY_ROOM(p->records[kind], p->counts[kind], p->rooms[kind]);
		one = &p->records[kind][p->counts[kind]++];
		*one = (struct plain_record){.r = record_new(kind)};
		assert_true(records_get(t, id, one->r));
		search_put_text(&one->text, one->r);
		one->names =
		    (size_t)((char *)memchr(one->text.data, 1, one->text.len) - one->text.data);
	}
	walk_close(w);
}

static struct plain_search *
all_texts(struct txn *t)
{
	struct plain_search *p = xcalloc(1, sizeof(*p));

	for (int kind = 0; kind < KIND_COUNT; kind++)
		load(p, t, (enum kind)kind);
	return p;
}

static void
forget_texts(struct plain_search *p)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		for (size_t i = 0; i < p->counts[kind]; i++) {
			record_free(p->records[kind][i].r);
			buf_free(&p->records[kind][i].text);
		}
		free(p->records[kind]);
	}
	free(p);
}

static int
by_id(const void *id, const void *record)
{
	const uint64_t *x = id;
	const struct plain_record *y = record;

	return (*x > y->r->id) - (*x < y->r->id);
}

static const struct plain_record *
find(const struct plain_search *p, enum kind kind, uint64_t id)
{
	return p->counts[kind] == 0
	    ? NULL
	    : bsearch(&id, p->records[kind], p->counts[kind], sizeof(*p->records[kind]), by_id);
}

static bool
holds(const struct plain_search *p, const struct plain_record *one, struct slice word)
{
	const struct entity *e = entity_of(one->r->kind);
	bool found = memmem(one->text.data, one->text.len, word.data, word.len) != NULL;

	for (size_t i = 0; i < e->count && !found; i++) {
		const struct plain_record *target = e->fields[i].type == FIELD_REF
		    ? find(p, e->fields[i].target, record_ref(one->r, &e->fields[i]))
		    : NULL;

		found = target != NULL &&
		    memmem(target->text.data, target->names, word.data, word.len) != NULL;
	}
	return found;
}

/* What search_words() is to find. */
static void
search_plainly(const struct plain_search *p, enum kind kind, struct slice query, struct idset *out)
{
	struct buf words = {0};
	struct slice rest, word;
	bool asked = false;

	*out = (struct idset){0};
	compare_put_query(&words, query);
	for (size_t i = 0; i < p->counts[kind]; i++) {
		bool all = true;

		for (rest = buf_slice(&words); compare_next_word(&rest, &word); asked = true)
			all = all && holds(p, &p->records[kind][i], word);
		if (all && asked)
			idset_add(out, p->records[kind][i].r->id);
	}
	buf_free(&words);
}

/* Some text of the record, or of one it refers to; "" when there is none. */
static const char *
some_text(const struct plain_search *p, const struct plain_record *one)
{
	const struct entity *e = entity_of(one->r->kind);

	for (int tries = 0; tries < 20; tries++) {
		const struct field *f = &e->fields[help_random((uint32_t)e->count)];
		const struct plain_record *target =
		    f->type == FIELD_REF ? find(p, f->target, record_ref(one->r, f)) : NULL;

		if (target != NULL)
			return record_text(
			    target->r, field_find(f->target, entity_of(f->target)->names[0]));
		if (field_is_text(f) && *record_text(one->r, f) != '\0')
			return record_text(one->r, f);
		if (f->type == FIELD_CHOICE && record_choice(one->r, f) > 0)
			return f->words[record_choice(one->r, f) - 1];
	}
	return "";
}

static void
put_part(struct buf *out, const char *text)
{
	size_t len = strlen(text), from = len > 0 ? help_random((uint32_t)len) : 0, to;

	if (help_random(3) == 0)
		from = 0;
	to = from + 1 + help_random(help_random(4) == 0 ? 40 : 8);
	to = to < len ? to : len;
	while (from < to && (text[from] & 0xC0) == 0x80)
		from++;
	while (to < len && (text[to] & 0xC0) == 0x80)
		to++;
	buf_put(out, text + from, to - from);
}

/* Append what somebody may type who looks for some record: parts of words of it or of what it
 * refers to, figures and marks among them, or words no record has. Nothing when there are no
 * records. */
static void
type_something(const struct plain_search *p, enum kind kind, struct buf *out)
{
	static const char *const strange[] = {"нетникого", "7", "№1", "а-а", "\"", "ян 20"};
	const struct plain_record *one;

	if (p->counts[kind] == 0)
		return;
	one = &p->records[kind][help_random((uint32_t)p->counts[kind])];
	for (uint32_t words = 1 + help_random(3); words > 0; words--) {
		if (help_random(12) == 0)
			buf_puts(out, strange[help_random(sizeof(strange) / sizeof(strange[0]))]);
		else
			put_part(out, some_text(p, one));
		buf_putc(out, ' ');
	}
}

static bool
compare_one(const struct plain_search *p, struct txn *t, enum kind kind)
{
	struct idset expected, found;
	struct buf query = {0};
	bool some;

	type_something(p, kind, &query);
	search_plainly(p, kind, buf_slice(&query), &expected);
	search_words(t, kind, buf_slice(&query), &found);
	some = found.count > 0;
	for (uint64_t id = 0; found.count != expected.count || idset_next(&expected, &id); id++)
		if (found.count != expected.count || !idset_has(&found, id))
			fail_msg("%s, «%s»: %zu found, %zu expected", entity_of(kind)->many,
			    buf_text(&query), found.count, expected.count);
	idset_free(&expected);
	idset_free(&found);
	buf_free(&query);
	return some;
}

size_t
plain_search_compare(struct txn *t, size_t queries)
{
	struct plain_search *p = all_texts(t);
	size_t found = 0;

	for (int kind = 0; kind < KIND_COUNT; kind++)
		for (size_t i = 0; i < queries && p->counts[kind] > 0; i++)
			found += compare_one(p, t, (enum kind)kind);
	assert_int_equal(txn_status(t), ST_OK);
	forget_texts(p);
	return found;
}
