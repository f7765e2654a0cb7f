/* SPDX-License-Identifier: MIT
 * infile.c - a file that is read whole before anything is done with it.
 */
#include "cli/infile.h"

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

/* Larger files are no tables of a town: somebody has named the wrong one. */
enum { FILE_MOST = 100 * 1000 * 1000 };

/* What a path that is no file is; NULL for a file. */
static const char *
other_than_file(mode_t mode)
{
	if (S_ISREG(mode))
		return NULL;
	if (S_ISDIR(mode))
		return "это папка, а нужен файл (папку целиком читает import --all)";
	if (S_ISFIFO(mode) || S_ISSOCK(mode))
		return "это канал, а нужен файл; из канала читают с именем «-»";
	return "это устройство, а нужен файл";
}

/* Open a file to read, never waiting for somebody who writes to it. NULL: e says why. */
static FILE *
open_file(const char *path, struct error *e)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	const char *other;

	if (fd < 0 || fstat(fd, &st) != 0) {
		infile_unreadable(path, e);
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	other = other_than_file(st.st_mode);
	if (other == NULL)
		return fdopen(fd, "r");
	close(fd);
	error_set(e, ST_INVALID, "не удалось прочитать «%s»: %s", path, other);
	return NULL;
}

/* Read all of it, but not more than a table can be. */
static enum status
read_all(FILE *f, struct buf *out, const char *path, struct error *e)
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
		return error_set(e, ST_INVALID,
		    "файл «%s» больше 100 МБ; таблиц такого размера здесь не бывает — проверьте, "
		    "тот ли это файл, или разделите его",
		    path);
	return ST_OK;
}

enum status
infile_read(const char *path, struct buf *out, struct error *e)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *f = standard ? stdin : open_file(path, e);
	enum status st;

	if (f == NULL)
		return ST_INVALID;
	st = read_all(f, out, standard ? "стандартный ввод" : path, e);
	if (!standard)
		fclose(f);
	return st;
}
