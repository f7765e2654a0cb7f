/* SPDX-License-Identifier: MIT
 * preparation.c - preparing a meeting of the council: when, who, and what in which order.
 */
#include "screens/council/preparation.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/output.h"
#include "screens/app/place_args.h"
#include "screens/app/shown.h"
#include "screens/widget/text.h"

enum { LABEL = 16, WIDE = 110, SEATS_WIDTH = 46 };

enum { DO_BEFORE = ACT_OWN, DO_BEGIN, DO_SPEAKER };

/* What holds now: of the plan, and of the line under the cursor. */
enum {
	IS_CHANGED = 1,
	HAS_AGENDA = 2, /* something stands on it */
	HAS_PAPERS = 4, /* an application among it */
	ON_ITEM = 8,
	ON_TOPIC = 16
};

static const struct action preparation_actions[] = {
    ACTION(ACT_SAVE, "F2", "Записать заседание; номер даётся при первой записи", .word = "Записать",
	.permit = PERMIT_COUNCIL, .when = IS_CHANGED | HAS_AGENDA),
    ACTION(DO_BEGIN, "F8", "Начать заседание: отметить присутствующих", .word = "Начать",
	.permit = PERMIT_COUNCIL, .when = HAS_AGENDA),
    ACTION(ACT_EDIT, "F4 Enter",
	"Изменить строку под курсором; заявление — внести или убрать, вопрос — назвать иначе",
	.word = "Изменить", .permit = PERMIT_COUNCIL),
    ACTION(ACT_NEW, "Ins", "Внести в повестку вопрос, который не заявление", .word = "Вопрос",
	.permit = PERMIT_COUNCIL),
    ACTION(DO_BEFORE, "F6 - <", "Передвинуть пункт в повестке выше", .word = "Выше",
	.permit = PERMIT_COUNCIL, .when = ON_ITEM),
    ACTION(ACT_NEXT, "F7 + >", "Передвинуть пункт в повестке ниже", .word = "Ниже",
	.permit = PERMIT_COUNCIL, .when = ON_ITEM),
    ACTION(ACT_TEXT, "F3", "Все заявления повестки одним текстом, на вечер перед заседанием",
	.word = "Материалы", .permit = PERMIT_READ, .when = HAS_PAPERS),
    ACTION(DO_SPEAKER, "F5", "Кто докладывает по пункту под курсором", .word = "Докладчик",
	.permit = PERMIT_COUNCIL, .when = ON_ITEM),
    ACTION(ACT_MARK, "Space", "Внести пункт в повестку или убрать из неё", .word = "В повестку",
	.permit = PERMIT_COUNCIL, .when = ON_ITEM),
    ACTION(ACT_REMOVE, "Del", "Убрать вопрос из списка совсем", .permit = PERMIT_COUNCIL,
	.when = ON_TOPIC),
    ACTION(ACT_MARK_ALL, "C-a", "Внести в повестку все заявления", .permit = PERMIT_COUNCIL),
    ACTION(ACT_OPEN, "Tab", "Открыть карточку заявления, список членов совета",
	.permit = PERMIT_READ, .unless = ON_TOPIC),
    OUTPUT_ACTION("C-t", NULL),
    LIST_ACTIONS,
    {.act = ACT_NONE},
};

static const char *const labels[LINE_COUNT] = {
    [LINE_DATE] = "Дата",
    [LINE_CHAIR] = "Председатель",
    [LINE_SECRETARY] = "Секретарь",
    [LINE_SEATS] = "Мест в совете",
    [LINE_MEMBERS] = "Членов совета",
};

static unsigned
preparation_now(const struct screen *sc)
{
	const struct preparation *p = screen_state(sc);
	unsigned now = p->changed ? IS_CHANGED : 0;

	for (size_t i = 0; i < p->nitems; i++)
		if (p->items[i].taken)
			now |= p->items[i].entry.application != 0 ? HAS_AGENDA | HAS_PAPERS
								  : HAS_AGENDA;
	if (p->line == LINE_COUNT && p->list.cursor < p->nitems)
		now |=
		    p->items[p->list.cursor].entry.application != 0 ? ON_ITEM : ON_ITEM | ON_TOPIC;
	return now;
}

