/* SPDX-License-Identifier: MIT
 * desk.h - a clerk's desk: the program on a terminal, before the data of a town.
 *
 * METODAKTIV names the program. The town is imported once for a test program and copied for each
 * test, so that tests do not see each other.
 */
#ifndef TESTS_LIB_DESK_H
#define TESTS_LIB_DESK_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/lib/vt.h"

enum { WAIT = 10000 }; /* milliseconds; only a failing test takes so long */

struct desk {
	char folder[256]; /* all that the tests of a program leave behind */
	char db[300];     /* of this test */
	int number;
};

const char *desk_program(void);
/* Run a shell command made from the format; its output (to be freed), or a failing test. */
char *desk_shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
int desk_group_setup(void **state);
/* The same with the demonstration town as of the day the clock stands on, made by ivanova. */
int desk_demo_setup(void **state);
/* That of desk_group_setup with a council: seven members, and ten applications that are ready
 * (tests/data/council). Its folder is HOME. accounts: what `user add` is asked, NULL last. */
int desk_council_setup(void **state, const char *const *accounts);
/* The council's tables into a database. */
void desk_import_council(const char *db);
int desk_group_teardown(void **state);
int desk_setup(void **state);
/* The program as lead begins it, or another account; open: and its first screen is there. */
vt *desk_start(const struct desk *d, int rows, int columns);
vt *desk_start_as(const struct desk *d, const char *account, int rows, int columns);
vt *desk_open(const struct desk *d, int rows, int columns);
vt *desk_open_as(const struct desk *d, const char *account, int rows, int columns);
/* Over SSH, as a key of that account begins it. */
vt *desk_start_over_ssh(const struct desk *d, const char *account, int rows, int columns);
/* The same in colour at 80x24, as if from elsewhere over SSH or not, counting what it sends. */
vt *desk_start_counted(const struct desk *d, bool from_elsewhere);
/* What the counted programs of this test have sent: each write(2) to the terminal, and the bytes.
 */
struct desk_sent {
	long writes, bytes;
};
struct desk_sent desk_sent(const struct desk *d);
/* cmocka cuts its messages: the screen is shown before it speaks. */
void desk_show(vt *v);
/* Wait for a text; the screen is shown when it does not come. */
void desk_see(vt *v, const char *text);
void desk_gone(vt *v, const char *text);
/* Where the cursor came to rest: it is sent behind the text. */
void desk_cursor(vt *v, int *row, int *column);
/* It came to rest on a row that shows the text. */
void desk_cursor_on(vt *v, const char *text);
/* Type, then wait for what must come of it. */
void desk_type(vt *v, const char *keys, const char *text);
/* Press a key and wait until the cursor of the first screen is somewhere else. */
void desk_step(vt *v, const char *key);
/* From the first screen to the empty form of a kind: the arrow goes down to its line. */
void desk_new(vt *v, const char *kind);
/* On the first screen, put the cursor on a line or a cell of «В работе». A key at the edge changes
 * nothing that could be waited for, so a machine too busy for a short pause gets longer ones. */
void desk_seek(vt *v, const char *label);
/* Esc, until the first screen is there. */
void desk_home(vt *v);
/* One column of the row of an exported table that holds `mark`, as cut by a shell. To be freed. */
char *desk_export(const struct desk *d, const char *kind, const char *mark);
/* How many rows of the journal there are with the words. */
int desk_journal_rows(const struct desk *d, const char *words);
void desk_paste(vt *v, const char *text, size_t len);

#endif
