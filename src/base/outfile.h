/* SPDX-License-Identifier: MIT
 * outfile.h - a file that appears whole or not at all: begin, write, settle, appear; or drop.
 *
 * The steps are apart so that something else can be made true between the bytes being on the disk
 * and the name standing on them: a publication is journalled there.
 */
#ifndef BASE_OUTFILE_H
#define BASE_OUTFILE_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/buf.h"

/* Zero is none: dropping it does nothing. */
struct outfile {
	FILE *f;         /* to be written to, from begin to settle */
	bool replaces;   /* a file that stands at path gives way; else it stays, and appear fails */
	char *path;      /* where it is to appear */
	char *temporary; /* where it lies until then (leftovers.h); NULL: it appeared, or path is a
			    device, a pipe or the like, which is written itself */
	int lock;        /* on the temporary file, where there is one */
};

/* All functions: false when the system refused; errno tells why. */

/* A new file beside its place, with exactly these rights. What stands there is left alone until
 * appear, which takes its place; a symbolic link is replaced, not followed. Drop it, whatever
 * comes, when done with it; also after false. Where it may go is not asked here: what people ask
 * for is written by base/delivery.h. */
bool outfile_begin(struct outfile *o, const char *path, mode_t mode);

/* All that was written is on the disk (a device or pipe: has been taken). Closes o->f. */
bool outfile_settle(struct outfile *o);

/* Give the settled file its name, durably; EEXIST: there is one, and it does not replace it. After
 * false it still lies at o->temporary; where that is NULL it has its name, but a power failure
 * might take it away. Nothing to do for a device. */
bool outfile_appear(struct outfile *o);

/* Take away what has not appeared. errno is kept. */
void outfile_drop(struct outfile *o);

/* A settled file that could not appear is to stay: it gets a name under which it is not taken for a
 * leftover, if it can. Where it lies. */
const char *outfile_keep(struct outfile *o);
/* Let go of it: it stays where it lies. */
void outfile_leave(struct outfile *o);

/* All steps at once: the file holds these bytes, or what it held before. */
bool outfile_write(const char *path, struct slice bytes, mode_t mode);

/* Rename, but never over an existing file (errno EEXIST). */
bool outfile_rename_new(const char *from, const char *to);

/* Make the names in a folder durable. */
bool outfile_sync_folder(const char *folder);

#endif
