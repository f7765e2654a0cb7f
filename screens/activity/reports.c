/* SPDX-License-Identifier: MIT
 * reports.c - the reports of the corps on a period: who has brought one in, who has not, and what
 * each did by directions; every number opens the entries behind it.
 */
#include "screens/activity/reports.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "model/profile/profile.h"
#include "screens/app/undo.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"
#include "service/record/register.h"

enum { DO_SHEET = ACT_OWN, DO_ENTRIES, DO_RECEIVED, DO_ACCEPTED, DO_PAPERS, DO_OTHER, DO_CALL };

enum { WIDE = 118, SIDE = 40 };

/* What holds: sums are shown; there is a request. */
enum { IS_SUMMARY = 1 << 0, IS_ASKED = 1 << 1 };

/* --- What is read. */

static bool
owes_missing(const struct view *v, uint64_t request, uint64_t person)
{
	struct reports r;
	struct error ignored = {0};
	bool owes = false;

	if (reports_read(v, request, clock_today(), &r, &ignored) == ST_OK)
		for (size_t i = 0; i < r.count; i++)
			owes |= r.rows[i].person == person && report_is_missing(&r.rows[i]);
	reports_free(&r);
	return owes;
}

/* The request that is wished for, else the newest; of a person, the newest that lacks a report. */
static uint64_t
choose(struct screen *sc, const struct view *v, const struct report_call *calls, size_t count)
{
	struct reports_screen *s = screen_state(sc);
	uint64_t chosen = 0;

	for (size_t i = 0; i < count && chosen == 0; i++)
		if (s->sought != 0 ? owes_missing(v, calls[i].request, s->sought)
				   : calls[i].request == s->request)
			chosen = calls[i].request;
	if (chosen == 0 && s->request != 0 && !app_has_said(screen_app(sc)))
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Этот запрос отчётов тем временем удалён%s",
		    count > 0 ? "; показан последний из оставшихся." : ".");
	if (chosen == 0 && count > 0)
		chosen = calls[0].request;
	s->request = chosen;
	return chosen;
}

static enum status
read_chosen(struct screen *sc, const struct view *v, struct reports *out, struct error *e)
{
	struct report_call *calls;
	size_t count;
	enum status st = reports_calls(v, &calls, &count, e);
	uint64_t chosen = st == ST_OK ? choose(sc, v, calls, count) : 0;

	*out = (struct reports){.count = 0};
	if (chosen != 0)
		st = reports_read(v, chosen, clock_today(), out, e);
	free(calls);
	return st;
}

static bool
is_shown(enum reports_view view, const struct report_row *row)
{
	return view == REPORTS_SUMMARY ||
	    (view == REPORTS_ALL ? row->owes : report_is_missing(row));
}

static struct list_column *
add_column(struct reports_screen *s, const char *title)
{
	struct list_column *c = &s->columns[s->ncolumns++];

	*c = (struct list_column){.title = title, .width = (int)utf8_width(title), .right = true};
	return c;
}

/* A column a direction, by its number; the one looked at has an arrow. */
static void
make_columns(struct reports_screen *s, struct arena *texts)
{
	size_t n = s->reports.figures.ndirections;
	struct buf title = {0};

	s->ncolumns = 0;
	*add_column(s, "") =
	    (struct list_column){.title = "Член актива", .width = 18, .grows = true, .lead = true};
	if (s->view != REPORTS_SUMMARY)
		*add_column(s, "") = (struct list_column){.title = "Отчёт", .width = 13};
	for (size_t i = 1; i <= n && s->ncolumns < LIST_COLUMNS - 2; i++) {
		buf_clear(&title);
		buf_printf(&title, "%s%zu", s->direction == i ? "→" : "", i);
		add_column(s, arena_strdup(texts, buf_text(&title)));
	}
	add_column(s, s->direction == 0 ? "→Всего" : "Всего");
	add_column(s, "Часов")->rank = 1;
	buf_free(&title);
}

static void
take(struct reports_screen *s, const struct reports *fresh, struct list_rows *out)
{
	reports_free(&s->reports);
	s->reports = *fresh;
	for (size_t i = 0; i < fresh->count; i++) {
		if (!is_shown(s->view, &fresh->rows[i]))
			continue;
		if (s->sought != 0 && fresh->rows[i].person == s->sought)
			s->base.list.cursor = out->count;
		list_rows_add(out, &(struct report_line){.person = fresh->rows[i].person, .at = i});
	}
	if (s->view == REPORTS_SUMMARY && fresh->count > 0)
		list_rows_add(out, &(struct report_line){.person = 0, .at = fresh->count});
	s->sought = 0;
	make_columns(s, &out->texts);
}

