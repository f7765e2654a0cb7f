/* SPDX-License-Identifier: MIT
 * waiting.h - the work lists that ask for attention on a day.
 */
#ifndef SCREENS_WAITING_H
#define SCREENS_WAITING_H

#include "service/year/worklists.h"

enum { WAITING_MOST = 64 };

struct waiting_list {
	const struct worklist *list;
	size_t count;
};

/* Those of the town in which there is something, those whose term has passed first, each part in
 * the table's order; *count is 0 with an error, as for an account that may not look. */
enum status waiting_read(const struct view *v, int32_t on, struct waiting_list out[WAITING_MOST],
    size_t *count, struct error *e);

#endif
