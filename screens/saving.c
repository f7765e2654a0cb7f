/* SPDX-License-Identifier: MIT
 * saving.c - writing a file somebody asked for.
 */
#include "screens/saving.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/utf8.h"
#include "db/file.h"
#include "screens/ask.h"

/* What leaves the register holds people's data: for its owner alone. */
enum { MODE = 0600 };

static const char *
home(void)
{
	const char *dir = getenv("HOME");

	return dir != NULL && dir[0] == '/' ? dir : ".";
}

void
saving_ask(struct saving *s, struct app *app, const char *title, const char *name)
{
	struct buf path = {0};

	(void)s;
	buf_printf(&path, "%s/%s", home(), name);
	ask_line(app, NUMBERED(SAVING_QUESTION), title, "В какой файл записать:", buf_text(&path));
	buf_free(&path);
}

static void
take_path(struct saving *s, const char *typed)
{
	struct slice trimmed = utf8_trim(slice_of(typed));
	struct buf path = {0};

	if (slice_starts(trimmed, slice_of("~/")))
		buf_printf(
		    &path, "%s%.*s", home(), (int)trimmed.len - 1, (const char *)trimmed.data + 1);
	else
		buf_put_slice(&path, trimmed);
	free(s->path);
	s->path = buf_detach(&path);
}

static void
ask_over(struct app *app, const char *path)
{
	static const char *const buttons[] = {"Не записывать", "Заменить файл", NULL};
	struct buf text = {0};

	buf_printf(&text, "Файл уже есть:\n%s\n\nЗаменить его новым?", path);
	ask_buttons(app, NUMBERED(SAVING_OVER), "Такой файл есть", buf_text(&text), buttons);
	buf_free(&text);
}

bool
saving_answered(struct saving *s, struct app *app, int question, const struct answer *answer)
{
	if (question == SAVING_OVER)
		return answer->code == 2;
	if (answer->code != 1)
		return false;
	take_path(s, answer->text);
	if (s->path[0] == '\0') {
		app_say(app, MESSAGE_WARNING, "Имя файла не набрано: ничего не записано.");
		return false;
	}
	if (access(s->path, F_OK) != 0)
		return true;
	ask_over(app, s->path);
	return false;
}

bool
saving_write(struct saving *s, struct app *app, struct slice bytes)
{
	const char *slash = strrchr(s->path, '/');
	struct buf dir = {0};
	bool written;

	file_put_parent(&dir, s->path);
	written =
	    file_write_whole(buf_text(&dir), slash != NULL ? slash + 1 : s->path, bytes, MODE);
	if (written)
		app_say(app, MESSAGE_INFO, "Записано в файл %s.", s->path);
	else
		app_say(app, MESSAGE_ERROR, "Файл %s не записан: %s.", s->path, strerror(errno));
	buf_free(&dir);
	return written;
}

void
saving_free(struct saving *s)
{
	free(s->path);
	s->path = NULL;
}
