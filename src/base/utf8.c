/* SPDX-License-Identifier: MIT
 * utf8.c - UTF-8 through one decoder; composition and widths by utf8proc.
 */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

uint32_t
utf8_next(const char **p, const char *end)
{
	const unsigned char *s = (const unsigned char *)*p;
	size_t left = (size_t)(end - *p);
	uint32_t cp = s[0], least;
	size_t more;

	(*p)++;
	if (cp < 0x80)
		return cp;
	if (cp >= 0xC2 && cp < 0xE0) {
		more = 1, cp &= 0x1F, least = 0x80;
	} else if (cp >= 0xE0 && cp < 0xF0) {
		more = 2, cp &= 0x0F, least = 0x800;
	} else if (cp >= 0xF0 && cp < 0xF5) {
		more = 3, cp &= 0x07, least = 0x10000;
	} else {
		return UTF8_BAD;
	}
	if (left <= more)
		return UTF8_BAD;
	for (size_t i = 1; i <= more; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return UTF8_BAD;
		cp = cp << 6 | (s[i] & 0x3F);
	}
	if (cp < least || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
		return UTF8_BAD;
	*p += more;
	return cp;
}

void
utf8_put(struct buf *b, uint32_t cp)
{
	utf8proc_uint8_t bytes[4];

	buf_put(b, bytes, (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, bytes));
}

size_t
utf8_bad_at(struct slice s)
{
	const char *start = s.data, *p = start, *end = start + s.len;

	while (p < end) {
		const char *at = p;

		if ((unsigned char)*p < 0x80)
			p++;
		else if (utf8_next(&p, end) == UTF8_BAD)
			return (size_t)(at - start);
	}
	return s.len;
}

size_t
utf8_count(const char *s)
{
	const char *end = s + strlen(s);
	size_t n = 0;

	for (; s < end; n++)
		utf8_next(&s, end);
	return n;
}

int
utf8_columns(uint32_t cp)
{
	if (cp < 0x300)
		return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? 0 : 1;
	if (cp == UTF8_BAD)
		return 1;
	/* № and dashes are one column in every terminal we know, whatever "ambiguous" says */
	return utf8proc_charwidth((utf8proc_int32_t)cp);
}

size_t
utf8_width(const char *s)
{
	const char *end = s + strlen(s);
	size_t width = 0;

	while (s < end)
		width += (size_t)utf8_columns(utf8_next(&s, end));
	return width;
}

size_t
utf8_fit(const char *s, size_t columns)
{
	const char *p = s, *end = s + strlen(s);

	while (p < end) {
		const char *at = p;
		size_t w = (size_t)utf8_columns(utf8_next(&p, end));

		if (w > columns)
			return (size_t)(at - s);
		columns -= w;
	}
	return (size_t)(p - s);
}

/* Does NFC leave every text of such characters as it is? True of Latin-1, Latin Extended, Cyrillic,
 * dashes, quotation marks and the number sign; marks compose, and anything else may. */
static bool
is_composed(uint32_t cp)
{
	return cp < 0x300 || (cp >= 0x400 && cp < 0x530) || (cp >= 0x2010 && cp < 0x2028) ||
	    cp == 0x2116;
}

/* Past the characters that need no close look: printable ASCII, letters of U+0400 to U+047F. Counts
 * them. */
static const char *
skip_plain(const char *p, const char *end, size_t *count)
{
	size_t n = 0;

	for (; p < end; n++) {
		unsigned char c = (unsigned char)*p;

		if (c >= 0x20 && c < 0x7F)
			p++;
		else if ((c & 0xFE) == 0xD0 && end - p > 1 && ((unsigned char)p[1] & 0xC0) == 0x80)
			p += 2;
		else
			break;
	}
	*count += n;
	return p;
}

struct utf8_facts
utf8_look(struct slice s, bool long_text)
{
	struct utf8_facts facts = {.bad_at = s.len, .forbidden = UTF8_BAD, .composed = true};
	const char *start = s.data, *end = start + s.len, *p = skip_plain(start, end, &facts.count);

	for (; p < end; p = skip_plain(p, end, &facts.count)) {
		const char *at = p;
		uint32_t cp = utf8_next(&p, end);

		facts.count++;
		if (cp == UTF8_BAD && facts.bad_at == s.len)
			facts.bad_at = (size_t)(at - start);
		if (facts.forbidden == UTF8_BAD && cp != UTF8_BAD &&
		    utf8_is_forbidden(cp, long_text))
			facts.forbidden = cp;
		facts.composed = facts.composed && is_composed(cp);
		facts.ghosts = facts.ghosts || utf8_is_ghost(cp);
	}
	return facts;
}

void
utf8_put_nfc(struct buf *b, struct slice s)
{
	utf8proc_uint8_t *composed;
	utf8proc_ssize_t len;

	if (utf8_look(s, true).composed) {
		buf_put_slice(b, s);
		return;
	}
	len = utf8proc_map(
	    s.data, (utf8proc_ssize_t)s.len, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len < 0) {
		buf_put_slice(b, s);
		return;
	}
	buf_put(b, composed, (size_t)len);
	free(composed);
}

static bool
is_direction_control(uint32_t cp)
{
	return cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
	    (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

bool
utf8_is_forbidden(uint32_t cp, bool long_text)
{
	if (cp < 0x20)
		return !(long_text && (cp == '\n' || cp == '\t'));
	return (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029 ||
	    is_direction_control(cp);
}

bool
utf8_is_ghost(uint32_t cp)
{
	return cp == 0x00AD || (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060;
}

void
utf8_put_without_ghosts(struct buf *b, struct slice s)
{
	const char *p = s.data, *end = p + s.len;

	while (p < end) {
		const char *at = p;

		if (!utf8_is_ghost(utf8_next(&p, end)))
			buf_put(b, at, (size_t)(p - at));
	}
}

static bool
is_shown_escaped(uint32_t cp)
{
	return utf8_is_forbidden(cp, false) || utf8_is_ghost(cp);
}

void
utf8_put_shown(struct buf *b, struct slice s, bool keep_lines)
{
	const char *p = s.data, *end = p + s.len;

	while (p < end) {
		const char *at = p;
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD)
			buf_printf(b, "<0x%02X>", (unsigned char)*at);
		else if (cp == '\n')
			buf_puts(b, keep_lines ? "\n" : "¶");
		else if (cp == '\t')
			buf_putc(b, ' ');
		else if (is_shown_escaped(cp))
			buf_printf(b, "<U+%04X>", (unsigned)cp);
		else
			buf_put(b, at, (size_t)(p - at));
	}
}

bool
utf8_is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == 0x00A0 ||
	    cp == 0x202F || cp == 0x2007;
}

bool
utf8_is_ascii(struct slice text)
{
	const char *p = text.data, *end = p + text.len;

	while (p < end && (unsigned char)*p < 0x80)
		p++;
	return p == end;
}

bool
utf8_says_nothing(const char *text)
{
	return utf8_trim(slice_of(text)).len == 0;
}

/* Length of the blank [p, end) begins with, 0 when it begins with none. */
static size_t
blank_at(const char *p, const char *end)
{
	const char *at = p;

	if (p == end || ((unsigned char)*p > 0x20 && *p != '\xC2' && *p != '\xE2'))
		return 0;
	return utf8_is_blank(utf8_next(&p, end)) ? (size_t)(p - at) : 0;
}

/* Length of the blank [start, end) ends with. A lead byte is never part of another character, so
 * the bytes can be read backwards. */
static size_t
blank_before(const char *start, const char *end)
{
	const char *p = end;

	while (p > start && end - p < 3) {
		if (((unsigned char)*--p & 0xC0) != 0x80)
			return blank_at(p, end) == (size_t)(end - p) ? (size_t)(end - p) : 0;
	}
	return 0;
}

struct slice
utf8_trim(struct slice s)
{
	const char *start = s.data, *end = start + s.len;
	size_t blank;

	while ((blank = blank_at(start, end)) > 0)
		start += blank;
	while ((blank = blank_before(start, end)) > 0)
		end -= blank;
	return slice_make(start, (size_t)(end - start));
}

struct slice
utf8_cut(struct slice s, size_t most)
{
	const unsigned char *bytes = s.data;
	size_t len = s.len < most ? s.len : most;

	while (len < s.len && len > 0 && (bytes[len] & 0xC0) == 0x80)
		len--;
	return slice_make(s.data, len);
}

static void
copy(char *to, size_t size, struct slice s)
{
	s = utf8_cut(s, size - 1);
	memcpy(to, s.data, s.len);
	to[s.len] = '\0';
}

void
utf8_copy(char *to, size_t size, const char *text)
{
	copy(to, size, slice_of(text));
}

void
utf8_copy_trimmed(char *to, size_t size, const char *text)
{
	copy(to, size, utf8_trim(slice_of(text)));
}

void
utf8_put_initial(struct buf *b, const char *name)
{
	bool first = true;

	while (*name != '\0') {
		const char *p = name, *end = name + strcspn(name, "-");

		if (p < end) {
			buf_puts(b, first ? "" : "-");
			utf8_put(b, utf8_next(&p, end));
			buf_putc(b, '.');
			first = false;
		}
		name = end + (*end == '-');
	}
}

uint32_t
utf8_capital(uint32_t cp)
{
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
}

uint32_t
utf8_small(uint32_t cp)
{
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

void
utf8_put_capital(struct buf *b, const char *text)
{
	const char *end = text + strlen(text);

	if (text == end)
		return;
	utf8_put(b, utf8_capital(utf8_next(&text, end)));
	buf_puts(b, text);
}

void
utf8_put_capitals(struct buf *b, const char *text)
{
	const char *end = text + strlen(text);

	while (text < end)
		utf8_put(b, utf8_capital(utf8_next(&text, end)));
}
