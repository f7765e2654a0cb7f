/* SPDX-License-Identifier: MIT
 * misfits.c - stored values that the town's rules do not know: of an edition that was put in force
 * before such were refused, or written meanwhile by somebody who had the old one.
 */
#include "db/record/records.h"
#include "service/core/profile_set.h"

struct misfits {
	struct reading reading;
	misfit_fn *tell;
	void *context;
	size_t count;
};

static void
tell(struct misfits *m, struct misfit misfit)
{
	m->count++;
	m->tell(m->context, &misfit);
}

static void
look_at(struct misfits *m, const struct record *r)
{
	const struct vocabulary *v = m->reading.vocabulary;
	const struct kind_words *words = &v->kinds[r->kind];
	const struct own_value *own = NULL;
	struct buf text = {0};

	for (size_t i = 0; i < words->count; i++) {
		const struct field *f = words->fields[i];

		if (value_fits(r, f, v))
			continue;
		buf_clear(&text);
		value_put_cell(&text, r, f, &m->reading);
		tell(m,
		    (struct misfit){.record = r,
			.label = words->labels[i],
			.field = f,
			.text = buf_text(&text)});
	}
	while ((own = value_next_gone(r, own, v)) != NULL)
		tell(m, (struct misfit){.record = r, .label = own->id, .text = own->text});
	buf_free(&text);
}

size_t
misfits_tell(const struct view *v, misfit_fn *tell_one, void *context)
{
	struct session_refs refs;
	struct misfits m = {
	    .reading = view_reading(v, &refs), .tell = tell_one, .context = context};

	for (int k = 0; k < KIND_COUNT; k++) {
		struct record *r = record_new((enum kind)k);
		struct walk *w = walk_by_id(v->txn, (enum kind)k);
		uint64_t id;

		while (walk_next(w, &id) && records_get(v->txn, id, r))
			look_at(&m, r);
		walk_close(w);
		record_free(r);
	}
	return m.count;
}
