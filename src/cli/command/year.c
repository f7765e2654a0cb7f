/* SPDX-License-Identifier: MIT
 * year.c - metodaktiv year, metodaktiv activity: the methodical year in figures.
 */
#include "service/year/year_figures.h"

#include "base/date.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "cli/line/reply.h"
#include "db/record/records.h"
#include "exchange/year_out.h"
#include "model/profile/profile.h"
#include "service/core/naming.h"
#include "service/corps/activity_figures.h"
#include "service/indicators/indicators.h"

static enum status
read_period(struct call *c, struct period *p, struct error *e)
{
	*p = (struct period){
	    .from = call_date(c, OPTION_FROM, DATE_NONE), .to = call_date(c, OPTION_TO, DATE_NONE)};
	return indicators_period(p, e);
}

static void
put_days(struct buf *out, struct period p)
{
	buf_puts(out, "с ");
	date_put_russian(out, p.from);
	buf_puts(out, " по ");
	date_put_russian(out, p.to);
}

static void
put_words(struct buf *out, const char *const *words, const size_t *counts)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (counts[i + 1] > 0)
			buf_printf(out, "  %6zu  %s\n", counts[i + 1], words[i]);
}

static void
put_year_text(const struct view *v, const struct year_figures *f, struct buf *out)
{
	buf_puts(out, "Год в цифрах: ");
	scope_put_name(v, f->scope, out);
	buf_puts(out, ", ");
	put_days(out, f->period);
	buf_printf(out, "\n\nПроведено мероприятий: %zu\n", f->held);
	put_words(out, field_find(KIND_EVENTS, "type")->words, f->by_type);
	buf_puts(out, "По уровню:\n");
	put_words(out, field_find(KIND_EVENTS, "level")->words, f->by_level);
	buf_puts(out, "По месяцам:\n");
	for (size_t i = 0; i < f->nmonths; i++) {
		int y, m, d;

		date_parts(f->months[i].first, &y, &m, &d);
		buf_printf(out, "  %6zu  %02d.%04d\n", f->months[i].held, m, y);
	}
	buf_printf(out, "Участий: %llu, людей: %zu, организаций: %zu\n",
	    (unsigned long long)f->participations, f->people, f->organisations);
	buf_printf(out,
	    "Конкурсов: %zu, заявок: %zu, победителей: %zu, призёров: %zu, лауреатов: %zu\n",
	    f->contests.events, f->contests.entries, f->contests.winners, f->contests.prizes,
	    f->contests.laureates);
	buf_printf(out,
	    "Пунктов планов: %zu, выполнено: %zu (позже срока: %zu), перенесено: %zu, отменено: "
	    "%zu, "
	    "просрочено: %zu\n",
	    f->plan.items, f->plan.done, f->plan.late, f->plan.postponed, f->plan.cancelled,
	    f->plan.overdue);
	if (f->has_requests)
		buf_printf(out,
		    "Запросов: %zu, выполнено: %zu (в срок: %zu, позже: %zu), отказано: %zu, "
		    "открыто: %zu, просрочено: %zu\n",
		    f->requests.received, f->requests.done, f->requests.in_time, f->requests.late,
		    f->requests.refused, f->requests.open, f->requests.overdue);
}

/* The figures into a workbook, beside those of the year before; the file already begun. */
static enum status
reply_workbook(struct call *c, const struct year_figures *f, const struct year_figures *before,
    struct error *e)
{
	struct reply reply;
	enum status st = reply_require_file(c, "книга xlsx", e);

	if (st == ST_OK)
		st = reply_begin(&reply, c, NULL, NULL, e);
	if (st != ST_OK)
		return st;
	return reply_end(&reply, year_write_xlsx(c->session, f, before, reply.f, e), e);
}

/* before: NULL when nobody wants those of the year before. */
static enum status
ask_year(struct call *c, const struct view *v, struct year_figures *f, struct year_figures *before,
    struct error *e)
{
	const char *text = c->values[OPTION_SCOPE];
	struct scope scope;
	struct period p;
	enum status st = read_period(c, &p, e);

	if (st == ST_OK)
		st = scope_parse(v, text != NULL ? text : "city", &scope, e);
	if (st != ST_OK)
		return st;
	return before == NULL ? year_figures_ask(v, p, scope, f, e)
			      : year_figures_compare(v, p, scope, f, before, e);
}

enum status
command_year(struct call *c, struct error *e)
{
	struct year_figures f = {.months = NULL}, before = {.months = NULL};
	bool book = call_format_is(c, "xlsx");
	struct buf text = {0};
	enum status st;
	struct view v;

	view_open(&v, c->session);
	st = ask_year(c, &v, &f, book ? &before : NULL, e);
	if (st == ST_OK && call_format_is(c, "json"))
		year_put_json(&v, &f, &text);
	else if (st == ST_OK && !book)
		put_year_text(&v, &f, &text);
	view_close(&v);
	if (st == ST_OK && book)
		st = reply_workbook(c, &f, &before, e);
	else
		st = reply_text(c, &text, st, e);
	year_figures_free(&before);
	year_figures_free(&f);
	return st;
}

static void
put_activity_text(const struct view *v, const struct activity_figures *f, struct buf *out)
{
	buf_puts(out, "Работа членов актива по направлениям, ");
	put_days(out, f->period);
	buf_putc(out, '\n');
	for (size_t i = 0; i < f->count; i++) {
		const struct member_activity *m = &f->members[i];

		buf_putc(out, '\n');
		register_put_name(v, KIND_PEOPLE, m->person, out);
		buf_printf(out, ": дел %zu, часов %llu", m->entries, (unsigned long long)m->hours);
		if (m->without_hours > 0)
			buf_printf(out, ", без часов %zu", m->without_hours);
		buf_putc(out, '\n');
		for (size_t k = 0; k < f->ndirections; k++)
			if (m->directions[k].entries > 0)
				buf_printf(out, "  %4zu  %s\n", m->directions[k].entries,
				    f->directions[k].text);
	}
}

enum status
command_activity(struct call *c, struct error *e)
{
	struct activity_figures f = {.count = 0};
	struct period p;
	struct buf text = {0};
	enum status st = read_period(c, &p, e);
	struct view v;

	view_open(&v, c->session);
	if (st == ST_OK)
		st = activity_figures_ask(&v, p, &f, e);
	if (st == ST_OK && call_format_is(c, "json"))
		activity_put_json(&v, &f, &text);
	else if (st == ST_OK)
		put_activity_text(&v, &f, &text);
	view_close(&v);
	activity_figures_free(&f);
	return reply_text(c, &text, st, e);
}