static enum status
preparation_open(struct screen *sc, const void *args, struct error *e)
{
	const struct meeting_args *a = args;
	struct preparation *p = screen_state(sc);
	uint64_t meeting = a != NULL ? a->meeting : 0;
	enum status st;
	struct view v;

	view_open(&v, app_session(screen_app(sc)));
	st = preparation_begin(p, &v, meeting, e);
	view_close(&v);
	p->drafting =
	    (struct drafting){.ops = &preparation_drafting, .app = screen_app(sc), .work = p};
	if (st == ST_OK)
		drafting_open(&p->drafting,
		    (struct draft_name){.kind = KIND_MEETINGS, .id = meeting, .work = WORK_PLAN});
	drafting_choose(&p->drafting, a != NULL ? a->draft : NULL);
	return st;
}

static void
preparation_close(struct screen *sc)
{
	struct preparation *p = screen_state(sc);

	drafting_close(&p->drafting);
	preparation_free(p);
}

static void
preparation_title(const struct screen *sc, struct buf *out)
{
	const struct preparation *p = screen_state(sc);

	if (p->number[0] != '\0')
		buf_printf(out, "Заседание № %s › подготовка", p->number);
	else
		buf_puts(out, "Новое заседание");
	if (p->changed)
		buf_puts(out, " · не записано");
}

static int
list_rows(int rows)
{
	return rows - LINE_COUNT - 3; /* the rule, what the agenda is, the heading */
}

static void
preparation_load(struct screen *sc)
{
	struct preparation *p = screen_state(sc);
	struct app *app = screen_app(sc);
	struct topic_asked here;
	int rows, columns;
	struct view v;

	(void)drafting_load(&p->drafting);
	here = preparation_item_here(p);
	view_open(&v, app_session(app));
	if (!p->changed && p->plan.meeting != 0) {
		struct error e = {0};

		if (preparation_begin(p, &v, p->plan.meeting, &e) != ST_OK)
			app_say_error(app, &e);
	} else {
		preparation_refresh(p, &v);
	}
	view_close(&v);
	app_size(app, &rows, &columns);
	preparation_stay_at(p, &here);
	list_set(&p->list, p->nitems, list_rows(rows));
}

/* Drawing. */

enum item_column { ITEM_NUMBER, ITEM_NAME, ITEM_PLACE, ITEM_AREA, ITEM_WAY, ITEM_COLUMNS };

static const struct list_column item_columns[] = {
    [ITEM_NUMBER] = {.title = "№", .width = 3, .rank = 0, .right = true, .lead = true},
    [ITEM_NAME] =
	{.title = "Кандидат или вопрос", .width = 28, .rank = 0, .grows = true, .lead = true},
    [ITEM_PLACE] = {.title = "Учреждение", .width = 18, .rank = 2, .grows = true},
    [ITEM_AREA] = {.title = "Предметная область", .width = 16, .rank = 3, .grows = true},
    [ITEM_WAY] = {.title = "Что с ним", .width = 18, .rank = 1},
};

static void
item_cell(const void *context, size_t row, size_t column, struct buf *out)
{
	const struct preparation *p = context;
	const struct planned *item = &p->items[row];
	const char *cells[] = {"", item->name, item->workplace, item->subject_area, item->way};
	size_t number = 0;

	if (column != ITEM_NUMBER) {
		buf_puts(out, cells[column]);
		if (column == ITEM_PLACE && item->entry.speaker[0] != '\0')
			buf_printf(out, "%sдокл. %s", item->workplace[0] != '\0' ? " · " : "",
			    item->entry.speaker);
		return;
	}
	for (size_t i = 0; i <= row; i++)
		number += p->items[i].taken;
	if (item->taken)
		buf_printf(out, "%zu", number);
	else
		buf_puts(out, "—");
}

static enum status
preparation_output(struct screen *sc, struct output *out, struct error *e)
{
	const struct preparation *p = screen_state(sc);
	struct buf text = {0};

	(void)e;
	buf_printf(
	    &text, "Повестка заседания%s%s на ", p->number[0] != '\0' ? " № " : "", p->number);
	date_put_russian(&text, p->plan.date);
	output_set_title(out, buf_text(&text));
	output_set_columns(out, item_columns, ITEM_COLUMNS);
	for (size_t i = 0; i < p->nitems; i++)
		for (size_t c = 0; c < ITEM_COLUMNS; c++) {
			buf_clear(&text);
			item_cell(p, i, c, &text);
			output_cell(out, buf_text(&text));
		}
	buf_free(&text);
	return ST_OK;
}

static enum style
item_style(const void *context, size_t row)
{
	const struct preparation *p = context;

	return p->items[row].taken ? STYLE_PLAIN : STYLE_FAINT;
}

