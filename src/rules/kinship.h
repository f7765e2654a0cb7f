/* SPDX-License-Identifier: MIT
 * kinship.h - may two people be of one family, by their surnames? Pure.
 */
#ifndef RULES_KINSHIP_H
#define RULES_KINSHIP_H

#include <stdbool.h>

/* Галкина and Галкин, Игнатова-Галкина and Галкина; an empty surname is nobody's. A hint: namesakes
 * need not be kin. */
bool is_same_family(const char *surname, const char *other);

#endif
