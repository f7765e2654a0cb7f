/* SPDX-License-Identifier: MIT
 * data_checks.c - one look at each person's facts; attachments are kept until all methodists are
 * known.
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
	    "«Подобрана по диагностике».",
	.type = FACT_TRAINED},
    [DOUBT_PATHWAY] = {.id = "pathway",
	.title = "ИОМ без диагностики",
	.because =
	    "К дню разработки ИОМ у педагога нет ни одной диагностики: внесите её или проверьте "
	    "даты.",
	.type = FACT_PATHWAY},
    [DOUBT_SUPPORT] = {.id = "support",
	.title = "Поддержка после первых лет работы",
	.because =
	    "Поддержка начата, когда первые годы работы уже прошли: в показатель она не входит; "
	    "проверьте начало работы педагога.",
	.type = FACT_SUPPORTED},
    [DOUBT_METHODIST] = {.id = "methodist",
	.title = "Статус методиста без документа",
	.because = "Не указано, каким документом присвоен статус регионального методиста.",
	.type = FACT_METHODIST},
    [DOUBT_ATTACHMENT] = {.id = "attachment",
	.title = "Закрепление за тем, кто уже не методист",
	.because =
	    "Закрепление действует, а статуса регионального методиста на этот день нет: закройте "
	    "закрепление или продлите статус.",
	.type = FACT_ATTACHED},
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
};

const struct data_check_info *
data_check_info(enum data_check which)
{
	return &infos[which];
}

/* Somebody attached on the day. */
struct attached {
	uint64_t person, methodist;
	size_t nth;
};

struct data_checks_run {
	int32_t on;
	int young_years;
	data_check_told *told;
	void *context;
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
keep_attached(struct data_checks_run *run, uint64_t person, uint64_t methodist, size_t nth)
{
	ARRAY_ROOM(run->attached, run->count, run->size);
	run->attached[run->count++] =
	    (struct attached){.person = person, .methodist = methodist, .nth = nth};
}

/* Support that begins when the first years are over. */
static bool
is_late(const struct data_checks_run *run, const struct person_facts *p, const struct fact *f)
{
	int32_t end = p->career_start == DATE_NONE
	    ? DATE_NONE
	    : date_add_years(p->career_start, run->young_years);

	return end != DATE_NONE && f->from >= end;
}

static void
look_at(struct data_checks_run *run, const struct person_facts *p, const struct fact *f,
    int32_t first_assessed, size_t nth)
{
	bool unassessed = first_assessed > f->from;

	switch (fact_type(f)) {
	case FACT_TRAINED:
		if (unassessed && (f->what & FACT_MATCHED) != 0)
			run->told(run->context, DOUBT_TRAINING, p->id, nth);
		break;
	case FACT_PATHWAY:
		if (unassessed)
			run->told(run->context, DOUBT_PATHWAY, p->id, nth);
		break;
	case FACT_SUPPORTED:
		if (is_late(run, p, f))
			run->told(run->context, DOUBT_SUPPORT, p->id, nth);
		break;
	case FACT_METHODIST:
		if ((f->what & FACT_DOCUMENT) == 0)
			run->told(run->context, DOUBT_METHODIST, p->id, nth);
		if (fact_in_force(f, run->on))
			idmap_add(&run->methodists, p->id, 1);
		break;
	case FACT_ATTACHED:
		if (fact_in_force(f, run->on))
			keep_attached(run, p->id, fact_ref(f), nth);
		break;
	default:
		break;
	}
}

static void
look_at_person(struct data_checks_run *run, const struct person_facts *p, const void *facts)
{
	int32_t first_assessed = FACT_OPEN;
	enum fact_type before = FACT_TYPES;
	size_t nth = 0;

	for (size_t i = 0; i < p->count; i++) {
		struct fact f = fact_at(facts, i);

		/* assessments stand before all that is measured by them */
		if (fact_type(&f) == FACT_ASSESSED && f.from < first_assessed)
			first_assessed = f.from;
		nth = fact_type(&f) == before ? nth + 1 : 0;
		before = fact_type(&f);
		look_at(run, p, &f, first_assessed, nth);
	}
}

bool
data_checks_add_people(struct data_checks_run *run, struct slice block)
{
	struct person_facts p;
	const void *facts;

	while (facts_next_person(&block, &p, &facts))
		look_at_person(run, &p, facts);
	return block.len == 0;
}

void
data_checks_end(struct data_checks_run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct attached *a = &run->attached[i];

		if (idmap_get(&run->methodists, a->methodist) == IDMAP_NONE)
			run->told(run->context, DOUBT_ATTACHMENT, a->person, a->nth);
	}
	idmap_free(&run->methodists);
	free(run->attached);
	free(run);
}
