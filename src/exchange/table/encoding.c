/* SPDX-License-Identifier: MIT
 * encoding.c - UTF-8 weighed against Windows-1251 by the bytes themselves.
 */
#include "exchange/table/encoding.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "base/infile.h"
#include "base/utf8.h"
#include "exchange/table/charset.h"

/* Windows-1251 from 0x80 to 0xBF; the letters А-я follow in order. 0: no such character. */
static const uint16_t windows_1251[64] = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, /* 80 */
    0x20AC, 0x2030, 0x0409, 0x2039, 0x040A, 0x040C, 0x040B, 0x040F, /* 88 */
    0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, /* 90 */
    0, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F,      /* 98 */
    0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, /* A0 */
    0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407, /* A8 */
    0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6, 0x00B7, /* B0 */
    0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457, /* B8 */
};

enum { UTF16_LOOK = 64 };

enum status
table_fault_set(struct table_fault *fault, size_t line, const char *format, ...)
{
	va_list args;

	fault->line = line;
	va_start(args, format);
	vsnprintf(fault->text, sizeof(fault->text), format, args);
	va_end(args);
	return ST_INVALID;
}

size_t
encoding_line_of(const struct buf *bytes, size_t offset)
{
	const char *p = buf_text(bytes), *end = p + offset;
	size_t line = 1;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		line++;
		p++;
	}
	return line;
}

/* Every second byte is the upper half of a Latin or Cyrillic character. UTF-8 and Windows-1251 have
 * no use for so many zeros and fours. */
static bool
has_upper_bytes(const struct buf *bytes, size_t first)
{
	size_t look = bytes->len < UTF16_LOOK ? bytes->len & ~(size_t)1 : UTF16_LOOK;

	for (size_t i = first; i < look; i += 2)
		if (bytes->data[i] != 0x00 && bytes->data[i] != 0x04)
			return false;
	return look >= 4;
}

static bool
is_utf16(const struct buf *bytes)
{
	struct slice s = buf_slice(bytes);

	return slice_starts(s, slice_make("\xFF\xFE", 2)) ||
	    slice_starts(s, slice_make("\xFE\xFF", 2)) || has_upper_bytes(bytes, 0) ||
	    has_upper_bytes(bytes, 1);
}

static void
drop_front(struct buf *bytes, size_t n)
{
	bytes->len -= n;
	memmove(bytes->data, bytes->data + n, bytes->len + 1);
}

/* Files of another kind, by their first bytes. */
static const struct {
	const char *start, *what;
} other_kinds[] = {
    {.start = "PK\x03\x04", .what = "это книга Excel: сохраните таблицу как CSV"},
    {.start = "\xD0\xCF\x11\xE0",
	.what = "это книга Excel старого вида (.xls): сохраните таблицу "
		"как CSV"},
    {.start = "%PDF", .what = "это документ PDF, а не таблица: нужен файл CSV"},
    {.start = "<?xml", .what = "это файл XML, а не таблица: сохраните таблицу как CSV"},
    {.start = "<!", .what = "это страница HTML, а не таблица: сохраните таблицу как CSV"},
    {.start = "<html", .what = "это страница HTML, а не таблица: сохраните таблицу как CSV"},
    {.start = "<head", .what = "это страница HTML, а не таблица: сохраните таблицу как CSV"},
    {.start = "<meta", .what = "это страница HTML, а не таблица: сохраните таблицу как CSV"},
    {.start = "<body", .what = "это страница HTML, а не таблица: сохраните таблицу как CSV"},
    {.start = "<table", .what = "это страница HTML, а не таблица: сохраните таблицу как CSV"},
};

/* What the file is when it is no text of cells; NULL when it may be one. */
static const char *
other_kind(const struct buf *bytes)
{
	struct slice s = buf_slice(bytes);
	const char *p;

	if (slice_starts(s, slice_make("\xEF\xBB\xBF", 3)))
		s = slice_make(bytes->data + 3, bytes->len - 3);
	s = utf8_trim(s);
	p = s.data;
	for (size_t i = 0; i < sizeof(other_kinds) / sizeof(other_kinds[0]); i++) {
		size_t len = strlen(other_kinds[i].start);

		if (s.len >= len && strncasecmp(p, other_kinds[i].start, len) == 0)
			return other_kinds[i].what;
	}
	return NULL;
}

/* What the bytes are when read as UTF-8. */
struct weight {
	size_t cyrillic, bad, first_bad;
	bool ghosts;
};

/* Bytes at p that need no look: ASCII, eight at a time. */
static const char *
skip_ascii(const char *p, const char *end)
{
	uint64_t eight;

	while (end - p >= 8) {
		memcpy(&eight, p, 8);
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			break;
		p += 8;
	}
	while (p < end && (unsigned char)*p < 0x80)
		p++;
	return p;
}

/* Bytes at p that are letters of Russian, four at a time: D0 or D1 and a byte from 80 to BF. */
static const char *
skip_russian(const char *p, const char *end)
{
	uint64_t mask, want, eight;

	memcpy(&mask, "\xFE\xC0\xFE\xC0\xFE\xC0\xFE\xC0", 8);
	memcpy(&want, "\xD0\x80\xD0\x80\xD0\x80\xD0\x80", 8);
	for (; end - p >= 8; p += 8) {
		memcpy(&eight, p, 8);
		if ((eight & mask) != want)
			break;
	}
	while (end - p >= 2 && ((unsigned char)p[0] & 0xFE) == 0xD0 &&
	    ((unsigned char)p[1] & 0xC0) == 0x80)
		p += 2;
	return p;
}

