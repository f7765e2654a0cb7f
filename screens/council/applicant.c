/* SPDX-License-Identifier: MIT
 * applicant.c - what the council has before it.
 */
#include "screens/council/applicant.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/wrap.h"
#include "screens/widget/text.h"
#include "screens/form/verdict_panel.h"
#include "service/council/applications.h"
#include "service/list/listing.h"
#include "service/record/register.h"

enum { EARLIER_MOST = 64 };

static const char *const part_words[] = {
    [APPLICANT_VERDICT] = "Условия",
    [APPLICANT_ANSWERS] = "Ответы",
    [APPLICANT_EARLIER] = "Раньше",
    [APPLICANT_HEARD] = "Обсуждение",
};

const char *
applicant_part_word(enum applicant_part part)
{
	return part_words[part];
}

bool
applicant_has(const struct applicant *c, enum applicant_part part)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->blocks[i].part == part)
			return true;
	return false;
}

/* Gathering. */

static struct applicant_block *
add(struct applicant *c, enum applicant_part part, enum style style, int indent, const char *text)
{
	struct applicant_block *b;

	ARRAY_ROOM(c->blocks, c->count, c->room);
	b = &c->blocks[c->count++];
	*b = (struct applicant_block){
	    .part = part, .style = style, .indent = indent, .text = arena_strdup(&c->arena, text)};
	return b;
}

static void
add_must(struct applicant *c, const struct must_verdict *m)
{
	const struct verdict_look *look = verdict_look(m->state);
	struct buf text = {0};

	buf_printf(&text, "%s — %s", m->must->text, must_state_word(m->state));
	add(c, APPLICANT_VERDICT, look->style, 2, buf_text(&text))->sign = look->sign;
	if (m->because[0] != '\0')
		add(c, APPLICANT_VERDICT, STYLE_PLAIN, 2, m->because);
	buf_free(&text);
}

static void
add_grounds(struct applicant *c, const struct verdict *v)
{
	bool claimed = false;

	for (size_t i = 0; i < v->ngrounds; i++) {
		const struct ground_verdict *g = &v->grounds[i];
		struct applicant_block *b;

		if (!g->claimed)
			continue;
		b = add(c, APPLICANT_VERDICT, STYLE_GOOD, 2, g->ground->text);
		b->sign = "✓";
		b->blank = !claimed;
		if (g->evidence[0] != '\0')
			add(c, APPLICANT_VERDICT, STYLE_PLAIN, 2, g->evidence);
		else
			add(c, APPLICANT_VERDICT, STYLE_WARNING, 2, "в заявлении не подтверждено");
		claimed = true;
	}
	if (v->ngrounds > 0 && !claimed) {
		struct applicant_block *b = add(c, APPLICANT_VERDICT, STYLE_BAD, 2,
		    "ни одно основание не отмечено, нужно хотя бы одно");

		b->sign = "✗";
		b->blank = true;
	}
}

static void
add_verdict(struct applicant *c, const struct view *view, const struct application *a, int32_t on)
{
	struct verdict v;
	struct buf text = {0};

	applications_judge(view, a, on, &v);
	buf_puts(&text, "Пункт ");
	buf_puts(&text, v.nmusts > 0 ? v.musts[0].must->clause : "");
	buf_puts(&text, " на ");
	date_put_russian(&text, on);
	buf_puts(&text, v.eligible ? ": соответствует" : ": не соответствует");
	add(c, APPLICANT_VERDICT, STYLE_HEADER, 0, buf_text(&text));
	for (size_t i = 0; i < v.nmusts; i++)
		add_must(c, &v.musts[i]);
	add_grounds(c, &v);
	verdict_free(&v);
	buf_free(&text);
}

/* The rows of the paper in their order, then what the clauses need besides. */
static void
add_answers(struct applicant *c, const struct view *v, const struct record *r)
{
	size_t count;
	const struct form_row *rows = profile_form(v->session->profile, KIND_APPLICATIONS, &count);
	struct buf text = {0};

	add(c, APPLICANT_ANSWERS, STYLE_HEADER, 0, "Ответы заявления");
	for (size_t i = 0; i < count; i++) {
		buf_clear(&text);
		for (size_t k = 0; k < rows[i].count; k++) {
			size_t before = text.len;

			if (before > 0)
				buf_puts(&text, " / ");
			if (!record_field_empty(r, rows[i].fields[k]))
				register_put_field(v, r, rows[i].fields[k], &text);
			else
				buf_truncate(&text, before);
		}
		add(c, APPLICANT_ANSWERS, STYLE_LABEL, 0, rows[i].label);
		add(c, APPLICANT_ANSWERS, text.len > 0 ? STYLE_PLAIN : STYLE_FAINT, 2,
		    text.len > 0 ? buf_text(&text) : "не указано");
	}
	buf_free(&text);
}

