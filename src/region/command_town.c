/* SPDX-License-Identifier: MIT
 * command_town.c - metodaktiv-region town … and status: which towns there are and how they stand.
 */
#include <string.h>

#include "base/json.h"
#include "region/command.h"
#include "region/store/towns.h"

static struct new_town
town_of(const struct region_call *c)
{
	return (struct new_town){.oktmo = c->operands[0],
	    .name = c->count > 1 ? c->operands[1] : c->values[REGION_NAME],
	    .ssh = c->values[REGION_SSH],
	    .key = c->values[REGION_KEY],
	    .late_days = c->values[REGION_LATE_DAYS]};
}

static enum status
say_of_town(const struct region_call *c, enum status st, const char *done)
{
	struct buf said = {0};

	if (st == ST_OK) {
		buf_printf(&said, "Город %s %s.", c->operands[0], done);
		region_say(buf_text(&said));
	}
	buf_free(&said);
	return st;
}

enum status
region_command_town_add(struct region_call *c, struct error *e)
{
	struct new_town t = town_of(c);

	return say_of_town(c, town_add(c->pg, &t, e), "заведён: ждём его снимка");
}

enum status
region_command_town_set(struct region_call *c, struct error *e)
{
	struct new_town t = town_of(c);

	if (t.name == NULL && t.ssh == NULL && t.key == NULL && t.late_days == NULL)
		return error_set(
		    e, ST_USAGE, "нечего менять: есть --name, --ssh, --key, --late-days");
	return say_of_town(c, town_set(c->pg, &t, e), "изменён");
}

enum status
region_command_town_reset(struct region_call *c, struct error *e)
{
	return say_of_town(
	    c, town_reset(c->pg, c->operands[0], e), "может прислать снимок другой базы");
}

enum status
region_command_town_retire(struct region_call *c, struct error *e)
{
	return say_of_town(c, town_retire(c->pg, c->operands[0], e),
	    "снят с учёта: его люди удалены, показатели прошлых дней остались");
}

/* What is being listed, and how many came. */
struct listing {
	struct buf *out;
	size_t count;
};

static const struct {
	const char *state, *word;
} state_words[] = {
    {.state = "waiting", .word = "ждём снимка"},
    {.state = "current", .word = "в порядке"},
    {.state = "late", .word = "опаздывает"},
    {.state = "quarantined", .word = "в карантине"},
    {.state = "retired", .word = "снят с учёта"},
};

static const char *
state_word(const char *state)
{
	size_t i = 0;

	while (i + 1 < sizeof(state_words) / sizeof(state_words[0]) &&
	    strcmp(state_words[i].state, state) != 0)
		i++;
	return state_words[i].word;
}

static void
put_json_text(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, ", \"%s\": ", name);
	if (value != NULL)
		json_put_string(b, value);
	else
		buf_puts(b, "null");
}

static enum status
put_json(void *context, const struct town_state *t, struct error *e)
{
	struct listing *l = context;

	(void)e;
	buf_printf(l->out, "%s{\"municipality\": \"%s\"", l->count++ > 0 ? ",\n" : "", t->oktmo);
	put_json_text(l->out, "name", t->name);
	put_json_text(l->out, "state", t->state);
	buf_printf(l->out,
	    ", \"late\": %s, \"days\": %lld, \"silent\": ", t->late ? "true" : "false",
	    (long long)t->days);
	if (t->silent >= 0)
		buf_printf(l->out, "%lld", (long long)t->silent);
	else
		buf_puts(l->out, "null");
	put_json_text(l->out, "received", t->received);
	put_json_text(l->out, "identity", t->identity);
	buf_printf(l->out, ", \"sequence\": %s", t->sequence != NULL ? t->sequence : "null");
	put_json_text(l->out, "head", t->head);
	put_json_text(l->out, "level", t->level);
	put_json_text(l->out, "rules", t->rules);
	put_json_text(l->out, "horizon", t->horizon);
	put_json_text(l->out, "ssh", t->ssh);
	put_json_text(l->out, "trouble", t->trouble);
	buf_putc(l->out, '}');
	return ST_OK;
}

static enum status
put_text(void *context, const struct town_state *t, struct error *e)
{
	struct listing *l = context;
	struct buf *b = l->out;

	(void)e;
	l->count++;
	buf_printf(b, "%s  %s: %s", t->oktmo, t->name, state_word(t->state));
	if (t->late && strcmp(t->state, "late") != 0)
		buf_puts(b, ", опаздывает");
	if (t->silent >= 0)
		buf_printf(b, "; последняя передача %s (%lld дн., срок %lld)", t->received_day,
		    (long long)t->silent, (long long)t->days);
	buf_putc(b, '\n');
	if (t->sequence != NULL)
		buf_printf(
		    b, "    по %s, уровень %s, правила %.16s\n", t->sequence, t->level, t->rules);
	if (t->trouble != NULL)
		buf_printf(b, "    %s: %s\n", t->trouble_at, t->trouble);
	return ST_OK;
}

enum status
region_command_status(struct region_call *c, struct error *e)
{
	bool json = region_format_is(c, "json");
	struct buf out = {0};
	struct listing l = {.out = &out};
	enum status st;

	buf_puts(&out, json ? "[" : "");
	st = towns_each(c->pg, json ? put_json : put_text, &l, e);
	buf_puts(&out, json ? "]" : "");
	if (!json && l.count == 0)
		buf_puts(&out, "Городов ещё нет: town add ОКТМО НАЗВАНИЕ");
	if (out.data[out.len - 1] == '\n')
		buf_truncate(&out, out.len - 1);
	if (st == ST_OK)
		region_say(buf_text(&out));
	buf_free(&out);
	return st;
}

static enum status
put_line(void *context, const struct town_state *t, struct error *e)
{
	struct listing *l = context;

	(void)e;
	l->count++;
	buf_printf(l->out, "%s  %s%s%s%s\n", t->oktmo, t->name, t->ssh != NULL ? "  " : "",
	    t->ssh != NULL ? t->ssh : "",
	    strcmp(t->state, "retired") == 0 ? "  (снят с учёта)" : "");
	return ST_OK;
}

enum status
region_command_town_list(struct region_call *c, struct error *e)
{
	struct buf out = {0};
	struct listing l = {.out = &out};
	enum status st;

	if (region_format_is(c, "json"))
		return region_command_status(c, e);
	st = towns_each(c->pg, put_line, &l, e);
	if (st == ST_OK && out.len > 0) {
		buf_truncate(&out, out.len - 1);
		region_say(buf_text(&out));
	}
	buf_free(&out);
	return st;
}
