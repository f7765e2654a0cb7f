/* SPDX-License-Identifier: MIT
 * shown.c - records as they stood when somebody was asked about them.
 */
#include "screens/app/shown.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "screens/app/ask.h"
#include "service/record/register.h"

/* As much of it as there is room for, never half a character. */
static void
take_name(struct shown *out, const char *name)
{
	size_t len = strlen(name);

	if (len >= sizeof(out->name)) {
		len = sizeof(out->name) - 1;
		while (len > 0 && ((unsigned char)name[len] & 0xC0) == 0x80)
			len--;
	}
	memcpy(out->name, name, len);
	out->name[len] = '\0';
}

bool
shown_take(struct shown *out, struct session *s, enum kind kind, uint64_t id)
{
	struct record *r = register_load(s, kind, id);
	struct buf name = {0};

	if (r == NULL)
		return false;
	register_put_name(s, kind, id, &name);
	*out = (struct shown){.kind = kind, .id = id, .stamp = r->stamp};
	take_name(out, buf_text(&name));
	buf_free(&name);
	record_free(r);
	return true;
}

bool
shown_still(const struct shown *shown, struct app *app)
{
	struct record *r = register_load(app_session(app), shown->kind, shown->id);
	bool same = r != NULL && r->stamp == shown->stamp;

	if (r == NULL)
		app_say(app, MESSAGE_WARNING,
		    "%s: запись тем временем удалили. Ничего не записано, выберите другую.",
		    shown->name);
	else if (!same)
		app_say(app, MESSAGE_WARNING,
		    "%s: запись тем временем изменили. Ничего не записано: посмотрите её и "
		    "повторите.",
		    shown->name);
	record_free(r);
	return same;
}

struct shown_list *
shown_list_take(struct session *s, enum kind kind, const uint64_t *ids, size_t count)
{
	struct shown_list *list = xcalloc(1, sizeof(*list) + count * sizeof(list->rows[0]));

	for (size_t i = 0; i < count; i++)
		list->count += shown_take(&list->rows[list->count], s, kind, ids[i]);
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
