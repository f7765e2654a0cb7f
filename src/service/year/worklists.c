/* SPDX-License-Identifier: MIT
 * worklists.c - the table of lists, and asking them.
 */
#include "service/year/worklists.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"
#include "base/ids.h"
#include "db/record/records.h"
#include "service/core/modules.h"
#include "service/core/naming.h"
#include "service/year/worklists_find.h"

/* LIST(id, whose records, ...): struct worklist; find_ID finds them. */
static const struct row {
	struct worklist list;
	find_fn *find;
} rows[] = {
#define LIST(name, of, ...)                                                                        \
	{                                                                                          \
		.list = {.id = #name, .kind = KIND_##of, __VA_ARGS__}, .find = find_##name         \
	}
    LIST(lacking, APPLICATIONS, .title = "Заявления: не хватает сведений", .module = "corps",
	.settle = "спросить у учреждения недостающее", .way = SETTLE_THERE),
    LIST(agreement, APPLICATIONS, .title = "Заявления: на согласовании", .module = "corps",
	.settle = "отметить день согласования учреждением", .way = SETTLE_THERE),
    LIST(ready, APPLICATIONS, .title = "Заявления: готовы к совету", .module = "corps",
	.settle = "внести в повестку заседания", .way = SETTLE_THERE),
    LIST(agenda, APPLICATIONS, .title = "Заявления: в повестке", .module = "corps",
	.settle = "провести заседание", .way = SETTLE_THERE),
    LIST(postponed, APPLICATIONS, .title = "Заявления: отложены", .module = "corps",
	.settle = "внести в новую повестку", .way = SETTLE_THERE),
    LIST(unordered, APPLICATIONS, .title = "Заявления: приняты, нет приказа", .module = "corps",
	.settle = "составить приказ", .way = SETTLE_THERE),
    LIST(removal, PEOPLE, .title = "Снять с сайта: согласие отозвано", .module = "corps",
	.settle = "опубликовать список заново", .late = true, .way = SETTLE_PUBLISH),
    LIST(overlaps, PEOPLE, .title = "Членства в активе накладываются", .module = "corps",
	.settle = "исправить сроки членств", .way = SETTLE_DOUBLES),
    LIST(category_ending, PEOPLE, .title = "Категория кончается в ближайшие 90 дней",
	.module = "corps", .settle = "узнать об аттестации и исправить срок",
	.field = "category_until"),
    LIST(consent_ending, PEOPLE, .title = "Согласие кончается в ближайшие 30 дней",
	.module = "corps", .settle = "взять новое согласие", .way = SETTLE_ENTER,
	.enter = KIND_CONSENTS, .field = "person"),
    LIST(reports_missing, REPORT_REQUESTS, .title = "Отчёты не сданы", .module = "corps",
	.settle = "получить отчёт члена актива", .other = KIND_PEOPLE, .way = SETTLE_REPORTS),
    LIST(requests_unassigned, REQUESTS, .title = "Запросы: не поручены", .module = "",
	.settle = "поручить члену актива", .way = SETTLE_REQUESTS),
    LIST(requests_overdue, REQUESTS, .title = "Запросы: просрочены", .module = "",
	.settle = "выполнить или отказать", .late = true, .way = SETTLE_REQUESTS),
    LIST(requests_soon, REQUESTS, .title = "Запросы: срок на неделе", .module = "",
	.settle = "выполнить в срок", .way = SETTLE_REQUESTS),
    LIST(no_head, ASSOCIATIONS, .title = "Объединения без руководителя", .module = "associations",
	.settle = "назначить руководителя приказом", .way = SETTLE_HEADS),
    LIST(head_ending, ASSOCIATION_HEADS, .title = "Срок руководителя кончается в ближайшие 60 дней",
	.module = "associations", .settle = "продлить или назначить другого", .way = SETTLE_HEADS),
    LIST(below_size, ASSOCIATIONS, .title = "Объединения ниже численности",
	.module = "associations", .settle = "пополнить или закрыть", .way = SETTLE_ENTER,
	.enter = KIND_ASSOCIATION_MEMBERS, .field = "association"),
    LIST(no_plan, ASSOCIATIONS, .title = "Объединения без плана", .module = "associations",
	.settle = "получить план работы", .way = SETTLE_ENTER, .enter = KIND_PLANS,
	.field = "association"),
    LIST(no_association, PEOPLE, .title = "Педагоги вне объединений", .module = "associations",
	.settle = "включить в объединение", .way = SETTLE_ENTER, .enter = KIND_ASSOCIATION_MEMBERS,
	.field = "person"),
    LIST(plan_overdue, PLAN_ITEMS, .title = "Пункты планов: просрочены", .module = "associations",
	.settle = "отметить проведение, перенести или отменить", .late = true, .way = SETTLE_PLAN),
    LIST(plan_week, PLAN_ITEMS, .title = "Пункты планов: на этой неделе", .module = "associations",
	.settle = "провести и отметить", .way = SETTLE_PLAN),
    LIST(plan_postponed, PLAN_ITEMS, .title = "Пункты планов: перенесены", .module = "associations",
	.settle = "провести в новый срок", .way = SETTLE_PLAN),
    LIST(young_unsupported, PEOPLE, .title = "Молодые педагоги без поддержки",
	.module = "associations", .settle = "назначить форму поддержки", .way = SETTLE_MENTORING),
    LIST(young_no_mentor, PEOPLE, .title = "Молодые педагоги без наставника",
	.module = "associations", .settle = "закрепить наставника", .way = SETTLE_MENTORING),
    LIST(mentor_overload, PEOPLE, .title = "Наставники с перегрузкой", .module = "associations",
	.settle = "перераспределить наставляемых", .way = SETTLE_MENTORING),
    LIST(pathway_overdue, PATHWAYS, .title = "ИОМ просрочены", .module = "associations",
	.settle = "завершить маршрут", .late = true, .way = SETTLE_PATHWAYS),
    LIST(assessed_no_pathway, PEOPLE, .title = "Низкий результат и нет ИОМ",
	.module = "associations", .settle = "разработать маршрут", .way = SETTLE_PATHWAYS),
    LIST(methodist_idle, PEOPLE, .title = "Методисты без закреплённых", .module = "associations",
	.settle = "закрепить педагогов", .way = SETTLE_METHODISTS),
    LIST(resources_waiting, RESOURCES, .title = "Материалы ждут экспертизы", .module = "",
	.settle = "назначить эксперта", .way = SETTLE_BANK),
#undef LIST
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

struct worklists_run {
	struct finding finding;
};

const struct worklist *
worklist_at(size_t place)
{
	return place < ROWS ? &rows[place].list : NULL;
}

const struct worklist *
worklist_find(const char *id)
{
	for (size_t i = 0; i < ROWS; i++)
		if (strcmp(rows[i].list.id, id) == 0)
			return &rows[i].list;
	return NULL;
}

size_t
worklist_place(const struct worklist *list)
{
	return (size_t)((const struct row *)list - rows); /* its first member */
}

enum kind
worklist_kind(const struct worklist *list)
{
	return list->other != (enum kind)0 ? list->other : list->kind;
}

size_t
worklist_found_ids(struct worklist_found *f, uint64_t **ids)
{
	uint64_t **all = f->others != NULL ? &f->others : &f->ids;

	*ids = *all;
	*all = NULL;
	return ids_sort_unique(*ids, f->count);
}

void
worklist_found_free(struct worklist_found *f)
{
	free(f->ids);
	free(f->others);
	*f = (struct worklist_found){.count = 0};
}

struct worklists_run *
worklists_begin(const struct view *v, int32_t on)
{
	struct worklists_run *run = xcalloc(1, sizeof(*run));

	run->finding = (struct finding){
	    .view = v, .town = v->session->profile, .sheets = sheets_open(v), .on = on};
	return run;
}

void
worklists_end(struct worklists_run *run)
{
	sheets_close(run->finding.sheets);
	free(run);
}

enum status
worklists_ask(struct worklists_run *run, const struct worklist *list, struct worklist_found *out,
    struct error *e)
{
	const struct row *row = (const struct row *)list; /* its first member */
	struct finding *f = &run->finding;
	enum status st = view_require(f->view, PERMIT_READ, e);

	*out = (struct worklist_found){.count = 0};
	if (st == ST_OK)
		st = module_require(f->view->session, list->module, e);
	if (st != ST_OK)
		return st;
	f->out = out;
	f->room = f->other_room = 0;
	row->find(f);
	return view_status(f->view, e);
}

const bool *
worklists_staff(struct worklists_run *run)
{
	return worklist_staff(&run->finding);
}

const bool *
worklists_young(struct worklists_run *run)
{
	return worklist_young(&run->finding);
}

struct sheets *
worklists_sheets(struct worklists_run *run)
{
	return run->finding.sheets;
}

enum status
worklists_each(
    const struct view *v, int32_t on, worklist_told *told, void *context, struct error *e)
{
	struct worklists_run *run = worklists_begin(v, on);
	enum status st = ST_OK;

	for (size_t i = 0; i < ROWS && st == ST_OK; i++) {
		const struct worklist *list = &rows[i].list;
		struct worklist_found found;

		if (!profile_has_module(v->session->profile, list->module))
			continue;
		st = worklists_ask(run, list, &found, e);
		if (st == ST_OK)
			told(context, list, &found);
		worklist_found_free(&found);
	}
	worklists_end(run);
	return st;
}

/* --- As they are printed. */

static void
put_key(const struct view *v, enum kind kind, uint64_t id, struct buf *out)
{
	struct record *r = record_new(kind);

	if (records_get(v->txn, id, r))
		register_put_key(v, r, ':', out);
	record_free(r);
}

static int
compare_codes(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

size_t
worklist_codes(const struct view *v, const struct worklist *list,
    const struct worklist_found *found, char ***codes)
{
	struct buf code = {0};

	*codes = xcalloc(found->count + 1, sizeof(**codes));
	for (size_t i = 0; i < found->count; i++) {
		put_key(v, list->kind, found->ids[i], &code);
		if (found->others != NULL) {
			buf_putc(&code, ':');
			put_key(v, list->other, found->others[i], &code);
		}
		(*codes)[i] = buf_detach(&code);
	}
	if (found->count > 0)
		qsort(*codes, found->count, sizeof(**codes), compare_codes);
	return found->count;
}
