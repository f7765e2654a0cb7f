/* SPDX-License-Identifier: MIT
 * printing.c - a printed paper in one line.
 */
#include "document/printing.h"

#include <stdlib.h>
#include <string.h>

#define VERB     "document "
#define RESTS_ON " (запись № "

void
printing_put(struct buf *out, const char *command, const char *otherwise, enum page_format format,
    uint64_t operation)
{
	if (command != NULL && strncmp(command, VERB, strlen(VERB)) == 0)
		buf_printf(
		    out, "%s --format %s", command + strlen(VERB), page_formats[format].name);
	else
		buf_puts(out, otherwise);
	if (operation != 0)
		buf_printf(out, RESTS_ON "%llu)", (unsigned long long)operation);
}

uint64_t
printing_part(struct buf *what)
{
	const char *text = buf_text(what), *mark = strstr(text, RESTS_ON);
	uint64_t operation;

	if (mark == NULL)
		return 0;
	operation = strtoull(mark + strlen(RESTS_ON), NULL, 10);
	buf_truncate(what, (size_t)(mark - text));
	return operation;
}
