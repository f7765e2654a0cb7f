/* SPDX-License-Identifier: MIT
 * waiting.h - how many work lists ask for attention today.
 */
#ifndef SCREENS_WAITING_H
#define SCREENS_WAITING_H

#include "service/core/view.h"

/* Of those of the town; 0 for an account that may not look. */
size_t waiting_count(const struct view *v);

#endif
