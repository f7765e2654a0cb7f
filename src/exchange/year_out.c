/* SPDX-License-Identifier: MIT
 * year_out.c - the methodical year for programs.
 */
#include "exchange/year_out.h"

#include <stdlib.h>

#include "base/date.h"
#include "db/record/records.h"
#include "exchange/export.h"
#include "exchange/table/table.h"
#include "exchange/workbook.h"
#include "service/indicators/indicators.h"

/* --- Work lists. */

void
worklists_put_json(const struct worklist_count *counts, size_t count, struct buf *out)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < count; i++) {
		buf_printf(
		    out, "%s\n{\"id\": \"%s\", \"title\": ", i > 0 ? "," : "", counts[i].list->id);
		json_put_string(out, counts[i].list->title);
		buf_printf(out, ", \"count\": %zu}", counts[i].count);
	}
	buf_puts(out, "\n]\n");
}

void
worklists_put_csv(const struct worklist_count *counts, size_t count, struct buf *out)
{
	buf_puts(out, "id;title;count\n");
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "%s;", counts[i].list->id);
		table_put_cell(out, slice_of(counts[i].list->title));
		buf_printf(out, ";%zu\n", counts[i].count);
	}
}

void
worklist_put_json(
    const struct worklist *list, int32_t on, char *const *codes, size_t count, struct buf *out)
{
	buf_printf(out, "{\"id\": \"%s\", \"on\": \"", list->id);
	date_put_iso(out, on);
	buf_puts(out, "\", \"codes\": [");
	for (size_t i = 0; i < count; i++) {
		buf_puts(out, i > 0 ? ", " : "");
		json_put_string(out, codes[i]);
	}
	buf_puts(out, "]}\n");
}

void
worklist_put_csv(char *const *codes, size_t count, struct buf *out)
{
	buf_puts(out, "code\n");
	for (size_t i = 0; i < count; i++) {
		table_put_cell(out, slice_of(codes[i]));
		buf_putc(out, '\n');
	}
}

/* --- The year. */

/* {"семинар": 5}: words that count 0 left out. */
static void
put_words(struct buf *out, const char *name, const char *const *words, const size_t *counts)
{
	const char *between = "";

	buf_printf(out, "\"%s\": {", name);
	for (size_t i = 0; words[i] != NULL; i++) {
		if (counts[i + 1] == 0)
			continue;
		buf_puts(out, between);
		json_put_string(out, words[i]);
		buf_printf(out, ": %zu", counts[i + 1]);
		between = ", ";
	}
	buf_putc(out, '}');
}

static void
put_months(struct buf *out, const struct year_figures *f)
{
	buf_puts(out, "\"by_month\": [");
	for (size_t i = 0; i < f->nmonths; i++) {
		int y, m, d;

		date_parts(f->months[i].first, &y, &m, &d);
		buf_printf(out, "%s{\"month\": \"%04d-%02d\", \"held\": %zu}", i > 0 ? ", " : "", y,
		    m, f->months[i].held);
	}
	buf_putc(out, ']');
}

static void
put_requests(struct buf *out, const struct year_figures *f)
{
	if (!f->has_requests) {
		buf_puts(out, "\"requests\": null");
		return;
	}
	buf_printf(out,
	    "\"requests\": {\"received\": %zu, \"done\": %zu, \"in_time\": %zu, \"late\": %zu, "
	    "\"refused\": %zu, \"open\": %zu, \"overdue\": %zu}",
	    f->requests.received, f->requests.done, f->requests.in_time, f->requests.late,
	    f->requests.refused, f->requests.open, f->requests.overdue);
}

/* "from": ..., "to": ..., "scope": ... */
static void
put_head(const struct view *v, struct period p, struct scope scope, struct buf *out)
{
	struct buf text = {0};

	buf_puts(out, "\"from\": \"");
	date_put_iso(out, p.from);
	buf_puts(out, "\", \"to\": \"");
	date_put_iso(out, p.to);
	buf_puts(out, "\", \"scope\": ");
	scope_put(v, scope, &text);
	json_put_string(out, buf_text(&text));
	buf_free(&text);
}

void
year_put_json(const struct view *v, const struct year_figures *f, struct buf *out)
{
	buf_putc(out, '{');
	put_head(v, f->period, f->scope, out);
	buf_printf(out, ",\n \"events\": {\"held\": %zu, ", f->held);
	put_words(out, "by_type", field_find(KIND_EVENTS, "type")->words, f->by_type);
	buf_puts(out, ", ");
	put_words(out, "by_level", field_find(KIND_EVENTS, "level")->words, f->by_level);
	buf_puts(out, ", ");
	put_months(out, f);
	buf_printf(out, "},\n \"participations\": %llu, \"people\": %zu, \"organisations\": %zu,\n",
	    (unsigned long long)f->participations, f->people, f->organisations);
	buf_printf(out,
	    " \"contests\": {\"events\": %zu, \"entries\": %zu, \"winners\": %zu, \"prizes\": %zu, "
	    "\"laureates\": %zu},\n",
	    f->contests.events, f->contests.entries, f->contests.winners, f->contests.prizes,
	    f->contests.laureates);
	buf_printf(out,
	    " \"plan\": {\"items\": %zu, \"done\": %zu, \"late\": %zu, \"postponed\": %zu, "
	    "\"cancelled\": %zu, \"overdue\": %zu},\n ",
	    f->plan.items, f->plan.done, f->plan.late, f->plan.postponed, f->plan.cancelled,
	    f->plan.overdue);
	put_requests(out, f);
	buf_puts(out, "}\n");
}

