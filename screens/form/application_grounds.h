/* SPDX-License-Identifier: MIT
 * application_grounds.h - grounds proposed by the rows that are filled.
 */
#ifndef SCREENS_APPLICATION_GROUNDS_H
#define SCREENS_APPLICATION_GROUNDS_H

#include "rules/eligibility.h"
#include "screens/form/record_form.h"

/* Bits, by the place of a ground in the profile. */
struct proposals {
	uint64_t answered; /* its row was filled when it was looked at last */
	uint64_t standing; /* ticked here and not touched by hand, as it was looked at last */
	uint64_t refused;  /* was ticked here and taken off by hand: not proposed any more */
};

/* What is answered is ticked, unless somebody has decided otherwise; what is answered no more is
 * taken off again if it was ticked here. Rows count when they are left, all of them before a save
 * (all). A form that was just opened, saved, or taken from its draft, is the state to begin from:
 * what stands there is somebody's choice. a: the application as it is typed; true: the ticks have
 * changed. */
bool application_propose(
    struct record_form *sh, struct proposals *p, const struct application *a, bool all);

#endif
