/* SPDX-License-Identifier: MIT
 * words.c - the dictionary read: blocks of words, and the ids of each.
 */
#include "db/record/words_block.h"

#include <string.h>

#include "base/compare.h"

bool
words_next(struct words_walk *w, struct slice *word)
{
	const char *p = w->text.data, *end = p + w->text.len, *start;

	for (; p < end && (*p == COMPARE_BLANK || *p == WORDS_NAMES_END); p++)
		w->others = w->others || *p == WORDS_NAMES_END;
	for (start = p; p < end && *p != COMPARE_BLANK && *p != WORDS_NAMES_END;)
		p++;
	*word = slice_make(start, (size_t)(p - start));
	w->text = slice_make(p, (size_t)(end - p));
	return word->len > 0;
}

bool
words_block_open(struct words_block *b, struct slice value)
{
	size_t len;

	*b = (struct words_block){.words = slice_make("", 0)};
	if (value.len < WORDS_LEN)
		return value.len == 0;
	len = (size_t)be_read(value.data, WORDS_LEN);
	if (len > value.len - WORDS_LEN)
		return false;
	b->words = slice_make((const char *)value.data + WORDS_LEN, len);
	b->ids = (const unsigned char *)value.data + WORDS_LEN + len;
	b->end = (const unsigned char *)value.data + value.len;
	return true;
}

static bool
take_number(struct words_block *b, uint64_t *n)
{
	*n = 0;
	for (int shift = 0; shift < 64 && b->ids < b->end; shift += 7) {
		*n |= (uint64_t)(*b->ids & 0x7F) << shift;
		if ((*b->ids++ & 0x80) == 0)
			return true;
	}
	return false;
}

bool
words_block_ids(struct words_block *b, struct word_ids *out)
{
	uint64_t more, id = 0;

	*out = (struct word_ids){.count = 0};
	if (b->ids == b->end || *b->ids > WORDS_FEW)
		return false;
	out->count = *b->ids++;
	for (size_t i = 0; i < out->count; i++) {
		if (!take_number(b, &more))
			return false;
		out->ids[i] = id += more;
	}
	if (out->count > 0)
		return true;
	if (b->end - b->ids < WORDS_NUMBER)
		return false;
	out->number = (uint32_t)be_read(b->ids, WORDS_NUMBER);
	b->ids += WORDS_NUMBER;
	return true;
}

bool
words_block_pass(struct words_block *b, size_t words)
{
	for (; words > 0 && b->ids < b->end; words--) {
		size_t left = *b->ids++;

		if (left > WORDS_FEW || (left == 0 && b->end - b->ids < WORDS_NUMBER))
			return false;
		b->ids += left == 0 ? WORDS_NUMBER : 0;
		for (; left > 0 && b->ids < b->end; b->ids++)
			left -= *b->ids < 0x80;
		if (left > 0)
			return false;
	}
	return words == 0;
}

bool
words_part_read(struct slice row, uint64_t bits[WORDS_BITS])
{
	const unsigned char *bytes = row.data;
	size_t len = row.len - 1;

	memset(bits, 0, WORDS_BITS * sizeof(*bits));
	if (row.len < 2)
		return false;
	if (bytes[0] == 'b' && len <= WORDS_BITS * sizeof(*bits))
		memcpy(bits, bytes + 1, len);
	else if (bytes[0] == 'a' && len % 2 == 0)
		for (size_t i = 1; i < len; i += 2) {
			size_t place = bytes[i] | (size_t)bytes[i + 1] << 8;

			if (place >= WORDS_PART)
				return false;
			bits[place / 64] |= UINT64_C(1) << place % 64;
		}
	else
		return false;
	return true;
}

void
words_put_key(struct buf *key, enum kind kind, uint32_t number)
{
	key_put_kind(key, kind);
	buf_putc(key, WORDS_MANY);
	buf_put_be(key, number, WORDS_NUMBER);
}

