/* SPDX-License-Identifier: MIT
 * save.c - what a screen shows, as a workbook.
 */
#include <stdlib.h>

#include "base/delivery.h"
#include "screens/app/ask.h"
#include "screens/region/parts.h"

enum { PATH_MOST = 1000 };

/* What is written, and where to. */
struct saving {
	region_fill_fn *fill;
	char path[PATH_MOST];
};

static enum status
write_file(const struct screen *sc, const struct saving *s, bool replace, struct error *e)
{
	struct outfile file;
	struct grid g = {0};
	enum status st = delivery_begin(&file, s->path, DELIVERY_PRIVATE, replace, e);

	if (st == ST_OK) {
		s->fill(sc, &g);
		st = grid_write_xlsx(&g, NULL, "Показатели", file.f, e);
		st = delivery_finish(&file, st, e);
	}
	grid_free(&g);
	return st;
}

static void
replace_it(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct saving *s = about;
	struct error e = {0};

	if (answer->code != 2)
		app_say(screen_app(sc), MESSAGE_INFO, "Файл оставлен как был.");
	else if (write_file(sc, s, true, &e) != ST_OK)
		app_say_error(screen_app(sc), &e);
	else
		app_say(screen_app(sc), MESSAGE_INFO, "Записано: %s", s->path);
}

static void
take_path(struct screen *sc, const void *about, const struct answer *answer)
{
	static const char *const buttons[] = {"Оставить", "Заменить", NULL};
	struct saving s = *(const struct saving *)about;
	struct error e = {0};
	enum status st;

	if (answer->code == 0 || *answer->text == '\0')
		return;
	snprintf(s.path, sizeof(s.path), "%s", answer->text);
	st = write_file(sc, &s, false, &e);
	if (st == ST_CONFLICT)
		ask_buttons(
		    screen_app(sc), ABOUT(replace_it, &s), "Такой файл уже есть", s.path, buttons);
	else if (st != ST_OK)
		app_say_error(screen_app(sc), &e);
	else
		app_say(screen_app(sc), MESSAGE_INFO, "Записано: %s", s.path);
}

void
region_save(struct screen *sc, region_fill_fn *fill, const char *name)
{
	struct saving s = {.fill = fill};
	const char *home = getenv("HOME");
	struct buf path = {0};

	buf_printf(&path, "%s/%s.xlsx", home != NULL ? home : ".", name);
	ask_line(screen_app(sc), ABOUT(take_path, &s), "Книга Excel",
	    "Записать в файл:", buf_text(&path));
	buf_free(&path);
}
