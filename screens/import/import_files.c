/* SPDX-License-Identifier: MIT
 * import_files.c - which file is to come in: folders and tables; over SSH, where there are none, a
 * table that is pasted.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/infile.h"
#include "base/reason.h"
#include "base/utf8.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/import/import_screens.h"
#include "screens/output/take_home.h"

struct file_row {
	const char *name;
	bool folder;
	uint64_t bytes;
	int64_t time;
};

struct import_files {
	struct list_state base; /* first: list_screen.h */
	struct buf folder;
	int kind;              /* 1 + the kind of the table; 0: any */
	struct intake *chosen; /* while it is asked which table or sheet it is */
	enum kind kinds[KIND_COUNT];
	size_t nkinds;
};

/* Ends of names: what may be a table, or is refused in words that help. */
static bool
is_table(const char *name)
{
	static const char *const ends[] = {
	    ".csv", ".xlsx", ".txt", ".tsv", ".xls", ".xlsm", ".xlsb", ".ods"};
	const char *end = strrchr(name, '.');

	for (size_t i = 0; end != NULL && i < sizeof(ends) / sizeof(ends[0]); i++)
		if (strcasecmp(end, ends[i]) == 0)
			return true;
	return false;
}

static void
put_path(const struct import_files *f, const char *name, struct buf *out)
{
	buf_put_slice(out, buf_slice(&f->folder));
	if (strcmp(name, "..") == 0) {
		const char *slash = strrchr(buf_text(out), '/');

		buf_truncate(
		    out, slash == NULL || slash == out->data ? 1 : (size_t)(slash - out->data));
		return;
	}
	if (out->data[out->len - 1] != '/')
		buf_putc(out, '/');
	buf_puts(out, name);
}

static int
by_name(const void *a, const void *b)
{
	const struct file_row *x = a, *y = b;

	if (x->folder != y->folder)
		return x->folder ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void
add_file(const struct import_files *f, const char *name, struct list_rows *out)
{
	struct buf path = {0};
	struct stat s;

	put_path(f, name, &path);
	if (stat(buf_text(&path), &s) == 0 &&
	    (S_ISDIR(s.st_mode) || (S_ISREG(s.st_mode) && is_table(name))))
		list_rows_add(out,
		    &(struct file_row){.name = arena_strdup(&out->texts, name),
			.folder = S_ISDIR(s.st_mode),
			.bytes = (uint64_t)s.st_size,
			.time = s.st_mtime});
	buf_free(&path);
}

static DIR *
open_folder(const struct screen *sc, const char *path)
{
	DIR *folder = opendir(path);

	if (folder == NULL)
		app_say(screen_app(sc), MESSAGE_ERROR, "Папку «%s» не открыть: %s", path,
		    reason_of(errno).text);
	return folder;
}

/* Neither what is hidden nor, at the root, what is above it. */
static bool
is_shown(const struct import_files *f, const char *name)
{
	return name[0] != '.' || (strcmp(name, "..") == 0 && f->folder.len > 1);
}

/* false: it cannot be read, which is said. */
static bool
read_folder(struct screen *sc, struct list_rows *out)
{
	const struct import_files *f = screen_state(sc);
	DIR *folder = open_folder(sc, buf_text(&f->folder));
	const struct dirent *entry;

	if (folder == NULL)
		return false;
	while ((entry = readdir(folder)) != NULL)
		if (is_shown(f, entry->d_name))
			add_file(f, entry->d_name, out);
	closedir(folder);
	qsort(out->rows, out->count, sizeof(struct file_row), by_name);
	return true;
}

static bool
files_read(struct screen *sc, struct list_rows *out)
{
	return take_home_must(screen_app(sc)) || read_folder(sc, out);
}

static enum status
files_open(struct screen *sc, const void *args, struct error *e)
{
	struct import_files *f = screen_state(sc);
	char *folder = getcwd(NULL, 0);

	(void)e;
	f->kind = args != NULL ? ((const struct import_args *)args)->kind : 0;
	buf_puts(&f->folder, folder != NULL ? folder : "/");
	free(folder);
	return ST_OK;
}

static void
files_close(struct screen *sc)
{
	struct import_files *f = screen_state(sc);

	intake_free(f->chosen);
	buf_free(&f->folder);
}

static void
files_title(const struct screen *sc, struct buf *out)
{
	const struct import_files *f = screen_state(sc);

	buf_puts(out, "Загрузить таблицу");
	if (f->kind > 0)
		buf_printf(out, " в «%s»", entity_of((enum kind)(f->kind - 1))->many);
	if (take_home_must(screen_app(sc)))
		return;
	buf_puts(out, " · ");
	utf8_put_shown(out, buf_slice(&f->folder), false);
}

static void
put_file(const void *row, struct list_cells *out)
{
	const struct file_row *file = row;

	utf8_put_shown(&out->text[0], slice_of(file->name), false);
	if (file->folder) {
		buf_puts(&out->text[0], strcmp(file->name, "..") == 0 ? "  (папкой выше)" : "/");
		return;
	}
	buf_printf(&out->text[1], "%llu КБ", (unsigned long long)(file->bytes + 1023) / 1024);
	clock_put_russian(&out->text[2], file->time);
}

/* Which table, which sheet, then its columns. */

static void
take_done(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 1)
		app_pop(screen_app(sc), answer);
}

