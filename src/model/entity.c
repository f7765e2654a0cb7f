/* SPDX-License-Identifier: MIT
 * entity.c - the tables behind entity.h: words of choices, fields, kinds.
 */
#include "model/entity.h"

#include <assert.h>
#include <string.h>

#define WORDS(name) static const char *const name[]

WORDS(organisation_types) = {
    "школа", "детский сад", "дополнительное образование", "управление образования", "иное", NULL};
WORDS(staff_kinds) = {"педагог", "руководитель", "специалист управления", NULL};
WORDS(levels) = {"дошкольное", "дополнительное", "начальное", "основное и среднее", NULL};
WORDS(educations) = {"высшее педагогическое", "высшее", "среднее профессиональное педагогическое",
    "среднее профессиональное", "иное", NULL};
WORDS(categories) = {"нет", "соответствие занимаемой должности", "первая", "высшая", NULL};
WORDS(titles) = {"педагог-методист", "педагог-наставник", NULL};
WORDS(assessment_kinds) = {"ФИОКО", "региональная", "иная", NULL};
WORDS(assessment_levels) = {"высокий", "средний", "низкий", NULL};
WORDS(outcomes) = {"успешно", "не завершён", NULL};
WORDS(support_forms) = {
    "наставничество", "школа молодого педагога", "стажировка", "конкурс", "клуб", "иное", NULL};
WORDS(event_types) = {"семинар", "открытый урок", "мастер-класс", "конкурс", "конференция",
    "консультация", "круглый стол", "заседание", "иное", NULL};
WORDS(event_levels) = {"муниципальный", "региональный", "федеральный", NULL};
WORDS(participant_roles) = {"участник", "выступающий", "организатор", "победитель", "призёр", NULL};
WORDS(votes) = {"за", "против", "воздержался", "отвод", NULL};
WORDS(decisions) = {"принять", "отклонить", "отложить", NULL};
WORDS(order_kinds) = {"состав методактива", "исключение из методактива", "руководитель ММО",
    "положение", "иное", NULL};
WORDS(consent_kinds) = {"обработка", "распространение", NULL};
WORDS(consent_parts) = {"name", "workplace", "position", "subject_area", "email", NULL};
WORDS(consent_part_names) = {"фамилия, имя, отчество", "место работы", "должность",
    "предметная область", "электронная почта", NULL};
WORDS(resource_kinds) = {
    "нормативный", "научный", "методический", "лучшая практика", "инновация", "иное", NULL};

WORDS(duties) = {"председатель", "заместитель", "секретарь", "член", NULL};
WORDS(recusal_states) = {"взят", "отклонён", NULL};
WORDS(minutes_states) = {"идёт", "закрыт", NULL};

#define FIELD(number_, name, label_, type_, ...)                                                   \
	{.id = #name,                                                                              \
	    .label = (label_),                                                                     \
	    .type = (type_),                                                                       \
	    .number = (number_),                                                                   \
	    .offset = offsetof(struct OWNER, name),                                                \
	    __VA_ARGS__},

#define CODE(n, name, label, ...)   FIELD(n, name, label, FIELD_CODE, __VA_ARGS__)
#define TEXT(n, name, label, ...)   FIELD(n, name, label, FIELD_TEXT, __VA_ARGS__)
#define LONG(n, name, label, ...)   FIELD(n, name, label, FIELD_LONG, __VA_ARGS__)
#define EMAIL(n, name, label, ...)  FIELD(n, name, label, FIELD_EMAIL, __VA_ARGS__)
#define DATE(n, name, label, ...)   FIELD(n, name, label, FIELD_DATE, __VA_ARGS__)
#define NUMBER(n, name, label, ...) FIELD(n, name, label, FIELD_NUMBER, __VA_ARGS__)
#define YESNO(n, name, label, ...)  FIELD(n, name, label, FIELD_YESNO, __VA_ARGS__)
#define LIST(n, name, label, ...)   FIELD(n, name, label, FIELD_LIST, __VA_ARGS__)
#define CHOICE(n, name, label, w, ...)                                                             \
	FIELD(n, name, label, FIELD_CHOICE, .words = (w), __VA_ARGS__)
