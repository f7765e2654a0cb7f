/* SPDX-License-Identifier: MIT
 * images.c - a sequential walk through a kind, in several transactions when somebody is asked.
 */
#include "service/list/images.h"

#include "db/record/key.h"
#include "db/record/records.h"

/* Records looked at between two calls of progress. */
enum { CHUNK = 4096 };

/* To step over as many records costs as much as to look one up. */
enum { STEPS_A_LOOK = 8 };

struct image_reading {
	struct txn *t;
	enum kind kind;
	const struct idset *among;
	uint64_t id; /* the next one to look at */
	image_fn *fn;
	void *context;
};

/* Each returns how many records it has looked at; fewer than CHUNK at the end. */
static size_t
look_up(struct image_reading *r)
{
	struct slice image;
	size_t done = 0;

	for (; done < CHUNK && idset_next(r->among, &r->id); done++, r->id++)
		if (records_image(r->t, r->kind, r->id, &image))
			r->fn(r->context, r->id, image);
	return done;
}

static size_t
step_through(struct image_reading *r)
{
	struct cursor *c = cursor_open(r->t, table_of(r->kind));
	struct buf start = {0};
	size_t done = 0;

	key_put_id(&start, r->id);
	for (bool more = cursor_seek(c, buf_slice(&start)); more && done < CHUNK;
	     more = cursor_next(c), done++) {
		uint64_t id = key_id(cursor_key(c));

		if (r->among == NULL || idset_has(r->among, id))
			r->fn(r->context, id, cursor_value(c));
		r->id = id + 1;
	}
	buf_free(&start);
	cursor_close(c);
	return done;
}

static bool
go_on(struct view *v, listing_progress *progress, void *context, size_t done, size_t total)
{
	bool on;

	if (progress == NULL)
		return true;
	view_close(v);
	on = progress(context, done < total ? done : total, total);
	view_open(v, v->session);
	return on;
}

enum status
images_read(struct view *v, enum kind kind, const struct idset *among, image_fn *fn, void *context,
    listing_progress *progress, void *progress_context)
{
	size_t total = records_count(v->txn, kind), done = 0, chunk = CHUNK;
	bool sparse = among != NULL && among->count < total / STEPS_A_LOOK;
	struct image_reading r = {.kind = kind, .among = among, .fn = fn, .context = context};

	if (sparse)
		total = among->count;
	while (chunk == CHUNK) {
		r.t = v->txn;
		chunk = sparse ? look_up(&r) : step_through(&r);
		done += chunk;
		if (txn_status(v->txn) != ST_OK)
			return txn_status(v->txn);
		if (chunk == CHUNK && !go_on(v, progress, progress_context, done, total))
			return ST_CANCELLED;
	}
	return ST_OK;
}
