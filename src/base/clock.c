/* SPDX-License-Identifier: MIT
 * clock.c - the machine's clock, or the one a test has stopped.
 */
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/date.h"

int64_t
clock_now(void)
{
	const char *stopped = getenv("METODAKTIV_NOW");
	struct tm tm = {.tm_isdst = -1};

	if (stopped != NULL &&
	    sscanf(stopped, "%d-%d-%dT%d:%d:%d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour,
		&tm.tm_min, &tm.tm_sec) >= 3) {
		tm.tm_year -= 1900;
		tm.tm_mon -= 1;
		return (int64_t)mktime(&tm);
	}
	return (int64_t)time(NULL);
}

bool
clock_run(void)
{
	bool stopped = getenv("METODAKTIV_NOW") != NULL;

	unsetenv("METODAKTIV_NOW");
	unsetenv("METODAKTIV_MINUTE");
	return stopped;
}

int64_t
clock_minute(void)
{
	enum { USUAL = 60000 };
	const char *given = getenv("METODAKTIV_MINUTE");
	long minute = given != NULL ? strtol(given, NULL, 10) : 0;

	return minute > 0 && minute < USUAL ? minute : USUAL;
}

int64_t
clock_monotonic(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int32_t
clock_date_of(int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	localtime_r(&t, &tm);
	return date_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int32_t
clock_today(void)
{
	return clock_date_of(clock_now());
}

int32_t
clock_latest_day(void)
{
	int32_t shown = clock_today(), real = clock_date_of((int64_t)time(NULL));

	return real > shown ? real : shown;
}

void
clock_put_russian(struct buf *b, int64_t seconds)
{
	time_t t = (time_t)seconds;
	char text[32];
	struct tm tm;

	localtime_r(&t, &tm);
	strftime(text, sizeof(text), "%d.%m.%Y %H:%M:%S", &tm);
	buf_puts(b, text);
}

void
clock_put_moment(struct buf *b, int64_t seconds)
{
	time_t t = (time_t)seconds;
	char text[40];
	struct tm tm;

	localtime_r(&t, &tm);
	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &tm);
	buf_puts(b, text);
}

void
clock_put_iso(struct buf *b, int64_t seconds)
{
	time_t t = (time_t)seconds;
	char text[40];
	struct tm tm;

	localtime_r(&t, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S%z", &tm);
	buf_put(b, text, 22); /* +0700 becomes +07:00, as RFC 3339 wants it */
	buf_putc(b, ':');
	buf_puts(b, text + 22);
}
