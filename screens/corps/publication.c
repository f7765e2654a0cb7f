/* SPDX-License-Identifier: MIT
 * publication.c - the list for the site: who stands on it, who does not and why, whom to take off
 * by when; publishing it writes the page and journals its list.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "screens/corps/corps.h"
#include "base/clock.h"
#include "screens/app/place_args.h"
#include "screens/app/ask.h"
#include "screens/output/document_viewer.h"
#include "screens/output/saving.h"
#include "screens/output/site_page.h"
#include "screens/output/take_home.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"
#include "service/corps/publishing.h"
#include "service/record/register.h"

enum { FOOT = 2 }; /* rows for what is to be done about it */

enum lead_to { TO_LIST, TO_LEFT_OUT, TO_LAST, TO_CONSENT };

struct publication_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct line */
	int32_t on;
	size_t nreminders;
	uint64_t last;
};

struct line {
	enum lead_to lead;
	uint64_t id;
	enum style style;
	const char *label, *text;
};

static struct line *
add(struct list_rows *out, enum lead_to lead, const char *label, struct buf *text)
{
	struct line line = {.lead = lead,
	    .style = STYLE_PLAIN,
	    .label = arena_strdup(&out->texts, label),
	    .text = arena_strndup(&out->texts, buf_text(text), text->len)};
	buf_free(text);
	return list_rows_add(out, &line);
}

static void
add_roster(struct publication_screen *p, const struct view *v, struct list_rows *out)
{
	struct roster r = {.on = 0};
	struct error e = {0};
	struct buf text = {0};

	if (roster_open(&r, v, p->on, true, &e) == ST_OK) {
		words_put_count(&text, r.count, "человек", "человека", "человек");
		add(out, TO_LIST, "Войдут в список для сайта", &text);
		words_put_count(&text, r.nleft_out, "человек", "человека", "человек");
		add(out, TO_LEFT_OUT, "Не войдут: нет согласия", &text)->style =
		    r.nleft_out > 0 ? STYLE_WARNING : STYLE_FAINT;
	}
	roster_free(&r);
}

static void
add_last(struct publication_screen *p, const struct view *v, struct list_rows *out)
{
	struct record *r;
	struct buf text = {0};

	p->last = publishing_last(v, p->on);
	r = p->last != 0 ? register_load(v, KIND_PUBLICATIONS, p->last) : NULL;
	if (r != NULL) {
		const struct publication *last = (const struct publication *)r;

		date_put_russian(&text, last->date);
		buf_printf(&text, ", в списке %lld", (long long)last->members);
	} else {
		buf_puts(&text, "не публиковался");
	}
	add(out, TO_LAST, "Последняя публикация", &text)->style =
	    r != NULL ? STYLE_PLAIN : STYLE_FAINT;
	record_free(r);
}

/* "снять до 03.06.2026": three working days after the revocation. */
static void
add_reminders(struct publication_screen *p, const struct view *v, struct list_rows *out)
{
	struct reminder *reminders = NULL;

	p->nreminders = publishing_reminders(v, p->on, &reminders);
	for (size_t i = 0; i < p->nreminders; i++) {
		const struct reminder *r = &reminders[i];
		struct buf label = {0}, text = {0};
		struct line *line;

		buf_puts(&label, r->overdue ? "Просрочено, до " : "Снять с сайта до ");
		date_put_russian(&label, r->deadline);
		register_put_name(v, KIND_PEOPLE, r->person, &text);
		buf_puts(&text, " — согласие отозвано ");
		date_put_russian(&text, r->revoked);
		line = add(out, TO_CONSENT, buf_text(&label), &text);
		line->id = r->consent;
		line->style = r->overdue ? STYLE_BAD : STYLE_WARNING;
		buf_free(&label);
	}
	free(reminders);
}

static enum status
publication_open(struct screen *sc, const void *args, struct error *e)
{
	const struct publication_args *a = args;
	struct publication_screen *p = screen_state(sc);

	(void)e;
	p->on = a != NULL ? a->on : clock_today();
	return ST_OK;
}

