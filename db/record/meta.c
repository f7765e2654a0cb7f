/* SPDX-License-Identifier: MIT
 * meta.c - profile versions: "profile:", version (4 bytes), start of the text's hash -> text;
 * where it has forms their list's hash stands behind that, and so in what the journal promises:
 * "blanks:", hash of the list -> for each form its hash, its name and a NUL;
 * "blank:", hash of the bytes -> the bytes. What two versions have alike is kept once.
 * "columns:", name of a school -> what it calls its columns. "rehearsal" -> "1".
 * "setting:", account, NUL, name -> a text. "secret:", name -> bytes.
 */
#include "db/record/meta.h"

#include <sodium.h>
#include <string.h>

static const char prefix[] = META_PROFILES;
static const char behind[] = "profile;"; /* the first key behind all versions */

static const char rehearsal[] = "rehearsal";

static const char columns_prefix[] = "columns:";
static const char setting_prefix[] = "setting:";

static const char secret_prefix[] = "secret:";

static const char list_prefix[] = "blanks:";
static const char bytes_prefix[] = "blank:";

enum { HASH = 32, HASH_START = 4, VERSION_BYTES = 4 };
enum { KEY_ALONE = sizeof(prefix) - 1 + VERSION_BYTES + HASH_START };

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

static void
put_hash(struct buf *out, struct slice bytes)
{
	unsigned char hash[HASH];

	crypto_generichash(hash, sizeof(hash), bytes.data, bytes.len, NULL, 0);
	buf_put(out, hash, sizeof(hash));
}

static void
put_list(struct buf *out, const struct meta_rules *rules)
{
	for (size_t i = 0; i < rules->nblanks; i++) {
		put_hash(out, rules->blanks[i].bytes);
		buf_put(out, rules->blanks[i].name, strlen(rules->blanks[i].name) + 1);
	}
}

/* Under its own hash. */
static void
stage_hashed(struct change *c, const char *under, struct slice bytes)
{
	struct buf key = {0};

	buf_puts(&key, under);
	put_hash(&key, bytes);
	change_put_raw(c, TABLE_META, buf_slice(&key), bytes);
	buf_free(&key);
}

void
meta_stage_profile(struct change *c, size_t versions, const struct meta_rules *rules)
{
	unsigned char hash[HASH];
	struct buf key = {0}, list = {0};

	crypto_generichash(hash, sizeof(hash), rules->text.data, rules->text.len, NULL, 0);
	buf_puts(&key, prefix);
	buf_put_be(&key, versions + 1, VERSION_BYTES);
	buf_put(&key, hash, HASH_START);
	put_list(&list, rules);
	if (list.len > 0) {
		put_hash(&key, buf_slice(&list));
		stage_hashed(c, list_prefix, buf_slice(&list));
	}
	for (size_t i = 0; i < rules->nblanks; i++)
		stage_hashed(c, bytes_prefix, rules->blanks[i].bytes);
	change_put_raw(c, TABLE_META, buf_slice(&key), rules->text);
	buf_free(&list);
	buf_free(&key);
}

/* What stands under a hash; false: nothing. */
static bool
get_hashed(struct txn *t, const char *under, struct slice hash, struct slice *bytes)
{
	struct buf key = {0};
	bool found;

	buf_puts(&key, under);
	buf_put_slice(&key, hash);
	found = txn_get(t, TABLE_META, buf_slice(&key), bytes);
	buf_free(&key);
	return found;
}

/* The hash of its list, behind the key of a version; nothing where it has no forms. */
static struct slice
list_hash(struct slice key)
{
	if (key.len != KEY_ALONE + HASH)
		return slice_make(NULL, 0);
	return slice_make((const char *)key.data + KEY_ALONE, HASH);
}

/* One line of a list; false behind the last, or where it is no line. */
static bool
next_blank(struct slice *list, struct slice *hash, const char **name)
{
	const char *at = list->data, *end;

	if (list->len <= HASH)
		return false;
	end = memchr(at + HASH, '\0', list->len - HASH);
	if (end == NULL)
		return false;
	*hash = slice_make(at, HASH);
	*name = at + HASH;
	*list = slice_make(end + 1, list->len - (size_t)(end + 1 - at));
	return true;
}

/* The last key of that version, else of all. */
static bool
seek_version(struct cursor *c, size_t version)
{
	struct buf key = {0};
	bool found;

	buf_puts(&key, prefix);
	buf_put_be(&key, version + 1, VERSION_BYTES);
	found = cursor_seek(c, buf_slice(&key)) ? cursor_prev(c) : cursor_last(c);
	if (!found || !slice_starts(cursor_key(c), slice_of(prefix)))
		found = seek_last(c);
	buf_free(&key);
	return found && slice_starts(cursor_key(c), slice_of(prefix));
}

bool
meta_blank(struct txn *t, size_t version, const char *name, struct slice *bytes)
{
	struct cursor *c = cursor_open(t, TABLE_META);
	struct slice hash = {.len = 0}, list = {.len = 0};
	const char *known;
	bool found = false;

	if (seek_version(c, version))
		hash = list_hash(cursor_key(c));
	if (hash.len > 0 && get_hashed(t, list_prefix, hash, &list))
		while (!found && next_blank(&list, &hash, &known))
			found =
			    strcmp(known, name) == 0 && get_hashed(t, bytes_prefix, hash, bytes);
	cursor_close(c);
	return found;
}

