/* SPDX-License-Identifier: MIT
 * cbor_values.h - CBOR read value by value where the type is known: one check at the end is enough.
 */
#ifndef DB_CBOR_VALUES_H
#define DB_CBOR_VALUES_H

#include "db/record/cbor.h"

/* After the first value that is malformed or of another type, bad is set and every call gives an
 * empty value. */
struct cbor_values {
	struct cbor_reader items;
	bool bad;
};

struct cbor_values cbor_values_of(struct slice bytes);
size_t cbor_values_map(struct cbor_values *w); /* pairs, at most as many as bytes are left */
uint64_t cbor_values_uint(struct cbor_values *w);
bool cbor_values_bool(struct cbor_values *w);
struct slice cbor_values_text(
    struct cbor_values *w); /* borrowed from the bytes; well-formed UTF-8 without NUL */
bool cbor_values_text_into(struct cbor_values *w, char *out, size_t size);
void cbor_values_skip(struct cbor_values *w);       /* one value of a newer program */
bool cbor_values_done(const struct cbor_values *w); /* good, and nothing is left */

#endif
