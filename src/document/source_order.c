/* SPDX-License-Identifier: MIT
 * source_order.c - what an order says, as signed or as prepared.
 */
#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/date.h"
#include "base/die.h"
#include "db/record/history.h"
#include "db/record/records.h"
#include "document/source.h"
#include "document/told.h"
#include "rules/roster.h"

/* A line of an order: who, where, what about. */
struct line {
	uint64_t person, application, association;
	const char *subject_area, *ground;
	const char *basis; /* why a head became one, if not by the order's number alone */
	uint8_t manner;    /* how a head became one; 0 */
	int32_t from, to;
	uint64_t known; /* operation that put it into the order */
	struct buf order;
};

struct telling {
	struct record_as_of *src;
	const char *number; /* "" while it is not signed */
	const char *subject, *signed_by, *control, *reason, *text;
	int32_t date;
	uint8_t kind;
	bool supplement;                /* others are in the corps already */
	uint64_t annulled, annulled_by; /* what it annuls, what annulled it */
	struct line *lines;
	size_t count;
	struct arena arena;
};

static const char *
keep(struct telling *p, const char *text)
{
	return arena_strdup(&p->arena, text);
}

static struct line *
add_line(struct telling *p)
{
	p->lines = xrealloc(p->lines, (p->count + 1) * sizeof(*p->lines));
	p->lines[p->count] = (struct line){
	    .subject_area = "", .ground = "", .basis = "", .from = DATE_NONE, .to = DATE_NONE};
	return &p->lines[p->count++];
}

static int
compare_lines(const void *left, const void *right)
{
	const struct line *a = left, *b = right;
	int order = slice_compare(buf_slice(&a->order), buf_slice(&b->order));

	return order != 0 ? order : strcmp(a->subject_area, b->subject_area);
}

/* People in Russian order, associations by name. */
static void
sort_lines(struct telling *p)
{
	struct person *person = (struct person *)record_new(KIND_PEOPLE);

	for (size_t i = 0; i < p->count; i++) {
		struct line *line = &p->lines[i];

		if (line->association != 0)
			record_as_of_put_name(
			    p->src, KIND_ASSOCIATIONS, line->association, &line->order);
		else if (record_as_of_get(p->src, line->person, &person->base))
			roster_put_order(&line->order, person->surname, person->given_name,
			    person->patronymic, person->code);
	}
	if (p->count > 0)
		qsort(p->lines, p->count, sizeof(*p->lines), compare_lines);
	record_free(&person->base);
}

/* Read the record as it was when it first had this order in that field. false: it never had. */
static bool
get_named(struct txn *t, uint64_t id, const struct field *f, uint64_t order, struct record *out)
{
	uint64_t *stamps;
	size_t count = history_stamps(t, out->kind, id, &stamps);
	bool found = false;

	for (size_t i = 0; i < count && !found; i++)
		found = history_get(t, id, stamps[i], out, NULL) && record_ref(out, f) == order;
	free(stamps);
	return found;
}

static void
add_membership(struct telling *p, const struct record *r)
{
	const struct membership *m = (const struct membership *)r;
	struct line *line = add_line(p);

	line->person = m->person;
	line->application = m->application;
	line->from = m->from;
	line->to = m->to;
	line->known = r->stamp;
	line->subject_area = keep(p, m->subject_area);
	line->ground = keep(p, m->end_reason);
}

static void
add_new_head(struct telling *p, const struct record *r)
{
	const struct association_head *h = (const struct association_head *)r;
	struct line *line = add_line(p);

	line->association = h->association;
	line->person = h->person;
	line->from = h->from;
	line->to = h->to;
	line->manner = h->manner;
	line->basis = strcmp(h->basis, p->number) != 0 ? keep(p, h->basis) : "";
}

/* What an order of a kind names, by the field that refers to it. */
static const struct named {
	uint8_t order;
	enum kind kind;
	const char *field;
	void (*add)(struct telling *p, const struct record *r);
} named[] = {
    {ORDER_KIND_COMPOSITION, KIND_MEMBERSHIPS, "order", add_membership},
    {ORDER_KIND_EXCLUSION, KIND_MEMBERSHIPS, "end_order", add_membership},
    {ORDER_KIND_HEAD, KIND_ASSOCIATION_HEADS, "order", add_new_head},
};

