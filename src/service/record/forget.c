/* SPDX-License-Identifier: MIT
 * forget.c - from the person outwards along references: what belongs to somebody who is destroyed
 * is destroyed, what only names them loses the name, and what the law has kept stops it all.
 */
#include "service/record/forget.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/date.h"
#include "db/record/account.h"
#include "db/record/draft.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "mail/outbox.h"
#include "rules/addresses.h"
#include "service/core/operations.h"
#include "service/record/known_addresses.h"
#include "service/record/register.h"

struct doomed {
	enum kind kind;
	uint64_t id, stamp;
};

struct forgetting {
	struct view v;
	struct change *change;
	struct forgotten *out;
	const char *code;
	struct doomed *list; /* what is destroyed; those behind `walked` have not been looked at */
	size_t count, size, walked;
	uint64_t seen;                    /* journal_changes */
	struct doomed law;                /* id 0: nothing in the way */
	struct known_addresses addresses; /* theirs alone */
};

static bool
is_listed(const struct forgetting *g, enum kind kind, uint64_t id)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->list[i].kind == kind && g->list[i].id == id)
			return true;
	return false;
}

static void
list_add(struct forgetting *g, const struct record *r)
{
	if (is_listed(g, r->kind, r->id))
		return;
	ARRAY_ROOM(g->list, g->count, g->size);
	g->list[g->count++] = (struct doomed){.kind = r->kind, .id = r->id, .stamp = r->stamp};
	g->out->destroyed[r->kind]++;
}

/* An order that the record names, or a meeting of the council it is part of. */
static bool
is_kept_by_law(const struct record *r)
{
	const struct entity *e = entity_of(r->kind);

	for (size_t i = 0; i < e->count; i++)
		if (e->fields[i].type == FIELD_REF &&
		    (e->fields[i].target == KIND_ORDERS || e->fields[i].target == KIND_MEETINGS) &&
		    record_ref(r, &e->fields[i]) != 0)
			return true;
	return false;
}

/* Without that reference the record would be about nobody. */
static bool
belongs_by(const struct field *f)
{
	return field_required(f);
}

static bool
names_listed(const struct forgetting *g, const struct record *r, const struct field *f)
{
	return f->type == FIELD_REF && is_listed(g, f->target, record_ref(r, f));
}

/* Take every name of what is destroyed out of a record that stays; once, when it was found by the
 * first of them. */
static void
clear_names(struct forgetting *g, struct record *r, const struct field *by)
{
	const struct entity *e = entity_of(r->kind);

	for (const struct field *f = e->fields; f < by; f++)
		if (names_listed(g, r, f))
			return;
	for (size_t i = 0; i < e->count; i++)
		if (names_listed(g, r, &e->fields[i]))
			record_set_ref(r, &e->fields[i], 0);
	change_put(g->change, r);
	g->out->cleared++;
}

/* Where its letters went is told by the mailing; what it said before goes with it. */
static void
clear_addresses_of(struct forgetting *g, struct mailing *m)
{
	const struct field *f = field_find(KIND_MAILINGS, "addresses");
	bool had = false;

	for (size_t i = 0; i < g->addresses.count; i++) {
		struct buf rest = {0};

		if (addresses_put_without(m->addresses, g->addresses.items[i], &rest)) {
			record_set_text(&m->base, f, buf_text(&rest), rest.len);
			had = true;
		}
		buf_free(&rest);
	}
	if (had)
		change_put_alone(g->change, &m->base);
	g->out->cleared += had;
}

static void
clear_addresses(struct forgetting *g)
{
	struct mailing *m = (struct mailing *)record_new(KIND_MAILINGS);
	struct walk *w = walk_by_id(g->v.txn, KIND_MAILINGS);
	uint64_t id;

	while (g->addresses.count > 0 && walk_next(w, &id))
		if (records_get(g->v.txn, id, &m->base))
			clear_addresses_of(g, m);
	walk_close(w);
	record_free(&m->base);
}

/* Letters to them that still lie in the queue, before the register forgets where they were to go.
 */
static enum status
drop_letters(struct forgetting *g, struct session *s, struct error *e)
{
	struct outbox box;
	enum status st = ST_OK;

	if (g->addresses.count > 0 && outbox_look(&box, store_dir(s->store))) {
		st = outbox_hold(&box, e);
		for (size_t i = 0; st == ST_OK && i < g->addresses.count; i++)
			g->out->letters += (unsigned)outbox_forget(&box, g->addresses.items[i]);
		outbox_close(&box);
	}
	return st;
}

