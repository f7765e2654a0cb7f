/* SPDX-License-Identifier: MIT
 * shown.c - records as they stood when somebody was asked about them.
 */
#include "screens/app/shown.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "service/record/register.h"
#include "service/record/save_errors.h"

/* As much of the name as there is room for, by whole characters. */
static void
put_cut(char *out, const char *name)
{
	size_t columns = SHOWN_NAME / 2, n = utf8_fit(name, columns);

	while (n >= SHOWN_NAME)
		n = utf8_fit(name, --columns);
	memcpy(out, name, n);
	out[n] = '\0';
}

struct shown
shown_of(const struct view *v, const struct record *r)
{
	struct shown shown = {.kind = r->kind, .id = r->id, .stamp = r->stamp};
	struct buf name = {0}, clean = {0};

	register_put_name_of(v, r, &name);
	utf8_put_shown(&clean, buf_slice(&name), false);
	put_cut(shown.name, buf_text(&clean));
	buf_free(&name);
	buf_free(&clean);
	return shown;
}

bool
shown_take(struct shown *out, const struct view *v, enum kind kind, uint64_t id)
{
	struct record *r = register_load(v, kind, id);
	bool there = r != NULL;

	if (there)
		*out = shown_of(v, r);
	record_free(r);
	return there;
}

/* The record that was asked about (free it), unchanged; else NULL, and *e. */
static struct record *
load(const struct view *v, const struct shown *shown, struct error *e)
{
	struct record *r = register_load(v, shown->kind, shown->id);

	assert(shown->id != 0);
	if (r != NULL && r->stamp == shown->stamp)
		return r;
	if (r != NULL)
		error_set(e, ST_CONFLICT,
		    "«%s»: эту запись тем временем изменил другой сотрудник, поэтому ничего не "
		    "сделано; посмотрите на неё и повторите",
		    shown->name);
	else
		error_set(e, ST_NOTFOUND,
		    "«%s»: этой записи больше нет, её удалил другой сотрудник; ничего не сделано",
		    shown->name);
	record_free(r);
	return NULL;
}

enum status
shown_remove(struct app *app, const struct shown *a, struct error *e)
{
	struct record *r;
	enum status st;
	struct view v;

	view_open(&v, app_session(app));
	r = load(&v, a, e);
	view_close(&v);
	st = r != NULL ? register_remove(app_session(app), r, e) : e->status;
	record_free(r);
	return st;
}

struct shown_list *
shown_list_take(const struct view *v, enum kind kind, const uint64_t *ids, size_t count)
{
	struct shown_list *list = xcalloc(1, sizeof(*list) + count * sizeof(list->rows[0]));

	for (size_t i = 0; i < count; i++)
		list->count += shown_take(&list->rows[list->count], v, kind, ids[i]);
	return list;
}

const struct shown *
shown_find(const struct shown_list *list, uint64_t id)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].id == id)
			return &list->rows[i];
	return NULL;
}

void
shown_ask(const struct shown_list *list, struct app *app, answer_fn *then, const char *title)
{
	const char **lines = xcalloc(list->count + 1, sizeof(*lines));
	uint64_t *ids = xcalloc(list->count + 1, sizeof(*ids));
	struct question question = {.then = then,
	    .about = list,
	    .size = sizeof(*list) + list->count * sizeof(list->rows[0])};

	for (size_t i = 0; i < list->count; i++) {
		lines[i] = list->rows[i].name;
		ids[i] = list->rows[i].id;
	}
	ask_record(app, question, title, lines, ids, list->count, 1);
	free(lines);
	free(ids);
}

struct shown_ids *
shown_ids(const uint64_t *ids, size_t count)
{
	struct shown_ids *a = xcalloc(1, sizeof(*a) + count * sizeof(*ids));

	a->count = count;
	if (count > 0) /* of none there may be no array */
		memcpy(a->ids, ids, count * sizeof(*ids));
	return a;
}

struct shown_ids *
shown_marks(const struct idset *marks)
{
	uint64_t *ids = idset_ids(marks);
	struct shown_ids *a = shown_ids(ids, marks->count);

	free(ids);
	return a;
}

struct question
shown_question(answer_fn *then, const struct shown_ids *a)
{
	return (struct question){
	    .then = then, .about = a, .size = sizeof(*a) + a->count * sizeof(a->ids[0])};
}

static void
tell(
    struct app *app, const struct view *v, const struct shown *was, bool mine_too, const char *more)
{
	struct buf what = {0}, name = {0}, text = {0};
	uint64_t operation = 0;
	bool mine = false;

	if (was->stamp != 0)
		operation = save_error_put_since(v, was->kind, was->id, was->stamp, &what, &mine);
	if (operation != 0 && (mine_too || !mine)) {
		register_put_last_name(v, was->kind, was->id, &name);
		buf_printf(&text, "«%s»: %s.%s", buf_text(&name), buf_text(&what), more);
		app_tell(app, operation, buf_text(&text));
	}
	buf_free(&what);
	buf_free(&name);
	buf_free(&text);
}

void
shown_tell(struct app *app, const struct view *v, enum kind kind, uint64_t id, uint64_t stamp,
    const char *more)
{
	tell(app, v, &(struct shown){.kind = kind, .id = id, .stamp = stamp}, false, more);
}

void
shown_tell_any(struct app *app, const struct view *v, enum kind kind, uint64_t id, uint64_t stamp,
    const char *more)
{
	tell(app, v, &(struct shown){.kind = kind, .id = id, .stamp = stamp}, true, more);
}
