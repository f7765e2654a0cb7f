/* SPDX-License-Identifier: MIT
 * staging.c - one operation of several records.
 */
#include "service/year/staging.h"

#include "service/guard/record_rules.h"
#include "service/record/register.h"

void
stage_code(struct staging *p, struct record *r)
{
	struct buf *last = &p->codes[r->kind];
	struct buf code = {0};

	if (last->len == 0)
		register_next_code(&p->view, r->kind, &code);
	else
		register_next_code_after(&p->view, r->kind, buf_text(last), &code);
	record_set_text(r, field_find(r->kind, "code"), buf_text(&code), code.len);
	buf_clear(last);
	buf_put_slice(last, buf_slice(&code));
	buf_free(&code);
}

struct checking {
	struct staging *staging;
	const struct record *r;
	size_t faults;
};

/* The first fault is the sentence. What is staged is found by nobody yet. */
static void
note_fault(void *context, const struct field *f, const char *sentence)
{
	struct checking *c = context;
	const struct record *base = c->staging->base;

	if (base != NULL && f->type == FIELD_REF && f->target == base->kind &&
	    record_ref(c->r, f) == base->id)
		return;
	if (c->faults++ == 0)
		error_set(c->staging->e, ST_INVALID, "%s: %s", f->label, sentence);
}

enum status
stage_put(struct staging *p, struct record *r)
{
	struct checking c = {.staging = p, .r = r};

	register_check(&p->view, r, note_fault, &c);
	if (c.faults > 0)
		return ST_INVALID;
	change_put(p->change, r);
	return ST_OK;
}

static enum status
attempt(struct session *s, struct record_rules *rules, const struct staged *staged, struct error *e)
{
	struct staging p = {.e = e};
	enum status st;

	view_open(&p.view, s);
	st = view_require(&p.view, PERMIT_EDIT, e);
	p.change = change_new(s->store, &s->actor, staged->operation, staged->note);
	change_look_in(p.change, p.view.txn);
	if (st == ST_OK)
		st = staged->fn(&p, staged->what, e);
	st = view_confirm(&p.view, st, e);
	change_look_in(p.change, NULL);
	view_close(&p.view);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		buf_free(&p.codes[kind]);
	if (st != ST_OK) {
		change_free(p.change);
		return st;
	}
	st = record_rules_commit(rules, p.change, NULL, NULL);
	if (rules->refused.count > 0)
		return record_rules_explain(rules, NULL, e);
	return st == ST_OK || st == ST_CONFLICT ? st : store_explain(s->store, st, e);
}

enum status
stage_records(struct session *s, const struct staged *staged, struct error *e)
{
	struct record_rules rules = {.session = s, .door = RULES_HAND};
	enum status st = ST_CONFLICT;

	for (unsigned tries = 0; st == ST_CONFLICT && store_next_try(s->store, &tries);)
		st = attempt(s, &rules, staged, e);
	store_leave_turn(s->store);
	record_rules_free(&rules);
	return st != ST_CONFLICT
	    ? st
	    : error_set(e, st, "базу всё время меняют другие сотрудники; повторите ещё раз");
}
