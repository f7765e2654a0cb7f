/* SPDX-License-Identifier: MIT
 * take_home.c - the window with the line to type at home.
 */
#include "screens/app/take_home.h"

#include "screens/app/ask.h"
#include "service/core/taken.h"

bool
take_home_must(struct app *app)
{
	return app_session(app)->visitor.way == WAY_SSH;
}

static void
copy(struct app *app, const void *about)
{
	if (app_copy(app, slice_of(about)))
		app_say(app, MESSAGE_INFO,
		    "Отправлено в буфер обмена. Не вставляется — терминал этого не умеет: "
		    "выделите мышью.");
	else
		app_say(app, MESSAGE_WARNING,
		    "Для буфера обмена это слишком длинно: выделите мышью на экране.");
}

/* about: the text to copy, ended by a NUL. */
static void
take_line(struct screen *asker, const void *about, const struct answer *answer)
{
	if (answer->code == 2)
		copy(screen_app(asker), about);
}

/* The text leaves the register here; a line's does when it is typed. */
static void
take_text(struct screen *asker, const void *about, const struct answer *answer)
{
	struct app *app = screen_app(asker);
	struct error e = {0};

	if (answer->code != 2)
		return;
	if (taken_note(app_session(app), OPERATION_PAPER, "текст с экрана", &e) == ST_OK)
		copy(app, about);
	else
		app_say_error(app, &e);
}

void
take_home_ask(struct app *app, const char *command, const char *name, struct slice text)
{
	static const char *const line_buttons[] = {"Закрыть", "Скопировать строку", NULL};
	static const char *const text_buttons[] = {"Закрыть", "Скопировать текст", NULL};
	bool has_line = command[0] != '\0';
	struct buf copied = {0}, shown = {0};

	if (has_line)
		buf_printf(&copied, "ssh город %s > %s", command, name);
	else
		buf_put_slice(&copied, text);
	buf_putc(&copied, '\0');
	if (has_line)
		buf_printf(&shown,
		    "По SSH файл получают у себя. Наберите на своём компьютере:\n\n%s\n\n"
		    "«город» — имя сервера в ваших настройках SSH; с PuTTY — plink вместо ssh.",
		    copied.data);
	else
		buf_puts(&shown,
		    "По SSH файлов на сервере нет, а этот документ командой не печатается:\n"
		    "скопируйте его текст.");
	ask_buttons(app,
	    (struct question){
		.then = has_line ? take_line : take_text, .about = copied.data, .size = copied.len},
	    "Файл по SSH", buf_text(&shown), has_line ? line_buttons : text_buttons);
	buf_free(&copied);
	buf_free(&shown);
}