static void
publication_title(const struct screen *sc, struct buf *out)
{
	const struct publication_screen *p = screen_state(sc);

	buf_puts(out, "Публикация списка на ");
	date_put_russian(out, p->on);
}

static bool
publication_read(struct screen *sc, struct list_rows *out)
{
	struct publication_screen *p = screen_state(sc);

	add_roster(p, out->view, out);
	add_last(p, out->view, out);
	add_reminders(p, out->view, out);
	return true;
}

static bool
is_same_line(const void *row, const void *other)
{
	const struct line *a = row, *b = other;

	return a->lead == b->lead && a->id == b->id;
}

static void
put_line(const void *row, struct list_cells *out)
{
	const struct line *line = row;

	buf_puts(&out->text[0], line->label);
	buf_puts(&out->text[1], line->text);
	out->style = line->style;
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	const char *clause =
	    profile_word(app_session(screen_app(sc))->profile, "clause_publication");

	ui_printf(ui, row, 1, columns - 2, STYLE_FAINT,
	    "%s%s%sа сайте только те, кто согласился, и только то, на что согласился.",
	    clause[0] != '\0' ? "Пункт " : "", clause, clause[0] != '\0' ? ": н" : "Н");
}

static void
draw_foot(const struct screen *sc, const void *here, struct ui *ui, int row, int columns)
{
	const struct publication_screen *p = screen_state(sc);

	(void)here;
	if (p->nreminders == 0)
		ui_put(ui, row, 1, columns - 2, STYLE_FAINT,
		    "Отозванных согласий, после которых список не обновлён, нет.");
	else
		text_draw(ui, row, 1, FOOT, columns - 2, STYLE_WARNING,
		    "Кто отозвал согласие, в новый список не войдёт: опубликуйте список (F2), и "
		    "напоминание закроется.");
}

static void
put_name(int32_t on, struct buf *name)
{
	buf_puts(name, "список-");
	date_put_iso(name, on);
}

static void
show_page(struct screen *sc)
{
	const struct publication_screen *p = screen_state(sc);

	open_paper_of_day(screen_app(sc), "roster",
	    &(struct paper_call){.on = p->on, .publicly = true}, "Список для сайта", "список");
}

static void
open_line(struct screen *sc, const void *here)
{
	const struct publication_screen *p = screen_state(sc);
	struct app *app = screen_app(sc);
	const struct line *line = here;

	if (line->lead == TO_LIST)
		place_open(app, PLACE_ROSTER, NO_QUESTION,
		    &(struct roster_args){.on = p->on, .view = CORPS_PUBLIC});
	else if (line->lead == TO_LEFT_OUT)
		place_open(app, PLACE_ROSTER, NO_QUESTION,
		    &(struct roster_args){.on = p->on, .view = CORPS_LEFT_OUT});
	else if (line->lead == TO_CONSENT)
		open_card(sc, KIND_CONSENTS, line->id);
	else if (p->last != 0)
		open_card(sc, KIND_PUBLICATIONS, p->last);
	else
		app_say(app, MESSAGE_INFO, "Список ещё не публиковали. F2 — опубликовать.");
}

static void
put_file_name(int32_t on, struct buf *name)
{
	put_name(on, name);
	buf_puts(name, ".html");
}

static void
take_page_home(struct app *app, const struct page *page, int32_t on)
{
	struct buf name = {0}, command = {0};

	put_file_name(on, &name);
	buf_printf(&command, "%s --format html", page->command);
	take_home_line(app, buf_text(&command), buf_text(&name), NULL);
	app_say(app, MESSAGE_INFO, "Опубликовано: список внесён в журнал публикаций.");
	buf_free(&name);
	buf_free(&command);
}

