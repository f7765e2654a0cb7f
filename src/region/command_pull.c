/* SPDX-License-Identifier: MIT
 * command_pull.c - metodaktiv-region pull: the batches of towns, fetched over SSH.
 *
 * Nothing in a town listens for us but its sshd, and we hold no secret of it: our key opens an
 * account that may export, and nothing else.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/program.h"
#include "base/reason.h"
#include "region/command.h"
#include "region/store/towns.h"
#include "region/take.h"

enum { FETCH_WAITS = 600000 /* ms */ };

/* Where a town is asked, and from where on. */
struct asked {
	char oktmo[9];
	char *name, *ssh;
	char *since; /* NULL: a snapshot */
};

struct pull {
	const struct region_call *call;
	const char *level;
	struct asked *towns;
	size_t count, room;
	size_t named; /* of the operands, those that are there */
	size_t bad;
};

static bool
is_wanted(struct pull *p, const char *oktmo)
{
	for (size_t i = 0; i < p->call->count; i++)
		if (strcmp(p->call->operands[i], oktmo) == 0) {
			p->named++;
			return true;
		}
	return p->call->count == 0;
}

static enum status
note_town(void *context, const struct town_state *t, struct error *e)
{
	struct pull *p = context;
	struct buf since = {0};

	if (strcmp(t->state, "retired") == 0 || !is_wanted(p, t->oktmo))
		return ST_OK;
	if (t->ssh == NULL && p->call->count > 0)
		return error_set(e, ST_REFUSED,
		    "у города %s (%s) нет адреса SSH: town set %s --ssh имя@сервер", t->oktmo,
		    t->name, t->oktmo);
	if (t->ssh == NULL)
		return ST_OK;
	if (t->identity != NULL && t->level != NULL && strcmp(t->level, p->level) == 0)
		buf_printf(&since, "%s:%s:%s", t->identity, t->sequence, t->head);
	ARRAY_ROOM(p->towns, p->count, p->room);
	p->towns[p->count] = (struct asked){.name = xstrdup(t->name),
	    .ssh = xstrdup(t->ssh),
	    .since = since.len > 0 ? buf_detach(&since) : NULL};
	snprintf(p->towns[p->count++].oktmo, sizeof(p->towns[0].oktmo), "%s", t->oktmo);
	return ST_OK;
}

/* What ssh did; sentence for a town that could not be asked. */
static enum status
explain(const struct asked *a, const struct program_end *end, struct error *e)
{
	if (end->error != 0)
		return error_set(
		    e, ST_SYSTEM, "программа ssh не запускается: %s", reason_of(end->error).text);
	if (end->stopped)
		return error_set(
		    e, ST_REFUSED, "%s (%s): ответа нет дольше десяти минут", a->name, a->oktmo);
	return error_set(e, ST_REFUSED, "%s (%s): город не ответил передачей (ssh %s, код %d): %s",
	    a->name, a->oktmo, a->ssh, end->code, buf_text(&end->said));
}

static enum status
fetch(const struct asked *a, const char *since, const char *level, FILE *f, struct error *e)
{
	struct buf command = {0};
	const char *argv[] = {"ssh", "-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o",
	    "ServerAliveInterval=15", a->ssh, NULL, NULL};
	struct program_end end;
	enum status st = ST_OK;

	buf_puts(&command, "changes");
	if (since != NULL)
		buf_printf(&command, " --since %s", since);
	buf_printf(&command, " --level %s", level);
	argv[9] = buf_text(&command);
	program_fetch(argv, fileno(f), FETCH_WAITS, &end);
	if (!program_went_well(&end))
		st = explain(a, &end, e);
	buf_free(&end.said);
	buf_free(&command);
	return st;
}

static enum status
fetch_and_take(struct region_call *c, const struct asked *a, const char *since, const char *level,
    struct error *e)
{
	const struct sender from = {.oktmo = a->oktmo, .fresh = true};
	FILE *f = tmpfile();
	struct batch *b;
	enum status st;

	if (f == NULL)
		return error_set(e, ST_SYSTEM, "%s", reason_of(errno).text);
	st = fetch(a, since, level, f, e);
	rewind(f);
	if (st == ST_OK)
		st = batch_read(&b, f, a->name, e);
	if (st == ST_OK) {
		st = region_take(c->pg, b, &from, e);
		batch_close(b);
	}
	fclose(f);
	return st;
}

/* Whatever does not follow on what the region has, a snapshot mends, or it tells why it does not.
 * Of a town that cannot be had the others are none the worse; without the region's database they
 * would be fetched for nothing. */
static enum status
pull_town(struct region_call *c, struct pull *p, const struct asked *a, struct error *lost)
{
	struct error e = {0}, again = {0};
	enum status st = fetch_and_take(c, a, a->since, p->level, &e);

	if (st == ST_REFUSED && a->since != NULL) {
		region_complain(error_text(&e));
		st = fetch_and_take(c, a, NULL, p->level, &again);
		e = again;
	}
	return st == ST_OK ? ST_OK : region_pass_over(c, st, &e, &p->bad, lost);
}

enum status
region_command_pull(struct region_call *c, struct error *e)
{
	const char *level = c->values[REGION_LEVEL];
	struct pull p = {.call = c, .level = level != NULL ? level : "facts"};
	enum status st = towns_each(c->pg, note_town, &p, e);

	if (st == ST_OK && p.named < c->count)
		st = error_set(e, ST_NOTFOUND, "не все названные города в регионе есть: town list");
	else if (st == ST_OK && p.count == 0)
		st = error_set(e, ST_REFUSED,
		    "ни у одного города нет адреса SSH: town set ОКТМО --ssh имя@сервер");
	for (size_t i = 0; st == ST_OK && i < p.count; i++)
		st = pull_town(c, &p, &p.towns[i], e);
	if (st == ST_OK && p.bad > 0)
		st = error_set(
		    e, ST_REFUSED, "не приняты передачи городов: %zu из %zu", p.bad, p.count);
	for (size_t i = 0; i < p.count; i++) {
		free(p.towns[i].name);
		free(p.towns[i].ssh);
		free(p.towns[i].since);
	}
	free(p.towns);
	return st;
}
