/* SPDX-License-Identifier: MIT
 * search.c - blocks of folded text, and words looked up in them.
 */
#include "db/record/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/die.h"
#include "db/record/key.h"

enum { NAMES_END = 0x01, TEXT_END = 0x00 };

static void
put_field(struct buf *b, const struct record *r, const struct field *f)
{
	const char *const *words = f->shown != NULL ? f->shown : f->words;
	uint8_t choice;

	if (field_is_text(f)) {
		compare_put_sought(b, slice_of(record_text(r, f)));
	} else if (f->type == FIELD_CHOICE) {
		choice = record_choice(r, f);
		compare_put_sought(b, slice_of(choice > 0 ? words[choice - 1] : ""));
	}
}

void
search_put_text(struct buf *b, const struct record *r)
{
	const struct entity *e = entity_of(r->kind);
	uint64_t named = 0; /* bit per field */

	for (const char *const *id = e->names; *id != NULL; id++) {
		const struct field *f = field_find(r->kind, *id);

		put_field(b, r, f);
		named |= UINT64_C(1) << (f - e->fields);
	}
	buf_putc(b, NAMES_END);
	for (size_t i = 0; i < e->count; i++)
		if ((named >> i & 1) == 0)
			put_field(b, r, &e->fields[i]);
	for (const struct own_value *own = r->own; own != NULL; own = own->next)
		compare_put_sought(b, slice_of(own->text));
}

static bool
get_block(struct txn *t, enum kind kind, uint64_t block, struct slice *value)
{
	struct buf key = {0};
	bool found;

	key_put_block(&key, kind, block);
	found = txn_get(t, TABLE_SEARCH, buf_slice(&key), value);
	buf_free(&key);
	return found;
}

/* Take the first text off a block. */
static struct slice
next_text(struct slice *block)
{
	const char *start = block->data,
		   *end = block->len > 0 ? memchr(start, TEXT_END, block->len) : NULL;
	size_t len = end != NULL ? (size_t)(end - start) : block->len;

	block->data = start + (end != NULL ? len + 1 : len);
	block->len -= end != NULL ? len + 1 : len;
	return slice_make(start, len);
}

void
search_store_block(
    struct txn *t, enum kind kind, uint64_t block, const struct slice texts[SEARCH_BLOCK])
{
	struct slice old = {.data = "", .len = 0};
	struct buf key = {0}, value = {0};
	size_t used = 0;

	get_block(t, kind, block, &old);
	for (int i = 0; i < SEARCH_BLOCK; i++) {
		struct slice was = next_text(&old), text = texts[i].data != NULL ? texts[i] : was;

		buf_put_slice(&value, text);
		buf_putc(&value, TEXT_END);
		if (text.len > 0)
			used = value.len;
	}
	key_put_block(&key, kind, block);
	if (used > 0)
		txn_append(t, TABLE_SEARCH, buf_slice(&key), slice_make(value.data, used));
	else
		txn_delete(t, TABLE_SEARCH, buf_slice(&key));
	buf_free(&key);
	buf_free(&value);
}

struct slice
search_stored(struct txn *t, enum kind kind, uint64_t id)
{
	struct slice block = {.data = "", .len = 0}, text;

	get_block(t, kind, id / SEARCH_BLOCK, &block);
	text = next_text(&block);
	for (uint64_t i = id % SEARCH_BLOCK; i > 0; i--)
		text = next_text(&block);
	return text;
}

/* Sixteen letters at once; GCC and Clang make it whatever the machine has. */
typedef unsigned char lanes __attribute__((vector_size(16)));
enum { LANES = sizeof(lanes), STRIDE = LANES * 4 };

