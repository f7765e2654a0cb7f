/* SPDX-License-Identifier: MIT
 * data_checks.c - what is known of each person, held against each fact; attachments are kept until
 * all methodists are known.
 */
#include "rules/data_checks.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/date.h"
#include "base/die.h"
#include "rules/idmap.h"

static const struct data_check_info infos[DOUBT_COUNT] = {
    [DOUBT_TRAINING] = {.id = "training",
	.title = "Программа подобрана по диагностике, а диагностики не было",
	.because =
	    "К началу программы у педагога нет ни одной диагностики: проверьте даты или отметку "
	    "«Подобрана по диагностике»."},
    [DOUBT_PATHWAY] = {.id = "pathway",
	.title = "ИОМ без диагностики",
	.because =
	    "К дню разработки ИОМ у педагога нет ни одной диагностики: внесите её или проверьте "
	    "даты."},
    [DOUBT_SUPPORT] = {.id = "support",
	.title = "Поддержка после первых лет работы",
	.because =
	    "Поддержка начата, когда первые годы работы уже прошли: в показатель она не входит; "
	    "проверьте начало работы педагога."},
    [DOUBT_METHODIST] = {.id = "methodist",
	.title = "Статус методиста без документа",
	.because = "Не указано, каким документом присвоен статус регионального методиста."},
    [DOUBT_ATTACHMENT] = {.id = "attachment",
	.title = "Закрепление за тем, кто уже не методист",
	.because =
	    "Закрепление действует, а статуса регионального методиста на этот день нет: закройте "
	    "закрепление или продлите статус."},
    [DOUBT_OVERLAP] = {.id = "overlap",
	.title = "Два членства сразу",
	.because =
	    "В эти дни человек уже состоит в активе по другой записи: проверьте, по какой день "
	    "действует каждая."},
    [DOUBT_TWO_CODES] = {.id = "two_codes",
	.title = "Один человек под двумя кодами",
	.because =
	    "Имена совпадают, и совпадает дата рождения или организация: если это один человек, "
	    "оставьте одну запись."},
    [DOUBT_CANCELLED] = {.id = "cancelled",
	.title = "Участник отменённого мероприятия",
	.because = "Мероприятие отменено, а участники у него есть: проверьте отметку об отмене."},
    [DOUBT_NOT_MEMBER] = {.id = "not_member",
	.title = "Работа не члена актива",
	.because = "В этот день человек не состоял в активе: проверьте дату или членство."},
    [DOUBT_BEFORE_PLAN] = {.id = "before_plan",
	.title = "Проведено задолго до плана",
	.because =
	    "Мероприятие проведено больше чем за месяц до начала своего плана: проверьте дату "
	    "или пункт плана."},
    [DOUBT_AGE] = {.id = "age",
	.title = "Возраст меньше 14 или больше 100 лет",
	.because = "Проверьте год рождения."},
    [DOUBT_AHEAD] = {.id = "ahead",
	.title = "День ещё не наступил",
	.because = "Записано то, что уже сделано, а день впереди: проверьте год."},
    [DOUBT_VALUE] = {.id = "value",
	.title = "Значение, которое вряд ли имели в виду",
	.because = "Имя строчными или одними прописными буквами или с цифрами, телефон без цифр, "
		   "заявление давних лет, согласие без даты: проверьте запись."},
    [DOUBT_DECISION] = {.id = "decision",
	.title = "Решение совета не следует из голосов",
	.because =
	    "Решение не то, что следует из голосов, и почему — не сказано: проверьте решение, "
	    "голоса и явку."},
    [DOUBT_ORDERED] = {.id = "ordered",
	.title = "Решение изменено после приказа",
	.because =
	    "Решение изменено: человек в составе по приказу, а решения принять его больше нет. "
	    "Отмените приказ или исправьте протокол."},
};

const struct data_check_info *
data_check_info(enum data_check which)
{
	return &infos[which];
}

/* Somebody attached on the day. */
struct attached {
	uint64_t id, person, methodist;
};

/* What facts are held against; people are told apart by their id. */
struct known {
	int32_t assessed;        /* the first time; FACT_OPEN: never */
	int32_t not_young_since; /* the first years of work are over; FACT_OPEN: not known */
};

struct data_checks_run {
	int32_t on;
	int young_years;
	data_check_told *told;
	void *context;
	struct known *known;
	uint64_t people, room;
	struct idmap methodists; /* with a status in force on the day */
	struct attached *attached;
	size_t count, size;
};

