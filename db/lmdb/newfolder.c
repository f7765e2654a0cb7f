/* SPDX-License-Identifier: MIT
 * newfolder.c - the folder a new database is put into.
 */
#include "db/lmdb/newfolder.h"

#include <dirent.h>
#include <errno.h>
#include <grp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/delivery.h"
#include "base/die.h"
#include "base/reason.h"
#include "db/lmdb/datafile.h"

/* Whoever is in the group works with the database; what is made in the folder is the group's. */
enum { FOLDER_MODE = 02770, MODE_BITS = 07777 };

/* But for what an init leaves that is killed, or still at it, and the folder of those who were at
 * work with a database that has been taken away. Takes d. */
static bool
is_free(DIR *d)
{
	const struct dirent *entry;
	bool found = false;

	while (!found && (entry = readdir(d)) != NULL)
		found = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		    strcmp(entry->d_name, DATAFILE_HERE) != 0 &&
		    strncmp(entry->d_name, DATAFILE_NEST, strlen(DATAFILE_NEST)) != 0;
	closedir(d);
	return !found;
}

static enum status
refuse_full(const char *dir, struct error *e)
{
	char *data = datafile_path(dir, DATA_FILE);
	struct stat s;
	bool database = lstat(data, &s) == 0;

	free(data);
	if (database)
		return error_set(e, ST_REFUSED,
		    "в папке «%s» база уже есть; для новой назовите другую, пустую папку (--db или "
		    "METODAKTIV_DB)",
		    dir);
	return error_set(e, ST_REFUSED,
	    "папка «%s» не пуста; для базы назовите пустую папку или новую (--db или "
	    "METODAKTIV_DB)",
	    dir);
}

/* Absent, or a folder with nothing of anybody in it. */
static enum status
check_there(const char *dir, struct error *e)
{
	char *path = delivery_folder_itself(dir);
	struct stat s;
	bool there = lstat(path, &s) == 0;
	DIR *d;

	free(path);
	if (!there)
		return ST_OK; /* what is wrong with the way there is told by mkdir() */
	if (S_ISLNK(s.st_mode))
		return error_set(e, ST_REFUSED,
		    "«%s» — символическая ссылка; для базы назовите саму папку (--db или "
		    "METODAKTIV_DB)",
		    dir);
	if (!S_ISDIR(s.st_mode))
		return error_set(e, ST_REFUSED,
		    "«%s» — не папка; для базы назовите папку (--db или METODAKTIV_DB)", dir);
	datafile_remove_old_nests(dir, NULL);
	d = opendir(dir);
	if (d == NULL)
		return error_set(
		    e, ST_REFUSED, "папка «%s» не читается: %s", dir, reason_of(errno).text);
	return is_free(d) ? ST_OK : refuse_full(dir, e);
}

/* Every missing folder of the path. */
static enum status
make_folders(const char *dir, unsigned *made, struct error *e)
{
	char *path = xstrdup(dir), *slash = path;
	bool more = true;
	enum status status = ST_OK;

	while (more && status == ST_OK) {
		slash = strchr(slash + 1, '/');
		more = slash != NULL;
		if (more)
			*slash = '\0';
		if (mkdir(path, 0777) == 0)
			++*made;
		else if (errno != EEXIST)
			status = error_set(
			    e, ST_SYSTEM, "папку «%s» не создать: %s", path, reason_of(errno).text);
		if (more)
			*slash = '/';
	}
	free(path);
	return status;
}

static enum status
give_group(const char *dir, const char *name, struct error *e)
{
	const struct group *group = getgrnam(name);

	if (group == NULL)
		return error_set(e, ST_REFUSED,
		    "группы «%s» на этой машине нет; её заводит администратор машины: groupadd %s",
		    name, name);
	if (chown(dir, (uid_t)-1, group->gr_gid) != 0)
		return error_set(e, ST_REFUSED,
		    "отдать папку «%s» группе «%s» не удалось (%s): это может тот, кому папка "
		    "принадлежит и кто сам в этой группе, или root",
		    dir, name, reason_of(errno).text);
	return ST_OK;
}

static enum status
set_mode(const char *dir, struct error *e)
{
	struct stat s;

	if (stat(dir, &s) == 0 && (s.st_mode & MODE_BITS) == FOLDER_MODE)
		return ST_OK;
	if (chmod(dir, FOLDER_MODE) == 0)
		return ST_OK;
	return error_set(e, ST_REFUSED,
	    "права папки «%s» не изменить (%s): назовите новую папку или попросите её хозяина: "
	    "chmod 2770",
	    dir, reason_of(errno).text);
}

enum status
newfolder_take(const char *dir, const char *group, unsigned *made, struct error *e)
{
	enum status status;

	*made = 0;
	if (dir[0] == '\0')
		return error_set(e, ST_USAGE, "папка для базы не названа: укажите её в --db");
	status = check_there(dir, e);
	if (status == ST_OK)
		status = make_folders(dir, made, e);
	if (status == ST_OK && group != NULL)
		status = give_group(dir, group, e);
	if (status == ST_OK)
		status = set_mode(dir, e); /* behind the group: a change of it may take bits away */
	if (status != ST_OK) {
		newfolder_drop(dir, *made);
		*made = 0;
	}
	return status;
}

void
newfolder_drop(const char *dir, unsigned made)
{
	char *path = xstrdup(dir), *slash;

	while (made > 0 && path[0] != '\0') {
		if (rmdir(path) == 0)
			made--;
		else if (errno != ENOENT)
			break;
		slash = strrchr(path, '/');
		*(slash != NULL ? slash : path) = '\0';
	}
	free(path);
}
