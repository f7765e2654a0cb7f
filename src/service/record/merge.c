/* SPDX-License-Identifier: MIT
 * merge.c - two records that are one.
 */
#include "service/record/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "db/record/account.h"
#include "db/record/change.h"
#include "db/record/records.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/guard/minutes_lock.h"
#include "service/guard/orders_guard.h"
#include "service/guard/record_rules.h"
#include "service/record/save_errors.h"

/* A record the merge writes or removes. */
struct touched {
	struct record *now;
	bool gone;
};

struct merging {
	struct session *s;
	const struct merge *merge;
	struct merged *out;
	struct view view;
	struct minutes_lock lock;
	struct record_rules rules;
	struct touched *touched;
	size_t count, room;
};

size_t
merge_fill(const struct session *s, struct record *kept, const struct record *gone)
{
	size_t n, filled = 0;
	const struct field *const *fields = profile_fields(s->profile, kept->kind, &n);

	for (size_t i = 0; i < n; i++) {
		if (fields[i]->type == FIELD_CODE || !record_field_empty(kept, fields[i]) ||
		    record_field_empty(gone, fields[i]))
			continue;
		record_copy_field(kept, gone, fields[i]);
		filled++;
	}
	return filled;
}

/* Who took part in a meeting is one person, whatever the codes: closed minutes say the same. */
static bool
passes_closed_minutes(const struct merging *m)
{
	return m->merge->gone->kind == KIND_PEOPLE;
}

/* The record as the merge leaves it so far; NULL: there is none. */
static struct touched *
touch(struct merging *m, enum kind kind, uint64_t id)
{
	struct record *r;

	for (size_t i = 0; i < m->count; i++)
		if (m->touched[i].now->kind == kind && m->touched[i].now->id == id)
			return &m->touched[i];
	r = record_new(kind);
	if (!records_get(m->view.txn, id, r)) {
		record_free(r);
		return NULL;
	}
	if (!passes_closed_minutes(m))
		minutes_lock_note(&m->lock, r);
	ARRAY_ROOM(m->touched, m->count, m->room);
	m->touched[m->count] = (struct touched){.now = r};
	return &m->touched[m->count++];
}

static void
point_at(struct record *r, enum kind target, uint64_t from, uint64_t to)
{
	const struct entity *entity = entity_of(r->kind);

	for (size_t i = 0; i < entity->count; i++) {
		const struct field *f = &entity->fields[i];

		if (f->type == FIELD_REF && f->target == target && record_ref(r, f) == from)
			record_set_ref(r, f, to);
	}
}

static enum status
refuse_to_fold(struct merging *m, const struct record *r, const struct field *f, struct error *e)
{
	struct buf name = {0};

	register_put_name_of(&m->view, r, &name);
	error_set(e, ST_REFUSED,
	    "у обоих есть «%s» (%s), а «%s» в них разное: исправьте или удалите одну из двух "
	    "записей",
	    entity_of(r->kind)->one, buf_text(&name), profile_label(m->s->profile, r->kind, f));
	buf_free(&name);
	return ST_REFUSED;
}

/* Nothing of r but its key may be lost in its twin. */
static enum status
fold_into(struct merging *m, struct record *twin, const struct record *r, struct error *e)
{
	size_t n;
	const struct field *const *fields = profile_fields(m->s->profile, r->kind, &n);

	for (size_t i = 0; i < n; i++)
		if (!fields[i]->key && !record_field_empty(r, fields[i]) &&
		    !record_field_empty(twin, fields[i]) && !record_field_equal(r, twin, fields[i]))
			return refuse_to_fold(m, r, fields[i], e);
	merge_fill(m->s, twin, r);
	m->out->folded++;
	return ST_OK;
}

static enum status
move_references(struct merging *m, enum kind target, uint64_t from, uint64_t to, struct error *e);

