/* SPDX-License-Identifier: MIT
 * indicators_xlsx.c - a workbook: a sheet for each view, with charts that the spreadsheet draws.
 */
#include "base/date.h"
#include "exchange/indicators_out.h"
#include "exchange/workbook.h"

enum {
	CHART_ROWS = 40 /* so many bars still can be read */,
	COLUMN_NAMES = 40,
	COLUMN_FIGURES = 14
};

/* The order on a sheet: load, which is no per cent, stands last, so that a chart can leave it out.
 */
static enum indicator
in_column(unsigned i)
{
	return i + 1 == INDICATOR_COUNT ? INDICATOR_LOAD
					: (enum indicator)(i + (i >= INDICATOR_LOAD ? 1 : 0));
}

static void
write_figure(const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
    enum indicator which, struct fraction f)
{
	if (f.denominator == 0)
		w->x.worksheet_write_string(sheet, row, col, "—", NULL);
	else
		w->x.worksheet_write_number(sheet, row, col,
		    (double)f.numerator / (double)f.denominator,
		    which == INDICATOR_LOAD ? w->number : w->percent);
}

/* "весь город, с 01.09.2025 по 31.05.2026; педагогов: 420" */
static void
write_about(const struct workbook *w, lxw_worksheet *sheet, struct period p, struct scope scope)
{
	struct buf line = {0};
	struct view v;

	view_open(&v, w->session);
	scope_put_name(&v, scope, &line);
	view_close(&v);
	buf_puts(&line, ", с ");
	date_put_russian(&line, p.from);
	buf_puts(&line, " по ");
	date_put_russian(&line, p.to);
	w->x.worksheet_write_string(sheet, 0, 0, buf_text(&line), w->note);
	buf_free(&line);
}

static void
write_target(const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
    enum indicator which, int32_t on)
{
	int target;

	if (!indicators_target(w->session, which, on, &target))
		w->x.worksheet_write_string(sheet, row, col, "—", NULL);
	else if (which == INDICATOR_LOAD)
		w->x.worksheet_write_number(sheet, row, col, target, w->number);
	else
		w->x.worksheet_write_number(sheet, row, col, target / 100.0, w->percent);
}

static void
write_summary_row(const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row,
    enum indicator which, const struct indicators *now, const struct indicators *before)
{
	struct buf rule = {0};

	indicators_put_rule(w->session, which, &rule);
	w->x.worksheet_write_string(sheet, row, 0, indicator_info(which)->brief, w->text);
	write_figure(w, sheet, row, 1, which, now->values[which]);
	w->x.worksheet_write_number(sheet, row, 2, (double)now->values[which].numerator, w->count);
	w->x.worksheet_write_number(
	    sheet, row, 3, (double)now->values[which].denominator, w->count);
	write_figure(w, sheet, row, 4, which, before->values[which]);
	write_target(w, sheet, row, 5, which, now->period.to);
	w->x.worksheet_write_string(sheet, row, 6, indicators_clause(w->session, which), w->text);
	w->x.worksheet_write_string(sheet, row, 7, indicators_text(w->session, which), w->text);
	w->x.worksheet_write_string(sheet, row, 8, buf_text(&rule), w->text);
	buf_free(&rule);
}

/* A chart of one or more columns over the names in column 0; rows of the sheet. */
static void
add_chart(const struct workbook *w, lxw_worksheet *sheet, const char *name, uint8_t type,
    lxw_row_t first, lxw_row_t last, lxw_col_t from, lxw_col_t to, lxw_row_t at_row, lxw_col_t at)
{
	lxw_chart_options options = {.x_scale = 1.6, .y_scale = 1.6};
	lxw_chart *chart = w->x.workbook_add_chart(w->book, type);

	for (lxw_col_t col = from; col <= to; col++) {
		lxw_chart_series *series = w->x.chart_add_series(chart, NULL, NULL);

		w->x.chart_series_set_categories(series, name, first, 0, last, 0);
		w->x.chart_series_set_values(series, name, first, col, last, col);
		w->x.chart_series_set_name_range(series, name, first - 1, col);
	}
	if (type == LXW_CHART_BAR) /* a table is read from its top */
		w->x.chart_axis_set_reverse(chart->y_axis);
	if (from == to)
		w->x.chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	w->x.worksheet_insert_chart_opt(sheet, at_row, at, chart, &options);
}

