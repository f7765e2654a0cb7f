/* SPDX-License-Identifier: MIT
 * profile_calendar.c - the town's holidays: days off that fall on weekdays, weekend days worked.
 */
#include "model/profile/settings.h"

enum { MONDAY_1970_01_05 = 4 };

/* 0 is Monday. */
static int
weekday(int32_t day)
{
	return (day - MONDAY_1970_01_05) % 7 + ((day - MONDAY_1970_01_05) % 7 < 0 ? 7 : 0);
}

/* A list is a mistake where the day would be off, or worked, without it. */
static void
check_days(struct profile_file *in, const config_setting_t *at, enum day_list list)
{
	const int32_t *days = in->p.days[list];

	for (size_t i = 0; i < in->p.ndays[list]; i++) {
		const config_setting_t *s = file_element(at, (int)i);
		const char *text = config_setting_get_string(s), *name = config_setting_name(at);

		for (size_t j = 0; j < i; j++)
			if (days[j] == days[i])
				file_blame(in, s, "%s: день %s повторяется", name, text);
		if (weekday(days[i]) >= 5 && list == DAYS_OFF)
			file_blame(
			    in, s, "%s: %s — суббота или воскресенье, и так выходной", name, text);
		if (weekday(days[i]) < 5 && list == DAYS_WORKED)
			file_blame(in, s, "%s: %s — будний день, и так рабочий", name, text);
	}
}

void
check_days_off(struct profile_file *in, const config_setting_t *at, void *into)
{
	(void)into;
	check_days(in, at, DAYS_OFF);
}

void
check_days_worked(struct profile_file *in, const config_setting_t *at, void *into)
{
	(void)into;
	check_days(in, at, DAYS_WORKED);
}

bool
profile_has_day(const struct profile *p, enum day_list list, int32_t day)
{
	for (size_t i = 0; i < p->ndays[list]; i++)
		if (p->days[list][i] == day)
			return true;
	return false;
}

bool
profile_is_working_day(const struct profile *p, int32_t day)
{
	return weekday(day) < 5 ? !profile_has_day(p, DAYS_OFF, day)
				: profile_has_day(p, DAYS_WORKED, day);
}
