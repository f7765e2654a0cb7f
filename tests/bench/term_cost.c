/* SPDX-License-Identifier: MIT
 * term_cost.c - what a full-screen program costs on its terminal.
 *
 *   term_cost WAIT_TEXT [KEYS*COUNT | KEYS|BACK*COUNT | @KEYS=WAIT_TEXT | ~MS ...] -- COMMAND ...
 *
 * Runs the command on an 80x24 pseudo-terminal, waits until WAIT_TEXT was sent, then types each
 * group of KEYS (C escapes: \e[B, \n) COUNT times, those with BACK each followed by BACK; of a
 * group with @, once, and waits for its text; with ~ nobody types for so long, when all that was
 * typed has come to rest. Prints a line for the start, one for each group (of KEYS|BACK one for
 * either), and one for the end:
 *
 *   start MS BYTES CPU WRITES
 *   open MS BYTES CPU WRITES
 *   keys MS_P50 BYTES_P50 CPU_P50 MS_P99 COUNT MOST_WRITES
 *   idle WAKE_UPS BYTES CPU LINES      wake-ups and CPU milliseconds a second
 *   memory RESIDENT_KB OWN_KB          own: without files mapped into memory
 *
 * WRITES and LINES are those of METODAKTIV_TRACE_FILE, which is emptied first
 * (METODAKTIV_TRACE=send: writes to the terminal); 0 for other programs. MS ends with the last byte
 * before 40 ms of silence (not counted), CPU with the silence.
 */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/tally.h"

enum { SILENCE = 40, PATIENCE = 3000, LONGEST = 60000, SETTLE = 3000 };

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

/* Of one key pressed again and again. */
struct presses {
	struct tally ms, bytes, cpu;
	long most_writes;
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

/* What a file of the process tells: a number behind the name; of no name, the first one. */
static double
told_by_system(pid_t pid, const char *file, const char *name)
{
	char path[64], line[256];
	double n = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, file);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, name, strlen(name)) == 0) {
			n = strtod(line + strlen(name), NULL);
			break;
		}
	if (f != NULL)
		fclose(f);
	return n;
}

/* Milliseconds the program has been on a processor. */
static double
cpu_of(const struct terminal *t)
{
	return told_by_system(t->pid, "schedstat", "") / 1e6;
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
	double last = wall_ms();
	ssize_t n;

	while ((n = take(t, SILENCE)) >= 0 &&
	    (n > 0 || wall_ms() - last < (b.bytes > 0 ? SILENCE : patience))) {
		if (n > 0) {
			last = wall_ms();
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
	double end = wall_ms() + LONGEST;

	while (wall_ms() < end) {
		ssize_t n = take(t, 100);

		if (t->len > from &&
		    memmem(t->text + from, t->len - from, text, strlen(text)) != NULL) {
			double seen = wall_ms() - start;
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
	printf("memory %.0f %.0f\n", told_by_system(pid, "status", "VmRSS:"),
	    told_by_system(pid, "status", "RssAnon:"));
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
press(struct terminal *t, const char *keys, size_t len, struct presses *p)
{
	long told = writes_told();
	double start = wall_ms(), busy = cpu_of(t);
	struct burst b;

	if (write(t->fd, keys, len) != (ssize_t)len)
		exit(1);
	b = take_burst(t, start, PATIENCE);
	tally_add(&p->ms, b.ms);
	tally_add(&p->bytes, (double)b.bytes);
	tally_add(&p->cpu, cpu_of(t) - busy);
	told = writes_told() - told;
	p->most_writes = told > p->most_writes ? told : p->most_writes;
}

static void
print_presses(struct presses *p)
{
	printf("keys %.2f %.0f %.2f %.2f %zu %ld\n", tally_middle(&p->ms), tally_middle(&p->bytes),
	    tally_middle(&p->cpu), tally_p99(&p->ms), p->ms.count, p->most_writes);
}

static void
type_group(struct terminal *t, const char *group)
{
	static struct presses there, back;
	const char *star = strrchr(group, '*'), *bar = strchr(group, '|');
	const char *end = star != NULL ? star : group + strlen(group);
	const char *half = bar != NULL ? bar : end;
	int count = star != NULL ? atoi(star + 1) : 1;
	char keys[256], keys_back[256];
	size_t n, n_back;

	if (count < 1 || count > TALLY_MOST || (size_t)(end - group) >= sizeof(keys))
		exit(2);
	n = unescape(group, (size_t)(half - group), keys);
	n_back = bar != NULL ? unescape(bar + 1, (size_t)(end - bar) - 1, keys_back) : 0;
	memset(&there, 0, sizeof(there));
	memset(&back, 0, sizeof(back));
	for (int i = 0; i < count; i++) {
		press(t, keys, n, &there);
		if (n_back > 0)
			press(t, keys_back, n_back, &back);
	}
	print_presses(&there);
	if (n_back > 0)
		print_presses(&back);
}

/* What the program does while nobody types. */
static void
idle_group(struct terminal *t, const char *group)
{
	static const char woken[] = "voluntary_ctxt_switches:";
	double ms = strtod(group + 1, NULL), start, wakes, busy;
	size_t bytes;
	long told;

	for (start = wall_ms(); wall_ms() - start < SETTLE;)
		take(t, SILENCE);
	told = writes_told();
	bytes = t->len;
	busy = cpu_of(t);
	wakes = told_by_system(t->pid, "status", woken);
	for (start = wall_ms(); wall_ms() - start < ms;)
		take(t, SILENCE);
	printf("idle %.2f %zu %.3f %ld\n",
	    (told_by_system(t->pid, "status", woken) - wakes) * 1000 / ms, t->len - bytes,
	    (cpu_of(t) - busy) * 1000 / ms, writes_told() - told);
}

static void
open_group(struct terminal *t, const char *group)
{
	const char *text = strchr(group, '=');
	size_t from = t->len, n;
	struct burst b;
	char keys[256];
	long told = writes_told();
	double start, busy = cpu_of(t);

	if (text == NULL || (size_t)(text - group) >= sizeof(keys))
		exit(2);
	n = unescape(group + 1, (size_t)(text - group) - 1, keys);
	start = wall_ms();
	if (write(t->fd, keys, n) != (ssize_t)n)
		exit(1);
	b = wait_for_text(t, from, text + 1, start);
	printf("open %.1f %zu %.2f %ld\n", b.ms, b.bytes, cpu_of(t) - busy, writes_told() - told);
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
		    "usage: term_cost WAIT_TEXT [KEYS*COUNT | KEYS|BACK*COUNT | @KEYS=TEXT | ~MS "
		    "...] "
		    "-- COMMAND ...\n");
		return 2;
	}
	if (getenv("METODAKTIV_TRACE_FILE") != NULL)
		unlink(getenv("METODAKTIV_TRACE_FILE"));
	start = wall_ms();
	t.pid = forkpty(&t.fd, NULL, NULL, &size);
	if (t.pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		execvp(argv[dashes + 1], argv + dashes + 1);
		_exit(127);
	}
	first = wait_for_text(&t, 0, argv[1], start);
	printf("start %.2f %zu %.2f %ld\n", first.ms, first.bytes, cpu_of(&t), writes_told());
	for (int i = 2; i < dashes; i++)
		(argv[i][0] == '@'          ? open_group
			: argv[i][0] == '~' ? idle_group
					    : type_group)(&t, argv[i]);
	print_memory(t.pid);
	end_program(&t);
	return 0;
}