struct data_checks_run *
data_checks_begin(int32_t on, int young_years, data_check_told *told, void *context)
{
	struct data_checks_run *run = xcalloc(1, sizeof(*run));

	run->on = on;
	run->young_years = young_years;
	run->told = told;
	run->context = context;
	return run;
}

static void
know_person(struct data_checks_run *run, int32_t career_start)
{
	int32_t over =
	    career_start == DATE_NONE ? DATE_NONE : date_add_years(career_start, run->young_years);

	ARRAY_ROOM(run->known, run->people, run->room);
	run->known[run->people++] = (struct known){
	    .assessed = FACT_OPEN, .not_young_since = over == DATE_NONE ? FACT_OPEN : over};
}

void
data_checks_add_people(struct data_checks_run *run, const struct people_columns *people)
{
	while (run->people < people->first)
		know_person(run, DATE_NONE);
	for (size_t i = 0; i < people->count; i++)
		know_person(run, people->career_start[i]);
}

/* A fact of somebody. */
struct look {
	uint64_t id, person, ref;
	int32_t from, to;
	int32_t flags;
};

typedef void look_fn(struct data_checks_run *run, const struct look *at);

static void
tell(struct data_checks_run *run, enum data_check which, enum fact_type type, const struct look *at)
{
	run->told(run->context, which, fact_source(type)->kind, at->id, at->person);
}

static bool
is_in_force(const struct data_checks_run *run, const struct look *at)
{
	return at->from <= run->on && at->to >= run->on;
}

static void
look_at_assessment(struct data_checks_run *run, const struct look *at)
{
	struct known *known = &run->known[at->person];

	if (at->from < known->assessed)
		known->assessed = at->from;
}

static void
look_at_training(struct data_checks_run *run, const struct look *at)
{
	if ((at->flags & FACT_MATCHED) != 0 && run->known[at->person].assessed > at->from)
		tell(run, DOUBT_TRAINING, FACT_TRAINED, at);
}

static void
look_at_pathway(struct data_checks_run *run, const struct look *at)
{
	if (run->known[at->person].assessed > at->from)
		tell(run, DOUBT_PATHWAY, FACT_PATHWAY, at);
}

static void
look_at_support(struct data_checks_run *run, const struct look *at)
{
	if (at->from >= run->known[at->person].not_young_since)
		tell(run, DOUBT_SUPPORT, FACT_SUPPORTED, at);
}

static void
look_at_methodist(struct data_checks_run *run, const struct look *at)
{
	if ((at->flags & FACT_DOCUMENT) == 0)
		tell(run, DOUBT_METHODIST, FACT_METHODIST, at);
	if (is_in_force(run, at))
		idmap_add(&run->methodists, at->person, 1);
}

static void
look_at_attachment(struct data_checks_run *run, const struct look *at)
{
	if (!is_in_force(run, at))
		return;
	ARRAY_ROOM(run->attached, run->count, run->size);
	run->attached[run->count++] =
	    (struct attached){.id = at->id, .person = at->person, .methodist = at->ref};
}

void
data_checks_add_facts(struct data_checks_run *run, const struct fact_columns *f)
{
	static look_fn *const looks[FACT_TYPES] = {
	    [FACT_ASSESSED] = look_at_assessment,
	    [FACT_TRAINED] = look_at_training,
	    [FACT_PATHWAY] = look_at_pathway,
	    [FACT_METHODIST] = look_at_methodist,
	    [FACT_ATTACHED] = look_at_attachment,
	    [FACT_SUPPORTED] = look_at_support,
	};

	for (size_t i = 0; looks[f->type] != NULL && i < f->count; i++) {
		struct look at = {
		    .id = f->first + i,
		    .person = (uint64_t)f->person[i],
		    .ref = f->ref != NULL ? (uint64_t)f->ref[i] : 0,
		    .from = f->from[i],
		    .to = f->to[i],
		    .flags = f->flags != NULL ? f->flags[i] : 0,
		};

		if (at.person != 0 && at.person < run->people)
			looks[f->type](run, &at);
	}
}

void
data_checks_end(struct data_checks_run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct attached *a = &run->attached[i];

		if (idmap_get(&run->methodists, a->methodist) == IDMAP_NONE)
			run->told(run->context, DOUBT_ATTACHMENT, fact_source(FACT_ATTACHED)->kind,
			    a->id, a->person);
	}
	idmap_free(&run->methodists);
	free(run->known);
	free(run->attached);
	free(run);
}
