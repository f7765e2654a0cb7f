/* SPDX-License-Identifier: MIT
 * ending.h - why a session ends that nobody has left.
 */
#ifndef SCREENS_ENDING_H
#define SCREENS_ENDING_H

#include "base/status.h"
#include "service/core/session.h"

struct app;

enum over {
	OVER_NOT,
	OVER_MOVED,  /* the data file is not in its place any more */
	OVER_DENIED, /* the account or its key has been taken away */
	OVER_IDLE    /* no key for as long as the town's rules say */
};

/* app->over and app->ending; true: it is over. Costs no transaction. */
bool ending_has_come(struct app *app);
/* What is said at the terminal, where nothing of the screens stands any more. */
enum status ending_tell(struct session *s, enum over over, struct error *e);

#endif
