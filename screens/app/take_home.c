/* SPDX-License-Identifier: MIT
 * take_home.c - the window with the line to type at home.
 */
#include "screens/app/take_home.h"

#include <string.h>

#include "screens/app/ask.h"
#include "screens/term/clipboard.h"
#include "service/core/taken.h"

bool
take_home_must(struct app *app)
{
	return app_session(app)->visitor.way == WAY_SSH;
}

static void
copy(struct app *app, const char *text)
{
	app_copy(app, slice_of(text)); /* what is too long was not offered */
	app_say(app, MESSAGE_INFO,
	    "Отправлено в буфер обмена. Не вставляется — терминал этого не умеет: выделите мышью.");
}

/* about: the line to copy, ended by a NUL. */
static void
take_line(struct screen *asker, const void *about, const struct answer *answer)
{
	if (answer->code == 2)
		copy(screen_app(asker), about);
}

/* The text leaves the register here; a line's does when it is typed. about: the paper's title and
 * its text, each ended by a NUL. */
static void
take_text(struct screen *asker, const void *about, const struct answer *answer)
{
	struct app *app = screen_app(asker);
	const char *title = about;
	struct error e = {0};

	if (answer->code != 2)
		return;
	if (taken_note(app_session(app), OPERATION_PAPER, title, &e) == ST_OK)
		copy(app, title + strlen(title) + 1);
	else
		app_say_error(app, &e);
}

void
take_home_line(struct app *app, const char *command, const char *name)
{
	static const char *const buttons[] = {"Закрыть", "Скопировать строку", NULL};
	struct buf line = {0}, shown = {0};

	buf_printf(&line, "ssh город %s > %s", command, name);
	buf_printf(&shown,
	    "По SSH файл получают у себя. Наберите на своём компьютере:\n\n%s\n\n"
	    "«город» — имя сервера в ваших настройках SSH; с PuTTY — plink вместо ssh.",
	    buf_text(&line));
	ask_buttons(app,
	    (struct question){.then = take_line, .about = buf_text(&line), .size = line.len + 1},
	    "Файл по SSH", buf_text(&shown), buttons);
	buf_free(&line);
	buf_free(&shown);
}

void
take_home_text(struct app *app, const char *title, struct slice text)
{
	static const char *const buttons[] = {"Закрыть", "Скопировать текст", NULL};
	static const char *const no_buttons[] = {"Закрыть", NULL};
	bool fits = text.len <= CLIPBOARD_MOST;
	struct buf about = {0};

	buf_put(&about, title, strlen(title) + 1);
	buf_put_slice(&about, text);
	buf_putc(&about, '\0');
	ask_buttons(app,
	    (struct question){.then = take_text, .about = about.data, .size = about.len},
	    "Файл по SSH",
	    fits ? "По SSH файлов на сервере нет, а этот документ командой не печатается: "
		   "скопируйте "
		   "его текст."
		 : "По SSH файлов на сервере нет, а этот документ командой не печатается, и для "
		   "буфера "
		   "обмена он слишком длинен: выделите его на экране мышью, лист за листом.",
	    fits ? buttons : no_buttons);
	buf_free(&about);
}
