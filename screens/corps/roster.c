/* SPDX-License-Identifier: MIT
 * roster.c - the corps on a day: who, for which subjects, from where; who came and went; whose term
 * ends; where nobody is; the list for the site.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/corps/corps.h"
#include "screens/app/place_args.h"
#include "screens/output/document_viewer.h"
#include "screens/output/paper_of_period.h"
#include "service/corps/orders.h"

enum { WIDE = 118, VIEWS = 40 };
enum { DO_PUBLISH = ACT_OWN, DO_VIEW, DO_COMPOSE, DO_TERM, DO_SINCE, DO_REPORT, DO_REPORTS };

static int32_t
months_away(int32_t day, int months)
{
	int year, month, of_month;
	int32_t made = DATE_NONE;

	date_parts(day, &year, &month, &of_month);
	month += months;
	year += month < 1 ? -1 : month > 12 ? 1 : 0;
	month = month < 1 ? month + 12 : month > 12 ? month - 12 : month;
	while (made == DATE_NONE && of_month > 27)
		made = date_make(year, month, of_month--);
	return made != DATE_NONE ? made : date_make(year, month, of_month);
}

static enum status
roster_screen_open(struct screen *sc, const void *args, struct error *e)
{
	struct corps *c = screen_state(sc);
	const struct roster_args *a = args;

	c->on = a != NULL ? a->on : clock_today();
	c->since = months_away(c->on, -1);
	c->view = a != NULL ? a->view : CORPS_MEMBERS;
	return session_require(app_session(screen_app(sc)), PERMIT_READ, e);
}

static void
roster_screen_close(struct screen *sc)
{
	struct corps *c = screen_state(sc);

	free(c->narrowed);
}

static void
roster_title(const struct screen *sc, struct buf *out)
{
	const struct corps *c = screen_state(sc);

	buf_puts(out, "Методический актив на ");
	date_put_russian(out, c->on);
}

static const char *
area_of(const struct corps_row *row)
{
	return row->area != NULL ? row->area : "";
}

static bool
is_same_row(const void *row, const void *other)
{
	const struct corps_row *a = row, *b = other;

	return a->person == b->person && a->organisation == b->organisation &&
	    strcmp(area_of(a), area_of(b)) == 0;
}

static bool
roster_read(struct screen *sc, struct list_rows *out)
{
	struct error e = {0};
	bool read = corps_read(screen_state(sc), out->view, out, &e) == ST_OK;

	if (!read)
		app_say_error(screen_app(sc), &e);
	return read;
}

/* Drawing. */

static const struct list_column *
columns_of(const struct screen *sc, size_t *count)
{
	return corps_columns(((const struct corps *)screen_state(sc))->view, count);
}

static void
put_row(const void *row, struct list_cells *out)
{
	const struct corps_row *r = row;

	for (size_t i = 0; i < CORPS_CELLS; i++)
		buf_puts(&out->text[i], r->cells[i]);
	out->style = r->style;
}

/* "Состав: 54 · Физика" at the left, the other key numbers at the right. */
static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const struct corps *c = screen_state(sc);
	struct buf left = {0}, right = {0};
	int width;

	corps_put_view(c, c->view, &left);
	buf_printf(&left, ": %zu", c->base.rows.count);
	if (c->narrowed != NULL && c->view == CORPS_MEMBERS)
		buf_printf(&left, " из %zu · %s", c->counts[CORPS_MEMBERS], c->narrowed);
	buf_printf(&right, "%d из %d видов · Tab", (int)c->view + 1, c->views);
	width = (int)utf8_width(buf_text(&right));
	ui_put(ui, row, 1, columns - width - 4, STYLE_STRONG, buf_text(&left));
	ui_put(ui, row, columns - width - 1, width, STYLE_FAINT, buf_text(&right));
	buf_free(&left);
	buf_free(&right);
}

static void
draw_views(const struct screen *sc, struct ui *ui, int row, int rows, int column, int columns)
{
	const struct corps *c = screen_state(sc);

	ui_put(ui, row, column, columns, STYLE_HEADER, "Виды и сколько в них строк");
	for (int v = 0; v < c->views && v + 2 < rows; v++) {
		enum style style = v == (int)c->view ? STYLE_CURSOR : STYLE_PLAIN;
		struct buf text = {0};

		corps_put_view(c, (enum corps_view)v, &text);
		ui_put(ui, row + 1 + v, column, columns - 7, style, buf_text(&text));
		ui_printf(ui, row + 1 + v, column + columns - 6, 6, style, "%6zu", c->counts[v]);
		buf_free(&text);
	}
}