typedef void found_fn(struct forgetting *g, struct record *r, const struct field *f);

/* Every record that refers to the target, by each of its fields. */
static void
each_referrer(struct forgetting *g, const struct doomed *to, found_fn *fn)
{
	for (enum kind k = 0; k < KIND_COUNT; k++) {
		const struct entity *e = entity_of(k);

		for (size_t i = 0; i < e->count; i++) {
			struct record *r;
			struct walk *w;
			uint64_t id;

			if (e->fields[i].type != FIELD_REF || e->fields[i].target != to->kind)
				continue;
			r = record_new(k);
			w = walk_referring(g->v.txn, k, &e->fields[i], to->id);
			while (walk_next(w, &id))
				if (records_get(g->v.txn, id, r))
					fn(g, r, &e->fields[i]);
			walk_close(w);
			record_free(r);
		}
	}
}

static void
note_belonging(struct forgetting *g, struct record *r, const struct field *f)
{
	if (is_kept_by_law(r))
		g->law = (struct doomed){.kind = r->kind, .id = r->id};
	else if (belongs_by(f))
		list_add(g, r);
}

static void
note_naming(struct forgetting *g, struct record *r, const struct field *f)
{
	if (!is_listed(g, r->kind, r->id))
		clear_names(g, r, f);
}

static enum status
refuse_law(struct forgetting *g, struct error *e)
{
	struct buf name = {0};

	register_put_name(&g->v, g->law.kind, g->law.id, &name);
	error_set(e, ST_REFUSED,
	    "ничего не уничтожено: «%s» (%s) хранится вместе с приказом или протоколом совета, "
	    "пока не вышел их срок",
	    buf_text(&name), entity_of(g->law.kind)->many);
	buf_free(&name);
	return ST_REFUSED;
}

/* Is there nothing any more that the data is kept for? */
static enum status
check_purpose(struct forgetting *g, const struct person *p, struct error *e)
{
	struct account *accounts;
	size_t count = account_list(g->v.txn, &accounts);
	enum status st = ST_OK;

	for (size_t i = 0; i < count && st == ST_OK; i++)
		if (strcmp(accounts[i].person, g->code) == 0)
			st = error_set(e, ST_REFUSED,
			    "ничего не уничтожено: за этого человека учётная запись «%s»; уберите "
			    "её "
			    "командой user remove",
			    accounts[i].name);
	free(accounts);
	if (st == ST_OK && (p->dismissed == DATE_NONE || p->dismissed > clock_today()))
		st = error_set(e, ST_REFUSED,
		    "ничего не уничтожено: «%s %s» ещё работает; цель обработки достигнута, когда "
		    "у "
		    "человека записан день увольнения и он прошёл",
		    p->surname, p->given_name);
	return st;
}

static enum status
gather(struct forgetting *g, struct error *e)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	uint64_t id = records_find(g->v.txn, KIND_PEOPLE, slice_of(g->code));
	enum status st = ST_OK;

	g->seen = journal_changes(g->v.txn);
	if (id == 0 || !records_get(g->v.txn, id, &p->base))
		st = error_set(e, ST_NOTFOUND, "человека с кодом «%s» в реестре нет", g->code);
	else
		st = check_purpose(g, p, e);
	if (st == ST_OK) {
		register_put_name(&g->v, KIND_PEOPLE, id, &g->out->name);
		known_addresses_read(&g->v, id, &g->addresses);
		known_addresses_keep_own(&g->v, id, &g->addresses);
		list_add(g, &p->base);
		for (; g->walked < g->count && g->law.id == 0; g->walked++)
			each_referrer(g,
			    &(struct doomed){g->list[g->walked].kind, g->list[g->walked].id, 0},
			    note_belonging);
		if (g->law.id != 0)
			st = refuse_law(g, e);
	}
	record_free(&p->base);
	return st == ST_OK ? view_status(&g->v, e) : st;
}

static bool
names_doomed(const struct forgetting *g, const struct draft_field *value)
{
	for (size_t i = 0; i < g->count; i++)
		if (draft_ref(value, g->list[i].kind) == g->list[i].id)
			return true;
	return strcmp(value->text, g->code) == 0;
}

