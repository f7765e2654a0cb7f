/* SPDX-License-Identifier: MIT
 * cbor.c - libcbor's callbacks gathered into one current item.
 */
#include "db/record/cbor.h"

#include <cbor.h>
#include <string.h>

#include "base/utf8.h"

enum { DEEPEST = 8, LONGEST_HEAD = 9 };

/* A head is a major type in 3 bits and a number in 5, as long as that is below 24. */
enum { SMALL = 24, SMALL_BITS = 5, SMALL_MASK = 31, MAJOR_STRING = 3 };

struct cbor_reader
cbor_of(struct slice input)
{
	return (struct cbor_reader){.rest = input};
}

static void
got_number(struct cbor_reader *r, enum cbor_head type, uint64_t value)
{
	r->type = type;
	r->value = value;
}

#define ON_NUMBER(name, c_type, cbor_head)                                                         \
	static void on_##name(void *r, c_type value)                                               \
	{                                                                                          \
		got_number(r, cbor_head, value);                                                   \
	}
ON_NUMBER(uint8, uint8_t, CBOR_UINT)
ON_NUMBER(uint16, uint16_t, CBOR_UINT)
ON_NUMBER(uint32, uint32_t, CBOR_UINT)
ON_NUMBER(uint64, uint64_t, CBOR_UINT)
ON_NUMBER(negint8, uint8_t, CBOR_NEGATIVE)
ON_NUMBER(negint16, uint16_t, CBOR_NEGATIVE)
ON_NUMBER(negint32, uint32_t, CBOR_NEGATIVE)
ON_NUMBER(negint64, uint64_t, CBOR_NEGATIVE)
ON_NUMBER(list, size_t, CBOR_LIST)
ON_NUMBER(map, size_t, CBOR_MAP)
ON_NUMBER(boolean, bool, CBOR_BOOL)
#undef ON_NUMBER

static void
on_bytes(void *context, cbor_data data, size_t len)
{
	struct cbor_reader *r = context;

	r->type = CBOR_BYTES;
	r->text = slice_make(data, len);
}

static void
on_string(void *context, cbor_data data, size_t len)
{
	struct cbor_reader *r = context;

	r->type = CBOR_STRING;
	r->text = slice_make(data, len);
}

static void
on_other(void *context)
{
	got_number(context, CBOR_OTHER, 0);
}

static void
on_float(void *context, float value)
{
	(void)value;
	on_other(context);
}

static void
on_double(void *context, double value)
{
	(void)value;
	on_other(context);
}

static void
on_refused(void *context)
{
	struct cbor_reader *r = context;

	r->bad = true;
}

static void
on_tag(void *context, uint64_t tag)
{
	(void)tag;
	on_refused(context);
}

static const struct cbor_callbacks callbacks = {
    .uint8 = on_uint8,
    .uint16 = on_uint16,
    .uint32 = on_uint32,
    .uint64 = on_uint64,
    .negint8 = on_negint8,
    .negint16 = on_negint16,
    .negint32 = on_negint32,
    .negint64 = on_negint64,
    .byte_string_start = on_refused,
    .byte_string = on_bytes,
    .string = on_string,
    .string_start = on_refused,
    .indef_array_start = on_refused,
    .array_start = on_list,
    .indef_map_start = on_refused,
    .map_start = on_map,
    .tag = on_tag,
    .float2 = on_float,
    .float4 = on_float,
    .float8 = on_double,
    .undefined = on_other,
    .null = on_other,
    .boolean = on_boolean,
    .indef_break = on_refused,
};

static void
pass(struct cbor_reader *r, size_t bytes)
{
	r->rest.data = (const char *)r->rest.data + bytes;
	r->rest.len -= bytes;
}

static enum cbor_head
next_by_library(struct cbor_reader *r)
{
	struct cbor_decoder_result result;

	result = cbor_stream_decode(r->rest.data, r->rest.len, &callbacks, r);
	if (r->bad || result.status != CBOR_DECODER_FINISHED) {
		r->bad = true;
		r->type = CBOR_NOTHING;
		return CBOR_NOTHING;
	}
	pass(r, result.read);
	return r->type;
}

/* Numbers of fields, choices and short texts, most of what there is, have their value in the head;
 * asking the library for each of them would take half the time of reading a record. */
enum cbor_head
cbor_next(struct cbor_reader *r)
{
	unsigned char head;
	size_t len;

	r->type = CBOR_NOTHING;
	if (r->bad || r->rest.len == 0)
		return CBOR_NOTHING;
	head = *(const unsigned char *)r->rest.data;
	len = head & SMALL_MASK;
	if (head < SMALL) {
		got_number(r, CBOR_UINT, head);
		pass(r, 1);
		return CBOR_UINT;
	}
	if (head >> SMALL_BITS != MAJOR_STRING || len >= SMALL || r->rest.len <= len)
		return next_by_library(r);
	r->type = CBOR_STRING;
	r->text = slice_make((const char *)r->rest.data + 1, len);
	pass(r, 1 + len);
	return CBOR_STRING;
}

