/* SPDX-License-Identifier: MIT
 * counters.c - lies beneath the program of `make coverage` and of no other: a session that confines
 * itself can still write what it has counted.
 *
 * What a session over SSH has been through is written when it ends, into the folder of the build,
 * which it has given up by then like all others (confine.c). So when it gives up files, one rule
 * is put beside its own: that folder, to read and write files in. All else it gives up as ever,
 * system calls too, and the tests of that run over it.
 */
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WRITTEN                                                                                    \
	(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG)

/* The linker leads every call of syscall() here (--wrap). */
long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);

static void
leave_counters(int rules)
{
	struct landlock_path_beneath_attr beneath = {.allowed_access = WRITTEN,
	    .parent_fd = open(COUNTERS, O_PATH | O_DIRECTORY | O_CLOEXEC)};

	__real_syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	close(beneath.parent_fd);
}

long
__wrap_syscall(long number, ...)
{
	long given[4];
	va_list list;

	va_start(list, number);
	for (int i = 0; i < 4; i++)
		given[i] = va_arg(list, long);
	va_end(list);
	if (number == SYS_landlock_restrict_self)
		leave_counters((int)given[0]);
	return __real_syscall(number, given[0], given[1], given[2], given[3]);
}
