/* SPDX-License-Identifier: MIT
 * profile_calendar.c - the town's holidays: days off that fall on weekdays, weekend days worked.
 */
#include "model/profile/profile_file.h"

#include "base/date.h"

enum { MONDAY_1970_01_05 = 4 };

/* 0 is Monday. */
static int
weekday(int32_t day)
{
	return (day - MONDAY_1970_01_05) % 7 + ((day - MONDAY_1970_01_05) % 7 < 0 ? 7 : 0);
}

/* A list is a mistake where the day would be off, or worked, without it. */
static void
read_days(
    struct profile_file *in, const config_setting_t *group, const char *name, enum day_list list)
{
	const config_setting_t *days = file_member(group, name);
	struct profile *p = in->p;

	p->days[list] = arena_alloc(&p->arena, (size_t)file_length(days) * sizeof(*p->days[list]));
	for (int i = 0; i < file_length(days); i++) {
		const config_setting_t *s = file_element(days, i);
		const char *text = config_setting_get_string(s);
		int32_t day;

		if (date_parse(slice_of(text), &day) != DATE_PARSED) {
			file_blame(in, s, "%s: «%s» — нет такого дня; нужна дата \"ГГГГ-ММ-ДД\"",
			    name, text);
			return;
		}
		if (profile_has_day(p, list, day))
			file_blame(in, s, "%s: день %s повторяется", name, text);
		if (weekday(day) >= 5 && list == DAYS_OFF)
			file_blame(
			    in, s, "%s: %s — суббота или воскресенье, и так выходной", name, text);
		if (weekday(day) < 5 && list == DAYS_WORKED)
			file_blame(in, s, "%s: %s — будний день, и так рабочий", name, text);
		p->days[list][p->ndays[list]++] = day;
	}
}

void
profile_read_calendar(struct profile_file *in, const config_setting_t *group)
{
	static const struct setting_rule rules[] = {
	    {.name = "days_off", .type = SET_STRINGS},
	    {.name = "working_days", .type = SET_STRINGS},
	    {.name = NULL, .type = SET_STRING},
	};

	if (group == NULL || !file_check_group(in, group, rules, "calendar"))
		return;
	read_days(in, group, "days_off", DAYS_OFF);
	read_days(in, group, "working_days", DAYS_WORKED);
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