/* The record as it was when it came into the order. */
static void
add_named(struct telling *p, const struct named *what, uint64_t order, uint64_t id)
{
	const struct field *f = field_find(what->kind, what->field);
	struct record *r = record_new(what->kind);

	if (get_named(p->src->view.txn, id, f, order, r))
		what->add(p, r);
	record_free(r);
}

static void
find_named(struct telling *p, const struct named *what, uint64_t order)
{
	struct walk *w = walk_referring(
	    p->src->view.txn, what->kind, field_find(what->kind, what->field), order);
	uint64_t id;

	while (walk_next(w, &id))
		add_named(p, what, order, id);
	walk_close(w);
}

/* The operation that signed an order; 0: none. */
static uint64_t
signing_of(const struct telling *p, uint64_t order)
{
	uint64_t *stamps;
	size_t count = history_stamps(p->src->view.txn, KIND_ORDERS, order, &stamps);
	uint64_t first = count > 0 ? stamps[0] : 0;

	free(stamps);
	return first;
}

/* What an annulled order made, or ended, is not found by what stands now. */
struct recalling {
	struct telling *paper;
	uint64_t order;
	const struct named *what;
};

static void
recall(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct recalling *r = context;

	(void)stamp;
	if (kind == r->what->kind)
		add_named(r->paper, r->what, r->order, id);
}

static void
recall_named(struct telling *p, const struct named *what, const struct order *o)
{
	struct recalling r = {.paper = p, .order = o->base.id, .what = what};
	uint64_t operation = signing_of(p, o->base.id);

	if (operation != 0)
		history_of_operation(p->src->view.txn, operation, recall, &r);
}

/* Is it an annulment, was it annulled? */
static void
find_annulments(struct telling *p, uint64_t order)
{
	struct annulment *a = (struct annulment *)record_new(KIND_ANNULMENTS);
	struct walk *w = walk_referring(
	    p->src->view.txn, KIND_ANNULMENTS, field_find(KIND_ANNULMENTS, "by"), order);
	uint64_t id;

	if (walk_next(w, &id) && records_get(p->src->view.txn, id, &a->base)) {
		p->annulled = a->order;
		p->reason = keep(p, a->reason);
	}
	walk_close(w);
	record_clear(&a->base);
	a->order = order;
	id = records_find_same(p->src->view.txn, &a->base);
	if (id != 0 && records_get(p->src->view.txn, id, &a->base))
		p->annulled_by = a->by;
	record_free(&a->base);
}

/* "от 26.05.2026 № 3" */
static void
put_dated(struct buf *out, int32_t date, const char *number)
{
	buf_puts(out, "от ");
	date_put_russian(out, date);
	buf_printf(out, " № %s", number);
}

static void
put_order(const struct telling *p, uint64_t id, struct buf *out)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS);

	if (record_as_of_get(p->src, id, &o->base))
		put_dated(out, o->date, o->number);
	record_free(&o->base);
}

/* The meeting that admitted the applicant last. */
static uint64_t
deciding_meeting(const struct telling *p, uint64_t application)
{
	struct decision *d = (struct decision *)record_new(KIND_DECISIONS);
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	struct walk *w = walk_referring(p->src->view.txn, KIND_DECISIONS,
	    field_find(KIND_DECISIONS, "application"), application);
	uint64_t id, found = 0;
	int32_t latest = DATE_NONE;

	while (application != 0 && walk_next(w, &id)) {
		if (!records_get(p->src->view.txn, id, &d->base) || d->outcome != OUTCOME_ADMIT ||
		    !records_get(p->src->view.txn, d->meeting, &m->base) || m->date > p->date ||
		    m->date < latest)
			continue;
		latest = m->date;
		found = d->meeting;
	}
	walk_close(w);
	record_free(&m->base);
	record_free(&d->base);
	return found;
}

