/* SPDX-License-Identifier: MIT
 * letter.c - headers, whose words are encoded where they are not plain, and a body in base64.
 */
#include "mail/letter.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	LINE_WANTED = 76,
	WORD_BYTES = 39, /* of text in one encoded word: 52 letters of base64, and 12 around them */
	BODY_BYTES = 57  /* of text in one line of base64 */
};

static const char boundary[] = "=_metodaktiv_=";

struct writing {
	struct buf *out;
	const char *end; /* of a line */
};

static void
put_line(const struct writing *w, const char *name, const char *value)
{
	buf_printf(w->out, "%s%s%s", name, value, w->end);
}

static void
put_base64(struct buf *out, const void *data, size_t len)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = data;

	for (; len > 0; p += 3) {
		size_t take = len < 3 ? len : 3;
		uint32_t three = (uint32_t)p[0] << 16;

		three |= take > 1 ? (uint32_t)p[1] << 8 : 0;
		three |= take > 2 ? p[2] : 0;
		buf_putc(out, letters[three >> 18]);
		buf_putc(out, letters[three >> 12 & 63]);
		buf_putc(out, take > 1 ? letters[three >> 6 & 63] : '=');
		buf_putc(out, take > 2 ? letters[three & 63] : '=');
		len -= take;
	}
}

/* Printable ASCII that no reader takes for an encoded word. */
static bool
is_plain(const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || (unsigned char)*p > '~')
			return false;
	return strstr(text, "=?") == NULL;
}

/* As many bytes of whole characters as fit into an encoded word; some, whatever they are. */
static size_t
word_length(const char *text, size_t len)
{
	size_t n = len < WORD_BYTES ? len : WORD_BYTES;

	while (n < len && n > 1 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* Encoded words, each on a line of its own: a blank between two of them is no part of the text. */
static void
put_words(const struct writing *w, const char *text)
{
	size_t len = strlen(text);

	while (len > 0) {
		size_t n = word_length(text, len);

		buf_puts(w->out, "=?UTF-8?B?");
		put_base64(w->out, text, n);
		buf_puts(w->out, "?=");
		text += n;
		len -= n;
		if (len > 0)
			buf_printf(w->out, "%s ", w->end);
	}
}

/* Plain words, a line ended at a blank where it would grow too long; `used` stand on it. */
static void
put_plain(const struct writing *w, const char *text, size_t used)
{
	while (*text != '\0') {
		size_t blanks = strspn(text, " ");
		size_t len = blanks + strcspn(text + blanks, " ");

		if (blanks > 0 && used + len > LINE_WANTED && text[blanks] != '\0') {
			buf_puts(w->out, w->end);
			used = 0;
		}
		buf_put(w->out, text, len);
		text += len;
		used += len;
	}
}

static void
put_subject(const struct writing *w, const char *subject)
{
	static const char name[] = "Subject: ";

	buf_puts(w->out, name);
	if (is_plain(subject) && subject[strspn(subject, " ")] != '\0')
		put_plain(w, subject, strlen(name));
	else
		put_words(w, subject);
	buf_puts(w->out, w->end);
}

static void
put_from(const struct writing *w, const struct letter *l)
{
	buf_puts(w->out, "From: ");
	if (l->from_name[0] != '\0') {
		put_words(w, l->from_name);
		buf_printf(w->out, "%s ", w->end);
	}
	buf_printf(w->out, "<%s>%s", l->from, w->end);
}

/* "Mon, 30 Nov 2026 07:00:00 +0700": names of days and months are English in every locale. */
static void
put_date(const struct writing *w, int64_t written)
{
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char *const months[] = {
	    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t seconds = (time_t)written;
	struct tm tm = {0};
	long off;

	localtime_r(&seconds, &tm);
	off = tm.tm_gmtoff / 60;
	buf_printf(w->out, "Date: %s, %d %s %d %02d:%02d:%02d %c%02ld%02ld%s", days[tm.tm_wday],
	    tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec,
	    off < 0 ? '-' : '+', labs(off) / 60, labs(off) % 60, w->end);
}

/* "Bcc: a@x.ru," a line for each. */
static void
put_blind(const struct writing *w, const char *addresses)
{
	bool any = false;

	for (const char *p = addresses; *p != '\0'; p += *p == '\n') {
		size_t len = strcspn(p, "\n");

		if (len > 0) {
			buf_printf(w->out, "%s%s %.*s", any ? "," : "Bcc:", any ? w->end : "",
			    (int)len, p);
			any = true;
		}
		p += len;
	}
	if (any)
		buf_puts(w->out, w->end);
}

static void
put_headers(const struct writing *w, const struct letter *l)
{
	const char *at = strchr(l->from, '@');

	put_date(w, l->written);
	put_from(w, l);
	put_line(w, "To: ", l->to);
	if (l->blind != NULL)
		put_blind(w, l->blind);
	put_subject(w, l->subject);
	buf_printf(w->out, "Message-ID: <%s%s>%s", l->id, at != NULL ? at : "@localhost", w->end);
	put_line(w, "MIME-Version: ", "1.0");
	if (l->draft)
		put_line(w, "X-Unsent: ", "1");
	else /* no machine is to answer it */
		put_line(w, "Auto-Submitted: ", "auto-generated");
}

/* Of a text every line ends with CR LF before it is encoded. */
static void
put_body(const struct writing *w, struct slice bytes)
{
	const char *p = bytes.data;

	for (size_t left = bytes.len; left > 0;) {
		size_t n = left < BODY_BYTES ? left : BODY_BYTES;

		put_base64(w->out, p, n);
		buf_puts(w->out, w->end);
		p += n;
		left -= n;
	}
}

static void
put_part(const struct writing *w, const char *type, struct slice bytes)
{
	put_line(w, "Content-Type: ", type);
	put_line(w, "Content-Transfer-Encoding: ", "base64");
	buf_puts(w->out, w->end);
	put_body(w, bytes);
}

static void
put_canonical(const char *text, struct buf *out)
{
	for (const char *p = text; *p != '\0'; p++)
		buf_puts(out, *p == '\n' ? "\r\n" : (const char[]){*p, '\0'});
	if (out->len > 0 && out->data[out->len - 1] != '\n')
		buf_puts(out, "\r\n");
}

static void
put_boundary(const struct writing *w, const char *behind)
{
	buf_printf(w->out, "--%s%s%s", boundary, behind, w->end);
}

void
letter_put(const struct letter *l, enum letter_lines lines, struct buf *out)
{
	static const char plain[] = "text/plain; charset=utf-8";
	const struct writing w = {.out = out, .end = lines == LETTER_CRLF ? "\r\n" : "\n"};
	struct buf text = {0};

	put_canonical(l->text, &text);
	put_headers(&w, l);
	if (l->calendar.len == 0) {
		put_part(&w, plain, buf_slice(&text));
	} else {
		buf_printf(out, "Content-Type: multipart/mixed; boundary=\"%s\"%s%s", boundary,
		    w.end, w.end);
		put_boundary(&w, "");
		put_part(&w, plain, buf_slice(&text));
		put_boundary(&w, "");
		put_line(&w, "Content-Disposition: ", "attachment; filename=\"metodaktiv.ics\"");
		put_part(&w, "text/calendar; charset=utf-8", l->calendar);
		put_boundary(&w, "--");
	}
	buf_free(&text);
}
