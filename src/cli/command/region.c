/* SPDX-License-Identifier: MIT
 * region.c - metodaktiv region: gives way to the program of the region, which stands beside this
 * one or in PATH.
 */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/reason.h"
#include "cli/command/command.h"

#define REGION_SUFFIX "-region"

/* "/usr/bin/metodaktiv-region" beside "/usr/bin/metodaktiv"; "" where that cannot be told. */
static void
put_beside(char *path, size_t size)
{
	ssize_t len = readlink("/proc/self/exe", path, size - sizeof(REGION_SUFFIX));

	path[0] = len > 0 ? path[0] : '\0';
	if (len > 0)
		memcpy(path + len, REGION_SUFFIX, sizeof(REGION_SUFFIX));
}

enum status
command_region(struct call *c, struct error *e)
{
	char path[PATH_MAX] = "";
	char **argv = xcalloc(c->count + 2, sizeof(*argv));
	enum status st;

	argv[0] = (char *)(uintptr_t) "metodaktiv-region";
	for (size_t i = 0; i < c->count; i++)
		argv[i + 1] = (char *)(uintptr_t)c->operands[i];
	put_beside(path, sizeof(path));
	if (path[0] != '\0')
		execv(path, argv);
	execvp(argv[0], argv);
	st = errno != ENOENT
	    ? error_set(e, ST_SYSTEM, "программа metodaktiv-region не запускается: %s",
		  reason_of(errno).text)
	    : error_set(e, ST_REFUSED,
		  "программы региона metodaktiv-region здесь нет: она собирается (make) и ставится "
		  "там, "
		  "где есть libpq (пакет libpq-dev)");
	free(argv);
	return st;
}