/* Where ids are looked up. */
struct source {
	struct txn *t;
	enum kind kind;
	uint64_t last; /* id of a record there is */
	size_t rows;   /* passed, of words with many ids */
	bool beyond;   /* ids behind the last were met, and left out */
};

static struct source
source_of(struct txn *t, enum kind kind)
{
	struct cursor *c = cursor_open(t, table_of(kind));
	struct source s = {.t = t, .kind = kind};

	s.last = cursor_last(c) ? key_id(cursor_key(c)) : 0;
	cursor_close(c);
	return s;
}

/* Are the ids of that word of bits not beyond all records? */
static bool
is_within(struct source *s, uint64_t word)
{
	s->beyond = s->beyond || word > s->last / 64;
	return word <= s->last / 64;
}

static void
add_bits(struct source *s, uint64_t word, uint64_t bits, struct idset *out)
{
	if (bits != 0 && is_within(s, word))
		idset_add_bits(out, word, bits);
}

/* All ids that stand under a number. */
static bool
add_many(struct source *s, uint32_t number, struct idset *out)
{
	struct cursor *c = cursor_open(s->t, TABLE_WORDS);
	uint64_t bits[WORDS_BITS];
	struct buf start = {0};
	bool good = true;

	words_put_key(&start, s->kind, number);
	for (bool more = cursor_seek(c, buf_slice(&start));
	     good && more && slice_starts(cursor_key(c), buf_slice(&start));
	     more = cursor_next(c)) {
		uint64_t part = key_id(cursor_key(c));

		s->rows++;
		good = part <= UINT32_MAX && words_part_read(cursor_value(c), bits);
		for (size_t i = 0; good && i < WORDS_BITS; i++)
			add_bits(s, part * WORDS_BITS + i, bits[i], out);
	}
	buf_free(&start);
	cursor_close(c);
	return good;
}

static bool
add_ids(struct source *s, const struct word_ids *ids, struct idset *out)
{
	for (size_t i = 0; i < ids->count; i++)
		add_bits(s, ids->ids[i] / 64, UINT64_C(1) << ids->ids[i] % 64, out);
	return ids->count > 0 || add_many(s, ids->number, out);
}

/* How seldom a letter stands in words: 0 the rarest. Codes are the most of a dictionary. */
static size_t
commonness(unsigned char letter, struct slice rarest_first)
{
	const char *at = memchr(rarest_first.data, letter, rarest_first.len);

	return at != NULL             ? (size_t)(at - (const char *)rarest_first.data) + 1
	    : letter == COMPARE_BLANK ? SIZE_MAX
				      : 0;
}

static size_t
rarest_place(struct slice part)
{
	const unsigned char *letters = part.data;
	struct buf order = {0};
	size_t rarest = 0;

	compare_put(&order, slice_of("фщэцъшюхжчйбзгыьяупмдклврсинтеао9876543210"));
	for (size_t i = 1; i < part.len; i++)
		if (commonness(letters[i], buf_slice(&order)) <
		    commonness(letters[rarest], buf_slice(&order)))
			rarest = i;
	buf_free(&order);
	return rarest;
}

/* As memmem(), by one letter of the part. */
static const char *
find(const char *p, const char *end, struct slice part, size_t rare)
{
	const char *letters = part.data;

	while ((size_t)(end - p) >= part.len &&
	    (p = memchr(p + rare, letters[rare], (size_t)(end - p) - part.len + 1)) != NULL) {
		p -= rare;
		if (memcmp(p, letters, part.len) == 0)
			return p;
		p++;
	}
	return NULL;
}

struct finding {
	struct source from;
	struct slice part;
	size_t rare; /* its letter that is looked for */
	struct idset *out;
};

