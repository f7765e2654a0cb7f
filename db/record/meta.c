/* SPDX-License-Identifier: MIT
 * meta.c - profile versions: "profile:", version (4 bytes), start of the text's hash -> text;
 * "rehearsal" -> "1".
 */
#include "db/record/meta.h"

#include <sodium.h>

static const char prefix[] = META_PROFILES;
static const char behind[] = "profile;"; /* the first key behind all versions */

static const char rehearsal[] = "rehearsal";

enum { HASH_START = 4 };

/* Before the cursor's first move: stand on the last version. */
static bool
seek_last(struct cursor *c)
{
	bool found = cursor_seek(c, slice_of(behind)) ? cursor_prev(c) : cursor_last(c);

	return found && slice_starts(cursor_key(c), slice_of(prefix));
}

bool
meta_profile(struct txn *t, struct slice *text)
{
	struct cursor *c = cursor_open(t, TABLE_META);
	bool found = seek_last(c);

	if (found)
		*text = cursor_value(c);
	cursor_close(c);
	return found;
}

void
meta_stage_profile(struct change *c, size_t versions, struct slice text)
{
	unsigned char hash[crypto_generichash_BYTES];
	struct buf key = {0};

	crypto_generichash(hash, sizeof(hash), text.data, text.len, NULL, 0);
	buf_puts(&key, prefix);
	buf_put_be(&key, versions + 1, 4);
	buf_put(&key, hash, HASH_START);
	change_put_raw(c, TABLE_META, buf_slice(&key), text);
	buf_free(&key);
}

size_t
meta_profile_versions(struct txn *t)
{
	struct cursor *c = cursor_open(t, TABLE_META);
	size_t count = 0;

	for (bool more = cursor_seek(c, slice_of(prefix));
	     more && slice_starts(cursor_key(c), slice_of(prefix)); more = cursor_next(c))
		count++;
	cursor_close(c);
	return count;
}

bool
meta_is_rehearsal(struct txn *t)
{
	struct slice value;

	return txn_get(t, TABLE_META, slice_of(rehearsal), &value);
}

void
meta_stage_rehearsal(struct change *c)
{
	change_put_raw(c, TABLE_META, slice_of(rehearsal), slice_of("1"));
}
