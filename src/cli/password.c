/* SPDX-License-Identifier: MIT
 * password.c - asked on the controlling terminal, whatever the standard input and output are.
 */
#include "cli/password.h"

#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/infile.h"

enum { LONGEST = 1024 };

/* What is typed up to Enter, with echo off. */
static bool
read_unseen(int terminal, const char *prompt, struct buf *out)
{
	struct termios was, unseen;
	char c = '\0';
	ssize_t n;

	if (tcgetattr(terminal, &was) != 0)
		return false;
	unseen = was;
	unseen.c_lflag &= ~(tcflag_t)ECHO;
	n = write(terminal, prompt, strlen(prompt));
	tcsetattr(terminal, TCSAFLUSH, &unseen);
	while (n > 0 && (n = read(terminal, &c, 1)) == 1 && c != '\n' && out->len < LONGEST)
		buf_putc(out, c);
	tcsetattr(terminal, TCSAFLUSH, &was);
	return n == 1 && c == '\n' && write(terminal, "\n", 1) == 1;
}

static enum status
ask(bool twice, struct buf *out, struct error *e)
{
	int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct buf again = {0};
	enum status st = ST_OK;

	if (terminal < 0)
		return error_set(e, ST_USAGE,
		    "спросить пароль не на чем: нет терминала; положите его в файл и назовите тот: "
		    "--password-file");
	if (!read_unseen(terminal, "Пароль к копии: ", out) || out->len == 0)
		st = error_set(e, ST_USAGE, "пароль не набран");
	else if (twice &&
	    (!read_unseen(terminal, "Ещё раз: ", &again) ||
		!slice_equal(buf_slice(out), buf_slice(&again))))
		st = error_set(e, ST_USAGE, "второй раз набрано другое; повторите команду");
	close(terminal);
	password_forget(&again);
	return st;
}

static enum status
read_file(const char *path, struct buf *out, struct error *e)
{
	enum status st = infile_read(path, out, e);

	if (st != ST_OK)
		return st;
	out->len = strcspn(buf_text(out), "\r\n");
	return out->len > 0
	    ? ST_OK
	    : error_set(e, ST_USAGE, "в файле %s нет пароля: первая строка пуста", path);
}

enum status
password_take(const struct call *c, bool twice, struct buf *out, struct error *e)
{
	if (call_has(c, OPTION_PASSWORD_FILE))
		return read_file(c->values[OPTION_PASSWORD_FILE], out, e);
	return call_has(c, OPTION_PASSWORD) ? ask(twice, out, e) : ST_OK;
}

void
password_forget(struct buf *password)
{
	if (password->data != NULL)
		explicit_bzero(password->data, password->len);
	buf_free(password);
}
