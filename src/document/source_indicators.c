/* SPDX-License-Identifier: MIT
 * source_indicators.c - the eight indicators in a period, beside the same one a year before.
 */
#include "base/date.h"
#include "document/source.h"
#include "model/profile/profile.h"
#include "service/indicators/indicators.h"

static void
tell_figure(struct fact_row *row, const char *name, enum indicator which, struct fraction f)
{
	struct buf text = {0};

	indicator_put_figure(&text, which, f, ',');
	fact_buf(row, name, &text);
	buf_free(&text);
}

static void
tell_indicator(struct facts *f, struct session *s, enum indicator which,
    const struct indicators *now, const struct indicators *before)
{
	struct fact_row *row = fact_add(f->root, "rows");
	int target;

	fact_text(row, "title", indicators_text(s, which));
	fact_text(row, "brief", indicator_info(which)->brief);
	fact_text(row, "clause", indicators_clause(s, which));
	tell_figure(row, "figure", which, now->values[which]);
	tell_figure(row, "before", which, before->values[which]);
	fact_flag(row, "percent", which != INDICATOR_LOAD && now->values[which].denominator > 0);
	fact_flag(row, "before_percent",
	    which != INDICATOR_LOAD && before->values[which].denominator > 0);
	fact_number(row, "counted", (int64_t)now->values[which].numerator);
	fact_number(row, "of", (int64_t)now->values[which].denominator);
	if (indicators_target(s, which, now->period.to, &target))
		fact_number(row, "target", target);
}

enum status
source_tell_indicators(
    struct facts *f, const struct paper_question *q, struct period p, struct scope scope)
{
	const struct indicator_question questions[2] = {
	    {.period = p, .scope = scope}, {.period = period_year_before(p), .scope = scope}};
	struct indicators answers[2];
	enum status st = indicators_ask(&q->src->view, questions, 2, answers, q->e);

	if (st != ST_OK)
		return st;
	fact_number(f->root, "staff", (int64_t)answers[0].staff);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		tell_indicator(f, q->src->view.session, i, &answers[0], &answers[1]);
	return ST_OK;
}

enum status
source_indicators(struct facts *f, const struct paper_question *q)
{
	struct period p = {.from = DATE_NONE, .to = q->call->on};
	enum status st = indicators_period(&p, q->e);

	if (st == ST_OK)
		st = source_tell_indicators(f, q, p, (struct scope){.type = SCOPE_CITY});
	fact_day(f->root, "from", p.from);
	fact_day(f->root, "to", p.to);
	return st;
}