static void
open_columns(struct screen *sc, enum kind kind, size_t sheet)
{
	struct import_files *f = screen_state(sc);
	struct app *app = screen_app(sc);
	struct intake *in = f->chosen;
	struct error e = {0};

	f->chosen = NULL;
	if (intake_begin(in, kind, sheet, 0, &e) == ST_OK) {
		place_open(app, PLACE_IMPORT_COLUMNS, THEN(take_done),
		    &(struct import_file_args){.intake = in});
		return;
	}
	app_say(app, MESSAGE_ERROR, "Файл «%s»: %s", in->name, error_text(&e));
	intake_free(in);
}

static void
drop_chosen(struct import_files *f)
{
	intake_free(f->chosen);
	f->chosen = NULL;
}

static void
take_sheet(struct screen *sc, const void *about, const struct answer *answer)
{
	const enum kind *kind = about;

	if (answer->code > 0)
		open_columns(sc, *kind, (size_t)answer->code - 1);
	else
		drop_chosen(screen_state(sc));
}

static void
ask_sheet(struct screen *sc, enum kind kind)
{
	struct import_files *f = screen_state(sc);
	const struct book_names *sheets = &f->chosen->sheets;

	if (sheets->count < 2)
		open_columns(sc, kind, 0);
	else
		ask_choice(screen_app(sc), ABOUT(take_sheet, &kind), "Какой лист книги",
		    sheets->items, sheets->count, 1);
}

static void
take_kind(struct screen *sc, const void *about, const struct answer *answer)
{
	struct import_files *f = screen_state(sc);

	(void)about;
	if (answer->code > 0 && (size_t)answer->code <= f->nkinds)
		ask_sheet(sc, f->kinds[answer->code - 1]);
	else
		drop_chosen(f);
}

static void
ask_kind(struct screen *sc)
{
	struct import_files *f = screen_state(sc);
	const struct profile *profile = app_session(screen_app(sc))->profile;
	enum kind guess = intake_guess_kind(f->chosen);
	const char *lines[KIND_COUNT];
	size_t current = 0;

	f->nkinds = 0;
	for (enum kind kind = 0; kind < (enum kind)KIND_CONTRACT_COUNT; kind++) {
		if (!profile_has_module(profile, entity_of(kind)->module))
			continue;
		lines[f->nkinds] = entity_of(kind)->many;
		f->kinds[f->nkinds++] = kind;
		if (kind == guess)
			current = f->nkinds;
	}
	ask_choice(
	    screen_app(sc), THEN(take_kind), "Что это за таблица", lines, f->nkinds, current);
}

