/* SPDX-License-Identifier: MIT
 * home_aside.h - the third column of a wide first screen: the day, the meeting that comes, what
 * waits with what is late first, who works and where.
 */
#ifndef SCREENS_HOME_ASIDE_H
#define SCREENS_HOME_ASIDE_H

#include "screens/app/app.h"
#include "screens/home/home_work.h"
#include "screens/home/waiting.h"

struct home_aside {
	const struct home_work *work;
	const struct waiting_list *waiting;
	size_t nwaiting;
};

/* What has no room is left out, the least needed first. */
void home_aside_draw(const struct home_aside *a, const struct session *s, struct ui *ui, int row,
    int rows, int column, int width);

#endif
