/* SPDX-License-Identifier: MIT
 * backup.c - metodaktiv backup and restore: a copy while clerks work, and the way back.
 */
#include "db/admin/backup.h"

#include "cli/commands.h"
#include "cli/out.h"

enum status
command_backup(struct call *c, struct error *e)
{
	struct verify_report of;
	enum status st = backup_make(c->session->store, c->operands[0], &of, e);

	if (st != ST_OK)
		return st;
	fputs("Копия сделана и проверена: ", c->out);
	out_shown(c->out, c->operands[0]);
	if (of.identity[0] != '\0')
		fprintf(c->out, "\nБаза: %s", of.identity);
	fprintf(c->out, "\nОпераций журнала: %llu\nКонец цепочки журнала: %s\n",
	    (unsigned long long)of.operations, of.chain_head);
	return ST_OK;
}

enum status
command_restore(struct call *c, struct error *e)
{
	enum status st = backup_restore(c->operands[0], buf_text(&c->dir), e);

	if (st != ST_OK)
		return st;
	fputs("База развёрнута из копии: ", c->out);
	out_shown(c->out, buf_text(&c->dir));
	fputc('\n', c->out);
	return ST_OK;
}
