/* SPDX-License-Identifier: MIT
 * standing.c - of each row BLAKE2b-256 of table (a byte), length of the key (4 bytes, big-endian),
 * key and value.
 */
#include "db/record/standing.h"

#include <sodium.h>
#include <string.h>

#include "db/record/meta.h"

enum { LENGTH_BYTES = 4 };

static void
add_row(unsigned char sum[JOURNAL_HASH], enum table table, struct slice key, struct slice value)
{
	unsigned char hash[JOURNAL_HASH];
	crypto_generichash_state state;
	struct buf head = {0};

	buf_put_be(&head, table, 1);
	buf_put_be(&head, key.len, LENGTH_BYTES);
	crypto_generichash_init(&state, NULL, 0, JOURNAL_HASH);
	crypto_generichash_update(&state, (const unsigned char *)head.data, head.len);
	crypto_generichash_update(&state, key.data, key.len);
	crypto_generichash_update(&state, value.data, value.len);
	crypto_generichash_final(&state, hash, JOURNAL_HASH);
	sodium_add(sum, hash, JOURNAL_HASH);
	buf_free(&head);
}

/* Every row whose key begins with prefix. */
static void
add_rows(struct txn *t, enum table table, struct slice prefix, unsigned char sum[JOURNAL_HASH])
{
	struct cursor *c = cursor_open(t, table);

	for (bool more = cursor_seek(c, prefix); more && slice_starts(cursor_key(c), prefix);
	     more = cursor_next(c))
		add_row(sum, table, cursor_key(c), cursor_value(c));
	cursor_close(c);
}

void
standing_sum(struct txn *t, unsigned char sum[JOURNAL_HASH])
{
	memset(sum, 0, JOURNAL_HASH);
	add_rows(t, TABLE_META, slice_of(META_PROFILES), sum);
	add_rows(t, TABLE_ACCOUNT, slice_of(""), sum);
}
