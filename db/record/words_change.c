/* SPDX-License-Identifier: MIT
 * words_change.c - the dictionary written: what comes and goes, sorted by word, block by block.
 *
 * A change is a key in the order of the blocks: kind, head, word, 00, id (8 bytes), and 01 for a
 * word the record has or 00 for one it had. One that it had and has is no change.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "base/die.h"
#include "db/record/keylist.h"
#include "db/record/words_block.h"

enum {
	BLOCK_FULL = 4000,  /* bytes: with its head, a page of LMDB's own */
	AT_ONCE = 4096,     /* changes made to one block: it is in memory with all it becomes */
	GATHERED = 1 << 17, /* changes: more are written before others come */
	CHANGE_TAIL = 1 + KEY_ID + 1,
	CUT_MAX = 400 /* bytes of the key of a block; words may be longer than a key */
};

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "ids lie on disk as in memory");

struct words_change {
	struct txn *t;
	struct keylist changes;
};

struct words_change *
words_change_new(struct txn *t)
{
	struct words_change *w = xcalloc(1, sizeof(*w));

	w->t = t;
	return w;
}

/* What becomes of the ids of one word: id * 2, and 1 when it is to be there. */
struct wanted {
	uint64_t *ids;
	size_t count, room;
};

static void
want(struct wanted *l, uint64_t id, bool is)
{
	ARRAY_ROOM(l->ids, l->count, l->room);
	l->ids[l->count++] = id << 1 | is;
}

/* A block with the changes made to it, cut anew. */
struct making {
	struct txn *t;
	enum kind kind;
	struct buf words, ids;
	struct ending {
		size_t words, ids;
	} * ends; /* of each word */
	size_t count, room;
	/* Words in a row nothing becomes of, and their ids, as they lie in the block: not in words
	 * and ids yet, though in ends. */
	struct slice kept_words, kept_ids;
};

/* How many ids, and up to which byte they go. */
static size_t
count_bits(const uint64_t bits[WORDS_BITS], size_t *used)
{
	size_t count = 0;

	*used = 0;
	for (size_t i = 0; i < WORDS_BITS; i++)
		if (bits[i] != 0) {
			count += (size_t)__builtin_popcountll(bits[i]);
			*used = i * 8 + (71 - (size_t)__builtin_clzll(bits[i])) / 8;
		}
	return count;
}

/* The shorter of the two forms. */
static void
store_part(struct making *m, struct slice key, const uint64_t bits[WORDS_BITS])
{
	size_t used, count = count_bits(bits, &used);
	struct buf row = {0};

	if (count == 0) {
		txn_delete(m->t, TABLE_WORDS, key);
		return;
	}
	buf_reserve(&row, 1 + used);
	if (count * sizeof(uint16_t) <= used) {
		buf_putc(&row, 'a');
		for (size_t i = 0; i < WORDS_BITS; i++)
			for (uint64_t left = bits[i]; left != 0; left &= left - 1) {
				uint16_t place = (uint16_t)(i * 64 + (size_t)__builtin_ctzll(left));

				buf_put(&row, &place, sizeof(place));
			}
	} else {
		buf_putc(&row, 'b');
		buf_put(&row, bits, used);
	}
	txn_put(m->t, TABLE_WORDS, key, buf_slice(&row));
	buf_free(&row);
}

static void
change_many(struct making *m, uint32_t number, const struct wanted *l)
{
	uint64_t bits[WORDS_BITS], part, id;
	struct buf key = {0};
	struct slice row;

	for (size_t i = 0; i < l->count;) {
		part = (l->ids[i] >> 1) / WORDS_PART;
		buf_clear(&key);
		words_put_key(&key, m->kind, number);
		buf_put_be(&key, part, KEY_ID);
		memset(bits, 0, sizeof(bits));
		if (txn_get(m->t, TABLE_WORDS, buf_slice(&key), &row) &&
		    !words_part_read(row, bits))
			txn_fail(m->t, ST_DAMAGED);
		for (; i < l->count && (id = l->ids[i] >> 1) / WORDS_PART == part; i++) {
			uint64_t bit = UINT64_C(1) << id % 64, *place = &bits[id % WORDS_PART / 64];

			*place = (l->ids[i] & 1) != 0 ? *place | bit : *place & ~bit;
		}
		store_part(m, buf_slice(&key), bits);
	}
	buf_free(&key);
}

