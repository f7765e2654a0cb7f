/* SPDX-License-Identifier: MIT
 * rules_frozen.c - what stood before and may not be changed by hand any more.
 *
 * Frozen is a fact by what the record was before the change: an order's number, whom an order
 * names, what a plan was approved with, a meeting with closed minutes. So a whole history comes in
 * at once, closed and approved as it is.
 */
#include "base/date.h"
#include "base/utf8.h"
#include "db/record/records.h"
#include "service/core/naming.h"
#include "service/guard/minutes_lock.h"
#include "service/guard/orders_guard.h"
#include "service/guard/record_rules_parts.h"

/* Is the record, as it was, frozen? */
typedef bool frozen_fn(struct asking *a, const struct record *before);

static bool
is_always(struct asking *a, const struct record *before)
{
	(void)a;
	(void)before;
	return true;
}

static bool
is_ordered(struct asking *a, const struct record *before)
{
	(void)a;
	return record_ref(before, field_find(before->kind, "order")) != 0;
}

static bool
is_approved(struct asking *a, const struct record *before)
{
	(void)a;
	return ((const struct plan *)before)->approved != DATE_NONE;
}

/* Was the plan approved already? */
static bool
was_approved(struct asking *a, uint64_t id)
{
	struct plan *plan = (struct plan *)record_new(KIND_PLANS);
	bool found = rules_before(a, KIND_PLANS, id, &plan->base);
	bool approved = found && plan->approved != DATE_NONE;

	record_free(&plan->base);
	return approved;
}

static bool
is_of_approved(struct asking *a, const struct record *before)
{
	return was_approved(a, ((const struct plan_item *)before)->plan);
}

/* Signed by the program: the paper went out as it stands. */
static bool
is_signed(struct asking *a, const struct record *before)
{
	return orders_is_signed(a->view.txn, before);
}

/* The letters have been written, to the addresses it keeps. */
static bool
is_sent(struct asking *a, const struct record *before)
{
	(void)a;
	return ((const struct mailing *)before)->addresses[0] != '\0';
}

#define IDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct frozen {
	enum kind kind;
	frozen_fn *holds;
	const char *const *fields;
	const char *why;  /* after the field's label: what is done instead */
	const char *kept; /* why it is not removed; NULL: others say */
} table[] = {
    {KIND_ORDERS, is_always, IDS("number", "date", "kind"),
	"у внесённого приказа не меняют; если приказ ошибочный, отмените его другим приказом",
	NULL},
    {KIND_ORDERS, is_signed, IDS("subject", "signed_by", "control", "text"),
	"у подписанного приказа не меняют; если приказ ошибочный, отмените его другим приказом",
	NULL},
    {KIND_MEMBERSHIPS, is_ordered, IDS("person", "from", "order"),
	"названо приказом и не меняется; выход из актива оформляют новым приказом",
	"членство названо приказом и не удаляется; выход из актива оформляют новым приказом"},
    {KIND_ASSOCIATION_HEADS, is_ordered, IDS("person", "from", "order"),
	"названо приказом и не меняется; укажите, по какой день человек руководит",
	"руководитель назван приказом и не удаляется; укажите, по какой день он руководит"},
    {KIND_PLANS, is_approved, IDS("kind", "approved", "association", "from", "to"),
	"в утверждённом плане не меняется", "утверждённый план не удаляют"},
    {KIND_PLAN_ITEMS, is_of_approved,
	IDS("plan", "number", "title", "type", "level", "term", "from", "to"),
	"в пункте утверждённого плана не меняется; пункт переносят или отменяют",
	"из утверждённого плана пункты не удаляют; отмените пункт"},
    {KIND_MAILINGS, is_sent, IDS("date", "subject", "text", "audience", "addresses"),
	"у рассылки, которая ушла, не меняют; чтобы написать ещё раз, внесите новую",
	"рассылка ушла и не удаляется: она говорит, кому и что написали"},
};

enum { FROZEN = sizeof(table) / sizeof(table[0]) };

/* It says the same, of one who had two ids. */
static bool
is_merged(const struct asking *a, const struct field *f, const struct asked *r)
{
	const struct record_rules *x = a->rules;

	return x->door == RULES_MERGE && f->type == FIELD_REF && f->target == x->merge.kind &&
	    record_ref(r->before, f) == x->merge.gone && record_ref(r->now, f) == x->merge.kept;
}

/* A whole letter is not told. */
static void
put_short(struct asking *a, const struct record *r, const struct field *f, struct buf *out)
{
	enum { MOST = 60 };
	struct buf value = {0};
	size_t len;

	register_put_field(&a->view, r, f, &value);
	len = utf8_fit(buf_text(&value), MOST);
	utf8_put_shown(out, slice_make(buf_text(&value), len), false);
	if (len < value.len)
		buf_puts(out, "…");
	buf_free(&value);
}

static void
check_fields(struct asking *a, const struct frozen *z, const struct asked *r)
{
	for (const char *const *id = z->fields; *id != NULL; id++) {
		const struct field *f = field_find(r->kind, *id);
		struct buf was = {0};

		if (record_field_equal(r->before, r->now, f) || is_merged(a, f, r))
			continue;
		put_short(a, r->before, f, &was);
		rule_broken(a, r->now, *id, "стояло «%s», а это %s", buf_text(&was), z->why);
		buf_free(&was);
	}
}

