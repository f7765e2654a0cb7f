/* SPDX-License-Identifier: MIT
 * import_keys.c - open addressing over one block of key bytes: no allocation per key.
 */
#include "exchange/import_keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"

enum { FIRST_SLOTS = 1024 };

/* FNV-1a, its upper half folded in: the slot is taken from the low bits. */
static uint64_t
hash_of(struct slice s)
{
	const unsigned char *p = s.data;
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ p[i]) * UINT64_C(1099511628211);
	return h ^ h >> 32;
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t
slot_of(const struct import_keys *k, uint64_t hash, struct slice key)
{
	size_t slot = (size_t)hash & (k->nslots - 1);

	while (k->slots[slot] != 0) {
		const struct import_key *e = &k->entries[k->slots[slot] - 1];

		if (e->hash == hash && slice_equal(slice_make(k->bytes.data + e->at, e->len), key))
			break;
		slot = (slot + 1) & (k->nslots - 1);
	}
	return slot;
}

static void
grow(struct import_keys *k)
{
	size_t nslots = k->nslots > 0 ? k->nslots * 2 : FIRST_SLOTS;

	free(k->slots);
	k->slots = xcalloc(nslots, sizeof(*k->slots));
	k->nslots = nslots;
	k->room = nslots / 2;
	k->entries = xrealloc(k->entries, k->room * sizeof(*k->entries));
	for (size_t i = 0; i < k->count; i++) {
		size_t slot = (size_t)k->entries[i].hash & (nslots - 1);

		while (k->slots[slot] != 0)
			slot = (slot + 1) & (nslots - 1);
		k->slots[slot] = (uint32_t)i + 1;
	}
}

size_t
import_keys_find(const struct import_keys *k, struct slice key)
{
	return k->count > 0 ? (size_t)k->slots[slot_of(k, hash_of(key), key)] - 1 : SIZE_MAX;
}

size_t
import_keys_of(struct import_keys *k, struct slice key)
{
	uint64_t hash = hash_of(key);
	size_t slot;

	if (k->count == k->room)
		grow(k);
	slot = slot_of(k, hash, key);
	if (k->slots[slot] == 0) {
		k->entries[k->count] =
		    (struct import_key){.hash = hash, .at = k->bytes.len, .len = (uint32_t)key.len};
		buf_put_slice(&k->bytes, key);
		k->slots[slot] = (uint32_t)++k->count;
	}
	return k->slots[slot] - 1;
}

enum kind
import_key_kind(const struct import_keys *k, const struct import_key *key)
{
	return (enum kind)(unsigned char)k->bytes.data[key->at];
}

void
import_keys_clear(struct import_keys *k)
{
	buf_clear(&k->bytes);
	k->count = 0;
	if (k->slots != NULL)
		memset(k->slots, 0, k->nslots * sizeof(*k->slots));
}

void
import_keys_free(struct import_keys *k)
{
	buf_free(&k->bytes);
	free(k->entries);
	free(k->slots);
	*k = (struct import_keys){0};
}

/* Texts end with a NUL, which no value holds, so that neighbours cannot run into one another. */
static void
put_text(struct buf *b, struct slice text)
{
	buf_put_slice(b, text);
	buf_putc(b, '\0');
}

/* As in the database, a town's own words are keys apart. */
static void
put_choice(struct buf *b, const struct record *r, const struct field *f)
{
	const char *word = record_word(r, f);

	buf_putc(b, (char)(record_choice(r, f) | (word[0] != '\0' ? 0x80 : 0)));
	if (word[0] != '\0')
		put_text(b, slice_of(word));
}

void
import_key_put_code(struct buf *b, enum kind kind, struct slice code)
{
	buf_putc(b, (char)kind);
	put_text(b, code);
}

void
import_key_put(struct buf *b, const struct record *r)
{
	const struct entity *e = entity_of(r->kind);

	buf_putc(b, (char)r->kind);
	for (size_t i = 0; i < e->count; i++) {
		const struct field *f = &e->fields[i];

		if (!f->key)
			continue;
		if (field_is_text(f))
			put_text(b, slice_of(record_text(r, f)));
		else if (f->type == FIELD_REF)
			buf_put_be(b, record_ref(r, f), 8);
		else if (f->type == FIELD_DATE)
			buf_put_be(b, (uint32_t)record_date(r, f), 4);
		else if (f->type == FIELD_NUMBER)
			buf_put_be(b, (uint64_t)record_number(r, f), 8);
		else
			put_choice(b, r, f);
	}
}