static lanes
load(const char *p)
{
	lanes v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static bool
any(lanes v)
{
	uint64_t halves[2];

	memcpy(halves, &v, sizeof(halves));
	return (halves[0] | halves[1]) != 0;
}

/* A word to be found, and the two of its letters that are looked for: the rarest there are. */
struct needle {
	struct slice word;
	size_t one, other; /* their places */
};

static int
commonness(unsigned char letter)
{
	static const char rarest_first[] = "фщэцъшюхжчйбзгыьяупмдклврсинтеао";
	struct buf order = {0};
	const char *at;
	int rank = 0;

	if (letter == COMPARE_BLANK)
		return (int)sizeof(rarest_first); /* there are as many as words */
	compare_put(&order, slice_of(rarest_first));
	at = memchr(order.data, letter, order.len);
	if (at != NULL)
		rank = 1 + (int)(at - order.data);
	buf_free(&order);
	return rank;
}

static struct needle
needle_of(struct slice word)
{
	const unsigned char *letters = word.data;
	struct needle n = {.word = word};

	for (size_t i = 1; i < word.len; i++)
		if (commonness(letters[i]) < commonness(letters[n.one]))
			n.one = i;
	n.other = n.one == 0 ? word.len - 1 : 0;
	for (size_t i = 0; i < word.len; i++)
		if (i != n.one && commonness(letters[i]) < commonness(letters[n.other]))
			n.other = i;
	return n;
}

/* Lanes of 0xFF where both letters stand as the word beginning there would have them. */
static lanes
candidates(const char *p, const struct needle *n, lanes one, lanes other)
{
	return (lanes)(load(p + n->one) == one) & (lanes)(load(p + n->other) == other);
}

/* The first of the candidates behind p where the whole word stands. Bytes in memory are the low
 * ones of a number first, on every machine this runs on. */
static const char *
first_true(const char *p, lanes hits, struct slice word)
{
	uint64_t halves[2];

	_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "lanes are told apart by bits");
	memcpy(halves, &hits, sizeof(halves));
	for (int half = 0; half < 2; half++)
		for (uint64_t bits = halves[half]; bits != 0;) {
			int lane = __builtin_ctzll(bits) / 8;

			if (memcmp(p + half * 8 + lane, word.data, word.len) == 0)
				return p + half * 8 + lane;
			bits &= ~(UINT64_C(0xFF) << lane * 8);
		}
	return NULL;
}

/* As memmem(), which takes one letter at a time for short words: here a stride of letters is passed
 * over at once unless the two letters stand in it at the right distance. */
static const char *
find(const char *p, const char *end, const struct needle *n)
{
	const char *letters = n->word.data, *found;
	lanes one = (lanes){0} + (unsigned char)letters[n->one];
	lanes other = (lanes){0} + (unsigned char)letters[n->other];

	for (; (size_t)(end - p) >= STRIDE + n->word.len; p += STRIDE) {
		lanes hits[STRIDE / LANES];

		hits[0] = candidates(p, n, one, other);
		hits[1] = candidates(p + LANES, n, one, other);
		hits[2] = candidates(p + LANES * 2, n, one, other);
		hits[3] = candidates(p + LANES * 3, n, one, other);
		if (!any(hits[0] | hits[1] | hits[2] | hits[3]))
			continue;
		for (int i = 0; i < STRIDE / LANES; i++)
			if ((found = first_true(p + i * LANES, hits[i], n->word)) != NULL)
				return found;
	}
	return memmem(p, (size_t)(end - p), letters, n->word.len);
}

/* The places in a block whose text (or whose names) hold the word, as bits. */
static uint64_t
scan_block(struct slice block, const struct needle *needle, bool names_only)
{
	const char *start = block.data, *end = start + block.len, *hit, *stop;
	uint64_t bits = 0;
	int place = 0;

	for (hit = find(start, end, needle); hit != NULL && place < SEARCH_BLOCK;
	     hit = find(start, end, needle)) {
		/* pass over the texts that end before the hit */
		while ((stop = memchr(start, TEXT_END, (size_t)(hit - start))) != NULL) {
			start = stop + 1;
			place++;
		}
		if (place >= SEARCH_BLOCK)
			break;
		if (!names_only || memchr(start, NAMES_END, (size_t)(hit - start)) == NULL)
			bits |= UINT64_C(1) << place;
		stop = memchr(hit, TEXT_END, (size_t)(end - hit));
		if (stop == NULL)
			break;
		start = stop + 1;
		place++;
	}
	return bits;
}