/* The last day of a membership is what an order of its end says. */
static void
check_end(struct asking *a, const struct asked *r)
{
	const struct membership *now = (const struct membership *)r->now;
	const struct membership *before = (const struct membership *)r->before;

	if (now->to != before->to && now->end_order == before->end_order)
		rule_broken(a, r->now, "to",
		    "меняется только вместе с полем «Приказ об исключении»: назовите приказ");
}

/* An approved plan gets no more items. */
static void
check_added(struct asking *a, const struct asked *r)
{
	uint64_t plan = ((const struct plan_item *)r->now)->plan;
	bool stays = r->before != NULL && ((const struct plan_item *)r->before)->plan == plan;

	if (!stays && was_approved(a, plan))
		rule_broken(a, r->now, "plan", "план утверждён, новых пунктов в него не вносят");
}

/* An undo of the approval, upon which items were postponed or cancelled since. */
static void
check_undone(struct asking *a, const struct asked *r)
{
	const struct plan *now = (const struct plan *)r->now;
	struct record **items;
	size_t count;

	if (r->kind != KIND_PLANS || r->before == NULL || now == NULL ||
	    !is_approved(a, r->before) || now->approved != DATE_NONE)
		return;
	items = rules_referring(a, KIND_PLAN_ITEMS, "plan", r->id, &count);
	for (size_t i = 0; i < count; i++)
		if (!is_touched(a, items[i]) && items[i]->stamp > r->before->stamp) {
			rule_broken(a, r->now, "approved",
			    "после утверждения пункты плана уже переносили или отменяли");
			break;
		}
	rules_records_free(items, count);
}

static const struct frozen *
frozen_of(enum kind kind)
{
	for (size_t i = 0; i < FROZEN; i++)
		if (table[i].kind == kind)
			return &table[i];
	return NULL;
}

/* Were the minutes of the meeting closed? */
static bool
was_closed(struct asking *a, uint64_t meeting)
{
	struct minutes *m = (struct minutes *)record_new(KIND_MINUTES);
	bool closed;
	uint64_t id;

	m->meeting = meeting;
	id = records_find_same(a->view.txn, &m->base);
	closed =
	    id != 0 && rules_before(a, KIND_MINUTES, id, &m->base) && m->state == MINUTES_CLOSED;
	record_free(&m->base);
	return closed;
}

static void
tell_closed(struct asking *a, const struct record *r, uint64_t meeting)
{
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	struct buf date = {0};

	rules_before(a, KIND_MEETINGS, meeting, &m->base);
	date_put_russian(&date, m->date);
	rule_broken(a, r, entity_of(r->kind)->fields[0].id,
	    "протокол заседания № %s от %s закрыт; чтобы исправить, откройте протокол с указанием "
	    "причины",
	    m->number, buf_text(&date));
	buf_free(&date);
	record_free(&m->base);
}

/* Neither where the record stood nor where it stands now are minutes closed. */
static void
check_meeting(struct asking *a, const struct asked *r)
{
	const struct record *images[] = {r->before, r->now};

	for (int i = 0; i < 2; i++) {
		uint64_t meeting = images[i] != NULL ? minutes_lock_meeting(images[i]) : 0;

		if (meeting == 0 || !was_closed(a, meeting))
			continue;
		tell_closed(a, images[i], meeting);
		return;
	}
}

/* The record is of a plan that was approved and is so still: an undo of something else than the
 * approval. */
static bool
stays_approved(struct asking *a, const struct asked *r)
{
	struct plan *plan;
	uint64_t id = r->id;
	bool stays;

	if (r->kind != KIND_PLANS && r->kind != KIND_PLAN_ITEMS)
		return false;
	if (r->kind == KIND_PLAN_ITEMS)
		id = ((const struct plan_item *)(r->before != NULL ? r->before : r->now))->plan;
	plan = (struct plan *)record_new(KIND_PLANS);
	stays = records_get(a->view.txn, id, &plan->base) && plan->approved != DATE_NONE &&
	    was_approved(a, id);
	record_free(&plan->base);
	return stays;
}

/* A record of a meeting whose people are one: it says the same. */
static bool
is_moved_person(const struct asking *a, const struct asked *r)
{
	return a->rules->merge.kind == KIND_PEOPLE && r->before != NULL && r->now != NULL;
}

bool
rules_may_freeze(enum kind kind)
{
	return frozen_of(kind) != NULL || minutes_lock_has(kind);
}

void
rules_frozen(struct asking *a, const struct asked *r)
{
	const struct frozen *z = frozen_of(r->kind);

	if (a->rules->door == RULES_UNDO)
		check_undone(a, r);
	if (a->rules->door == RULES_HAND || a->rules->door == RULES_COPY ||
	    (a->rules->door == RULES_MERGE && !is_moved_person(a, r)))
		check_meeting(a, r);
	else if (a->rules->door == RULES_ORDER || a->rules->door == RULES_SITTING ||
	    !stays_approved(a, r))
		return;
	if (z == NULL)
		return;
	if (r->kind == KIND_PLAN_ITEMS && r->now != NULL)
		check_added(a, r);
	if (r->before == NULL || !z->holds(a, r->before))
		return;
	if (r->now != NULL)
		for (; z < table + FROZEN && z->kind == r->kind && z->holds(a, r->before); z++)
			check_fields(a, z, r);
	else if (z->kept != NULL)
		rule_broken(a, r->before, z->fields[0], "%s", z->kept);
	if (r->now != NULL && r->kind == KIND_MEMBERSHIPS)
		check_end(a, r);
}
