/* SPDX-License-Identifier: MIT
 * outbox_send.c - letters on their way: renamed before they leave, so that a letter leaves once.
 */
#include <errno.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/folder.h"
#include "mail/outbox_parts.h"

/* On its way when somebody was killed. */
static void
doubt_interrupted(const struct outbox *o)
{
	char **parcels, **letters, from[OUTBOX_PATH], to[OUTBOX_PATH];
	size_t nparcels = outbox_folders(o, "", &parcels);

	for (size_t i = 0; i < nparcels; i++) {
		int parcel = openat(o->folder, parcels[i], OUTBOX_PARCEL);
		size_t count = outbox_letters(parcel, OUTBOX_LEAVES, &letters);

		for (size_t k = 0; k < count; k++) {
			outbox_name(from, letters[k], OUTBOX_LEAVES);
			outbox_name(to, letters[k], OUTBOX_DOUBT);
			renameat(parcel, from, parcel, to);
		}
		outbox_free_names(letters, count);
		outbox_shut(&parcel);
	}
	outbox_free_names(parcels, nparcels);
}

enum status
outbox_hold(struct outbox *o, struct error *e)
{
	o->sending = outbox_lock(o, "sending.lock", LOCK_EX | LOCK_NB);
	if (o->sending >= 0)
		return ST_OK;
	return errno == EWOULDBLOCK
	    ? error_set(e, ST_REFUSED,
		  "письма уже отправляет другой процесс; дождитесь, пока он закончит")
	    : outbox_failed(e);
}

enum status
outbox_take(struct outbox *o, outbox_stands *stands, void *context, struct error *e)
{
	enum status st = outbox_hold(o, e);

	if (st == ST_OK)
		st = outbox_settle(o, stands, context, e);
	outbox_shut(&o->making);
	if (st == ST_OK)
		doubt_interrupted(o);
	return st;
}

size_t
outbox_parcels(const struct outbox *o, char ***names)
{
	return outbox_folders(o, "", names);
}

bool
outbox_read_letter(int parcel, const char *name, struct buf *out)
{
	int file = openat(parcel, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	FILE *f = file >= 0 ? fdopen(file, "r") : NULL;
	bool read = f != NULL && buf_read_file(out, f);

	if (f != NULL)
		fclose(f);
	else
		outbox_shut(&file);
	return read;
}

static bool
rename_letter(int parcel, const char *name, const char *from, const char *to)
{
	char old[OUTBOX_PATH], new[OUTBOX_PATH];

	outbox_name(old, name, from);
	outbox_name(new, name, to);
	return renameat(parcel, old, parcel, new) == 0 && fsync(parcel) == 0;
}

/* Its new name is on the disk before anybody else has the letter. */
static bool
send_letter(
    int parcel, const char *name, outbox_deliver *deliver, void *context, struct outbox_sent *sent)
{
	char path[OUTBOX_PATH];
	struct buf letter = {0};
	enum outbox_fate fate = OUTBOX_NO_WAY;
	bool well = outbox_read_letter(parcel, name, &letter) &&
	    rename_letter(parcel, name, "", OUTBOX_LEAVES);

	if (well)
		fate = deliver(context, buf_slice(&letter));
	outbox_name(path, name, OUTBOX_LEAVES);
	if (well && fate == OUTBOX_TAKEN)
		well = unlinkat(parcel, path, 0) == 0 && fsync(parcel) == 0;
	else if (well)
		well = rename_letter(
		    parcel, name, OUTBOX_LEAVES, fate == OUTBOX_IN_DOUBT ? OUTBOX_DOUBT : "");
	sent->taken += fate == OUTBOX_TAKEN;
	sent->no_way = fate == OUTBOX_NO_WAY;
	buf_free(&letter);
	return well;
}

/* From now on no parcel of this name is put together. */
static bool
note_begun(const struct outbox *o, const char *name)
{
	char path[OUTBOX_PATH];
	int file;

	outbox_name(path, name, OUTBOX_BEGUN);
	file = openat(o->folder, path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (file < 0)
		return false;
	folder_give(o->folder, file);
	return close(file) == 0 && fsync(o->folder) == 0;
}

/* What is left of a parcel is counted; nothing: it goes. */
static void
count_left(const struct outbox *o, const char *name, int parcel, struct outbox_sent *sent)
{
	char **letters;
	size_t waiting = outbox_letters(parcel, "", &letters), doubtful;

	outbox_free_names(letters, waiting);
	doubtful = outbox_letters(parcel, OUTBOX_DOUBT, &letters);
	outbox_free_names(letters, doubtful);
	sent->waiting += waiting;
	sent->doubtful += doubtful;
	if (waiting + doubtful == 0)
		outbox_remove(o, name);
}

enum status
outbox_send(struct outbox *o, const char *name, outbox_deliver *deliver, void *context,
    struct outbox_sent *sent, struct error *e)
{
	int parcel = openat(o->folder, name, OUTBOX_PARCEL);
	char **letters;
	size_t count = outbox_letters(parcel, "", &letters);
	enum status st = ST_OK;

	if (count > 0 && !sent->no_way && !note_begun(o, name))
		st = outbox_failed(e);
	for (size_t i = 0; i < count && st == ST_OK && !sent->no_way; i++)
		if (!send_letter(parcel, letters[i], deliver, context, sent))
			st = outbox_failed(e);
	count_left(o, name, parcel, sent);
	outbox_free_names(letters, count);
	outbox_shut(&parcel);
	return st;
}

void
outbox_discard(struct outbox *o, const char *name)
{
	outbox_remove(o, name);
}
