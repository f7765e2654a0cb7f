/* SPDX-License-Identifier: MIT
 * way.c - from the facts to the way, and the ways in words.
 */
#include "rules/way.h"

#include <string.h>

#include "base/date.h"
#include "model/entity.h"

static const struct {
	const char *id, *word, *next;
} ways[WAY_COUNT] = {
    [WAY_DRAFT] = {.id = "draft", .word = "черновик", .next = "дописать и сохранить"},
    [WAY_LACKING] = {.id = "lacking", .word = "не хватает сведений", .next = "запросить сведения"},
    [WAY_AGREEMENT] = {.id = "agreement",
	.word = "ждёт согласования учреждения",
	.next = "отметить день согласования"},
    [WAY_READY] = {.id = "ready", .word = "готово к совету", .next = "внести в повестку заседания"},
    [WAY_AGENDA] = {.id = "agenda",
	.word = "в повестке заседания",
	.next = "рассмотреть на заседании"},
    [WAY_POSTPONED] = {.id = "postponed",
	.word = "отложено советом",
	.next = "внести в повестку следующего заседания"},
    [WAY_REFUSED] = {.id = "refused", .word = "отклонено советом", .next = ""},
    [WAY_ADMITTED] = {.id = "admitted", .word = "принято советом", .next = "включить в приказ"},
    [WAY_ORDERED] = {.id = "ordered", .word = "в приказе", .next = ""},
    [WAY_MEMBER] = {.id = "member", .word = "член актива", .next = ""},
    [WAY_FORMER] = {.id = "former", .word = "членство окончено", .next = ""},
};

enum way
way_of(const struct way_facts *f, int32_t on)
{
	if (f->application == 0)
		return WAY_DRAFT;
	if (f->order != 0)
		return f->from > on                     ? WAY_ORDERED
		    : f->to == DATE_NONE || f->to >= on ? WAY_MEMBER
							: WAY_FORMER;
	if (f->outcome == OUTCOME_ADMIT)
		return WAY_ADMITTED;
	if (f->outcome == OUTCOME_REFUSE)
		return WAY_REFUSED;
	if (f->meeting != 0)
		return WAY_AGENDA;
	if (f->outcome == OUTCOME_POSTPONE)
		return WAY_POSTPONED;
	return f->lacking ? WAY_LACKING : f->agreed ? WAY_READY : WAY_AGREEMENT;
}

const char *
way_id(enum way w)
{
	return ways[w].id;
}

const char *
way_word(enum way w)
{
	return ways[w].word;
}

const char *
way_next(enum way w)
{
	return ways[w].next;
}

enum way
way_find(const char *id)
{
	int w = 0;

	while (w < WAY_COUNT && strcmp(ways[w].id, id) != 0)
		w++;
	return (enum way)w;
}
