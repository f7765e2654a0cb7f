/* SPDX-License-Identifier: MIT
 * wire.h - CBOR read value by value where the type is known: one check at the end is enough.
 */
#ifndef DB_WIRE_H
#define DB_WIRE_H

#include "db/record/item.h"

/* After the first value that is malformed or of another type, bad is set and every call gives an
 * empty value. */
struct wire {
	struct items items;
	bool bad;
};

struct wire wire_of(struct slice bytes);
size_t wire_map(struct wire *w); /* pairs, at most as many as bytes are left */
uint64_t wire_uint(struct wire *w);
bool wire_bool(struct wire *w);
struct slice wire_text(struct wire *w); /* borrowed from the bytes; well-formed UTF-8 without NUL */
bool wire_text_into(struct wire *w, char *out, size_t size);
void wire_skip(struct wire *w);       /* one value of a newer program */
bool wire_done(const struct wire *w); /* good, and nothing is left */

#endif