static bool
has_many(struct making *m, uint32_t number)
{
	struct cursor *c = cursor_open(m->t, TABLE_WORDS);
	struct buf start = {0};
	bool has;

	words_put_key(&start, m->kind, number);
	has = cursor_seek(c, buf_slice(&start)) && slice_starts(cursor_key(c), buf_slice(&start));
	buf_free(&start);
	cursor_close(c);
	return has;
}

/* A number no word of the kind has. */
static uint32_t
new_number(struct making *m)
{
	struct cursor *c = cursor_open(m->t, TABLE_WORDS);
	struct buf behind = {0};
	uint32_t number = 1;

	words_put_key(&behind, m->kind, UINT32_MAX);
	if ((cursor_seek(c, buf_slice(&behind)) ? cursor_prev(c) : cursor_last(c)) &&
	    slice_starts(cursor_key(c), slice_make(behind.data, 2)))
		number += (uint32_t)be_read((const char *)cursor_key(c).data + 2, WORDS_NUMBER);
	buf_free(&behind);
	cursor_close(c);
	return number;
}

static void
put_number(struct buf *out, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_putc(out, (char)(n | 0x80));
	buf_putc(out, (char)n);
}

/* Those that were kept, into what is made. */
static void
lay_kept(struct making *m)
{
	buf_put_slice(&m->words, m->kept_words);
	buf_put_slice(&m->ids, m->kept_ids);
	m->kept_words = m->kept_ids = slice_make(NULL, 0);
}

/* A word ends here, and its ids. */
static void
end_word(struct making *m)
{
	ARRAY_ROOM(m->ends, m->count, m->room);
	m->ends[m->count++] =
	    (struct ending){m->words.len + m->kept_words.len, m->ids.len + m->kept_ids.len};
}

static void
put_word(struct making *m, struct slice word, const struct word_ids *ids)
{
	uint64_t before = 0;

	buf_putc(&m->ids, (char)ids->count);
	for (size_t i = 0; i < ids->count; before = ids->ids[i++])
		put_number(&m->ids, ids->ids[i] - before);
	if (ids->count == 0)
		buf_put_be(&m->ids, ids->number, WORDS_NUMBER);
	buf_put_slice(&m->words, word);
	buf_putc(&m->words, COMPARE_BLANK);
	end_word(m);
}

/* A word nothing becomes of: it, the blank behind it and its ids as they lie in the block. */
static bool
keep_word(struct making *m, struct slice word, struct words_block *b)
{
	const unsigned char *start = b->ids;
	const char *letters = word.data, *kept = m->kept_words.data;
	bool good = words_block_pass(b, 1) && b->ids > start && letters[word.len] == COMPARE_BLANK;

	if (m->kept_words.len > 0 && kept + m->kept_words.len != letters)
		lay_kept(m);
	if (m->kept_words.len == 0) {
		m->kept_words.data = word.data;
		m->kept_ids.data = start;
	}
	m->kept_words.len += word.len + 1;
	m->kept_ids.len += (size_t)(b->ids - start);
	end_word(m);
	return good;
}

/* The ids there are and what becomes of them, as one list of those that are to be there. */
static void
join(const struct word_ids *old, const struct wanted *l, struct wanted *out)
{
	size_t i = 0, j = 0;

	while (i < old->count || j < l->count) {
		uint64_t id = j < l->count ? l->ids[j] >> 1 : UINT64_MAX;

		if (i < old->count && old->ids[i] < id) {
			want(out, old->ids[i++], true);
			continue;
		}
		i += i < old->count && old->ids[i] == id;
		if ((l->ids[j++] & 1) != 0)
			want(out, id, true);
	}
}

/* A word with its ids as they were, and what becomes of them. */
static void
put_changed(struct making *m, struct slice word, struct word_ids *ids, const struct wanted *l)
{
	struct wanted all = {0};

	if (ids->count == 0 && ids->number != 0) {
		change_many(m, ids->number, l);
		if (has_many(m, ids->number))
			put_word(m, word, ids);
		return;
	}
	join(ids, l, &all);
	ids->count = all.count <= WORDS_FEW ? all.count : 0;
	for (size_t i = 0; i < ids->count; i++)
		ids->ids[i] = all.ids[i] >> 1;
	if (all.count > WORDS_FEW) {
		ids->number = new_number(m);
		change_many(m, ids->number, &all);
	}
	if (all.count > 0)
		put_word(m, word, ids);
	free(all.ids);
}

static struct slice
word_of(struct slice change)
{
	return slice_make(
	    (const char *)change.data + KEY_HEAD, change.len - KEY_HEAD - CHANGE_TAIL);
}