static void
draw_lines(const struct preparation *p, struct ui *ui, int row, int columns)
{
	for (int i = 0; i < LINE_COUNT; i++) {
		bool here = p->line == (size_t)i, empty = p->values[i][0] == '\0';

		ui_put(ui, row + i, 1, LABEL, here ? STYLE_CURSOR : STYLE_LABEL, labels[i]);
		ui_put(ui, row + i, LABEL + 2, columns - LABEL - 3,
		    empty ? STYLE_WARNING : STYLE_PLAIN, empty ? "не назначен" : p->values[i]);
		if (here)
			ui_cursor(ui, row + i, 1);
	}
}

static void
draw_seats(const struct preparation *p, struct ui *ui, int row, int rows, int column, int columns)
{
	ui_put(ui, row, column, columns, STYLE_HEADER, "Члены совета");
	if (p->nseats == 0)
		text_draw(ui, row + 1, column, rows - 1, columns, STYLE_WARNING,
		    "В этот день в совете никого нет. Внесите членов совета: строка «Членов "
		    "совета», "
		    "Enter.");
	for (size_t i = 0; i < p->nseats && (int)(2 * i) + 2 < rows; i++) {
		const struct seat *m = &p->seats[i];

		ui_put(ui, row + 1 + (int)(2 * i), column, columns, STYLE_PLAIN, m->name);
		ui_printf(ui, row + 2 + (int)(2 * i), column + 2, columns - 2, STYLE_FAINT,
		    "%s · %s", m->duty, m->workplace);
	}
}

static void
draw_agenda(const struct preparation *p, struct ui *ui, int row, int rows, int columns)
{
	const struct list_view view = {.columns = item_columns,
	    .ncolumns = ITEM_COLUMNS,
	    .context = p,
	    .cell = item_cell,
	    .style = item_style,
	    .sorted = ITEM_COLUMNS,
	    .headings = true,
	    .focused = p->line == LINE_COUNT};

	ui_rule(ui, row, 0, columns);
	ui_printf(ui, row, 2, 0, STYLE_HEADER, " Повестка: %zu из %zu возможных пунктов ",
	    preparation_taken(p), p->nitems);
	if (p->nitems == 0)
		text_draw(ui, row + 2, 4, rows - 3, columns - 8, STYLE_PLAIN,
		    "Готовых и отложенных заявлений нет. Заявление готово, когда в нём есть все "
		    "сведения и учреждение его согласовало.\n\nIns — внести вопрос, который не "
		    "заявление.");
	else
		list_draw(&p->list, ui, row + 1, 0, rows - 1, columns, &view);
}

static void
preparation_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct preparation *p = screen_state(sc);
	int width = columns >= WIDE ? columns - SEATS_WIDTH - 2 : columns;

	draw_agenda(p, ui, row + LINE_COUNT + 1, rows - LINE_COUNT - 1, width);
	draw_lines(p, ui, row, width);
	if (columns >= WIDE) {
		ui_vertical(ui, row, width, rows);
		draw_seats(p, ui, row, rows, width + 2, SEATS_WIDTH - 1);
	}
}

/* Changing. */

static void
take_date(struct screen *sc, const void *about, const struct answer *answer)
{
	struct preparation *p = screen_state(sc);
	int32_t day;

	(void)about;
	if (!ask_read_day(answer, &day))
		return;
	p->plan.date = day;
	preparation_changed(p);
}

/* A number of seats; NUMBER_NONE for nothing typed. false: it is none. */
static bool
read_seats(struct slice text, int64_t *seats)
{
	const char *digits = text.data;
	int64_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (digits[i] < '0' || digits[i] > '9' || n > 1000)
			return false;
		n = n * 10 + (digits[i] - '0');
	}
	*seats = text.len > 0 ? n : NUMBER_NONE;
	return true;
}

static void
take_seats(struct screen *sc, const void *about, const struct answer *answer)
{
	struct preparation *p = screen_state(sc);
	int64_t seats;

	(void)about;
	if (answer->code == 0)
		return;
	if (!read_seats(utf8_trim(slice_of(answer->text)), &seats)) {
		app_say(screen_app(sc), MESSAGE_ERROR,
		    "«%s» — не число мест. Нужно целое число, например 7.", answer->text);
		return;
	}
	p->plan.seats = seats;
	preparation_changed(p);
}

