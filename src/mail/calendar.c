/* SPDX-License-Identifier: MIT
 * calendar.c - lines of at most 75 bytes that end with CR LF; a longer one goes on behind a blank.
 */
#include "mail/calendar.h"

#include <string.h>
#include <time.h>

#include "base/date.h"

enum { LINE_BYTES = 75 };

/* No character is parted. */
static void
put_folded(struct buf *out, struct slice line)
{
	const char *p = line.data;
	size_t left = line.len, room = LINE_BYTES;

	while (left > room) {
		size_t n = room;

		while (((unsigned char)p[n] & 0xC0) == 0x80)
			n--;
		buf_put(out, p, n);
		buf_puts(out, "\r\n ");
		p += n;
		left -= n;
		room = LINE_BYTES - 1;
	}
	buf_put(out, p, left);
	buf_puts(out, "\r\n");
}

/* A text: its marks of a list and of an escape are none, a line's end is written \n. */
static void
put_text(struct buf *out, const char *name, const char *text)
{
	struct buf line = {0};

	buf_printf(&line, "%s:", name);
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '\n') {
			buf_puts(&line, "\\n");
			continue;
		}
		if (strchr("\\;,", *p) != NULL)
			buf_putc(&line, '\\');
		if ((unsigned char)*p >= ' ')
			buf_putc(&line, *p);
	}
	put_folded(out, buf_slice(&line));
	buf_free(&line);
}

static void
put_day(struct buf *out, const char *name, int32_t day)
{
	int year, month, at;

	date_parts(day, &year, &month, &at);
	buf_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, year, month, at);
}

void
calendar_begin(struct buf *out, const char *name)
{
	buf_puts(out,
	    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Metodaktiv//RU\r\n"
	    "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
	put_text(out, "X-WR-CALNAME", name);
}

void
calendar_put(struct buf *out, const struct calendar_event *event, int64_t stamp)
{
	int32_t last = event->to != DATE_NONE ? event->to : event->from;
	time_t seconds = (time_t)stamp;
	char moment[sizeof("20260531T120000Z")];
	struct tm tm = {0};

	gmtime_r(&seconds, &tm);
	strftime(moment, sizeof(moment), "%Y%m%dT%H%M%SZ", &tm);
	buf_puts(out, "BEGIN:VEVENT\r\n");
	put_text(out, "UID", event->uid);
	buf_printf(out, "DTSTAMP:%s\r\n", moment);
	put_day(out, "DTSTART", event->from);
	put_day(out, "DTEND", last + 1); /* the day behind the last */
	put_text(out, "SUMMARY", event->title);
	if (event->place[0] != '\0')
		put_text(out, "LOCATION", event->place);
	if (event->about[0] != '\0')
		put_text(out, "DESCRIPTION", event->about);
	if (event->cancelled)
		buf_puts(out, "STATUS:CANCELLED\r\n");
	buf_puts(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

void
calendar_end(struct buf *out)
{
	buf_puts(out, "END:VCALENDAR\r\n");
}
