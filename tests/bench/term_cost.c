/* SPDX-License-Identifier: MIT
 * term_cost.c - what a full-screen program costs on its terminal.
 *
 *   term_cost WAIT_TEXT [KEYS*COUNT | @KEYS=WAIT_TEXT ...] -- COMMAND ...
 *
 * Runs the command on an 80x24 pseudo-terminal, waits until WAIT_TEXT was sent, then types each
 * group of KEYS (C escapes: \e[B, \n) COUNT times; of a group with @, once, and waits for its text.
 * Prints a line for the start, one for each group, and one for the end:
 *
 *   start MS BYTES WRITES
 *   open MS BYTES WRITES
 *   keys BYTES_P50 MS_P50 MS_P95 MOST_WRITES
 *   memory RESIDENT_KB OWN_KB          own: without files mapped into memory
 *
 * WRITES are those of METODAKTIV_TRACE=send: lines of METODAKTIV_TRACE_FILE, which is emptied
 * first; 0 for other programs. MS ends with the last byte before 40 ms of silence (not counted).
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SILENCE = 40, PATIENCE = 3000, LONGEST = 60000, PRESSES = 1000 };

struct terminal {
	int fd;
	pid_t pid;
	char *text; /* everything sent so far */
	size_t len, cap;
};

struct burst {
	size_t bytes;
	double ms;
};

/* Writes to the terminal the program has told of so far. */
static long
writes_told(void)
{
	const char *path = getenv("METODAKTIV_TRACE_FILE");
	FILE *f = path != NULL ? fopen(path, "r") : NULL;
	long lines = 0;

	for (int c; f != NULL && (c = getc(f)) != EOF;)
		lines += c == '\n';
	if (f != NULL)
		fclose(f);
	return lines;
}

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Read what comes within ms; the number of bytes, 0 when none came, -1 when the program ended. */
static ssize_t
take(struct terminal *t, int ms)
{
	struct pollfd p = {.fd = t->fd, .events = POLLIN};
	ssize_t n;

	if (poll(&p, 1, ms) <= 0)
		return 0;
	if (t->cap - t->len < 65536) {
		t->cap = t->cap * 2 + 131072;
		t->text = realloc(t->text, t->cap);
		if (t->text == NULL)
			abort();
	}
	n = read(t->fd, t->text + t->len, 65535);
	if (n <= 0)
		return -1;
	t->len += (size_t)n;
	t->text[t->len] = '\0';
	return n;
}

/* Until nothing has come for SILENCE ms; the first byte may take PATIENCE. */
static struct burst
take_burst(struct terminal *t, double start, double patience)
{
	struct burst b = {0};
	double last = now_ms();
	ssize_t n;

	while ((n = take(t, SILENCE)) >= 0 &&
	    (n > 0 || now_ms() - last < (b.bytes > 0 ? SILENCE : patience))) {
		if (n > 0) {
			last = now_ms();
			b.bytes += (size_t)n;
			b.ms = last - start;
		}
	}
	return b;
}

/* Until the text has come behind `from`, and then silence. */
static struct burst
wait_for_text(struct terminal *t, size_t from, const char *text, double start)
{
	double end = now_ms() + LONGEST;

	while (now_ms() < end) {
		ssize_t n = take(t, 100);

		if (t->len > from &&
		    memmem(t->text + from, t->len - from, text, strlen(text)) != NULL) {
			double seen = now_ms() - start;
			struct burst rest = take_burst(t, start, SILENCE);

			return (struct burst){
			    .bytes = t->len - from, .ms = rest.bytes > 0 ? rest.ms : seen};
		}
		if (n < 0)
			break;
	}
	fprintf(stderr, "term_cost: «%s» did not appear\n", text);
	exit(1);
}

static void
print_memory(pid_t pid)
{
	char path[64], line[256];
	long resident = 0, own = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "VmRSS: %ld", &resident) != 1)
			sscanf(line, "RssAnon: %ld", &own);
	if (f != NULL)
		fclose(f);
	printf("memory %ld %ld\n", resident, own);
}

