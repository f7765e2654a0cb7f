/* SPDX-License-Identifier: MIT
 * delivery.c - where a file somebody asked for may go.
 */
#include "base/delivery.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/reason.h"

/* The file that makes a folder one of a database. */
#define DATA_FILE "data.mdb"

enum status
delivery_failed(const char *path, struct error *e)
{
	if (errno == EEXIST)
		return error_set(e, ST_CONFLICT,
		    "файл «%s» уже есть: назовите другой или добавьте --force, чтобы заменить его",
		    path);
	return error_set(
	    e, ST_REFUSED, "не удалось записать «%s»: %s", path, reason_of(errno).text);
}

static bool
is_stream(mode_t mode)
{
	return S_ISCHR(mode) || S_ISBLK(mode) || S_ISFIFO(mode);
}

bool
delivery_is_stream(const char *path)
{
	struct stat s;

	return stat(path, &s) == 0 && is_stream(s.st_mode);
}

/* The folder a path lies in, however many slashes end it. */
static char *
folder_of(const char *path)
{
	char *copy = xstrdup(path), *folder = xstrdup(dirname(copy));

	free(copy);
	return folder;
}

char *
delivery_folder_itself(const char *path)
{
	char *copy = xstrdup(path);
	size_t len = strlen(copy);

	while (len > 1 && copy[len - 1] == '/')
		copy[--len] = '\0';
	return copy;
}

static bool
same_place(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Is the open folder, or any it lies in, that of a database? It goes up by the folders themselves,
 * whatever names and links led here. Takes fd. */
static bool
lies_in_database(int fd)
{
	struct stat here, above, data;
	bool found = false, top = false;

	while (!found && !top && fd >= 0 && fstat(fd, &here) == 0) {
		int up = openat(fd, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);

		found = fstatat(fd, DATA_FILE, &data, AT_SYMLINK_NOFOLLOW) == 0;
		top = up < 0 || fstat(up, &above) != 0 || same_place(&here, &above);
		close(fd);
		fd = up;
	}
	if (fd >= 0)
		close(fd);
	return found;
}

/* ST_REFUSED when the folder is not there, either. */
static enum status
check_outside(const char *folder, const char *path, struct error *e)
{
	int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return delivery_failed(path, e);
	if (!lies_in_database(fd))
		return ST_OK;
	return error_set(e, ST_REFUSED,
	    "«%s» лежит в папке базы, туда программа не пишет ничего, кроме самой базы: назовите "
	    "другую папку",
	    path);
}

static enum status
refuse_link(const char *path, struct error *e)
{
	return error_set(e, ST_REFUSED,
	    "«%s» — символическая ссылка, по ней программа не пишет: назовите сам файл", path);
}

/* What stands there already. */
static enum status
check_there(const char *path, bool replace, struct error *e)
{
	struct stat s;

	if (lstat(path, &s) != 0)
		return errno == ENOENT ? ST_OK : delivery_failed(path, e);
	if (S_ISLNK(s.st_mode))
		return delivery_is_stream(path) ? ST_OK : refuse_link(path, e);
	if (S_ISDIR(s.st_mode))
		return error_set(
		    e, ST_REFUSED, "«%s» — папка, а нужен файл: добавьте его имя", path);
	if (S_ISSOCK(s.st_mode))
		return error_set(e, ST_REFUSED, "«%s» — сокет, а нужен файл", path);
	if (S_ISREG(s.st_mode) && !replace) {
		errno = EEXIST;
		return delivery_failed(path, e);
	}
	return ST_OK;
}

enum status
delivery_check(const char *path, bool replace, struct error *e)
{
	char *folder;
	enum status st;

	if (*path == '\0')
		return error_set(e, ST_REFUSED, "имя файла пусто: назовите файл");
	folder = folder_of(path);
	st = check_outside(folder, path, e);
	free(folder);
	return st == ST_OK ? check_there(path, replace, e) : st;
}

enum status
delivery_begin(struct outfile *o, const char *path, mode_t mode, bool replace, struct error *e)
{
	enum status st = delivery_check(path, replace, e);

	*o = (struct outfile){0};
	if (st != ST_OK)
		return st;
	if (outfile_begin(o, path, mode)) {
		o->replaces = replace;
		return ST_OK;
	}
	st = delivery_failed(path, e);
	outfile_drop(o);
	return st;
}

enum status
delivery_finish(struct outfile *o, enum status st, struct error *e)
{
	if (st == ST_OK && !(outfile_settle(o) && outfile_appear(o)))
		st = delivery_failed(o->path, e);
	outfile_drop(o);
	return st;
}

static bool
is_empty(const char *folder)
{
	DIR *d = opendir(folder);
	const struct dirent *entry;
	bool empty = d != NULL;

	while (empty && (entry = readdir(d)) != NULL)
		empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
	if (d != NULL)
		closedir(d);
	return empty;
}

static enum status
make_folder(const char *folder, struct error *e)
{
	char *above = folder_of(folder);
	enum status st = check_outside(above, folder, e);

	free(above);
	if (st != ST_OK)
		return st;
	/* what will lie in it is for its owner alone */
	if (mkdir(folder, 0700) != 0)
		return error_set(e, ST_REFUSED, "не удалось создать папку «%s»: %s", folder,
		    reason_of(errno).text);
	return ST_OK;
}

static enum status
take_folder(const char *folder, bool replace, struct error *e)
{
	enum status st;
	struct stat s;

	if (lstat(folder, &s) != 0)
		return errno == ENOENT ? make_folder(folder, e) : delivery_failed(folder, e);
	if (S_ISLNK(s.st_mode))
		return error_set(e, ST_REFUSED,
		    "«%s» — символическая ссылка, по ней программа не пишет: назовите саму папку",
		    folder);
	if (!S_ISDIR(s.st_mode))
		return error_set(e, ST_REFUSED, "«%s» — не папка: назовите папку", folder);
	st = check_outside(folder, folder, e);
	if (st == ST_OK && !replace && !is_empty(folder))
		st = error_set(e, ST_REFUSED,
		    "папка «%s» не пуста: назовите пустую или новую либо добавьте --force, чтобы "
		    "заменить в ней прежние файлы",
		    folder);
	return st;
}

enum status
delivery_folder(const char *folder, bool replace, struct error *e)
{
	char *path = delivery_folder_itself(folder);
	enum status st = *path != '\0'
	    ? take_folder(path, replace, e)
	    : error_set(e, ST_REFUSED, "имя папки пусто: назовите папку");

	free(path);
	return st;
}
