/* SPDX-License-Identifier: MIT
 * vt.h - a terminal for tests: runs a program on a pseudo-terminal inside libvterm, types keys,
 * reads the screen.
 *
 * Nothing sleeps: every wait is for something to be seen and has a limit, in milliseconds.
 */
#ifndef TESTS_VT_H
#define TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <vterm.h>

typedef struct vt {
	int fd;
	pid_t pid;
	int rows, cols;
	bool eof; /* the program has ended */
	VTerm *vt;
	VTermScreen *screen;
	struct term *description; /* of terminfo, for what its keys send; NULL: unknown */
	size_t bytes_in;          /* what the program has sent to the terminal */
	int bells, mouse;
	bool altscreen;
	char *pending; /* keys and answers of the terminal not yet written */
	size_t npending;
} vt;

/* env: "NAME=value", or "NAME" to take it away; NULL-terminated, may be NULL. NULL when it cannot
 * start. */
vt *vt_spawn(int rows, int cols, const char *term, const char *const *env, const char *const *argv);

double vt_milliseconds(void);                    /* of a clock that is never set */
void vt_pump(vt *v, int ms);                     /* take what comes, for that long */
int vt_quiet(vt *v, int quiet_ms, int limit_ms); /* 1: silent for quiet_ms; 0: not; -1: it ended */
int vt_wait(vt *v, const char *text, int ms);    /* 1: seen, 0: not, -1: the program ended */
int vt_wait_gone(vt *v, const char *text, int ms);
int vt_wait_end(vt *v, int ms); /* 1: the program has ended */

void vt_raw(vt *v, const char *bytes, size_t n);
/* "Иванов<Tab><F2><C-x><Esc>"; <lt> is '<'. The bytes are those TERM says the key sends, else
 * xterm's. Returns the number of keys, -1 for an unknown one. */
int vt_keys(vt *v, const char *spec);

char *vt_row(vt *v, int row); /* UTF-8, blanks at the end cut; the caller frees */
char *vt_text(vt *v);         /* all rows, joined by line feeds; the caller frees */
char *
vt_attrs(vt *v, int row); /* a letter a cell: . plain, B bold, R reverse, U underline, C coloured */
bool vt_has(vt *v, const char *text);
void vt_cursor(vt *v, int *row, int *col);

/* Would what is pasted come marked as such? A program that has gone leaves it off. */
bool vt_marks_paste(vt *v);

void vt_resize(vt *v, int rows, int cols);
/* Close the terminal (the program gets SIGHUP) and wait for it: its exit status, or the signal that
 * ended it, negative; -9 also when it had to be killed. */
int vt_close(vt *v, int ms);

#endif
