/* SPDX-License-Identifier: MIT
 * application_status.c - from the facts to the way, and the ways in words.
 */
#include "rules/application_status.h"

#include <string.h>

#include "base/date.h"
#include "model/entity.h"

static const struct {
	const char *id, *word, *next;
} ways[APPLICATION_COUNT] = {
    [APPLICATION_DRAFT] = {.id = "draft", .word = "черновик", .next = "дописать и сохранить"},
    [APPLICATION_LACKING] = {.id = "lacking",
	.word = "не хватает сведений",
	.next = "запросить сведения"},
    [APPLICATION_AGREEMENT] = {.id = "agreement",
	.word = "ждёт согласования учреждения",
	.next = "отметить день согласования"},
    [APPLICATION_READY] = {.id = "ready",
	.word = "готово к совету",
	.next = "внести в повестку заседания"},
    [APPLICATION_AGENDA] = {.id = "agenda",
	.word = "в повестке заседания",
	.next = "рассмотреть на заседании"},
    [APPLICATION_POSTPONED] = {.id = "postponed",
	.word = "отложено советом",
	.next = "внести в повестку следующего заседания"},
    [APPLICATION_REFUSED] = {.id = "refused", .word = "отклонено советом", .next = ""},
    [APPLICATION_ADMITTED] = {.id = "admitted",
	.word = "принято советом",
	.next = "включить в приказ"},
    [APPLICATION_ORDERED] = {.id = "ordered", .word = "в приказе", .next = ""},
    [APPLICATION_MEMBER] = {.id = "member", .word = "член актива", .next = ""},
    [APPLICATION_FORMER] = {.id = "former", .word = "членство окончено", .next = ""},
};

enum application_status
application_status_of(const struct application_facts *f, int32_t on)
{
	if (f->application == 0)
		return APPLICATION_DRAFT;
	if (f->order != 0)
		return f->from > on                     ? APPLICATION_ORDERED
		    : f->to == DATE_NONE || f->to >= on ? APPLICATION_MEMBER
							: APPLICATION_FORMER;
	if (f->outcome == OUTCOME_ADMIT)
		return APPLICATION_ADMITTED;
	if (f->outcome == OUTCOME_REFUSE)
		return APPLICATION_REFUSED;
	if (f->meeting != 0)
		return APPLICATION_AGENDA;
	if (f->outcome == OUTCOME_POSTPONE)
		return APPLICATION_POSTPONED;
	return f->lacking ? APPLICATION_LACKING
	    : f->agreed   ? APPLICATION_READY
			  : APPLICATION_AGREEMENT;
}

const char *
application_status_id(enum application_status w)
{
	return ways[w].id;
}

const char *
application_status_word(enum application_status w)
{
	return ways[w].word;
}

const char *
application_status_next(enum application_status w)
{
	return ways[w].next;
}

enum application_status
application_status_find(const char *id)
{
	int w = 0;

	while (w < APPLICATION_COUNT && strcmp(ways[w].id, id) != 0)
		w++;
	return (enum application_status)w;
}
