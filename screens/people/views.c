/* SPDX-License-Identifier: MIT
 * views.c - words of views with their numbers, marked rows, the list behind a number.
 */
#include "screens/people/views.h"

#include "base/utf8.h"
#include "db/record/records.h"
#include "screens/widget/words.h"
#include "service/core/naming.h"

struct views *
views_of(struct screen *sc)
{
	return &((struct views_screen *)screen_state(sc))->views;
}

const struct views *
views_shown(const struct screen *sc)
{
	return &((const struct views_screen *)screen_state(sc))->views;
}

void
views_close(struct screen *sc)
{
	idset_free(&views_of(sc)->marks);
}

static enum style
style_of(const struct people_view *view, bool shown)
{
	if (shown)
		return STYLE_CURSOR;
	if (view->count == 0)
		return STYLE_FAINT;
	return view->late ? STYLE_WARNING : STYLE_PLAIN;
}

void
views_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns,
    const struct people_view *views)
{
	enum { GAP = 2 };
	const struct board *of = screen_state(sc);
	int column = 1, last = row + rows;
	struct buf text = {0};

	for (int i = 0; i < of->count; i++) {
		int width;

		buf_clear(&text);
		buf_printf(&text, "%s %zu", views[i].word, views[i].count);
		width = (int)utf8_width(buf_text(&text));
		if (column > 1 && column + width >= columns) {
			column = 1;
			row++;
		}
		if (row == last)
			break;
		ui_put(ui, row, column, 0, style_of(&views[i], i == of->now), buf_text(&text));
		column += width + GAP;
	}
	buf_free(&text);
}

void
views_back(struct screen *sc)
{
	views_mark_none(sc); /* marks are of the rows that are shown */
	board_back(sc);
}

void
views_on(struct screen *sc)
{
	views_mark_none(sc);
	board_on(sc);
}

bool
views_is_marked(const struct screen *sc, const void *row)
{
	return idset_has(&views_shown(sc)->marks, board_id_of(row));
}

void
views_toggle_mark(struct screen *sc, const void *row)
{
	idset_toggle(&views_of(sc)->marks, board_id_of(row));
	list_screen_act(sc, ACT_DOWN);
}

void
views_mark_all(struct screen *sc)
{
	struct views_screen *s = screen_state(sc);
	const char *rows = s->board.list.rows.rows;

	for (size_t i = 0; i < s->board.list.rows.count; i++)
		idset_add(&s->views.marks, board_id_of(rows + i * s->board.list.rows.row_size));
}

void
views_mark_none(struct screen *sc)
{
	idset_free(&views_of(sc)->marks);
}

bool
views_choose(struct screen *sc, const void *row, struct views_asked *out)
{
	const struct views *of = views_of(sc);

	*out = (struct views_asked){.seen = of->seen, .count = 1, .ids = {board_id_of(row)}};
	if (of->marks.count > VIEWS_MOST) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "За один раз — не больше %d строк, а отмечено %zu.", VIEWS_MOST,
		    of->marks.count);
		return false;
	}
	if (of->marks.count > 0)
		out->count = 0;
	for (uint64_t id = 0; of->marks.count > 0 && idset_next(&of->marks, &id); id++)
		out->ids[out->count++] = id;
	return true;
}

struct shown_records
views_records(const struct views_asked *asked)
{
	return (struct shown_records){
	    .ids = asked->ids, .count = asked->count, .seen = asked->seen};
}

void
views_put_title(const struct views_asked *asked, const char *what, struct buf *out)
{
	buf_puts(out, what);
	if (asked->count > 1)
		buf_printf(out, ": отмечено %zu", asked->count);
}

void
views_tell(struct screen *sc, const struct views_asked *asked, enum status st,
    const struct error *e, const char *what)
{
	struct app *app = screen_app(sc);

	if (st != ST_OK) {
		app_say_error(app, e);
		app_reload(app);
		return;
	}
	if (asked->count > 1)
		app_say(
		    app, MESSAGE_INFO, "%s: %zu. Отменить всё разом — Ctrl-Z.", what, asked->count);
	else
		app_say(app, MESSAGE_INFO, "%s. Ctrl-Z — отменить.", what);
	idset_free(&views_of(sc)->marks);
	app_reload(app);
}

bool
views_said(struct screen *sc, bool read, const struct error *e)
{
	if (!read)
		app_say_error(screen_app(sc), e);
	return read;
}

void
views_put_school(const struct view *v, uint64_t organisation, struct buf *out)
{
	struct buf name = {0};

	register_put_name(v, KIND_ORGANISATIONS, organisation, &name);
	words_put_without_form(out, buf_text(&name));
	buf_free(&name);
}

void
views_put_work(const struct view *v, uint64_t person, struct buf *school, struct buf *post)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	if (records_get(v->txn, person, &p->base)) {
		views_put_school(v, p->organisation, school);
		buf_puts(post, p->subjects[0] != '\0' ? p->subjects : p->position);
	}
	record_free(&p->base);
}

void
views_open_list(
    struct screen *sc, enum kind kind, const uint64_t *ids, size_t count, const char *none)
{
	if (count == 0)
		app_say(screen_app(sc), MESSAGE_INFO, "%s", none);
	else
		place_open(screen_app(sc), PLACE_BROWSER, NO_QUESTION,
		    &(struct browser_args){.spec = {.kind = kind, .only = ids, .nonly = count}});
}
