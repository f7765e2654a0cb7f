/* SPDX-License-Identifier: MIT
 * history.h - every image a record ever had, and the operations that made them.
 */
#ifndef DB_HISTORY_H
#define DB_HISTORY_H

#include "db/record/tables.h"
#include "model/record.h"

/* Stamps of all images of a record, oldest first, the current one last (a tombstone counts). The
 * caller frees *stamps. Returns how many. */
size_t history_stamps(struct txn *t, enum kind kind, uint64_t id, uint64_t **stamps);

/* The same newest first, of those before `before` (UINT64_MAX: all) at most `most`, into the
 * caller's room. */
size_t history_stamps_before(
    struct txn *t, enum kind kind, uint64_t id, uint64_t before, size_t most, uint64_t *stamps);

/* The image with that stamp. false: there is none, or it is a tombstone or was destroyed
 * (*deleted tells, may be NULL). */
bool history_get(struct txn *t, uint64_t id, uint64_t stamp, struct record *out, bool *deleted);

/* Was the image with that stamp destroyed? */
bool history_is_erased(struct txn *t, enum kind kind, uint64_t id, uint64_t stamp);

/* Destroy all images of a record that are in force no more but for the hash of each; tombstones
 * stay. For db/record/change.h, which has change_forget() and change_put_alone(). */
void history_erase(struct txn *t, enum kind kind, uint64_t id);

/* The stamp in force at the end of a local civil day, 0 when the record did not exist yet. */
uint64_t history_stamp_on(struct txn *t, enum kind kind, uint64_t id, int32_t day);

/* Every (kind, id, stamp) an operation wrote. */
typedef void history_fn(void *context, enum kind kind, uint64_t id, uint64_t stamp);
void history_of_operation(struct txn *t, uint64_t stamp, history_fn *fn, void *context);

/* Every image of a kind that is in force no more, by id, then stamp; tombstones are among them. */
typedef void history_image_fn(void *context, uint64_t id, uint64_t stamp);
void history_each(struct txn *t, enum kind kind, history_image_fn *fn, void *context);

/* Deleted records too: the last id that had this code, 0 when none ever had. */
uint64_t history_find_code(struct txn *t, enum kind kind, struct slice code);

#endif
