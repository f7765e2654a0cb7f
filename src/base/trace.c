/* SPDX-License-Identifier: MIT
 * trace.c - lines in a file that is opened for each of them: there is nothing to keep, nothing to
 * close, and two programs may write to one file.
 */
#include "base/trace.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Is the word one of the list, which commas part? */
static bool
is_listed(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (strncmp(list, word, len) != 0 || (list[len] != '\0' && list[len] != ',')) {
		list = strchr(list, ',');
		if (list == NULL)
			return false;
		list++;
	}
	return true;
}

void
trace(const char *what, const char *happened)
{
	const char *wanted = getenv("METODAKTIV_TRACE"), *file = getenv("METODAKTIV_TRACE_FILE");
	char line[128];
	ssize_t written;
	int fd, len;

	if (wanted == NULL || file == NULL || !is_listed(wanted, what))
		return;
	len = snprintf(line, sizeof(line), "%s %s\n", what, happened);
	fd = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return;
	/* One write, so that lines of two programs do not mix; a line lost is only a line. */
	written = write(fd, line, (size_t)(len < (int)sizeof(line) ? len : (int)sizeof(line) - 1));
	(void)written;
	close(fd);
}
