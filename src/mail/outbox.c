/* SPDX-License-Identifier: MIT
 * outbox.c - parcels put together; how they stand.
 */
#include "mail/outbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/reason.h"
#include "mail/outbox_parts.h"

enum status
outbox_failed(struct error *e)
{
	return error_set(e, ST_SYSTEM,
	    "в папку писем (" OUTBOX_FOLDER " в папке базы) не записать: %s",
	    reason_of(errno).text);
}

enum status
outbox_open(struct outbox *o, const char *dir, struct error *e)
{
	*o = (struct outbox){.making = -1, .sending = -1, .parcel = -1};
	o->folder = folder_open(dir, OUTBOX_FOLDER, true);
	return o->folder >= 0 ? ST_OK : outbox_failed(e);
}

bool
outbox_look(struct outbox *o, const char *dir)
{
	*o = (struct outbox){.making = -1, .sending = -1, .parcel = -1};
	o->folder = folder_open(dir, OUTBOX_FOLDER, false);
	return o->folder >= 0;
}

void
outbox_close(struct outbox *o)
{
	outbox_drop(o);
	outbox_shut(&o->sending);
	outbox_shut(&o->folder);
}

void
outbox_shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* -1: it cannot be had, errno tells. */
int
outbox_lock(const struct outbox *o, const char *name, int how)
{
	int lock = openat(o->folder, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (lock < 0)
		return -1;
	folder_give(o->folder, lock);
	if (flock(lock, how) == 0)
		return lock;
	close(lock);
	return -1;
}

void
outbox_name(char out[OUTBOX_PATH], const char *name, const char *suffix)
{
	snprintf(out, OUTBOX_PATH, "%s%s", name, suffix);
}

static bool
is_there(const struct outbox *o, const char *name, const char *suffix)
{
	char path[OUTBOX_PATH];

	outbox_name(path, name, suffix);
	return faccessat(o->folder, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

enum outbox_state
outbox_state(const struct outbox *o, const char *name, size_t *waiting)
{
	int parcel = openat(o->folder, name, OUTBOX_PARCEL);
	bool begun = is_there(o, name, OUTBOX_BEGUN);
	char **letters;

	*waiting = outbox_letters(parcel, "", &letters);
	outbox_free_names(letters, *waiting);
	if (parcel < 0)
		return begun ? OUTBOX_GONE : OUTBOX_NONE;
	close(parcel);
	if (!begun)
		return OUTBOX_WAITS;
	return *waiting > 0 ? OUTBOX_GOES : OUTBOX_GONE;
}

/* Of a process that was killed while it put a parcel together. */
static void
settle_unfinished(struct outbox *o, outbox_stands *stands, void *context)
{
	char **names, path[OUTBOX_PATH];
	size_t count = outbox_folders(o, OUTBOX_NEW, &names);

	for (size_t i = 0; i < count; i++) {
		outbox_name(path, names[i], OUTBOX_NEW);
		if (!stands(context, names[i]) || is_there(o, names[i], "") ||
		    renameat(o->folder, path, o->folder, names[i]) != 0)
			outbox_remove(o, path);
	}
	outbox_free_names(names, count);
	fsync(o->folder);
}

enum status
outbox_settle(struct outbox *o, outbox_stands *stands, void *context, struct error *e)
{
	o->making = outbox_lock(o, "making.lock", LOCK_EX);
	if (o->making < 0)
		return outbox_failed(e);
	settle_unfinished(o, stands, context);
	return ST_OK;
}

enum status
outbox_begin(
    struct outbox *o, const char *name, outbox_stands *stands, void *context, struct error *e)
{
	char path[OUTBOX_PATH];
	enum status st = outbox_settle(o, stands, context, e);

	if (st != ST_OK)
		return st;
	if (is_there(o, name, "") && !is_there(o, name, OUTBOX_BEGUN) && !stands(context, name))
		outbox_remove(o, name); /* what it was of has been taken back */
	if (is_there(o, name, "") || is_there(o, name, OUTBOX_BEGUN)) {
		outbox_shut(&o->making);
		return error_set(e, ST_REFUSED,
		    "письма этой рассылки уже в очереди или ушли; чтобы написать ещё раз, "
		    "внесите новую рассылку");
	}
	snprintf(o->name, sizeof(o->name), "%s", name);
	o->count = 0;
	outbox_name(path, name, OUTBOX_NEW);
	if (mkdirat(o->folder, path, 0700) == 0)
		o->parcel = openat(o->folder, path, OUTBOX_PARCEL);
	if (o->parcel < 0)
		return outbox_failed(e);
	fchmod(o->parcel, FOLDER_MODE);
	return ST_OK;
}

enum status
outbox_add(struct outbox *o, struct slice letter, struct error *e)
{
	char name[OUTBOX_NAME];
	int file;
	bool written;

	snprintf(name, sizeof(name), "%06zu", ++o->count);
	file = openat(o->parcel, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return outbox_failed(e);
	folder_give(o->folder, file);
	written = write(file, letter.data, letter.len) == (ssize_t)letter.len && fsync(file) == 0;
	return close(file) == 0 && written ? ST_OK : outbox_failed(e);
}

enum status
outbox_seal(struct outbox *o, struct error *e)
{
	return fsync(o->parcel) == 0 && fsync(o->folder) == 0 ? ST_OK : outbox_failed(e);
}

enum status
outbox_finish(struct outbox *o, struct error *e)
{
	char path[OUTBOX_PATH];
	enum status st = ST_OK;

	outbox_name(path, o->name, OUTBOX_NEW);
	if (renameat(o->folder, path, o->folder, o->name) != 0 || fsync(o->folder) != 0)
		st = outbox_failed(e);
	outbox_shut(&o->parcel);
	outbox_shut(&o->making);
	return st;
}

void
outbox_drop(struct outbox *o)
{
	char path[OUTBOX_PATH];

	if (o->parcel >= 0) {
		outbox_name(path, o->name, OUTBOX_NEW);
		outbox_remove(o, path);
	}
	outbox_shut(&o->parcel);
	outbox_shut(&o->making);
}
