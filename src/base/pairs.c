/* SPDX-License-Identifier: MIT
 * pairs.c - lines split at their =.
 */
#include "base/pairs.h"

#include <string.h>

#include "base/utf8.h"

static void
split(struct pair_line *l)
{
	const char *p = l->whole.data, *equals = memrchr(p, '=', l->whole.len);

	l->paired = false;
	if (equals == NULL)
		return;
	l->left = utf8_trim(slice_make(p, (size_t)(equals - p)));
	l->right = utf8_trim(slice_make(equals + 1, (size_t)(p + l->whole.len - equals) - 1));
	l->paired = l->left.len > 0 && l->right.len > 0;
}

bool
pairs_next(struct pair_line *l)
{
	while (l->rest.len > 0) {
		const char *p = l->rest.data, *feed = memchr(p, '\n', l->rest.len);
		size_t len = feed != NULL ? (size_t)(feed - p) : l->rest.len;
		size_t step = len + (feed != NULL);

		l->whole = utf8_trim(slice_make(p, len));
		l->rest = slice_make(p + step, l->rest.len - step);
		l->number++;
		if (l->whole.len == 0 || *(const char *)l->whole.data == '#')
			continue;
		split(l);
		return true;
	}
	return false;
}
