/* SPDX-License-Identifier: MIT
 * crowd.h - many sessions that nobody types into, and what they cost the machine and each other.
 */
#ifndef TESTS_LIB_CROWD_H
#define TESTS_LIB_CROWD_H

#include "tests/lib/desk.h"

enum { CROWD_MOST = 100 };

/* So many sessions of vera as sshd starts them, each on a terminal of its own, stand on the first
 * screen: `sessions` lists them all; each has no more than 4 MB of its own, wakes at most twice a
 * second, begins no transaction, and a save meanwhile takes no more than twice as long as alone.
 * Vera has an account. */
void crowd_costs_little(const struct desk *d, int sessions);

#endif
