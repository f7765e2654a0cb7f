/* SPDX-License-Identifier: MIT
 * ending.c - the ends of a session besides leaving it.
 */
#include "screens/app/ending.h"

#include "base/clock.h"
#include "base/plural.h"
#include "screens/widget/words.h"
#include "service/core/changes.h"
#include "service/core/moved.h"

static int
idle_minutes(const struct session *s)
{
	return s->profile != NULL ? profile_rules(s->profile)->idle_minutes : 0;
}

enum over
ending_of(const struct session *s, int64_t idle, bool watched)
{
	int minutes = idle_minutes(s);

	if (moved_away(s))
		return OVER_MOVED; /* nothing more is shown as if it were kept */
	if (changes_why_ended(s) != NULL)
		return OVER_DENIED;
	return minutes > 0 && !watched && idle >= minutes * clock_minute() ? OVER_IDLE : OVER_NOT;
}

enum status
ending_tell(struct session *s, enum over over, struct error *e)
{
	int minutes = idle_minutes(s);

	if (over == OVER_MOVED)
		return moved_tell(s, e);
	if (over == OVER_DENIED)
		return error_set(e, ST_DENIED,
		    "сеанс закрыт: %s. Набранное осталось в черновиках; обратитесь к "
		    "администратору программы",
		    changes_why_ended(s));
	if (over == OVER_IDLE)
		return error_set(e, ST_CANCELLED,
		    "сеанс закрыт: %d %s не было нажатий, так велят правила города. Набранное "
		    "осталось в черновиках: войдите снова",
		    minutes, plural((uint64_t)minutes, "минуту", "минуты", "минут"));
	return ST_OK;
}