/* Who leads or keeps the minutes: whoever was chosen by name, and nobody else. */
static void
appoint(struct screen *sc, enum preparation_line line, uint64_t id)
{
	struct preparation *p = screen_state(sc);
	struct shown person;
	struct view v;
	bool there;

	view_open(&v, app_session(screen_app(sc)));
	there = shown_take(&person, &v, KIND_PEOPLE, id);
	view_close(&v);
	if (!there) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Этого человека тем временем удалили из реестра. Выберите другого.");
		return;
	}
	if (line == LINE_CHAIR)
		p->plan.chair = id;
	else
		p->plan.secretary = id;
	preparation_changed(p);
	app_say(screen_app(sc), MESSAGE_INFO, "%s: %s. F2 — записать.", labels[line], person.name);
}

static void
take_person(struct screen *sc, const void *about, const struct answer *answer)
{
	const enum preparation_line *line = about;

	assert(line != NULL);
	if (answer->code != 0)
		appoint(sc, *line, answer->id);
}

static void
take_member(struct screen *sc, const void *about, const struct answer *answer)
{
	const enum preparation_line *line = about;

	assert(line != NULL);
	if (answer->code == 0)
		return;
	if (answer->id != 0)
		appoint(sc, *line, answer->id);
	else
		place_open(screen_app(sc), PLACE_PICKER, ABOUT(take_person, line),
		    &(struct picker_args){.kind = KIND_PEOPLE});
}

static void
ask_member(struct screen *sc, enum preparation_line line)
{
	const struct preparation *p = screen_state(sc);
	char **lines = xcalloc(p->nseats + 1, sizeof(*lines));
	const char **pointers = xcalloc(p->nseats + 1, sizeof(*pointers));
	uint64_t *ids = xcalloc(p->nseats + 1, sizeof(*ids)); /* 0: somebody else */
	uint64_t now = line == LINE_CHAIR ? p->plan.chair : p->plan.secretary;
	size_t current = 1;

	for (size_t i = 0; i < p->nseats; i++) {
		struct buf text = {0};

		buf_printf(&text, "%s · %s", p->seats[i].name, p->seats[i].duty);
		pointers[i] = lines[i] = buf_detach(&text);
		ids[i] = p->seats[i].person;
		if (ids[i] == now)
			current = i + 1;
	}
	pointers[p->nseats] = "Другой человек из реестра…";
	ask_record(screen_app(sc), ABOUT(take_member, &line),
	    line == LINE_CHAIR ? "Кто председательствует" : "Кто ведёт протокол", pointers, ids,
	    p->nseats + 1, current);
	for (size_t i = 0; i < p->nseats; i++)
		free(lines[i]);
	free(lines);
	free(pointers);
	free(ids);
}

static void
open_members(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_BROWSER, NO_QUESTION,
	    &(struct browser_args){.spec = {.kind = KIND_COUNCIL_MEMBERS}});
}

static void
edit_line(struct screen *sc)
{
	struct preparation *p = screen_state(sc);
	struct app *app = screen_app(sc);
	struct buf text = {0};

	switch (p->line) {
	case LINE_DATE:
		ask_day(app, THEN(take_date), "Дата заседания",
		    "День заседания; заявления, поданные позже, на нём не рассматриваются:",
		    p->plan.date);
		break;
	case LINE_CHAIR:
	case LINE_SECRETARY:
		ask_member(sc, (enum preparation_line)p->line);
		break;
	case LINE_SEATS:
		if (p->plan.seats != NUMBER_NONE)
			buf_printf(&text, "%lld", (long long)p->plan.seats);
		ask_line(app, THEN(take_seats), "Мест в совете",
		    "Сколько мест в совете; пусто — сколько членов в этот день:", buf_text(&text));
		break;
	case LINE_MEMBERS:
		open_members(sc);
		break;
	default:
		preparation_edit_item(sc);
		break;
	}
	buf_free(&text);
}

static bool
save(struct screen *sc)
{
	struct preparation *p = screen_state(sc);
	struct app *app = screen_app(sc);
	struct buf day = {0};
	struct error e = {0};

	if (preparation_save(p, app_session(app), &e) != ST_OK) {
		app_say_error(app, &e);
		return false;
	}
	drafting_drop(&p->drafting);
	drafting_renew(&p->drafting, p->plan.meeting);
	date_put_russian(&day, p->plan.date);
	app_say(app, MESSAGE_INFO, "Заседание № %s от %s записано. F8 — начать.", p->number,
	    buf_text(&day));
	buf_free(&day);
	return true;
}

/* about: the meeting that has begun. */
static void
take_begun(struct screen *sc, const void *about, const struct answer *answer)
{
	const uint64_t *meeting = about;

	assert(meeting != NULL);
	if (answer->code == 0)
		return;
	app_pop(screen_app(sc), NULL);
	place_open(screen_app(sc), PLACE_MEETING, NO_QUESTION,
	    &(struct meeting_args){.meeting = *meeting});
}

