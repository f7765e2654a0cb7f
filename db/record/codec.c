/* SPDX-License-Identifier: MIT
 * codec.c - records to CBOR and back, field by field.
 */
#include "db/record/codec.h"

#include <string.h>

#include "base/date.h"
#include "db/record/cbor.h"

enum { LARGEST_NUMBER = 191 }; /* of a field: KEY_REF + number is a byte */

/* 1 January 1 and 31 December 9999 */
enum { FIRST_DAY = -719162, LAST_DAY = 2932896 };

/* A text is never longer than this on disk; the field's own limit is a matter of its checks. */
enum { TEXT_BYTES = LONG_LENGTH * 4 };

/* Fields stand at number - 1 as long as the table was only ever appended to. */
static const struct field *
field_numbered(const struct entity *e, uint64_t number)
{
	if (number - 1 < e->count && e->fields[number - 1].number == number)
		return &e->fields[number - 1];
	for (size_t i = 0; i < e->count; i++)
		if (e->fields[i].number == number)
			return &e->fields[i];
	return NULL;
}

static void
put_list(struct buf *b, const char *text)
{
	size_t items = 1;

	for (const char *p = text; *p != '\0'; p++)
		items += *p == ',';
	cbor_put_list(b, items);
	for (;; text++) {
		size_t len = strcspn(text, ",");

		cbor_put_text(b, text, len);
		text += len;
		if (*text == '\0')
			break;
	}
}

/* Append the pair of a field unless it is empty. */
static bool
put_field(struct buf *b, const struct record *r, const struct field *f)
{
	size_t start = b->len;
	int64_t number;
	const char *text;
	uint64_t value;

	cbor_put_uint(b, f->number);
	switch (f->type) {
	case FIELD_DATE:
		number = record_date(r, f);
		if (number == DATE_NONE)
			break;
		cbor_put_int(b, number);
		return true;
	case FIELD_NUMBER:
		number = record_number(r, f);
		if (number == NUMBER_NONE)
			break;
		cbor_put_int(b, number);
		return true;
	case FIELD_YESNO:
		if (!record_yes(r, f))
			break;
		cbor_put_bool(b, true);
		return true;
	case FIELD_CHOICE:
	case FIELD_REF:
		value = f->type == FIELD_CHOICE ? record_choice(r, f) : record_ref(r, f);
		if (value == 0)
			break;
		cbor_put_uint(b, value);
		return true;
	default:
		text = record_text(r, f);
		if (text[0] == '\0')
			break;
		if (field_is_list(f))
			put_list(b, text);
		else
			cbor_put_text(b, text, strlen(text));
		return true;
	}
	b->len = start; /* the number goes again */
	return false;
}

/* The pairs a newer program wrote, numbers below `before`. */
static size_t
put_unknown(struct buf *b, struct cbor_reader *unknown, uint64_t before)
{
	struct cbor_reader at = *unknown;
	size_t pairs = 0;

	while (cbor_expect(&at, CBOR_UINT) && at.value < before && cbor_skip(&at)) {
		size_t len = unknown->rest.len - at.rest.len;

		buf_put(b, unknown->rest.data, len);
		*unknown = at;
		pairs++;
	}
	return pairs;
}

/* The next own value in CBOR's order of text keys: shorter ones first, then by bytes. */
static const struct own_value *
next_own(const struct record *r, const struct own_value *last)
{
	const struct own_value *next = NULL;

	for (const struct own_value *own = r->own; own != NULL; own = own->next) {
		size_t len = strlen(own->id), next_len = next != NULL ? strlen(next->id) : 0;

		if (last != NULL &&
		    (len < strlen(last->id) ||
			(len == strlen(last->id) && strcmp(own->id, last->id) <= 0)))
			continue;
		if (next == NULL || len < next_len ||
		    (len == next_len && strcmp(own->id, next->id) < 0))
			next = own;
	}
	return next;
}

size_t
codec_put_body(struct buf *b, const struct record *r)
{
	const struct entity *e = entity_of(r->kind);
	struct cbor_reader unknown = cbor_of(r->unknown);
	const struct own_value *own = NULL;
	size_t pairs = 0, left = e->count;

	for (uint64_t number = 1; left > 0 && number <= LARGEST_NUMBER; number++) {
		const struct field *f = field_numbered(e, number);

		if (f == NULL)
			continue;
		left--;
		if (r->unknown_pairs > 0)
			pairs += put_unknown(b, &unknown, number);
		pairs += put_field(b, r, f);
	}
	pairs += put_unknown(b, &unknown, UINT64_MAX);
	while ((own = next_own(r, own)) != NULL) {
		cbor_put_text(b, own->id, strlen(own->id));
		cbor_put_text(b, own->text, strlen(own->text));
		pairs++;
	}
	return pairs;
}

void
codec_put_image(struct buf *b, uint64_t stamp, struct slice body, size_t pairs)
{
	cbor_put_map(b, pairs + 1);
	cbor_put_uint(b, 0);
	cbor_put_uint(b, stamp);
	buf_put_slice(b, body);
}