static struct weight
weigh(struct slice s)
{
	const char *start = s.data, *p = start, *end = start + s.len;
	struct weight w = {.first_bad = s.len};

	while ((p = skip_ascii(p, end)) < end) {
		const char *at = p;
		uint32_t cp;

		p = skip_russian(p, end);
		if (p > at) {
			w.cyrillic += (size_t)(p - at) / 2;
			continue;
		}
		cp = utf8_next(&p, end);
		if (cp == UTF8_BAD && w.bad++ == 0)
			w.first_bad = (size_t)(at - start);
		else if (cp >= 0x0400 && cp <= 0x052F)
			w.cyrillic++;
		w.ghosts = w.ghosts || utf8_is_ghost(cp);
	}
	return w;
}

/* 0 when there is no such character (and for the NUL byte). */
static uint32_t
windows_1251_of(unsigned char c)
{
	if (c < 0x80)
		return c;
	return c < 0xC0 ? windows_1251[c - 0x80] : 0x0410u + c - 0xC0u;
}

static int
to_windows_1251(uint32_t cp)
{
	for (int c = 0; c < 256; c++)
		if (cp != 0 && windows_1251_of((unsigned char)c) == cp)
			return c;
	return -1;
}

size_t
encoding_put_windows_1251(struct buf *out, const char *text)
{
	const char *end = text + strlen(text);
	size_t missing = 0;

	while (text < end) {
		int c = to_windows_1251(utf8_next(&text, end));

		missing += c < 0;
		buf_putc(out, c < 0 ? '?' : (char)c);
	}
	return missing;
}

static enum status
from_windows_1251(struct buf *bytes, struct table_fault *fault)
{
	struct buf text = {0};

	buf_reserve(&text, bytes->len * 2);
	for (size_t i = 0; i < bytes->len; i++) {
		unsigned char c = (unsigned char)bytes->data[i];
		uint32_t cp = windows_1251_of(c);

		if (c < 0x80) {
			buf_putc(&text, (char)c);
		} else if (cp != 0) {
			utf8_put(&text, cp);
		} else {
			buf_free(&text);
			return table_fault_set(fault, encoding_line_of(bytes, i),
			    "байта 0x%02X в кодировке Windows-1251 нет; сохраните файл в UTF-8", c);
		}
	}
	buf_free(bytes);
	*bytes = text;
	return ST_OK;
}

static enum status
settle_other(struct buf *bytes, struct table_fault *fault)
{
	const char *name = charset_other(buf_slice(bytes));

	if (name != NULL)
		return table_fault_set(
		    fault, 1, "файл в кодировке %s; сохраните его в UTF-8 или Windows-1251", name);
	return from_windows_1251(bytes, fault);
}

/* Soft hyphens and the like go before anything is read, so that neither a blank nor a quote nor a
 * name hides behind them. */
static void
drop_ghosts(struct buf *bytes)
{
	struct buf text = {0};

	buf_reserve(&text, bytes->len);
	utf8_put_without_ghosts(&text, buf_slice(bytes));
	buf_free(bytes);
	*bytes = text;
}

/* DOS ends a text with ^Z; old programs still do. */
static void
drop_end_mark(struct buf *bytes)
{
	if (bytes->len > 0 && bytes->data[bytes->len - 1] == 0x1A)
		bytes->data[--bytes->len] = '\0';
}

enum status
encoding_settle(struct buf *bytes, struct table_fault *fault)
{
	bool marked = slice_starts(buf_slice(bytes), slice_make("\xEF\xBB\xBF", 3));
	const char *kind = other_kind(bytes);
	struct weight w;

	if (kind != NULL)
		return table_fault_set(fault, 1, "%s", kind);
	if (is_utf16(bytes))
		return table_fault_set(
		    fault, 1, "файл в кодировке UTF-16; сохраните его в UTF-8 или Windows-1251");
	drop_end_mark(bytes);
	w = weigh(buf_slice(bytes));
	if (w.bad > 0 && !marked && w.cyrillic <= w.bad) {
		if (settle_other(bytes, fault) != ST_OK)
			return ST_INVALID;
		w = weigh(buf_slice(bytes));
		marked = false;
	}
	if (w.bad > 0)
		return table_fault_set(fault, encoding_line_of(bytes, w.first_bad),
		    "байт 0x%02X нарушает кодировку файла, UTF-8; сохраните файл заново",
		    (unsigned char)bytes->data[w.first_bad]);
	if (marked)
		drop_front(bytes, 3);
	if (w.ghosts)
		drop_ghosts(bytes);
	return ST_OK;
}

enum status
encoding_read_file(const char *path, struct buf *out, struct error *e)
{
	struct table_fault fault;
	enum status st = infile_read(path, out, e);

	if (st == ST_OK && encoding_settle(out, &fault) != ST_OK)
		st = error_set(e, ST_INVALID, "%s, строка %zu: %s", path, fault.line, fault.text);
	return st;
}