static bool
reports_read_rows(struct screen *sc, struct list_rows *out)
{
	struct reports fresh;
	struct error e = {0};

	if (read_chosen(sc, out->view, &fresh, &e) == ST_OK) {
		take(screen_state(sc), &fresh, out);
		return true;
	}
	reports_free(&fresh);
	app_say_error(screen_app(sc), &e);
	return false;
}

/* --- What is shown of it. */

struct done {
	uint64_t entries, hours;
};

static struct done
done_by(const struct reports *r, size_t at, size_t direction)
{
	const struct member_activity *m = report_activity(r, &r->rows[at]);

	return direction == 0 ? (struct done){.entries = m->entries, .hours = m->hours}
			      : (struct done){.entries = m->directions[direction - 1].entries,
				    .hours = m->directions[direction - 1].hours};
}

/* Of a row: of one member, or of all. */
static struct done
done_of(const struct reports *r, size_t at, size_t direction)
{
	struct done sum = {.entries = 0};

	for (size_t i = 0; i < r->count; i++)
		if (i == at || at == r->count) {
			struct done one = done_by(r, i, direction);

			sum.entries += one.entries;
			sum.hours += one.hours;
		}
	return sum;
}

/* "принят 25.05" */
static void
put_fate(const struct report_row *row, struct buf *out)
{
	bool accepted = row->received != DATE_NONE && row->accepted != DATE_NONE;
	int year, month, day;

	if (row->received == DATE_NONE) {
		buf_puts(out, row->owes ? "не сдан" : "");
		return;
	}
	date_parts(accepted ? row->accepted : row->received, &year, &month, &day);
	buf_printf(out, "%s %02d.%02d", accepted ? "принят" : "получен", day, month);
}

static enum style
style_of(const struct reports *r, const struct report_row *row)
{
	return report_is_missing(row) ? r->call.due < clock_today() ? STYLE_WARNING : STYLE_PLAIN
	    : row->received != DATE_NONE && row->accepted != DATE_NONE ? STYLE_GOOD
								       : STYLE_PLAIN;
}

/* "Белов Борис Иванович, МБОУ «СОШ № 8»" */
static void
put_person(const struct view *v, uint64_t person, struct buf *out)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	if (records_get(v->txn, person, &p->base)) {
		register_put_name_of(v, &p->base, out);
		if (p->organisation != 0)
			buf_puts(out, ", ");
		register_put_name(v, KIND_ORGANISATIONS, p->organisation, out);
	}
	record_free(&p->base);
}

/* Which number is looked at, in words. */
static void
put_looked_at(const struct reports_screen *s, size_t at, struct buf *out)
{
	struct done done = done_of(&s->reports, at, s->direction);

	if (s->direction == 0)
		buf_puts(out, "По всем направлениям: ");
	else
		buf_printf(out, "%zu. %s: ", s->direction,
		    s->reports.figures.directions[s->direction - 1].text);
	buf_printf(out, "дел %llu, часов %llu", (unsigned long long)done.entries,
	    (unsigned long long)done.hours);
}

static void
put_numbers(const struct reports_screen *s, size_t at, size_t column, struct list_cells *out)
{
	for (size_t i = 1; column + 2 < s->ncolumns; i++)
		words_put_number(&out->text[column++], done_of(&s->reports, at, i).entries);
	words_put_number(&out->text[column], done_of(&s->reports, at, 0).entries);
	words_put_number(&out->text[column + 1], done_of(&s->reports, at, 0).hours);
}

static void
put_member(const struct reports_screen *s, const struct report_line *line, struct list_cells *out)
{
	const struct report_row *row = &s->reports.rows[line->at];

	out->style = style_of(&s->reports, row);
	register_put_short_name(out->view->txn, KIND_PEOPLE, row->person, &out->text[0]);
	if (s->view != REPORTS_SUMMARY)
		put_fate(row, &out->text[1]);
	put_person(out->view, row->person, &out->more);
}

static void
put_all(struct list_cells *out)
{
	out->style = STYLE_STRONG;
	buf_puts(&out->text[0], "Итого");
	buf_puts(&out->more, "Все, кто состоял в активе в этот период");
}

static void
reports_put(const void *row, struct list_cells *out)
{
	const struct reports_screen *s = screen_state(out->screen);
	const struct report_line *line = row;

	if (line->person != 0)
		put_member(s, line, out);
	else
		put_all(out);
	put_numbers(s, line->at, s->view == REPORTS_SUMMARY ? 1 : 2, out);
	buf_putc(&out->more, '\n');
	put_looked_at(s, line->at, &out->more);
}

