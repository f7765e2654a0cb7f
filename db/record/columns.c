/* SPDX-License-Identifier: MIT
 * columns.c - blocks of columns, read and made.
 */
#include "db/record/columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "db/record/codec.h"
#include "db/record/key.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "columns lie on disk as in memory");

enum { HEAD = 4, THERE = COLUMNS_BLOCK / 8, LAYOUT = 1, ORDER = 'l', NUMBERS = UINT8_MAX + 1 };

#define NO_VALUE INT64_MIN

/* Where the columns of `count` widths end. false: a width that is none, or not in order. */
static bool
measure(const unsigned char *heads, unsigned count, size_t *len)
{
	*len = 0;
	for (unsigned i = 0; i < count; i++) {
		unsigned width = heads[i * 2 + 1];

		if ((width != 1 && width != 2 && width != 4 && width != 8) ||
		    (i > 0 && heads[i * 2] <= heads[i * 2 - 2]))
			return false;
		*len += (size_t)width * COLUMNS_BLOCK;
	}
	return true;
}

bool
columns_read(struct columns *out, uint64_t block, struct slice bytes)
{
	const unsigned char *p = bytes.data;
	size_t len;

	*out = (struct columns){.first = block * COLUMNS_BLOCK};
	if (bytes.len < HEAD + THERE || p[0] != LAYOUT || p[1] != ORDER || p[3] != 0)
		return false;
	out->count = p[2];
	memcpy(out->there, p + HEAD, THERE);
	out->heads = p + HEAD + THERE;
	out->values = out->heads + (size_t)out->count * 2;
	return bytes.len >= HEAD + THERE + (size_t)out->count * 2 &&
	    measure(out->heads, out->count, &len) &&
	    bytes.len == HEAD + THERE + (size_t)out->count * 2 + len;
}

/* Values where they lie, which is at any address. */
typedef int16_t loose16 __attribute__((aligned(1), may_alias));
typedef int32_t loose32 __attribute__((aligned(1), may_alias));
typedef int64_t loose64 __attribute__((aligned(1), may_alias));

/* One loop for each width, which the compiler makes of wide instructions. */
#define WIDEN(name, narrow, least, wide)                                                           \
	static void name(const void *restrict from, wide empty, wide *restrict out)                \
	{                                                                                          \
		const narrow *in = from;                                                           \
                                                                                                   \
		for (size_t i = 0; i < COLUMNS_BLOCK; i++)                                         \
			out[i] = in[i] == (least) ? empty : (wide)in[i];                           \
	}

WIDEN(widen8, int8_t, INT8_MIN, int64_t)
WIDEN(widen16, loose16, INT16_MIN, int64_t)
WIDEN(widen32, loose32, INT32_MIN, int64_t)
WIDEN(widen64, loose64, INT64_MIN, int64_t)
WIDEN(widen8_32, int8_t, INT8_MIN, int32_t)
WIDEN(widen16_32, loose16, INT16_MIN, int32_t)
WIDEN(widen32_32, loose32, INT32_MIN, int32_t)

static void
widen(const unsigned char *from, unsigned width, int64_t empty, int64_t *out)
{
	if (width == sizeof(int8_t))
		widen8(from, empty, out);
	else if (width == sizeof(int16_t))
		widen16(from, empty, out);
	else if (width == sizeof(int32_t))
		widen32(from, empty, out);
	else
		widen64(from, empty, out);
}

/* The values of a field and how wide they are; NULL: the block has none. */
static const unsigned char *
find_column(const struct columns *c, const struct field *f, unsigned *width)
{
	const unsigned char *values = c->values;

	for (unsigned i = 0; i < c->count && c->heads[i * 2] <= f->number; i++) {
		*width = c->heads[i * 2 + 1];
		if (c->heads[i * 2] == f->number)
			return values;
		values += (size_t)*width * COLUMNS_BLOCK;
	}
	return NULL;
}

void
columns_get(
    const struct columns *c, const struct field *f, int64_t empty, int64_t out[COLUMNS_BLOCK])
{
	unsigned width;
	const unsigned char *values = find_column(c, f, &width);

	if (values != NULL)
		widen(values, width, empty, out);
	for (size_t i = 0; values == NULL && i < COLUMNS_BLOCK; i++)
		out[i] = empty;
}

void
columns_get32(
    const struct columns *c, const struct field *f, int32_t empty, int32_t out[COLUMNS_BLOCK])
{
	unsigned width = 0;
	const unsigned char *values = find_column(c, f, &width);

	if (width == sizeof(int8_t) && values != NULL)
		widen8_32(values, empty, out);
	else if (width == sizeof(int16_t) && values != NULL)
		widen16_32(values, empty, out);
	else if (width == sizeof(int32_t) && values != NULL)
		widen32_32(values, empty, out);
	else
		for (size_t i = 0; i < COLUMNS_BLOCK; i++)
			out[i] = empty;
}

