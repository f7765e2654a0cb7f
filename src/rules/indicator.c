/* SPDX-License-Identifier: MIT
 * indicator.c - what the eight indicators are called, their figures, and the periods they are for.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "rules/indicators.h"
#include "rules/schoolyear.h"

static const struct indicator_info infos[INDICATOR_COUNT] = {
    [INDICATOR_ROADMAP] = {.id = "roadmap",
	.brief = "Дорожная карта",
	.title = "разработан и реализуется комплекс мер («дорожная карта») деятельности ММО",
	.counted = "пункты и мероприятия дорожной карты, выполненные к последнему дню",
	.rule = "доля выполненных к последнему дню среди пунктов дорожных карт и мероприятий без "
		"пункта со сроком в периоде (отменённые тоже)",
	.missing = "не выполнены"},
    [INDICATOR_ASSESSED] = {.id = "assessed",
	.brief = "Диагностика",
	.title = "доля педагогических работников, прошедших диагностику профессиональных "
		 "компетенций",
	.counted = "прошли диагностику в периоде",
	.rule =
	    "доля прошедших диагностику в периоде среди педагогов, работающих на последний день",
	.missing = "не прошли диагностику"},
    [INDICATOR_TRAINED] = {.id = "trained",
	.brief = "Программы ДПО",
	.title = "доля педагогических работников, освоивших программы ДПО из Федерального реестра, "
		 "подобранные с учётом диагностики",
	.counted = "освоили в периоде программу из реестра, подобранную по диагностике",
	.rule = "доля освоивших в периоде программу из реестра, подобранную по диагностике, среди "
		"педагогов, работающих на последний день",
	.missing = "такой программы не освоили"},
    [INDICATOR_PATHWAYS] = {.id = "pathways",
	.brief = "ИОМ разработаны",
	.title = "доля педагогических работников, для которых разработаны ИОМ",
	.counted = "есть ИОМ, который действовал в периоде",
	.rule =
	    "доля тех, чей ИОМ действовал в периоде, среди педагогов, работающих на последний день",
	.missing = "нет ИОМ"},
    [INDICATOR_METHODISTS] = {.id = "methodists",
	.brief = "Методисты",
	.title = "доля педагогических работников, получивших статус регионального методиста",
	.counted = "имеют статус регионального методиста на последний день",
	.rule = "доля имеющих статус регионального методиста среди педагогов, работающих на "
		"последний день",
	.missing = "нет статуса"},
    [INDICATOR_LOAD] = {.id = "load",
	.brief = "На одного методиста",
	.title = "количество педагогических работников, закреплённых за одним региональным "
		 "методистом",
	.counted = "закреплены за методистами на последний день",
	.rule = "сколько педагогов на последний день закреплено за одним региональным методистом",
	.missing = "никто не закреплён"},
    [INDICATOR_PATHWAYS_DONE] = {.id = "pathways_done",
	.brief = "ИОМ завершены",
	.title = "доля педагогических работников, успешно завершивших ИОМ",
	.counted = "успешно завершили ИОМ в периоде",
	.rule = "доля успешно завершивших ИОМ в периоде среди педагогов, у которых он есть",
	.missing = "ИОМ не завершён"},
    [INDICATOR_YOUNG] = {.id = "young",
	.brief = "Молодые педагоги",
	.title =
	    "доля педагогических работников до 35 лет, участвующих в формах поддержки в первые "
	    "три года работы",
	.counted = "участвуют в периоде в одной из форм поддержки",
	.rule = "доля участвующих в периоде в одной из форм поддержки среди молодых педагогов в "
		"первые годы работы на последний день",
	.missing = "не охвачены поддержкой"},
};

const struct indicator_info *
indicator_info(enum indicator which)
{
	return &infos[which];
}

enum indicator
indicator_find(const char *id)
{
	int which = 0;

	while (which < INDICATOR_COUNT && strcmp(infos[which].id, id) != 0)
		which++;
	return (enum indicator)which;
}

struct indicator_rules
indicator_rules(const struct profile *p)
{
	const struct town_rules *rules = profile_rules(p);

	return (struct indicator_rules){
	    .staff = rules->indicator_staff,
	    .young_age = rules->young_age,
	    .young_age_inclusive = rules->young_age_inclusive,
	    .young_years = rules->young_years,
	};
}

bool
indicator_tenths(enum indicator which, struct fraction f, uint64_t *tenths)
{
	uint64_t scale = which == INDICATOR_LOAD ? 10 : 1000;

	if (f.denominator == 0)
		return false;
	*tenths = (2 * scale * f.numerator + f.denominator) / (2 * f.denominator);
	return true;
}

enum status
period_settle(struct period *p, int32_t today, struct error *e)
{
	struct buf from = {0}, to = {0};

	if (p->to == DATE_NONE)
		p->to = today;
	if (p->from == DATE_NONE)
		p->from = schoolyear_start(p->to);
	if (p->from == DATE_NONE) /* before there were school years */
		p->from = date_make(1, 1, 1);
	if (p->from <= p->to)
		return ST_OK;
	date_put_russian(&from, p->from);
	date_put_russian(&to, p->to);
	error_set(e, ST_REFUSED, "период кончается (%s) раньше, чем начинается (%s)", buf_text(&to),
	    buf_text(&from));
	buf_free(&from);
	buf_free(&to);
	return ST_REFUSED;
}

void
indicator_put_figure(struct buf *b, enum indicator which, struct fraction f, char point)
{
	uint64_t tenths;

	if (indicator_tenths(which, f, &tenths))
		buf_printf(b, "%llu%c%llu", (unsigned long long)(tenths / 10), point,
		    (unsigned long long)(tenths % 10));
}

bool
indicator_change(enum indicator which, struct fraction now, struct fraction before, int64_t *tenths)
{
	uint64_t a, b;

	if (!indicator_tenths(which, now, &a) || !indicator_tenths(which, before, &b))
		return false;
	*tenths = (int64_t)a - (int64_t)b;
	return true;
}

bool
indicator_is_small(struct fraction f)
{
	return f.denominator > 0 && f.denominator < 10;
}

struct roadmap_parts
roadmap_parts(const struct indicators *answer)
{
	struct fraction f = answer->values[INDICATOR_ROADMAP];

	return (struct roadmap_parts){
	    .drawn_up = f.denominator > 0,
	    .carried_out = f.numerator > 0,
	    .all_levels = (answer->levels & 0xEu) == 0xEu,
	};
}

static int32_t
month_end(int32_t day)
{
	int y, m, d;

	date_parts(day, &y, &m, &d);
	return m == 12 ? date_make(y, 12, 31) : date_make(y, m + 1, 1) - 1;
}

size_t
period_month_ends(struct period p, int32_t **ends)
{
	size_t count = 0, room = (size_t)(p.to - p.from) / 28 + 2;

	*ends = xcalloc(room, sizeof(**ends));
	for (int32_t end = month_end(p.from); end < p.to; end = month_end(end + 1))
		(*ends)[count++] = end;
	(*ends)[count++] = p.to;
	return count;
}

struct period
period_year_before(struct period p)
{
	int32_t from = date_add_years(p.from, -1), to = date_add_years(p.to, -1);

	return (struct period){.from = from == DATE_NONE ? p.from : from,
	    .to = to == DATE_NONE || from == DATE_NONE ? p.to : to};
}