/* Why a view is empty. */
static const char *
why_empty(const struct screen *sc)
{
	static const char *const reasons[CORPS_VIEWS] = {
	    [CORPS_MEMBERS] = "В этот день в составе никого нет. Ctrl-O — составить приказ.",
	    [CORPS_AREAS] = "Ни у кого в составе не указана предметная область.",
	    [CORPS_PLACES] = "В этот день в методическом активе никто не состоит.",
	    [CORPS_JOINED] = "За это время никто не пришёл. F4 — считать с другого дня.",
	    [CORPS_LEFT] = "За это время никто не ушёл. F4 — считать с другого дня.",
	    [CORPS_ENDING] = "До конца учебного года ни у кого срок не кончается.",
	    [CORPS_EMPTY_AREAS] = "По каждому предмету города есть член актива.",
	    [CORPS_EMPTY_PLACES] = "В каждой организации есть член актива.",
	    [CORPS_PUBLIC] = "На размещение не согласился никто. Почему — следующий вид (Tab).",
	    [CORPS_LEFT_OUT] = "Все, кто в составе, согласились на размещение на сайте.",
	};

	return reasons[((const struct corps *)screen_state(sc))->view];
}

/* What can be done. */

static void
drop_narrowing(struct corps *c)
{
	free(c->narrowed);
	c->narrowed = NULL;
	c->area = NULL;
	c->organisation = 0;
}

static void
show(struct screen *sc, enum corps_view view)
{
	struct corps *c = screen_state(sc);

	c->view = view;
	list_screen_begin(sc);
}

static void
narrow(struct screen *sc, const struct corps_row *row)
{
	struct corps *c = screen_state(sc);
	uint64_t organisation = row->organisation;
	char *words = xstrdup(row->cells[0]);
	bool area = row->area != NULL;

	drop_narrowing(c);
	c->narrowed = words;
	c->area = area ? words : NULL;
	c->organisation = organisation;
	show(sc, CORPS_MEMBERS);
}

/* People of a place or of a subject without a member: whom to ask. */
static void
open_people(struct screen *sc, const struct corps_row *row)
{
	struct listing_spec spec = {.kind = KIND_PEOPLE, .nfilters = 1};

	if (row->organisation != 0)
		spec.filters[0] = (struct filter){.field = field_find(KIND_PEOPLE, "organisation"),
		    .test = FILTER_EQUAL,
		    .value = (int64_t)row->organisation};
	else
		spec.filters[0] = (struct filter){.field = field_find(KIND_PEOPLE, "subjects"),
		    .test = FILTER_EQUAL,
		    .text = row->area};
	place_open(
	    screen_app(sc), PLACE_BROWSER, NO_QUESTION, &(struct browser_args){.spec = spec});
}

static void
open_row(struct screen *sc, const void *here)
{
	struct corps *c = screen_state(sc);
	const struct corps_row *row = here;

	if (c->view == CORPS_AREAS || c->view == CORPS_PLACES)
		narrow(sc, row);
	else if (c->view == CORPS_EMPTY_AREAS || c->view == CORPS_EMPTY_PLACES)
		open_people(sc, row);
	else
		open_card(sc, KIND_PEOPLE, row->person);
}

/* What a member has done. */
static void
ask_report(struct screen *sc)
{
	const struct corps_row *row = list_screen_here(sc);

	if (row == NULL || row->person == 0)
		app_say(screen_app(sc), MESSAGE_INFO, "Отчёт — о человеке: станьте на его строку.");
	else
		ask_paper_of_period(sc,
		    (struct paper_of_period){.id = "member-report",
			.title = "Отчёт члена актива",
			.name = "отчёт-члена-актива",
			.record = row->person});
}

static void
open_reports(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_REPORTS, NO_QUESTION, NULL);
}

static void
show_text(struct screen *sc)
{
	const struct corps *c = screen_state(sc);
	bool publicly = c->view == CORPS_PUBLIC;

	open_paper_of_day(screen_app(sc), "roster",
	    &(struct paper_call){.on = c->on, .publicly = publicly},
	    publicly ? "Список для сайта" : "Состав методического актива",
	    publicly ? "список" : "состав");
}

static void
show_justification(struct screen *sc)
{
	const struct corps *c = screen_state(sc);

	open_paper_of_day(screen_app(sc), "justification", &(struct paper_call){.on = c->on},
	    "Сколько членов актива нужно", "обоснование");
}

static void
clear(struct screen *sc)
{
	struct corps *c = screen_state(sc);
	bool by_area;

	if (c->narrowed == NULL) {
		app_pop(screen_app(sc), NULL);
		return;
	}
	by_area = c->area != NULL;
	drop_narrowing(c);
	show(sc, by_area ? CORPS_AREAS : CORPS_PLACES);
}

static void
set_day(struct screen *sc, int32_t on)
{
	struct corps *c = screen_state(sc);

	c->on = on;
	if (c->since >= on)
		c->since = months_away(on, -1);
	app_reload(screen_app(sc));
}

static void
take_view(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 0)
		return;
	assert(answer->code <= CORPS_VIEWS);
	drop_narrowing(screen_state(sc));
	show(sc, (enum corps_view)(answer->code - 1)); /* a line for each view, in their order */
}

static void
ask_view(struct screen *sc)
{
	const struct corps *c = screen_state(sc);
	char *lines[CORPS_VIEWS];
	const char *pointers[CORPS_VIEWS];

	for (int v = 0; v < c->views; v++) {
		struct buf line = {0};

		buf_printf(&line, "%5zu  ", c->counts[v]);
		corps_put_view(c, (enum corps_view)v, &line);
		pointers[v] = lines[v] = buf_detach(&line);
	}
	ask_choice(screen_app(sc), THEN(take_view), "Что показать", pointers, (size_t)c->views,
	    (size_t)c->view + 1);
	for (int v = 0; v < c->views; v++)
		free(lines[v]);
}

