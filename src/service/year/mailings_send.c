/* SPDX-License-Identifier: MIT
 * mailings_send.c - the queue on its way, through a program that takes a letter as sendmail does.
 */
#include <stdlib.h>
#include <string.h>

#include "base/program.h"
#include "base/reason.h"
#include "service/core/taken.h"
#include "service/year/mailings_parts.h"

enum { WORDS_MOST = 16, WAITS = 60000 /* ms for one letter */ };

static const char usual[] = "/usr/sbin/sendmail -i -t";

struct sending {
	char *command; /* its words, each ended */
	const char *argv[WORDS_MOST + 1];
	struct buf *why;
};

static void
split(struct sending *g, const char *command)
{
	size_t count = 0;

	g->command = strdup(command[0] != '\0' ? command : usual);
	for (char *word = strtok(g->command, " \t"); word != NULL && count < WORDS_MOST;
	     word = strtok(NULL, " \t"))
		g->argv[count++] = word;
}

/* One that was stopped or fell may have taken the letter. */
static enum outbox_fate
deliver(void *context, struct slice letter)
{
	struct sending *g = context;
	struct program_end end;
	enum outbox_fate fate = OUTBOX_TAKEN;

	program_run(g->argv, letter, WAITS, &end);
	if (end.error != 0)
		fate = OUTBOX_NO_WAY;
	else if (end.stopped || end.code < 0)
		fate = OUTBOX_IN_DOUBT;
	else if (end.code != 0)
		fate = OUTBOX_REFUSED;
	if (fate != OUTBOX_TAKEN) {
		buf_clear(g->why);
		buf_printf(g->why, "%s: %s", g->argv[0],
		    end.error != 0 ? reason_of(end.error).text
			: end.stopped ? "молчит больше минуты и остановлена"
			: end.said.len > 0 ? buf_text(&end.said)
					   : "отказ без объяснений");
	}
	buf_free(&end.said);
	return fate;
}

static size_t
count_waiting(const struct outbox *box, char *const *names, size_t count)
{
	size_t all = 0, waiting;

	for (size_t i = 0; i < count; i++) {
		outbox_state(box, names[i], &waiting);
		all += waiting;
	}
	return all;
}

/* What leaves has its row in the journal first. */
static enum status
note(struct session *s, size_t letters, struct error *e)
{
	struct buf what = {0};
	enum status st;

	buf_printf(&what, "письма из очереди рассылок: %zu", letters);
	st = letters > 0 ? taken_note(s, OPERATION_EXPORT, buf_text(&what), e) : ST_OK;
	buf_free(&what);
	return st;
}

static enum status
send_all(struct session *s, struct outbox *box, struct outbox_sent *out, struct buf *why,
    struct error *e)
{
	struct sending g = {.why = why};
	char **names;
	size_t count = outbox_parcels(box, &names);
	enum status st;

	for (size_t i = 0; i < count; i++)
		if (!mailings_stands(s, names[i])) /* it was taken back */
			outbox_discard(box, names[i]);
	st = note(s, count_waiting(box, names, count), e);
	split(&g, profile_word(s->profile, "mail_command"));
	for (size_t i = 0; i < count && st == ST_OK; i++)
		st = outbox_send(box, names[i], deliver, &g, out, e);
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	free(g.command);
	return st;
}

enum status
mailings_send(struct session *s, struct outbox_sent *out, struct buf *why, struct error *e)
{
	struct outbox box;
	enum status st = session_require(s, PERMIT_EDIT, e);

	*out = (struct outbox_sent){.taken = 0};
	if (st == ST_OK)
		st = mailings_require_from(s, e);
	if (st != ST_OK)
		return st;
	st = outbox_open(&box, store_dir(s->store), e);
	if (st == ST_OK)
		st = outbox_take(&box, mailings_stands, s, e);
	if (st == ST_OK)
		st = mailings_put_week(s, &box, e);
	if (st == ST_OK)
		st = send_all(s, &box, out, why, e);
	outbox_close(&box);
	return st;
}
