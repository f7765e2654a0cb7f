/* SPDX-License-Identifier: MIT
 * worklists.c - the table of lists, and asking them.
 */
#include "service/year/worklists.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/die.h"
#include "db/record/records.h"
#include "service/core/modules.h"
#include "service/core/naming.h"
#include "service/year/worklists_find.h"

static const struct row {
	struct worklist list;
	find_fn *find;
} rows[] = {
#define LIST(name, of, about, part, what)                                                          \
	{                                                                                          \
		{.id = #name,                                                                      \
		    .title = about,                                                                \
		    .module = part,                                                                \
		    .kind = KIND_##of,                                                             \
		    .other = KIND_COUNT,                                                           \
		    .settle = what},                                                               \
		    find_##name                                                                    \
	}
#define PAIRS(name, of, and, about, part, what)                                                    \
	{                                                                                          \
		{.id = #name,                                                                      \
		    .title = about,                                                                \
		    .module = part,                                                                \
		    .kind = KIND_##of,                                                             \
		    .other = KIND_##and,                                                           \
		    .settle = what},                                                               \
		    find_##name                                                                    \
	}
    /* clang-format off */
    LIST(lacking, APPLICATIONS, "Заявления: не хватает сведений", "corps",
	"спросить у учреждения недостающее"),
    LIST(agreement, APPLICATIONS, "Заявления: на согласовании", "corps",
	"отметить день согласования учреждением"),
    LIST(ready, APPLICATIONS, "Заявления: готовы к совету", "corps", "внести в повестку заседания"),
    LIST(agenda, APPLICATIONS, "Заявления: в повестке", "corps", "провести заседание"),
    LIST(postponed, APPLICATIONS, "Заявления: отложены", "corps", "внести в новую повестку"),
    LIST(unordered, APPLICATIONS, "Заявления: приняты, нет приказа", "corps", "составить приказ"),
    LIST(removal, PEOPLE, "Снять с сайта: согласие отозвано", "corps", "опубликовать список заново"),
    LIST(overlaps, PEOPLE, "Членства в активе накладываются", "corps", "исправить сроки членств"),
    LIST(category_ending, PEOPLE, "Категория кончается в 90 дней", "corps",
	"узнать об аттестации и исправить срок"),
    LIST(consent_ending, PEOPLE, "Согласие кончается в 30 дней", "corps", "взять новое согласие"),
    PAIRS(reports_missing, REPORT_REQUESTS, PEOPLE, "Отчёты не сданы", "corps",
	"получить отчёт члена актива"),
    LIST(requests_unassigned, REQUESTS, "Запросы: не поручены", "", "поручить члену актива"),
    LIST(requests_overdue, REQUESTS, "Запросы: просрочены", "", "выполнить или отказать"),
    LIST(requests_soon, REQUESTS, "Запросы: срок на неделе", "", "выполнить в срок"),
    LIST(no_head, ASSOCIATIONS, "Объединения без руководителя", "associations",
	"назначить руководителя приказом"),
    LIST(head_ending, ASSOCIATION_HEADS, "Срок руководителя кончается в 60 дней", "associations",
	"продлить или назначить другого"),
    LIST(below_size, ASSOCIATIONS, "Объединения ниже численности", "associations",
	"пополнить или закрыть"),
    LIST(no_plan, ASSOCIATIONS, "Объединения без плана", "associations", "получить план работы"),
    LIST(no_association, PEOPLE, "Педагоги вне объединений", "associations",
	"включить в объединение"),
    LIST(plan_overdue, PLAN_ITEMS, "Пункты планов: просрочены", "associations",
	"отметить проведение, перенести или отменить"),
    LIST(plan_week, PLAN_ITEMS, "Пункты планов: на этой неделе", "associations",
	"провести и отметить"),
    LIST(plan_postponed, PLAN_ITEMS, "Пункты планов: перенесены", "associations",
	"провести в новый срок"),
    LIST(young_unsupported, PEOPLE, "Молодые без поддержки", "associations",
	"назначить форму поддержки"),
    LIST(young_no_mentor, PEOPLE, "Молодые без наставника", "associations", "закрепить наставника"),
    LIST(mentor_overload, PEOPLE, "Наставники с перегрузкой", "associations",
	"перераспределить наставляемых"),
    LIST(pathway_overdue, PATHWAYS, "ИОМ просрочены", "associations", "завершить маршрут"),
    LIST(assessed_no_pathway, PEOPLE, "Низкий результат и нет ИОМ", "associations",
	"разработать маршрут"),
    LIST(methodist_idle, PEOPLE, "Методисты без закреплённых", "associations",
	"закрепить педагогов"),
    LIST(resources_waiting, RESOURCES, "Материалы ждут экспертизы", "", "назначить эксперта"),
/* clang-format on */
#undef LIST
#undef PAIRS
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

void
worklist_add(struct finding *f, uint64_t id)
{
	ARRAY_ROOM(f->out->ids, f->out->count, f->room);
	f->out->ids[f->out->count++] = id;
}

void
worklist_add_pair(struct finding *f, uint64_t id, uint64_t other)
{
	ARRAY_ROOM(f->out->others, f->out->count, f->other_room);
	f->out->others[f->out->count] = other;
	worklist_add(f, id);
}

enum status
worklists_ask(struct worklists_run *run, const struct worklist *list, struct worklist_found *out,
    struct error *e)
{
	const struct row *row = (const struct row *)list; /* its first member */
	struct finding *f = &run->finding;
	enum status st = view_require(f->view, PERMIT_READ, e);

	*out = (struct worklist_found){.count = 0};
	if (st == ST_OK && list->module[0] != '\0')
		st = module_require(f->view->session, list->module, e);
	if (st != ST_OK)
		return st;
	f->out = out;
	f->room = f->other_room = 0;
	row->find(f);
	return txn_status(f->view->txn);
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