/* A draft of what is destroyed, one that names it, or one in which the person's code was typed. */
static bool
is_about(const struct forgetting *g, const struct draft *d)
{
	if (is_listed(g, d->of.kind, d->of.id))
		return true;
	for (size_t i = 0; i < d->count; i++)
		if (names_doomed(g, &d->fields[i]))
			return true;
	return false;
}

/* In the database as part of the change; once that is done, what lies in files. */
static void
drop_drafts_of(struct forgetting *g, struct store *st, const char *account)
{
	struct draft *drafts, d;
	size_t count = draft_list(st, account, &drafts);

	for (size_t i = 0; i < count; i++) {
		if (!draft_load(st, account, drafts[i].of, &d))
			continue;
		if (is_about(g, &d) && g->change != NULL) {
			draft_stage_removal(g->change, account, d.of);
			g->out->drafts++;
		} else if (is_about(g, &d))
			draft_forget_files(st, account, d.of);
		draft_free(&d);
	}
	free(drafts);
}

/* Drafts read in transactions of their own, so no view is open. */
static void
drop_drafts(struct forgetting *g, struct session *s)
{
	struct txn *t = txn_read(s->store);
	struct account *accounts;
	size_t count = account_list(t, &accounts);

	txn_abort(t);
	for (size_t i = 0; i < count; i++)
		drop_drafts_of(g, s->store, accounts[i].name);
	free(accounts);
}

static enum status
still_as_seen(void *context, struct txn *t)
{
	const struct forgetting *g = context;

	return journal_changes(t) == g->seen ? ST_OK : ST_CONFLICT;
}

static enum status
commit(struct forgetting *g, struct session *s, struct error *e)
{
	enum status st;

	drop_drafts(g, s);
	change_set_guard(g->change, still_as_seen, g);
	st = change_commit(g->change, &g->out->operation, NULL);
	g->change = NULL;
	if (st == ST_CONFLICT)
		return st;
	if (st == ST_INVALID)
		return error_set(e, st,
		    "ничего не уничтожено: без этого человека две записи стали бы одинаковыми; "
		    "исправьте или удалите одну из них");
	if (st != ST_OK)
		return store_not_done(s->store, st, e, "ничего не уничтожено");
	drop_drafts(g, s);
	return ST_OK;
}

static int64_t
time_of(struct session *s, uint64_t operation)
{
	struct txn *t = txn_read(s->store);
	int64_t time = journal_time(t, operation);

	txn_abort(t);
	return time;
}

/* ST_CONFLICT: others have written since it was planned. */
static enum status
attempt(
    struct session *s, const char *code, const char *reason, struct forgotten *out, struct error *e)
{
	struct forgetting g = {.out = out, .code = code};
	enum status st;

	g.change = change_new(s->store, &s->actor, OPERATION_FORGET, reason);
	view_open(&g.v, s);
	st = gather(&g, e);
	for (size_t i = 0; i < g.count && st == ST_OK; i++) {
		each_referrer(&g, &g.list[i], note_naming);
		change_forget(g.change, g.list[i].kind, g.list[i].id, g.list[i].stamp);
	}
	if (st == ST_OK)
		clear_addresses(&g);
	view_close(&g.v);
	if (st == ST_OK)
		st = drop_letters(&g, s, e);
	if (st == ST_OK)
		st = commit(&g, s, e);
	known_addresses_free(&g.addresses);
	change_free(g.change);
	free(g.list);
	return st;
}

enum status
forget_person(
    struct session *s, const char *code, const char *reason, struct forgotten *out, struct error *e)
{
	enum status st = session_require(s, PERMIT_UPKEEP, e);

	*out = (struct forgotten){0};
	if (st == ST_OK && reason[strspn(reason, " ")] == '\0')
		st = error_set(e, ST_USAGE, "не названо основание: --reason \"…\"");
	if (st != ST_OK)
		return st;
	st = ST_CONFLICT;
	for (unsigned tries = 0; st == ST_CONFLICT && store_next_try(s->store, &tries);) {
		buf_free(&out->name);
		/* letters went with an earlier plan, though others wrote before the rest of it */
		*out = (struct forgotten){.tries = tries, .letters = out->letters};
		st = attempt(s, code, reason, out, e);
	}
	store_leave_turn(s->store);
	if (st == ST_OK)
		out->time = time_of(s, out->operation);
	return st;
}
