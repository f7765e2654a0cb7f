/* SPDX-License-Identifier: MIT
 * password.c - asked on the controlling terminal, whatever the standard input and output are.
 */
#include "cli/line/password.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "base/infile.h"

enum { LONGEST = 1024 };

/* What ends or stops a program waits until the terminal is given back, and does it then. */
struct held {
	sigset_t before;
	int ends; /* something to read here: a signal that ends the program has come */
};

static void
hold_signals(struct held *h)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGQUIT);
	h->ends = signalfd(-1, &set, SFD_CLOEXEC);
	sigaddset(&set, SIGTSTP);
	sigprocmask(SIG_BLOCK, &set, &h->before);
}

static void
let_signals(struct held *h)
{
	if (h->ends >= 0)
		close(h->ends);
	sigprocmask(SIG_SETMASK, &h->before, NULL);
}

/* false: there is no more, or the program is to end. */
static bool
read_letter(int terminal, int ends, char *c)
{
	struct pollfd any[] = {{.fd = ends, .events = POLLIN}, {.fd = terminal, .events = POLLIN}};

	return poll(any, 2, -1) > 0 && any[0].revents == 0 && read(terminal, c, 1) == 1;
}

/* What is typed up to Enter, with echo off. */
static bool
read_unseen(int terminal, int ends, const char *prompt, struct buf *out)
{
	struct termios was, unseen;
	char c = '\0';
	bool more;

	if (tcgetattr(terminal, &was) != 0)
		return false;
	unseen = was;
	unseen.c_lflag &= ~(tcflag_t)ECHO;
	buf_reserve(out, LONGEST + 1); /* what grows leaves copies behind */
	tcsetattr(terminal, TCSAFLUSH, &unseen);
	more = write(terminal, prompt, strlen(prompt)) > 0;
	while (more && (more = read_letter(terminal, ends, &c)) && c != '\n' && out->len < LONGEST)
		buf_putc(out, c);
	tcsetattr(terminal, TCSAFLUSH, &was);
	return more && c == '\n' && write(terminal, "\n", 1) == 1;
}

static enum status
ask(bool twice, struct buf *out, struct error *e)
{
	int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct buf again = {0};
	struct held held;
	enum status st = ST_OK;

	if (terminal < 0)
		return error_set(e, ST_USAGE,
		    "спросить пароль не на чем: нет терминала; положите пароль в файл и назовите "
		    "файл: --password-file");
	hold_signals(&held);
	if (!read_unseen(terminal, held.ends, "Пароль к копии: ", out) || out->len == 0)
		st = error_set(e, ST_USAGE, "пароль не набран");
	else if (twice &&
	    (!read_unseen(terminal, held.ends, "Ещё раз: ", &again) ||
		!slice_equal(buf_slice(out), buf_slice(&again))))
		st = error_set(e, ST_USAGE, "второй раз набрано другое; повторите команду");
	close(terminal);
	password_forget(&again);
	if (st != ST_OK)
		password_forget(out);
	let_signals(&held);
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
		explicit_bzero(password->data, password->cap);
	buf_free(password);
}
