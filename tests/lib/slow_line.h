/* SPDX-License-Identifier: MIT
 * slow_line.h - a slow line for ssh: what passes is late, and no more of it at a time than so much.
 *
 * ssh's ProxyCommand, which the test program itself is when its first argument is SLOW_LINE.
 */
#ifndef TESTS_LIB_SLOW_LINE_H
#define TESTS_LIB_SLOW_LINE_H

#include <stdbool.h>

#define SLOW_LINE "slow-line"

/* What has passed; lies in a file that both the line and whoever counts have mapped. */
struct passed {
	long up, down;    /* bytes to the server, from it */
	long round_trips; /* something came back after something was sent */
};

struct slowness {
	int milliseconds; /* there and back */
	int bytes;        /* a second, each way */
	bool compressed;  /* ssh -C */
};

/* SLOW_LINE PORT MILLISECONDS BYTES FILE: there and back take so long together, and so many bytes
 * pass in a second each way. Returns main()'s status. */
int slow_line(int argc, char **argv);
/* The count of a line; the file is made when there is none. Stays mapped. */
volatile struct passed *slow_line_passed(const char *file);

#endif