/* Every record of a kind whose reference is this one. */
struct gathering {
	struct applicant *applicant;
	struct view *view;
	size_t found;
};
typedef void each_fn(struct gathering *g, const struct record *r);

static void
each_of(struct gathering *g, enum kind kind, const char *field, uint64_t id, each_fn *each)
{
	const struct listing_spec spec = {.kind = kind,
	    .filters = {{.field = field_find(kind, field),
		.test = FILTER_EQUAL,
		.value = (int64_t)id}},
	    .nfilters = 1};
	struct listing *l = NULL;
	struct record *r = record_new(kind);

	if (listing_open(&l, g->view, &spec, NULL, NULL) == ST_OK)
		for (size_t i = 0; i < listing_count(l) && i < EARLIER_MOST; i++)
			if (listing_page(l, g->view, i, 1, &r) == 1)
				each(g, r);
	listing_close(l);
	record_free(r);
}

static void
add_decision(struct gathering *g, const struct record *r)
{
	const struct decision *d = (const struct decision *)r;
	struct buf text = {0};

	register_put_name(g->view, KIND_MEETINGS, d->meeting, &text);
	buf_puts(&text, ": ");
	register_put_field(g->view, r, field_find(KIND_DECISIONS, "outcome"), &text);
	if (d->reason[0] != '\0')
		buf_printf(&text, ", %s", d->reason);
	add(g->applicant, APPLICANT_EARLIER, STYLE_PLAIN, 2, buf_text(&text));
	buf_free(&text);
	g->found++;
}

static void
add_application(struct gathering *g, const struct record *r)
{
	const struct application *a = (const struct application *)r;
	size_t before;
	struct buf text = {0};

	buf_printf(&text, "Заявление %s от ", a->code);
	date_put_russian(&text, a->submitted);
	if (r->id == g->applicant->item)
		buf_puts(&text, " (это)");
	add(g->applicant, APPLICANT_EARLIER, STYLE_LABEL, 0, buf_text(&text));
	before = g->found;
	each_of(g, KIND_DECISIONS, "application", r->id, add_decision);
	if (g->found == before)
		add(g->applicant, APPLICANT_EARLIER, STYLE_FAINT, 2, "решений ещё не было");
	buf_free(&text);
}

static void
add_membership(struct gathering *g, const struct record *r)
{
	const struct membership *m = (const struct membership *)r;
	struct buf text = {0};

	buf_puts(&text, "с ");
	date_put_russian(&text, m->from);
	if (m->to != DATE_NONE) {
		buf_puts(&text, " по ");
		date_put_russian(&text, m->to);
	}
	if (m->subject_area[0] != '\0')
		buf_printf(&text, " · %s", m->subject_area);
	if (m->order != 0) {
		buf_puts(&text, " · ");
		register_put_name(g->view, KIND_ORDERS, m->order, &text);
	}
	if (m->end_reason[0] != '\0')
		buf_printf(&text, " · %s", m->end_reason);
	if (g->found++ == 0)
		add(g->applicant, APPLICANT_EARLIER, STYLE_LABEL, 0, "Состав методактива");
	add(g->applicant, APPLICANT_EARLIER, STYLE_PLAIN, 2, buf_text(&text));
	buf_free(&text);
}

static void
add_earlier(struct applicant *c, struct view *v, const struct application *a)
{
	struct gathering g = {.applicant = c, .view = v};

	add(c, APPLICANT_EARLIER, STYLE_HEADER, 0, "Раньше");
	if (a->person == 0) {
		add_application(&g, &a->base);
		add(c, APPLICANT_EARLIER, STYLE_FAINT, 0,
		    "Заявление не связано с человеком из реестра: прежних заявлений и членства не "
		    "видно.");
		return;
	}
	each_of(&g, KIND_APPLICATIONS, "person", a->person, add_application);
	g.found = 0;
	each_of(&g, KIND_MEMBERSHIPS, "person", a->person, add_membership);
	if (g.found == 0)
		add(c, APPLICANT_EARLIER, STYLE_FAINT, 0, "Членства в методактиве ещё не было.");
}

/* A text of several lines, each by itself, with its number where there is one. */
static void
add_lines(struct applicant *c, const char *text, int64_t position)
{
	struct buf line = {0};

	for (size_t n = 1; *text != '\0'; n++) {
		size_t len = strcspn(text, "\n");

		buf_printf(&line, "%lld.%zu. ", (long long)position, n);
		buf_put(&line, text, len);
		add(c, APPLICANT_HEARD, STYLE_PLAIN, 2, buf_text(&line));
		buf_clear(&line);
		text += len + (text[len] == '\n');
	}
	buf_free(&line);
}