/* Records of the kind whose own text holds the word; only blocks that `within` reaches into, when
 * it is given. */
static void
find_in_texts(struct txn *t, enum kind kind, struct slice word, bool names_only,
    const struct idset *within, struct idset *out)
{
	struct cursor *c = cursor_open(t, TABLE_SEARCH);
	struct needle needle = needle_of(word);
	struct buf start = {0};

	key_put_kind(&start, kind);
	for (bool more = cursor_seek(c, buf_slice(&start));
	     more && slice_starts(cursor_key(c), buf_slice(&start)); more = cursor_next(c)) {
		uint64_t block = key_id(cursor_key(c)), bits;

		if (within != NULL && (block >= within->nwords || within->words[block] == 0))
			continue;
		bits = scan_block(cursor_value(c), &needle, names_only);
		if (bits != 0)
			idset_add_bits(out, block, bits);
	}
	buf_free(&start);
	cursor_close(c);
}

/* Records of the kind whose field refers to one of the targets. */
static void
find_referring(struct txn *t, enum kind kind, const struct field *ref, const struct idset *targets,
    struct idset *out)
{
	struct cursor *c = cursor_open(t, TABLE_INDEX);
	uint64_t wanted = 1, target;
	struct buf prefix = {0}, start = {0};
	bool more;

	key_put_index(&prefix, kind, KEY_REF + ref->number);
	more = idset_next(targets, &wanted);
	key_put_ref(&start, kind, ref, wanted);
	more = more && cursor_seek(c, buf_slice(&start));
	while (more && slice_starts(cursor_key(c), buf_slice(&prefix))) {
		target = key_target(cursor_key(c));
		if (idset_has(targets, target)) {
			idset_add(out, key_id(cursor_key(c)));
			more = cursor_next(c);
			continue;
		}
		wanted = target;
		more = idset_next(targets, &wanted);
		buf_clear(&start);
		key_put_ref(&start, kind, ref, wanted);
		more = more && cursor_seek(c, buf_slice(&start));
	}
	buf_free(&prefix);
	buf_free(&start);
	cursor_close(c);
}

/* Everything one word finds. When the texts have given every record, no reference can add one. */
static void
find_word(
    struct txn *t, enum kind kind, struct slice word, const struct idset *within, struct idset *out)
{
	const struct entity *e = entity_of(kind);
	struct idset named[KIND_COUNT] = {0};
	bool known[KIND_COUNT] = {0};

	find_in_texts(t, kind, word, false, within, out);
	for (size_t i = 0; i < e->count; i++) {
		const struct field *f = &e->fields[i];

		if (f->type != FIELD_REF || out->count == txn_count(t, table_of(kind)))
			continue;
		if (!known[f->target])
			find_in_texts(t, f->target, word, true, NULL, &named[f->target]);
		known[f->target] = true;
		if (named[f->target].count > 0)
			find_referring(t, kind, f, &named[f->target], out);
	}
	for (int k = 0; k < KIND_COUNT; k++)
		idset_free(&named[k]);
}

bool
search_words(struct txn *t, enum kind kind, struct slice query, struct idset *out)
{
	struct buf words = {0};
	struct slice rest, word;
	bool first = true;

	*out = (struct idset){0};
	compare_put_query(&words, query);
	for (rest = buf_slice(&words); compare_next_word(&rest, &word); first = false) {
		struct idset found = {0};

		find_word(t, kind, word, first ? NULL : out, &found);
		if (first) {
			*out = found;
		} else {
			idset_intersect(out, &found);
			idset_free(&found);
		}
	}
	buf_free(&words);
	return !first;
}
