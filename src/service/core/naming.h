/* SPDX-License-Identifier: MIT
 * naming.h - what records and their values are called to people.
 */
#ifndef SERVICE_NAMING_H
#define SERVICE_NAMING_H

#include "service/core/view.h"

/* How a record is called to people: "Озерская Ирина Григорьевна", "МБОУ «СОШ № 8»",
 * "Озерская И. Г. · ФИОКО · 29.06.2025". "" when there is none. */
void register_put_name(const struct view *v, enum kind kind, uint64_t id, struct buf *out);
void register_put_name_of(const struct view *v, const struct record *r, struct buf *out);
/* The same of one that may be gone: as it was called last. */
void register_put_last_name(const struct view *v, enum kind kind, uint64_t id, struct buf *out);
/* "Озерская И. Г." where the full name is too long for a column. */
void register_put_short_name(struct txn *t, enum kind kind, uint64_t id, struct buf *out);

/* The code of a record, or the parts of its key joined: "P0104:2025-09-15". */
void register_put_key(const struct view *v, const struct record *r, char between, struct buf *out);

/* A field as a person reads it; references by name. */
void register_put_field(
    const struct view *v, const struct record *r, const struct field *f, struct buf *out);

#endif
