/* SPDX-License-Identifier: MIT
 * confined.c - linked into a program built for the sanitizers: a session that has confined itself
 * cannot look into /proc, where the search for leaks begins, and is let off it.
 */
#include <sys/prctl.h>

int __lsan_is_turned_off(void);

int
__lsan_is_turned_off(void)
{
	return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == 2;
}
