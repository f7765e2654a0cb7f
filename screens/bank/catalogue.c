/* SPDX-License-Identifier: MIT
 * catalogue.c - the recommended materials as others read of them: seen, then put on the site.
 */
#include "base/clock.h"
#include "base/utf8.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/output/document_viewer.h"
#include "screens/output/saving.h"
#include "screens/output/site_page.h"
#include "screens/output/take_home.h"
#include "service/year/catalogue.h"

enum { DO_PUBLISH = ACT_OWN };

static const char paper[] = "catalogue";

struct catalogue_screen {
	struct list_state base; /* first: list_screen.h; its rows are of struct catalogue_entry */
	struct catalogue catalogue; /* the rows' texts are its */
};

static void
take_catalogue(struct catalogue_screen *s, struct catalogue fresh, struct list_rows *out)
{
	catalogue_free(&s->catalogue);
	s->catalogue = fresh;
	for (size_t i = 0; i < fresh.count; i++)
		list_rows_add(out, &fresh.entries[i]);
}

static bool
catalogue_screen_read(struct screen *sc, struct list_rows *out)
{
	struct catalogue fresh;
	struct error e = {0};
	enum status st = catalogue_read(out->view, clock_today(), &fresh, &e);

	if (st != ST_OK) {
		catalogue_free(&fresh);
		app_say_error(screen_app(sc), &e);
		return false;
	}
	take_catalogue(screen_state(sc), fresh, out);
	return true;
}

static void
catalogue_put(const void *row, struct list_cells *out)
{
	const struct catalogue_entry *entry = row;
	const char *const texts[] = {entry->kind_word, entry->subjects, entry->title, entry->by,
	    entry->location, entry->annotation};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		utf8_put_shown(&out->text[i], slice_of(texts[i]), false);
	buf_puts(&out->more, entry->annotation);
}

static void
catalogue_close(struct screen *sc)
{
	catalogue_free(&((struct catalogue_screen *)screen_state(sc))->catalogue);
}

static void
open_resource(struct screen *sc, const void *row)
{
	open_card(sc, KIND_RESOURCES, ((const struct catalogue_entry *)row)->resource);
}

/* --- Onto the site. */

static enum status
publish_page(
    struct session *s, const struct page *page, const char *path, bool replace, struct error *e)
{
	struct site_page site;
	enum status st;

	site_page_begin(&site, page, path, replace);
	st = catalogue_publish(s, &site.file, e);
	site_page_free(&site);
	return st;
}

static void
publish(struct screen *sc, int what, const char *path, bool replace)
{
	const struct paper_call call = {.on = clock_today()};
	struct app *app = screen_app(sc);
	struct page page = {.title = ""};
	struct error e = {0};
	enum status st = document_make(&page, app_session(app), paper, &call, &e);
	struct buf command = {0};

	(void)what;
	if (st == ST_OK)
		st = publish_page(app_session(app), &page, path, replace, &e);
	buf_printf(&command, "%s --format html", page.command != NULL ? page.command : "");
	if (st != ST_OK)
		app_say_error(app, &e);
	else if (path != NULL)
		app_say(app, MESSAGE_INFO, "Страница каталога — %s.", path);
	else
		take_home_line(app, buf_text(&command), "каталог-материалов.html", NULL);
	buf_free(&command);
	page_free(&page);
}

static void
ask_publish(struct screen *sc)
{
	if (take_home_must(screen_app(sc)))
		publish(sc, 0, NULL, false);
	else
		saving_ask(screen_app(sc), publish, 0, "Страница каталога для сайта",
		    "каталог-материалов.html");
}

static void
show_paper(struct screen *sc)
{
	open_paper_of_day(screen_app(sc), paper, &(struct paper_call){.on = clock_today()},
	    "Каталог материалов", "каталог-материалов");
}

const struct screen_ops catalogue_screen = {
    .name = "catalogue",
    .about = "Рекомендованные материалы так, как их прочтут на сайте: автор назван, насколько он "
	     "на это согласен. F2 — страница для сайта, Ctrl-T — другие файлы.",
    .actions = LIST_WORK(ACTION(DO_PUBLISH, "F2", "Записать страницу для сайта", .word = "На сайт",
			     .synonyms = "опубликовать выложить html", .permit = PERMIT_EDIT,
			     .on_screen = ask_publish),
	ACTION(ACT_OPEN, "Enter", "Карточка материала", .word = "Карточка", .permit = PERMIT_READ,
	    .on_row = open_resource),
	ACTION(ACT_TEXT, "F3", "Каталог бумагой: по видам и предметам", .word = "Текст",
	    .permit = PERMIT_PRINT, .on_screen = show_paper)),
    LIST_SCREEN(struct catalogue_screen, struct catalogue_entry,
	COLUMNS({.title = "Вид", .width = 15}, {.title = "Предметы", .width = 16, .rank = 1},
	    {.title = "Материал", .width = 26, .grows = true, .lead = true},
	    {.title = "Автор", .width = 24, .grows = true, .rank = 2},
	    {.title = "Где находится", .width = 24, .grows = true, .rank = 3},
	    {.title = "Аннотация", .width = 30, .rank = 4}),
	.title = "Каталог материалов", .read = catalogue_screen_read, .put = catalogue_put,
	.close = catalogue_close, .key_size = sizeof(uint64_t), .paper = paper, .foot = 4,
	.empty = "Рекомендованных материалов ещё нет: их рекомендует эксперт в банке материалов."),
};