static void
put_member(const struct view *v, const struct activity_figures *f, const struct member_activity *m,
    struct buf *out)
{
	struct buf code = {0};

	records_put_code(v->txn, KIND_PEOPLE, m->person, &code);
	buf_puts(out, "{\"person\": ");
	json_put_string(out, buf_text(&code));
	buf_printf(out,
	    ", \"entries\": %zu, \"hours\": %llu, \"without_hours\": %zu, \"directions\": [",
	    m->entries, (unsigned long long)m->hours, m->without_hours);
	for (size_t i = 0; i < f->ndirections; i++)
		buf_printf(out, "%s{\"id\": \"%s\", \"entries\": %zu, \"hours\": %llu}",
		    i > 0 ? ", " : "", f->directions[i].id, m->directions[i].entries,
		    (unsigned long long)m->directions[i].hours);
	buf_puts(out, "]}");
	buf_free(&code);
}

void
activity_put_json(const struct view *v, const struct activity_figures *f, struct buf *out)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < f->count; i++) {
		buf_puts(out, i > 0 ? ",\n" : "\n");
		put_member(v, f, &f->members[i], out);
	}
	buf_puts(out, "\n]\n");
}

/* --- The workbook. */

struct sheet {
	const struct workbook *w;
	lxw_worksheet *of;
	const char *name;
	lxw_row_t row;
};

/* What is told of which figures. */
struct telling {
	const struct year_figures *now, *before;
	struct year_number *numbers;
	size_t count;
};

static struct sheet
new_sheet(const struct workbook *w, const char *name, const char *what)
{
	const char *const heads[] = {what, "Сколько", "Год назад", NULL};
	struct sheet s = {
	    .w = w, .of = w->x.workbook_add_worksheet(w->book, name), .name = name, .row = 1};

	workbook_heads(w, s.of, 0, heads);
	w->x.worksheet_set_column(s.of, 0, 0, 44, NULL);
	return s;
}

/* Figures of one sort are a sheet; those that have a title stand together. */
static bool
stands_with(enum year_what what, enum year_what sort)
{
	bool titled = year_what_info(what)->title != NULL;

	return sort == YEAR_HELD ? titled : what == sort;
}

static void
add_figures(struct sheet *s, const struct telling *t, enum year_what sort)
{
	struct buf title = {0};

	for (size_t i = 0; i < t->count; i++) {
		struct year_number n = t->numbers[i];

		if (!stands_with(n.what, sort))
			continue;
		buf_clear(&title);
		year_number_put_title(t->now, n, &title);
		s->w->x.worksheet_write_string(s->of, s->row, 0, buf_text(&title), s->w->text);
		workbook_number(s->w, s->of, s->row, 1, (int64_t)year_number(t->now, n));
		workbook_number(s->w, s->of, s->row++, 2, (int64_t)year_number(t->before, n));
	}
	buf_free(&title);
}

/* Both years side by side over the rows of the sheet. */
static void
add_chart(const struct sheet *s)
{
	const struct workbook *w = s->w;
	lxw_chart_options options = {.x_scale = 1.6, .y_scale = 1.2};
	lxw_chart *chart;

	if (s->row == 1)
		return;
	chart = w->x.workbook_add_chart(w->book, LXW_CHART_COLUMN);
	for (lxw_col_t col = 2; col > 0; col--) {
		lxw_chart_series *series = w->x.chart_add_series(chart, NULL, NULL);

		w->x.chart_series_set_categories(series, s->name, 1, 0, s->row - 1, 0);
		w->x.chart_series_set_values(series, s->name, 1, col, s->row - 1, col);
		w->x.chart_series_set_name_range(series, s->name, 0, col);
	}
	w->x.worksheet_insert_chart_opt(s->of, s->row + 1, 0, chart, &options);
}

enum status
year_write_xlsx(struct session *session, const struct year_figures *f,
    const struct year_figures *before, FILE *out, struct error *e)
{
	static const struct {
		enum year_what sort;
		const char *name, *what;
		bool chart;
	} sheets[] = {
	    {YEAR_HELD, "Год", "Год в цифрах", false},
	    {YEAR_TYPE, "По форме", "Форма", true},
	    {YEAR_LEVEL, "По уровню", "Уровень", true},
	    {YEAR_MONTH, "По месяцам", "Месяц", true},
	};
	struct telling t = {.now = f, .before = before};
	struct workbook w;
	enum status st = workbook_begin(&w, session, e);

	if (st != ST_OK)
		return st;
	t.count = year_numbers(f, before, &t.numbers);
	for (size_t i = 0; i < sizeof(sheets) / sizeof(sheets[0]); i++) {
		struct sheet s = new_sheet(&w, sheets[i].name, sheets[i].what);

		add_figures(&s, &t, sheets[i].sort);
		if (sheets[i].chart)
			add_chart(&s);
	}
	free(t.numbers);
	return workbook_finish(&w, out, e);
}
