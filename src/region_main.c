/* SPDX-License-Identifier: MIT
 * region_main.c - the program metodaktiv-region: reads its options, opens the region's database,
 * and hands it to a command or to the screens. A town needs nothing of this.
 */
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "region/commands.h"
#include "region/help.h"
#include "region/store/schema.h"
#include "screens/region/region.h"

/* Without a command, on a terminal: the screens. */
static bool
wants_screens(const struct region_call *c)
{
	return c->command == NULL && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static bool
put_about_itself(const struct region_call *c, struct buf *text)
{
	bool help = region_call_has(c, REGION_HELP) ||
	    (c->command == NULL ? !wants_screens(c) : c->command->run == NULL);

	if (region_call_has(c, REGION_VERSION))
		buf_printf(text, "metodaktiv-region %s\nlibpq %d.%d", VERSION, pg_library() / 10000,
		    pg_library() % 10000);
	else if (region_call_has(c, REGION_MANUAL))
		region_put_manual(text, region_commands);
	else if (help)
		region_put_help(text, c);
	else
		return false;
	while (text->len > 0 && text->data[text->len - 1] == '\n')
		buf_truncate(text, text->len - 1);
	return true;
}

static enum status
run(struct region_call *c, struct error *e)
{
	struct buf text = {0};
	enum status st;

	if (put_about_itself(c, &text)) {
		st = text.len > 0 ? ST_OK
				  : error_set(e, ST_USAGE, "нет команды «%s»", c->operands[0]);
		if (st == ST_OK)
			region_say(buf_text(&text));
		buf_free(&text);
		return st;
	}
	if (c->address.len == 0)
		return error_set(e, ST_USAGE,
		    "не сказано, где база региона: --connect postgresql://сервер/база (init "
		    "запомнит "
		    "адрес) или METODAKTIV_REGION");
	st = pg_open(&c->pg, buf_text(&c->address), e);
	if (st == ST_OK && (c->command == NULL || !c->command->makes))
		st = schema_check(c->pg, e);
	if (st == ST_OK && c->command == NULL)
		return region_screens_run(&c->pg, buf_text(&c->address), e);
	return st == ST_OK ? c->command->run(c, e) : st;
}

int
main(int argc, char **argv)
{
	struct region_call c;
	struct error e = {0};
	enum status st;

	signal(SIGPIPE, SIG_IGN); /* a server that is gone is an answer, not an end */
	if (sodium_init() < 0)
		die("libsodium не запускается");
	st = region_call_parse(&c, region_commands, argc, argv, &e);
	if (st == ST_OK)
		st = run(&c, &e);
	if (st != ST_OK) {
		e.status = st;
		region_complain(error_text(&e));
	}
	region_call_free(&c);
	return status_exit_code(st);
}
