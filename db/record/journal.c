/* SPDX-License-Identifier: MIT
 * journal.c - the rows of the journal as CBOR, and the chain they make.
 *
 * {0: time, 1: account, 2: via, 3: operation, 4: reason, 5: undone operation,
 *  6: [kind, count, ...], 7: [kind, id, how, ...], 8: sum of the images' hashes, 9: hash of the row
 *  before, 10: identity, 11: sum of accounts and rules, 12: os_user, 13: fingerprint, 14: address};
 *  4 to 7 and 10 to 14 are left out when there is nothing to say.
 */
#include "db/record/journal.h"

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "db/record/cbor.h"
#include "db/record/codec.h"
#include "db/record/key.h"

enum {
	ROW_TIME,
	ROW_ACCOUNT,
	ROW_VIA,
	ROW_OPERATION,
	ROW_REASON,
	ROW_UNDOES,
	ROW_COUNTS,
	ROW_TOUCHED,
	ROW_IMAGES,
	ROW_PREVIOUS,
	ROW_IDENTITY,
	ROW_STANDING,
	ROW_OS_USER,
	ROW_FINGERPRINT,
	ROW_ADDRESS
};

_Static_assert((int)CODEC_HASH == (int)JOURNAL_HASH, "an erased image keeps its hash");

enum { NOTES_BYTES = 8, TURN_BYTES = 8 };
/* in TABLE_META */
#define NOTES_KEY    "notes"
#define IDENTITY_KEY "identity"
#define HEAD_KEY     "head"
#define TURNS_KEY    "turns" /* the numbers of the rows before whose time the clock was set back */

enum { COUNTS_PART = 2, TOUCHED_PART = 3 };

uint64_t
journal_last(struct txn *t)
{
	struct cursor *c = cursor_open(t, TABLE_JOURNAL);
	uint64_t last = cursor_last(c) ? key_id(cursor_key(c)) : 0;

	cursor_close(c);
	return last;
}

/* Rows that changed nothing. An older program knows them not and writes none, so the number stays
 * right when both write; a database of an older program has no such key and no such rows. */
static uint64_t
count_notes(struct txn *t)
{
	struct slice value;

	if (!txn_get(t, TABLE_META, slice_of(NOTES_KEY), &value))
		return 0;
	if (value.len == NOTES_BYTES)
		return be_read(value.data, NOTES_BYTES);
	txn_fail(t, ST_DAMAGED);
	return 0;
}

uint64_t
journal_changes(struct txn *t)
{
	return journal_last(t) - count_notes(t);
}

void
journal_add_note(struct txn *t)
{
	struct buf value = {0};

	buf_put_be(&value, count_notes(t) + 1, NOTES_BYTES);
	txn_put(t, TABLE_META, slice_of(NOTES_KEY), buf_slice(&value));
	buf_free(&value);
}

void
journal_hash_row(
    const unsigned char previous[JOURNAL_HASH], struct slice row, unsigned char hash[JOURNAL_HASH])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, JOURNAL_HASH);
	crypto_generichash_update(&state, previous, JOURNAL_HASH);
	crypto_generichash_update(&state, row.data, row.len);
	crypto_generichash_final(&state, hash, JOURNAL_HASH);
}

void
journal_hash_image(
    enum kind kind, uint64_t id, struct slice image, unsigned char hash[JOURNAL_HASH])
{
	unsigned char head[1 + KEY_ID] = {entity_of(kind)->number};
	crypto_generichash_state state;
	struct slice kept;

	if (codec_is_erased(image, &kept)) {
		memcpy(hash, kept.data, JOURNAL_HASH);
		return;
	}
	be_write(head + 1, id, KEY_ID);
	crypto_generichash_init(&state, NULL, 0, JOURNAL_HASH);
	crypto_generichash_update(&state, head, sizeof(head));
	crypto_generichash_update(&state, image.data, image.len);
	crypto_generichash_final(&state, hash, JOURNAL_HASH);
}

void
journal_add_image(unsigned char sum[JOURNAL_HASH], enum kind kind, uint64_t id, struct slice image)
{
	unsigned char hash[JOURNAL_HASH];

	journal_hash_image(kind, id, image, hash);
	sodium_add(sum, hash, JOURNAL_HASH);
}

