/* SPDX-License-Identifier: MIT
 * infile.c - a file that is read whole before anything is done with it.
 */
#include "base/infile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/reason.h"

enum status
infile_unreadable(const char *path, struct error *e)
{
	return error_set(
	    e, ST_NOTFOUND, "не удалось прочитать «%s»: %s", path, reason_of(errno).text);
}

/* Larger files are no tables of a town, and nothing else is as large: somebody has named the wrong
 * one. */
enum { FILE_MOST = 100 * 1000 * 1000 };

/* What is said besides. */
struct advice {
	const char *folder, *large;
};

static const struct advice of_table = {.folder = " (папку целиком читает import --all)",
    .large =
	"таблиц такого размера здесь не бывает — проверьте, тот ли это файл, или разделите его"};
static const struct advice of_other = {.folder = "", .large = "проверьте, тот ли это файл"};

/* What a path that is no file is; NULL for a file. */
static const char *
other_than_file(mode_t mode)
{
	if (S_ISREG(mode))
		return NULL;
	if (S_ISDIR(mode))
		return "это папка, а нужен файл";
	if (S_ISFIFO(mode) || S_ISSOCK(mode))
		return "это канал, а нужен файл; из канала читают с именем «-»";
	return "это устройство, а нужен файл";
}

/* Open a file to read, never waiting for somebody who writes to it. *out is NULL unless ST_OK. */
static enum status
open_file(FILE **out, const char *path, const struct advice *advice, struct error *e)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	const char *other = NULL;
	struct stat s;

	*out = NULL;
	if (fd >= 0 && fstat(fd, &s) == 0) {
		other = other_than_file(s.st_mode);
		*out = other == NULL ? fdopen(fd, "r") : NULL;
	}
	if (*out != NULL)
		return ST_OK;
	if (other == NULL)
		infile_unreadable(path, e);
	else
		error_set(e, ST_INVALID, "не удалось прочитать «%s»: %s%s", path, other,
		    S_ISDIR(s.st_mode) ? advice->folder : "");
	if (fd >= 0)
		close(fd);
	return other == NULL ? ST_NOTFOUND : ST_INVALID;
}

/* Read all of it, but not more than a table can be. */
static enum status
read_all(FILE *f, struct buf *out, const char *path, const struct advice *advice, struct error *e)
{
	size_t n;

	do {
		buf_reserve(out, 65536);
		n = fread(out->data + out->len, 1, out->cap - out->len - 1, f);
		out->len += n;
		out->data[out->len] = '\0';
	} while (n > 0 && out->len <= FILE_MOST);
	if (ferror(f))
		return infile_unreadable(path, e);
	if (out->len > FILE_MOST)
		return error_set(e, ST_INVALID, "файл «%s» больше 100 МБ; %s", path, advice->large);
	return ST_OK;
}

static enum status
read_advising(const char *path, struct buf *out, const struct advice *advice, struct error *e)
{
	FILE *f = NULL;
	enum status st;

	if (strcmp(path, "-") == 0)
		return read_all(stdin, out, "стандартный ввод", advice, e);
	st = open_file(&f, path, advice, e);
	if (st != ST_OK)
		return st;
	st = read_all(f, out, path, advice, e);
	fclose(f);
	return st;
}

enum status
infile_read(const char *path, struct buf *out, struct error *e)
{
	return read_advising(path, out, &of_other, e);
}

enum status
infile_read_table(const char *path, struct buf *out, struct error *e)
{
	return read_advising(path, out, &of_table, e);
}