struct columns_scan {
	struct txn *t;
	struct cursor *cursor;
	struct buf start;
	bool begun;
};

struct columns_scan *
columns_scan_open(struct txn *t, enum kind kind)
{
	struct columns_scan *s = xcalloc(1, sizeof(*s));

	s->t = t;
	s->cursor = cursor_open(t, TABLE_COLUMNS);
	key_put_kind(&s->start, kind);
	return s;
}

bool
columns_scan_next(struct columns_scan *s, struct columns *out)
{
	bool more =
	    s->begun ? cursor_next(s->cursor) : cursor_seek(s->cursor, buf_slice(&s->start));

	s->begun = true;
	if (!more || !slice_starts(cursor_key(s->cursor), buf_slice(&s->start)))
		return false;
	if (columns_read(out, key_id(cursor_key(s->cursor)), cursor_value(s->cursor)))
		return true;
	txn_fail(s->t, ST_DAMAGED);
	return false;
}

void
columns_scan_close(struct columns_scan *s)
{
	cursor_close(s->cursor);
	buf_free(&s->start);
	free(s);
}

void
columns_read_field(struct txn *t, enum kind kind, const struct field *f, int64_t empty,
    int64_t *out, uint64_t behind)
{
	struct columns_scan *s = columns_scan_open(t, kind);
	int64_t values[COLUMNS_BLOCK];
	struct columns c;

	for (uint64_t id = 0; id < behind; id++)
		out[id] = empty;
	while (columns_scan_next(s, &c) && c.first < behind) {
		uint64_t left = behind - c.first;

		columns_get(&c, f, empty, values);
		memcpy(out + c.first, values,
		    (left < COLUMNS_BLOCK ? left : COLUMNS_BLOCK) * sizeof(*out));
	}
	columns_scan_close(s);
}

struct slice
columns_stored(struct txn *t, enum kind kind, uint64_t block)
{
	struct slice value = {.data = "", .len = 0};
	struct buf key = {0};

	key_put_block(&key, kind, block);
	txn_get(t, TABLE_COLUMNS, buf_slice(&key), &value);
	buf_free(&key);
	return value;
}

struct columns_maker {
	uint64_t there[COLUMNS_WORDS];
	bool used[NUMBERS];
	int64_t values[NUMBERS][COLUMNS_BLOCK]; /* of those used */
};

struct columns_maker *
columns_maker_new(void)
{
	/* The values are much, and of none used yet. */
	struct columns_maker *m = xmalloc(sizeof(*m));

	columns_maker_start(m, slice_make("", 0));
	return m;
}

void
columns_maker_free(struct columns_maker *m)
{
	free(m);
}

bool
columns_maker_start(struct columns_maker *m, struct slice stored)
{
	const unsigned char *values;
	struct columns c;

	memset(m->there, 0, sizeof(m->there));
	memset(m->used, 0, sizeof(m->used));
	if (stored.len == 0)
		return true;
	if (!columns_read(&c, 0, stored))
		return false;
	memcpy(m->there, c.there, sizeof(m->there));
	values = c.values;
	for (unsigned i = 0; i < c.count; i++) {
		unsigned number = c.heads[i * 2], width = c.heads[i * 2 + 1];

		m->used[number] = true;
		widen(values, width, NO_VALUE, m->values[number]);
		values += (size_t)width * COLUMNS_BLOCK;
	}
	return true;
}

void
columns_maker_remove(struct columns_maker *m, unsigned place)
{
	m->there[place / 64] &= ~(UINT64_C(1) << place % 64);
	for (unsigned number = 0; number < NUMBERS; number++)
		if (m->used[number])
			m->values[number][place] = NO_VALUE;
}

struct placing {
	struct columns_maker *m;
	unsigned place;
};

static void
take_value(void *context, uint64_t number, int64_t value)
{
	struct placing *at = context;
	struct columns_maker *m = at->m;

	if (number >= NUMBERS)
		return;
	if (!m->used[number])
		for (size_t i = 0; i < COLUMNS_BLOCK; i++)
			m->values[number][i] = NO_VALUE;
	m->used[number] = true;
	m->values[number][at->place] = value;
}

void
columns_maker_put(struct columns_maker *m, unsigned place, struct slice body)
{
	struct placing at = {.m = m, .place = place};

	columns_maker_remove(m, place);
	m->there[place / 64] |= UINT64_C(1) << place % 64;
	codec_each_integer(body, take_value, &at);
}