static void
put_optional_text(struct buf *b, uint64_t number, const char *text, size_t *pairs)
{
	if (text == NULL || text[0] == '\0')
		return;
	cbor_put_uint(b, number);
	cbor_put_text(b, text, strlen(text));
	++*pairs;
}

static void
put_optional_bytes(struct buf *b, uint64_t number, const void *data, size_t len, size_t *pairs)
{
	if (len == 0)
		return;
	cbor_put_uint(b, number);
	cbor_put_bytes(b, data, len);
	++*pairs;
}

static void
put_counts(struct buf *b, const struct journal_row *row, size_t *pairs)
{
	size_t kinds = 0;

	for (int kind = 0; kind < KIND_COUNT; kind++)
		kinds += row->counts[kind] > 0;
	if (kinds == 0)
		return;
	++*pairs;
	cbor_put_uint(b, ROW_COUNTS);
	cbor_put_list(b, kinds * COUNTS_PART);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		if (row->counts[kind] == 0)
			continue;
		cbor_put_uint(b, entity_of((enum kind)kind)->number);
		cbor_put_uint(b, row->counts[kind]);
	}
}

static void
put_touched(struct buf *b, const struct journal_row *row, size_t *pairs)
{
	if (row->ntouched == 0)
		return;
	++*pairs;
	cbor_put_uint(b, ROW_TOUCHED);
	cbor_put_list(b, row->ntouched * TOUCHED_PART);
	for (size_t i = 0; i < row->ntouched; i++) {
		cbor_put_uint(b, entity_of(row->touched[i].kind)->number);
		cbor_put_uint(b, row->touched[i].id);
		cbor_put_uint(b, (unsigned char)row->touched[i].how);
	}
}

static void
put_row(struct buf *b, const struct journal_row *row)
{
	struct buf body = {0};
	size_t pairs = 3;

	cbor_put_uint(&body, ROW_TIME);
	cbor_put_int(&body, row->time);
	put_optional_text(&body, ROW_ACCOUNT, row->account, &pairs);
	put_optional_text(&body, ROW_VIA, row->via, &pairs);
	put_optional_text(&body, ROW_OPERATION, row->operation, &pairs);
	put_optional_text(&body, ROW_REASON, row->reason, &pairs);
	if (row->undoes != 0) {
		cbor_put_uint(&body, ROW_UNDOES);
		cbor_put_uint(&body, row->undoes);
		pairs++;
	}
	put_counts(&body, row, &pairs);
	put_touched(&body, row, &pairs);
	cbor_put_uint(&body, ROW_IMAGES);
	cbor_put_bytes(&body, row->images, JOURNAL_HASH);
	cbor_put_uint(&body, ROW_PREVIOUS);
	cbor_put_bytes(&body, row->previous, JOURNAL_HASH);
	put_optional_bytes(
	    &body, ROW_IDENTITY, row->identity, row->identifies ? JOURNAL_IDENTITY : 0, &pairs);
	put_optional_bytes(
	    &body, ROW_STANDING, row->standing, row->stands ? JOURNAL_HASH : 0, &pairs);
	put_optional_text(&body, ROW_OS_USER, row->os_user, &pairs);
	put_optional_text(&body, ROW_FINGERPRINT, row->fingerprint, &pairs);
	put_optional_text(&body, ROW_ADDRESS, row->address, &pairs);
	cbor_put_map(b, pairs);
	buf_put_slice(b, buf_slice(&body));
	buf_free(&body);
}

static bool
get_text(struct cbor_reader *in, struct journal_row *row, const char **out)
{
	if (!cbor_expect(in, CBOR_STRING))
		return false;
	*out = arena_strndup(&row->arena, in->text.data, in->text.len);
	return true;
}

static bool
get_bytes(struct cbor_reader *in, unsigned char *out, size_t len)
{
	if (!cbor_expect(in, CBOR_BYTES) || in->text.len != len)
		return false;
	memcpy(out, in->text.data, len);
	return true;
}

