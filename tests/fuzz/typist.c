/* SPDX-License-Identifier: MIT
 * typist.c - a typist without a plan: random keys into the real program on a pseudo-terminal.
 *
 *   typist PROGRAM SECONDS [SEED]
 *
 * Makes a town, then opens the program again and again, each time with a terminal and a stream of
 * keys drawn from the seed, which is printed. The program must never die, must answer a changed
 * window size at any moment, must leave by itself when the line is dropped, and must leave a
 * database that `verify` finds sound. Run from the project's folder.
 */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BURSTS = 120, KEYS_A_BURST = 12, ANSWER_MS = 20000, OUTPUT_KEPT = 4096 };

struct typist {
	const char *program;
	char folder[64], database[80];
	uint64_t seed; /* of this round */
	uint64_t state;
	int fd;
	pid_t pid;
	char output[OUTPUT_KEPT]; /* the last that was read */
	size_t keys;
	unsigned columns;
};

/* Keys with how often they come, beside each other; NULL is any byte. */
static const struct {
	unsigned weight;
	const char *bytes;
} strokes[] = {
    {3, NULL},
    {12, "\r"},
    {10, "\033[B"},
    {5, "\033[A"},
    {4, "\033[C"},
    {3, "\033[D"},
    {4, "\t"},
    {2, "\033[Z"},
    {3, "\033[6~"},
    {2, "\033[5~"},
    {2, "\033[1~"},
    {2, "\033[4~"},
    {4, "\033[2~"},
    {2, "\033[3~"},
    {3, "\177"},
    {4, "\033"},
    {1, "\033OP"},
    {4, "\033OQ"},
    {3, "\033OR"},
    {4, "\033OS"},
    {2, "\033[15~"},
    {3, "\033[17~"},
    {3, "\033[18~"},
    {2, "\033[19~"},
    {3, "\033[20~"},
    {1, "\033[21~"},
    {2, "\0338"},
    {1, "\0330"},
    {3, " "},
    {3, "/"},
    {1, "."},
    {1, "?"},
    {6, "Ёл"},
    {6, "озерск"},
    {4, "jpthcr"},
    {4, "P0001"},
    {5, "01.09.2024"},
    {2, "31.02.1985"},
    {3, "1"},
    {3, "9"},
    {2, "да"},
    {1, "щ"},
    {1, "e\xCC\x81"},
    {1, "\xD0"},
    {1, "\xFF"},
    {1, "\xE2\x80\xAE"},
    {1, "\033[200~Семёнова;\t\r\nАнна\033[201~"},
    {1, "\033[200~без конца"},
    {1, "\033[999;999R"},
    {1, "\033[[A"},
    {1, "\033]0;x\007"},
};
enum { STROKES = sizeof(strokes) / sizeof(strokes[0]) };

static const char *const terminals[] = {"xterm-256color", "linux", "vt100", "putty", "screen"};

