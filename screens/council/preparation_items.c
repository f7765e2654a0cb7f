/* SPDX-License-Identifier: MIT
 * preparation_items.c - what can be done with the items of an agenda that is prepared: taken or
 * not, in which order, topics in words, who reports.
 */
#include "screens/council/preparation.h"

#include "base/date.h"
#include "screens/output/document_viewer.h"

static topic_fn take_words;

void
preparation_changed(struct preparation *p)
{
	p->changed = true;
	drafting_touched(&p->drafting);
}

/* An item as a question about it is asked, and found again. */
static struct topic_asked
asked_of(const struct preparation *p, size_t at)
{
	const struct agenda_entry *entry = &p->items[at].entry;

	return topic_asked_begin(take_words, entry->application, entry->topic, entry->speaker);
}

static size_t
find_asked(const struct preparation *p, const struct topic_asked *t)
{
	return preparation_find(
	    p, &(struct agenda_entry){.application = t->application, .topic = t->was});
}

struct topic_asked
preparation_item_here(const struct preparation *p)
{
	return p->list.cursor < p->nitems ? asked_of(p, p->list.cursor)
					  : (struct topic_asked){.application = 0};
}

void
preparation_stay_at(struct preparation *p, const struct topic_asked *here)
{
	size_t at = find_asked(p, here);

	if (at < p->nitems)
		p->list.cursor = at;
}

void
preparation_toggle(struct preparation *p)
{
	size_t at;

	if (p->nitems == 0)
		return;
	at = list_at(&p->list);
	p->items[at].taken = !p->items[at].taken;
	preparation_changed(p);
}

void
preparation_take_all(struct preparation *p)
{
	for (size_t i = 0; i < p->nitems; i++)
		p->items[i].taken = true;
	preparation_changed(p);
}

void
preparation_shift(struct screen *sc, bool up)
{
	struct preparation *p = screen_state(sc);
	size_t at = p->list.cursor, to = up ? at - 1 : at + 1;
	struct planned item;

	if (p->line != LINE_COUNT || p->nitems == 0) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Передвигают пункты: поставьте курсор в повестку.");
		return;
	}
	if (up ? at == 0 : to >= p->nitems)
		return;
	item = p->items[at];
	p->items[at] = p->items[to];
	p->items[to] = item;
	preparation_changed(p);
	list_go(&p->list, to);
}

/* Where the cursor stands, else behind the agenda. */
static void
add_topic(struct preparation *p, const struct topic_asked *t)
{
	size_t at = p->list.cursor;

	if (p->line != LINE_COUNT)
		for (at = p->nitems; at > 0 && !p->items[at - 1].taken;)
			at--;
	preparation_add_topic(p, at, t->topic, t->speaker);
	p->line = LINE_COUNT;
	list_set(&p->list, p->nitems, p->list.shown);
	list_go(&p->list, at);
}

static void
take_words(struct screen *sc, const struct topic_asked *t)
{
	struct preparation *p = screen_state(sc);
	const struct agenda_entry typed = {.application = t->application, .topic = t->topic};
	size_t at = find_asked(p, t), same = preparation_find(p, &typed);

	if (same < p->nitems && same != at)
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "«%s» уже стоит в повестке. Ничего не изменено.", t->topic);
	else if (t->application == 0 && t->was[0] == '\0')
		add_topic(p, t);
	else if (at < p->nitems)
		preparation_reword(p, at, t->topic, t->speaker);
	else
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Этого пункта в списке больше нет: его тем временем сняли.");
}

void
preparation_ask_topic(struct screen *sc)
{
	struct topic_asked t = topic_asked_begin(take_words, 0, NULL, NULL);

	topic_ask(screen_app(sc), &t);
}

void
preparation_ask_speaker(struct screen *sc)
{
	const struct preparation *p = screen_state(sc);
	struct topic_asked t;

	if (p->line != LINE_COUNT || p->nitems == 0) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Докладчик бывает у пункта: поставьте курсор в повестку.");
		return;
	}
	t = asked_of(p, list_at(&p->list));
	topic_ask_speaker(screen_app(sc), &t);
}

void
preparation_drop_item(struct screen *sc)
{
	struct preparation *p = screen_state(sc);
	size_t at = list_at(&p->list);

	if (p->line != LINE_COUNT || p->nitems == 0 || p->items[at].entry.application != 0) {
		app_say(screen_app(sc), MESSAGE_WARNING,
		    "Совсем убирают вопросы; заявление снимают с повестки пробелом.");
		return;
	}
	preparation_drop_topic(p, at);
	list_set(&p->list, p->nitems, p->list.shown);
	list_go(&p->list, at < p->nitems ? at : at - (at > 0));
}

void
preparation_edit_item(struct screen *sc)
{
	struct preparation *p = screen_state(sc);
	size_t at = list_at(&p->list);
	struct topic_asked t;

	if (p->nitems > 0 && p->items[at].entry.application == 0) {
		t = asked_of(p, at);
		topic_ask(screen_app(sc), &t);
		return;
	}
	preparation_toggle(p);
	list_act(&p->list, ACT_DOWN);
}

void
preparation_show_pack(struct screen *sc)
{
	const struct preparation *p = screen_state(sc);
	struct app *app = screen_app(sc);
	struct buf text = {0}, name = {0};
	struct error e = {0};

	for (size_t i = 0; i < p->nitems; i++) {
		struct page page = {.title = ""};

		if (!p->items[i].taken || p->items[i].entry.application == 0)
			continue;
		if (document_of_record(&page, app_session(app), "application",
			p->items[i].entry.application, &e) != ST_OK)
			app_say_error(app, &e);
		if (text.len > 0)
			buf_putc(&text, '\f');
		page_put_text(&page, &text);
		page_free(&page);
	}
	buf_puts(&name, "материалы-");
	date_put_iso(&name, p->plan.date);
	if (text.len > 0)
		open_document(app,
		    &(struct viewed_document){.title = "Материалы к заседанию",
			.name = buf_text(&name),
			.text = buf_slice(&text)});
	else
		app_say(app, MESSAGE_WARNING, "Заявлений в повестке нет: материалов тоже нет.");
	buf_free(&text);
	buf_free(&name);
}
