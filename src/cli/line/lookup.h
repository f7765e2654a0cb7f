/* SPDX-License-Identifier: MIT
 * lookup.h - the record a code on the command line means.
 */
#ifndef CLI_LOOKUP_H
#define CLI_LOOKUP_H

#include "service/core/session.h"

/* The id of the record of that code, or, for kinds without one, of those key values joined by
 * commas ("P0001,Программа,2025-07-25"). deleted_too: also one that exists no more (by code only).
 * ST_NOTFOUND with near codes, ST_INVALID when a key value cannot be read. */
enum status lookup_record(struct session *s, enum kind kind, const char *code, bool deleted_too,
    uint64_t *id, struct error *e);

/* Does the kind have a code of its own? Else of how many values its key is. */
bool lookup_has_code(enum kind kind);
size_t lookup_key_parts(enum kind kind);

#endif
