/* SPDX-License-Identifier: MIT
 * addresses.c - lines of addresses.
 */
#include "rules/addresses.h"

#include <string.h>
#include <strings.h>

const char *
addresses_next(const char *list, const char *line, size_t *len)
{
	const char *next = line == NULL ? list : line + strcspn(line, "\n");

	next += strspn(next, "\n");
	*len = strcspn(next, "\n");
	return *len > 0 ? next : NULL;
}

static bool
is_same(const char *line, size_t len, const char *address)
{
	return len == strlen(address) && strncasecmp(line, address, len) == 0;
}

bool
addresses_have(const char *list, const char *address)
{
	size_t len;

	for (const char *line = NULL; (line = addresses_next(list, line, &len)) != NULL;)
		if (is_same(line, len, address))
			return true;
	return false;
}

bool
addresses_put_without(const char *list, const char *address, struct buf *out)
{
	size_t len, begun = out->len;

	if (!addresses_have(list, address))
		return false;
	for (const char *line = NULL; (line = addresses_next(list, line, &len)) != NULL;)
		if (!is_same(line, len, address))
			buf_printf(out, "%s%.*s", out->len > begun ? "\n" : "", (int)len, line);
	if (out->len == begun)
		buf_puts(out, "—");
	return true;
}
