/* SPDX-License-Identifier: MIT
 * roster.c - terms of membership, and people in Russian order.
 */
#include "rules/roster.h"

#include <string.h>

#include "base/compare.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/utf8.h"

bool
membership_in_force(const struct membership *m, int32_t on)
{
	return m->from <= on && (m->to == DATE_NONE || m->to >= on);
}

bool
membership_overlaps(const struct membership *a, const struct membership *b)
{
	return a->person == b->person &&
	    compare_equal(slice_of(a->subject_area), slice_of(b->subject_area)) &&
	    date_spans_meet(a->from, a->to, b->from, b->to);
}

bool
membership_joined(const struct membership *m, int32_t from, int32_t until)
{
	return m->from > from && m->from <= until;
}

bool
membership_left(const struct membership *m, int32_t from, int32_t until)
{
	return m->to != DATE_NONE && m->to >= from && m->to < until;
}

/* The form of a name has no byte below 2, so that a name stands before any longer one that begins
 * so. */
static void
put_name(struct buf *b, const char *name)
{
	compare_put_order(b, slice_of(name));
	buf_putc(b, 1);
}

void
roster_put_order(struct buf *b, const char *surname, const char *given_name, const char *patronymic,
    const char *code)
{
	put_name(b, surname);
	put_name(b, given_name);
	put_name(b, patronymic);
	fold_put_yo(b, slice_of(surname));
	fold_put_yo(b, slice_of(given_name));
	fold_put_yo(b, slice_of(patronymic));
	buf_putc(b, 0);
	buf_puts(b, code);
}

bool
area_covers(const char *area, struct slice subject)
{
	while (*area != '\0') {
		size_t len = strcspn(area, ",;");

		if (compare_equal(utf8_trim(slice_make(area, len)), utf8_trim(subject)))
			return true;
		area += len;
		area += *area != '\0';
	}
	return false;
}
