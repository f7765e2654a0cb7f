/* SPDX-License-Identifier: MIT
 * last_done.c - what was done last, and by whom.
 */
#include "screens/home/last_done.h"

#include "base/clock.h"
#include "screens/widget/words.h"
#include "service/core/changes.h"
#include "service/core/operations.h"

enum { LOOKED = 500 };

static void
put_operation(const struct journal_row *row, struct buf *out)
{
	words_put_moment(out, row->time, clock_today());
	buf_printf(out, " · %s · %s", row->account, operation_word(row->operation));
	if (row->total > 0) {
		buf_puts(out, " · ");
		words_put_count(out, row->total, "запись", "записи", "записей");
	}
	if (row->ntouched == 1)
		buf_printf(out, " (%s)", entity_of(row->touched[0].kind)->one);
}

void
last_done_read(struct last_done *d, struct session *s, struct txn *t)
{
	uint64_t last = journal_last(t), first = last > LOOKED ? last - LOOKED : 0;
	struct buf operation = {0};

	d->count = 0;
	if (!changes_permit(s, PERMIT_JOURNAL))
		return;
	for (uint64_t n = last; n > first && d->count < LAST_DONE_LINES; n--) {
		struct journal_row row = {0};
		struct buf line = {0};

		buf_clear(&operation);
		journal_operation(t, n, &operation);
		if (operation_is_note(buf_text(&operation)) || !journal_get(t, n, &row))
			continue;
		put_operation(&row, &line);
		snprintf(d->lines[d->count++], sizeof(d->lines[0]), "%s", buf_text(&line));
		buf_free(&line);
		journal_row_free(&row);
	}
	buf_free(&operation);
}
