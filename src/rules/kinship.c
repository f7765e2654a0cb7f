/* SPDX-License-Identifier: MIT
 * kinship.c - surnames without what the sex adds to them, each half of a double one.
 */
#include "rules/kinship.h"

#include <string.h>

#include "base/compare.h"
#include "base/utf8.h"

/* The longest first: "ская" before "а". */
static const char *const endings[] = {"ая", "яя", "ий", "ый", "ой", "а"};

static struct slice
stem_of(struct slice word)
{
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t len = strlen(endings[i]);

		if (word.len > len + 4 &&
		    memcmp((const char *)word.data + word.len - len, endings[i], len) == 0)
			return slice_make(word.data, word.len - len);
	}
	return word;
}

/* The next half of a double surname; empty at the end. */
static struct slice
next_half(struct slice *rest)
{
	const char *hyphen = rest->len > 0 ? memchr(rest->data, '-', rest->len) : NULL;
	size_t len = hyphen != NULL ? (size_t)(hyphen - (const char *)rest->data) : rest->len;
	struct slice half = slice_make(rest->data, len);

	*rest = slice_make((const char *)rest->data + len, rest->len - len);
	if (hyphen != NULL)
		*rest = slice_make(hyphen + 1, rest->len - 1);
	return stem_of(utf8_trim(half));
}

bool
is_same_family(const char *surname, const char *other)
{
	struct slice mine = slice_of(surname), half;

	while ((half = next_half(&mine)).len > 0) {
		struct slice its = slice_of(other), its_half;

		while ((its_half = next_half(&its)).len > 0)
			if (compare_equal(half, its_half))
				return true;
	}
	return false;
}
