/* SPDX-License-Identifier: MIT
 * corps_help.h - a small town whose council has decided, and orders proposed and signed there.
 */
#ifndef TESTS_LIB_CORPS_HELP_H
#define TESTS_LIB_CORPS_HELP_H

#include "tests/lib/town.h"

#include "service/corps/orders.h"

/* The council has admitted P1, P2 and Nobody of the register, and refused P3. */
int corps_town(void **state);

struct order_project corps_propose(struct session *s, enum order_purpose purpose, const char *date);
/* The project is freed. */
struct signed_order corps_sign(struct session *s, struct order_project *p);
/* Sign what is proposed, without whom the register does not know. */
struct signed_order corps_sign_composition(struct session *s, const char *date);

#endif
