/* SPDX-License-Identifier: MIT
 * backup.h - copies while clerks work, and the way back.
 */
#ifndef DB_BACKUP_H
#define DB_BACKUP_H

#include "db/admin/verify.h"

/* NULL: as {0}. */
struct backup_how {
	bool replace;          /* a file that exists */
	struct slice password; /* not empty: the copy is put under it (secret.h) */
	/* of the verifying, as of verify_store(); ST_CANCELLED when it is stopped; may be NULL */
	verify_progress *progress;
	void *context;
};

/* A compact copy: written to a temporary file beside it, opened and verified, fsynced, renamed. An
 * existing file is replaced if that is asked for, else refused (ST_REFUSED). out (may be NULL):
 * what verifying has found, of which identity, number of operations and end of the chain say later
 * whether a copy is the one that was made. */
enum status backup_make(struct store *st, const char *file, const struct backup_how *how,
    struct verify_report *out, struct error *e);

/* The same bytes into an open device, pipe or file, made and verified beside the database first;
 * out is not NULL. */
enum status backup_send(struct store *st, int fd, const struct backup_how *how,
    struct verify_report *out, struct error *e);

/* Put a backup into dir, which is absent or empty and is given the group (newfolder_take). file "-"
 * is the standard input. A copy under a password wants it, of any other it is not asked. The backup
 * is verified first; nothing is left behind when it fails. */
enum status backup_restore(
    const char *file, const char *dir, const char *group, struct slice password, struct error *e);

/* A backup looked into: unpacked into a temporary folder in dir, checked against its seal and
 * verified, open to be read. progress as of verify_store(), may be NULL. */
struct backup;
enum status backup_open(struct backup **out, const char *file, const char *dir,
    verify_progress *progress, void *context, struct error *e);
struct store *backup_store(const struct backup *b);
void backup_close(struct backup *b); /* and takes the folder away; NULL is fine */

#endif