static enum status
add_summary(const struct workbook *w, struct period p, struct scope scope, struct error *e)
{
	static const char name[] = "Показатели";
	static const char *const heads[] = {"Показатель", "Значение", "Число", "Всего", "Год назад",
	    "Цель", "Пункт", "Полностью", "Правило", NULL};
	const struct indicator_question questions[] = {
	    {.period = p, .scope = scope}, {.period = period_year_before(p), .scope = scope}};
	struct indicators answers[2];
	lxw_worksheet *sheet = w->x.workbook_add_worksheet(w->book, name);
	enum status st;
	struct view v;

	view_open(&v, w->session);
	st = indicators_ask(&v, questions, 2, answers, e);
	view_close(&v);
	if (st != ST_OK)
		return st;
	write_about(w, sheet, p, scope);
	workbook_heads(w, sheet, 2, heads);
	w->x.worksheet_set_column(sheet, 0, 0, 24, NULL);
	w->x.worksheet_set_column(sheet, 7, 8, 60, NULL);
	for (lxw_row_t i = 0; i < INDICATOR_COUNT; i++)
		write_summary_row(w, sheet, 3 + i, in_column(i), &answers[0], &answers[1]);
	w->x.worksheet_write_string(sheet, 12, 0, "Педагогов", w->text);
	w->x.worksheet_write_number(sheet, 12, 1, (double)answers[0].staff, w->count);
	add_chart(w, sheet, name, LXW_CHART_BAR, 3, 1 + INDICATOR_COUNT, 1, 1, 14, 0);
	return ST_OK;
}

/* A row for each answer, a column for each indicator. */
static void
write_rows(const struct workbook *w, lxw_worksheet *sheet, const struct indicators_table *t,
    enum indicators_by by)
{
	const char *heads[INDICATOR_COUNT + 3] = {by == BY_MONTH ? "По день" : "Название"};
	struct buf label = {0};
	struct view v;

	for (unsigned i = 0; i < INDICATOR_COUNT; i++)
		heads[i + 1] = indicator_info(in_column(i))->brief;
	heads[INDICATOR_COUNT + 1] = "Педагогов";
	workbook_heads(w, sheet, 2, heads);
	w->x.worksheet_set_column(
	    sheet, 0, 0, by == BY_MONTH ? COLUMN_FIGURES : COLUMN_NAMES, NULL);
	w->x.worksheet_set_column(sheet, 1, INDICATOR_COUNT + 1, COLUMN_FIGURES, NULL);
	view_open(&v, w->session);
	for (size_t n = 0; n < t->count; n++) {
		const struct indicators *a = &t->rows[n];
		lxw_row_t row = 3 + (lxw_row_t)n;

		buf_clear(&label);
		if (by == BY_MONTH)
			date_put_russian(&label, a->period.to);
		else
			scope_put_name(&v, a->scope, &label);
		w->x.worksheet_write_string(sheet, row, 0, buf_text(&label), NULL);
		for (unsigned i = 0; i < INDICATOR_COUNT; i++)
			write_figure(w, sheet, row, (lxw_col_t)(i + 1), in_column(i),
			    a->values[in_column(i)]);
		w->x.worksheet_write_number(
		    sheet, row, INDICATOR_COUNT + 1, (double)a->staff, w->count);
	}
	view_close(&v);
	buf_free(&label);
}

/* One for each indicator, two side by side, under the table. */
static void
add_bar_charts(const struct workbook *w, lxw_worksheet *sheet, const char *name, lxw_row_t last)
{
	for (int i = 0; i < INDICATOR_COUNT; i++) {
		lxw_col_t col = (lxw_col_t)(i + 1);

		add_chart(w, sheet, name, LXW_CHART_BAR, 3, last, col, col,
		    last + 2 + (lxw_row_t)(i / 2) * 26, i % 2 == 0 ? 0 : 7);
	}
}

static enum status
add_division(const struct workbook *w, struct period p, struct scope scope, enum indicators_by by,
    struct error *e)
{
	static const char *const names[] = {[BY_ASSOCIATION] = "По объединениям",
	    [BY_ORGANISATION] = "По организациям",
	    [BY_MONTH] = "По месяцам"};
	lxw_worksheet *sheet = w->x.workbook_add_worksheet(w->book, names[by]);
	struct indicators_table t;
	enum status st;
	lxw_row_t last;
	struct view v;

