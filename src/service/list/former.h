/* SPDX-License-Identifier: MIT
 * former.h - surnames people had before: known from the history of their records (inside the
 * service layer).
 *
 * The session remembers them until an operation touches people.
 */
#ifndef SERVICE_FORMER_H
#define SERVICE_FORMER_H

#include "service/core/view.h"

/* Called for everybody who had another surname, once for each of them; the surname is borrowed
 * until an operation touches people. */
typedef void former_fn(void *context, uint64_t id, const char *surname);
void former_each(const struct view *v, former_fn *fn, void *context);

#endif