/* What decoding needs: the image as it came, and a copy in the record's arena where texts get the
 * NUL behind them that C wants. */
struct decoder {
	struct cbor_reader in;
	struct record *r;
	const struct entity *entity;
	const char *image;
	char *copy;
	struct buf unknown;
};

/* The text read last, as a C string inside the copy; NULL when it cannot be one. */
static const char *
text_of(struct decoder *d)
{
	struct slice text = d->in.text;
	size_t at;

	if (text.len == 0 || text.len > TEXT_BYTES || memchr(text.data, '\0', text.len) != NULL)
		return NULL;
	at = (size_t)((const char *)text.data - d->image);
	d->copy[at + text.len] = '\0';
	return d->copy + at;
}

/* The texts of an array joined by commas; they fit where they stood. */
static const char *
list_of(struct decoder *d, uint64_t items)
{
	size_t start = d->in.rest.len > 0 ? (size_t)((const char *)d->in.rest.data - d->image) : 0;
	char *to = d->copy + start, *text = to;

	if (items == 0 || items > d->in.rest.len)
		return NULL;
	for (uint64_t i = 0; i < items; i++) {
		struct slice item;

		if (!cbor_expect(&d->in, CBOR_STRING))
			return NULL;
		item = d->in.text;
		if (item.len == 0 || memchr(item.data, '\0', item.len) != NULL ||
		    memchr(item.data, ',', item.len) != NULL)
			return NULL;
		if (i > 0)
			*to++ = ',';
		memcpy(to, item.data, item.len);
		to += item.len;
	}
	*to = '\0';
	return (size_t)(to - text) <= TEXT_BYTES ? text : NULL;
}

/* Point the member at a text that the record's arena holds already: record_set_text() would copy.
 */
static void
adopt_text(struct record *r, const struct field *f, const char *text)
{
	memcpy((char *)r + f->offset, &text, sizeof(text));
}

static bool
get_text(struct decoder *d, const struct field *f)
{
	const char *text = cbor_expect(&d->in, CBOR_STRING) ? text_of(d) : NULL;

	if (text == NULL)
		return false;
	adopt_text(d->r, f, text);
	return true;
}

static bool
get_list(struct decoder *d, const struct field *f)
{
	const char *text = cbor_expect(&d->in, CBOR_LIST) ? list_of(d, d->in.value) : NULL;

	if (text == NULL)
		return false;
	adopt_text(d->r, f, text);
	return true;
}

static bool
get_date(struct decoder *d, const struct field *f)
{
	int64_t day;

	cbor_next(&d->in);
	if (!cbor_integer(&d->in, &day) || day < FIRST_DAY || day > LAST_DAY)
		return false;
	record_set_date(d->r, f, (int32_t)day);
	return true;
}

static size_t
count_words(const struct field *f)
{
	size_t n = 0;

	while (f->words[n] != NULL)
		n++;
	return n;
}

static bool
get_number(struct decoder *d, const struct field *f)
{
	if (!cbor_expect(&d->in, CBOR_UINT) || d->in.value > INT64_MAX)
		return false;
	record_set_number(d->r, f, (int64_t)d->in.value);
	return true;
}

static bool
get_yes(struct decoder *d, const struct field *f)
{
	if (!cbor_expect(&d->in, CBOR_BOOL) || d->in.value != 1)
		return false;
	record_set_yes(d->r, f, true);
	return true;
}

static bool
get_choice(struct decoder *d, const struct field *f)
{
	if (!cbor_expect(&d->in, CBOR_UINT) || d->in.value == 0 || d->in.value > count_words(f))
		return false;
	record_set_choice(d->r, f, (uint8_t)d->in.value);
	return true;
}

static bool
get_ref(struct decoder *d, const struct field *f)
{
	if (!cbor_expect(&d->in, CBOR_UINT) || d->in.value == 0 || d->in.value > INT64_MAX)
		return false;
	record_set_ref(d->r, f, d->in.value);
	return true;
}

static bool
get_field(struct decoder *d, const struct field *f)
{
	switch (f->type) {
	case FIELD_DATE:
		return get_date(d, f);
	case FIELD_NUMBER:
		return get_number(d, f);
	case FIELD_YESNO:
		return get_yes(d, f);
	case FIELD_CHOICE:
		return get_choice(d, f);
	case FIELD_REF:
		return get_ref(d, f);
	case FIELD_CHOICES:
	case FIELD_LIST:
	case FIELD_TERMS:
		return get_list(d, f);
	default:
		return get_text(d, f);
	}
}

static bool
get_own(struct decoder *d)
{
	const char *id = text_of(d);
	size_t len;

	if (id == NULL || !cbor_expect(&d->in, CBOR_STRING) || text_of(d) == NULL)
		return false;
	len = d->in.text.len;
	record_set_own(d->r, id, text_of(d), len);
	return true;
}

