/* SPDX-License-Identifier: MIT
 * meeting_order.c - meetings by their days and codes.
 */
#include "service/council/meeting_order.h"

#include "db/record/records.h"

bool
meeting_is_later(struct txn *t, struct dated_meeting a, struct dated_meeting b)
{
	struct buf code = {0}, other = {0};
	bool later;

	if (b.id == 0 || a.date != b.date)
		return b.id == 0 || a.date > b.date;
	records_put_code(t, KIND_MEETINGS, a.id, &code);
	records_put_code(t, KIND_MEETINGS, b.id, &other);
	later = slice_compare(buf_slice(&code), buf_slice(&other)) > 0;
	buf_free(&code);
	buf_free(&other);
	return later;
}
