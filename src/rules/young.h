/* SPDX-License-Identifier: MIT
 * young.h - the days on which somebody is young in the sense of the indicator `young`, worked out
 * once, so that nobody need know a birthday. Pure.
 */
#ifndef RULES_YOUNG_H
#define RULES_YOUNG_H

#include "rules/indicators.h"

enum young { YOUNG_NEVER, YOUNG_KNOWN, YOUNG_UNKNOWN };

/* Known: young on every day d with since <= d < until. Unknown: counts as such on those days.
 * DATE_NONE: no bound on that side. */
struct young_span {
	enum young young;
	int32_t since, until;
};

/* From the two days of a person (DATE_NONE: not given). Days before `horizon` are nobody's
 * business: a span that ended by then is none, and one that began before has no beginning. */
struct young_span young_span(
    const struct indicator_rules *rules, int32_t birth_date, int32_t career_start, int32_t horizon);

#endif
