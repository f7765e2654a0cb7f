/* SPDX-License-Identifier: MIT
 * browser_remove.c - the list screen: removing all that is marked, as one operation.
 */
#include "screens/ask.h"
#include "screens/browser.h"
#include "screens/words.h"
#include "service/register.h"

enum { NAMED = 8 }; /* records the question names */

/* Marks outlive what they stood on: those whose record is gone are taken off first. */
static void
drop_gone(struct browser *b, struct txn *t)
{
	struct slice unused;
	size_t kept = 0;

	for (size_t i = 0; i < b->marks.count; i++)
		if (records_image(t, b->kind, b->marks.ids[i], &unused))
			b->marks.ids[kept++] = b->marks.ids[i];
	b->marks.count = kept;
}

static void
put_names(struct session *s, struct txn *t, const struct browser *b, struct buf *out)
{
	struct record *r = record_new(b->kind);
	size_t named = b->marks.count <= NAMED + 1 ? b->marks.count : NAMED;

	for (size_t i = 0; i < named; i++)
		if (records_get(t, b->marks.ids[i], r)) {
			buf_puts(out, "\n  ");
			register_put_name_of(s, t, r, out);
		}
	if (named < b->marks.count) {
		buf_puts(out, "\n  и ещё ");
		words_put_number(out, b->marks.count - named);
	}
	record_free(r);
}

void
browser_ask_remove_marked(struct screen *sc, struct question question)
{
	static const char *const buttons[] = {"Не удалять", "Удалить все отмеченные", NULL};
	struct browser *b = screen_state(sc);
	struct session *s = app_session(screen_app(sc));
	struct txn *t = txn_read(s->store);
	struct buf text = {0};

	drop_gone(b, t);
	b->seen = journal_last(t);
	buf_puts(&text, "Удалить ");
	words_put_count(
	    &text, b->marks.count, "отмеченную запись", "отмеченные записи", "отмеченных записей");
	buf_printf(&text, " («%s»)?\n", entity_of(b->kind)->many);
	put_names(s, t, b, &text);
	txn_abort(t);
	buf_puts(&text, "\n\nУдаляются все или ни одна. Вернуть их вместе — Ctrl-Z.");
	if (b->marks.count > 0)
		ask_buttons(
		    screen_app(sc), question, "Удаление отмеченных", buf_text(&text), buttons);
	else
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Отмеченные записи уже удалил другой сотрудник.");
	buf_free(&text);
}

void
browser_remove_marked(struct screen *sc, int refused)
{
	static const char *const buttons[] = {"Закрыть", NULL};
	struct browser *b = screen_state(sc);
	struct app *app = screen_app(sc);
	struct buf text = {0};
	struct error e = {0};

	if (register_remove_all(
		app_session(app), b->kind, b->marks.ids, b->marks.count, b->seen, &e) == ST_OK) {
		words_put_count(&text, b->marks.count, "запись", "записи", "записей");
		marks_clear(&b->marks);
		b->marked_only = false;
		app_say(
		    app, MESSAGE_INFO, "Удалено вместе: %s. Вернуть — Ctrl-Z.", buf_text(&text));
	} else {
		words_put_sentence(&text, error_text(&e));
		ask_buttons(app, NUMBERED(refused), "Удалить нельзя", buf_text(&text), buttons);
	}
	buf_free(&text);
	browser_wish(sc, false);
}