bool
cbor_expect(struct cbor_reader *r, enum cbor_head type)
{
	r->bad = cbor_next(r) != type || r->bad;
	return !r->bad;
}

bool
cbor_integer(const struct cbor_reader *r, int64_t *out)
{
	if ((r->type != CBOR_UINT && r->type != CBOR_NEGATIVE) || r->value > INT64_MAX)
		return false;
	*out = r->type == CBOR_UINT ? (int64_t)r->value : -1 - (int64_t)r->value;
	return true;
}

bool
cbor_skip(struct cbor_reader *r)
{
	uint64_t left[DEEPEST] = {1};
	int depth = 0;

	while (depth >= 0) {
		if (left[depth] == 0) {
			depth--;
			continue;
		}
		left[depth]--;
		cbor_next(r);
		if (r->type == CBOR_NOTHING) {
			r->bad = true;
			return false;
		}
		if (r->type != CBOR_LIST && r->type != CBOR_MAP)
			continue;
		/* every item takes a byte, so a count beyond the input is a lie */
		if (r->value > r->rest.len || depth + 1 == DEEPEST) {
			r->bad = true;
			return false;
		}
		left[++depth] = r->type == CBOR_MAP ? r->value * 2 : r->value;
	}
	return true;
}

size_t
cbor_take_map(struct cbor_reader *r)
{
	r->bad = !cbor_expect(r, CBOR_MAP) || r->value > r->rest.len;
	return r->bad ? 0 : (size_t)r->value;
}

uint64_t
cbor_take_uint(struct cbor_reader *r)
{
	return cbor_expect(r, CBOR_UINT) ? r->value : 0;
}

bool
cbor_take_bool(struct cbor_reader *r)
{
	return cbor_expect(r, CBOR_BOOL) && r->value != 0;
}

struct slice
cbor_take_text(struct cbor_reader *r)
{
	r->bad = !cbor_expect(r, CBOR_STRING) || utf8_bad_at(r->text) < r->text.len ||
	    memchr(r->text.data, '\0', r->text.len) != NULL;
	return r->bad ? slice_of("") : r->text;
}

bool
cbor_take_text_into(struct cbor_reader *r, char *out, size_t size)
{
	struct slice text = cbor_take_text(r);

	if (text.len >= size) {
		r->bad = true;
		text.len = 0;
	}
	memcpy(out, text.data, text.len);
	out[text.len] = '\0';
	return !r->bad;
}

bool
cbor_done(const struct cbor_reader *r)
{
	return !r->bad && r->rest.len == 0;
}

/* libcbor writes a head of at most 9 bytes behind b's end. */
#define PUT_HEAD(b, call, ...)                                                                     \
	do {                                                                                       \
		buf_reserve(b, LONGEST_HEAD);                                                      \
		(b)->len +=                                                                        \
		    call(__VA_ARGS__, (unsigned char *)(b)->data + (b)->len, LONGEST_HEAD);        \
		(b)->data[(b)->len] = '\0';                                                        \
	} while (0)

void
cbor_put_uint(struct buf *b, uint64_t value)
{
	if (value < SMALL)
		buf_putc(b, (char)value);
	else
		PUT_HEAD(b, cbor_encode_uint, value);
}

void
cbor_put_int(struct buf *b, int64_t value)
{
	if (value >= 0)
		PUT_HEAD(b, cbor_encode_uint, (uint64_t)value);
	else
		PUT_HEAD(b, cbor_encode_negint, (uint64_t)(-1 - value));
}

void
cbor_put_text(struct buf *b, const char *text, size_t len)
{
	if (len < SMALL)
		buf_putc(b, (char)(MAJOR_STRING << SMALL_BITS | len));
	else
		PUT_HEAD(b, cbor_encode_string_start, len);
	buf_put(b, text, len);
}

void
cbor_put_bytes(struct buf *b, const void *data, size_t len)
{
	PUT_HEAD(b, cbor_encode_bytestring_start, len);
	buf_put(b, data, len);
}

void
cbor_put_list(struct buf *b, size_t items)
{
	PUT_HEAD(b, cbor_encode_array_start, items);
}

void
cbor_put_map(struct buf *b, size_t pairs)
{
	PUT_HEAD(b, cbor_encode_map_start, pairs);
}

void
cbor_put_bool(struct buf *b, bool value)
{
	PUT_HEAD(b, cbor_encode_bool, value);
}
