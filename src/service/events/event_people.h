/* SPDX-License-Identifier: MIT
 * event_people.h - who may have come to an event: the members of an association, the people of an
 * organisation, everybody at work in the town; and whom the lines of a list mean.
 */
#ifndef SERVICE_EVENT_PEOPLE_H
#define SERVICE_EVENT_PEOPLE_H

#include "service/core/view.h"
#include "service/record/candidates.h"

/* A list of the whole town is offered up to so many. */
enum { EVENT_PEOPLE_MOST = 5000 };

/* The members of an association on the day (KIND_ASSOCIATIONS), those at work in an organisation
 * then (KIND_ORGANISATIONS), or in the town (KIND_PEOPLE, id 0). Not in order; at most
 * EVENT_PEOPLE_MOST. The caller frees. */
size_t event_people(const struct view *v, enum kind of, uint64_t id, int32_t on, uint64_t **ids);
/* Put people into the order of their list, each once; how many they are. */
size_t event_people_sort(const struct view *v, uint64_t *ids, size_t count);

/* A list of names as it is pasted, a person a line: "12. Озерская Ирина Григорьевна; СОШ № 8". What
 * stands behind the name (a tab, a semicolon or a comma between) tells namesakes apart.
 * The next line with a letter in it, without its number; false at the end. */
bool name_line_next(struct slice *rest, struct slice *line);
/* Whom a line means, as an import knows people: the one of all three names. 0: nobody, or several;
 * *alike is how many of the register may be meant. */
uint64_t name_line_person(const struct view *v, struct slice line, size_t *alike);
/* Those who may be meant, the likeliest first. */
size_t
name_line_candidates(const struct view *v, struct slice line, struct candidate *out, size_t most);

#endif
