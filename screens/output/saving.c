/* SPDX-License-Identifier: MIT
 * saving.c - writing a file somebody asked for.
 */
#include "screens/output/saving.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/delivery.h"
#include "base/die.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/output/take_home.h"
#include "service/core/taken.h"

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
		f->write(asker, f->what, f->path, true);
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

/* A dot begins the name of the file, or of a folder below the home folder. */
static bool
is_hidden(const char *path)
{
	size_t len = strlen(home());
	bool below = strncmp(path, home(), len) == 0 && path[len] == '/';

	for (const char *p = below ? path + len : path; *p != '\0'; p++)
		if (p[0] == '.' && (p == path || p[-1] == '/') && p[1] != '/' && p[1] != '\0' &&
		    strncmp(p, "../", 3) != 0)
			return true;
	return false;
}

/* ST_CONFLICT: there is such a file. */
static enum status
check_path(const char *path, struct error *e)
{
	if (path[0] == '\0')
		return error_set(e, ST_REFUSED, "имя файла не набрано: ничего не записано");
	if (is_hidden(path))
		return error_set(e, ST_REFUSED,
		    "«%s» — скрытый файл или папка (имя с точки), такие отсюда не пишутся: дайте "
		    "другое имя",
		    path);
	return delivery_check(path, false, e);
}

static void
take_path(struct screen *asker, const void *about, const struct answer *answer)
{
	const struct asked_file *asked = about;
	struct asked_file *f;
	struct error e = {0};
	enum status st;
	char *path;

	assert(asked != NULL);
	if (answer->code != 1)
		return;
	path = read_path(answer->text);
	f = asked_file_new(asked->write, asked->what, path);
	st = check_path(path, &e);
	if (st == ST_OK)
		f->write(asker, f->what, f->path, false);
	else if (st == ST_CONFLICT)
		ask_over(screen_app(asker), f);
	else
		app_say_error(screen_app(asker), &e);
	free(f);
	free(path);
}

void
saving_ask(struct app *app, saving_fn *write, int what, const char *title, const char *name)
{
	struct asked_file *f;
	struct buf path = {0};

	if (take_home_must(app)) {
		app_say(app, MESSAGE_WARNING, "По SSH файлы на сервере не пишутся.");
		return;
	}
	f = asked_file_new(write, what, "");
	buf_printf(&path, "%s/%s", home(), name);
	ask_line(
	    app, question_about(f, take_path), title, "В какой файл записать:", buf_text(&path));
	buf_free(&path);
	free(f);
}

bool
saving_write(struct app *app, const char *operation, const char *what, const char *path,
    bool replace, struct slice bytes)
{
	struct error e = {0};
	struct outfile file;
	enum status st = delivery_begin(&file, path, DELIVERY_PRIVATE, replace, &e);

	if (st == ST_OK)
		st = taken_note_file(app_session(app), operation, what, bytes, &e);
	if (st == ST_OK)
		fwrite(bytes.data, 1, bytes.len, file.f);
	st = delivery_finish(&file, st, &e);
	if (st == ST_OK)
		app_say(app, MESSAGE_INFO, "Записано в файл %s.", path);
	else
		app_say_error(app, &e);
	return st == ST_OK;
}
