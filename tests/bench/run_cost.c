/* SPDX-License-Identifier: MIT
 * run_cost.c - what a command costs: runs it with its output thrown away.
 *
 *   run_cost COMMAND WORDS...      prints "WALL CPU PEAK OWN": seconds, seconds, MB of memory at
 *                                  most, and of it the program's own: without pages of files, which
 *                                  the system takes back when it needs them (looked at all the
 * time)
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void
become(char **words)
{
	int nowhere = open("/dev/null", O_WRONLY);

	dup2(nowhere, STDOUT_FILENO);
	dup2(nowhere, STDERR_FILENO);
	execvp(words[0], words);
	_exit(127);
}

/* kB of memory that is no file's; 0: it has gone. */
static long
own_memory(pid_t child)
{
	static const char name[] = "RssAnon:";
	char path[64], line[128];
	long own = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)child);
	f = fopen(path, "r");
	while (f != NULL && own == 0 && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, name, sizeof(name) - 1) == 0)
			own = strtol(line + sizeof(name) - 1, NULL, 10);
	if (f != NULL)
		fclose(f);
	return own;
}

int
main(int argc, char **argv)
{
	const struct timespec between = {.tv_nsec = 5000000};
	double start = now();
	long own, most = 0;
	struct rusage use;
	pid_t child, ended;
	int status;

	if (argc < 2)
		return 2;
	child = fork();
	if (child == 0)
		become(argv + 1);
	while (child > 0 && (ended = wait4(child, &status, WNOHANG, &use)) == 0) {
		own = own_memory(child);
		most = own > most ? own : most;
		nanosleep(&between, NULL);
	}
	if (child < 0 || ended != child)
		return 1;
	printf("%.4f %.4f %.0f %.0f\n", now() - start,
	    seconds(use.ru_utime) + seconds(use.ru_stime), (double)use.ru_maxrss / 1024,
	    (double)most / 1024);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
