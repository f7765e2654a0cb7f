/* SPDX-License-Identifier: MIT
 * undo.c - metodaktiv undo: take back one's own last operation.
 */
#include "cli/command/command.h"
#include "service/record/register.h"

enum status
command_undo(struct call *c, struct error *e)
{
	uint64_t undone = 0;
	size_t records = 0;
	enum status st = register_undo(c->session, 0, &undone, &records, e);

	if (st == ST_OK)
		fprintf(c->out, "Операция %llu отменена, записей: %zu\n",
		    (unsigned long long)undone, records);
	return st;
}
