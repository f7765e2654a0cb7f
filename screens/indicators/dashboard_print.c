/* SPDX-License-Identifier: MIT
 * dashboard_print.c - the indicators as a document: the eight, then the chosen one by month and by
 * part of the town.
 */
#include "screens/indicators/dashboard.h"

#include <string.h>

#include "base/date.h"
#include "document/page/page.h"
#include "exchange/indicators_out.h"
#include "screens/app/output.h"

static void
put_cell(struct page *p, struct page_table *t, struct buf *text)
{
	page_cell(p, t, buf_text(text));
	buf_clear(text);
}

static void
add_eight(struct page *p, const struct dashboard *d, const struct session *s)
{
	const struct indicators *a = &d->shown.answer;
	struct page_table *t = page_table(p, "");
	struct buf text = {0};

	page_column(p, t, "Показатель", 20, false);
	page_column(p, t, "Доля", 9, true);
	page_column(p, t, "Число / всего", 15, true);
	page_column(p, t, "Изм. за год", 11, true);
	page_column(p, t, "Цель", 10, true);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		page_row_heading(p, t, indicator_info(i)->brief);
		figure_put(i, a->values[i], &text);
		put_cell(p, t, &text);
		figure_put_numbers(i, a->values[i], &text);
		put_cell(p, t, &text);
		figure_put_change(i, a->values[i], d->before.values[i], &text);
		put_cell(p, t, &text);
		dashboard_put_target(s, i, a, &text);
		put_cell(p, t, &text);
	}
	buf_free(&text);
}

static void
add_compared(struct page *p, const struct dashboard *d)
{
	const struct indicators *a = &d->shown.answer, *b = &d->other.answer;
	struct page_table *t;
	struct buf text = {0};

	buf_puts(&text, "Рядом: ");
	dashboard_put_side(&d->other, &text);
	t = page_table(p, buf_text(&text));
	buf_clear(&text);
	page_column(p, t, "Показатель", 20, false);
	page_column(p, t, "Доля", 9, true);
	page_column(p, t, "Число / всего", 15, true);
	page_column(p, t, "Разница", 10, true);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		page_row_heading(p, t, indicator_info(i)->brief);
		figure_put(i, b->values[i], &text);
		put_cell(p, t, &text);
		figure_put_numbers(i, b->values[i], &text);
		put_cell(p, t, &text);
		figure_put_change(i, a->values[i], b->values[i], &text);
		put_cell(p, t, &text);
	}
	buf_free(&text);
}

/* One indicator divided: rows are months (names NULL) or parts of the town. */
static void
add_division(struct page *p, const char *caption, const char *heading,
    const struct indicators_table *rows, char *const *names, enum indicator which)
{
	struct page_table *t = page_table(p, caption);
	struct buf text = {0};

	page_column(p, t, heading, 36, false);
	page_column(p, t, "Доля", 9, true);
	page_column(p, t, "Число / всего", 15, true);
	for (size_t i = 0; i < rows->count; i++) {
		if (names != NULL)
			buf_puts(&text, names[i]);
		else
			date_put_russian(&text, rows->rows[i].period.to);
		page_row_heading(p, t, buf_text(&text));
		buf_clear(&text);
		figure_put(which, rows->rows[i].values[which], &text);
		put_cell(p, t, &text);
		figure_put_numbers(which, rows->rows[i].values[which], &text);
		put_cell(p, t, &text);
	}
	buf_free(&text);
}

static void
add_rules(struct page *p, const struct dashboard *d, const struct session *s)
{
	struct buf text = {0};

	page_subheading(p, "Как посчитано");
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		char number[8] = {(char)('1' + (int)i), '.', '\0'};

		buf_printf(&text, "%s: ", indicator_info(i)->brief);
		indicators_put_rule(s, i, &text);
		buf_puts(&text, "; ");
		dashboard_put_notes(s, i, &d->shown, &text);
		page_point(p, number, buf_text(&text));
		buf_clear(&text);
	}
	buf_free(&text);
}

