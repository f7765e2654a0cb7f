/* SPDX-License-Identifier: MIT
 * profile_load.c - where profiles are found, and read with what lies beside them.
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/reason.h"
#include "model/profile/papers.h"
#include "model/profile/profile_parts.h"

static const char suffix[] = ".conf";

/* The folder of the running program's own profiles; "" when that cannot be told. */
static void
put_folder_beside(struct buf *b)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path));

	while (len > 0 && path[len - 1] != '/')
		len--;
	if (len <= 0)
		return;
	buf_put(b, path, (size_t)len);
	buf_puts(b, "profiles");
}

enum { FOLDERS = 3 };

/* The folders in which a profile is looked for by name, in order. */
static void
put_folder(struct buf *b, int place)
{
	const char *own = getenv("METODAKTIV_PROFILES");

	if (place == 0)
		buf_puts(b, own != NULL ? own : "");
	else if (place == 1)
		put_folder_beside(b);
	else
		buf_puts(b, DATADIR "/metodaktiv/profiles");
}

bool
profile_is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* The path of profile NAME or of the file itself; false when there is neither. */
static bool
put_path(struct buf *b, const char *name_or_file)
{
	for (int i = 0; i < FOLDERS && strchr(name_or_file, '/') == NULL; i++) {
		buf_clear(b);
		put_folder(b, i);
		if (b->len == 0)
			continue;
		buf_printf(b, "/%s%s", name_or_file, suffix);
		if (profile_is_file(buf_text(b)))
			return true;
	}
	buf_clear(b);
	buf_puts(b, name_or_file);
	return profile_is_file(name_or_file);
}

static bool
is_profile_file(const char *name)
{
	size_t len = strlen(name);

	return len >= sizeof(suffix) && name[0] != '.' &&
	    strcmp(name + len - (sizeof(suffix) - 1), suffix) == 0;
}

/* Append the names of a folder's profiles, each followed by a line feed. */
static void
put_names_of(struct buf *b, const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL) {
		if (!is_profile_file(entry->d_name))
			continue;
		buf_put(b, entry->d_name, strlen(entry->d_name) - (sizeof(suffix) - 1));
		buf_putc(b, '\n');
	}
	closedir(dir);
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

void
profile_put_names(struct buf *b)
{
	struct buf names = {0}, folder = {0};
	const char **list;
	size_t count = 0;

	for (int i = 0; i < FOLDERS; i++) {
		buf_clear(&folder);
		put_folder(&folder, i);
		if (folder.len > 0)
			put_names_of(&names, buf_text(&folder));
	}
	list = xcalloc(names.len, sizeof(*list));
	for (char *name = names.data, *end; name != NULL && *name != '\0'; name = end + 1) {
		end = strchr(name, '\n');
		*end = '\0';
		list[count++] = name;
	}
	qsort(list, count, sizeof(*list), compare_names);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(list[i], list[i - 1]) != 0)
			buf_printf(b, "%s%s", i == 0 ? "" : ", ", list[i]);
	free(list);
	buf_free(&names);
	buf_free(&folder);
}

static enum status
not_found(const char *name, struct error *e)
{
	struct buf names = {0};

	profile_put_names(&names);
	error_set(e, ST_NOTFOUND, "профиля «%s» нет, и файла с таким именем нет; есть профили: %s",
	    name, names.len > 0 ? buf_text(&names) : "ни одного");
	buf_free(&names);
	return ST_NOTFOUND;
}

enum status
profile_read_file(struct buf *text, const char *path, struct error *e)
{
	FILE *f = fopen(path, "re");
	bool whole;

	if (f == NULL)
		return error_set(
		    e, ST_SYSTEM, "файл «%s» не открывается: %s", path, reason_of(errno).text);
	whole = buf_read_file(text, f);
	fclose(f);
	if (!whole)
		return error_set(
		    e, ST_SYSTEM, "файл «%s» не читается: %s", path, reason_of(errno).text);
	if (text->len > PROFILE_LARGEST_FILE)
		return error_set(e, ST_INVALID, "файл «%s» больше 1 МБ", path);
	return ST_OK;
}

enum status
profile_load(struct profile **out, const char *name_or_file, struct error *e)
{
	struct buf path = {0}, text = {0};
	enum status st;

	*out = NULL;
	if (!put_path(&path, name_or_file))
		st = not_found(name_or_file, e);
	else
		st = profile_read_file(&text, buf_text(&path), e);
	if (st == ST_OK)
		st = profile_parse(out, buf_slice(&text), buf_text(&path), e);
	if (st == ST_OK)
		st = papers_require_whole(*out, buf_text(&path), e);
	if (st == ST_OK)
		st = blanks_read(*out, buf_text(&path), e);
	if (st != ST_OK) {
		profile_free(*out);
		*out = NULL;
	}
	buf_free(&path);
	buf_free(&text);
	return st;
}