bool
meta_profile_is(struct txn *t, const struct meta_rules *rules)
{
	struct cursor *c = cursor_open(t, TABLE_META);
	struct buf list = {0}, hash = {0};
	bool same = seek_last(c) && slice_equal(cursor_value(c), rules->text);

	put_list(&list, rules);
	if (list.len > 0)
		put_hash(&hash, buf_slice(&list));
	same = same && slice_equal(list_hash(cursor_key(c)), buf_slice(&hash));
	buf_free(&list);
	buf_free(&hash);
	cursor_close(c);
	return same;
}

/* Does what stands under the hash have it? */
static bool
is_hashed(struct txn *t, const char *under, struct slice hash, struct slice *bytes)
{
	unsigned char own[HASH];

	if (!get_hashed(t, under, hash, bytes))
		return false;
	crypto_generichash(own, sizeof(own), bytes->data, bytes->len, NULL, 0);
	return memcmp(own, hash.data, sizeof(own)) == 0;
}

static bool
list_differs(struct txn *t, struct slice key, struct buf *name)
{
	struct slice hash = list_hash(key), list, bytes;
	const char *known;

	if (hash.len == 0)
		return false;
	if (!is_hashed(t, list_prefix, hash, &list)) {
		buf_puts(name, "список бланков");
		return true;
	}
	while (next_blank(&list, &hash, &known))
		if (!is_hashed(t, bytes_prefix, hash, &bytes)) {
			buf_puts(name, known);
			return true;
		}
	return false;
}

bool
meta_blanks_differ(struct txn *t, struct buf *name)
{
	struct cursor *c = cursor_open(t, TABLE_META);
	bool differ = false;

	for (bool more = cursor_seek(c, slice_of(prefix));
	     more && !differ && slice_starts(cursor_key(c), slice_of(prefix));
	     more = cursor_next(c))
		differ = list_differs(t, cursor_key(c), name);
	cursor_close(c);
	return differ;
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

static void
put_columns_key(struct buf *key, const char *school)
{
	buf_puts(key, columns_prefix);
	buf_puts(key, school);
}

void
meta_stage_columns(struct change *c, const char *school, struct slice text)
{
	struct buf key = {0};

	put_columns_key(&key, school);
	change_put_raw(c, TABLE_META, buf_slice(&key), text);
	buf_free(&key);
}

bool
meta_columns(struct txn *t, const char *school, struct slice *text)
{
	struct buf key = {0};
	bool found;

	put_columns_key(&key, school);
	found = txn_get(t, TABLE_META, buf_slice(&key), text);
	buf_free(&key);
	return found;
}

bool
meta_columns_next(struct txn *t, struct buf *school)
{
	struct cursor *c = cursor_open(t, TABLE_META);
	struct buf key = {0};
	bool found;

	put_columns_key(&key, buf_text(school));
	found = cursor_seek(c, buf_slice(&key));
	if (found && school->len > 0 && slice_equal(cursor_key(c), buf_slice(&key)))
		found = cursor_next(c);
	found = found && slice_starts(cursor_key(c), slice_of(columns_prefix));
	if (found) {
		struct slice name = cursor_key(c);
		size_t skip = sizeof(columns_prefix) - 1;

		buf_clear(school);
		buf_put(school, (const char *)name.data + skip, name.len - skip);
	}
	cursor_close(c);
	buf_free(&key);
	return found;
}

static void
put_setting_key(struct buf *key, const char *account, const char *name)
{
	buf_puts(key, setting_prefix);
	buf_puts(key, account);
	buf_putc(key, '\0');
	buf_puts(key, name);
}

bool
meta_setting(struct txn *t, const char *account, const char *name, struct slice *text)
{
	struct buf key = {0};
	bool found;

	put_setting_key(&key, account, name);
	found = txn_get(t, TABLE_META, buf_slice(&key), text);
	buf_free(&key);
	return found;
}

void
meta_put_setting(struct txn *t, const char *account, const char *name, const char *text)
{
	struct buf key = {0};

	put_setting_key(&key, account, name);
	if (text[0] != '\0')
		txn_put(t, TABLE_META, buf_slice(&key), slice_of(text));
	else
		txn_delete(t, TABLE_META, buf_slice(&key));
	buf_free(&key);
}

static void
put_secret_key(struct buf *key, const char *name)
{
	buf_puts(key, secret_prefix);
	buf_puts(key, name);
}

bool
meta_secret(struct txn *t, const char *name, void *out, size_t len)
{
	struct buf key = {0};
	struct slice value;
	bool found;

	put_secret_key(&key, name);
	found = txn_get(t, TABLE_META, buf_slice(&key), &value) && value.len == len;
	if (found)
		memcpy(out, value.data, len);
	buf_free(&key);
	return found;
}

void
meta_put_secret(struct txn *t, const char *name, const void *secret, size_t len)
{
	struct buf key = {0};

	put_secret_key(&key, name);
	txn_put(t, TABLE_META, buf_slice(&key), slice_make(secret, len));
	buf_free(&key);
}