static bool
find_in_block(struct finding *f, struct slice value)
{
	struct words_block b;
	struct word_ids ids;
	const char *p, *end, *hit, *stop;
	size_t before = 0; /* words from p to the one that holds the part */

	if (!words_block_open(&b, value))
		return false;
	p = b.words.data;
	for (end = p + b.words.len; (hit = find(p, end, f->part, f->rare)) != NULL; before = 0) {
		hit += *hit == COMPARE_BLANK;
		while ((stop = memchr(p + 1, COMPARE_BLANK, (size_t)(end - p) - 1)) != NULL &&
		    stop < hit) {
			p = stop;
			before++;
		}
		if (stop == NULL || !words_block_pass(&b, before) || !words_block_ids(&b, &ids) ||
		    !add_ids(&f->from, &ids, f->out))
			return false;
		p = stop;
	}
	return true;
}

void
words_find(struct txn *t, enum kind kind, struct slice part, bool names_only, struct idset *out)
{
	struct finding f = {
	    .from = source_of(t, kind), .part = part, .rare = rarest_place(part), .out = out};
	struct cursor *c = cursor_open(t, TABLE_WORDS);
	size_t all = txn_count(t, table_of(kind));
	struct buf start = {0};

	key_put_kind(&start, kind);
	buf_putc(&start, names_only ? WORDS_NAMES : WORDS_OTHERS);
	for (bool more = cursor_seek(c, buf_slice(&start));
	     more && out->count < all && words_is_block(cursor_key(c), kind); more = cursor_next(c))
		if (!find_in_block(&f, cursor_value(c)))
			txn_fail(t, ST_DAMAGED);
	buf_free(&start);
	cursor_close(c);
}

struct passing {
	struct source from;
	words_fn *fn;
	void *context;
	struct buf before; /* head and letters of the last word */
};

static bool
pass_ids(struct passing *p, bool names, struct slice word, const struct word_ids *ids)
{
	struct idset all = {0};
	uint64_t id = 0;
	bool good = ids->count > 0 || add_many(&p->from, ids->number, &all);

	/* Most words have one id: a set of bits up to it would cost as much as it is high. */
	for (size_t i = 0; i < ids->count; i++)
		if (is_within(&p->from, ids->ids[i] / 64))
			p->fn(p->context, names, word, ids->ids[i]);
	for (; idset_next(&all, &id); id++)
		p->fn(p->context, names, word, id);
	idset_free(&all);
	return good;
}

/* Words rise through all blocks, none before its block's key. */
static bool
is_in_order(struct passing *p, struct slice key, struct slice word)
{
	struct buf full = {0};
	bool good;

	buf_put(&full, key.data, 2);
	buf_put_slice(&full, word);
	good = slice_compare(buf_slice(&p->before), buf_slice(&full)) < 0 &&
	    slice_compare(key, buf_slice(&full)) <= 0;
	buf_free(&p->before);
	p->before = full;
	return good;
}

static bool
pass_block(struct passing *p, struct slice key, struct slice value)
{
	struct words_walk walk = {0};
	struct words_block b;
	struct word_ids ids;
	struct slice word;

	if (slice_compare(buf_slice(&p->before), key) >= 0 || !words_block_open(&b, value))
		return false;
	for (walk.text = b.words; words_next(&walk, &word);) {
		if (!is_in_order(p, key, word) || !words_block_ids(&b, &ids) ||
		    !pass_ids(p, words_head(key) == WORDS_NAMES, word, &ids))
			return false;
	}
	return b.ids == b.end && !p->from.beyond;
}

bool
words_each(struct txn *t, enum kind kind, words_fn *fn, void *context, size_t *rows)
{
	struct passing p = {.from = source_of(t, kind), .fn = fn, .context = context};
	struct cursor *c = cursor_open(t, TABLE_WORDS);
	struct buf start = {0};
	bool good = true;

	key_put_kind(&start, kind);
	for (bool more = cursor_seek(c, buf_slice(&start));
	     good && more && words_is_block(cursor_key(c), kind);
	     more = cursor_next(c), p.from.rows++)
		good = pass_block(&p, cursor_key(c), cursor_value(c));
	*rows = p.from.rows;
	buf_free(&start);
	buf_free(&p.before);
	cursor_close(c);
	return good && txn_status(t) == ST_OK;
}
