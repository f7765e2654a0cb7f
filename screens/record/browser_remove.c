/* SPDX-License-Identifier: MIT
 * browser_remove.c - the list screen: removing the record under the cursor, or all that is marked
 * as one operation.
 */
#include <assert.h>
#include <stdlib.h>

#include "screens/app/shown.h"
#include "screens/app/ask.h"
#include "screens/record/browser.h"
#include "screens/app/place_args.h"
#include "screens/widget/words.h"
#include "service/record/register.h"

enum { NAMED = 8 }; /* records the question names */

/* One. */

static void
open_refused(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct shown *a = about;

	assert(a != NULL);
	if (answer->code == 2)
		open_card(sc, a->kind, a->id);
}

static void
say_refused(struct app *app, const struct shown *a, const struct error *e)
{
	static const char *const buttons[] = {"Закрыть", "Открыть карточку", NULL};
	struct buf why = {0};

	words_put_sentence(&why, error_text(e));
	ask_buttons(app, ABOUT(open_refused, a), "Удалить нельзя", buf_text(&why), buttons);
	buf_free(&why);
}

static void
remove_one(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct shown *a = about;
	struct app *app = screen_app(sc);
	struct error e = {0};

	assert(a != NULL);
	if (answer->code != 2)
		return;
	if (shown_remove(app, a, &e) == ST_OK)
		app_say(app, MESSAGE_INFO, "Удалено: %s. Вернуть — Ctrl-Z.", a->name);
	else
		say_refused(app, a, &e);
	browser_wish(sc, false);
}

void
browser_ask_remove_current(struct screen *sc)
{
	static const char *const buttons[] = {"Не удалять", "Удалить", NULL};
	const struct record *r = browser_current(screen_state(sc));
	struct app *app = screen_app(sc);
	struct shown a;
	struct buf text = {0};
	struct view v;

	view_open(&v, app_session(app));
	a = shown_of(&v, r);
	view_close(&v);
	buf_printf(&text, "Удалить запись: %s?\n%s\n\nВернуть её можно клавишами Ctrl-Z.",
	    entity_of(r->kind)->one, a.name);
	ask_buttons(app, ABOUT(remove_one, &a), "Удаление", buf_text(&text), buttons);
	buf_free(&text);
}

/* Many. */

/* Marks outlive what they stood on: those whose record is gone are taken off first. */
static void
drop_gone(struct browser *b, struct txn *t)
{
	struct slice unused;

	for (uint64_t id = 0; idset_next(&b->marks, &id); id++)
		if (!records_image(t, b->kind, id, &unused))
			idset_toggle(&b->marks, id);
}

static void
put_names(const struct view *v, const struct browser *b, struct buf *out)
{
	struct record *r = record_new(b->kind);
	size_t named = b->marks.count <= NAMED + 1 ? b->marks.count : NAMED, i = 0;

	for (uint64_t id = 0; i < named && idset_next(&b->marks, &id); i++, id++)
		if (records_get(v->txn, id, r)) {
			buf_puts(out, "\n  ");
			register_put_name_of(v, r, out);
		}
	if (named < b->marks.count) {
		buf_puts(out, "\n  и ещё ");
		words_put_number(out, b->marks.count - named);
	}
	record_free(r);
}

static void
remove_marked(struct screen *sc, const void *about, const struct answer *answer)
{
	static const char *const buttons[] = {"Закрыть", NULL};
	struct browser *b = screen_state(sc);
	const struct shown_ids *a = about;
	struct app *app = screen_app(sc);
	struct buf text = {0};
	struct error e = {0};

	assert(a != NULL && a->count > 0);
	if (answer->code != 2)
		return;
	if (register_remove_all(app_session(app), a->kind, a->ids, a->count, a->seen, &e) ==
	    ST_OK) {
		words_put_count(&text, a->count, "запись", "записи", "записей");
		idset_free(&b->marks);
		b->marked_only = false;
		app_say(
		    app, MESSAGE_INFO, "Удалено вместе: %s. Вернуть — Ctrl-Z.", buf_text(&text));
	} else {
		words_put_sentence(&text, error_text(&e));
		ask_buttons(app, NO_QUESTION, "Удалить нельзя", buf_text(&text), buttons);
	}
	buf_free(&text);
	browser_wish(sc, false);
}

static void
ask_about_marked(struct app *app, const struct browser *b, uint64_t seen, const char *text)
{
	static const char *const buttons[] = {"Не удалять", "Удалить все отмеченные", NULL};
	struct shown_ids *a = shown_marks(&b->marks);

	a->kind = b->kind;
	a->seen = seen;
	ask_buttons(app, shown_question(remove_marked, a), "Удаление отмеченных", text, buttons);
	free(a);
}

void
browser_ask_remove_marked(struct screen *sc)
{
	struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	struct view v;
	struct buf text = {0};
	uint64_t seen;

	view_open(&v, s);
	drop_gone(b, v.txn);
	seen = journal_last(v.txn);
	buf_puts(&text, "Удалить ");
	words_put_count(
	    &text, b->marks.count, "отмеченную запись", "отмеченные записи", "отмеченных записей");
	buf_printf(&text, " («%s»)?\n", entity_of(b->kind)->many);
	put_names(&v, b, &text);
	view_close(&v);
	buf_puts(&text, "\n\nУдаляются все или ни одна. Вернуть их вместе — Ctrl-Z.");
	if (b->marks.count > 0)
		ask_about_marked(app, b, seen, buf_text(&text));
	else
		app_say(app, MESSAGE_WARNING, "Отмеченные записи уже удалил другой сотрудник.");
	buf_free(&text);
}
