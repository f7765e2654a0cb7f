/* SPDX-License-Identifier: MIT
 * browser_lists.c - the work lists of a kind as the parts of its list: a part (browser.narrowed) is
 * 1 + the place of a work list.
 */
#include "base/clock.h"
#include "screens/record/browser.h"
#include "service/year/worklists.h"

static size_t
read_list(const struct view *v, unsigned part, uint64_t **ids)
{
	struct worklists_run *run = worklists_begin(v, clock_today());
	struct worklist_found found;
	size_t count = 0;

	*ids = NULL;
	if (worklists_ask(run, worklist_at(part - 1), &found, NULL) == ST_OK)
		count = worklist_found_ids(&found, ids);
	worklist_found_free(&found);
	worklists_end(run);
	return count;
}

static void
put_list(unsigned part, struct buf *out)
{
	const struct worklist *list = worklist_at(part - 1);

	buf_printf(out, "%s: %s", list->title, list->settle);
}

const struct list_work browser_list_work = {.narrow = read_list, .put = put_list};
