/* SPDX-License-Identifier: MIT
 * backup.c - metodaktiv backup and restore: a copy while clerks work, and the way back.
 */
#include "db/admin/backup.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/delivery.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "cli/line/password.h"
#include "service/core/taken.h"

/* To a device, a pipe or the standard output. */
static enum status
send_copy(struct call *c, const char *path, const struct backup_how *how, struct verify_report *of,
    struct error *e)
{
	int fd = strcmp(path, "-") == 0 ? dup(STDOUT_FILENO)
					: open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	enum status st;

	if (fd < 0)
		return delivery_failed(path, e);
	st = backup_send(c->session->store, fd, how, of, e);
	if (close(fd) != 0 && st == ST_OK)
		st = delivery_failed(path, e);
	return st;
}

static enum status
write_copy(struct call *c, const char *path, const struct backup_how *how, struct verify_report *of,
    struct error *e)
{
	bool stream = strcmp(path, "-") == 0 || delivery_is_stream(path);
	bool unnoted = false;
	enum status st = taken_note_copy(c->session, "копия базы", &unnoted, e);

	if (st != ST_OK)
		return st;
	st = stream ? send_copy(c, path, how, of, e)
		    : backup_make(c->session->store, path, how, of, e);
	if (st == ST_OK && unnoted && !c->session->older)
		out_complain("Копия сделана, но записать об этом в журнал базы не удалось.");
	return st;
}

enum status
command_backup(struct call *c, struct error *e)
{
	const char *path = c->operands[0];
	struct backup_how how = {.replace = call_has(c, OPTION_FORCE)};
	struct buf password = {0};
	struct verify_report of = {0};
	bool standard = strcmp(path, "-") == 0;
	enum status st = ST_OK;

	if (standard && isatty(STDOUT_FILENO))
		return error_set(e, ST_USAGE,
		    "копия базы на экран не выводится: назовите файл или перенаправьте вывод");
	if (!standard)
		st = delivery_check(path, call_has(c, OPTION_FORCE), e);
	if (st == ST_OK)
		st = password_take(c, true, &password, e);
	how.password = buf_slice(&password);
	if (st == ST_OK)
		st = write_copy(c, path, &how, &of, e);
	password_forget(&password);
	if (st != ST_OK || standard)
		return st;
	fputs("Копия сделана и проверена: ", c->out);
	out_shown(c->out, path);
	if (of.identity[0] != '\0')
		fprintf(c->out, "\nБаза: %s", of.identity);
	fprintf(c->out, "\nОпераций журнала: %llu\nКонец цепочки журнала: %s\n",
	    (unsigned long long)of.operations, of.chain_head);
	return ST_OK;
}

enum status
command_restore(struct call *c, struct error *e)
{
	struct buf password = {0};
	enum status st = password_take(c, false, &password, e);

	if (st == ST_OK)
		st = backup_restore(c->operands[0], buf_text(&c->dir), c->values[OPTION_GROUP],
		    buf_slice(&password), e);
	password_forget(&password);
	if (st != ST_OK)
		return st;
	fputs("База развёрнута из копии: ", c->out);
	out_shown(c->out, buf_text(&c->dir));
	fputc('\n', c->out);
	return ST_OK;
}