static void
take_bytes(struct screen *sc, const char *name, struct buf *bytes)
{
	struct import_files *f = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	drop_chosen(f);
	if (intake_open(&f->chosen, app_session(app), name, bytes, &e) != ST_OK)
		app_say(app, MESSAGE_ERROR, "Файл «%s»: %s", name, error_text(&e));
	else if (f->kind > 0)
		ask_sheet(sc, (enum kind)(f->kind - 1));
	else
		ask_kind(sc);
}

static void
take_file(struct screen *sc, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf bytes = {0};
	struct error e = {0};

	if (infile_read(path, &bytes, &e) == ST_OK) {
		take_bytes(sc, slash != NULL ? slash + 1 : path, &bytes);
		return;
	}
	app_say_error(screen_app(sc), &e);
	buf_free(&bytes);
}

static void
enter_folder(struct screen *sc, const char *path)
{
	struct import_files *f = screen_state(sc);
	char *whole = realpath(path, NULL);

	if (whole == NULL) {
		app_say(screen_app(sc), MESSAGE_ERROR, "Папку «%s» не открыть: %s", path,
		    reason_of(errno).text);
		return;
	}
	buf_clear(&f->folder);
	buf_puts(&f->folder, whole);
	free(whole);
	list_screen_begin(sc);
}

static void
choose(struct screen *sc, const void *row)
{
	const struct file_row *file = row;
	struct buf path = {0};

	put_path(screen_state(sc), file->name, &path);
	if (file->folder)
		enter_folder(sc, buf_text(&path));
	else
		take_file(sc, buf_text(&path));
	buf_free(&path);
}

static void
go_up(struct screen *sc)
{
	if (!take_home_must(screen_app(sc)))
		choose(sc, &(struct file_row){.name = "..", .folder = true});
}

/* A path that is typed: of the home folder, of the one that is shown, or whole. */
static void
put_typed(const struct import_files *f, const char *typed, struct buf *out)
{
	const char *home = getenv("HOME");

	if (typed[0] == '~' && (typed[1] == '/' || typed[1] == '\0') && home != NULL)
		buf_printf(out, "%s%s", home, typed + 1);
	else if (typed[0] == '/')
		buf_puts(out, typed);
	else
		put_path(f, typed, out);
}

/* The names of its folder that begin as it does: as far as they agree, appended. How many. */
static size_t
complete(struct buf *path)
{
	const char *slash = strrchr(buf_text(path), '/');
	size_t folder = slash != NULL ? (size_t)(slash - path->data) + 1 : 0, found = 0, agreed = 0;
	char *begun = xstrdup(path->data + folder), *first = NULL;
	const struct dirent *entry;
	DIR *d;

	buf_truncate(path, folder);
	d = opendir(folder > 0 ? buf_text(path) : ".");
	while (d != NULL && (entry = readdir(d)) != NULL) {
		if (strncmp(entry->d_name, begun, strlen(begun)) != 0 ||
		    (entry->d_name[0] == '.' && begun[0] != '.'))
			continue;
		if (found++ == 0) {
			first = xstrdup(entry->d_name);
			agreed = strlen(first);
		}
		for (size_t i = 0; i < agreed; i++)
			if (first[i] != entry->d_name[i])
				agreed = i;
	}
	if (d != NULL)
		closedir(d);
	if (found > 0)
		buf_put(path, first, agreed);
	else
		buf_puts(path, begun);
	free(first);
	free(begun);
	return found;
}

static void ask_path(struct screen *sc, const char *typed);

static void
take_path(struct screen *sc, const void *about, const struct answer *answer)
{
	struct app *app = screen_app(sc);
	struct buf path = {0};
	struct stat s;
	size_t found = 1;

	(void)about;
	if (answer->code != 1 || answer->text[0] == '\0')
		return;
	put_typed(screen_state(sc), answer->text, &path);
	if (stat(buf_text(&path), &s) != 0)
		found = complete(&path);
	if (found != 1) {
		app_say(app, MESSAGE_WARNING,
		    found == 0 ? "Такого файла и такой папки нет."
			       : "Так начинаются несколько имён; допишите.");
		ask_path(sc, buf_text(&path));
	} else if (stat(buf_text(&path), &s) == 0 && S_ISDIR(s.st_mode)) {
		enter_folder(sc, buf_text(&path));
	} else {
		take_file(sc, buf_text(&path));
	}
	buf_free(&path);
}

