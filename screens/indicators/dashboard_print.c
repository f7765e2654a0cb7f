/* SPDX-License-Identifier: MIT
 * dashboard_print.c - the indicators as a document: the eight, then the chosen one by month and by
 * part of the town.
 */
#include "screens/indicators/dashboard.h"

#include <string.h>

#include "base/date.h"
#include "document/page/page.h"
#include "screens/app/document_viewer.h"

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
	page_column(p, t, "N из M", 15, true);
	page_column(p, t, "За год", 8, true);
	page_column(p, t, "Цель", 10, true);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		page_row_heading(p, t, indicator_info(i)->brief);
		dashboard_put_figure(i, a->values[i], &text);
		put_cell(p, t, &text);
		dashboard_put_numbers(a->values[i], &text);
		put_cell(p, t, &text);
		dashboard_put_change(i, a->values[i], d->before.values[i], &text);
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
	page_column(p, t, "N из M", 15, true);
	page_column(p, t, "Разница", 10, true);
	for (enum indicator i = 0; i < INDICATOR_COUNT; i++) {
		page_row_heading(p, t, indicator_info(i)->brief);
		dashboard_put_figure(i, b->values[i], &text);
		put_cell(p, t, &text);
		dashboard_put_numbers(b->values[i], &text);
		put_cell(p, t, &text);
		dashboard_put_change(i, a->values[i], b->values[i], &text);
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
	page_column(p, t, "N из M", 15, true);
	for (size_t i = 0; i < rows->count; i++) {
		if (names != NULL)
			buf_puts(&text, names[i]);
		else
			date_put_russian(&text, rows->rows[i].period.to);
		page_row_heading(p, t, buf_text(&text));
		buf_clear(&text);
		dashboard_put_figure(which, rows->rows[i].values[which], &text);
		put_cell(p, t, &text);
		dashboard_put_numbers(rows->rows[i].values[which], &text);
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

/* As a workbook: there is no page of it. A part of the town whose name is several words is left to
 * who types. */
static void
set_command(struct page *p, const struct dashboard *d, struct session *s)
{
	struct buf day = {0}, scope = {0};
	struct view v;

	date_put_iso(&day, d->shown.period.to);
	view_open(&v, s);
	indicators_scope_put(&v, d->shown.scope, &scope);
	view_close(&v);
	if (strchr(buf_text(&scope), ' ') == NULL)
		page_set_command(p, "indicators --to %s --scope %s --format xlsx", buf_text(&day),
		    buf_text(&scope));
	buf_free(&day);
	buf_free(&scope);
}

void
dashboard_print(struct dashboard *d, struct app *app)
{
	const struct session *s = app_session(app);
	struct page page = {.title = ""};
	struct buf text = {0};

	page_begin(&page, "Показатели");
	page_heading(&page, 1, "Показатели");
	dashboard_put_side(&d->shown, &text);
	page_paragraph(&page, PAGE_CENTRE, buf_text(&text));
	add_eight(&page, d, s);
	buf_clear(&text);
	dashboard_put_roadmap(&d->shown.answer, &text);
	page_point(&page, "Дорожная карта:", buf_text(&text));
	if (dashboard_is_compared(d))
		add_compared(&page, d);
	buf_clear(&text);
	buf_printf(&text, "%s, по месяцам", indicator_info(d->which)->brief);
	add_division(&page, buf_text(&text), "На день", &d->months, NULL, d->which);
	buf_clear(&text);
	buf_printf(&text, "%s, %s", indicator_info(d->which)->brief, dashboard_by(d->by));
	add_division(&page, buf_text(&text),
	    d->by == BY_ASSOCIATION ? "Объединение" : "Организация", &d->parts, d->names, d->which);
	add_rules(&page, d, s);
	set_command(&page, d, app_session(app));
	buf_clear(&text);
	buf_puts(&text, "показатели-");
	date_put_iso(&text, d->shown.period.to);
	open_document_page(app, "Показатели", buf_text(&text), &page);
	buf_free(&text);
}
