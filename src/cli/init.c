/* SPDX-License-Identifier: MIT
 * init.c - metodaktiv init: a new database for a town.
 */
#include "cli/commands.h"
#include "cli/out.h"

enum status
command_init(struct call *c, struct error *e)
{
	struct visitor visitor;
	enum status st = call_enter(c, WAY_COMMAND, &visitor, e);

	if (st == ST_OK)
		st = (call_has(c, OPTION_REHEARSAL) ? session_create_rehearsal : session_create)(
		    &c->session, buf_text(&c->dir), c->values[OPTION_PROFILE], &visitor, e);
	if (st != ST_OK)
		return st;
	fputs("База создана: ", c->out);
	out_shown(c->out, buf_text(&c->dir));
	fprintf(c->out, "\nГород: ");
	out_shown(c->out, profile_word(c->session->profile, "name"));
	fprintf(c->out, " (профиль %s)\nАдминистратор: ", profile_id(c->session->profile));
	out_shown(c->out, c->session->account.name);
	fputs(c->session->rehearsal ? "\nДля проб: часы можно остановить\n" : "\n", c->out);
	return ST_OK;
}