static void
put_days(struct buf *out, int32_t from, int32_t to)
{
	date_put_russian(out, from);
	buf_puts(out, "–");
	date_put_russian(out, to);
}

static void
reports_title(const struct screen *sc, struct buf *out)
{
	const struct reports_screen *s = screen_state(sc);

	buf_puts(out, "Отчёты актива");
	if (s->reports.call.request != 0) {
		buf_puts(out, " за ");
		put_days(out, s->reports.call.from, s->reports.call.to);
	}
}

/* "Запрошены 20.05.2026, срок 10.06.2026 · получено 30 из 54, принято 12" */
static void
put_summary(const struct reports *r, struct buf *out)
{
	buf_puts(out, "Запрошены ");
	date_put_russian(out, r->call.asked);
	buf_puts(out, ", срок ");
	date_put_russian(out, r->call.due);
	buf_printf(out, " · получено %zu из %zu, принято %zu", r->received, r->owing, r->accepted);
}

static size_t
count_of(const struct reports *r, enum reports_view view)
{
	return view == REPORTS_ALL    ? r->owing
	    : view == REPORTS_MISSING ? r->owing - r->received
				      : r->count;
}

static const char *const view_words[REPORTS_VIEWS] = {
    [REPORTS_ALL] = "Отчёты", [REPORTS_MISSING] = "Не представили", [REPORTS_SUMMARY] = "Свод"};

static void
reports_draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct reports_screen *s = screen_state(sc);
	struct buf text = {0};
	int column = 1;

	if (s->reports.call.request == 0)
		return;
	put_summary(&s->reports, &text);
	ui_put(ui, row, 1, columns - 2, STYLE_FAINT, buf_text(&text));
	for (int v = 0; v < REPORTS_VIEWS; v++) {
		buf_clear(&text);
		buf_printf(
		    &text, "%s: %zu", view_words[v], count_of(&s->reports, (enum reports_view)v));
		ui_put(ui, row + 1, column, 0, v == (int)s->view ? STYLE_CURSOR : STYLE_LABEL,
		    buf_text(&text));
		column += (int)utf8_width(buf_text(&text)) + 3;
	}
	ui_put(ui, row + 1, column, 0, STYLE_FAINT, "Tab");
	buf_free(&text);
}

/* What the numbers of the columns stand for, with the sums of all. */
static void
reports_draw_side(
    const struct screen *sc, struct ui *ui, int row, int rows, int column, int columns)
{
	const struct reports_screen *s = screen_state(sc);
	const struct reports *r = &s->reports;

	ui_put(ui, row, column, columns, STYLE_HEADER, "Направления, дел всего");
	for (size_t i = 0; i < r->figures.ndirections && (int)i + 2 < rows; i++) {
		enum style style = s->direction == i + 1 ? STYLE_CURSOR : STYLE_PLAIN;
		int at = row + 1 + (int)i;

		ui_printf(ui, at, column, columns - 6, style, "%zu. %s", i + 1,
		    r->figures.directions[i].text);
		ui_printf(ui, at, column + columns - 5, 5, style, "%5llu",
		    (unsigned long long)done_of(r, r->count, i + 1).entries);
	}
}

static const char *
reports_empty(const struct screen *sc)
{
	static const char *const why[REPORTS_VIEWS] = {
	    [REPORTS_ALL] =
		"В последний день этого периода в активе никто не состоял: отчитываться "
		"некому. Ins — запросить за другой период, F7 — другой запрос.",
	    [REPORTS_MISSING] = "Отчёты представили все. Tab — свод.",
	    [REPORTS_SUMMARY] = "В этот период в активе никто не состоял. F7 — другой запрос."};
	const struct reports_screen *s = screen_state(sc);

	return s->reports.call.request != 0
	    ? why[s->view]
	    : "Отчёты ещё не запрашивали. Ins — запросить: за какой период и к какому дню; лист "
	      "каждого члена актива заполнится его делами сам.";
}

static bool
is_marked(const struct screen *sc, const void *row)
{
	const struct reports_screen *s = screen_state(sc);

	return idset_has(&s->marks, ((const struct report_line *)row)->person);
}

/* --- Where to. */

void
reports_show(struct screen *sc, uint64_t request)
{
	struct reports_screen *s = screen_state(sc);

	s->request = request;
	s->view = REPORTS_ALL;
	idset_free(&s->marks);
	list_screen_begin(sc);
}