#define CHOICES(n, name, label, w, ...)                                                            \
	FIELD(n, name, label, FIELD_CHOICES, .words = (w), __VA_ARGS__)
#define REF(n, name, label, t, ...)                                                                \
	FIELD(n, name, label, FIELD_REF, .target = KIND_##t, __VA_ARGS__)
#define TERM(n, name, label, t, ...)                                                               \
	FIELD(n, name, label, FIELD_TERM, .terms = TERMS_##t, __VA_ARGS__)
#define TERMS(n, name, label, t, ...)                                                              \
	FIELD(n, name, label, FIELD_TERMS, .terms = TERMS_##t, __VA_ARGS__)

/* clang-format off */
#define FIELDS_OF(name) static const struct field name##_fields[] = {
#define OWNER organisation
FIELDS_OF(organisation)
#include "model/organisation.def"
};
#undef OWNER
#define OWNER person
FIELDS_OF(person)
#include "model/person.def"
};
#undef OWNER
#define OWNER association
FIELDS_OF(association)
#include "model/association.def"
};
#undef OWNER
#define OWNER association_member
FIELDS_OF(association_member)
#include "model/association_member.def"
};
#undef OWNER
#define OWNER assessment
FIELDS_OF(assessment)
#include "model/assessment.def"
};
#undef OWNER
#define OWNER training
FIELDS_OF(training)
#include "model/training.def"
};
#undef OWNER
#define OWNER pathway
FIELDS_OF(pathway)
#include "model/pathway.def"
};
#undef OWNER
#define OWNER methodist
FIELDS_OF(methodist)
#include "model/methodist.def"
};
#undef OWNER
#define OWNER attachment
FIELDS_OF(attachment)
#include "model/attachment.def"
};
#undef OWNER
#define OWNER support
FIELDS_OF(support)
#include "model/support.def"
};
#undef OWNER
#define OWNER event
FIELDS_OF(event)
#include "model/event.def"
};
#undef OWNER
#define OWNER participant
FIELDS_OF(participant)
#include "model/participant.def"
};
#undef OWNER
#define OWNER application
FIELDS_OF(application)
#include "model/application.def"
};
#undef OWNER
#define OWNER meeting
FIELDS_OF(meeting)
#include "model/meeting.def"
};
#undef OWNER
#define OWNER vote
FIELDS_OF(vote)
#include "model/vote.def"
};
#undef OWNER
#define OWNER decision
FIELDS_OF(decision)
#include "model/decision.def"
};
#undef OWNER
#define OWNER order
FIELDS_OF(order)
#include "model/order.def"
};
#undef OWNER
#define OWNER membership
FIELDS_OF(membership)
#include "model/membership.def"
};
#undef OWNER
#define OWNER consent
FIELDS_OF(consent)
#include "model/consent.def"
};
#undef OWNER
#define OWNER activity
FIELDS_OF(activity)
#include "model/activity.def"
};
#undef OWNER
#define OWNER request
FIELDS_OF(request)
#include "model/request.def"
};
#undef OWNER
#define OWNER resource
FIELDS_OF(resource)
#include "model/resource.def"
};
#undef OWNER
#define OWNER publication
FIELDS_OF(publication)
#include "model/publication.def"
};
#undef OWNER
#define OWNER annulment
FIELDS_OF(annulment)
#include "model/annulment.def"
};
#undef OWNER
#define OWNER council_member
FIELDS_OF(council_member)
#include "model/council_member.def"
};
#undef OWNER
#define OWNER agenda_item
FIELDS_OF(agenda_item)
#include "model/agenda_item.def"
};
#undef OWNER
#define OWNER attendance
FIELDS_OF(attendance)
#include "model/attendance.def"
};
#undef OWNER
#define OWNER recusal
FIELDS_OF(recusal)
#include "model/recusal.def"
};
#undef OWNER
#define OWNER minutes
FIELDS_OF(minutes)
#include "model/minutes.def"
};
#undef OWNER
/* clang-format on */