static int
compare_meetings(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

/* "протокол от 26.05.2026 № 3, протокол от ..." */
static void
put_minutes(const struct telling *p, struct buf *out)
{
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	uint64_t *meetings = xcalloc(p->count + 1, sizeof(*meetings));

	for (size_t i = 0; i < p->count; i++)
		meetings[i] = deciding_meeting(p, p->lines[i].application);
	qsort(meetings, p->count, sizeof(*meetings), compare_meetings);
	for (size_t i = 0; i < p->count; i++) {
		if (meetings[i] == 0 || (i > 0 && meetings[i] == meetings[i - 1]) ||
		    !record_as_of_get(p->src, meetings[i], &m->base))
			continue;
		buf_puts(out, out->len > 0 ? ", протокол " : "протокол ");
		put_dated(out, m->date, m->number);
	}
	free(meetings);
	record_free(&m->base);
}

/* Has it a place of its own? */
static bool
tell_association(const struct telling *p, uint64_t id, struct fact_row *row)
{
	struct association *a = (struct association *)record_new(KIND_ASSOCIATIONS);
	bool placed = false;

	if (record_as_of_get(p->src, id, &a->base)) {
		told_name(row, "association", p->src, KIND_ASSOCIATIONS, id);
		placed = a->base_organisation != 0;
		told_name(row, "base", p->src, KIND_ORGANISATIONS, a->base_organisation);
		told_short_name(row, "curator", p->src, a->curator);
	}
	record_free(&a->base);
	return placed;
}

static void
tell_lines(const struct telling *p, struct fact_row *root)
{
	bool bases = false;
	const char *const *manners = field_find(KIND_ASSOCIATION_HEADS, "manner")->words;

	for (size_t i = 0; i < p->count; i++) {
		const struct line *line = &p->lines[i];
		struct fact_row *row = fact_add(root, "lines");

		told_person(row, "name", p->src, line->person);
		if (line->person == 0 && line->association != 0) /* of an order being composed */
			fact_text(row, "name", "руководитель не указан");
		bases |= tell_association(p, line->association, row);
		fact_text(row, "subject_area", line->subject_area);
		fact_text(row, "ground", line->ground);
		fact_day(row, "from", line->from);
		fact_day(row, "to", line->to);
		if (line->manner > 0)
			fact_text(row, "manner", manners[line->manner - 1]);
	}
	fact_flag(root, "bases", bases);
	if (p->count > 0)
		fact_text(root, "basis", p->lines[0].basis);
}

static void
tell(struct telling *p, struct facts *f)
{
	const char *verb = profile_word(p->src->view.session->profile, "order_verb");
	struct buf text = {0};

	sort_lines(p);
	f->draft = *p->number == '\0';
	fact_flag(f->root, "draft", f->draft);
	fact_text(f->root, "number", p->number);
	fact_day(f->root, "date", p->date);
	if (p->kind > 0)
		fact_text(f->root, "kind", field_find(KIND_ORDERS, "kind")->words[p->kind - 1]);
	fact_text(f->root, "subject", p->subject);
	fact_text(f->root, "signed_by", p->signed_by);
	fact_text(f->root, "control", p->control);
	fact_text(f->root, "reason", p->reason);
	fact_lines(f->root, "text", p->text);
	fact_flag(
	    f->root, "complete", compare_holds(slice_of(p->text), slice_of(verb)) && *verb != '\0');
	put_minutes(p, &text);
	fact_buf(f->root, "minutes", &text);
	put_order(p, p->annulled, &text);
	fact_buf(f->root, "annuls", &text);
	put_order(p, p->annulled_by, &text);
	fact_buf(f->root, "annulled_by", &text);
	fact_flag(f->root, "supplement", p->supplement);
	tell_lines(p, f->root);
	buf_free(&text);
}

static void
release(struct telling *p)
{
	for (size_t i = 0; i < p->count; i++)
		buf_free(&p->lines[i].order);
	free(p->lines);
	arena_free(&p->arena);
}

struct joining {
	struct record_as_of *src;
	const struct order *order;
	struct membership *m;
	bool found;
};

/* Did that membership stand on the order's day, by an order before this one? */
static void
join(void *context, enum kind kind, uint64_t id, uint64_t stamp)
{
	struct joining *j = context;
	const struct order *o = j->order;
	const struct membership *m = j->m;

	(void)stamp;
	if (kind == KIND_MEMBERSHIPS && record_as_of_get(j->src, id, &j->m->base))
		j->found |= m->order < o->base.id && m->from < o->date &&
		    (m->to == DATE_NONE || m->to >= o->date);
}

/* Those that annulments have taken back since the order was signed. */
static void
join_annulled(struct joining *j)
{
	struct record *a = record_new(KIND_ANNULMENTS);
	struct walk *w = walk_by_id(j->src->view.txn, KIND_ANNULMENTS);
	uint64_t id;

	while (!j->found && walk_next(w, &id))
		if (records_get(j->src->view.txn, id, a) && a->stamp > j->src->as_of)
			history_of_operation(j->src->view.txn, a->stamp, join, j);
	walk_close(w);
	record_free(a);
}

/* Were others in the corps when the order was signed? It says so whatever became of them. */
static bool
joins_others(struct telling *p, const struct order *o)
{
	struct joining j = {
	    .src = p->src, .order = o, .m = (struct membership *)record_new(KIND_MEMBERSHIPS)};
	struct walk *w = walk_by_id(p->src->view.txn, KIND_MEMBERSHIPS);
	uint64_t id;

	p->src->as_of = signing_of(p, o->base.id);
	while (!j.found && walk_next(w, &id))
		join(&j, KIND_MEMBERSHIPS, id, 0);
	walk_close(w);
	join_annulled(&j);
	record_free(&j.m->base);
	return j.found;
}

/* Everything the order says, and the operation it was complete with. */
static void
read_order(struct telling *p, const struct order *o)
{
	p->number = keep(p, o->number);
	p->subject = keep(p, o->subject);
	p->signed_by = keep(p, o->signed_by);
	p->control = keep(p, o->control);
	p->text = keep(p, o->text);
	p->date = o->date;
	p->kind = o->kind;
	p->supplement = o->kind == ORDER_KIND_COMPOSITION && joins_others(p, o);
	find_annulments(p, o->base.id);
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (named[i].order == o->kind && p->annulled_by != 0)
			recall_named(p, &named[i], o);
		else if (named[i].order == o->kind)
			find_named(p, &named[i], o->base.id);
	p->src->as_of = o->base.stamp;
	for (size_t i = 0; i < p->count; i++)
		if (p->lines[i].known > p->src->as_of)
			p->src->as_of = p->lines[i].known;
}

enum status
source_order(struct facts *f, const struct paper_question *q)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	struct telling p = {.src = q->src, .reason = ""};
	bool found = records_get(q->src->view.txn, q->call->record, &o->base);

	if (found) {
		read_order(&p, o);
		tell(&p, f);
		fact_text(f->root, "code", o->code);
		f->operation = p.src->as_of;
	}
	release(&p);
	record_free(&o->base);
	return found ? ST_OK : error_set(q->e, ST_NOTFOUND, "такого приказа нет");
}

void
source_order_project(struct facts *f, struct record_as_of *src, const struct order_project *project)
{
	struct telling p = {.src = src,
	    .number = "",
	    .subject = project->subject,
	    .signed_by = project->signed_by,
	    .control = project->control,
	    .reason = project->reason,
	    .text = "",
	    .date = project->date,
	    .annulled = project->annulled,
	    .kind = orders_kind(project->purpose),
	    .supplement = project->purpose == ORDER_INCLUSION};

	for (size_t i = 0; i < project->count; i++) {
		const struct order_line *from = &project->lines[i];

		if (from->taken && project->purpose != ORDER_ANNULMENT)
			*add_line(&p) = (struct line){.person = from->person,
			    .application = from->application,
			    .association = from->association,
			    .subject_area = from->subject_area,
			    .ground = from->ground,
			    .basis = project->reason,
			    .from = project->purpose == ORDER_HEADS ? orders_begins(project, from)
								    : from->from,
			    .to = from->to};
	}
	tell(&p, f);
	release(&p);
}
