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
WORDS(outcomes) = {"успешно", "не завершён", "прекращён", NULL};
WORDS(support_forms) = {
    "наставничество", "школа молодого педагога", "стажировка", "конкурс", "клуб", "иное", NULL};
/* New words stand last: a choice is stored as its place among the words. */
WORDS(event_types) = {"семинар", "открытый урок", "мастер-класс", "конкурс", "конференция",
    "консультация", "круглый стол", "заседание", "иное", "вебинар", "стажировка", "форум", NULL};
WORDS(event_levels) = {"муниципальный", "региональный", "федеральный", NULL};
WORDS(participant_roles) = {"участник", "выступающий", "организатор", "победитель", "призёр",
    "эксперт", "жюри", "лауреат", NULL};
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

WORDS(contact_roles) = {"ЦНППМ", "ИРО", "региональный методист", "партнёр", "иное", NULL};
WORDS(association_kinds) = {
    "предметное", "надпредметное", "должностное", "школа молодого педагога", "совет", NULL};
WORDS(reserve_outcomes) = {"назначен", "исключён", NULL};
WORDS(head_manners) = {"назначен", "избран", "исполняет обязанности", NULL};
WORDS(plan_kinds) = {"план работы", "дорожная карта", NULL};
WORDS(event_formats) = {"очно", "дистанционно", "смешанно", NULL};
WORDS(request_channels) = {"письмо", "телефон", "лично", "ЦНППМ", NULL};
WORDS(resource_statuses) = {"предложен", "на экспертизе", "рекомендован", "отклонён", NULL};

WORDS(duties) = {"председатель", "заместитель", "секретарь", "член", NULL};
WORDS(recusal_states) = {"взят", "отклонён", NULL};
WORDS(topic_outcomes) = {"принято", "отклонено", "отложено", "принято к сведению", NULL};
WORDS(arrival_kinds) = {"приход", "уход", NULL};
WORDS(minutes_states) = {"идёт", "закрыт", NULL};

#define FIELD_AS(number_, member, id_, label_, type_, ...)                                         \
	{.id = #id_,                                                                               \
	    .label = (label_),                                                                     \
	    .type = (type_),                                                                       \
	    .number = (number_),                                                                   \
	    .offset = offsetof(struct OWNER, member),                                              \
	    __VA_ARGS__},
#define FIELD(n, name, label, type, ...) FIELD_AS(n, name, name, label, type, __VA_ARGS__)

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
#define REF_AS(n, member, id, label, t, ...)                                                       \
	FIELD_AS(n, member, id, label, FIELD_REF, .target = KIND_##t, __VA_ARGS__)
#define TERM(n, name, label, t, ...)                                                               \
	FIELD(n, name, label, FIELD_TERM, .terms = TERMS_##t, __VA_ARGS__)
#define TERMS(n, name, label, t, ...)                                                              \
	FIELD(n, name, label, FIELD_TERMS, .terms = TERMS_##t, __VA_ARGS__)

#define PASTE(a, b)    a##b
#define FIELDS_OF(own) PASTE(own, _fields)

#define KIND(constant, ...) static const struct field FIELDS_OF(OWNER)[] = {
#define END                                                                                        \
	}                                                                                          \
	;
#include "model/kinds.def"

#define ORDERS(name) static const struct date_order name[]

/* later >= earlier; STRICT: later > earlier. */
#define ORDER(a, b)                                                                                \
	{                                                                                          \
		.earlier = (a), .later = (b)                                                       \
	}
#define STRICT(a, b)                                                                               \
	{                                                                                          \
		.earlier = (a), .later = (b), .strict = true                                       \
	}
#define ORDERS_END                                                                                 \
	{                                                                                          \
		.earlier = NULL                                                                    \
	}

ORDERS(person_orders) = {ORDER("hired", "dismissed"), STRICT("birth_date", "hired"),
    STRICT("birth_date", "career_start"), ORDERS_END};
ORDERS(from_to) = {ORDER("from", "to"), ORDERS_END};
ORDERS(association_orders) = {ORDER("founded", "closed"), ORDERS_END};
ORDERS(consent_orders) = {ORDER("given", "until"), ORDER("given", "revoked"), ORDERS_END};
ORDERS(pathway_orders) = {ORDER("developed", "finished"), ORDER("developed", "until"), ORDERS_END};
ORDERS(training_orders) = {ORDER("started", "completed"), ORDERS_END};
ORDERS(request_orders) = {
    ORDER("received", "done"), ORDER("received", "refused"), ORDER("received", "due"), ORDERS_END};
ORDERS(plan_item_orders) = {ORDER("from", "to"), STRICT("to", "postponed_to"), ORDERS_END};
ORDERS(event_orders) = {ORDER("held", "held_to"), ORDERS_END};
ORDERS(report_request_orders) = {ORDER("from", "to"), ORDER("asked", "due"), ORDERS_END};
ORDERS(member_report_orders) = {ORDER("received", "accepted"), ORDERS_END};
ORDERS(resource_orders) = {ORDER("added", "reviewed"), ORDERS_END};

#define PAIRS(name) static const struct field_pair name[]
#define PAIR(how_, a, b)                                                                           \
	{                                                                                          \
		.first = (a), .second = (b), .how = PAIR_##how_                                    \
	}
#define PAIRS_END                                                                                  \
	{                                                                                          \
		.first = NULL                                                                      \
	}

PAIRS(event_pairs) = {
    PAIR(NEEDS, "held_to", "held"), PAIR(NOT_BOTH, "cancelled", "held"), PAIRS_END};
PAIRS(plan_item_pairs) = {PAIR(TOGETHER, "postponed_to", "postponed_on"), PAIRS_END};
PAIRS(request_pairs) = {PAIR(NOT_BOTH, "done", "refused"), PAIRS_END};
PAIRS(support_pairs) = {PAIR(DIFFERENT, "mentor", "person"), PAIRS_END};
PAIRS(of_agenda) = {PAIR(ONE, "application", "topic"), PAIRS_END};

#define IDS(...)  ((const char *const[]){__VA_ARGS__, NULL})
#define FULL_NAME IDS("surname", "given_name", "patronymic")

static const struct entity entities[KIND_COUNT] = {
#define KIND(constant, id_, many_, one_, module_, about_, ...)                                     \
	[KIND_##constant] = {.kind = KIND_##constant,                                              \
	    .id = #id_,                                                                            \
	    .many = (many_),                                                                       \
	    .one = (one_),                                                                         \
	    .module = (module_),                                                                   \
	    .about = (about_),                                                                     \
	    .size = sizeof(struct OWNER),                                                          \
	    .fields = FIELDS_OF(OWNER),                                                            \
	    .count = sizeof(FIELDS_OF(OWNER)) / sizeof(FIELDS_OF(OWNER)[0]),                       \
	    __VA_ARGS__},
#include "model/kinds_only.h"
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

enum kind
kind_of_number(uint64_t number)
{
	int k = 0;

	while (k < KIND_COUNT && entities[k].number != number)
		k++;
	return (enum kind)k;
}

enum kind
kind_at(enum kind_group group, int place)
{
	int k = 0;

	while (k < KIND_COUNT && (entities[k].group != group || entities[k].place != place))
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