static void
ask_path(struct screen *sc, const char *typed)
{
	ask_rest(screen_app(sc), THEN(take_path), "Файл или папка",
	    "Путь; начало имени достаточно:", typed);
}

/* Over SSH no file of the server is named: the line for one's own machine. */
static void
show_line(struct screen *sc)
{
	static const char *const buttons[] = {"Закрыть", NULL};
	const struct import_files *f = screen_state(sc);
	struct buf text = {0};

	buf_printf(&text,
	    "По SSH файлов этого сервера не видно, а свой файл отправляют так. Наберите на своём "
	    "компьютере:\n\nssh город import %s - < файл.xlsx\n\n«город» — имя сервера в ваших "
	    "настройках SSH; с PuTTY — plink вместо ssh. Или скопируйте строки таблицы вместе с "
	    "заголовком и вставьте их сюда.",
	    f->kind > 0 ? entity_of((enum kind)(f->kind - 1))->id : "people");
	ask_buttons(screen_app(sc), NO_QUESTION, "Таблица по SSH", buf_text(&text), buttons);
	buf_free(&text);
}

static void
type_path(struct screen *sc)
{
	if (take_home_must(screen_app(sc)))
		show_line(sc);
	else
		ask_path(sc, "");
}

static const char *
why_empty(const struct screen *sc)
{
	return take_home_must(screen_app(sc))
	    ? "По SSH файлов сервера не видно. F4 — строка, которую набирают у себя; или вставьте "
	      "сюда скопированную таблицу."
	    : "Здесь нет ни папок, ни таблиц (csv, xlsx).";
}

/* A letter begins a path. */
static bool
begin_path(struct screen *sc, const struct key *key)
{
	struct buf typed = {0};

	if (key->code != K_CHARACTER || take_home_must(screen_app(sc)))
		return false;
	utf8_put(&typed, key->ch);
	ask_path(sc, buf_text(&typed));
	buf_free(&typed);
	return true;
}

/* Rows that were copied, from a spreadsheet say. */
static bool
files_key(struct screen *sc, const struct key *key)
{
	struct slice pasted = app_pasted(screen_app(sc));
	struct buf bytes = {0};

	if (key->code != K_PASTED)
		return begin_path(sc, key);
	buf_put_slice(&bytes, pasted);
	for (size_t i = 0; i < bytes.len; i++) /* a terminal sends what Enter would */
		if (bytes.data[i] == '\r' && (i + 1 == bytes.len || bytes.data[i + 1] != '\n'))
			bytes.data[i] = '\n';
	take_bytes(sc, "вставленная таблица", &bytes);
	return true;
}

/* What is pasted is for here. */
static bool
files_in_text(const struct screen *sc)
{
	(void)sc;
	return true;
}

enum { DO_PATH = ACT_OWN, DO_UP };

const struct screen_ops import_files_screen = {
    .name = "import",
    .about = "Загрузить таблицу: книгу Excel или CSV. Выберите файл или вставьте строки таблицы.",
    .open = files_open,
    .key = files_key,
    .in_text = files_in_text,
    .actions = LIST_WORK_STILL(ACTION(ACT_OPEN, "Enter Right", "Открыть папку или взять файл",
				   .word = "Взять", .on_row = choose),
	ACTION(DO_UP, "Left Backspace", "Папкой выше", .on_screen = go_up),
	ACTION(DO_PATH, "F4",
	    "Набрать путь; по SSH — строка, которой файл отправляют со своего компьютера",
	    .word = "Путь", .on_screen = type_path)),
    LIST_SCREEN(struct import_files, struct file_row,
	COLUMNS({.title = "Файл", .width = 40, .grows = true, .lead = true},
	    {.title = "Размер", .width = 10, .right = true, .rank = 1},
	    {.title = "Изменён", .width = 19, .rank = 2}),
	.put_title = files_title, .read = files_read, .put = put_file, .close = files_close,
	.why_empty = why_empty),
};
