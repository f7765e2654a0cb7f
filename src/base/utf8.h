/* SPDX-License-Identifier: MIT
 * utf8.h - text as UTF-8: decoding, checking, composing, measuring, showing safely.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum { UTF8_BAD = 0xFFFFFFFF };

/* The next code point of [*p, end); *p moves past it. An ill-formed byte gives UTF8_BAD and moves
 * by one. *p < end is the caller's promise. (Unicode 15, table 3-7) */
uint32_t utf8_next(const char **p, const char *end);

/* The same, with ASCII and the two lead bytes of Russian letters taken here, without a call: this
 * is most of what an import and a search do. */
static inline uint32_t
utf8_next_letter(const char **p, const char *end)
{
	const unsigned char *s = (const unsigned char *)*p;

	/* Below `end`, so it is somewhere. */
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
	if (s[0] < 0x80) {
		(*p)++;
		return s[0];
	}
	if ((s[0] == 0xD0 || s[0] == 0xD1) && end - *p > 1 && (s[1] & 0xC0) == 0x80) {
		*p += 2;
		return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
	}
	return utf8_next(p, end);
}

/* Append one code point. */
void utf8_put(struct buf *b, uint32_t cp);

/* Offset of the first ill-formed byte, or s.len when there is none. */
size_t utf8_bad_at(struct slice s);

/* Code points in s (an ill-formed byte counts as one). */
size_t utf8_count(const char *s);

/* Columns of a terminal: 0 for combining marks, 2 for wide characters. */
int utf8_columns(uint32_t cp);
size_t utf8_width(const char *s);

/* Bytes of s that fit in the given columns, never cutting a character. */
size_t utf8_fit(const char *s, size_t columns);

/* Append s in NFC. s must be well-formed. */
void utf8_put_nfc(struct buf *b, struct slice s);

/* What one pass over a text tells. */
struct utf8_facts {
	size_t
	    bad_at; /* offset of the first ill-formed byte; the text's length when there is none */
	size_t count; /* code points */
	uint32_t
	    forbidden; /* the first character no stored value may hold, or UTF8_BAD when none */
	bool composed; /* certainly in NFC; false: utf8_put_nfc may change it */
	bool ghosts;   /* there is a character that utf8_is_ghost() */
};

struct utf8_facts utf8_look(struct slice s, bool long_text);

/* Characters no stored value may hold: controls (line feed and tab are allowed in long texts),
 * line and paragraph separators U+2028/9, bidirectional controls U+200E/F, U+202A-E, U+2066-9, and
 * U+FEFF. */
bool utf8_is_forbidden(uint32_t cp, bool long_text);

/* Characters that are nothing but a hint to a typesetter, and come along unseen when text is
 * copied: the soft hyphen U+00AD, U+200B-D, U+2060. What is read drops them. */
bool utf8_is_ghost(uint32_t cp);

/* Append s without them. s may be ill-formed. */
void utf8_put_without_ghosts(struct buf *b, struct slice s);

/* Append s as a terminal may safely show it: controls, bidirectional and zero-width characters
 * become <U+001B>, ill-formed bytes <0xFF>. A line feed becomes ¶ unless keep_lines. */
void utf8_put_shown(struct buf *b, struct slice s, bool keep_lines);

/* Drop blanks (also U+00A0 and U+202F) at both ends. */
struct slice utf8_trim(struct slice s);
/* As much of s as there is in `most` bytes, never cutting a character. */
struct slice utf8_cut(struct slice s, size_t most);
/* A text into `to`, cut likewise when there is no room for it; the same without blanks around it.
 */
void utf8_copy(char *to, size_t size, const char *text);
void utf8_copy_trimmed(char *to, size_t size, const char *text);
bool utf8_is_blank(uint32_t cp);
bool utf8_is_ascii(struct slice text);
bool utf8_says_nothing(const char *text); /* blanks alone */

/* Append the initial of a given name: "А." of Анна, "А.-М." of Анна-Мария, nothing of "". */
void utf8_put_initial(struct buf *b, const char *name);

uint32_t utf8_capital(uint32_t cp); /* of a letter, else itself */
uint32_t utf8_small(uint32_t cp);

/* Append the text with a capital first letter; in capitals. */
void utf8_put_capital(struct buf *b, const char *text);
void utf8_put_capitals(struct buf *b, const char *text);

#endif
