/* SPDX-License-Identifier: MIT
 * dashboard_read.c - the screen of the indicators: from the register to the figures, and the
 * figures in words.
 */
#include "screens/indicators/dashboard.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"

static void
free_names(struct dashboard *d)
{
	for (size_t i = 0; d->names != NULL && i < d->parts.count; i++)
		free(d->names[i]);
	free(d->names);
	d->names = NULL;
}

void
dashboard_free(struct dashboard *d)
{
	free_names(d);
	indicators_table_free(&d->months);
	indicators_table_free(&d->other_months);
	indicators_table_free(&d->parts);
	free(d->shown.name);
	free(d->other.name);
	d->shown.name = d->other.name = NULL;
}

static char *
name_of(const struct view *v, struct scope scope)
{
	struct buf text = {0};

	scope_put_name(v, scope, &text);
	return buf_detach(&text);
}

/* The eight of what is shown, of the year before, and of what it is compared with. */
static enum status
read_answers(struct dashboard *d, const struct view *v, struct error *e)
{
	const struct indicator_question questions[] = {
	    {.period = d->shown.period, .scope = d->shown.scope},
	    {.period = period_year_before(d->shown.period), .scope = d->shown.scope},
	    {.period = d->other.period, .scope = d->other.scope}};
	struct indicators answers[3];
	enum status st = indicators_ask(v, questions, d->compared ? 3 : 2, answers, e);

	if (st != ST_OK)
		return st;
	d->shown.answer = answers[0];
	d->before = answers[1];
	if (d->compared)
		d->other.answer = answers[2];
	free(d->shown.name);
	free(d->other.name);
	d->shown.name = name_of(v, d->shown.scope);
	d->other.name = d->compared ? name_of(v, d->other.scope) : NULL;
	return ST_OK;
}

static enum status
read_months(
    const struct side *side, struct indicators_table *out, const struct view *v, struct error *e)
{
	struct indicators_table t;
	enum status st = indicators_months(v, side->period.to, side->scope, &t, e);

	if (st != ST_OK)
		return st;
	indicators_table_free(out);
	*out = t;
	return ST_OK;
}

static enum status
read_parts(struct dashboard *d, const struct view *v, struct error *e)
{
	struct indicators_table t;
	enum status st = indicators_bars(v, d->shown.period, d->by, d->which, &t, e);

	if (st != ST_OK)
		return st;
	free_names(d);
	indicators_table_free(&d->parts);
	d->parts = t;
	d->names = xcalloc(t.count + 1, sizeof(*d->names));
	for (size_t i = 0; i < t.count; i++)
		d->names[i] = name_of(v, t.rows[i].scope);
	return ST_OK;
}

enum status
dashboard_read(struct dashboard *d, const struct view *v, uint64_t changes, struct error *e)
{
	bool all = d->stale || changes != d->changes;
	enum status st = ST_OK;

	if (all) {
		st = read_answers(d, v, e);
		if (st == ST_OK)
			st = read_months(&d->shown, &d->months, v, e);
		if (st == ST_OK && d->compared)
			st = read_months(&d->other, &d->other_months, v, e);
	}
	if (st == ST_OK && (all || d->unsorted))
		st = read_parts(d, v, e);
	if (st != ST_OK)
		return st;
	d->changes = changes;
	d->stale = d->unsorted = false;
	return ST_OK;
}

/* In words. */

void
dashboard_put_target(
    const struct session *s, enum indicator which, const struct indicators *a, struct buf *out)
{
	struct gauge_value v = figure_value(which, a->values[which]);
	int target;

	if (!indicators_target(s, which, a->period.to, &target)) {
		buf_puts(out, "—");
		return;
	}
	buf_printf(out, "%d", target);
	if (!v.known)
		return;
	buf_puts(out, " (");
	figure_put_signed((int64_t)v.tenths - (int64_t)target * 10, out);
	buf_putc(out, ')');
}

void
dashboard_put_roadmap(const struct indicators *a, struct buf *out)
{
	struct roadmap_parts parts = roadmap_parts(a);

	buf_printf(out, "разработана: %s · реализуется: %s · все три уровня: %s",
	    parts.drawn_up ? "да" : "нет", parts.carried_out ? "да" : "нет",
	    parts.all_levels ? "да" : "нет");
	if (a->cancelled > 0)
		buf_printf(out, " · отменено: %llu", (unsigned long long)a->cancelled);
}

/* "п. 4.1 · с 01.09.2025 по 31.05.2026" */
static void
put_period(const struct session *s, enum indicator which, struct period p, struct buf *out)
{
	const char *clause = indicators_clause(s, which);

	if (*clause != '\0')
		buf_printf(out, "п. %s · ", clause);
	buf_puts(out, "с ");
	date_put_russian(out, p.from);
	buf_puts(out, " по ");
	date_put_russian(out, p.to);
}

void
dashboard_put_notes(
    const struct session *s, enum indicator which, const struct side *side, struct buf *out)
{
	const struct indicators *a = &side->answer;

	put_period(s, which, a->period, out);
	if (side->scope.type == SCOPE_ORGANISATION)
		buf_puts(out, " · люди — там, где работают сейчас");
	if (which == INDICATOR_LOAD && a->values[which].denominator > 0)
		buf_printf(out, " · меньше всего %llu, больше всего %llu",
		    (unsigned long long)a->load_least, (unsigned long long)a->load_most);
	if (which == INDICATOR_YOUNG && a->unknown > 0)
		buf_printf(out, " · без дат рождения или начала работы: %llu",
		    (unsigned long long)a->unknown);
	if (indicator_is_small(a->values[which]))
		buf_puts(out, " · * меньше 10: одна единица меняет многое");
}

void
dashboard_put_side(const struct side *side, struct buf *out)
{
	buf_printf(out, "%s на ", side->name);
	date_put_russian(out, side->answer.period.to);
}

const char *
dashboard_by(enum indicators_by by)
{
	return by == BY_ASSOCIATION ? "по объединениям" : "по организациям";
}
