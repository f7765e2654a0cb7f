/* SPDX-License-Identifier: MIT
 * command_indicators.c - metodaktiv-region indicators: the same answers as a town's, of more.
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "exchange/table/table.h"
#include "region/command.h"
#include "region/store/figures.h"
#include "rules/indicators_json.h"

enum { NAME_COLUMNS = 28, FIGURE_COLUMNS = 14 };

static enum region_by
by_of(const struct region_call *c)
{
	static const char *const words[] = {[BY_MUNICIPALITY] = "municipality",
	    [BY_ITS_ASSOCIATION] = "association",
	    [BY_ITS_ORGANISATION] = "organisation",
	    [BY_MONTH_END] = "month"};
	const char *given = c->values[REGION_BY];
	int by = given != NULL ? BY_MUNICIPALITY : BY_NONE;

	while (given != NULL && strcmp(words[by], given) != 0)
		by++;
	return (enum region_by)by;
}

static struct indicator_said
said_by_program(const void *context, enum indicator which)
{
	(void)context;
	return (struct indicator_said){.title = indicator_info(which)->title, .clause = ""};
}

static void
put_json(struct buf *b, const struct region_table *t, enum region_by by)
{
	buf_puts(b, by != BY_NONE ? "[\n" : "");
	for (size_t i = 0; i < t->count; i++) {
		buf_puts(b, i > 0 ? ",\n" : "");
		indicators_put_object(
		    b, &t->rows[i].answer, t->rows[i].scope, said_by_program, NULL);
	}
	buf_puts(b, by != BY_NONE ? "\n]" : "");
}

static void
put_csv_row(struct buf *b, const struct region_row *row, enum indicator which)
{
	const struct indicators *a = &row->answer;

	table_put_cell(b, slice_of(row->scope));
	buf_putc(b, ';');
	table_put_cell(b, slice_of(row->name));
	buf_putc(b, ';');
	date_put_iso(b, a->period.from);
	buf_putc(b, ';');
	date_put_iso(b, a->period.to);
	buf_printf(b, ";%llu;%s;", (unsigned long long)a->staff, indicator_info(which)->id);
	indicators_put_cells(b, a, which);
	buf_putc(b, '\n');
}

static void
put_csv(struct buf *b, const struct region_table *t, enum region_by by)
{
	(void)by;
	buf_puts(b,
	    "scope;name;from;to;staff;id;numerator;denominator;value;percent;per_methodist;levels;"
	    "unknown\n");
	for (size_t i = 0; i < t->count; i++)
		for (int which = 0; which < INDICATOR_COUNT; which++)
			put_csv_row(b, &t->rows[i], (enum indicator)which);
	buf_truncate(b, b->len - 1);
}

static void
put_left(struct buf *b, const char *text)
{
	size_t fit = utf8_fit(text, NAME_COLUMNS);
	size_t width = utf8_width(text) < NAME_COLUMNS ? utf8_width(text) : NAME_COLUMNS;

	buf_put(b, text, fit);
	buf_printf(b, "%*s", (int)(NAME_COLUMNS - width), "");
}

static void
put_right(struct buf *b, const char *text)
{
	buf_printf(b, "%*s%s", (int)(FIGURE_COLUMNS - utf8_width(text)), "", text);
}

static void
put_text_row(struct buf *b, const struct region_row *row, enum region_by by)
{
	const struct indicators *a = &row->answer;
	struct buf label = {0};
	char text[64];

	if (by == BY_MONTH_END)
		date_put_russian(&label, a->period.to);
	else
		buf_puts(&label, *row->name != '\0' ? row->name : row->scope);
	put_left(b, buf_text(&label));
	for (int i = 0; i < INDICATOR_COUNT; i++) {
		buf_clear(&label);
		indicator_put_figure(&label, (enum indicator)i, a->values[i], ',');
		put_right(b, label.len > 0 ? buf_text(&label) : "—");
	}
	buf_putc(b, '\n');
	snprintf(text, sizeof(text), "  педагогов: %llu", (unsigned long long)a->staff);
	put_left(b, text);
	for (int i = 0; i < INDICATOR_COUNT; i++) {
		snprintf(text, sizeof(text), "%llu/%llu",
		    (unsigned long long)a->values[i].numerator,
		    (unsigned long long)a->values[i].denominator);
		put_right(b, text);
	}
	buf_putc(b, '\n');
	buf_free(&label);
}

static void
put_text(struct buf *b, const struct region_table *t, enum region_by by)
{
	if (t->count == 0) {
		buf_puts(b, "Городов с показателями за этот период нет.");
		return;
	}
	buf_puts(b, "Показатели с ");
	date_put_russian(b, t->rows[0].answer.period.from);
	buf_puts(b, " по ");
	date_put_russian(b, t->rows[t->count - 1].answer.period.to);
	buf_printf(
	    b, ", %s\n\n%*s", by == BY_NONE ? t->rows[0].scope : "по частям", NAME_COLUMNS, "");
	for (int i = 1; i <= INDICATOR_COUNT; i++)
		buf_printf(b, "%*d", FIGURE_COLUMNS, i);
	buf_putc(b, '\n');
	for (size_t i = 0; i < t->count; i++)
		put_text_row(b, &t->rows[i], by);
	buf_putc(b, '\n');
	for (int i = 0; i < INDICATOR_COUNT; i++)
		buf_printf(b, "%d  %s%s\n", i + 1, indicator_info((enum indicator)i)->brief,
		    i == INDICATOR_LOAD ? "" : ", %");
	if (by == BY_NONE)
		buf_printf(b, "\nГородов: %llu. ", (unsigned long long)t->rows[0].towns);
	buf_puts(b, "Кто работает в двух городах, считается в каждом.");
}

static const struct {
	const char *format;
	void (*put)(struct buf *b, const struct region_table *t, enum region_by by);
} formats[] = {{.format = "text", .put = put_text}, {.format = "json", .put = put_json},
    {.format = "csv", .put = put_csv}};

static void
remark(void *context, const char *sentence)
{
	(void)context;
	region_complain(sentence);
}

enum status
region_command_indicators(struct region_call *c, struct error *e)
{
	const char *scope = c->values[REGION_SCOPE] != NULL ? c->values[REGION_SCOPE] : "region";
	enum region_by by = by_of(c);
	struct region_table t = {0};
	struct region_scope s;
	struct buf text = {0};
	struct period p = {.from = c->dates[REGION_FROM], .to = c->dates[REGION_TO]};
	enum status st = period_settle(&p, clock_today(), e);

	if (st == ST_OK && region_call_has(c, REGION_NAMES))
		st = error_set(e, ST_REFUSED,
		    "имён в регионе нет: кто учтён в показателе, показывает только сам город "
		    "(metodaktiv indicators --names)");
	if (st == ST_OK)
		st = region_ask(c->pg, p, scope, by, &t, e);
	for (size_t i = 0; st == ST_OK && i < sizeof(formats) / sizeof(formats[0]); i++)
		if (region_format_is(c, formats[i].format))
			formats[i].put(&text, &t, by);
	if (st == ST_OK)
		st = region_deliver(c, &text, e);
	if (st == ST_OK)
		st = region_scope_parse(c->pg, scope, &s, e);
	if (st == ST_OK)
		st = region_remarks(c->pg, p, &s, remark, NULL, e);
	region_table_free(&t);
	buf_free(&text);
	return st;
}