static bool
get_kind(struct cbor_reader *in, enum kind *out)
{
	if (!cbor_expect(in, CBOR_UINT) || kind_of_number(in->value) == KIND_COUNT)
		return false;
	*out = kind_of_number(in->value);
	return true;
}

static bool
get_counts(struct cbor_reader *in, struct journal_row *row)
{
	enum kind kind;

	if (!cbor_expect(in, CBOR_LIST) || in->value % COUNTS_PART != 0 || in->value > in->rest.len)
		return false;
	for (uint64_t left = in->value / COUNTS_PART; left > 0; left--) {
		if (!get_kind(in, &kind) || !cbor_expect(in, CBOR_UINT) || in->value > UINT32_MAX)
			return false;
		row->counts[kind] = (uint32_t)in->value;
		row->total += in->value;
	}
	return true;
}

static bool
get_touched(struct cbor_reader *in, struct journal_row *row)
{
	if (!cbor_expect(in, CBOR_LIST) || in->value % TOUCHED_PART != 0 ||
	    in->value / TOUCHED_PART > JOURNAL_TOUCHED)
		return false;
	row->ntouched = in->value / TOUCHED_PART;
	row->touched = arena_alloc(&row->arena, row->ntouched * sizeof(*row->touched));
	for (size_t i = 0; i < row->ntouched; i++) {
		if (!get_kind(in, &row->touched[i].kind) || !cbor_expect(in, CBOR_UINT))
			return false;
		row->touched[i].id = in->value;
		if (!cbor_expect(in, CBOR_UINT) || in->value >= 0x80)
			return false;
		row->touched[i].how = (char)in->value;
	}
	return true;
}

static bool
get_pair(struct cbor_reader *in, struct journal_row *row)
{
	const char **const texts[] = {[ROW_ACCOUNT] = &row->account,
	    [ROW_VIA] = &row->via,
	    [ROW_OPERATION] = &row->operation,
	    [ROW_REASON] = &row->reason,
	    [ROW_OS_USER] = &row->os_user,
	    [ROW_FINGERPRINT] = &row->fingerprint,
	    [ROW_ADDRESS] = &row->address};

	if (!cbor_expect(in, CBOR_UINT))
		return false;
	switch (in->value) {
	case ROW_TIME:
		cbor_next(in);
		return cbor_integer(in, &row->time);
	case ROW_ACCOUNT:
	case ROW_VIA:
	case ROW_OPERATION:
	case ROW_REASON:
	case ROW_OS_USER:
	case ROW_FINGERPRINT:
	case ROW_ADDRESS:
		return get_text(in, row, texts[in->value]);
	case ROW_UNDOES:
		row->undoes = cbor_expect(in, CBOR_UINT) ? in->value : 0;
		return row->undoes != 0;
	case ROW_COUNTS:
		return get_counts(in, row);
	case ROW_TOUCHED:
		return get_touched(in, row);
	case ROW_IMAGES:
		return get_bytes(in, row->images, JOURNAL_HASH);
	case ROW_PREVIOUS:
		return get_bytes(in, row->previous, JOURNAL_HASH);
	case ROW_IDENTITY:
		return row->identifies = get_bytes(in, row->identity, JOURNAL_IDENTITY);
	case ROW_STANDING:
		return row->stands = get_bytes(in, row->standing, JOURNAL_HASH);
	default:
		return cbor_skip(in); /* of a newer program */
	}
}

static bool
get_row(struct cbor_reader *in, struct journal_row *row)
{
	if (!cbor_expect(in, CBOR_MAP) || in->value > in->rest.len)
		return false;
	for (uint64_t left = in->value; left > 0; left--)
		if (!get_pair(in, row))
			return false;
	return in->rest.len == 0;
}

bool
journal_get(struct txn *t, uint64_t sequence, struct journal_row *out)
{
	struct buf key = {0};
	struct slice image;
	struct cbor_reader in;
	bool found;

	*out = journal_empty_row(sequence);
	key_put_id(&key, sequence);
	found = txn_get(t, TABLE_JOURNAL, buf_slice(&key), &image);
	buf_free(&key);
	if (!found)
		return false;
	in = cbor_of(image);
	if (!get_row(&in, out)) {
		journal_row_free(out);
		txn_fail(t, ST_DAMAGED);
		return false;
	}
	journal_hash_row(out->previous, image, out->hash);
	return true;
}

