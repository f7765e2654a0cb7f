/* SPDX-License-Identifier: MIT
 * restore.h - one record given back an image it had: out of its history, or out of a copy.
 */
#ifndef SERVICE_RESTORE_H
#define SERVICE_RESTORE_H

#include "db/record/records.h"
#include "service/core/view.h"

/* Give a record, gone or not, the image it had with the operation `stamp`, as an operation that can
 * be taken back like any other. seen: the stamp of what stood there when somebody chose that.
 * ST_CONFLICT when it was changed or removed since, ST_NOTFOUND when there was no record then,
 * ST_REFUSED when a rule or another record stands against it. ST_DENIED. */
enum status register_restore(
    struct session *s, enum kind kind, uint64_t id, uint64_t stamp, uint64_t seen, struct error *e);

/* The stamp of what stands in the register now: of a record, or of its tombstone (*there tells);
 * 0: there never was one. */
uint64_t register_stamp_now(const struct view *v, enum kind kind, uint64_t id, bool *there);

/* The same of an image from anywhere; its stamp is what it is written over. */
enum status
register_write_back(struct session *s, struct record *r, const char *reason, struct error *e);

#endif
