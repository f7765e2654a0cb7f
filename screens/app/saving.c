/* SPDX-License-Identifier: MIT
 * saving.c - writing a file somebody asked for.
 */
#include "screens/app/saving.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/utf8.h"
#include "base/outfile.h"
#include "screens/app/ask.h"

/* What leaves the register holds people's data: for its owner alone. */
enum { MODE = 0600 };

static const char *
home(void)
{
	const char *dir = getenv("HOME");

	return dir != NULL && dir[0] == '/' ? dir : ".";
}

/* What a file is asked for: who writes it, and over which one. */
struct asked_file {
	saving_fn *write;
	int what;
	char path[]; /* "" until it is settled */
};

static struct asked_file *
asked_file_new(saving_fn *write, int what, const char *path)
{
	size_t room = strlen(path) + 1;
	struct asked_file *f = xcalloc(1, sizeof(*f) + room);

	f->write = write;
	f->what = what;
	memcpy(f->path, path, room);
	return f;
}

static struct question
question_about(const struct asked_file *f, answer_fn *then)
{
	return (struct question){
	    .then = then, .about = f, .size = sizeof(*f) + strlen(f->path) + 1};
}

static char *
read_path(const char *typed)
{
	struct slice trimmed = utf8_trim(slice_of(typed));
	struct buf path = {0};

	if (slice_starts(trimmed, slice_of("~/")))
		buf_printf(
		    &path, "%s%.*s", home(), (int)trimmed.len - 1, (const char *)trimmed.data + 1);
	else
		buf_put_slice(&path, trimmed);
	return buf_detach(&path);
}

static void
take_over(struct screen *asker, const void *about, const struct answer *answer)
{
	const struct asked_file *f = about;

	assert(f != NULL);
	if (answer->code == 2)
		f->write(asker, f->what, f->path);
}

static void
ask_over(struct app *app, const struct asked_file *f)
{
	static const char *const buttons[] = {"Не записывать", "Заменить файл", NULL};
	struct buf text = {0};

	buf_printf(&text, "Файл уже есть:\n%s\n\nЗаменить его новым?", f->path);
	ask_buttons(app, question_about(f, take_over), "Такой файл есть", buf_text(&text), buttons);
	buf_free(&text);
}

static void
take_path(struct screen *asker, const void *about, const struct answer *answer)
{
	const struct asked_file *asked = about;
	struct asked_file *f;
	char *path;

	assert(asked != NULL);
	if (answer->code != 1)
		return;
	path = read_path(answer->text);
	f = asked_file_new(asked->write, asked->what, path);
	if (path[0] == '\0')
		app_say(screen_app(asker), MESSAGE_WARNING,
		    "Имя файла не набрано: ничего не записано.");
	else if (access(path, F_OK) == 0)
		ask_over(screen_app(asker), f);
	else
		f->write(asker, f->what, f->path);
	free(f);
	free(path);
}

void
saving_ask(struct app *app, saving_fn *write, int what, const char *title, const char *name)
{
	struct asked_file *f = asked_file_new(write, what, "");
	struct buf path = {0};

	buf_printf(&path, "%s/%s", home(), name);
	ask_line(
	    app, question_about(f, take_path), title, "В какой файл записать:", buf_text(&path));
	buf_free(&path);
	free(f);
}

bool
saving_write(struct app *app, const char *path, struct slice bytes)
{
	bool written = outfile_write(path, bytes, MODE);

	if (written)
		app_say(app, MESSAGE_INFO, "Записано в файл %s.", path);
	else
		app_say(app, MESSAGE_ERROR, "Файл %s не записан: %s.", path, strerror(errno));
	return written;
}
