/* SPDX-License-Identifier: MIT
 * command_shard.c - metodaktiv-region shard: subjects of the Federation on other servers.
 */
#include <stdlib.h>
#include <string.h>

#include "region/command.h"
#include "region/store/shards.h"

static enum status
check_subject(const char *text, struct error *e)
{
	if (strlen(text) == 2 && strspn(text, "0123456789") == 2 && strcmp(text, "00") != 0)
		return ST_OK;
	return error_set(e, ST_INVALID,
	    "«%s» — не код субъекта Федерации: нужны две первые цифры ОКТМО его городов, как 69",
	    text);
}

/* The subjects from that operand on, each moved by itself. */
static enum status
move_subjects(struct region_call *c, size_t first,
    enum status (*move)(struct region_call *c, int subject, int64_t *towns, struct error *e),
    const char *done, struct error *e)
{
	struct buf said = {0};
	enum status st = ST_OK;

	for (size_t i = first; st == ST_OK && i < c->count; i++)
		st = check_subject(c->operands[i], e);
	for (size_t i = first; st == ST_OK && i < c->count; i++) {
		int64_t towns;

		st = move(c, (int)strtol(c->operands[i], NULL, 10), &towns, e);
		if (st != ST_OK)
			break;
		buf_clear(&said);
		buf_printf(
		    &said, "Субъект %s %s, городов: %lld.", c->operands[i], done, (long long)towns);
		region_say(buf_text(&said));
	}
	buf_free(&said);
	return st;
}

static enum status
move_there(struct region_call *c, int subject, int64_t *towns, struct error *e)
{
	return shard_move(c->pg, c->operands[0], subject, towns, e);
}

static enum status
move_back(struct region_call *c, int subject, int64_t *towns, struct error *e)
{
	return shard_return(c->pg, subject, towns, e);
}

enum status
region_command_shard_add(struct region_call *c, struct error *e)
{
	return move_subjects(c, 1, move_there, "вынесен", e);
}

enum status
region_command_shard_return(struct region_call *c, struct error *e)
{
	return move_subjects(c, 0, move_back, "возвращён", e);
}

static enum status
say_subject(void *context, const struct shard_subject *s, struct error *e)
{
	struct buf line = {0};
	size_t *count = context;

	(void)e;
	(*count)++;
	buf_printf(&line, "%02d  %s", s->subject, s->server);
	if (s->address == NULL)
		buf_printf(&line, "  (возвращён, строки там ещё не убраны: shard return %02d)",
		    s->subject);
	region_say(buf_text(&line));
	buf_free(&line);
	return ST_OK;
}

enum status
region_command_shard_list(struct region_call *c, struct error *e)
{
	size_t count = 0;
	enum status st = shards_each(c->pg, say_subject, &count, e);

	if (st == ST_OK && count == 0)
		region_say("Все субъекты на одном сервере.");
	return st;
}
