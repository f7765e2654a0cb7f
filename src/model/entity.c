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

#define PASTE(a, b)    a##b
#define FIELDS_OF(own) PASTE(own, _fields)

#define KIND(constant, ...) static const struct field FIELDS_OF(OWNER)[] = {
#define END                                                                                        \
	}                                                                                          \
	;
#include "model/kinds.def"

#define ORDERS(name) static const struct date_order name[]

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
