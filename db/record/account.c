/* SPDX-License-Identifier: MIT
 * account.c - rows of TABLE_ACCOUNT: name -> {1: full name, 2: role, 3: disabled, 4: person,
 * 5: keys of SSH, one in a line, 6: screen it begins at}; 4 to 6 are left out when empty.
 */
#include "db/record/account.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "db/record/cbor.h"
#include "db/record/records.h"

enum {
	ACCOUNT_FULL_NAME = 1,
	ACCOUNT_ROLE,
	ACCOUNT_DISABLED,
	ACCOUNT_PERSON,
	ACCOUNT_KEYS,
	ACCOUNT_OPENS
};

bool
account_read(struct slice name, struct slice value, struct account *out)
{
	struct cbor_reader w = cbor_of(value);

	*out = (struct account){0};
	if (name.len == 0 || name.len >= sizeof(out->name))
		return false;
	memcpy(out->name, name.data, name.len);
	for (size_t pairs = cbor_take_map(&w); pairs > 0 && !w.bad; pairs--) {
		uint64_t number = cbor_take_uint(&w);

		if (number == ACCOUNT_FULL_NAME)
			cbor_take_text_into(&w, out->full_name, sizeof(out->full_name));
		else if (number == ACCOUNT_ROLE)
			cbor_take_text_into(&w, out->role, sizeof(out->role));
		else if (number == ACCOUNT_DISABLED)
			out->disabled = cbor_take_bool(&w);
		else if (number == ACCOUNT_PERSON)
			cbor_take_text_into(&w, out->person, sizeof(out->person));
		else if (number == ACCOUNT_OPENS)
			cbor_take_text_into(&w, out->opens, sizeof(out->opens));
		else
			cbor_skip(&w);
	}
	return cbor_done(&w);
}

bool
account_get(struct txn *t, const char *name, struct account *out)
{
	struct slice value;

	*out = (struct account){0};
	if (*name == '\0' || !txn_get(t, TABLE_ACCOUNT, slice_of(name), &value))
		return false;
	if (account_read(slice_of(name), value, out))
		return true;
	txn_fail(t, ST_DAMAGED);
	return false;
}

uint64_t
account_person(struct txn *t, const struct account *a)
{
	return a->person[0] != '\0' ? records_find(t, KIND_PEOPLE, slice_of(a->person)) : 0;
}

bool
account_equal(const struct account *a, const struct account *b)
{
	return strcmp(a->name, b->name) == 0 && strcmp(a->full_name, b->full_name) == 0 &&
	    strcmp(a->role, b->role) == 0 && a->disabled == b->disabled &&
	    strcmp(a->person, b->person) == 0 && strcmp(a->opens, b->opens) == 0;
}

void
account_put_keys(struct txn *t, const char *name, struct buf *out)
{
	struct cbor_reader w;
	struct slice value;

	if (*name == '\0' || !txn_get(t, TABLE_ACCOUNT, slice_of(name), &value))
		return;
	w = cbor_of(value);
	for (size_t pairs = cbor_take_map(&w); pairs > 0 && !w.bad; pairs--) {
		if (cbor_take_uint(&w) == ACCOUNT_KEYS)
			buf_put_slice(out, cbor_take_text(&w));
		else
			cbor_skip(&w);
	}
	if (!cbor_done(&w))
		txn_fail(t, ST_DAMAGED);
}

size_t
account_list(struct txn *t, struct account **out)
{
	struct cursor *c = cursor_open(t, TABLE_ACCOUNT);
	size_t count = 0, size = txn_count(t, TABLE_ACCOUNT);

	*out = xcalloc(size, sizeof(**out));
	for (bool more = cursor_first(c); more && count < size; more = cursor_next(c)) {
		if (account_read(cursor_key(c), cursor_value(c), &(*out)[count]))
			count++;
		else
			txn_fail(t, ST_DAMAGED);
	}
	cursor_close(c);
	return count;
}

static void
put_optional(struct buf *value, uint64_t number, struct slice text)
{
	if (text.len == 0)
		return;
	cbor_put_uint(value, number);
	cbor_put_text(value, text.data, text.len);
}

void
account_stage(struct change *c, const struct account *a, struct slice keys)
{
	struct buf value = {0};
	size_t pairs = ACCOUNT_DISABLED;

	pairs += a->person[0] != '\0';
	pairs += keys.len > 0;
	pairs += a->opens[0] != '\0';
	cbor_put_map(&value, pairs);
	cbor_put_uint(&value, ACCOUNT_FULL_NAME);
	cbor_put_text(&value, a->full_name, strlen(a->full_name));
	cbor_put_uint(&value, ACCOUNT_ROLE);
	cbor_put_text(&value, a->role, strlen(a->role));
	cbor_put_uint(&value, ACCOUNT_DISABLED);
	cbor_put_bool(&value, a->disabled);
	put_optional(&value, ACCOUNT_PERSON, slice_of(a->person));
	put_optional(&value, ACCOUNT_KEYS, keys);
	put_optional(&value, ACCOUNT_OPENS, slice_of(a->opens));
	change_put_raw(c, TABLE_ACCOUNT, slice_of(a->name), buf_slice(&value));
	buf_free(&value);
}

void
account_stage_removal(struct change *c, const char *name)
{
	change_put_raw(c, TABLE_ACCOUNT, slice_of(name), slice_make(NULL, 0));
}