static void
begin(struct screen *sc)
{
	struct preparation *p = screen_state(sc);

	if (p->changed && !save(sc))
		return;
	place_open(screen_app(sc), PLACE_ATTENDANCE, ABOUT(take_begun, &p->plan.meeting),
	    &(struct meeting_args){.meeting = p->plan.meeting});
}

/* The lines and the agenda are one column for the cursor. */
static void
move(struct preparation *p, int act)
{
	if (act == ACT_FIRST) {
		p->line = 0;
	} else if (p->line < LINE_COUNT) {
		if (act == ACT_UP && p->line > 0)
			p->line--;
		else if (act == ACT_DOWN && (p->line + 1 < LINE_COUNT || p->nitems > 0))
			p->line++;
		else if (act == ACT_PAGE_DOWN || act == ACT_LAST)
			p->line = p->nitems > 0 ? LINE_COUNT : LINE_COUNT - 1;
		if (p->line == LINE_COUNT)
			list_go(&p->list, act == ACT_LAST ? p->nitems : 0);
	} else if (act == ACT_UP && p->list.cursor == 0) {
		p->line = LINE_COUNT - 1;
	} else {
		list_act(&p->list, act);
	}
}

static void
open_behind(struct screen *sc)
{
	const struct preparation *p = screen_state(sc);
	const struct agenda_entry *entry =
	    p->line == LINE_COUNT && p->nitems > 0 ? &p->items[list_at(&p->list)].entry : NULL;

	if (entry == NULL)
		open_members(sc);
	else if (entry->application != 0)
		open_card(sc, KIND_APPLICATIONS, entry->application);
	else
		app_say(screen_app(sc), MESSAGE_INFO,
		    "Это вопрос, карточки у него нет: Enter — назвать иначе, F5 — докладчик.");
}

static void
preparation_act(struct screen *sc, int act)
{
	struct preparation *p = screen_state(sc);

	switch (act) {
	case ACT_SAVE:
		save(sc);
		break;
	case DO_BEGIN:
		begin(sc);
		break;
	case ACT_EDIT:
		edit_line(sc);
		break;
	case ACT_NEW:
		preparation_ask_topic(sc);
		break;
	case DO_SPEAKER:
		preparation_ask_speaker(sc);
		break;
	case ACT_REMOVE:
		preparation_drop_item(sc);
		break;
	case ACT_TEXT:
		preparation_show_pack(sc);
		break;
	case DO_BEFORE:
	case ACT_NEXT:
		preparation_shift(sc, act == DO_BEFORE);
		break;
	case ACT_MARK:
		if (p->line == LINE_COUNT) {
			preparation_toggle(p);
			list_act(&p->list, ACT_DOWN);
		} else {
			app_say(screen_app(sc), MESSAGE_WARNING,
			    "Отмечают пункты: поставьте курсор в повестку.");
		}
		break;
	case ACT_MARK_ALL:
		preparation_take_all(p);
		break;
	case ACT_OPEN:
		open_behind(sc);
		break;
	default:
		move(p, act);
		break;
	}
}

static void
save_and_leave(struct screen *sc)
{
	if (save(sc))
		app_pop(screen_app(sc), NULL);
}

static bool
preparation_may_close(struct screen *sc)
{
	struct preparation *p = screen_state(sc);

	if (!drafting_has_work(&p->drafting)) /* it will be proposed again */
		return true;
	drafting_ask_leaving(&p->drafting, save_and_leave);
	return false;
}

static void
preparation_tick(struct screen *sc)
{
	drafting_save(&((struct preparation *)screen_state(sc))->drafting, false);
}

static void
preparation_leave(struct screen *sc)
{
	drafting_save(&((struct preparation *)screen_state(sc))->drafting, true);
}

const struct screen_ops preparation_screen = {
    .name = "preparation",
    .about = "Подготовка заседания: дата, кто ведёт, повестка в нужном порядке, материалы",
    .state_size = sizeof(struct preparation),
    .actions = preparation_actions,
    .output = preparation_output,
    .now = preparation_now,
    .open = preparation_open,
    .close = preparation_close,
    .title = preparation_title,
    .load = preparation_load,
    .draw = preparation_draw,
    .act = preparation_act,
    .tick = preparation_tick,
    .leave = preparation_leave,
    .may_close = preparation_may_close,
};
