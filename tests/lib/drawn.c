/* SPDX-License-Identifier: MIT
 * drawn.c - a terminal nobody sees.
 */
#include "tests/lib/drawn.h"

#include <curses.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"

struct drawn *
drawn_open(int rows, int columns)
{
	struct drawn *d = calloc(1, sizeof(*d));
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
	int slave = -1;

	fflush(stdout);
	d->in = dup(STDIN_FILENO);
	d->out = dup(STDOUT_FILENO);
	if (openpty(&d->master, &slave, NULL, NULL, &size) != 0)
		abort();
	fcntl(d->master, F_SETFL, O_NONBLOCK);
	dup2(slave, STDIN_FILENO);
	dup2(slave, STDOUT_FILENO);
	close(slave);
	if (ui_open(&d->ui, &d->why) != ST_OK)
		d->ui = NULL;
	return d;
}

char *
drawn_sent(struct drawn *d)
{
	struct pollfd p = {.fd = d->master, .events = POLLIN};
	struct buf sent = {0};
	char bytes[4096];
	ssize_t n;

	while (poll(&p, 1, 20) > 0 && (n = read(d->master, bytes, sizeof(bytes))) > 0)
		buf_put(&sent, bytes, (size_t)n);
	return buf_detach(&sent);
}

void
drawn_close(struct drawn *d)
{
	if (d == NULL)
		return;
	free(drawn_sent(d)); /* a terminal that reads nothing would hold up the end */
	ui_close(d->ui);
	dup2(d->in, STDIN_FILENO);
	dup2(d->out, STDOUT_FILENO);
	close(d->in);
	close(d->out);
	close(d->master);
	free(d);
}

char *
drawn_row(int row)
{
	struct buf out = {0};

	for (int column = 0; column < getmaxx(stdscr); column++) {
		wchar_t text[CCHARW_MAX + 1] = {0};
		attr_t attributes;
		cchar_t cell;
		short pair;

		mvwin_wch(stdscr, row, column, &cell);
		getcchar(&cell, text, &attributes, &pair, NULL);
		for (size_t i = 0; text[i] != L'\0'; i++)
			utf8_put(&out, (uint32_t)text[i]);
		if (utf8_columns((uint32_t)text[0]) > 1)
			column++;
	}
	while (out.len > 0 && out.data[out.len - 1] == ' ')
		out.len--;
	buf_putc(&out, '\0');
	return buf_detach(&out);
}
