/* SPDX-License-Identifier: MIT
 * crowd.c - many sessions that nobody types into.
 */
#include "tests/lib/crowd.h"

#include <poll.h>

#include "tests/lib/lab.h"

enum {
	SAVES = 11,
	SETTLE = 3000, /* ms until each has told the others of the rest */
	REST = 1000,   /* ms without a transaction */
	IDLE = 2000,   /* ms that are looked at */
	OWN_KB = 4096, /* of memory, each; a sanitizer has more of its own */
	WAKE_UPS = 2,  /* a second, each: one is the program's, one lets the machine be busy */
	TRIES = 5      /* of what is compared by the clock on a busy machine */
};

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The median of some durable saves. */
static double
time_saves(const struct desk *d)
{
	static unsigned number;
	struct store *st = lab_open(d->db);
	double taken[SAVES];
	char code[32];

	for (int i = 0; i < SAVES; i++) {
		double begun = vt_milliseconds();

		snprintf(code, sizeof(code), "SAVE%u", number++);
		assert_int_equal(lab_put(st, code), ST_OK);
		taken[i] = vt_milliseconds() - begun;
		poll(NULL, 0, 20);
	}
	store_close(st);
	qsort(taken, SAVES, sizeof(taken[0]), compare_doubles);
	return taken[SAVES / 2];
}

/* A number of /proc/PID/status. */
static long
status_of(pid_t pid, const char *name)
{
	char path[64], line[256];
	long n = -1;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':')
			n = strtol(line + strlen(name) + 1, NULL, 10);
	fclose(f);
	assert_true(n >= 0);
	return n;
}

/* As sshd starts them; one in ten as at a terminal of the machine, where it can be traced. */
static vt *
start(const struct desk *d, int i)
{
	static const char *const over_ssh[] = {"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL};
	const char *forced[] = {
	    desk_program(), "--db", d->db, "ssh-session", "--account", "vera", NULL};
	const char *screens[] = {desk_program(), "--db", d->db, "--user", "vera", NULL};
	char file[400];
	const char *traced[] = {"METODAKTIV_TRACE=txn", file, NULL};

	snprintf(file, sizeof(file), "METODAKTIV_TRACE_FILE=%s.transactions", d->db);
	return i % 10 == 9 ? vt_spawn(24, 80, "xterm-256color", traced, screens)
			   : vt_spawn(24, 80, "xterm-256color", over_ssh, forced);
}

static long
transactions(const struct desk *d)
{
	char *count = desk_shell("wc -l <%s.transactions", d->db);
	long n = atol(count);

	free(count);
	return n;
}

/* What all have come to and what they do while nothing happens. */
/* What was begun when the sessions came is over: a busy machine takes its time over it. */
static long
transactions_at_rest(const struct desk *d)
{
	double end = vt_milliseconds() + WAIT;
	long before, now = transactions(d);

	do {
		before = now;
		poll(NULL, 0, REST);
		now = transactions(d);
	} while (now != before && vt_milliseconds() < end);
	return now;
}

struct idleness {
	long transactions, memory, most_memory, wakes, most_wakes; /* memory in kB */
};

static struct idleness
look_once(const struct desk *d, vt *const *v, int sessions)
{
	struct idleness seen = {.transactions = transactions_at_rest(d)};
	long before[CROWD_MOST];

	for (int i = 0; i < sessions; i++)
		before[i] = status_of(v[i]->pid, "voluntary_ctxt_switches");
	poll(NULL, 0, IDLE);
	for (int i = 0; i < sessions; i++) {
		long woken = status_of(v[i]->pid, "voluntary_ctxt_switches") - before[i];
		long own = status_of(v[i]->pid, "RssAnon");

		seen.memory += own;
		seen.wakes += woken;
		seen.most_memory = own > seen.most_memory ? own : seen.most_memory;
		seen.most_wakes = woken > seen.most_wakes ? woken : seen.most_wakes;
	}
	seen.transactions = transactions(d) - seen.transactions;
	return seen;
}

/* One that a busy machine has kept from being at rest is looked at again. */
static void
look_at_the_idle(const struct desk *d, vt *const *v, int sessions)
{
	struct idleness seen = look_once(d, v, sessions);

	for (int i = 1; i < TRIES && seen.transactions > 0; i++)
		seen = look_once(d, v, sessions);
	fprintf(stderr,
	    "# %d idle sessions: %ld kB of memory each, at most %ld; %.1f wake-ups a "
	    "second, at most %.1f\n",
	    sessions, seen.memory / sessions, seen.most_memory,
	    (double)seen.wakes / sessions * 1000 / IDLE, (double)seen.most_wakes * 1000 / IDLE);
	assert_int_equal(seen.transactions, 0);
#ifndef __SANITIZE_ADDRESS__
	assert_true(seen.most_memory <= OWN_KB);
#endif
	assert_true(seen.wakes <= (long)sessions * WAKE_UPS * IDLE / 1000);
}

static void
pump_all(vt *const *v, int sessions)
{
	for (int i = 0; i < sessions; i++)
		vt_pump(v[i], 0);
}

void
crowd_costs_little(const struct desk *d, int sessions)
{
	double alone = time_saves(d), meanwhile = 0, after;
	vt *v[CROWD_MOST];
	char *count;

	for (int i = 0; i < sessions; i++)
		v[i] = start(d, i);
	for (int i = 0; i < sessions; i++)
		desk_see(v[i], "F10 Выход");
	for (double begun = vt_milliseconds(); vt_milliseconds() - begun < SETTLE;
	     poll(NULL, 0, 100))
		pump_all(v, sessions);
	count =
	    desk_shell("%s --db %s --user lead sessions | grep -c '^vera'", desk_program(), d->db);
	assert_int_equal(atoi(count), sessions);
	free(count);
	look_at_the_idle(d, v, sessions);
	for (int i = 0; i < TRIES && (i == 0 || meanwhile > 2 * alone); i++) {
		meanwhile = time_saves(d);
		pump_all(v, sessions);
	}
	for (int i = 0; i < sessions; i++)
		vt_close(v[i], WAIT);
	after = time_saves(d); /* the machine may have become busier */
	alone = after > alone ? after : alone;
	fprintf(stderr, "# a save: %.2f ms alone, %.2f beside %d sessions\n", alone, meanwhile,
	    sessions);
	assert_true(meanwhile <= 2 * alone);
}