/* What becomes of the record of the change at *i in the ids of its word: all changes of the two
 * stand side by side, alike but for their last byte. *i goes behind them. */
static void
take_record(const struct keylist *changes, size_t *i, size_t end, struct wanted *out)
{
	struct slice key = keylist_key(changes, *i), same = slice_make(key.data, key.len - 1);
	bool seen[2] = {false, false}; /* it had the word, it has it */

	for (; *i < end; ++*i) {
		key = keylist_key(changes, *i);
		if (key.len != same.len + 1 || !slice_starts(key, same))
			break;
		seen[((const char *)key.data)[same.len] != 0] = true;
	}
	if (seen[false] != seen[true])
		want(out, be_read((const char *)same.data + same.len - KEY_ID, KEY_ID), seen[true]);
}

/* What becomes of the ids of the word of the change at *i, which goes behind the last of them. */
static void
take_wanted(const struct keylist *changes, size_t *i, size_t end, struct wanted *out)
{
	struct slice word = word_of(keylist_key(changes, *i));

	while (*i < end && slice_equal(word_of(keylist_key(changes, *i)), word))
		take_record(changes, i, end, out);
}

/* The word of the change at *i, which may be in the block or not, with what becomes of its ids. */
static bool
change_word(struct making *m, struct words_block *in, const struct keylist *changes, size_t *i,
    size_t end, struct wanted *wanted)
{
	struct slice word = word_of(keylist_key(changes, *i));
	struct word_ids ids = {.count = 0};

	lay_kept(m);
	if (in != NULL && !words_block_ids(in, &ids))
		return false;
	wanted->count = 0;
	take_wanted(changes, i, end, wanted);
	if (wanted->count > 0)
		put_changed(m, word, &ids, wanted);
	else if (in != NULL)
		put_word(m, word, &ids);
	return true;
}

static bool
merge(struct making *m, struct slice old, const struct keylist *changes, size_t i, size_t end)
{
	struct words_walk walk = {0};
	struct words_block b;
	struct wanted wanted = {0};
	struct slice word;
	bool good = words_block_open(&b, old), more;

	walk.text = b.words;
	more = words_next(&walk, &word);
	while (good && (more || i < end)) {
		int order = !more ? 1
		    : i == end    ? -1
				  : slice_compare(word, word_of(keylist_key(changes, i)));

		good = order < 0
		    ? keep_word(m, word, &b)
		    : change_word(m, order == 0 ? &b : NULL, changes, &i, end, &wanted);
		if (order <= 0)
			more = words_next(&walk, &word);
	}
	lay_kept(m);
	free(wanted.ids);
	return good;
}

static struct slice
word_at(const struct making *m, size_t i)
{
	size_t start = i > 0 ? m->ends[i - 1].words : 0;

	return slice_make(m->words.data + start, m->ends[i].words - start - 1);
}

/* The word before which a block may begin, cut; false when its key would be too long. */
static bool
put_cut(struct buf *key, struct slice before, struct slice word)
{
	const char *a = before.data, *b = word.data;
	size_t same = 0;

	while (same < before.len && a[same] == b[same])
		same++;
	buf_put(key, b, same + 1);
	return key->len <= CUT_MAX;
}

static void
store_block(struct making *m, struct slice key, size_t from, size_t to)
{
	struct ending start = from > 0 ? m->ends[from - 1] : (struct ending){0}, end;
	struct buf value = {0};
	struct slice old;

	if (from == to) {
		txn_delete(m->t, TABLE_WORDS, key);
		return;
	}
	end = m->ends[to - 1];
	buf_put_be(&value, end.words - start.words + 1, WORDS_LEN);
	buf_putc(&value, COMPARE_BLANK);
	buf_put(&value, m->words.data + start.words, end.words - start.words);
	buf_put(&value, m->ids.data + start.ids, end.ids - start.ids);
	/* of words with many ids only the rows change */
	if (!txn_get(m->t, TABLE_WORDS, key, &old) || !slice_equal(old, buf_slice(&value)))
		txn_append(m->t, TABLE_WORDS, key, buf_slice(&value));
	buf_free(&value);
}

