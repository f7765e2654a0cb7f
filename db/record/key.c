/* SPDX-License-Identifier: MIT
 * key.c - records as keys that sort.
 */
#include "db/record/key.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/compare.h"
#include "base/fold.h"

/* Longest texts inside a key. What is cut off an order key costs only the order among names that
 * are equal that far: the id at the end keeps the keys apart. */
enum { TEXT_PLAIN = 64, TEXT_HASH = 16, ORDER_PARTS = 400, ORDER_YO = 90 };
enum { SORTED_MAX = 4 }; /* fields a list is sorted by */
enum { CHOICE_WORD = 0x80 };
enum { TEXT_ENDS = 0x00, TEXT_HASHED = 0x01, ORDER_ENDS = 0x00, ORDER_NEXT = 0x01 };

_Static_assert(KEY_HEAD + ORDER_PARTS + ORDER_YO + 2 + KEY_ID <= KEY_MAX, "an order key must fit");

void
key_put_index(struct buf *b, enum kind kind, int index)
{
	char head[KEY_HEAD] = {(char)entity_of(kind)->number, (char)index};

	buf_put(b, head, sizeof(head));
}

static void
put_exact_text(struct buf *b, struct slice text)
{
	unsigned char hash[TEXT_HASH];

	if (text.len <= TEXT_PLAIN) {
		buf_put_slice(b, text);
		buf_putc(b, TEXT_ENDS);
		return;
	}
	crypto_generichash(hash, sizeof(hash), text.data, text.len, NULL, 0);
	buf_put(b, text.data, TEXT_PLAIN);
	buf_putc(b, TEXT_HASHED);
	buf_put(b, hash, sizeof(hash));
}

/* Values that are not texts, the same in every index. */
static void
put_plain(struct buf *b, const struct record *r, const struct field *f)
{
	switch (f->type) {
	case FIELD_DATE:
		buf_put_be(b, (uint32_t)record_date(r, f) ^ UINT32_C(0x80000000), 4);
		break;
	case FIELD_NUMBER:
		buf_put_be(b, (uint64_t)record_number(r, f) + 1, 8);
		break;
	case FIELD_YESNO:
		buf_put_be(b, record_yes(r, f), 1);
		break;
	case FIELD_CHOICE:
		buf_put_be(b, record_choice(r, f), 1);
		break;
	default:
		buf_put_be(b, record_ref(r, f), 8);
		break;
	}
}

/* A town's own words that count as one choice are different keys. */
static void
put_exact_choice(struct buf *b, const struct record *r, const struct field *f)
{
	const char *word = record_word(r, f);

	buf_put_be(b, record_choice(r, f) | (word[0] != '\0' ? CHOICE_WORD : 0), 1);
	if (word[0] != '\0')
		put_exact_text(b, slice_of(word));
}

void
key_put_unique(struct buf *b, const struct record *r)
{
	const struct entity *e = entity_of(r->kind);

	key_put_index(b, r->kind, KEY_UNIQUE);
	for (size_t i = 0; i < e->count; i++) {
		if (!e->fields[i].key)
			continue;
		if (field_is_text(&e->fields[i]))
			put_exact_text(b, slice_of(record_text(r, &e->fields[i])));
		else if (e->fields[i].type == FIELD_CHOICE)
			put_exact_choice(b, r, &e->fields[i]);
		else
			put_plain(b, r, &e->fields[i]);
	}
}

void
key_put_code(struct buf *b, enum kind kind, struct slice code)
{
	key_put_index(b, kind, KEY_UNIQUE);
	put_exact_text(b, code);
}

static void
truncate_to(struct buf *b, size_t len)
{
	if (b->len > len)
		b->len = len;
}