#define ORDERS(name) static const struct date_order name[]

ORDERS(no_orders) = {{.earlier = NULL}};
ORDERS(person_orders) = {{.earlier = "hired", .later = "dismissed"},
    {.earlier = "birth_date", .later = "hired", .strict = true},
    {.earlier = "birth_date", .later = "career_start", .strict = true}, {.earlier = NULL}};
ORDERS(from_to) = {{.earlier = "from", .later = "to"}, {.earlier = NULL}};
ORDERS(consent_orders) = {{.earlier = "given", .later = "until"},
    {.earlier = "given", .later = "revoked"}, {.earlier = NULL}};
ORDERS(pathway_orders) = {{.earlier = "developed", .later = "finished"}, {.earlier = NULL}};
ORDERS(training_orders) = {{.earlier = "started", .later = "completed"}, {.earlier = NULL}};
ORDERS(request_orders) = {{.earlier = "received", .later = "done"}, {.earlier = NULL}};

#define IDS(...)  ((const char *const[]){__VA_ARGS__, NULL})
#define FULL_NAME IDS("surname", "given_name", "patronymic")

/* What cannot be derived from the fields: how records are named, sorted and kept in order.
 * MANNER_x = order of dates, fields that name a record, fields its list is sorted by, newest first
 */
/* clang-format off */
#define MANNER_ORGANISATIONS        .orders = no_orders, .names = IDS("name"), .sorted = IDS("name"), .newest_first = false
#define MANNER_PEOPLE               .orders = person_orders, .names = FULL_NAME, .sorted = FULL_NAME, .newest_first = false
#define MANNER_ASSOCIATIONS         .orders = no_orders, .names = IDS("name"), .sorted = IDS("name"), .newest_first = false
#define MANNER_ASSOCIATION_MEMBERS  .orders = from_to, .names = IDS("association", "person"), .sorted = IDS("from"), .newest_first = true
#define MANNER_ASSESSMENTS          .orders = no_orders, .names = IDS("person", "kind", "date"), .sorted = IDS("date"), .newest_first = true
#define MANNER_TRAININGS            .orders = training_orders, .names = IDS("person", "programme"), .sorted = IDS("started"), .newest_first = true
#define MANNER_PATHWAYS             .orders = pathway_orders, .names = IDS("person", "developed"), .sorted = IDS("developed"), .newest_first = true
#define MANNER_METHODISTS           .orders = from_to, .names = IDS("person", "from"), .sorted = IDS("from"), .newest_first = true
#define MANNER_ATTACHMENTS          .orders = from_to, .names = IDS("methodist", "person"), .sorted = IDS("from"), .newest_first = true
#define MANNER_SUPPORT              .orders = from_to, .names = IDS("person", "form"), .sorted = IDS("from"), .newest_first = true
#define MANNER_EVENTS               .orders = no_orders, .names = IDS("title"), .sorted = IDS("planned"), .newest_first = true
#define MANNER_PARTICIPANTS         .orders = no_orders, .names = IDS("event", "person"), .sorted = IDS("role"), .newest_first = false
#define MANNER_APPLICATIONS         .orders = no_orders, .names = FULL_NAME, .sorted = IDS("submitted"), .newest_first = true
#define MANNER_MEETINGS             .orders = no_orders, .names = IDS("number", "date"), .sorted = IDS("date"), .newest_first = true
#define MANNER_VOTES                .orders = no_orders, .names = IDS("application", "member", "vote"), .sorted = IDS("vote"), .newest_first = false
#define MANNER_DECISIONS            .orders = no_orders, .names = IDS("application", "outcome"), .sorted = IDS("outcome"), .newest_first = false
#define MANNER_ORDERS               .orders = no_orders, .names = IDS("number", "date"), .sorted = IDS("date"), .newest_first = true
#define MANNER_MEMBERSHIPS          .orders = from_to, .names = IDS("person", "subject_area"), .sorted = IDS("from"), .newest_first = true
#define MANNER_CONSENTS             .orders = consent_orders, .names = IDS("person", "kind", "given"), .sorted = IDS("given"), .newest_first = true
#define MANNER_ACTIVITIES           .orders = no_orders, .names = IDS("person", "description"), .sorted = IDS("date"), .newest_first = true
#define MANNER_REQUESTS             .orders = request_orders, .names = IDS("code", "received"), .sorted = IDS("received"), .newest_first = true
#define MANNER_RESOURCES            .orders = no_orders, .names = IDS("title"), .sorted = IDS("added"), .newest_first = true
#define MANNER_COUNCIL_MEMBERS      .orders = from_to, .names = IDS("person", "duty"), .sorted = IDS("duty", "from"), .newest_first = false
#define MANNER_AGENDA               .orders = no_orders, .names = IDS("meeting", "application"), .sorted = IDS("position"), .newest_first = false
#define MANNER_ATTENDANCE           .orders = no_orders, .names = IDS("meeting", "person"), .sorted = IDS("from_item"), .newest_first = false
#define MANNER_RECUSALS             .orders = no_orders, .names = IDS("application", "member", "state"), .sorted = IDS("state"), .newest_first = false
#define MANNER_MINUTES              .orders = no_orders, .names = IDS("meeting", "state"), .sorted = IDS("state"), .newest_first = false
#define MANNER_PUBLICATIONS         .orders = no_orders, .names = IDS("code", "date"), .sorted = IDS("date"), .newest_first = true
#define MANNER_ANNULMENTS           .orders = no_orders, .names = IDS("order", "by"), .sorted = IDS("order"), .newest_first = true
/* clang-format on */

