/* SPDX-License-Identifier: MIT
 * import_keys.h - the keys of an import: which row had one first, and the id it stands for.
 */
#ifndef EXCHANGE_IMPORT_KEYS_H
#define EXCHANGE_IMPORT_KEYS_H

#include "model/record.h"

struct import_key {
	uint64_t hash, id;   /* id 0: no record has it (yet) */
	size_t at;           /* of its bytes */
	uint32_t len, place; /* place 0: no row of the import has it */
};

/* A hash table of key bytes; {0} is empty. Entries are named by their number, which never changes.
 */
struct import_keys {
	struct buf bytes;
	struct import_key *entries;
	size_t count, room;
	uint32_t *slots; /* number + 1, 0 free; a power of two of them, at least half free */
	size_t nslots;
};

/* The number of the key, added when it is new. */
size_t import_keys_of(struct import_keys *k, struct slice key);

/* As import_keys_of, but SIZE_MAX when it is not there. */
size_t import_keys_find(const struct import_keys *k, struct slice key);
/* The kind of the record a key is of. */
enum kind import_key_kind(const struct import_keys *k, const struct import_key *key);
void import_keys_clear(struct import_keys *k);
void import_keys_free(struct import_keys *k);

/* Append the key of a record of a kind that has a code, and of any record by its key fields. */
void import_key_put_code(struct buf *b, enum kind kind, struct slice code);
void import_key_put(struct buf *b, const struct record *r);

#endif
