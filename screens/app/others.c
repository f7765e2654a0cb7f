/* SPDX-License-Identifier: MIT
 * others.c - who else is here.
 */
#include "screens/app/others.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "screens/app/stack.h"
#include "service/core/company.h"

enum { LOOK_EVERY = 3000 }; /* ms */

/* The record the topmost screen that changes one is about. */
static uint64_t
edited(const struct app *app, enum kind *kind)
{
	uint64_t id = 0;

	*kind = 0;
	for (size_t i = app->depth; i > 0 && id == 0; i--) {
		const struct screen *sc = app->stack[i - 1];

		if (sc->ops->edits && sc->ops->record != NULL)
			id = sc->ops->record(sc, kind);
	}
	return id;
}

/* A title without what tells of the record, which has names in it, and of the place in a list. */
static void
put_screen(const struct app *app, struct buf *out)
{
	static const char *const marks[] = {" › ", ": ", " · ", " *"};
	const struct screen *sc = app->stack[stack_first_visible(app)];

	if (sc->ops->title != NULL)
		sc->ops->title(sc, out);
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		const char *at = strstr(buf_text(out), marks[i]);

		if (at != NULL)
			buf_truncate(out, (size_t)(at - buf_text(out)));
	}
}

void
others_tell(struct app *app)
{
	struct buf screen = {0};
	enum kind kind;
	uint64_t id;

	if (app->session->presence == NULL || app->depth == 0)
		return;
	id = edited(app, &kind);
	put_screen(app, &screen);
	presence_show(app->session->presence, buf_text(&screen), kind, id);
	buf_free(&screen);
}

/* The record that is seen: of a window over it, too. */
static uint64_t
seen(const struct app *app, enum kind *kind)
{
	uint64_t id = 0;

	for (size_t i = app->depth; i > stack_first_visible(app) && id == 0; i--) {
		const struct screen *sc = app->stack[i - 1];

		if (sc->ops->record != NULL)
			id = sc->ops->record(sc, kind);
	}
	return id;
}

static bool
shows_company(const struct app *app)
{
	bool shows = false;

	for (size_t i = stack_first_visible(app); i < app->depth; i++)
		shows = shows || app->stack[i]->ops->company;
	return shows;
}

static void
renew_note(struct app *app)
{
	struct others *o = &app->others;
	struct buf note = {0};
	enum kind kind;
	uint64_t id = seen(app, &kind);

	if (id != 0)
		company_put_editors(o->all, o->count, kind, id, &note);
	app->dirty = app->dirty || !slice_equal(buf_slice(&note), buf_slice(&o->note));
	buf_free(&o->note);
	o->note = note;
}

static bool
are_same(const struct others *o, const struct present *all, size_t count)
{
	return o->count == count && (count == 0 || memcmp(o->all, all, count * sizeof(*all)) == 0);
}

void
others_look(struct app *app, bool now)
{
	struct others *o = &app->others;
	int64_t time = clock_monotonic();
	struct present *all;
	enum kind kind;
	size_t count;

	if (app->depth == 0 || (!now && time - o->looked < LOOK_EVERY))
		return;
	o->looked = time;
	if (shows_company(app) || seen(app, &kind) != 0) {
		count = company_list(app->session, &all);
		for (size_t i = stack_first_visible(app);
		     !are_same(o, all, count) && i < app->depth; i++)
			if (app->stack[i]->ops->company)
				app->stack[i]->stale = true;
		free(o->all);
		o->all = all;
		o->count = count;
	}
	renew_note(app);
}

const struct present *
app_company(const struct app *app, size_t *count)
{
	*count = app->others.count;
	return app->others.all;
}

void
others_free(struct others *o)
{
	free(o->all);
	buf_free(&o->note);
}