/* One pair; *number is that of the pair before and then this one's, UINT64_MAX once texts began. */
static bool
get_pair(struct decoder *d, uint64_t *number)
{
	struct slice before = d->in.rest;
	enum cbor_head type = cbor_next(&d->in);
	const struct field *f;

	if (type == CBOR_STRING) {
		*number = UINT64_MAX;
		return get_own(d);
	}
	if (type != CBOR_UINT || d->in.value <= *number || d->in.value == UINT64_MAX)
		return false; /* not in order, doubled, or the number that means "texts" */
	*number = d->in.value;
	f = *number <= LARGEST_NUMBER ? field_numbered(d->entity, *number) : NULL;
	if (f != NULL)
		return get_field(d, f);
	if (!cbor_skip(&d->in))
		return false;
	buf_put(&d->unknown, before.data, before.len - d->in.rest.len);
	d->r->unknown_pairs++;
	return true;
}

/* {0: stamp, ...}: the head and the stamp. Returns the number of pairs left, or -1. */
static int64_t
get_start(struct cbor_reader *in, uint64_t *stamp)
{
	uint64_t pairs;

	if (!cbor_expect(in, CBOR_MAP) || in->value == 0 || in->value > in->rest.len)
		return -1;
	pairs = in->value;
	if (!cbor_expect(in, CBOR_UINT) || in->value != 0 || !cbor_expect(in, CBOR_UINT) ||
	    in->value == 0)
		return -1;
	*stamp = in->value;
	return (int64_t)pairs - 1;
}

static bool
get_image(struct decoder *d)
{
	uint64_t number = 0;
	int64_t pairs = get_start(&d->in, &d->r->stamp);

	if (pairs < 0)
		return false;
	for (; pairs > 0; pairs--)
		if (!get_pair(d, &number))
			return false;
	return d->in.rest.len == 0;
}

enum status
codec_get(struct record *r, struct slice image)
{
	struct decoder d = {
	    .in = cbor_of(image), .r = r, .entity = entity_of(r->kind), .image = image.data};
	bool good;

	record_clear(r);
	d.copy = arena_strndup(&r->arena, image.data, image.len);
	good = get_image(&d);
	if (!good)
		record_clear(r);
	if (good && d.unknown.len > 0) {
		r->unknown.data = arena_strndup(&r->arena, d.unknown.data, d.unknown.len);
		r->unknown.len = d.unknown.len;
	}
	buf_free(&d.unknown);
	return good ? ST_OK : ST_DAMAGED;
}

uint64_t
codec_stamp(struct slice image)
{
	struct cbor_reader in = cbor_of(image);
	uint64_t stamp = 0;

	return get_start(&in, &stamp) >= 0 ? stamp : 0;
}

bool
codec_equal(struct slice a, struct slice b)
{
	struct cbor_reader in_a = cbor_of(a), in_b = cbor_of(b);
	uint64_t stamp;
	int64_t pairs = get_start(&in_a, &stamp);

	return pairs >= 0 && pairs == get_start(&in_b, &stamp) && slice_equal(in_a.rest, in_b.rest);
}

bool
codec_body(struct slice image, struct slice *body)
{
	struct cbor_reader in = cbor_of(image);
	uint64_t stamp;

	if (get_start(&in, &stamp) < 0)
		return false;
	*body = in.rest;
	return true;
}

void
codec_each_integer(struct slice body, codec_integer *fn, void *context)
{
	struct cbor_reader in = cbor_of(body);
	int64_t value;

	while (cbor_next(&in) == CBOR_UINT) {
		struct cbor_reader at = in;
		uint64_t number = in.value;

		cbor_next(&at);
		if (cbor_integer(&at, &value))
			fn(context, number, value);
		else if (at.type == CBOR_BOOL && at.value == 1)
			fn(context, number, 1);
		if (!cbor_skip(&in))
			return;
	}
}

bool
codec_find_text(struct slice image, uint64_t number, struct slice *text)
{
	struct cbor_reader in = cbor_of(image);
	uint64_t stamp;

	for (int64_t pairs = get_start(&in, &stamp); pairs > 0; pairs--) {
		if (!cbor_expect(&in, CBOR_UINT) || in.value > number)
			return false;
		if (in.value == number) {
			*text = cbor_expect(&in, CBOR_STRING) ? in.text : (struct slice){0};
			return in.type == CBOR_STRING;
		}
		if (!cbor_skip(&in))
			return false;
	}
	return false;
}

bool
codec_is_tombstone(struct slice image)
{
	struct cbor_reader in = cbor_of(image);
	uint64_t stamp;

	return get_start(&in, &stamp) == 0 && in.rest.len == 0;
}

void
codec_put_erased(struct buf *b, const unsigned char hash[CODEC_HASH])
{
	cbor_put_bytes(b, hash, CODEC_HASH);
}

bool
codec_is_erased(struct slice image, struct slice *hash)
{
	struct cbor_reader in = cbor_of(image);

	if (!cbor_expect(&in, CBOR_BYTES) || in.text.len != CODEC_HASH || in.rest.len > 0)
		return false;
	*hash = in.text;
	return true;
}