/* path NULL: the page is taken over SSH, and only what stands on it is journalled. */
static enum status
put_into(struct session *s, const struct roster *list, const struct page *page, const char *path,
    bool replace, struct error *e)
{
	struct site_page site;
	uint64_t id;
	enum status st;

	site_page_begin(&site, page, path, replace);
	st = publishing_to_file(s, list, &site.file, &id, e);
	site_page_free(&site);
	return st;
}

static void
publish(struct screen *sc, int what, const char *path, bool replace)
{
	struct publication_screen *p = screen_state(sc);
	struct app *app = screen_app(sc);
	struct session *s = app_session(app);
	struct roster list = {.on = 0};
	struct page page = {.title = ""};
	struct error e = {0};
	enum status st;
	struct view v;

	view_open(&v, s);
	st = roster_open(&list, &v, p->on, true, &e);
	view_close(&v);
	(void)what;
	if (st == ST_OK)
		st = document_of_roster(&page, s, &list, true, &e);
	if (st == ST_OK)
		st = put_into(s, &list, &page, path, replace, &e);
	if (st == ST_OK && path == NULL)
		take_page_home(app, &page, list.on);
	else if (st == ST_OK)
		app_say(app, MESSAGE_INFO, "Опубликовано: %zu в списке, страница — %s.", list.count,
		    path);
	else
		app_say_error(app, &e);
	page_free(&page);
	roster_free(&list);
	app_reload(app);
}

static void
take_publication(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 2)
		publish(sc, 0, NULL, false);
}

/* Where no file is named, nothing else stands before what cannot be taken back. */
static void
ask_publication(struct screen *sc)
{
	static const char *const buttons[] = {"Не сейчас", "Опубликовать", NULL};

	ask_buttons(screen_app(sc), THEN(take_publication), "Публикация списка",
	    "Нынешний список войдёт в журнал публикаций. Страницу вы получите у себя "
	    "командой, которую программа покажет.",
	    buttons);
}

static void
ask_file(struct screen *sc)
{
	const struct publication_screen *p = screen_state(sc);
	struct buf name = {0};

	if (take_home_must(screen_app(sc))) {
		ask_publication(sc);
		return;
	}
	put_file_name(p->on, &name);
	saving_ask(screen_app(sc), publish, 0, "Публикация списка", buf_text(&name));
	buf_free(&name);
}

/* Of the person under the cursor, where there is one. */
static void
new_consent(struct screen *sc)
{
	const struct line *line = list_screen_here(sc);

	open_form(sc, KIND_CONSENTS, line != NULL && line->lead == TO_CONSENT ? line->id : 0);
}

enum { DO_PUBLISH = ACT_OWN };

const struct screen_ops publication_screen = {
    .name = "publication",
    .about = "Список для сайта: кто войдёт, кто нет и почему, кого снять и до какого дня",
    .open = publication_open,
    .actions = LIST_WORK(ACTION(ACT_OPEN, "Enter", "Открыть список или запись под курсором",
			     .word = "Открыть", .permit = PERMIT_READ, .on_row = open_line),
	ACTION(DO_PUBLISH, "F2", "Записать страницу для сайта и внести публикацию в журнал",
	    .word = "Опубликовать", .permit = PERMIT_EDIT, .on_screen = ask_file),
	ACTION(ACT_TEXT, "F3", "Показать страницу текстом", .word = "Текст", .permit = PERMIT_READ,
	    .on_screen = show_page),
	ACTION(ACT_NEW, "Ins", "Внести согласие или его отзыв", .word = "Согласие",
	    .permit = PERMIT_EDIT, .on_screen = new_consent)),
    LIST_SCREEN(struct publication_screen, struct line,
	COLUMNS({.title = "Что", .width = 28, .lead = true},
	    {.title = "Сколько, когда, кто", .width = 30, .rank = 1, .grows = true}),
	.put_title = publication_title, .read = publication_read, .put = put_line,
	.same = is_same_line, .head = 1, .draw_head = draw_head, .foot = FOOT + 1,
	.draw_foot = draw_foot),
};