/* In equal pieces of at most a full block; the first has the key the block had. */
static void
store_blocks(struct making *m, struct slice key)
{
	size_t all = m->words.len + m->ids.len, piece = all / (all / BLOCK_FULL + 1) + 1, from = 0;
	struct buf at = {0}, next = {0};

	buf_put_slice(&at, key);
	for (size_t i = 1; i < m->count; i++) {
		struct ending start = from > 0 ? m->ends[from - 1] : (struct ending){0};

		if (m->ends[i].words + m->ends[i].ids - start.words - start.ids < piece)
			continue;
		buf_clear(&next);
		buf_put(&next, key.data, KEY_HEAD);
		if (!put_cut(&next, word_at(m, i - 1), word_at(m, i)))
			continue;
		store_block(m, buf_slice(&at), from, i);
		from = i;
		buf_clear(&at);
		buf_put_slice(&at, buf_slice(&next));
	}
	store_block(m, buf_slice(&at), from, m->count);
	buf_free(&at);
	buf_free(&next);
}

/* The block a word belongs to, and where the next one begins (empty: there is none). */
struct place {
	struct buf key, value, behind;
};

static void
find_block(struct txn *t, struct slice word_key, struct place *p)
{
	struct cursor *c = cursor_open(t, TABLE_WORDS);
	struct slice head = slice_make(word_key.data, KEY_HEAD);
	bool more;

	buf_put(&p->key, word_key.data, word_key.len < KEY_MAX ? word_key.len : KEY_MAX - 1);
	buf_putc(&p->key, 0); /* behind the word itself, before any longer one */
	more = cursor_seek(c, buf_slice(&p->key));
	buf_clear(&p->key);
	if (more && slice_starts(cursor_key(c), head))
		buf_put_slice(&p->behind, cursor_key(c));
	if ((more ? cursor_prev(c) : cursor_last(c)) && slice_starts(cursor_key(c), head)) {
		buf_put_slice(&p->key, cursor_key(c));
		buf_put_slice(&p->value, cursor_value(c));
	} else {
		buf_put_slice(&p->key, head);
	}
	cursor_close(c);
}

static struct slice
key_of_word(struct slice change)
{
	return slice_make(change.data, change.len - CHANGE_TAIL);
}

/* How many changes from there on are of that block; those of one word stay together. */
static size_t
end_of_block(const struct keylist *l, size_t i, const struct place *p)
{
	struct slice head = slice_make(p->key.data, KEY_HEAD), before = {0};
	size_t end = i;

	for (; end < l->count; end++) {
		struct slice word = key_of_word(keylist_key(l, end));

		if (slice_equal(word, before))
			continue;
		if (end - i >= AT_ONCE || !slice_starts(word, head) ||
		    (p->behind.len > 0 && slice_compare(word, buf_slice(&p->behind)) >= 0))
			break;
		before = word;
	}
	return end;
}

static size_t
write_block(struct words_change *w, size_t i)
{
	struct slice change = keylist_key(&w->changes, i);
	struct making m = {.t = w->t, .kind = key_kind(change)};
	struct place p = {0};
	size_t end;

	find_block(w->t, key_of_word(change), &p);
	buf_reserve(&m.words, p.value.len);
	buf_reserve(&m.ids, p.value.len);
	end = end_of_block(&w->changes, i, &p);
	if (merge(&m, buf_slice(&p.value), &w->changes, i, end))
		store_blocks(&m, buf_slice(&p.key));
	else
		txn_fail(w->t, ST_DAMAGED);
	buf_free(&p.key);
	buf_free(&p.value);
	buf_free(&p.behind);
	buf_free(&m.words);
	buf_free(&m.ids);
	free(m.ends);
	return end;
}

static void
write_gathered(struct words_change *w)
{
	keylist_sort(&w->changes);
	for (size_t i = 0; i < w->changes.count && txn_status(w->t) == ST_OK;)
		i = write_block(w, i);
	buf_clear(&w->changes.bytes);
	w->changes.count = 0;
}

void
words_change_put(struct words_change *w, enum kind kind, uint64_t id, struct slice text, bool is)
{
	struct words_walk walk = {.text = text};
	struct slice word;

	while (words_next(&walk, &word)) {
		struct keylist *l = &w->changes;
		size_t at = l->bytes.len;

		key_put_kind(&l->bytes, kind);
		buf_putc(&l->bytes, walk.others ? WORDS_OTHERS : WORDS_NAMES);
		buf_put_slice(&l->bytes, word);
		buf_putc(&l->bytes, 0);
		key_put_id(&l->bytes, id);
		buf_putc(&l->bytes, is);
		keylist_add_here(l, at, l->bytes.len - at);
	}
	if (w->changes.count > GATHERED)
		write_gathered(w);
}

void
words_change_write(struct words_change *w)
{
	write_gathered(w);
}

void
words_change_free(struct words_change *w)
{
	if (w != NULL)
		keylist_free(&w->changes);
	free(w);
}