	view_open(&v, w->session);
	st = indicators_table(&v, p, scope, by, &t, e);
	view_close(&v);
	if (st != ST_OK)
		return st;
	write_about(w, sheet, p, scope);
	write_rows(w, sheet, &t, by);
	last = 2 + (lxw_row_t)t.count;
	if (by == BY_MONTH)
		add_chart(w, sheet, names[by], LXW_CHART_LINE, 3, last, 1, INDICATOR_COUNT - 1,
		    last + 2, 0);
	else if (t.count > 0 && t.count <= CHART_ROWS)
		add_bar_charts(w, sheet, names[by], last);
	indicators_table_free(&t);
	return ST_OK;
}

enum status
indicators_write_xlsx(struct session *s, struct period p, struct scope scope, enum indicators_by by,
    FILE *f, struct error *e)
{
	struct workbook w;
	struct error late;
	enum status st = workbook_begin(&w, s, e);

	if (st != ST_OK)
		return st;
	if (by != BY_NOTHING) {
		st = add_division(&w, p, scope, by, e);
	} else {
		st = add_summary(&w, p, scope, e);
		if (st == ST_OK)
			st = add_division(&w, p, scope, BY_MONTH, e);
		if (st == ST_OK && scope.type == SCOPE_CITY)
			st = add_division(&w, p, scope, BY_ASSOCIATION, e);
		if (st == ST_OK && scope.type == SCOPE_CITY)
			st = add_division(&w, p, scope, BY_ORGANISATION, e);
	}
	if (st == ST_OK)
		return workbook_finish(&w, f, e);
	workbook_finish(&w, f, &late);
	return st;
}

struct names_sheet {
	const struct workbook *w;
	lxw_worksheet *sheet;
	lxw_row_t row;
};

static void
write_person(void *context, const struct indicator_person *p)
{
	struct names_sheet *n = context;
	const char *const cells[] = {
	    p->code, p->surname, p->given_name, p->patronymic, p->organisation, NULL};

	for (lxw_col_t col = 0; cells[col] != NULL; col++)
		n->w->x.worksheet_write_string(n->sheet, n->row, col, cells[col], NULL);
	n->row++;
}

static void
add_names(
    const struct workbook *w, const char *name, const uint64_t *ids, size_t count, const char *what)
{
	static const char *const heads[] = {
	    "Код", "Фамилия", "Имя", "Отчество", "Организация", NULL};
	/* All functions are found before there is a book. */
	/* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage) */
	lxw_worksheet *sheet = w->x.workbook_add_worksheet(w->book, name);
	struct names_sheet n = {.w = w, .sheet = sheet, .row = 3};

	w->x.worksheet_write_string(n.sheet, 0, 0, what, w->note);
	workbook_heads(w, n.sheet, 2, heads);
	w->x.worksheet_set_column(n.sheet, 1, 3, 18, NULL);
	w->x.worksheet_set_column(n.sheet, 4, 4, COLUMN_NAMES, NULL);
	indicators_each_person(w->session, ids, count, write_person, &n);
	if (count > 0)
		w->x.worksheet_autofilter(n.sheet, 2, 0, n.row - 1, 4);
}

enum status
indicators_write_names_xlsx(struct session *s, enum indicator which,
    const struct indicator_names *names, FILE *f, struct error *e)
{
	const struct indicator_info *info = indicator_info(which);
	struct workbook w;
	enum status st;

	if (names->ncounted >= LXW_ROW_MAX - 3 || names->nmissing >= LXW_ROW_MAX - 3)
		return error_set(e, ST_REFUSED,
		    "на лист таблицы столько строк не помещается (не больше %d); возьмите --format "
		    "csv",
		    LXW_ROW_MAX - 3);
	st = workbook_begin(&w, s, e);
	if (st != ST_OK)
		return st;
	add_names(&w, "Учтены", names->counted, names->ncounted, info->counted);
	add_names(&w, "Не учтены", names->missing, names->nmissing, info->missing);
	return workbook_finish(&w, f, e);
}
