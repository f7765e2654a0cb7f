/* SPDX-License-Identifier: MIT
 * home_work.c - what the council and the corps wait for, on the first screen.
 */
#include "screens/home/home_work.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "screens/app/place_args.h"
#include "service/core/changes.h"
#include "service/corps/publishing.h"
#include "service/corps/roster.h"
#include "service/council/council_meeting.h"
#include "service/council/application_statuses.h"
#include "service/council/under_way.h"

enum { LEFT = 2, CELL = 19, GAP = 2 };

static const struct {
	const char *label;
	enum application_status way; /* APPLICATION_COUNT: no number of applications */
} cells[WORK_CELLS] = {
    [WORK_LACKING] = {.label = "Не хватает", .way = APPLICATION_LACKING},
    [WORK_AGREEMENT] = {.label = "Согласовать", .way = APPLICATION_AGREEMENT},
    [WORK_READY] = {.label = "К совету", .way = APPLICATION_READY},
    [WORK_AGENDA] = {.label = "В повестке", .way = APPLICATION_AGENDA},
    [WORK_POSTPONED] = {.label = "Отложены", .way = APPLICATION_POSTPONED},
    [WORK_ADMITTED] = {.label = "Нет приказа", .way = APPLICATION_ADMITTED},
    [WORK_CORPS] = {.label = "В составе", .way = APPLICATION_COUNT},
    [WORK_REVOKED] = {.label = "Снять с сайта", .way = APPLICATION_COUNT},
};

static void
read_ways(struct home_work *w, const struct application_statuses *ways)
{
	for (int i = 0; i < WORK_CELLS; i++)
		if (cells[i].way != APPLICATION_COUNT)
			w->counts[i] = ways->counts[cells[i].way];
}

static void
read_corps(struct home_work *w, const struct view *v)
{
	struct reminder *reminders = NULL;

	w->counts[WORK_CORPS] = roster_count(v, clock_today());
	w->counts[WORK_REVOKED] = publishing_reminders(v, clock_today(), &reminders);
	for (size_t i = 0; i < w->counts[WORK_REVOKED]; i++)
		w->overdue = w->overdue || reminders[i].overdue;
	free(reminders);
}

/* The meeting whose minutes are open; else one with something on its agenda. */
static uint64_t
find_meeting(const struct view *v, const struct application_statuses *ways)
{
	uint64_t meeting = meeting_under_way(v);

	for (size_t i = 0; meeting == 0 && i < ways->count; i++)
		meeting = ways->facts[i].meeting;
	return meeting;
}

static void
describe_meeting(struct home_work *w, const struct view *v)
{
	struct council_meeting sitting = {.nitems = 0};
	struct buf line = {0};
	bool going;

	if (council_meeting_load(v, w->meeting, &sitting, NULL) != ST_OK) {
		w->meeting = 0;
		council_meeting_free(&sitting);
		return;
	}
	going = sitting.state != MEETING_PREPARED;
	buf_printf(
	    &line, "%s заседание № %s ", going ? "Идёт" : "Готовится", sitting.meeting->number);
	buf_puts(&line, going ? "от " : "на ");
	date_put_russian(&line, sitting.meeting->date);
	if (going && sitting.current < sitting.nitems)
		buf_printf(&line, ": пункт %zu из %zu", sitting.current + 1, sitting.nitems);
	else
		buf_printf(&line, ": пунктов в повестке %zu", sitting.nitems);
	snprintf(w->line, sizeof(w->line), "%s", buf_text(&line));
	buf_free(&line);
	council_meeting_free(&sitting);
}

void
home_work_read(struct home_work *w, struct view *v)
{
	struct application_statuses ways = {.count = 0};

	*w = (struct home_work){.kept = profile_has_module(v->session->profile, "corps") &&
		changes_permit(v->session, PERMIT_READ)};
	w->cells = changes_permit(v->session, PERMIT_EDIT) ? WORK_CELLS : WORK_REVOKED;
	if (w->kept && application_statuses_load(v, clock_today(), &ways) == ST_OK) {
		read_ways(w, &ways);
		read_corps(w, v);
		w->meeting = find_meeting(v, &ways);
		if (w->meeting != 0)
			describe_meeting(w, v);
	}
	application_statuses_free(&ways);
}

const char *
home_work_label(enum work cell)
{
	return cells[cell].label;
}

void
home_work_open(const struct home_work *w, struct app *app, enum work work)
{
	if (work == WORK_MEETING)
		place_open(
		    app, PLACE_MEETING, NO_QUESTION, &(struct meeting_args){.meeting = w->meeting});
	else if (work == WORK_CORPS)
		place_open(app, PLACE_ROSTER, NO_QUESTION, NULL);
	else if (work == WORK_REVOKED)
		place_open(app, PLACE_PUBLICATION, NO_QUESTION, NULL);
	else
		place_open(app, PLACE_BROWSER, NO_QUESTION,
		    &(struct browser_args){
			.spec = {.kind = KIND_APPLICATIONS}, .part = 1u << cells[work].way});
}

static void
draw_meeting(const struct home_work *w, struct ui *ui, int row, bool here)
{
	int width = (int)utf8_width(w->line);

	ui_put(ui, row, LEFT, 1, STYLE_STRONG, here ? "►" : " ");
	ui_put(ui, row, LEFT + GAP, width, here ? STYLE_CURSOR : STYLE_STRONG, w->line);
	if (here)
		ui_cursor(ui, row, LEFT + GAP);
}

static void
draw_cell(const struct home_work *w, struct ui *ui, int row, enum work work, bool here)
{
	int column = LEFT + (int)work % WORK_COLUMNS * CELL, width;
	enum style style = w->counts[work] > 0 ? STYLE_PLAIN : STYLE_FAINT;
	struct buf count = {0};

	if (work == WORK_REVOKED && w->counts[work] > 0)
		style = w->overdue ? STYLE_BAD : STYLE_WARNING;
	buf_printf(&count, "%zu", w->counts[work]);
	width = (int)utf8_width(buf_text(&count));
	ui_put(ui, row, column, 1, STYLE_STRONG, here ? "►" : " ");
	ui_put(ui, row, column + GAP, CELL - GAP - 2 - width, here ? STYLE_CURSOR : STYLE_PLAIN,
	    cells[work].label);
	ui_put(ui, row, column + CELL - 1 - width, width, style, buf_text(&count));
	if (here)
		ui_cursor(ui, row, column + GAP);
	buf_free(&count);
}

void
home_work_tell(struct ui *ui, int row, enum work work, int spot)
{
	if (work == WORK_MEETING)
		zones_add_spot(ui_zones(ui), row, LEFT, WORK_COLUMNS * CELL, spot, 0);
	else
		zones_add_spot(
		    ui_zones(ui), row, LEFT + (int)work % WORK_COLUMNS * CELL, CELL, spot, 0);
}

void
home_work_draw(const struct home_work *w, struct ui *ui, int row, enum work work, bool here)
{
	if (work == WORK_MEETING)
		draw_meeting(w, ui, row, here);
	else
		draw_cell(w, ui, row, work, here);
}
