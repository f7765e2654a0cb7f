/* SPDX-License-Identifier: MIT
 * others.c - who else is here.
 */
#include "screens/app/others.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "service/core/company.h"

enum { LOOK_EVERY = 3000, READ_EVERY = 30000 /* for the killed */ }; /* ms */

bool
others_are_due(const struct others *o)
{
	return clock_monotonic() - o->looked >= LOOK_EVERY;
}

void
others_skip(struct others *o)
{
	o->looked = clock_monotonic();
}

bool
others_read(struct others *o, const struct session *s)
{
	int64_t stamp = s != NULL ? presence_stamp(store_real_dir(s->store)) : 0;
	struct present *all;
	size_t count;
	bool same;

	o->looked = clock_monotonic();
	if (s == NULL)
		return false;
	if (stamp != 0 && stamp == o->stamp && o->looked - o->read < READ_EVERY)
		return false;
	count = company_list(s, &all);
	same = o->count == count && (count == 0 || memcmp(o->all, all, count * sizeof(*all)) == 0);

	free(o->all);
	o->all = all;
	o->count = count;
	o->read = o->looked;
	o->stamp = stamp;
	return !same;
}

bool
others_note(struct others *o, enum kind kind, uint64_t id)
{
	struct buf note = {0};
	bool same;

	company_put_editors(o->all, o->count, kind, id, &note);
	same = slice_equal(buf_slice(&note), buf_slice(&o->note));
	buf_free(&o->note);
	o->note = note;
	return !same;
}

void
others_free(struct others *o)
{
	free(o->all);
	buf_free(&o->note);
}