/* The narrowest width whose least value none of these is; 0: all are empty. */
static unsigned
width_of(const int64_t values[COLUMNS_BLOCK])
{
	int64_t least = INT64_MAX, most = INT64_MIN;

	for (size_t i = 0; i < COLUMNS_BLOCK; i++) {
		if (values[i] == NO_VALUE)
			continue;
		least = values[i] < least ? values[i] : least;
		most = values[i] > most ? values[i] : most;
	}
	if (least > most)
		return 0;
	if (least > INT8_MIN && most <= INT8_MAX)
		return sizeof(int8_t);
	if (least > INT16_MIN && most <= INT16_MAX)
		return sizeof(int16_t);
	return least > INT32_MIN && most <= INT32_MAX ? sizeof(int32_t) : sizeof(int64_t);
}

static void
put_column(struct buf *out, const int64_t values[COLUMNS_BLOCK], unsigned width)
{
	/* Little-endian: the low bytes come first, and the least value of a width is its top bit.
	 */
	const uint64_t empty = UINT64_C(1) << (width * 8 - 1);

	buf_reserve(out, (size_t)width * COLUMNS_BLOCK);
	for (size_t i = 0; i < COLUMNS_BLOCK; i++, out->len += width) {
		uint64_t bits = values[i] == NO_VALUE ? empty : (uint64_t)values[i];

		memcpy(out->data + out->len, &bits, width);
	}
}

static bool
is_any_there(const struct columns_maker *m)
{
	uint64_t any = 0;

	for (size_t i = 0; i < COLUMNS_WORDS; i++)
		any |= m->there[i];
	return any != 0;
}

void
columns_maker_write(const struct columns_maker *m, struct buf *out)
{
	unsigned char widths[NUMBERS] = {0}, count = 0;

	if (!is_any_there(m))
		return;
	for (unsigned number = 0; number < NUMBERS; number++) {
		widths[number] = m->used[number] ? (unsigned char)width_of(m->values[number]) : 0;
		count = (unsigned char)(count + (widths[number] > 0));
	}
	buf_put(out, (const unsigned char[HEAD]){LAYOUT, ORDER, count, 0}, HEAD);
	buf_put(out, m->there, THERE);
	for (unsigned number = 0; number < NUMBERS; number++)
		if (widths[number] > 0)
			buf_put(
			    out, (const unsigned char[]){(unsigned char)number, widths[number]}, 2);
	for (unsigned number = 0; number < NUMBERS; number++)
		if (widths[number] > 0)
			put_column(out, m->values[number], widths[number]);
}

void
columns_maker_store(const struct columns_maker *m, struct txn *t, enum kind kind, uint64_t block)
{
	struct buf key = {0}, bytes = {0};

	key_put_block(&key, kind, block);
	columns_maker_write(m, &bytes);
	if (bytes.len == 0)
		txn_delete(t, TABLE_COLUMNS, buf_slice(&key));
	else if (!slice_equal(columns_stored(t, kind, block), buf_slice(&bytes)))
		txn_append(t, TABLE_COLUMNS, buf_slice(&key), buf_slice(&bytes));
	buf_free(&key);
	buf_free(&bytes);
}

bool
columns_next_block(struct txn *t, enum kind kind, uint64_t *block)
{
	struct cursor *c = cursor_open(t, table_of(kind));
	struct buf start = {0};
	bool found;

	key_put_id(&start, *block * COLUMNS_BLOCK);
	found = *block <= UINT64_MAX / COLUMNS_BLOCK && cursor_seek(c, buf_slice(&start)) &&
	    txn_status(t) == ST_OK;
	/* a key that is none of ours would lead back */
	if (found && (found = key_id(cursor_key(c)) / COLUMNS_BLOCK >= *block))
		*block = key_id(cursor_key(c)) / COLUMNS_BLOCK;
	buf_free(&start);
	cursor_close(c);
	return found;
}

bool
columns_of_records(struct columns_maker *m, struct txn *t, enum kind kind, uint64_t block)
{
	struct cursor *c = cursor_open(t, table_of(kind));
	struct buf start = {0};
	bool good = true;

	columns_maker_start(m, (struct slice){.data = ""});
	key_put_id(&start, block * COLUMNS_BLOCK);
	for (bool more = cursor_seek(c, buf_slice(&start));
	     more && good && key_id(cursor_key(c)) / COLUMNS_BLOCK == block;
	     more = cursor_next(c)) {
		struct slice body;

		good = codec_body(cursor_value(c), &body);
		if (good)
			columns_maker_put(
			    m, (unsigned)(key_id(cursor_key(c)) % COLUMNS_BLOCK), body);
	}
	buf_free(&start);
	cursor_close(c);
	return good;
}
