/* SPDX-License-Identifier: MIT
 * step_heads.c - from format 1: the head of an association was a field of it, so that a second one
 * took the first one's place. Now each is a row with its days.
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "db/record/cbor.h"
#include "db/record/codec.h"
#include "db/record/counter.h"
#include "db/record/key.h"
#include "db/record/records.h"
#include "db/step.h"

enum { OLD_HEAD = 5, OLD_NUMBER, OLD_DATE }; /* of an association */

struct old_head {
	uint64_t person; /* 0: none */
	char number[1024];
	int32_t date; /* DATE_NONE */
};

/* What the fields of before say, which are unknown to this program's table of fields. The others
 * stay as they are: they are a town's or a newer program's. false: they cannot be read. */
static bool
take_old_head(struct record *r, struct old_head *out)
{
	struct cbor_reader in = cbor_of(slice_make(r->unknown.data, r->unknown.len));
	struct buf kept = {0};
	size_t pairs = 0;
	int64_t date = DATE_NONE;

	*out = (struct old_head){.date = DATE_NONE};
	for (uint32_t left = (uint32_t)r->unknown_pairs; left > 0 && !in.bad; left--) {
		struct slice before = in.rest;
		uint64_t number = cbor_take_uint(&in);

		if (number == OLD_HEAD)
			out->person = cbor_take_uint(&in);
		else if (number == OLD_NUMBER)
			cbor_take_text_into(&in, out->number, sizeof(out->number));
		else if (number == OLD_DATE) {
			cbor_next(&in);
			in.bad = in.bad || !cbor_integer(&in, &date) || date != (int32_t)date;
		} else if (cbor_skip(&in)) {
			buf_put(&kept, before.data, before.len - in.rest.len);
			pairs++;
		}
	}
	out->date = (int32_t)date;
	r->unknown.data = arena_strndup(&r->arena, buf_text(&kept), kept.len);
	r->unknown.len = kept.len;
	r->unknown_pairs = pairs;
	buf_free(&kept);
	return cbor_done(&in);
}

/* The operation that first named the head there is now; its record was written by `stamp`. */
static uint64_t
named_by(struct txn *t, uint64_t id, uint64_t stamp, uint64_t person)
{
	struct cursor *c = cursor_open(t, TABLE_HISTORY);
	struct record *r = record_new(KIND_ASSOCIATIONS);
	struct buf key = {0};
	struct old_head past;

	key_put_history(&key, KIND_ASSOCIATIONS, id, stamp);
	for (bool more = cursor_seek(c, buf_slice(&key)) ? cursor_prev(c) : cursor_last(c);
	     more && slice_starts(cursor_key(c), slice_make(key.data, 1 + KEY_ID));
	     more = cursor_prev(c)) {
		if (codec_get(r, cursor_value(c)) != ST_OK || !take_old_head(r, &past) ||
		    past.person != person)
			break;
		stamp = r->stamp;
	}
	buf_free(&key);
	record_free(r);
	cursor_close(c);
	return stamp;
}

/* The order in the register that has this number and date; 0 when there is none. */
static uint64_t
order_of(struct txn *t, const struct old_head *h)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS);
	uint64_t behind = counter_next(t, KIND_ORDERS), found = 0;

	for (uint64_t id = 1; id < behind && found == 0; id++)
		if (records_get(t, id, &o->base) && o->date == h->date &&
		    strcmp(o->number, h->number) == 0)
			found = id;
	record_free(&o->base);
	return found;
}

/* A head without the date of an order is one since the day it was entered. */
static void
put_head(struct step *s, const struct record *association, const struct old_head *old)
{
	struct association_head *h = (struct association_head *)record_new(KIND_ASSOCIATION_HEADS);
	const struct field *basis = field_find(KIND_ASSOCIATION_HEADS, "basis");

	h->association = association->id;
	h->person = old->person;
	h->from = old->date;
	if (h->from == DATE_NONE)
		h->from = clock_date_of(journal_time(
		    s->t, named_by(s->t, association->id, association->stamp, old->person)));
	else if (old->number[0] != '\0')
		h->order = order_of(s->t, old);
	h->manner = MANNER_APPOINTED;
	record_set_text(&h->base, basis, old->number, strlen(old->number));
	step_put(s, &h->base);
	record_free(&h->base);
}

void
step_heads(struct step *s)
{
	struct record *r = record_new(KIND_ASSOCIATIONS);
	uint64_t behind = counter_next(s->t, KIND_ASSOCIATIONS);
	struct old_head old;

	for (uint64_t id = 1; id < behind && txn_status(s->t) == ST_OK; id++) {
		if (!records_get(s->t, id, r))
			continue;
		if (!take_old_head(r, &old))
			txn_fail(s->t, ST_DAMAGED);
		if (old.person != 0)
			put_head(s, r, &old);
		if (old.person != 0 || old.number[0] != '\0' || old.date != DATE_NONE)
			step_put(s, r);
	}
	record_free(r);
}
