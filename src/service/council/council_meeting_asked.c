/* SPDX-License-Identifier: MIT
 * council_meeting_asked.c - what is asked of a meeting that is read.
 */
#include "service/council/council_meeting.h"

size_t
council_meeting_member(const struct council_meeting *s, uint64_t person)
{
	size_t i = 0;

	while (i < s->nmembers && s->members[i].person != person)
		i++;
	return i;
}

size_t
council_meeting_item(const struct council_meeting *s, uint64_t item)
{
	size_t i = 0;

	while (i < s->nitems && s->items[i].id != item)
		i++;
	return i;
}

bool
council_meeting_takes_votes(const struct council_meeting *s, const struct meeting_item *item)
{
	if (!s->started || s->state == MEETING_CLOSED || item->outcome != 0)
		return false;
	if (item->voting != VOTING_NOT_OPENED)
		return item->voting == VOTING_OPEN;
	return s->rules.votes_open == VOTES_OPEN_THEMSELVES && item == &s->items[s->current];
}

bool
council_meeting_has_voted(const struct meeting_ballot *b)
{
	return b->vote != 0 || b->hidden;
}

bool
council_meeting_awaits(const struct meeting_ballot *b)
{
	return b->present && !b->is_applicant && b->recusal != RECUSAL_IS_TAKEN &&
	    !council_meeting_has_voted(b);
}

bool
council_meeting_is_here(const struct council_meeting *s, size_t member)
{
	const struct meeting_item *now = s->current < s->nitems ? &s->items[s->current] : NULL;

	return now != NULL && now->outcome == 0 ? now->ballots[member].present
						: s->members[member].stays;
}

size_t
council_meeting_present(const struct council_meeting *s, size_t item)
{
	size_t present = 0;

	for (size_t i = 0; item < s->nitems && i < s->nmembers; i++)
		present += s->items[item].ballots[i].present;
	return present;
}
