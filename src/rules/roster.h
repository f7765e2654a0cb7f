/* SPDX-License-Identifier: MIT
 * roster.h - membership in the corps on a day, and the order its members stand in. Pure.
 */
#ifndef RULES_ROSTER_H
#define RULES_ROSTER_H

#include "model/entity.h"

/* from <= on, and `to` empty or >= on. */
bool membership_in_force(const struct membership *m, int32_t on);

/* Both are of one person and one subject area (case, ё, blanks aside) and share a day. */
bool membership_overlaps(const struct membership *a, const struct membership *b);

/* Began after `from` and not after `until`; ended on `from` or later and before `until`: what the
 * roster of `until` has more, and has less, than that of `from`, and who came and went between. */
bool membership_joined(const struct membership *m, int32_t from, int32_t until);
bool membership_left(const struct membership *m, int32_t from, int32_t until);

/* Append bytes whose order is the Russian order of people: surname, given name, patronymic, letters
 * а-я with ё as е; then ё behind е; then the code. */
void roster_put_order(struct buf *b, const char *surname, const char *given_name,
    const char *patronymic, const char *code);

/* Is the subject among the items of a member's subject area ("история, обществознание")? */
bool area_covers(const char *area, struct slice subject);

#endif