static void
show_view(struct screen *sc, int step)
{
	struct reports_screen *s = screen_state(sc);

	s->view = (enum reports_view)(((int)s->view + REPORTS_VIEWS + step) % REPORTS_VIEWS);
	list_screen_begin(sc);
}

static void
view_on(struct screen *sc)
{
	show_view(sc, 1);
}

static void
view_back(struct screen *sc)
{
	show_view(sc, -1);
}

static void
look_at(struct screen *sc, size_t step)
{
	struct reports_screen *s = screen_state(sc);

	s->direction = (s->direction + step) % (s->reports.figures.ndirections + 1);
	app_reload(screen_app(sc));
}

static void
direction_on(struct screen *sc)
{
	look_at(sc, 1);
}

static void
direction_back(struct screen *sc)
{
	const struct reports_screen *s = screen_state(sc);

	look_at(sc, s->reports.figures.ndirections);
}

/* The entries behind the number that is looked at. */
static void
show_entries(struct screen *sc, const void *row)
{
	const struct reports_screen *s = screen_state(sc);
	const struct activity_figures *f = &s->reports.figures;
	struct browser_args args = {.spec = {.kind = KIND_ACTIVITIES}};
	uint64_t *ids;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	args.spec.nonly = activity_entries(&v, f->period, ((const struct report_line *)row)->person,
	    s->direction > 0 ? f->directions[s->direction - 1].id : NULL, &ids);
	view_close(&v);
	args.spec.only = ids;
	if (args.spec.nonly > 0)
		place_open(screen_app(sc), PLACE_BROWSER, NO_QUESTION, &args);
	else
		app_say(screen_app(sc), MESSAGE_INFO, "За этим числом дел нет: это ноль.");
	free(ids);
}

static void
mark_one(struct screen *sc, const void *row)
{
	struct reports_screen *s = screen_state(sc);

	idset_toggle(&s->marks, ((const struct report_line *)row)->person);
	list_screen_act(sc, ACT_DOWN);
}

static void
mark_all(struct screen *sc)
{
	struct reports_screen *s = screen_state(sc);

	for (size_t i = 0; i < s->reports.count; i++)
		if (is_shown(s->view, &s->reports.rows[i]))
			idset_add(&s->marks, s->reports.rows[i].person);
}

static void
mark_none(struct screen *sc)
{
	idset_free(&((struct reports_screen *)screen_state(sc))->marks);
}

/* The note, the days: the record itself, or a new one for it. */
static void
mend(struct screen *sc, const void *row)
{
	const struct reports_screen *s = screen_state(sc);
	const struct report_row *r = &s->reports.rows[((const struct report_line *)row)->at];
	struct member_report *begun;

	if (r->report != 0) {
		open_form(sc, KIND_MEMBER_REPORTS, r->report);
		return;
	}
	begun = (struct member_report *)record_new(KIND_MEMBER_REPORTS);
	begun->report = s->reports.call.request;
	begun->person = r->person;
	begun->received = clock_today();
	place_open(screen_app(sc), PLACE_ENTRY, NO_QUESTION,
	    &(struct entry_args){.kind = KIND_MEMBER_REPORTS, .initial = &begun->base});
	record_free(&begun->base);
}

static void
mend_call(struct screen *sc)
{
	const struct reports_screen *s = screen_state(sc);

	open_form(sc, KIND_REPORT_REQUESTS, s->reports.call.request);
}

static unsigned
reports_now(const struct screen *sc)
{
	const struct reports_screen *s = screen_state(sc);

	return (s->view == REPORTS_SUMMARY ? IS_SUMMARY : 0) |
	    (s->reports.call.request != 0 ? IS_ASKED : 0);
}

static enum status
reports_open(struct screen *sc, const void *args, struct error *e)
{
	const struct reports_args *a = args;
	struct reports_screen *s = screen_state(sc);

	(void)e;
	if (a == NULL)
		return ST_OK;
	s->request = a->request;
	s->sought = a->person;
	s->view = a->person != 0 ? REPORTS_MISSING : REPORTS_ALL;
	return ST_OK;
}

static void
reports_close(struct screen *sc)
{
	struct reports_screen *s = screen_state(sc);

	reports_free(&s->reports);
	idset_free(&s->marks);
}

static const struct list_column *
reports_columns(const struct screen *sc, size_t *count)
{
	const struct reports_screen *s = screen_state(sc);

	*count = s->ncolumns;
	return s->columns;
}

