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

enum status
region_command_shard_add(struct region_call *c, struct error *e)
{
	struct buf said = {0};
	enum status st = ST_OK;

	for (size_t i = 1; st == ST_OK && i < c->count; i++)
		st = check_subject(c->operands[i], e);
	for (size_t i = 1; st == ST_OK && i < c->count; i++) {
		int64_t towns;

		st = shard_move(
		    c->pg, c->operands[0], (int)strtol(c->operands[i], NULL, 10), &towns, e);
		if (st != ST_OK)
			break;
		buf_clear(&said);
		buf_printf(
		    &said, "Субъект %s вынесен, городов: %lld.", c->operands[i], (long long)towns);
		region_say(buf_text(&said));
	}
	buf_free(&said);
	return st;
}

static enum status
say_subject(void *context, const struct shard_subject *s, struct error *e)
{
	struct buf line = {0};
	size_t *count = context;

	(void)e;
	(*count)++;
	buf_printf(&line, "%02d  %s", s->subject, s->server);
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
