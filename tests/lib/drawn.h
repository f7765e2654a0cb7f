/* SPDX-License-Identifier: MIT
 * drawn.h - a terminal nobody sees, for tests of what is drawn: the standard input and output of
 * the test while it is open.
 */
#ifndef TESTS_LIB_DRAWN_H
#define TESTS_LIB_DRAWN_H

#include "screens/term/ui.h"

struct drawn {
	struct ui *ui; /* NULL: it could not be opened */
	struct error why;
	int master, in, out;
};

struct drawn *drawn_open(int rows, int columns);
void drawn_close(struct drawn *d); /* NULL is fine */
/* What stands in a row, blanks at the end cut. To be freed. */
char *drawn_row(int row);
/* What the program has sent, and closed with. To be freed. */
char *drawn_sent(struct drawn *d);

#endif