static const struct entity entities[KIND_COUNT] = {
#define KIND(constant, name, id_, many_, one_, module_, about_)                                    \
	[KIND_##constant] = {.kind = KIND_##constant,                                              \
	    .id = #id_,                                                                            \
	    .many = (many_),                                                                       \
	    .one = (one_),                                                                         \
	    .module = (module_),                                                                   \
	    .about = (about_),                                                                     \
	    .size = sizeof(struct name),                                                           \
	    .fields = name##_fields,                                                               \
	    .count = sizeof(name##_fields) / sizeof(name##_fields[0]),                             \
	    MANNER_##constant},
#include "model/kinds.def"
#undef KIND
};

const struct entity *
entity_of(enum kind kind)
{
	assert(kind < KIND_COUNT);
	return &entities[kind];
}

enum kind
kind_find(struct slice id)
{
	int k = 0;

	while (k < KIND_COUNT && !slice_equal(slice_of(entities[k].id), id))
		k++;
	return (enum kind)k;
}

const struct field *
field_find(enum kind kind, const char *id)
{
	const struct entity *e = entity_of(kind);

	for (size_t i = 0; i < e->count; i++)
		if (e->fields[i].id[0] == id[0] && strcmp(e->fields[i].id, id) == 0)
			return &e->fields[i];
	return NULL;
}

bool
field_is_text(const struct field *f)
{
	return f->own ||
	    !(f->type == FIELD_DATE || f->type == FIELD_NUMBER || f->type == FIELD_YESNO ||
		f->type == FIELD_CHOICE || f->type == FIELD_REF);
}

size_t
field_max_length(const struct field *f)
{
	return f->type == FIELD_CODE ? CODE_LENGTH
	    : f->type == FIELD_LONG  ? LONG_LENGTH
				     : TEXT_LENGTH;
}