static void
take_on(struct screen *sc, const void *about, const struct answer *answer)
{
	int32_t day;

	(void)about;
	if (ask_read_day(answer, &day))
		set_day(sc, day);
}

static void
take_since(struct screen *sc, const void *about, const struct answer *answer)
{
	struct corps *c = screen_state(sc);
	int32_t day;

	(void)about;
	if (!ask_read_day(answer, &day))
		return;
	if (day >= c->on)
		app_say(screen_app(sc), MESSAGE_ERROR,
		    "День, с которого считать, должен быть раньше даты состава.");
	else
		c->since = day;
}

static void
roster_act(struct screen *sc, int act)
{
	struct corps *c = screen_state(sc);
	int step = act == ACT_NEXT ? 1 : c->views - 1;

	switch (act) {
	case DO_VIEW:
		ask_view(sc);
		break;
	case ACT_AS_OF:
		ask_day(
		    screen_app(sc), THEN(take_on), "Методический актив", "Состав на день:", c->on);
		break;
	case DO_SINCE:
		ask_day(screen_app(sc), THEN(take_since), "Методический актив",
		    "Кто пришёл и ушёл, считая с дня:", c->since);
		break;
	case ACT_LEFT:
	case ACT_RIGHT:
		set_day(sc, months_away(c->on, act == ACT_LEFT ? -1 : 1));
		c->since = months_away(c->on, -1);
		break;
	case ACT_NEXT:
	case ACT_PREVIOUS:
		drop_narrowing(c);
		show(sc, (enum corps_view)(((int)c->view + step) % c->views));
		break;
	case DO_PUBLISH:
		place_open(screen_app(sc), PLACE_PUBLICATION, NO_QUESTION,
		    &(struct publication_args){.on = c->on});
		break;
	case ACT_TEXT:
		show_text(sc);
		break;
	case DO_TERM:
		show_justification(sc);
		break;
	case DO_COMPOSE:
		place_open(screen_app(sc), PLACE_PURPOSES, NO_QUESTION, NULL);
		break;
	default:
		clear(sc);
		break;
	}
}

const struct screen_ops roster_screen = {
    .name = "roster",
    .about = "Методический актив на дату: состав, по предметам и организациям, кто пришёл и ушёл, "
	     "пробелы, список для сайта. ← → — на месяц назад и вперёд.",
    .open = roster_screen_open,
    .actions = LIST_WORK_STILL(
	ACTION(ACT_OPEN, "Enter", "Открыть карточку человека или список за числом",
	    .word = "Открыть", .permit = PERMIT_READ, .on_row = open_row),
	ACTION(DO_PUBLISH, "F2", "Список для сайта: опубликовать, кто не войдёт, напоминания",
	    .word = "Публикация", .permit = PERMIT_EDIT),
	ACTION(DO_VIEW, "F7 /", "Выбрать вид: состав, по предметам, пришли, ушли, пробелы",
	    .word = "Вид"),
	ACTION(ACT_AS_OF, "F6 d", "Состав на другую дату", .word = "Дата"),
	ACTION(DO_SINCE, "F4", "С какого дня считать, кто пришёл и ушёл", .word = "С даты"),
	ACTION(ACT_TEXT, "F3", "Показать состав документом и записать в файл", .word = "Текст",
	    .permit = PERMIT_READ),
	ACTION(DO_COMPOSE, "C-o", "Составить приказ", .word = "Приказ", .permit = PERMIT_EDIT),
	ACTION(DO_TERM, "C-k", "Сколько членов актива нужно: обоснование по плану и запросам",
	    .permit = PERMIT_READ),
	ACTION(DO_REPORTS, "F5", "Отчёты членов актива: запросить, отметить полученные, свод",
	    .word = "Отчёты", .permit = PERMIT_READ, .on_screen = open_reports),
	ACTION(DO_REPORT, "C-r", "Отчёт члена актива за учебный год или другой период",
	    .permit = PERMIT_PRINT, .on_screen = ask_report),
	ACTION(ACT_LEFT, "Left", "На месяц назад"), ACTION(ACT_RIGHT, "Right", "На месяц вперёд"),
	ACTION(ACT_NEXT, "Tab", "К следующему виду"),
	ACTION(ACT_PREVIOUS, "S-Tab", "К предыдущему виду"),
	ACTION(ACT_FILTER_CLEAR, "Esc -", "Снять отбор; если снимать нечего — назад")),
    LIST_SCREEN(struct corps, struct corps_row, .columns_of = columns_of, .put_title = roster_title,
	.read = roster_read, .put = put_row, .same = is_same_row, .why_empty = why_empty,
	.close = roster_screen_close, .head = 1, .draw_head = draw_head, .foot = 1, .wide = WIDE,
	.side = VIEWS + 2, .draw_side = draw_views, .act = roster_act),
};
