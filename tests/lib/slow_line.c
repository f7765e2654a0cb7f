/* SPDX-License-Identifier: MIT
 * slow_line.c - a slow line for ssh.
 */
#include "tests/lib/slow_line.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 1400, PIECES = 16 }; /* as a network cuts it; more than that waits outside */

struct way {
	int from, to;
	struct piece {
		char bytes[PIECE];
		size_t len, sent;
		int64_t due; /* microseconds */
	} queue[PIECES];
	size_t first, count;
	int64_t free_at; /* the line is taken until then */
	bool ended;
};

struct line {
	struct way up, down;
	int64_t delay, byte_time; /* microseconds, nanoseconds */
	volatile struct passed *passed;
	bool asked;
};

static int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

volatile struct passed *
slow_line_passed(const char *file)
{
	int fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	void *p = MAP_FAILED;

	if (fd >= 0 && ftruncate(fd, sizeof(struct passed)) == 0)
		p = mmap(NULL, sizeof(struct passed), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (fd >= 0)
		close(fd);
	return p == MAP_FAILED ? NULL : p;
}

static void
count(struct line *l, const struct way *w, size_t n)
{
	if (w == &l->up) {
		l->passed->up += (long)n;
		l->asked = true;
		return;
	}
	l->passed->down += (long)n;
	l->passed->round_trips += l->asked;
	l->asked = false;
}

static void
take(struct line *l, struct way *w)
{
	struct piece *p = &w->queue[(w->first + w->count) % PIECES];
	ssize_t n = read(w->from, p->bytes, PIECE);
	int64_t now = now_us();

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n <= 0) {
		w->ended = true;
		return;
	}
	w->free_at = (w->free_at > now ? w->free_at : now) + n * l->byte_time / 1000;
	p->len = (size_t)n;
	p->sent = 0;
	p->due = w->free_at + l->delay;
	w->count++;
	count(l, w, (size_t)n);
}

/* false: nobody takes it any more. */
static bool
give(struct way *w)
{
	while (w->count > 0 && w->queue[w->first].due <= now_us()) {
		struct piece *p = &w->queue[w->first];
		ssize_t n = write(w->to, p->bytes + p->sent, p->len - p->sent);

		if (n < 0)
			return errno == EAGAIN || errno == EINTR;
		p->sent += (size_t)n;
		if (p->sent == p->len) {
			w->first = (w->first + 1) % PIECES;
			w->count--;
		}
	}
	return true;
}

/* Milliseconds until something is due, -1: nothing lies there. */
static int
until_due(const struct way *w)
{
	int64_t left = w->count > 0 ? w->queue[w->first].due - now_us() : 0;

	return w->count == 0 ? -1 : left <= 0 ? 1 : (int)(left / 1000) + 1;
}

static int
sooner(int a, int b)
{
	return a < 0 ? b : b < 0 || a < b ? a : b;
}

static void
carry(struct line *l)
{
	struct way *ways[] = {&l->up, &l->down};

	/* what lay on the way when an end closed still arrives */
	while (!(l->up.ended && l->up.count == 0) && !(l->down.ended && l->down.count == 0)) {
		struct pollfd fds[2];

		for (int i = 0; i < 2; i++)
			fds[i] = (struct pollfd){
			    .fd = ways[i]->ended || ways[i]->count == PIECES ? -1 : ways[i]->from,
			    .events = POLLIN};
		poll(fds, 2, sooner(until_due(&l->up), until_due(&l->down)));
		for (int i = 0; i < 2; i++) {
			if (fds[i].revents != 0)
				take(l, ways[i]);
			if (!give(ways[i]))
				return;
		}
	}
}

int
slow_line(int argc, char **argv)
{
	struct sockaddr_in to = {.sin_family = AF_INET};
	struct line *l = calloc(1, sizeof(*l));
	int fd;

	if (argc != 6 || l == NULL)
		return 2;
	to.sin_port = htons((uint16_t)atoi(argv[2]));
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	l->passed = slow_line_passed(argv[5]);
	if (fd < 0 || l->passed == NULL || connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		return 1;
	l->delay = (int64_t)atoi(argv[3]) * 1000 / 2;
	l->byte_time = 1000000000 / atoi(argv[4]);
	l->up.from = STDIN_FILENO;
	l->up.to = l->down.from = fd;
	l->down.to = STDOUT_FILENO;
	carry(l);
	close(fd);
	free(l);
	return 0;
}
