/* SPDX-License-Identifier: MIT
 * order.c - an order with its annex, as signed or as prepared.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "db/record/history.h"
#include "db/record/records.h"
#include "document/document.h"
#include "document/record_as_of.h"
#include "rules/roster.h"

/* A line of an order: who, where, what about. */
struct line {
	uint64_t person, application, association;
	const char *subject_area, *ground;
	int32_t from, to;
	uint64_t known; /* operation that put it into the order */
	struct buf order;
};

struct paper {
	struct page *page;
	struct record_as_of src;
	const struct profile *profile;
	const char *number; /* "" while it is not signed */
	const char *subject, *signed_by, *control, *reason;
	int32_t date;
	uint8_t kind;
	uint64_t annulled, annulled_by; /* what it annuls, what annulled it */
	struct line *lines;
	size_t count;
	struct arena arena;
};

static const char *
word(const struct paper *p, const char *id)
{
	return profile_word(p->profile, id);
}

static const char *
keep(struct paper *p, const char *text)
{
	return arena_strdup(&p->arena, text);
}

static struct line *
add_line(struct paper *p)
{
	p->lines = xrealloc(p->lines, (p->count + 1) * sizeof(*p->lines));
	p->lines[p->count] =
	    (struct line){.subject_area = "", .ground = "", .from = DATE_NONE, .to = DATE_NONE};
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
sort_lines(struct paper *p)
{
	struct person *person = (struct person *)record_new(KIND_PEOPLE);

	for (size_t i = 0; i < p->count; i++) {
		struct line *line = &p->lines[i];

		if (line->association != 0)
			record_as_of_put_name(
			    &p->src, KIND_ASSOCIATIONS, line->association, &line->order);
		else if (record_as_of_get(&p->src, line->person, &person->base))
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
add_membership(struct paper *p, const struct record *r)
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
add_new_head(struct paper *p, const struct record *r)
{
	const struct association_head *h = (const struct association_head *)r;
	struct line *line = add_line(p);

	line->association = h->association;
	line->person = h->person;
}

/* What an order of a kind names, by the field that refers to it. */
static const struct named {
	uint8_t order;
	enum kind kind;
	const char *field;
	void (*add)(struct paper *p, const struct record *r);
} named[] = {
    {ORDER_KIND_COMPOSITION, KIND_MEMBERSHIPS, "order", add_membership},
    {ORDER_KIND_EXCLUSION, KIND_MEMBERSHIPS, "end_order", add_membership},
    {ORDER_KIND_HEAD, KIND_ASSOCIATION_HEADS, "order", add_new_head},
};

/* The record as it was when it came into the order. */
static void
add_named(struct paper *p, const struct named *what, uint64_t order, uint64_t id)
{
	const struct field *f = field_find(what->kind, what->field);
	struct record *r = record_new(what->kind);

	if (get_named(p->src.view.txn, id, f, order, r))
		what->add(p, r);
	record_free(r);
}

static void
find_named(struct paper *p, const struct named *what, uint64_t order)
{
	struct walk *w =
	    walk_referring(p->src.view.txn, what->kind, field_find(what->kind, what->field), order);
	uint64_t id;

	while (walk_next(w, &id))
		add_named(p, what, order, id);
	walk_close(w);
}

/* What an annulled order made, or ended, is not found by what stands now. */
struct recalling {
	struct paper *paper;
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
recall_named(struct paper *p, const struct named *what, const struct order *o)
{
	struct recalling r = {.paper = p, .order = o->base.id, .what = what};
	uint64_t *stamps;
	size_t count = history_stamps(p->src.view.txn, KIND_ORDERS, o->base.id, &stamps);

	if (count > 0)
		history_of_operation(p->src.view.txn, stamps[0], recall, &r);
	free(stamps);
}

/* Is it an annulment, was it annulled? */
static void
find_annulments(struct paper *p, uint64_t order)
{
	struct annulment *a = (struct annulment *)record_new(KIND_ANNULMENTS);
	struct walk *w = walk_referring(
	    p->src.view.txn, KIND_ANNULMENTS, field_find(KIND_ANNULMENTS, "by"), order);
	uint64_t id;

	if (walk_next(w, &id) && records_get(p->src.view.txn, id, &a->base)) {
		p->annulled = a->order;
		p->reason = keep(p, a->reason);
	}
	walk_close(w);
	record_clear(&a->base);
	a->order = order;
	id = records_find_same(p->src.view.txn, &a->base);
	if (id != 0 && records_get(p->src.view.txn, id, &a->base))
		p->annulled_by = a->by;
	record_free(&a->base);
}

/* "от 26.05.2026 № 3" */
static void
put_date_and_number(struct buf *out, int32_t date, const char *number)
{
	buf_puts(out, "от ");
	date_put_russian(out, date);
	buf_printf(out, " № %s", *number != '\0' ? number : "_____");
}

static void
put_order(const struct paper *p, uint64_t id, struct buf *out)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS);

	if (record_as_of_get(&p->src, id, &o->base))
		put_date_and_number(out, o->date, o->number);
	record_free(&o->base);
}

static void
add_head(struct paper *p)
{
	struct buf text = {0}, right = {0};

	record_as_of_put_capital(&text, word(p, "department"));
	page_paragraph(p->page, PAGE_CENTRE, buf_text(&text));
	buf_clear(&text);
	record_as_of_put_capitals(&text, word(p, "order"));
	page_heading(p->page, 1, buf_text(&text));
	buf_clear(&text);
	date_put_russian(&text, p->date);
	buf_printf(&right, "№ %s", *p->number != '\0' ? p->number : "_____");
	page_sides(p->page, buf_text(&text), buf_text(&right));
	if (*word(p, "place") != '\0')
		page_paragraph(p->page, PAGE_CENTRE, word(p, "place"));
	if (p->annulled_by != 0) {
		buf_clear(&text);
		buf_puts(&text, "ОТМЕНЁН приказом ");
		put_order(p, p->annulled_by, &text);
		page_paragraph(p->page, PAGE_CENTRE, buf_text(&text));
	}
	page_subheading(p->page, p->subject);
	buf_free(&text);
	buf_free(&right);
}

/* The meeting that admitted the applicant last. */
static uint64_t
deciding_meeting(const struct paper *p, uint64_t application)
{
	struct decision *d = (struct decision *)record_new(KIND_DECISIONS);
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	struct walk *w = walk_referring(p->src.view.txn, KIND_DECISIONS,
	    field_find(KIND_DECISIONS, "application"), application);
	uint64_t id, found = 0;
	int32_t latest = DATE_NONE;

	while (application != 0 && walk_next(w, &id)) {
		if (!records_get(p->src.view.txn, id, &d->base) || d->outcome != OUTCOME_ADMIT ||
		    !records_get(p->src.view.txn, d->meeting, &m->base) || m->date > p->date ||
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
put_minutes(const struct paper *p, struct buf *out)
{
	struct meeting *m = (struct meeting *)record_new(KIND_MEETINGS);
	uint64_t *meetings = xcalloc(p->count + 1, sizeof(*meetings));
	size_t count = 0;

	for (size_t i = 0; i < p->count; i++)
		meetings[count++] = deciding_meeting(p, p->lines[i].application);
	qsort(meetings, count, sizeof(*meetings), compare_meetings);
	for (size_t i = 0; i < count; i++) {
		if (meetings[i] == 0 || (i > 0 && meetings[i] == meetings[i - 1]) ||
		    !record_as_of_get(&p->src, meetings[i], &m->base))
			continue;
		buf_printf(out, "%sпротокол ", out->len > 0 ? ", " : "");
		put_date_and_number(out, m->date, m->number);
	}
	free(meetings);
	record_free(&m->base);
}

/* "Иванова Анна Петровна, учитель, МБОУ «СОШ № 8»" */
static void
put_person(const struct paper *p, uint64_t id, struct buf *out)
{
	struct person *person = (struct person *)record_new(KIND_PEOPLE);

	if (record_as_of_get(&p->src, id, &person->base)) {
		record_as_of_put_name(&p->src, KIND_PEOPLE, id, out);
		buf_printf(out, ", %s, ", person->position);
		record_as_of_put_name(&p->src, KIND_ORGANISATIONS, person->organisation, out);
	}
	record_free(&person->base);
}

static void
add_point(struct paper *p, int *n, const char *text)
{
	struct buf number = {0};

	buf_printf(&number, "%d.", ++*n);
	page_point(p->page, buf_text(&number), text);
	buf_free(&number);
}

static void
add_composition(struct paper *p, int *n)
{
	struct buf text = {0};

	buf_printf(&text, "Включить в состав %s лиц, перечисленных в приложении (%zu чел.).",
	    word(p, "corps_genitive"), p->count);
	add_point(p, n, buf_text(&text));
	buf_clear(&text);
	buf_printf(&text,
	    "Сведения о включённых, давших согласие, разместить на сайте (п. %s): %s.",
	    word(p, "clause_publication"), word(p, "site"));
	add_point(p, n, buf_text(&text));
	buf_free(&text);
}

/* Points under the point just written. */
static void
add_subpoints(
    struct paper *p, int n, void (*put)(const struct paper *, const struct line *, struct buf *))
{
	struct buf number = {0}, text = {0};

	for (size_t i = 0; i < p->count; i++) {
		buf_clear(&number);
		buf_clear(&text);
		buf_printf(&number, "%d.%zu.", n, i + 1);
		put(p, &p->lines[i], &text);
		page_point(p->page, buf_text(&number), buf_text(&text));
	}
	buf_free(&number);
	buf_free(&text);
}

static void
put_excluded(const struct paper *p, const struct line *line, struct buf *out)
{
	put_person(p, line->person, out);
	if (*line->subject_area != '\0')
		buf_printf(out, " (%s)", line->subject_area);
	buf_puts(out, "; последний день — ");
	date_put_russian(out, line->to);
	if (*line->ground != '\0')
		buf_printf(out, "; основание: %s", line->ground);
	buf_putc(out, '.');
}

static void
add_exclusion(struct paper *p, int *n)
{
	struct buf text = {0};

	buf_printf(&text, "Исключить из состава %s:", word(p, "corps_genitive"));
	add_point(p, n, buf_text(&text));
	add_subpoints(p, *n, put_excluded);
	buf_free(&text);
}

static void
put_head(const struct paper *p, const struct line *line, struct buf *out)
{
	record_as_of_put_name(&p->src, KIND_ASSOCIATIONS, line->association, out);
	buf_puts(out, " — ");
	put_person(p, line->person, out);
	buf_putc(out, '.');
}

static void
add_heads(struct paper *p, int *n)
{
	if (p->count == 0)
		return;
	add_point(p, n, "Назначить руководителями:");
	add_subpoints(p, *n, put_head);
}

static void
add_annulment(struct paper *p, int *n)
{
	struct buf text = {0};

	buf_puts(&text, "Отменить приказ ");
	put_order(p, p->annulled, &text);
	buf_puts(&text, "; номер за ним сохраняется.");
	add_point(p, n, buf_text(&text));
	if (*p->reason != '\0') {
		buf_clear(&text);
		buf_printf(&text, "Причина отмены: %s.", p->reason);
		add_point(p, n, buf_text(&text));
	}
	buf_free(&text);
}

static void
add_preamble(struct paper *p)
{
	struct buf text = {0}, minutes = {0};

	if (p->kind == ORDER_KIND_COMPOSITION) {
		put_minutes(p, &minutes);
		buf_printf(&text, "На основании документа «%s» (п. %s, %s)", word(p, "regulation"),
		    word(p, "clause_decision"), word(p, "clause_agreement"));
		if (minutes.len > 0)
			buf_printf(&text, " и решения %s (%s)", word(p, "council_genitive"),
			    buf_text(&minutes));
		page_paragraph(p->page, PAGE_LEFT, buf_text(&text));
	}
	page_paragraph(p->page, PAGE_LEFT, word(p, "order_verb"));
	buf_free(&text);
	buf_free(&minutes);
}

static void
add_points(struct paper *p)
{
	struct buf text = {0};
	int n = 0;

	if (p->annulled != 0)
		add_annulment(p, &n);
	else if (p->kind == ORDER_KIND_COMPOSITION)
		add_composition(p, &n);
	else if (p->kind == ORDER_KIND_EXCLUSION)
		add_exclusion(p, &n);
	else if (p->kind == ORDER_KIND_HEAD)
		add_heads(p, &n);
	if (*p->control != '\0') {
		buf_printf(&text, "Контроль за исполнением: %s.", p->control);
		add_point(p, &n, buf_text(&text));
	}
	buf_free(&text);
}

static void
put_term(const struct line *line, struct buf *out)
{
	buf_puts(out, "с ");
	date_put_russian(out, line->from);
	if (line->to == DATE_NONE)
		return;
	buf_puts(out, " по ");
	date_put_russian(out, line->to);
}

static void
add_annex_row(struct paper *p, struct page_table *t, size_t i)
{
	const struct line *line = &p->lines[i];
	struct person *person = (struct person *)record_new(KIND_PEOPLE);
	struct buf text = {0};

	page_number_cell(p->page, t, (int64_t)i + 1);
	record_as_of_put_name(&p->src, KIND_PEOPLE, line->person, &text);
	page_row_heading(p->page, t, buf_text(&text));
	record_as_of_get(&p->src, line->person, &person->base);
	buf_clear(&text);
	record_as_of_put_name(&p->src, KIND_ORGANISATIONS, person->organisation, &text);
	page_cell(p->page, t, buf_text(&text));
	page_cell(p->page, t, person->position);
	page_cell(p->page, t, line->subject_area);
	buf_clear(&text);
	put_term(line, &text);
	page_cell(p->page, t, buf_text(&text));
	buf_free(&text);
	record_free(&person->base);
}

static void
add_annex(struct paper *p)
{
	struct page_table *t;
	struct buf text = {0};

	page_break(p->page);
	buf_puts(&text, "Приложение\nк приказу ");
	put_date_and_number(&text, p->date, p->number);
	page_paragraph(p->page, PAGE_RIGHT, buf_text(&text));
	buf_clear(&text);
	buf_printf(&text, "Состав %s", word(p, "corps_genitive"));
	page_heading(p->page, 2, buf_text(&text));
	t = page_table(p->page, "");
	page_column(p->page, t, "№ п/п", 1, true);
	page_column(p->page, t, "Фамилия, имя, отчество", 5, false);
	page_column(p->page, t, "Место работы", 5, false);
	page_column(p->page, t, "Должность", 4, false);
	page_column(p->page, t, "Курируемая предметная область", 4, false);
	page_column(p->page, t, "Срок", 3, false);
	for (size_t i = 0; i < p->count; i++)
		add_annex_row(p, t, i);
	buf_free(&text);
}

static void
fill(struct paper *p)
{
	struct buf title = {0};

	record_as_of_put_capital(&title, word(p, "order"));
	buf_putc(&title, ' ');
	put_date_and_number(&title, p->date, p->number);
	page_begin(p->page, buf_text(&title));
	buf_free(&title);
	sort_lines(p);
	add_head(p);
	add_preamble(p);
	add_points(p);
	if (p->count == 0 && p->annulled == 0)
		page_paragraph(p->page, PAGE_LEFT, "(Остальной текст приказа в базе не ведётся.)");
	page_signature(p->page, word(p, "department_head"), p->signed_by);
	if (p->kind == ORDER_KIND_COMPOSITION && p->count > 0)
		add_annex(p);
}

static void
release(struct paper *p)
{
	for (size_t i = 0; i < p->count; i++)
		buf_free(&p->lines[i].order);
	free(p->lines);
	arena_free(&p->arena);
}

/* Everything the order says, and the operation it was complete with. */
static void
read_order(struct paper *p, const struct order *o)
{
	p->number = keep(p, o->number);
	p->subject = keep(p, o->subject);
	p->signed_by = keep(p, o->signed_by);
	p->control = keep(p, o->control);
	p->date = o->date;
	p->kind = o->kind;
	find_annulments(p, o->base.id);
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (named[i].order == o->kind && p->annulled_by != 0)
			recall_named(p, &named[i], o);
		else if (named[i].order == o->kind)
			find_named(p, &named[i], o->base.id);
	p->src.as_of = o->base.stamp;
	for (size_t i = 0; i < p->count; i++)
		if (p->lines[i].known > p->src.as_of)
			p->src.as_of = p->lines[i].known;
}

enum status
document_order(struct page *page, struct session *s, uint64_t order, struct error *e)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	struct paper p = {.page = page, .profile = s->profile, .reason = ""};
	enum status st = session_require(s, PERMIT_READ, e);
	bool found = false;

	*page = (struct page){0};
	if (st == ST_OK) {
		record_as_of_open(&p.src, s);
		found = records_get(p.src.view.txn, order, &o->base);
		if (found) {
			read_order(&p, o);
			fill(&p);
			record_as_of_put_seal(&p.src, p.src.as_of, page);
			page_set_command(page, "document order %s", o->code);
		}
		st = record_as_of_close(&p.src, e);
	}
	if (st == ST_OK && !found)
		st = error_set(e, ST_NOTFOUND, "такого приказа нет");
	release(&p);
	record_free(&o->base);
	return st;
}

enum status
document_order_project(
    struct page *page, struct session *s, const struct order_project *project, struct error *e)
{
	struct paper p = {.page = page,
	    .profile = s->profile,
	    .number = "",
	    .subject = project->subject,
	    .signed_by = project->signed_by,
	    .control = project->control,
	    .reason = project->reason,
	    .date = project->date,
	    .annulled = project->annulled,
	    .kind = orders_kind(project->purpose)};
	enum status st = session_require(s, PERMIT_READ, e);

	*page = (struct page){0};
	if (st != ST_OK)
		return st;
	for (size_t i = 0; i < project->count; i++) {
		const struct order_line *from = &project->lines[i];

		if (from->taken && project->purpose != ORDER_ANNULMENT)
			*add_line(&p) = (struct line){.person = from->person,
			    .application = from->application,
			    .association = from->association,
			    .subject_area = from->subject_area,
			    .ground = from->ground,
			    .from = from->from,
			    .to = from->to};
	}
	record_as_of_open(&p.src, s);
	fill(&p);
	st = record_as_of_close(&p.src, e);
	release(&p);
	return st;
}
