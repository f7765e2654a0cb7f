/* SPDX-License-Identifier: MIT
 * progress.c - the moments at which progress is drawn.
 */
#include "screens/app/progress.h"

enum { AFTER = 300, EVERY = 100 };

bool
progress_is_due(struct progress *p, size_t done, int64_t now)
{
	if (p->begun == 0 || done <= p->done)
		*p = (struct progress){.begun = now};
	p->done = done;
	if (now - p->begun < AFTER || now - p->drawn < EVERY)
		return false;
	p->drawn = now;
	return true;
}
