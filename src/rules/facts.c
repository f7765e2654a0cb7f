/* SPDX-License-Identifier: MIT
 * facts.c - records as packed rows.
 */
#include "rules/facts.h"

#include "base/date.h"

static const enum kind kinds[ALL_FACT_TYPES] = {
    [FACT_MEMBER] = KIND_ASSOCIATION_MEMBERS,
    [FACT_ASSESSED] = KIND_ASSESSMENTS,
    [FACT_TRAINED] = KIND_TRAININGS,
    [FACT_PATHWAY] = KIND_PATHWAYS,
    [FACT_METHODIST] = KIND_METHODISTS,
    [FACT_ATTACHED] = KIND_ATTACHMENTS,
    [FACT_SUPPORTED] = KIND_SUPPORT,
    [FACT_HELD] = KIND_EVENTS,
};

/* Values of pathway.outcome. */
enum { OUTCOME_SUCCESS = 1 };

enum kind
fact_kind(enum fact_type type)
{
	return kinds[type];
}

enum fact_type
fact_type_of(enum kind kind)
{
	int type = 0;

	while (type < ALL_FACT_TYPES && kinds[type] != kind)
		type++;
	return (enum fact_type)type;
}

enum kind
fact_row(enum fact_type type)
{
	return type == FACT_HELD ? KIND_PLAN_ITEMS : KIND_PEOPLE;
}

const char *
fact_owner_field(enum fact_type type)
{
	return type == FACT_HELD ? "item" : "person";
}

static int32_t
end_of(int32_t date)
{
	return date == DATE_NONE ? FACT_OPEN : date;
}

static struct fact
fact_make(enum fact_type type, unsigned flags, uint64_t ref, int32_t from, int32_t to)
{
	return (struct fact){
	    .from = from,
	    .to = end_of(to),
	    .what = ref << FACT_REF_SHIFT | flags | (unsigned)type,
	};
}

int32_t
event_last_day(const struct event *event)
{
	return event->held_to != DATE_NONE ? event->held_to : event->held;
}

/* The last day of an event that has taken place. */
static int32_t
day_done(const struct event *event)
{
	return event->cancelled ? FACT_OPEN : end_of(event_last_day(event));
}

struct fact
fact_of(const struct record *r)
{
	const struct association_member *member = (const struct association_member *)r;
	const struct assessment *assessment = (const struct assessment *)r;
	const struct training *training = (const struct training *)r;
	const struct pathway *pathway = (const struct pathway *)r;
	const struct methodist *methodist = (const struct methodist *)r;
	const struct attachment *attachment = (const struct attachment *)r;
	const struct support *support = (const struct support *)r;
	int32_t held;

	switch (r->kind) {
	case KIND_ASSOCIATION_MEMBERS:
		return fact_make(FACT_MEMBER, 0, member->association, member->from, member->to);
	case KIND_ASSESSMENTS:
		return fact_make(FACT_ASSESSED, 0, 0, assessment->date, assessment->date);
	case KIND_TRAININGS:
		return fact_make(FACT_TRAINED,
		    (training->federal_registry ? FACT_REGISTRY : 0u) |
			(training->matched ? FACT_MATCHED : 0u),
		    0, training->started, training->completed);
	case KIND_PATHWAYS:
		return fact_make(FACT_PATHWAY,
		    pathway->outcome == OUTCOME_SUCCESS ? FACT_SUCCESS : 0, 0, pathway->developed,
		    pathway->finished);
	case KIND_METHODISTS:
		return fact_make(FACT_METHODIST, methodist->document[0] != '\0' ? FACT_DOCUMENT : 0,
		    0, methodist->from, methodist->to);
	case KIND_ATTACHMENTS:
		return fact_make(
		    FACT_ATTACHED, 0, attachment->methodist, attachment->from, attachment->to);
	case KIND_EVENTS:
		held = day_done((const struct event *)r);
		return fact_make(FACT_HELD, 0, 0, held, held);
	default:
		return fact_make(FACT_SUPPORTED, 0, 0, support->from, support->to);
	}
}

uint64_t
fact_owner(const struct record *r)
{
	static const size_t places[KIND_COUNT] = {
	    [KIND_ASSOCIATION_MEMBERS] = offsetof(struct association_member, person),
	    [KIND_ASSESSMENTS] = offsetof(struct assessment, person),
	    [KIND_TRAININGS] = offsetof(struct training, person),
	    [KIND_PATHWAYS] = offsetof(struct pathway, person),
	    [KIND_METHODISTS] = offsetof(struct methodist, person),
	    [KIND_ATTACHMENTS] = offsetof(struct attachment, person),
	    [KIND_SUPPORT] = offsetof(struct support, person),
	    [KIND_EVENTS] = offsetof(struct event, item),
	};
	uint64_t owner = 0;

	if (places[r->kind] != 0)
		memcpy(&owner, (const char *)r + places[r->kind], sizeof(owner));
	return owner;
}

struct person_facts
facts_of_person(const struct person *p)
{
	return (struct person_facts){
	    .id = p->base.id,
	    .organisation = p->organisation,
	    .birth_date = p->birth_date,
	    .career_start = p->career_start,
	    .hired = p->hired,
	    .dismissed = end_of(p->dismissed),
	    .staff_kind = p->staff_kind,
	    .level = p->level,
	};
}

struct roadmap_facts
facts_of_item(const struct plan_item *item)
{
	return (struct roadmap_facts){
	    .id = item->base.id,
	    .owner = item->plan,
	    .venue = item->venue,
	    .planned = item->to,
	    .done = FACT_OPEN,
	    .cancelled = end_of(item->cancelled),
	    .level = item->level,
	};
}

struct roadmap_facts
facts_of_event(const struct event *event)
{
	return (struct roadmap_facts){
	    .id = event->base.id,
	    .owner = event->association,
	    .venue = event->venue,
	    .planned = event->planned,
	    .done = day_done(event),
	    .cancelled = event->cancelled ? event->planned : FACT_OPEN,
	    .level = event->level,
	};
}
