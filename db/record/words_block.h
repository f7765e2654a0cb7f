/* SPDX-License-Identifier: MIT
 * words_block.h - the bytes of the dictionary: shared by words.c, which reads, and words_change.c,
 * which writes.
 */
#ifndef DB_WORDS_BLOCK_H
#define DB_WORDS_BLOCK_H

#include "db/record/key.h"
#include "db/record/words.h"

enum words_heads { WORDS_OTHERS, WORDS_NAMES, WORDS_MANY }; /* behind the kind in a key */
enum {
	WORDS_FEW = 32,   /* ids of a word that stand in its block */
	WORDS_LEN = 4,    /* bytes for how long the words of a block are */
	WORDS_NUMBER = 4, /* bytes of the number of a word with many ids */
	WORDS_BITS = WORDS_PART / 64
};

static inline unsigned
words_head(struct slice key)
{
	return ((const unsigned char *)key.data)[1];
}

/* Of that kind, and not the ids of a word that has many. */
static inline bool
words_is_block(struct slice key, enum kind kind)
{
	return key.len > 1 && key_kind(key) == kind && words_head(key) <= WORDS_NAMES;
}

struct words_block {
	struct slice words;
	const unsigned char *ids, *end; /* ids: of the word that is next */
};

/* Of no bytes: an empty block. false: malformed, as everywhere here. */
bool words_block_open(struct words_block *b, struct slice value);

/* Of one word: so many in place, or the number they stand under. */
struct word_ids {
	size_t count; /* 0: number counts */
	uint32_t number;
	uint64_t ids[WORDS_FEW];
};
bool words_block_ids(struct words_block *b, struct word_ids *out);
/* Pass over those of so many words. */
bool words_block_pass(struct words_block *b, size_t words);

/* The start of the keys of the ids under a number. */
void words_put_key(struct buf *key, enum kind kind, uint32_t number);
bool words_part_read(struct slice row, uint64_t bits[WORDS_BITS]);

#endif