/* It has the key of another now: the two become one. */
static enum status
settle_key(struct merging *m, enum kind kind, uint64_t id, struct error *e)
{
	uint64_t other = records_find_same(m->view.txn, touch(m, kind, id)->now);
	struct touched *twin = other != 0 && other != id ? touch(m, kind, other) : NULL;
	struct touched *t = touch(m, kind, id);
	enum status st;

	if (twin == NULL || twin->gone)
		return ST_OK;
	twin = touch(m, kind, other);
	st = minutes_lock_check(&m->view, t->now, e); /* one vote less than was counted */
	if (st == ST_OK)
		st = fold_into(m, twin->now, t->now, e);
	t->gone = true;
	return st == ST_OK ? move_references(m, kind, id, other, e) : st;
}

static enum status
move_of_field(struct merging *m, enum kind kind, const struct field *f, uint64_t from, uint64_t to,
    struct error *e)
{
	struct walk *w = walk_referring(m->view.txn, kind, f, from);
	struct idset ids = {0};
	enum status st = ST_OK;
	uint64_t id;

	while (walk_next(w, &id))
		idset_add(&ids, id);
	walk_close(w);
	for (id = 0; st == ST_OK && idset_next(&ids, &id); id++) {
		struct touched *t = touch(m, kind, id);

		if (t == NULL || t->gone)
			continue;
		if (!passes_closed_minutes(m))
			st = minutes_lock_check(&m->view, t->now, e);
		point_at(t->now, f->target, from, to);
		m->out->moved++;
		if (st == ST_OK)
			st = settle_key(m, kind, id, e);
	}
	idset_free(&ids);
	return st;
}

static enum status
move_references(struct merging *m, enum kind target, uint64_t from, uint64_t to, struct error *e)
{
	enum status st = ST_OK;

	for (enum kind k = 0; k < KIND_COUNT; k++) {
		const struct entity *entity = entity_of(k);

		for (size_t i = 0; st == ST_OK && i < entity->count; i++)
			if (entity->fields[i].type == FIELD_REF &&
			    entity->fields[i].target == target)
				st = move_of_field(m, k, &entity->fields[i], from, to, e);
	}
	return st;
}

/* Accounts name people by their code. */
static enum status
require_no_account(struct merging *m, struct error *e)
{
	const struct record *gone = m->merge->gone;
	struct account *accounts = NULL;
	size_t count;
	enum status st = ST_OK;
	struct buf code = {0};

	if (gone->kind != KIND_PEOPLE)
		return ST_OK;
	records_put_code(m->view.txn, gone->kind, gone->id, &code);
	count = account_list(m->view.txn, &accounts);
	for (size_t i = 0; st == ST_OK && i < count; i++)
		if (strcmp(accounts[i].person, buf_text(&code)) == 0)
			st = error_set(e, ST_REFUSED,
			    "за записью %s стоит учётная запись %s: оставьте эту запись, а уйдёт "
			    "другая",
			    buf_text(&code), accounts[i].name);
	free(accounts);
	buf_free(&code);
	return st;
}

static enum status
require_unchanged(struct merging *m, const struct record *r, struct error *e)
{
	struct record *stored = record_new(r->kind);
	bool same = records_get(m->view.txn, r->id, stored) && stored->stamp == r->stamp;

	record_free(stored);
	return same ? ST_OK : save_error_conflict(&m->view, r->kind, r->id, e);
}

static void
note_fault(void *context, const struct field *f, const char *sentence)
{
	struct buf *text = context;

	if (text->len == 0)
		buf_printf(text, "%s: %s", f->label, sentence);
}

/* Its key may be the other's, which goes. */
static enum status
require_faultless(struct merging *m, struct error *e)
{
	struct session_refs refs;
	struct reading reading = view_reading(&m->view, &refs);
	struct buf text = {0};
	enum status st = ST_OK;

	if (record_check(m->merge->kept, &reading, note_fault, &text) > 0)
		st = error_set(e, ST_INVALID, "%s", buf_text(&text));
	buf_free(&text);
	return st;
}

