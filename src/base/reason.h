/* SPDX-License-Identifier: MIT
 * reason.h - why the operating system refused, in Russian.
 */
#ifndef BASE_REASON_H
#define BASE_REASON_H

struct reason {
	char text[96];
};

/* The words for an errno value; for one people do not meet (LMDB's own are negative) the number.
 * Whole for the length of the expression: reason_of(errno).text. */
struct reason reason_of(int error);

#endif
