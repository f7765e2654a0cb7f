/* SPDX-License-Identifier: MIT
 * ending.c - the ends of a session besides leaving it.
 */
#include "screens/app/ending.h"

#include "base/clock.h"
#include "screens/app/stack.h"
#include "screens/widget/words.h"
#include "service/core/changes.h"
#include "service/core/moved.h"

static int
idle_minutes(const struct session *s)
{
	return s->profile != NULL ? profile_rules(s->profile)->idle_minutes : 0;
}

/* What is only looked at (a meeting in the hall) is not left alone. */
static bool
is_left_alone(const struct app *app)
{
	int minutes = idle_minutes(app->session);
	const struct screen *top = stack_top(app);

	return minutes > 0 && (top == NULL || !top->ops->watched) &&
	    clock_monotonic() - app->typed >= minutes * clock_minute();
}

bool
ending_has_come(struct app *app)
{
	if (moved_away(app->session))
		app->over = OVER_MOVED; /* nothing more is shown as if it were kept */
	else if (changes_why_ended(app->session) != NULL)
		app->over = OVER_DENIED;
	else if (is_left_alone(app))
		app->over = OVER_IDLE;
	app->ending = app->ending || app->over != OVER_NOT;
	return app->over != OVER_NOT;
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
		    minutes, words_plural((uint64_t)minutes, "минуту", "минуты", "минут"));
	return ST_OK;
}
