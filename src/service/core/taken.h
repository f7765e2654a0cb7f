/* SPDX-License-Identifier: MIT
 * taken.h - what leaves the register leaves a trace: a row of the journal that is no change.
 */
#ifndef SERVICE_TAKEN_H
#define SERVICE_TAKEN_H

#include "service/core/operations.h"
#include "service/core/session.h"

/* Say in the journal that `what` is taken out, before it is: OPERATION_EXPORT, OPERATION_PAPER.
 * When the row cannot be written what was asked for is to be refused: ST_REFUSED with a sentence,
 * or what stops every writing (ST_OLDER, ST_UPGRADED, ST_MOVED ...). */
enum status taken_note(struct session *s, const char *operation, const char *what, struct error *e);

/* The same of a file with these bytes: behind `what` the row has their digest, by which
 * taken_find_file() finds it. */
enum status taken_note_file(struct session *s, const char *operation, const char *what,
    struct slice bytes, struct error *e);
/* Append what such a row says: "what, отпечаток 3f0a…". For those who write a row of their own. */
void taken_put_file(struct buf *out, const char *what, struct slice bytes);
/* The newest row that says a file with these bytes was taken out, and of what; 0: there is none. */
uint64_t taken_find_file(struct txn *t, struct slice bytes, struct buf *what);
/* Append the digest of a file: BLAKE2b-256, in hexadecimal digits. */
void taken_put_digest(struct buf *out, struct slice bytes);

/* The same for a copy of the whole database, which is given to the owner of its folder (and root)
 * whether there is a row or not: he may have to save what can still be read. *unnoted: there is
 * none, and e says why. */
enum status taken_note_copy(struct session *s, const char *what, bool *unnoted, struct error *e);

#endif