static int
by_bytes(const void *a, const void *b)
{
	const struct burst *x = a, *y = b;

	return (x->bytes > y->bytes) - (x->bytes < y->bytes);
}

static int
by_ms(const void *a, const void *b)
{
	const struct burst *x = a, *y = b;

	return (x->ms > y->ms) - (x->ms < y->ms);
}

/* \e, \n, \\ in a group of keys */
static size_t
unescape(const char *spec, size_t len, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (spec[i] != '\\' || i + 1 == len) {
			out[n++] = spec[i];
			continue;
		}
		i++;
		out[n++] = (char)(spec[i] == 'e' ? 033 : spec[i] == 'n' ? '\r' : spec[i]);
	}
	return n;
}

static void
type_group(struct terminal *t, const char *group)
{
	static struct burst presses[PRESSES];
	const char *star = strrchr(group, '*');
	size_t len = star != NULL ? (size_t)(star - group) : strlen(group), n;
	int count = star != NULL ? atoi(star + 1) : 1;
	char keys[256];
	long writes = 0;

	if (count < 1 || count > PRESSES || len >= sizeof(keys))
		exit(2);
	n = unescape(group, len, keys);
	for (int i = 0; i < count; i++) {
		long told = writes_told();
		double start = now_ms();

		if (write(t->fd, keys, n) != (ssize_t)n)
			exit(1);
		presses[i] = take_burst(t, start, PATIENCE);
		told = writes_told() - told;
		writes = told > writes ? told : writes;
	}
	qsort(presses, (size_t)count, sizeof(presses[0]), by_bytes);
	printf("keys %zu ", presses[count / 2].bytes);
	qsort(presses, (size_t)count, sizeof(presses[0]), by_ms);
	printf("%.2f %.2f %ld\n", presses[count / 2].ms, presses[count * 95 / 100].ms, writes);
}

static void
open_group(struct terminal *t, const char *group)
{
	const char *text = strchr(group, '=');
	size_t from = t->len, n;
	struct burst b;
	char keys[256];
	long told = writes_told();
	double start;

	if (text == NULL || (size_t)(text - group) >= sizeof(keys))
		exit(2);
	n = unescape(group + 1, (size_t)(text - group) - 1, keys);
	start = now_ms();
	if (write(t->fd, keys, n) != (ssize_t)n)
		exit(1);
	b = wait_for_text(t, from, text + 1, start);
	printf("open %.1f %zu %ld\n", b.ms, b.bytes, writes_told() - told);
}

static void
end_program(struct terminal *t)
{
	close(t->fd);
	for (int i = 0; i < 200 && waitpid(t->pid, NULL, WNOHANG) == 0; i++)
		poll(NULL, 0, 10);
	kill(t->pid, SIGKILL);
	waitpid(t->pid, NULL, 0);
	free(t->text);
}

int
main(int argc, char **argv)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct terminal t = {0};
	int dashes = 2;
	double start;
	struct burst first;

	while (dashes < argc && strcmp(argv[dashes], "--") != 0)
		dashes++;
	if (dashes + 1 >= argc) {
		fprintf(stderr,
		    "usage: term_cost WAIT_TEXT [KEYS*COUNT | @KEYS=TEXT ...] -- COMMAND ...\n");
		return 2;
	}
	if (getenv("METODAKTIV_TRACE_FILE") != NULL)
		unlink(getenv("METODAKTIV_TRACE_FILE"));
	start = now_ms();
	t.pid = forkpty(&t.fd, NULL, NULL, &size);
	if (t.pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		execvp(argv[dashes + 1], argv + dashes + 1);
		_exit(127);
	}
	first = wait_for_text(&t, 0, argv[1], start);
	printf("start %.1f %zu %ld\n", first.ms, first.bytes, writes_told());
	for (int i = 2; i < dashes; i++)
		(argv[i][0] == '@' ? open_group : type_group)(&t, argv[i]);
	print_memory(t.pid);
	end_program(&t);
	return 0;
}
