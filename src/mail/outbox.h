/* SPDX-License-Identifier: MIT
 * outbox.h - letters that wait in the folder of the database, and their way out of it.
 *
 * Letters that leave together are a parcel, a folder mail/NAME with a file for each. It is put
 * together as NAME.new and renamed when what it tells of is in the register, so that a parcel is
 * whole or not at all. A letter is renamed before the program that sends it is started, and goes
 * when that has taken it: one found so renamed was on its way when somebody was killed; it may have
 * left, and is never sent again. NAME.begun stays when the first letter has left: no parcel of that
 * name is put together any more.
 */
#ifndef MAIL_OUTBOX_H
#define MAIL_OUTBOX_H

#include "base/buf.h"
#include "base/status.h"

enum { OUTBOX_NAME = 96 };

struct outbox {
	int folder;             /* mail/ */
	int making;             /* the lock of whoever puts a parcel together; -1 */
	int sending;            /* the lock of whoever sends; -1 */
	int parcel;             /* being put together; -1 */
	char name[OUTBOX_NAME]; /* its name */
	size_t count;           /* its letters */
};

/* ST_SYSTEM: the folder can be neither opened nor made. Close it, whatever came. */
enum status outbox_open(struct outbox *o, const char *dir, struct error *e);
void outbox_close(struct outbox *o);
/* To look into it only: false when there is none. Close it, whatever came. */
bool outbox_look(struct outbox *o, const char *dir);

enum outbox_state {
	OUTBOX_NONE,
	OUTBOX_WAITS, /* none of its letters has left */
	OUTBOX_GOES,  /* some have */
	OUTBOX_GONE   /* all have, but those that may have */
};
/* How a parcel stands, and how many of its letters wait. */
enum outbox_state outbox_state(const struct outbox *o, const char *name, size_t *waiting);

/* A parcel of that name (ASCII letters, digits and '-'), while nobody else puts one together. What
 * a killed process had begun goes first: it becomes a parcel where stands() says that the register
 * has what it tells of. ST_REFUSED: a parcel of that name waits or has begun to leave. */
typedef bool outbox_stands(void *context, const char *name);
enum status outbox_begin(
    struct outbox *o, const char *name, outbox_stands *stands, void *context, struct error *e);
enum status outbox_add(struct outbox *o, struct slice letter, struct error *e);
/* All of them are on the disk: what the parcel tells of may go into the register. */
enum status outbox_seal(struct outbox *o, struct error *e);
/* Its letters wait from now on. */
enum status outbox_finish(struct outbox *o, struct error *e);
/* There is no such parcel after all; nothing when it is finished. */
void outbox_drop(struct outbox *o);

/* What became of a letter given to whoever sends it. */
enum outbox_fate {
	OUTBOX_TAKEN,
	OUTBOX_REFUSED,  /* it waits on */
	OUTBOX_IN_DOUBT, /* nobody can say whether it was taken */
	OUTBOX_NO_WAY    /* it waits on, as all behind it do */
};
typedef enum outbox_fate outbox_deliver(void *context, struct slice letter);

struct outbox_sent {
	size_t taken, waiting; /* now; still */
	size_t doubtful;       /* of all times: they lie in the parcel, ending in .doubt */
	bool no_way;
};

/* Be the one who sends. ST_REFUSED: another process does. What a killed one had on its way is in
 * doubt from now on. */
enum status outbox_take(struct outbox *o, outbox_stands *stands, void *context, struct error *e);
/* The names of all parcels, sorted; the caller frees each and *names. */
size_t outbox_parcels(const struct outbox *o, char ***names);
/* Send what waits of one, adding to *sent. A parcel without letters goes away. ST_SYSTEM: the
 * folder cannot be written; then nothing more is sent. */
enum status outbox_send(struct outbox *o, const char *name, outbox_deliver *deliver, void *context,
    struct outbox_sent *sent, struct error *e);
/* Letters to the address, whether they wait, are in doubt or were never finished, are destroyed.
 * The caller is the one who sends (outbox_take) or nobody does. Returns how many. */
size_t outbox_forget(struct outbox *o, const char *address);

/* Nobody else sends until it is closed; nothing is settled. ST_REFUSED: another process does. */
enum status outbox_hold(struct outbox *o, struct error *e);

/* The register does not know it any more: its letters go unsent. */
void outbox_discard(struct outbox *o, const char *name);

#endif
