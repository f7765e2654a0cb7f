/* SPDX-License-Identifier: MIT
 * command_indicators.c - metodaktiv-region indicators: the same answers as a town's, of more.
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "exchange/grid_figures.h"
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

/* As the table of csv, for people. */
static void
fill_grid(struct grid *g, const struct region_table *t)
{
	grid_column(g, (struct grid_column){.label = "Часть"});
	grid_column(g, (struct grid_column){.label = "Название"});
	grid_column(g, (struct grid_column){.label = "С"});
	grid_column(g, (struct grid_column){.label = "По"});
	grid_column(g, (struct grid_column){.label = "Педагогов", .number = true});
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
		grid_indicator(g, i);
	for (size_t row = 0; row < t->count; row++) {
		const struct indicators *a = &t->rows[row].answer;
		struct buf day = {0};

		grid_cell(g, t->rows[row].scope);
		grid_cell(g, t->rows[row].name);
		date_put_russian(&day, a->period.from);
		grid_cell(g, buf_text(&day));
		buf_clear(&day);
		date_put_russian(&day, a->period.to);
		grid_cell(g, buf_text(&day));
		grid_count(g, a->staff);
		for (enum indicator i = 0; i < INDICATOR_COUNT; i++)
			grid_fraction(g, i, a->values[i], false);
		buf_free(&day);
	}
}

static enum status
deliver_book(struct region_call *c, const struct region_table *t, struct error *e)
{
	struct grid g = {0};
	enum status st;

	fill_grid(&g, t);
	st = region_deliver_book(c, &g, "Показатели", e);
	grid_free(&g);
	return st;
}

static const struct {
	const char *format;
	void (*put)(struct buf *b, const struct region_table *t, enum region_by by);
} formats[] = {{.format = "text", .put = put_text}, {.format = "json", .put = put_json},
    {.format = "csv", .put = put_csv}};

static enum status
deliver(struct region_call *c, const struct region_table *t, enum region_by by, struct error *e)
{
	struct buf text = {0};
	enum status st;

	if (region_format_is(c, "xlsx"))
		return deliver_book(c, t, e);
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (region_format_is(c, formats[i].format))
			formats[i].put(&text, t, by);
	st = region_deliver(c, &text, e);
	buf_free(&text);
	return st;
}

/* They are kept, each with its end, till the answer has been given. */
static void
remark(void *context, const char *sentence)
{
	buf_put(context, sentence, strlen(sentence) + 1);
}

static void
tell_remarks(const struct buf *remarks)
{
	for (size_t at = 0; at < remarks->len; at += strlen(remarks->data + at) + 1)
		region_complain(remarks->data + at);
}

/* No answer without what is to be said of it. */
static enum status
ask_and_deliver(
    struct region_call *c, struct period p, const char *scope, enum region_by by, struct error *e)
{
	struct region_table t;
	struct buf remarks = {0};
	enum status st = region_ask(c->pg, p, scope, by, &t, e);

	if (st == ST_OK)
		st = region_remarks(c->pg, p, &t.scope, remark, &remarks, e);
	if (st == ST_OK)
		st = deliver(c, &t, by, e);
	if (st == ST_OK)
		tell_remarks(&remarks);
	buf_free(&remarks);
	region_table_free(&t);
	return st;
}

enum status
region_command_indicators(struct region_call *c, struct error *e)
{
	const char *scope = c->values[REGION_SCOPE] != NULL ? c->values[REGION_SCOPE] : "region";
	struct period p = {.from = c->dates[REGION_FROM], .to = c->dates[REGION_TO]};
	enum status st = period_settle(&p, clock_today(), e);

	if (st != ST_OK)
		return st;
	if (region_call_has(c, REGION_NAMES))
		return error_set(e, ST_REFUSED,
		    "имён в регионе нет: кто учтён в показателе, показывает только сам город "
		    "(metodaktiv indicators --names)");
	return ask_and_deliver(c, p, scope, by_of(c), e);
}