/* xorshift64* */
static unsigned
draw(struct typist *t, unsigned below)
{
	t->state ^= t->state >> 12;
	t->state ^= t->state << 25;
	t->state ^= t->state >> 27;
	return (unsigned)(t->state * UINT64_C(2685821657736338717) >> 33) % below;
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A sanitizer writes into the folder: the line may be closed when it speaks. */
static void
show_report(const struct typist *t)
{
	char name[96], line[1024];
	FILE *f;

	snprintf(name, sizeof(name), "%s/report.%d", t->folder, (int)t->pid);
	f = fopen(name, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		fputs(line, stderr);
	if (f != NULL)
		fclose(f);
}

static void
fail(const struct typist *t, const char *what)
{
	fprintf(stderr, "typist: %s; seed %llu, %zu keys typed, database %s\n", what,
	    (unsigned long long)t->seed, t->keys, t->database);
	fprintf(stderr, "typist: the last output: %s\n", t->output);
	show_report(t);
	if (t->pid > 0)
		kill(t->pid, SIGKILL);
	exit(1);
}

/* Run the program with these words; its exit status. */
static int
run(const struct typist *t, const char *const *words)
{
	const char *argv[16] = {t->program, "--db", t->database};
	size_t n = 3;
	int status;
	pid_t pid;

	while (n + 1 < sizeof(argv) / sizeof(argv[0]) && *words != NULL)
		argv[n++] = *words++;
	pid = fork();
	if (pid == 0) {
		if (freopen("/dev/null", "w", stdout) != NULL)
			execv(t->program, (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

static void
make_town(struct typist *t)
{
	static const char data[] = "tests/data/strezhevoy";
	const char *const tables[] = {
	    "organisations", "people", "meetings", "applications", "associations"};
	char file[sizeof(data) + 32], report[96];

	snprintf(t->folder, sizeof(t->folder), "/tmp/typist.XXXXXX");
	if (mkdtemp(t->folder) == NULL)
		fail(t, "no folder for the database");
	snprintf(t->database, sizeof(t->database), "%s/db", t->folder);
	setenv("XDG_STATE_HOME", t->folder, 1);
	snprintf(report, sizeof(report), "log_path=%s/report", t->folder);
	setenv("ASAN_OPTIONS", report, 1);
	setenv("UBSAN_OPTIONS", report, 1);
	/* what the system's curses keep is no leak of ours */
	setenv("LSAN_OPTIONS", "suppressions=tests/leaks.supp:print_suppressions=0", 1);
	if (run(t, (const char *const[]){"init", "--profile", "strezhevoy", NULL}) != 0)
		fail(t, "init failed");
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		snprintf(file, sizeof(file), "%s/%s.csv", data, tables[i]);
		if (run(t, (const char *const[]){"import", tables[i], file, NULL}) != 0)
			fail(t, "import failed");
	}
}

static void
set_size(struct typist *t, unsigned rows, unsigned columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

	ioctl(t->fd, TIOCSWINSZ, &size);
	t->columns = columns;
}

static void
start(struct typist *t)
{
	const char *terminal = terminals[draw(t, sizeof(terminals) / sizeof(terminals[0]))];
	struct winsize size = {.ws_row = 24, .ws_col = 80};

	t->columns = size.ws_col;
	t->pid = forkpty(&t->fd, NULL, NULL, &size);
	if (t->pid < 0)
		fail(t, "no pseudo-terminal");
	if (t->pid > 0)
		return;
	setenv("TERM", terminal, 1);
	execl(t->program, t->program, "--db", t->database, (char *)NULL);
	_exit(127);
}

/* Read what has come within ms; false when the line is closed. */
static bool
listen(struct typist *t, int ms, bool *heard)
{
	struct pollfd p = {.fd = t->fd, .events = POLLIN};
	char bytes[OUTPUT_KEPT];
	ssize_t n;

	*heard = false;
	if (poll(&p, 1, ms) <= 0)
		return true;
	n = read(t->fd, bytes, sizeof(bytes) - 1);
	if (n <= 0)
		return false;
	bytes[n] = '\0';
	memcpy(t->output, bytes, (size_t)n + 1);
	*heard = true;
	return true;
}

static bool
listen_out(struct typist *t, int ms)
{
	bool heard = true, open = true;

	while (open && heard)
		open = listen(t, ms, &heard);
	return open;
}

/* One stroke; false when the line is closed. */
static bool
press(struct typist *t)
{
	char byte = (char)(1 + draw(t, 255));
	unsigned whole = 0, at, i = 0;
	const char *bytes;
	size_t len;

	for (unsigned k = 0; k < STROKES; k++)
		whole += strokes[k].weight;
	for (at = draw(t, whole); at >= strokes[i].weight; i++)
		at -= strokes[i].weight;
	bytes = strokes[i].bytes != NULL ? strokes[i].bytes : &byte;
	len = strokes[i].bytes != NULL ? strlen(bytes) : 1;
	t->keys++;
	return write(t->fd, bytes, len) == (ssize_t)len;
}

/* Is the program alive to the window? Every size is repainted, and so heard. */
static bool
expect_answer(struct typist *t)
{
	unsigned rows = 10 + draw(t, 40), columns = 60 + draw(t, 80);
	int64_t end = now_ms() + ANSWER_MS;
	bool heard = false;

	if (!listen_out(t, 0))
		return false;
	set_size(t, rows, columns == t->columns ? columns + 1 : columns);
	while (!heard && now_ms() < end)
		if (!listen(t, 100, &heard))
			return false;
	if (!heard)
		fail(t, "the program no longer answers");
	return true;
}

static void
expect_end(struct typist *t)
{
	int64_t end = now_ms() + ANSWER_MS;
	int status = 0;
	pid_t pid;

	while ((pid = waitpid(t->pid, &status, WNOHANG)) == 0 && now_ms() < end)
		poll(NULL, 0, 10);
	if (pid == 0)
		fail(t, "the program outlives its line");
	if (WIFSIGNALED(status))
		fail(t, strsignal(WTERMSIG(status)));
	if (WEXITSTATUS(status) != 0) {
		fprintf(stderr, "typist: exit status %d\n", WEXITSTATUS(status));
		fail(t, "the program ended with an error");
	}
	t->pid = 0;
}

static void
play_round(struct typist *t)
{
	bool open = true;

	t->state = t->seed;
	start(t);
	for (int burst = 0; open && burst < BURSTS; burst++) {
		for (unsigned n = 1 + draw(t, KEYS_A_BURST); open && n > 0; n--)
			open = press(t);
		open = open && listen_out(t, (int)draw(t, 4));
		if (draw(t, 6) == 0)
			open = open && expect_answer(t);
	}
	if (open)
		open = expect_answer(t);
	close(t->fd);
	expect_end(t);
	if (run(t, (const char *const[]){"verify", NULL}) != 0)
		fail(t, "verify found a fault");
}

int
main(int argc, char **argv)
{
	struct typist t = {.program = argc > 2 ? argv[1] : NULL};
	int64_t end = now_ms() + (argc > 2 ? atoi(argv[2]) : 0) * INT64_C(1000);
	size_t rounds = 0;

	if (argc < 3) {
		fprintf(stderr, "usage: typist PROGRAM SECONDS [SEED]\n");
		return 2;
	}
	t.seed = argc > 3 ? strtoull(argv[3], NULL, 10) : (uint64_t)time(NULL) * 1000003;
	printf("typist: seed %llu\n", (unsigned long long)t.seed);
	fflush(stdout);
	make_town(&t);
	for (; now_ms() < end; rounds++, t.seed++)
		play_round(&t);
	printf("typist: %zu rounds, %zu keys\n", rounds, t.keys);
	fflush(stdout);
	return execlp("rm", "rm", "-rf", t.folder, (char *)NULL);
}
