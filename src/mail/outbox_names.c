/* SPDX-License-Identifier: MIT
 * outbox_names.c - what lies in the folder of letters.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "mail/outbox_parts.h"

/* The length of the name without the suffix; 0: it is not of these. */
static size_t
stem(const char *name, const char *suffix)
{
	const char *dot = strchr(name, '.');

	if (*suffix == '\0')
		return dot == NULL ? strlen(name) : 0;
	return dot != NULL && strcmp(dot, suffix) == 0 ? (size_t)(dot - name) : 0;
}

static int
compare_names(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static size_t
read_names(int folder, mode_t type, const char *suffix, char ***out)
{
	int own = folder >= 0 ? openat(folder, ".", OUTBOX_PARCEL) : -1;
	DIR *dir = own >= 0 ? fdopendir(own) : NULL;
	char **names = NULL;
	size_t count = 0, room = 0;

	for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
		size_t len = stem(entry->d_name, suffix);
		struct stat s;

		if (len == 0 || fstatat(folder, entry->d_name, &s, AT_SYMLINK_NOFOLLOW) != 0 ||
		    (s.st_mode & S_IFMT) != type)
			continue;
		ARRAY_ROOM(names, count, room);
		names[count++] = xstrndup(entry->d_name, len);
	}
	if (dir != NULL)
		closedir(dir);
	if (count > 0)
		qsort(names, count, sizeof(*names), compare_names);
	*out = names;
	return count;
}

size_t
outbox_folders(const struct outbox *o, const char *suffix, char ***names)
{
	return read_names(o->folder, S_IFDIR, suffix, names);
}

size_t
outbox_letters(int parcel, const char *suffix, char ***names)
{
	return read_names(parcel, S_IFREG, suffix, names);
}

void
outbox_free_names(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

void
outbox_remove(const struct outbox *o, const char *folder)
{
	static const char *const suffixes[] = {"", OUTBOX_LEAVES, OUTBOX_DOUBT};
	int parcel = openat(o->folder, folder, OUTBOX_PARCEL);
	char **names, path[OUTBOX_PATH];

	for (size_t k = 0; parcel >= 0 && k < sizeof(suffixes) / sizeof(suffixes[0]); k++) {
		size_t count = outbox_letters(parcel, suffixes[k], &names);

		for (size_t i = 0; i < count; i++) {
			outbox_name(path, names[i], suffixes[k]);
			unlinkat(parcel, path, 0);
		}
		outbox_free_names(names, count);
	}
	outbox_shut(&parcel);
	unlinkat(o->folder, folder, AT_REMOVEDIR);
}
