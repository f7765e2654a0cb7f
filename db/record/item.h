/* SPDX-License-Identifier: MIT
 * item.h - CBOR item by item over libcbor's streaming interface, bounded and never allocating.
 */
#ifndef DB_ITEM_H
#define DB_ITEM_H

#include "base/buf.h"

enum item_type {
	ITEM_NOTHING, /* before the first item, and after the input ended or went wrong */
	ITEM_UINT,
	ITEM_NEGATIVE,
	ITEM_BYTES,
	ITEM_STRING,
	ITEM_LIST,
	ITEM_MAP,
	ITEM_BOOL,
	ITEM_OTHER /* null, undefined, floats */
};

struct items {
	struct slice rest;
	bool bad; /* sticks: malformed, cut short, of indefinite length, or tagged */
	/* the item read last */
	enum item_type type;
	uint64_t value; /* UINT; NEGATIVE: n for -1 - n; BOOL; LIST, MAP: how many items, pairs */
	struct slice text; /* BYTES, STRING: inside the input */
};

struct items items_of(struct slice input);

/* The next item, or the head of a list or map. ITEM_NOTHING when there is none. */
enum item_type items_next(struct items *r);

/* The next item is of that type. */
bool items_expect(struct items *r, enum item_type type);
/* The integer from the item read last, whatever its sign; false when it is none or does not fit. */
bool items_integer(const struct items *r, int64_t *out);

/* Pass over one whole value, nested up to 8 deep. */
bool items_skip(struct items *r);

/* Append items in shortest form. */
void item_put_uint(struct buf *b, uint64_t value);
void item_put_int(struct buf *b, int64_t value);
void item_put_text(struct buf *b, const char *text, size_t len);
void item_put_bytes(struct buf *b, const void *data, size_t len);
void item_put_list(struct buf *b, size_t items);
void item_put_map(struct buf *b, size_t pairs);
void item_put_bool(struct buf *b, bool value);

#endif
