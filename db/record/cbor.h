/* SPDX-License-Identifier: MIT
 * cbor.h - CBOR item by item over libcbor's streaming interface, bounded and never allocating.
 */
#ifndef DB_CBOR_H
#define DB_CBOR_H

#include "base/buf.h"

enum cbor_head {
	CBOR_NOTHING, /* before the first item, and after the input ended or went wrong */
	CBOR_UINT,
	CBOR_NEGATIVE,
	CBOR_BYTES,
	CBOR_STRING,
	CBOR_LIST,
	CBOR_MAP,
	CBOR_BOOL,
	CBOR_OTHER /* null, undefined, floats */
};

struct cbor_reader {
	struct slice rest;
	bool bad; /* sticks: malformed, cut short, of indefinite length, tagged, or not what was
		     asked for; nothing is read any more */
	/* the item read last */
	enum cbor_head type;
	uint64_t value; /* UINT; NEGATIVE: n for -1 - n; BOOL; LIST, MAP: how many items, pairs */
	struct slice text; /* BYTES, STRING: inside the input */
};

struct cbor_reader cbor_of(struct slice input);

/* The next item, or the head of a list or map. CBOR_NOTHING when there is none. */
enum cbor_head cbor_next(struct cbor_reader *r);

/* The next item is of that type; anything else is bad. */
bool cbor_expect(struct cbor_reader *r, enum cbor_head type);
/* The integer from the item read last, whatever its sign; false when it is none or does not fit. */
bool cbor_integer(const struct cbor_reader *r, int64_t *out);

/* Pass over one whole value, nested up to 8 deep. */
bool cbor_skip(struct cbor_reader *r);

/* Values where the type is known, empty when it is another; one look at bad behind the last is
 * enough. */
size_t cbor_take_map(struct cbor_reader *r); /* pairs, at most as many as bytes are left */
uint64_t cbor_take_uint(struct cbor_reader *r);
bool cbor_take_bool(struct cbor_reader *r);
/* Inside the input; well-formed UTF-8 without NUL. */
struct slice cbor_take_text(struct cbor_reader *r);
/* With a NUL behind it; too long for size is bad. */
bool cbor_take_text_into(struct cbor_reader *r, char *out, size_t size);
bool cbor_done(const struct cbor_reader *r); /* good, and nothing is left */

/* Append items in shortest form. */
void cbor_put_uint(struct buf *b, uint64_t value);
void cbor_put_int(struct buf *b, int64_t value);
void cbor_put_text(struct buf *b, const char *text, size_t len);
void cbor_put_bytes(struct buf *b, const void *data, size_t len);
void cbor_put_list(struct buf *b, size_t items);
void cbor_put_map(struct buf *b, size_t pairs);
void cbor_put_bool(struct buf *b, bool value);

#endif