void
journal_sign_row(struct journal_row *row, const struct actor *actor)
{
	row->account = actor->account;
	row->via = actor->via;
	row->os_user = actor->os_user;
	row->fingerprint = actor->fingerprint;
	row->address = actor->address;
}

/* Steps to the pair of that number; a row without it is read to its end. */
static bool
find_pair(struct cbor_reader *in, uint64_t number)
{
	if (!cbor_expect(in, CBOR_MAP) || in->value > in->rest.len)
		return false;
	for (uint64_t left = in->value; left > 0; left--) {
		if (!cbor_expect(in, CBOR_UINT))
			return false;
		if (in->value == number)
			return true;
		if (!cbor_skip(in))
			return false;
	}
	return false;
}

bool
journal_operation(struct txn *t, uint64_t sequence, struct buf *out)
{
	struct buf key = {0};
	struct slice image;
	struct cbor_reader in;
	bool found;

	key_put_id(&key, sequence);
	found = txn_get(t, TABLE_JOURNAL, buf_slice(&key), &image);
	buf_free(&key);
	if (!found)
		return false;
	in = cbor_of(image);
	if (find_pair(&in, ROW_OPERATION) && cbor_expect(&in, CBOR_STRING))
		buf_put_slice(out, in.text);
	return true;
}

/* The number is the one behind the last. A clock that is set right by a little does not turn rows
 * about; one that goes back further was wrong before, and is believed again. */
bool
journal_start_row(struct txn *t, struct journal_row *row)
{
	struct journal_row last;

	row->sequence = journal_last(t) + 1;
	row->time = clock_now();
	row->identifies = !journal_identity(t, row->identity);
	if (row->identifies)
		randombytes_buf(row->identity, JOURNAL_IDENTITY);
	if (row->sequence == 1)
		return txn_status(t) == ST_OK;
	if (!journal_get(t, row->sequence - 1, &last)) {
		txn_fail(t, ST_DAMAGED);
		return false;
	}
	memcpy(row->previous, last.hash, JOURNAL_HASH);
	if (row->time < last.time && last.time - row->time <= JOURNAL_STEP)
		row->time = last.time;
	row->turns = row->time < last.time;
	journal_row_free(&last);
	return true;
}

static bool
time_of(struct slice image, int64_t *out)
{
	struct cbor_reader in = cbor_of(image);

	if (!find_pair(&in, ROW_TIME))
		return false;
	cbor_next(&in);
	return cbor_integer(&in, out);
}

static void
find_turns(struct txn *t, struct buf *out)
{
	struct cursor *c = cursor_open(t, TABLE_JOURNAL);
	int64_t time, before = INT64_MIN;

	for (bool more = cursor_first(c); more; more = cursor_next(c)) {
		if (!time_of(cursor_value(c), &time))
			continue; /* verify tells of the row itself */
		if (time < before)
			buf_put_be(out, key_id(cursor_key(c)), TURN_BYTES);
		before = time;
	}
	cursor_close(c);
}

/* Of a journal that has none yet they are looked for, once. */
static void
keep_turns(struct txn *t, const struct journal_row *row)
{
	struct buf turns = {0};
	struct slice stored;
	bool known = txn_get(t, TABLE_META, slice_of(TURNS_KEY), &stored);

	if (known && !row->turns)
		return;
	if (known) {
		buf_put_slice(&turns, stored);
		buf_put_be(&turns, row->sequence, TURN_BYTES);
	} else {
		find_turns(t, &turns);
	}
	txn_put(t, TABLE_META, slice_of(TURNS_KEY), slice_make(buf_text(&turns), turns.len));
	buf_free(&turns);
}

void
journal_forget_turns(struct txn *t)
{
	txn_delete(t, TABLE_META, slice_of(TURNS_KEY));
}

bool
journal_turns_are_right(struct txn *t)
{
	struct buf turns = {0};
	struct slice stored;
	bool right = true;

	if (txn_get(t, TABLE_META, slice_of(TURNS_KEY), &stored)) {
		find_turns(t, &turns);
		right = slice_equal(stored, buf_slice(&turns));
	}
	buf_free(&turns);
	return right;
}

