/* SPDX-License-Identifier: MIT
 * roll_work.c - the roll of an event while it is changed.
 */
#include "screens/events/roll_work.h"

#include "base/date.h"
#include "screens/app/undo.h"
#include "screens/output/document_viewer.h"

enum status
roll_work_open(struct roll_work *w, struct screen *sc, const struct event_args *a,
    const struct drafting_ops *ops, void *work, struct error *e)
{
	struct app *app = screen_app(sc);
	enum status st;
	struct view v;

	w->event = a->event;
	w->drafting = (struct drafting){.ops = ops, .app = app, .work = work};
	view_open(&v, app_session(app));
	st = event_roll_read(&w->roll, &v, w->event, e);
	view_close(&v);
	if (st == ST_OK)
		drafting_open(&w->drafting,
		    (struct draft_name){.kind = KIND_EVENTS, .id = w->event, .work = WORK_ROLL});
	drafting_choose(&w->drafting, a->draft);
	return st;
}

void
roll_work_close(struct roll_work *w)
{
	drafting_close(&w->drafting);
	event_roll_free(&w->roll);
}

/* The draft is looked for by itself, with no view open. */
static void
look_for_draft(struct roll_work *w, struct view *v)
{
	if (w->drafting.begun)
		return;
	view_close(v);
	(void)drafting_load(&w->drafting);
	view_open(v, app_session(w->drafting.app));
}

bool
roll_work_read(struct roll_work *w, struct view *v)
{
	struct event_roll fresh;
	struct error e = {0};
	bool read;

	look_for_draft(w, v);
	if (roll_work_is_changed(w))
		return false;
	read = event_roll_read(&fresh, v, w->event, &e) == ST_OK;
	if (read) {
		event_roll_free(&w->roll);
		w->roll = fresh;
	} else {
		event_roll_free(&fresh);
		app_say_error(w->drafting.app, &e);
	}
	return read;
}

void
roll_work_put_title(const struct roll_work *w, struct buf *out)
{
	buf_puts(out, w->roll.event->title);
	buf_puts(out, " · ");
	date_put_russian(out, event_roll_day(&w->roll));
	if (roll_work_is_changed(w))
		buf_puts(out, " · не записано");
}

bool
roll_work_is_changed(const struct roll_work *w)
{
	return event_roll_is_changed(&w->roll);
}

bool
roll_work_may_edit(const struct roll_work *w)
{
	struct app *app = w->drafting.app;
	struct error e = {0};
	bool may = session_require(app_session(app), PERMIT_EDIT, &e) == ST_OK;

	if (!may)
		app_say_error(app, &e);
	return may;
}

void
roll_work_touched(struct roll_work *w)
{
	drafting_touched(&w->drafting);
	app_reload(w->drafting.app);
}

static void
say_saved(struct app *app, const struct roll_saved *saved)
{
	static const char *const words[] = {"внесено", "изменено", "убрано"};
	const size_t counts[] = {saved->added, saved->changed, saved->removed};
	struct buf text = {0};

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		if (counts[i] > 0)
			buf_printf(
			    &text, "%s%s — %zu", text.len > 0 ? ", " : "", words[i], counts[i]);
	app_say(app, MESSAGE_INFO, "Записано. %s%s. Отменить всё разом — Ctrl-Z.",
	    text.len > 0 ? "Участий: " : "Число участников", buf_text(&text));
	buf_free(&text);
}

bool
roll_work_save(struct roll_work *w)
{
	struct app *app = w->drafting.app;
	struct roll_saved saved;
	struct error e = {0};
	struct view v;

	if (event_roll_save(app_session(app), &w->roll, &w->drafting.of, &saved, &e) != ST_OK) {
		app_say_error(app, &e);
		return false;
	}
	drafting_forget(&w->drafting);
	event_roll_free(&w->roll);
	view_open(&v, app_session(app));
	if (event_roll_read(&w->roll, &v, w->event, &e) == ST_OK)
		say_saved(app, &saved);
	else
		app_say_error(app, &e);
	view_close(&v);
	app_reload(app);
	return true;
}

void
roll_work_undo(struct roll_work *w, bool has_work)
{
	struct app *app = w->drafting.app;

	if (has_work)
		app_say(app, MESSAGE_WARNING,
		    "Отменяется записанное, а здесь есть незаписанное: F2 — записать.");
	else
		undo_own(app);
	app_reload(app);
}

bool
roll_work_may_close(struct roll_work *w, void (*save_and_leave)(struct screen *sc))
{
	if (!drafting_has_work(&w->drafting))
		return true;
	drafting_ask_leaving(&w->drafting, save_and_leave);
	return false;
}

void
roll_work_show_paper(struct roll_work *w, const char *paper, const char *title, const char *name)
{
	struct app *app = w->drafting.app;
	const struct paper_call call = {
	    .record = w->event, .on = DATE_NONE, .from = DATE_NONE, .until = DATE_NONE};

	if (roll_work_is_changed(w))
		app_say(app, MESSAGE_WARNING,
		    "В бумагу входит только записанное: сначала F2 — записать.");
	else
		open_paper(app, paper, &call, title, name);
}
