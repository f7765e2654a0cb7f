/* SPDX-License-Identifier: MIT
 * verify.c - metodaktiv verify: is everything in the database as it should be, and what can be
 * mended?
 */
#include "db/admin/verify.h"

#include <stdlib.h>

#include "cli/command/command.h"
#include "cli/line/out.h"
#include "base/clock.h"
#include "cli/line/progress.h"
#include "service/indicators/indicators.h"
#include "service/core/naming.h"
#include "service/core/profile_set.h"
#include "service/upkeep/repair.h"

static bool
tell_progress(void *context, size_t done, size_t total)
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

static enum status
look(struct call *c, struct verify_report *report, struct error *e)
{
	struct progress progress;
	enum status st;

	progress_begin(&progress);
	st = verify_store(c->session->store, report, out_tell, tell_progress, &progress);
	progress_end(&progress);
	return st == ST_CANCELLED ? error_set(e, st, "проверка прервана") : st;
}

/* Damage to records is beyond us; what is made of them is not. */
static enum status
tell_damage(enum status st, const struct verify_report *report, struct error *e)
{
	struct buf where = {0};

	if (!verify_can_be_repaired(report))
		return error_set(
		    e, st, "%s; восстановите её из копии командой restore", status_text(st));
	repair_put_faults(report, &where);
	error_set(e, st,
	    "записи целы, ошибки только в том, что сделано из них (%s): администратор сделает это "
	    "заново командой metodaktiv verify --repair",
	    buf_text(&where));
	buf_free(&where);
	return st;
}

/* What was found is mended, and looked at again. */
static enum status
mend(struct call *c, struct verify_report *report, struct error *e)
{
	struct buf mended = {0};
	enum status st = repair_database(c->session, report, e);

	if (st != ST_OK)
		return st;
	repair_put_faults(report, &mended);
	fprintf(c->out, "Сделано заново из записей. Было ошибок — %s\n", buf_text(&mended));
	buf_free(&mended);
	return look(c, report, e);
}

/* Values that the town's rules do not know are no damage: listed, so many at most. */
enum { MISFITS_LISTED = 50 };

struct misfit_list {
	const struct view *view;
	struct buf text;
	size_t count;
};

/* What there is of a sort, then as many of it as are listed. */
static void
print_warning(struct call *c, const char *title, size_t total, struct buf *list)
{
	if (total > 0)
		fprintf(c->out, "Предупреждение: %s — %zu\n", title, total);
	out_buf(c->out, list);
	if (total > MISFITS_LISTED)
		fprintf(c->out, "  … и ещё %zu\n", total - MISFITS_LISTED);
}

static void
list_misfit(void *context, const struct misfit *m)
{
	struct misfit_list *list = context;

	if (list->count++ >= MISFITS_LISTED)
		return;
	buf_printf(&list->text, "  %s, ", entity_of(m->record->kind)->many);
	register_put_name_of(list->view, m->record, &list->text);
	buf_printf(&list->text, ", %s: «%s» (%s)\n", m->label, m->text,
	    m->field != NULL ? "нет в профиле" : "поля нет в профиле");
}

static void
print_misfits(struct call *c)
{
	struct misfit_list list = {0};
	struct view v;

	view_open(&v, c->session);
	list.view = &v;
	misfits_tell(&v, list_misfit, &list);
	view_close(&v);
	print_warning(c, "значений, которых нет в правилах города,", list.count, &list.text);
	buf_free(&list.text);
}

/* Records the council's word does not bear out: listed, so many of each at most. */
static void
print_doubted(struct call *c, const struct view *v, const struct data_check_row *rows, size_t count,
    enum data_check which, size_t total)
{
	struct buf text = {0};

	for (size_t i = 0; i < count; i++)
		if (rows[i].doubt == which) {
			buf_printf(&text, "  %s, ", entity_of(rows[i].kind)->many);
			register_put_name(v, rows[i].kind, rows[i].id, &text);
			buf_putc(&text, '\n');
		}
	print_warning(c, data_check_info(which)->title, total, &text);
	buf_free(&text);
}

static void
print_decisions(struct call *c)
{
	static const enum data_check looked_at[] = {DOUBT_DECISION, DOUBT_ORDERED};
	struct data_check_row *rows = NULL;
	size_t count = 0, totals[DOUBT_COUNT];
	struct error e = {0};
	struct view v;

	view_open(&v, c->session);
	if (indicators_data_checks(&v, clock_today(), MISFITS_LISTED, &rows, &count, totals, &e) ==
	    ST_OK)
		for (size_t i = 0; i < sizeof(looked_at) / sizeof(looked_at[0]); i++)
			print_doubted(c, &v, rows, count, looked_at[i], totals[looked_at[i]]);
	view_close(&v);
	free(rows);
}

enum status
command_verify(struct call *c, struct error *e)
{
	struct verify_report report = {0};
	enum status st = look(c, &report, e);

	if (st == ST_DAMAGED && call_has(c, OPTION_REPAIR) && verify_can_be_repaired(&report)) {
		st = mend(c, &report, e);
		if (st != ST_OK && st != ST_DAMAGED)
			return st;
	}
	if (st == ST_CANCELLED)
		return st;
	print_report(c->out, &report);
	if (st != ST_OK)
		return tell_damage(st, &report, e);
	fputs("База в порядке.\n", c->out);
	if (!report.older) {
		print_misfits(c);
		print_decisions(c);
	} else {
		fputs("Указатели, поиск и сведения для показателей прежнего формата не проверены: "
		      "их делает заново metodaktiv upgrade.\n",
		    c->out);
	}
	return ST_OK;
}