const struct screen_ops reports_screen = {
    .name = "reports",
    .about = "Отчёты членов актива за период: запросить, отметить полученные и принятые, свод по "
	     "направлениям. Tab — вид, ← → — направление.",
    .open = reports_open,
    .now = reports_now,
    .actions = LIST_WORK_STILL(
	ACTION(DO_SHEET, "Enter", "Лист члена актива: его дела за период по направлениям",
	    .word = "Лист", .permit = PERMIT_PRINT, .when = IS_ASKED, .unless = IS_SUMMARY,
	    .on_row = reports_show_sheet),
	ACTION(ACT_OPEN, "Enter", "Дела за числом направления, выбранного стрелками ← →",
	    .word = "Дела", .permit = PERMIT_READ, .when = IS_ASKED | IS_SUMMARY,
	    .on_row = show_entries),
	ACTION(ACT_MARK, "Space", "Отметить строку или снять отметку", .when = IS_ASKED,
	    .unless = IS_SUMMARY, .on_row = mark_one),
	ACTION(DO_RECEIVED, "F5", "Получены: отчёты отмеченных или тот, что под курсором",
	    .word = "Сдан", .permit = PERMIT_EDIT, .when = IS_ASKED, .unless = IS_SUMMARY,
	    .on_screen = reports_ask_received),
	ACTION(DO_ACCEPTED, "F6", "Приняты: отчёты отмеченных или тот, что под курсором",
	    .word = "Принят", .permit = PERMIT_EDIT, .when = IS_ASKED, .unless = IS_SUMMARY,
	    .on_screen = reports_ask_accepted),
	ACTION(DO_PAPERS, "F2", "Листы одним документом, лист под курсором, свод", .word = "Бумаги",
	    .permit = PERMIT_PRINT, .on_screen = reports_ask_papers),
	ACTION(ACT_NEW, "Ins", "Запросить отчёты: за какой период и к какому дню", .word = "Запрос",
	    .synonyms = "запрос отчёт собрать", .permit = PERMIT_EDIT,
	    .on_screen = reports_ask_call),
	ACTION(DO_OTHER, "F7", "Отчёты по другому запросу", .word = "Другие", .when = IS_ASKED,
	    .on_screen = reports_ask_other),
	ACTION(DO_CALL, "C-k", "Сам запрос: другой срок", .permit = PERMIT_EDIT, .when = IS_ASKED,
	    .on_screen = mend_call),
	ACTION(DO_ENTRIES, "F3", "Дела за числом направления, выбранного стрелками ← →",
	    .permit = PERMIT_READ, .when = IS_ASKED, .on_row = show_entries),
	ACTION(ACT_EDIT, "F4", "Исправить отметку об отчёте: дни, примечание",
	    .permit = PERMIT_EDIT, .when = IS_ASKED, .unless = IS_SUMMARY, .on_row = mend),
	ACTION(ACT_NEXT, "Tab", "Следующий вид: отчёты, не представили, свод", .when = IS_ASKED,
	    .on_screen = view_on),
	ACTION(ACT_PREVIOUS, "S-Tab", "Предыдущий вид", .when = IS_ASKED, .on_screen = view_back),
	ACTION(ACT_RIGHT, "Right", "Следующее направление", .when = IS_ASKED,
	    .on_screen = direction_on),
	ACTION(ACT_LEFT, "Left", "Предыдущее направление", .when = IS_ASKED,
	    .on_screen = direction_back),
	ACTION(ACT_MARK_ALL, "C-a", "Отметить всех, кто показан", .when = IS_ASKED,
	    .unless = IS_SUMMARY, .on_screen = mark_all),
	ACTION(ACT_MARK_NONE, "C-n", "Снять все отметки", .when = IS_ASKED, .unless = IS_SUMMARY,
	    .on_screen = mark_none),
	ACTION(ACT_UNDO, "C-z", "Отменить последнее своё действие", .permit = PERMIT_EDIT,
	    .on_screen = undo_here),
	ACTION(ACT_REDO, "C-y", "Сделать снова отменённое", .permit = PERMIT_EDIT,
	    .on_screen = redo_here)),
    LIST_SCREEN(struct reports_screen, struct report_line, .columns_of = reports_columns,
	.put_title = reports_title, .read = reports_read_rows, .put = reports_put,
	.marked = is_marked, .close = reports_close, .key_size = sizeof(uint64_t),
	.why_empty = reports_empty, .head = 2, .draw_head = reports_draw_head, .foot = 5,
	.wide = WIDE, .side = SIDE, .draw_side = reports_draw_side),
};