static enum status
plan(struct merging *m, struct error *e)
{
	const struct record *kept = m->merge->kept, *gone = m->merge->gone;
	enum status st = view_require(&m->view, PERMIT_EDIT, e);

	if (st == ST_OK)
		st = require_unchanged(m, kept, e);
	if (st == ST_OK)
		st = require_unchanged(m, gone, e);
	if (st == ST_OK)
		st = require_faultless(m, e);
	if (st == ST_OK)
		st = require_no_account(m, e);
	if (st == ST_OK)
		st = minutes_lock_check(&m->view, gone, e);
	if (st == ST_OK)
		st = orders_check_removal(&m->view, gone, e);
	if (st != ST_OK)
		return st;
	record_copy(touch(m, kept->kind, kept->id)->now, kept);
	touch(m, gone->kind, gone->id)->gone = true;
	/* It may refer to the other itself. */
	point_at(touch(m, kept->kind, kept->id)->now, gone->kind, gone->id, kept->id);
	return move_references(m, gone->kind, gone->id, kept->id, e);
}

static void
put_reason(struct merging *m, struct buf *out)
{
	register_put_key(&m->view, m->merge->gone, ':', out);
	buf_puts(out, " → ");
	register_put_key(&m->view, m->merge->kept, ':', out);
}

static struct change *
stage(struct merging *m)
{
	struct buf reason = {0};
	struct change *c;

	put_reason(m, &reason);
	c = change_new(m->s->store, &m->s->actor, OPERATION_MERGE, buf_text(&reason));
	for (size_t i = 0; i < m->count; i++) {
		struct record *r = m->touched[i].now;

		if (m->touched[i].gone)
			change_remove(c, r->kind, r->id, r->stamp);
		else
			change_put(c, r);
	}
	buf_free(&reason);
	return c;
}

static void
forget(struct merging *m)
{
	for (size_t i = 0; i < m->count; i++)
		record_free(m->touched[i].now);
	m->count = 0;
	*m->out = (struct merged){0};
	minutes_lock_free(&m->lock);
}

static enum status
explain(struct merging *m, enum status st, const struct change_obstacle *o, struct error *e)
{
	if (st == ST_REFUSED)
		return minutes_lock_explain(&m->lock, m->s, e);
	if (m->rules.refused.count > 0)
		return record_rules_explain(&m->rules, m->merge->kept, e);
	return st == ST_OK ? st : save_error_explain(m->s, st, m->merge->kept, o, e);
}

/* Planned in one view, then written; *stale: others were faster, it may be planned anew. */
static enum status
attempt(struct merging *m, bool only_try, bool *stale, struct error *e)
{
	struct change_obstacle obstacle = {0};
	struct change *c;
	enum status st;

	forget(m);
	*stale = false;
	view_open(&m->view, m->s);
	st = plan(m, e);
	c = st == ST_OK ? stage(m) : NULL;
	view_close(&m->view);
	if (c == NULL)
		return st;
	if (only_try)
		change_only_try(c);
	minutes_lock_watch(&m->lock, c);
	st = record_rules_commit(&m->rules, c, NULL, &obstacle);
	*stale = st == ST_CONFLICT;
	return *stale ? st : explain(m, st, &obstacle, e);
}

enum status
merge_records(struct session *s, const struct merge *merge, bool only_try, struct merged *out,
    struct error *e)
{
	struct merging m = {.s = s,
	    .merge = merge,
	    .out = out,
	    .rules = {.session = s,
		.door = RULES_MERGE,
		.merge = {
		    .kind = merge->gone->kind, .gone = merge->gone->id, .kept = merge->kept->id}}};
	bool stale = true;
	enum status st = ST_CONFLICT;
	struct merged done;

	for (unsigned tries = 0; stale && store_next_try(s->store, &tries);)
		st = attempt(&m, only_try, &stale, e);
	store_leave_turn(s->store);
	if (stale)
		save_error_explain(s, st, merge->kept, &(struct change_obstacle){0}, e);
	done = *out;
	forget(&m);
	*out = done;
	free(m.touched);
	record_rules_free(&m.rules);
	return st;
}
