/* SPDX-License-Identifier: MIT
 * moved.c - the data file has gone from under an open session.
 */
#include "service/core/moved.h"

#include "db/record/draft.h"

bool
moved_away(const struct session *s)
{
	return !store_in_place(s->store);
}

enum status
moved_tell(struct session *s, struct error *e)
{
	struct error why = {0};
	struct buf dir = {0};
	enum status st = store_explain(s->store, ST_MOVED, &why);
	size_t saved = draft_rescue(s->store, s->account.name, &dir);

	*e = why;
	if (saved > 0)
		error_set(e, st,
		    "%s. Набранное не пропало: черновиков %zu, они в папке %s и найдутся, когда вы "
		    "откроете те же формы снова",
		    error_text(&why), saved, buf_text(&dir));
	buf_free(&dir);
	return st;
}
