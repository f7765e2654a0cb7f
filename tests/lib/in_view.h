/* SPDX-License-Identifier: MIT
 * in_view.h - one call that reads, in a view of its own: IN_VIEW(s, roster_open(&r, VIEW, day,
 * false, &e)) is the call's value.
 */
#ifndef TESTS_IN_VIEW_H
#define TESTS_IN_VIEW_H

#include "service/record/register.h"

#define VIEW (&in_view_)

#define IN_VIEW(s, call)                                                                           \
	__extension__({                                                                            \
		struct view in_view_ __attribute__((cleanup(view_close)));                         \
                                                                                                   \
		view_open(VIEW, (s));                                                              \
		call;                                                                              \
	})

/* Saves a record as it is. */
static inline enum status
save_record(struct session *s, const struct record *r, struct saved *out, struct error *e)
{
	struct view v;

	view_open(&v, s);
	return register_save(&v, &(struct save){.record = r}, out, e);
}

#endif