static void
add_sheet(struct page *p, const struct dashboard *d, const struct session *s)
{
	struct buf text = {0};

	page_begin(p, "Показатели");
	page_heading(p, 1, "Показатели");
	dashboard_put_side(&d->shown, &text);
	page_paragraph(p, PAGE_CENTRE, buf_text(&text));
	add_eight(p, d, s);
	buf_clear(&text);
	dashboard_put_roadmap(&d->shown.answer, &text);
	page_point(p, "Дорожная карта:", buf_text(&text));
	if (dashboard_is_compared(d))
		add_compared(p, d);
	buf_clear(&text);
	buf_printf(&text, "%s, по месяцам", indicator_info(d->which)->brief);
	add_division(p, buf_text(&text), "На день", &d->months, NULL, d->which);
	buf_clear(&text);
	buf_printf(&text, "%s, %s", indicator_info(d->which)->brief, dashboard_by(d->by));
	add_division(p, buf_text(&text), d->by == BY_ASSOCIATION ? "Объединение" : "Организация",
	    &d->parts, d->names, d->which);
	if (d->by == BY_ORGANISATION)
		page_paragraph(p, PAGE_LEFT, indicators_part_note(SCOPE_ORGANISATION));
	add_rules(p, d, s);
	buf_free(&text);
}

/* The eight as a table: for the clipboard and for CSV. */
static void
add_grid(struct grid *g, const struct dashboard *d, const struct session *s)
{
	static const struct grid_column columns[] = {{.label = "Показатель"},
	    {.label = "Доля", .number = true}, {.label = "Число", .number = true},
	    {.label = "Всего", .number = true}, {.label = "Изм. за год"}, {.label = "Цель"}};
	const struct indicators *a = &d->shown.answer;
	struct buf cells[sizeof(columns) / sizeof(columns[0])] = {{0}};

	for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]); c++)
		grid_column(g, columns[c]);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		buf_puts(&cells[0], indicator_info(i)->brief);
		figure_put(i, a->values[i], &cells[1]);
		buf_printf(&cells[2], "%llu", (unsigned long long)a->values[i].numerator);
		buf_printf(&cells[3], "%llu", (unsigned long long)a->values[i].denominator);
		figure_put_change(i, a->values[i], d->before.values[i], &cells[4]);
		dashboard_put_target(s, i, a, &cells[5]);
		for (size_t c = 0; c < g->ncolumns; c++) {
			grid_cell(g, buf_text(&cells[c]));
			buf_clear(&cells[c]);
		}
	}
	for (size_t c = 0; c < g->ncolumns; c++)
		buf_free(&cells[c]);
}

/* The workbook has all of them, by months and by parts of the town, with charts. */
static enum status
write_xlsx(struct session *s, const struct output *out, FILE *f, struct error *e)
{
	const struct indicator_question *q = out->about;

	return indicators_write_xlsx(s, q->period, q->scope, BY_NOTHING, f, e);
}

enum status
dashboard_put_out(const struct dashboard *d, struct session *s, struct output *out, struct error *e)
{
	struct indicator_question *about = arena_alloc(&out->grid.texts, sizeof(*about));
	struct buf title = {0};

	(void)e;
	buf_puts(&title, "Показатели ");
	date_put_iso(&title, d->shown.period.to);
	output_set_title(out, buf_text(&title));
	add_sheet(&out->page, d, s);
	add_grid(&out->grid, d, s);
	*about = (struct indicator_question){.period = d->shown.period, .scope = d->shown.scope};
	out->about = about;
	out->write_xlsx = write_xlsx;
	dashboard_put_command(s, d->shown.period, d->shown.scope, &out->command);
	buf_free(&title);
	return ST_OK;
}

void
dashboard_put_command(struct session *s, struct period period, struct scope scope, struct buf *out)
{
	struct buf part = {0};
	struct view v;

	view_open(&v, s);
	scope_put(&v, scope, &part);
	view_close(&v);
	if (strchr(buf_text(&part), ' ') == NULL) {
		buf_puts(out, "indicators --to ");
		date_put_iso(out, period.to);
		buf_printf(out, " --scope %s", buf_text(&part));
	}
	buf_free(&part);
}