/* As the minutes have it: who reports, who spoke, what is decided. */
static void
add_heard(struct applicant *c, const struct meeting_item *item)
{
	if (item->speaker[0] != '\0') {
		add(c, APPLICANT_HEARD, STYLE_HEADER, 0, "Докладчик");
		add(c, APPLICANT_HEARD, STYLE_PLAIN, 2, item->speaker);
	}
	if (item->nspeeches > 0 || item->application == 0)
		add(c, APPLICANT_HEARD, STYLE_HEADER, 0, "Выступили");
	for (size_t i = 0; i < item->nspeeches; i++) {
		add(c, APPLICANT_HEARD, STYLE_LABEL, 0, item->speeches[i].speaker);
		add(c, APPLICANT_HEARD, STYLE_PLAIN, 2, item->speeches[i].text);
	}
	if (item->nspeeches == 0 && item->application == 0)
		add(c, APPLICANT_HEARD, STYLE_FAINT, 2, "пока никто");
	if (item->text[0] != '\0') {
		add(c, APPLICANT_HEARD, STYLE_HEADER, 0, "Решили");
		add_lines(c, item->text, item->position);
	}
}

void
applicant_load(struct applicant *c, struct view *v, const struct meeting_item *item, int32_t on)
{
	struct record *r = register_load(v, KIND_APPLICATIONS, item->application);

	if (c->item != item->id) {
		c->top = 0;
		c->part = APPLICANT_VERDICT;
	}
	c->item = item->id;
	c->count = 0;
	arena_clear(&c->arena);
	if (r != NULL) {
		add_verdict(c, v, (const struct application *)r, on);
		add_answers(c, v, r);
		add_earlier(c, v, (const struct application *)r);
	}
	add_heard(c, item);
	if (!applicant_has(c, c->part))
		c->part = r != NULL ? APPLICANT_VERDICT : APPLICANT_HEARD;
	record_free(r);
}

void
applicant_free(struct applicant *c)
{
	arena_free(&c->arena);
	free(c->blocks);
	*c = (struct applicant){.count = 0};
}

/* Showing. */

static bool
is_shown(const struct applicant *c, const struct applicant_block *b, bool all)
{
	return all || b->part == c->part;
}

/* A heading and whatever asks for it stands apart from what is above. */
static int
blank_above(const struct applicant_block *b, int at)
{
	return at > 0 && (b->blank || b->style == STYLE_HEADER);
}

/* Rows of everything shown; *part_at (may be NULL) gets the row each part begins at. */
static int
height(const struct applicant *c, int columns, bool all, int *part_at)
{
	int at = 0;
	enum applicant_part seen = APPLICANT_PARTS;

	for (size_t i = 0; i < c->count; i++) {
		const struct applicant_block *b = &c->blocks[i];

		if (!is_shown(c, b, all))
			continue;
		at += blank_above(b, at);
		if (part_at != NULL && b->part != seen)
			part_at[b->part] = at;
		seen = b->part;
		at += text_height(b->text, columns - b->indent);
	}
	return at;
}

void
applicant_draw(
    const struct applicant *c, struct ui *ui, int row, int rows, int column, int columns, bool all)
{
	int at = 0, width = columns - 2;

	for (size_t i = 0; i < c->count; i++) {
		const struct applicant_block *b = &c->blocks[i];
		const char *p = b->text;
		struct slice line;

		if (!is_shown(c, b, all))
			continue;
		at += blank_above(b, at);
		for (; wrap_line(&p, (size_t)(width - b->indent), &line); at++) {
			struct buf text = {0};

			if (at < c->top || at >= c->top + rows)
				continue;
			if (line.data == b->text && b->sign != NULL)
				ui_put(ui, row + at - c->top, column, 0, b->style, b->sign);
			buf_put_slice(&text, line);
			ui_put(ui, row + at - c->top, column + b->indent, 0, b->style,
			    buf_text(&text));
			buf_free(&text);
		}
	}
	ui_scrollbar(ui, row, column + columns - 1, rows, (size_t)c->top, (size_t)rows, (size_t)at);
}

void
applicant_scroll(struct applicant *c, int by, int rows, int columns, bool all)
{
	int most = height(c, columns - 2, all, NULL) - rows;

	c->top += by;
	if (c->top > most)
		c->top = most;
	if (c->top < 0)
		c->top = 0;
}

void
applicant_next(struct applicant *c, int rows, int columns, bool all)
{
	int at[APPLICANT_PARTS] = {0}, before = c->top;

	if (!all) {
		do
			c->part = (c->part + 1) % APPLICANT_PARTS;
		while (!applicant_has(c, c->part) && c->count > 0);
		c->top = 0;
		return;
	}
	height(c, columns - 2, true, at);
	for (int i = 0; i < APPLICANT_PARTS; i++)
		if (at[i] > c->top) {
			c->top = at[i];
			break;
		}
	applicant_scroll(c, 0, rows, columns, true);
	if (c->top == before)
		c->top = 0;
}
