/* SPDX-License-Identifier: MIT
 * outbox_parts.h - the names in the folder of letters (inside the room).
 */
#ifndef MAIL_OUTBOX_PARTS_H
#define MAIL_OUTBOX_PARTS_H

#include <fcntl.h>

#include "mail/outbox.h"

#define OUTBOX_FOLDER "mail"
#define OUTBOX_NEW    ".new"   /* a parcel being put together */
#define OUTBOX_BEGUN  ".begun" /* the first of a parcel's letters has left */
#define OUTBOX_LEAVES ".out"   /* a letter on its way */
#define OUTBOX_DOUBT  ".doubt" /* nobody can say whether it left */

enum { OUTBOX_PATH = OUTBOX_NAME + 16 };
#define OUTBOX_PARCEL (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

void outbox_name(char out[OUTBOX_PATH], const char *name, const char *suffix);
enum status outbox_failed(struct error *e); /* by errno */
void outbox_shut(int *fd);                  /* -1 is fine, and comes of it */
int outbox_lock(const struct outbox *o, const char *name, int how);
/* Be the one who puts parcels together, and settle what a killed one had begun. */
enum status outbox_settle(struct outbox *o, outbox_stands *stands, void *context, struct error *e);

/* Names that end with the suffix, which is taken off ("": names without a dot), sorted: of folders
 * in mail/, of files in a parcel (-1: none). */
size_t outbox_folders(const struct outbox *o, const char *suffix, char ***names);
size_t outbox_letters(int parcel, const char *suffix, char ***names);
bool outbox_read_letter(int parcel, const char *name, struct buf *out);
void outbox_free_names(char **names, size_t count);
/* A folder with its files. */
void outbox_remove(const struct outbox *o, const char *folder);

#endif