void
key_put_order(struct buf *b, const struct record *r)
{
	const struct entity *e = entity_of(r->kind);
	const char *texts[SORTED_MAX];
	size_t ntexts = 0, start;

	key_put_index(b, r->kind, KEY_ORDER);
	start = b->len;
	for (const char *const *id = e->sorted; *id != NULL; id++) {
		const struct field *f = field_find(r->kind, *id);

		if (!field_is_text(f)) {
			put_plain(b, r, f);
			continue;
		}
		assert(ntexts < SORTED_MAX);
		texts[ntexts] = record_text(r, f);
		compare_put_order(b, slice_of(texts[ntexts++]));
		truncate_to(b, start + ORDER_PARTS - 1);
		buf_putc(b, ORDER_NEXT);
	}
	truncate_to(b, start + ORDER_PARTS);
	start = b->len;
	for (size_t i = 0; i < ntexts; i++)
		fold_put_yo(b, slice_of(texts[i]));
	truncate_to(b, start + ORDER_YO);
	buf_putc(b, ORDER_ENDS);
	buf_put_be(b, r->id, KEY_ID);
}

struct slice
key_sorted_by(struct slice key, bool letters)
{
	const unsigned char *bytes = key.data;

	key.len -= key.len > KEY_ID ? KEY_ID : key.len;
	/* letters are greater than what ends a text, the key, and tells е from ё */
	while (letters && key.len > 0 && bytes[key.len - 1] <= 2)
		key.len--;
	return key;
}

void
key_put_ref(struct buf *b, enum kind kind, const struct field *ref, uint64_t target)
{
	key_put_index(b, kind, KEY_REF + ref->number);
	buf_put_be(b, target, KEY_ID);
}

size_t
key_put_all(struct buf *b, const struct record *r, struct key_span spans[KEYS_MAX])
{
	const struct entity *e = entity_of(r->kind);
	size_t n = 0, at = b->len;

	key_put_unique(b, r);
	buf_put_be(b, r->id, KEY_ID);
	spans[n++] = (struct key_span){.at = at, .len = b->len - at};
	at = b->len;
	key_put_order(b, r);
	spans[n++] = (struct key_span){.at = at, .len = b->len - at};
	for (size_t i = 0; i < e->count; i++) {
		const struct field *f = &e->fields[i];

		if (f->type != FIELD_REF || record_ref(r, f) == 0)
			continue;
		assert(n < KEYS_MAX);
		at = b->len;
		key_put_ref(b, r->kind, f, record_ref(r, f));
		buf_put_be(b, r->id, KEY_ID);
		spans[n++] = (struct key_span){.at = at, .len = b->len - at};
	}
	return n;
}

void
key_put_id(struct buf *b, uint64_t id)
{
	buf_put_be(b, id, KEY_ID);
}

void
key_put_kind(struct buf *b, enum kind kind)
{
	buf_put_be(b, entity_of(kind)->number, 1);
}

enum kind
key_kind(struct slice key)
{
	return key.len == 0 ? KIND_COUNT : kind_of_number(be_read(key.data, 1));
}

void
key_put_history(struct buf *b, enum kind kind, uint64_t id, uint64_t stamp)
{
	key_put_kind(b, kind);
	buf_put_be(b, id, KEY_ID);
	buf_put_be(b, stamp, 8);
}

bool
key_read_history(struct slice key, enum kind *kind, uint64_t *id, uint64_t *stamp)
{
	const char *bytes = key.data;

	if (key.len != 1 + KEY_ID + 8 || key_kind(key) == KIND_COUNT)
		return false;
	*kind = key_kind(key);
	*id = be_read(bytes + 1, KEY_ID);
	*stamp = be_read(bytes + 1 + KEY_ID, 8);
	return true;
}

void
key_put_block(struct buf *b, enum kind kind, uint64_t block)
{
	key_put_kind(b, kind);
	buf_put_be(b, block, 8);
}

uint64_t
key_id(struct slice key)
{
	return key.len < KEY_ID ? 0 : be_read((const char *)key.data + key.len - KEY_ID, KEY_ID);
}

uint64_t
key_target(struct slice key)
{
	return key.len < KEY_HEAD + KEY_ID ? 0 : be_read((const char *)key.data + KEY_HEAD, KEY_ID);
}
