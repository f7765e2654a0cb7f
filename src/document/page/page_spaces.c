/* SPDX-License-Identifier: MIT
 * page_spaces.c - the blanks of a Russian text at which no line may end: "№ 3", "И. О. Фамилия",
 * "г. Стрежевой", "п. 2.4", "2025 года", "1 сентября".
 */
#include <string.h>

#include "base/utf8.h"
#include "document/page/page_parts.h"

#define HELD "\u00A0" /* a blank at which no line ends */

static bool
is_capital(uint32_t cp)
{
	return (cp >= 0x410 && cp <= 0x42F) || cp == 0x401 || (cp >= 'A' && cp <= 'Z');
}

static bool
is_letter(uint32_t cp)
{
	return is_capital(cp) || (cp >= 0x430 && cp <= 0x44F) || cp == 0x451 ||
	    (cp >= 'a' && cp <= 'z');
}

static bool
is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* A word as it stands between blanks, without the bracket or quotation mark it opens with. */
struct word {
	struct slice text;
	uint32_t first, second; /* its letters; 0: it has not so many */
};

static struct word
word_make(const char *start, const char *end)
{
	struct word w = {0};
	const char *p = start;

	for (uint32_t cp; p < end; start = p) {
		cp = utf8_next(&p, end);
		if (cp == '(' || cp == '"' || cp == 0xAB || cp == 0x201E)
			continue;
		w.first = cp;
		w.second = p < end ? utf8_next(&p, end) : 0;
		break;
	}
	w.text = slice_make(start, (size_t)(end - start));
	return w;
}

static bool
is_one_of(const char *const *words, struct slice text)
{
	for (; *words != NULL; words++)
		if (slice_equal(slice_of(*words), text))
			return true;
	return false;
}

static bool
begins_with_one_of(const char *const *words, struct slice text)
{
	for (; *words != NULL; words++)
		if (slice_starts(text, slice_of(*words)))
			return true;
	return false;
}

static bool
is_number(struct slice text)
{
	const char *p = text.data;

	for (size_t i = 0; i < text.len; i++)
		if (!is_digit((unsigned char)p[i]))
			return false;
	return text.len > 0;
}

/* "И." or "И.О." */
static bool
is_initials(const struct word *w)
{
	return is_capital(w->first) && w->second == '.';
}

/* No comma behind it, at which a list goes on. */
static bool
ends_in_dot(struct slice text)
{
	const char *p = text.data;

	return text.len > 0 && p[text.len - 1] == '.';
}

/* "Рябинина", also "Соколова-Речная". */
static bool
is_surname(const struct word *w)
{
	const char *p = w->text.data, *end = p + w->text.len;
	uint32_t last = 0;

	while (p < end)
		last = utf8_next(&p, end);
	return is_capital(w->first) && is_letter(w->second) && is_letter(last);
}

static bool
is_held(const struct word *left, const struct word *right)
{
	static const char *const signs[] = {"№", "§", NULL};
	static const char *const shortened[] = {"г.", "п.", "пп.", "подп.", "ч.", "ст.", "абз.",
	    "гл.", "разд.", "прил.", "пос.", "с.", "ул.", "пер.", "д.", "корп.", "каб.", "стр.",
	    "им.", "т.", NULL};
	static const char *const counted[] = {"г.", "гг.", "год", "лет", "час", "чел", "январ",
	    "феврал", "март", "апрел", "мая", "июн", "июл", "август", "сентябр", "октябр", "ноябр",
	    "декабр", "%", NULL};

	if (is_one_of(signs, left->text))
		return true;
	if (is_one_of(shortened, left->text))
		return is_capital(right->first) || is_digit(right->first);
	if (is_number(left->text))
		return begins_with_one_of(counted, right->text);
	if (is_initials(left) && ends_in_dot(left->text))
		return is_capital(right->first);
	return is_initials(right) && is_surname(left);
}

/* The word of a line that begins at p. */
static struct word
next_word(const char *p)
{
	return word_make(p, p + strcspn(p, " \n"));
}

void
page_put_spaced(struct buf *out, const char *text)
{
	struct word left = next_word(text), right;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p != ' ' && *p != '\n') {
			buf_putc(out, *p);
			continue;
		}
		right = next_word(p + 1);
		if (*p == ' ' && is_held(&left, &right))
			buf_puts(out, HELD);
		else
			buf_putc(out, *p);
		left = right;
	}
}
