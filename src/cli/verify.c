/* SPDX-License-Identifier: MIT
 * verify.c - metodaktiv verify: is everything in the database as it should be?
 */
#include "db/admin/verify.h"

#include "cli/commands.h"
#include "cli/out.h"
#include "cli/progress.h"

static bool
tell_progress(void *context, uint64_t done, uint64_t total)
{
	progress_tell(context, "проверка", done, done, total);
	return !progress_stopped();
}

static void
print_report(FILE *f, const struct verify_report *r)
{
	const struct {
		const char *label;
		uint64_t count;
	} lines[] = {
	    {.label = "Записей", .count = r->records},
	    {.label = "Прежних редакций", .count = r->history},
	    {.label = "Строк указателей", .count = r->indexes},
	    {.label = "Ссылок", .count = r->references},
	    {.label = "Черновиков", .count = r->drafts},
	    {.label = "Операций журнала", .count = r->operations},
	    {.label = "Ошибок", .count = r->faults},
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		fprintf(f, "%s: %llu\n", lines[i].label, (unsigned long long)lines[i].count);
	fprintf(f, "Конец цепочки журнала: %s\n", r->chain_head);
}

enum status
command_verify(struct call *c, struct error *e)
{
	struct verify_report report = {0};
	struct progress progress;
	enum status st;

	progress_begin(&progress);
	st = verify_store(c->session->store, &report, out_tell, tell_progress, &progress);
	progress_end(&progress);
	if (st == ST_CANCELLED)
		return error_set(e, st, "проверка прервана");
	print_report(c->out, &report);
	if (st != ST_OK)
		return error_set(
		    e, st, "%s; восстановите её из копии командой restore", status_text(st));
	fputs("База в порядке.\n", c->out);
	if (report.older)
		fputs("Указатели, поиск и сведения для показателей прежнего формата не проверены: "
		      "их делает заново metodaktiv upgrade.\n",
		    c->out);
	return ST_OK;
}
