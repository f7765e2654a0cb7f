/* SPDX-License-Identifier: MIT
 * take_home.c - the window with the line to type at home.
 */
#include "screens/output/take_home.h"

#include <string.h>

#include "screens/app/ask.h"
#include "screens/term/clipboard.h"
#include "service/core/taken.h"

bool
take_home_must(struct app *app)
{
	return app_session(app)->visitor.way == WAY_SSH;
}

/* What a window is about: text, ended by a NUL, is what it may copy; of a text that leaves the
 * register the operation and the title stand before it. */
struct taken_home {
	answer_fn *then;
	const char *operation; /* NULL: a line, which takes nothing out before it is typed */
	size_t title;          /* bytes of text[] before what is copied, its NUL with it */
	char text[];
};

static struct question
question_of(const struct buf *about, answer_fn *then)
{
	return (struct question){.then = then, .about = about->data, .size = about->len};
}

static void
put_taken_home(struct buf *out, const struct taken_home *head, const char *title, struct slice text)
{
	struct taken_home h = *head;

	h.title = title != NULL ? strlen(title) + 1 : 0;
	buf_put(out, &h, sizeof(h));
	if (title != NULL)
		buf_put(out, title, h.title);
	buf_put_slice(out, text);
	buf_putc(out, '\0');
}

static void
take(struct screen *asker, const void *about, const struct answer *answer)
{
	const struct taken_home *h = about;
	struct app *app = screen_app(asker);
	struct error e = {0};
	enum status st = ST_OK;

	if (answer->code == 2 && h->operation != NULL)
		st = taken_note(app_session(app), h->operation, h->text, &e);
	if (st != ST_OK)
		app_say_error(app, &e);
	else if (answer->code == 2) {
		app_copy(app, slice_of(h->text + h->title)); /* what is too long was not offered */
		app_say(app, MESSAGE_INFO, TAKE_HOME_COPIED);
	}
	if (h->then != NULL)
		h->then(asker, NULL, answer);
}

void
take_home_line(struct app *app, const char *command, const char *name, answer_fn *then)
{
	static const char *const buttons[] = {"Закрыть", "Скопировать строку", NULL};
	struct buf line = {0}, shown = {0}, about = {0};

	buf_printf(&line, "ssh город %s > %s", command, name);
	buf_printf(&shown,
	    "По SSH файл получают у себя. Наберите на своём компьютере:\n\n%s\n\n"
	    "«город» — имя сервера в ваших настройках SSH; с PuTTY — plink вместо ssh.",
	    buf_text(&line));
	put_taken_home(&about, &(struct taken_home){.then = then}, NULL, buf_slice(&line));
	ask_buttons(app, question_of(&about, take), "Файл по SSH", buf_text(&shown), buttons);
	buf_free(&line);
	buf_free(&shown);
	buf_free(&about);
}

void
take_home_text(
    struct app *app, const char *operation, const char *title, struct slice text, answer_fn *then)
{
	static const char *const buttons[] = {"Закрыть", "Скопировать текст", NULL};
	static const char *const no_buttons[] = {"Закрыть", NULL};
	static const char why[] =
	    "По SSH файлов на сервере нет, а это никакая команда целиком не выводит";
	bool fits = text.len <= CLIPBOARD_MOST;
	struct buf about = {0}, shown = {0};

	buf_printf(&shown, "%s%s", why,
	    fits ? ": скопируйте его текст."
		 : ", и для буфера обмена оно слишком длинно: отметьте меньше строк или выделите "
		   "на экране мышью, лист за листом.");
	put_taken_home(
	    &about, &(struct taken_home){.then = then, .operation = operation}, title, text);
	ask_buttons(app, question_of(&about, take), "Файл по SSH", buf_text(&shown),
	    fits ? buttons : no_buttons);
	buf_free(&about);
	buf_free(&shown);
}
