/* SPDX-License-Identifier: MIT
 * step.c - a record written by a step.
 */
#include "db/step.h"

#include "db/record/codec.h"
#include "db/record/counter.h"
#include "db/record/key.h"
#include "db/record/records.h"

/* The image in force becomes history. Its bytes are copied: they lie in a page that changes. */
static void
supersede(struct step *s, const struct record *r)
{
	struct slice image;
	struct buf key = {0}, past = {0};

	if (!records_image(s->t, r->kind, r->id, &image)) {
		txn_fail(s->t, ST_DAMAGED);
		return;
	}
	buf_put_slice(&past, image);
	key_put_history(&key, r->kind, r->id, codec_stamp(image));
	txn_put(s->t, TABLE_HISTORY, buf_slice(&key), buf_slice(&past));
	buf_free(&key);
	buf_free(&past);
}

void
step_put(struct step *s, struct record *r)
{
	struct buf key = {0}, body = {0}, image = {0};
	char how = r->id == 0 ? '+' : '*';
	size_t pairs = codec_put_body(&body, r);

	if (r->id == 0) {
		r->id = counter_next(s->t, r->kind);
		counter_set(s->t, r->kind, r->id + 1);
	} else
		supersede(s, r);
	r->stamp = s->row.sequence;
	codec_put_image(&image, r->stamp, buf_slice(&body), pairs);
	key_put_id(&key, r->id);
	txn_put(s->t, table_of(r->kind), buf_slice(&key), buf_slice(&image));
	journal_count_image(&s->row, r->kind, r->id, how, buf_slice(&image));
	buf_free(&key);
	buf_free(&body);
	buf_free(&image);
}
