/* SPDX-License-Identifier: MIT
 * change.c - gathering an operation in memory, everything about it worked out beforehand.
 */
#include "db/record/change.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"
#include "db/record/codec.h"
#include "db/record/counter.h"
#include "db/record/key.h"
#include "db/record/search.h"
#include "db/record/pending.h"

struct change *
change_new(struct store *st, const struct actor *actor, const char *operation, const char *reason)
{
	struct change *c = xcalloc(1, sizeof(*c));

	c->store = st;
	c->actor = *actor;
	c->operation = xstrdup(operation);
	c->reason = xstrdup(reason);
	return c;
}

void
change_free(struct change *c)
{
	if (c == NULL)
		return;
	free(c->operation);
	free(c->reason);
	free(c->staged);
	free(c->raws);
	buf_free(&c->bodies);
	buf_free(&c->texts);
	buf_free(&c->values);
	keylist_free(&c->keys);
	free(c);
}

uint64_t
change_next_id(struct change *c, enum kind kind)
{
	struct txn *t;

	if (c->next[kind] == 0) {
		t = c->look != NULL ? c->look : txn_read(c->store);
		c->first_new[kind] = c->next[kind] = counter_next(t, kind);
		if (t != c->look)
			txn_abort(t);
	}
	return c->next[kind];
}

void
change_look_in(struct change *c, struct txn *t)
{
	c->look = t;
}

static struct pending *
pending_new(struct change *c)
{
	ARRAY_ROOM(c->staged, c->count, c->size);
	c->staged[c->count] =
	    (struct pending){.order = (uint32_t)c->count, .first_key = c->keys.count};
	return &c->staged[c->count++];
}

/* The keys go straight into the list's bytes. */
static void
stage_keys(struct change *c, struct pending *s, const struct record *r)
{
	struct key_span spans[KEYS_MAX];
	size_t n = key_put_all(&c->keys.bytes, r, spans);

	s->nkeys = (uint8_t)n;
	for (size_t i = 0; i < n; i++)
		keylist_add_here(&c->keys, spans[i].at, spans[i].len);
}

void
change_put(struct change *c, struct record *r)
{
	struct pending *s;

	if (r->id == 0) {
		change_next_id(c, r->kind);
		r->id = c->next[r->kind]++;
	}
	s = pending_new(c);
	s->kind = (uint8_t)r->kind;
	s->id = r->id;
	s->stamp = r->stamp;
	s->body = c->bodies.len;
	s->pairs = (uint32_t)codec_put_body(&c->bodies, r);
	s->body_len = (uint32_t)(c->bodies.len - s->body);
	s->text = c->texts.len;
	search_put_text(&c->texts, r);
	s->text_len = (uint32_t)(c->texts.len - s->text);
	stage_keys(c, s, r);
}

void
change_remove(struct change *c, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct pending *s = pending_new(c);

	s->kind = (uint8_t)kind;
	s->id = id;
	s->stamp = stamp;
	s->removed = true;
}

void
change_forget(struct change *c, enum kind kind, uint64_t id, uint64_t stamp)
{
	change_remove(c, kind, id, stamp);
	c->staged[c->count - 1].forgotten = true;
}

void
change_put_alone(struct change *c, struct record *r)
{
	change_put(c, r);
	c->staged[c->count - 1].forgotten = true;
}

void
change_put_raw(struct change *c, enum table table, struct slice key, struct slice value)
{
	struct pending_raw *raw;

	assert(table == TABLE_META || table == TABLE_ACCOUNT ||
	    (table == TABLE_DRAFT && value.data == NULL));
	c->raws = xrealloc(c->raws, (c->nraws + 1) * sizeof(*c->raws));
	raw = &c->raws[c->nraws++];
	*raw = (struct pending_raw){
	    .table = table,
	    .key = c->values.len,
	    .key_len = key.len,
	    .value = c->values.len + key.len,
	    .value_len = value.len,
	    .removed = value.data == NULL,
	};
	buf_put_slice(&c->values, key);
	buf_put_slice(&c->values, value);
}

void
change_set_reason(struct change *c, const char *reason)
{
	free(c->reason);
	c->reason = xstrdup(reason);
}

void
change_set_undoes(struct change *c, uint64_t operation)
{
	c->undoes = operation;
}

void
change_note(struct change *c)
{
	c->note = true;
}

void
change_set_guard(struct change *c, change_guard *guard, void *context)
{
	c->guard = guard;
	c->guard_context = context;
}

void
change_set_stop(struct change *c, txn_stop *stop, void *context)
{
	c->stop = stop;
	c->stop_context = context;
}

void
change_set_check(struct change *c, change_check *check, void *context)
{
	c->check = check;
	c->check_context = context;
}

void
change_only_try(struct change *c)
{
	c->only_try = true;
}

struct change_deed
change_deed(const struct change *c, size_t i)
{
	const struct pending *s = &c->staged[i];

	return (struct change_deed){.kind = (enum kind)s->kind,
	    .id = s->id,
	    .before = pending_is_new(c, s) ? 0 : s->stamp,
	    .removed = s->removed};
}

bool
change_find_deed(const struct change *c, enum kind kind, uint64_t id, struct change_deed *out)
{
	size_t low = 0, high = c->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct pending *s = &c->staged[middle];

		if (s->kind < kind || (s->kind == kind && s->id < id))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == c->count || c->staged[low].kind != kind || c->staged[low].id != id)
		return false;
	*out = change_deed(c, low);
	return true;
}

size_t
change_size(const struct change *c)
{
	return c->count;
}