uint64_t
journal_run(struct txn *t, uint64_t sequence)
{
	struct slice turns;
	size_t low = 0, high;

	if (!txn_get(t, TABLE_META, slice_of(TURNS_KEY), &turns))
		return sequence;
	high = turns.len / TURN_BYTES;
	while (low < high) { /* the first that lies behind */
		size_t middle = low + (high - low) / 2;

		if (be_read((const char *)turns.data + middle * TURN_BYTES, TURN_BYTES) <= sequence)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? 1
			: be_read((const char *)turns.data + (low - 1) * TURN_BYTES, TURN_BYTES);
}

int64_t
journal_clock_behind(struct txn *t)
{
	uint64_t last = journal_last(t);
	int64_t behind = last > 0 ? journal_time(t, last) - clock_now() : 0;

	return behind > JOURNAL_STEP ? behind : 0;
}

/* Of more than JOURNAL_TOUCHED the row names none. */
void
journal_count_image(
    struct journal_row *row, enum kind kind, uint64_t id, char how, struct slice image)
{
	journal_add_image(row->images, kind, id, image);
	row->counts[kind]++;
	if (row->total < JOURNAL_TOUCHED)
		row->touched[row->ntouched++] =
		    (struct journal_touched){.kind = kind, .id = id, .how = how};
	else
		row->ntouched = 0;
	row->total++;
}

void
journal_write_row(struct txn *t, const struct journal_row *row)
{
	struct buf key = {0}, bytes = {0};
	unsigned char head[JOURNAL_HASH];

	key_put_id(&key, row->sequence);
	put_row(&bytes, row);
	txn_append(t, TABLE_JOURNAL, buf_slice(&key), buf_slice(&bytes));
	journal_hash_row(row->previous, buf_slice(&bytes), head);
	txn_put(t, TABLE_META, slice_of(HEAD_KEY), slice_make(head, JOURNAL_HASH));
	if (row->identifies)
		txn_put(t, TABLE_META, slice_of(IDENTITY_KEY),
		    slice_make(row->identity, JOURNAL_IDENTITY));
	keep_turns(t, row);
	buf_free(&key);
	buf_free(&bytes);
}

static bool
get_meta(struct txn *t, const char *key, unsigned char *out, size_t len)
{
	struct slice value;

	if (!txn_get(t, TABLE_META, slice_of(key), &value) || value.len != len)
		return false;
	memcpy(out, value.data, len);
	return true;
}

bool
journal_identity(struct txn *t, unsigned char identity[JOURNAL_IDENTITY])
{
	return get_meta(t, IDENTITY_KEY, identity, JOURNAL_IDENTITY);
}

bool
journal_head(struct txn *t, unsigned char head[JOURNAL_HASH])
{
	return get_meta(t, HEAD_KEY, head, JOURNAL_HASH);
}

/* A row that changed something. Of formats before the identity none is passed over: what their rows
 * changed they do not say. */
static bool
is_change(const struct journal_row *row, const struct journal_state *of)
{
	return row->total > 0 || row->stands || !of->has_identity;
}

void
journal_state(struct txn *t, struct journal_state *out)
{
	struct journal_row row;
	bool found = false;

	*out = (struct journal_state){0};
	out->has_identity = journal_identity(t, out->identity);
	for (uint64_t n = journal_last(t); n > 0 && !found && journal_get(t, n, &row); n--) {
		found = is_change(&row, out);
		if (found) {
			out->sequence = n;
			memcpy(out->head, row.hash, JOURNAL_HASH);
		}
		journal_row_free(&row);
	}
}

int64_t
journal_time(struct txn *t, uint64_t sequence)
{
	struct buf key = {0};
	struct slice image;
	int64_t time = INT64_MIN;

	key_put_id(&key, sequence);
	if (txn_get(t, TABLE_JOURNAL, buf_slice(&key), &image) && !time_of(image, &time))
		txn_fail(t, ST_DAMAGED);
	buf_free(&key);
	return time;
}

void
journal_row_free(struct journal_row *row)
{
	arena_free(&row->arena);
	row->touched = NULL;
	row->ntouched = 0;
}
