/* SPDX-License-Identifier: MIT
 * run_cost.c - what a command costs: runs it with its output thrown away.
 *
 *   run_cost COMMAND WORDS...      prints "WALL CPU PEAK": seconds, seconds, MB of memory at most
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
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

int
main(int argc, char **argv)
{
	double start = now();
	struct rusage use;
	int status;
	pid_t child;

	if (argc < 2)
		return 2;
	child = fork();
	if (child == 0)
		become(argv + 1);
	if (child < 0 || wait4(child, &status, 0, &use) != child)
		return 1;
	printf("%.3f %.3f %.0f\n", now() - start, seconds(use.ru_utime) + seconds(use.ru_stime),
	    (double)use.ru_maxrss / 1024);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
