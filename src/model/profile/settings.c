/* SPDX-License-Identifier: MIT
 * settings.c - the table of everything a profile may say.
 */
#include "model/profile/settings.h"

#define ALWAYS           .module = ""
#define AT(member)       .at = offsetof(struct profile_file, member)
#define COUNT(member)    .count = offsetof(struct profile_file, member)
#define IN(type, member) .at = offsetof(struct type, member)
#define END_OF_SETTINGS                                                                            \
	{                                                                                          \
		.name = NULL                                                                       \
	}

static const struct setting words[] = {
#define WORD(id, wanted, meaning, written)                                                         \
	{.name = #id,                                                                              \
	    .type = SET_STRING,                                                                    \
	    .module = wanted,                                                                      \
	    AT(p.words.id),                                                                        \
	    .about = meaning,                                                                      \
	    .usual = "пусто",                                                                      \
	    .sample = "\"" written "\""},
#include "model/profile/words.def"
#undef WORD
    END_OF_SETTINGS,
};

static const struct setting rules[] = {
    {.name = "young_age",
	.type = SET_NUMBER,
	.otherwise = 35,
	.least = 18,
	.most = 100,
	AT(p.rules.young_age),
	.about = "до скольких лет педагог молодой"},
    {.name = "young_age_inclusive",
	.type = SET_FLAG,
	AT(p.rules.young_age_inclusive),
	.about = "входит ли сам этот возраст"},
    {.name = "young_years",
	.type = SET_NUMBER,
	.otherwise = 3,
	.least = 1,
	.most = 50,
	AT(p.rules.young_years),
	.about = "сколько первых лет работы считаются"},
    {.name = "consent_in_application_until",
	.type = SET_DATE,
	AT(p.rules.consent_in_application_until),
	.usual = "без срока",
	.sample = "\"2025-08-31\"",
	.about = "последний день, когда фраза в заявлении была согласием на распространение"},
    {.name = "indicator_staff",
	.type = SET_STAFF,
	.otherwise = 1 << STAFF_TEACHER,
	AT(p.rules.indicator_staff),
	.done = check_staff,
	.usual = "[\"педагог\"]",
	.about = "категории персонала, которые считаются в показателях"},
    {.name = "events_per_member",
	.type = SET_NUMBER,
	.least = 0,
	.most = 10000,
	AT(p.rules.events_per_member),
	.usual = "не считается",
	.sample = "12",
	.about = "сколько мероприятий в год ведёт один член актива: отсюда нужная численность"},
    {.name = "supported_per_member",
	.type = SET_NUMBER,
	.least = 0,
	.most = 10000,
	AT(p.rules.supported_per_member),
	.usual = "не считается",
	.sample = "5",
	.about = "скольких людей ведёт один член актива: отсюда нужная численность"},
    {.name = "association_min_size",
	.later = true,
	.type = SET_NUMBER,
	.least = 1,
	.most = 1000,
	AT(p.rules.association_min_size),
	.usual = "не проверяется",
	.sample = "5",
	.about = "сколько членов нужно объединению, у которого это не записано"},
    {.name = "mentor_max",
	.later = true,
	.type = SET_NUMBER,
	.otherwise = 3,
	.least = 1,
	.most = 100,
	AT(p.rules.mentor_max),
	.about = "скольких людей ведёт один наставник"},
    {.name = "request_days",
	.type = SET_NUMBER,
	.least = 1,
	.most = 365,
	AT(p.rules.request_days),
	.usual = "срок пишут сами",
	.sample = "30",
	.about = "через сколько рабочих дней после получения истекает срок обращения"},
    {.name = "idle_minutes",
	.later = true,
	.type = SET_NUMBER,
	.least = 1,
	.most = 1440,
	AT(p.rules.idle_minutes),
	.usual = "не закрывается",
	.sample = "30",
	.about = "через сколько минут без нажатий экран закрывается"},
    {.name = "mail_worklists",
	.type = SET_FLAG,
	AT(p.rules.mail_worklists),
	.about = "по понедельникам metodaktiv mailings send шлёт сотрудникам их список дел"},
    {.name = "mail_calendar",
	.type = SET_FLAG,
	AT(p.rules.mail_calendar),
	.about = "к списку дел прикладывается календарь: заседания и план на месяц вперёд"},
    END_OF_SETTINGS,
};

static const char *const feed_levels[] = {"figures", "facts", "roster", NULL};

static const struct setting feed[] = {
    {.name = "oktmo",
	.type = SET_STRING,
	AT(p.feed.oktmo),
	.done = check_oktmo,
	.usual = "не назван",
	.sample = "\"00000000\"",
	.about = "код муниципалитета по ОКТМО, 8 цифр: под ним город стоит у региона"},
    {.name = "level",
	.type = SET_WORD,
	.words = feed_levels,
	AT(p.feed.level),
	.about = "что передаётся, когда не сказано иначе: figures — суммы показателей, facts — "
		 "сведения о людях под псевдонимами, roster — список актива для сайта"},
    {.name = "horizon",
	.type = SET_DATE,
	AT(p.feed.horizon),
	.usual = "1 сентября прошлого учебного года",
	.sample = "\"2025-09-01\"",
	.about = "день, раньше которого ни одна дата не передаётся; не позже 1 сентября текущего "
		 "учебного года"},
    {.name = "smallest",
	.type = SET_NUMBER,
	.otherwise = 5,
	.least = 3,
	.most = 100,
	AT(p.feed.smallest),
	.about = "меньше скольких людей суммы не показывают: такие числа скрываются"},
    END_OF_SETTINGS,
};

static const char *const numbers[] = {"program", "office", NULL};

static const struct setting orders[] = {
    {.name = "numbers",
	.type = SET_WORD,
	.words = numbers,
	AT(p.order_numbers),
	.about = "кто даёт приказу номер: program — программа, office — канцелярия"},
    {.name = "registers",
	.type = SET_REGISTERS,
	AT(p.registers),
	.usual = "у каждого вида свой ряд номеров",
	.sample = "( [\"состав методактива\", \"исключение из методактива\"] )",
	.about = "виды приказов, у которых один ряд номеров на всех"},
    END_OF_SETTINGS,
};

static const struct setting calendar[] = {
    {.name = "days_off",
	.type = SET_DAYS,
	AT(p.days[DAYS_OFF]),
	COUNT(p.ndays[DAYS_OFF]),
	.done = check_days_off,
	.usual = "нет",
	.sample = "[\"2026-01-01\", \"2026-01-02\"]",
	.about = "будние нерабочие дни: праздники и переносы"},
    {.name = "working_days",
	.type = SET_DAYS,
	AT(p.days[DAYS_WORKED]),
	COUNT(p.ndays[DAYS_WORKED]),
	.done = check_days_worked,
	.usual = "нет",
	.sample = "[\"2025-11-01\"]",
	.about = "рабочие субботы и воскресенья"},
    END_OF_SETTINGS,
};

static const struct setting town_words[] = {
    {.name = "word",
	.type = SET_STRING,
	ALWAYS,
	IN(town_word, word),
	.sample = "\"своё слово\"",
	.about = "слово города"},
    {.name = "counts_as",
	.type = SET_STRING,
	ALWAYS,
	IN(town_word, counted),
	.sample = "\"иное\"",
	.about = "какое слово программы им считается"},
    {.name = "until",
	.type = SET_DATE,
	IN(town_word, until),
	.usual = "без срока",
	.sample = "\"2026-08-31\"",
	.about = "последний день, когда это слово пишут; написанное раньше остаётся"},
    END_OF_SETTINGS,
};

#define TOWN_WORDS(id, list, meaning)                                                              \
	{                                                                                          \
		.name = id, .type = SET_LIST, .members = town_words,                               \
		.size = sizeof(struct town_word), AT(p.vocabulary.words[list]),                    \
		COUNT(p.vocabulary.nwords[list]), .done = check_town_word, .usual = "нет",         \
		.about = meaning                                                                   \
	}

static const struct setting vocabularies[] = {
    TOWN_WORDS("event_types", WORDS_EVENT_TYPES, "типы мероприятий"),
    TOWN_WORDS("support_forms", WORDS_SUPPORT_FORMS, "формы поддержки молодых"),
    TOWN_WORDS("participant_roles", WORDS_PARTICIPANT_ROLES, "роли участников"),
    TOWN_WORDS("resource_kinds", WORDS_RESOURCE_KINDS, "виды материалов"),
    TOWN_WORDS("assessment_levels", WORDS_ASSESSMENT_LEVELS, "уровни оценки"),
    END_OF_SETTINGS,
};

static const struct setting own_fields[] = {
    {.name = "kind",
	.type = SET_KIND,
	ALWAYS,
	IN(own_setting, kind),
	.sample = "\"people\"",
	.about = "таблица"},
    {.name = "id",
	.type = SET_ID,
	ALWAYS,
	IN(own_setting, id),
	.sample = "\"shift\"",
	.about = "имя столбца"},
    {.name = "label",
	.type = SET_STRING,
	ALWAYS,
	IN(own_setting, label),
	.sample = "\"Смена\"",
	.about = "название на экране"},
    {.name = "type",
	.type = SET_WORD,
	ALWAYS,
	.words = own_type_words,
	IN(own_setting, type),
	.sample = "\"text\"",
	.about = "что в поле пишут"},
    {.name = "words",
	.type = SET_CHOICES,
	IN(own_setting, choices),
	.usual = "нет",
	.sample = "[\"первая\", \"вторая\"]",
	.about = "слова выбора (у choice и choices обязательны); слово, которое больше не пишут, "
		 "получает последний день: ( \"первая\", { word = \"вторая\"; until = "
		 "\"2026-08-31\"; } )"},
    {.name = "required",
	.type = SET_FLAG,
	IN(own_setting, required),
	.about = "без значения запись не сохранить"},
    {.name = "not_after_today",
	.type = SET_FLAG,
	IN(own_setting, not_after_today),
	.about = "дата не позже сегодняшней"},
    {.name = "width",
	.type = SET_NUMBER,
	.least = 0,
	.most = 100,
	IN(own_setting, width),
	.usual = "по типу",
	.sample = "20",
	.about = "ширина столбца в списке"},
    END_OF_SETTINGS,
};

static const struct setting rows[] = {
    {.name = "fields",
	.type = SET_STRINGS,
	ALWAYS,
	IN(row_setting, fields),
	.sample = "[\"organisation\"]",
	.about = "поля строки, от одного до четырёх"},
    {.name = "label",
	.type = SET_STRING,
	IN(row_setting, label),
	.usual = "название поля",
	.sample = "\"Место работы\"",
	.about = "слова строки"},
    {.name = "note",
	.type = SET_STRING,
	IN(row_setting, note),
	.usual = "пусто",
	.sample = "\"п. 2.4\"",
	.about = "какой пункт этого требует"},
    END_OF_SETTINGS,
};

#define ROWS(id, list, meaning)                                                                    \
	.name = id, .type = SET_LIST, .members = rows, .size = sizeof(struct row_setting),         \
	AT(rows[list]), COUNT(nrows[list]), .done = row_done, .about = meaning

static const struct setting application[] = {
    {.name = "heading",
	.type = SET_STRINGS,
	ALWAYS,
	AT(p.heading),
	.sample = "[\"Начальнику Управления образования\", \"\", \"ЗАЯВЛЕНИЕ\"]",
	.about = "строки над таблицей"},
    {ROWS("rows", ROWS_OF_PAPER, "строки таблицы, словами бумаги и в её порядке"), ALWAYS},
    {ROWS("needed", ROWS_NEEDED, "чего бумага не спрашивает, а пункты требуют"), .usual = "нет"},
    {.name = "consent",
	.type = SET_STRING,
	AT(p.consent),
	.usual = "пусто",
	.sample = "\"Согласен на размещение сведений обо мне на сайте\"",
	.about = "фраза согласия"},
    END_OF_SETTINGS,
};

static const struct setting forms[] = {
    {.name = "kind",
	.type = SET_KIND,
	ALWAYS,
	IN(form_setting, kind),
	.sample = "\"organisations\"",
	.about = "таблица, кроме заявлений"},
    {.name = "rows",
	.type = SET_LIST,
	ALWAYS,
	.members = rows,
	.size = sizeof(struct row_setting),
	IN(form_setting, rows),
	.count = offsetof(struct form_setting, nrows),
	.done = row_done,
	.about = "строки формы; поля, не названные здесь, стоят за ними"},
    END_OF_SETTINGS,
};

static const struct setting reasons[] = {
    {.name = "admit",
	.type = SET_STRINGS,
	AT(p.reasons[OUTCOME_ADMIT]),
	.usual = "нет",
	.sample = "[\"решение совета\"]",
	.about = "фразы для решения принять"},
    {.name = "refuse",
	.type = SET_STRINGS,
	AT(p.reasons[OUTCOME_REFUSE]),
	.usual = "нет",
	.sample = "[\"не подтверждены требования\"]",
	.about = "фразы для отказа"},
    {.name = "postpone",
	.type = SET_STRINGS,
	AT(p.reasons[OUTCOME_POSTPONE]),
	.usual = "нет",
	.sample = "[\"нужны документы\"]",
	.about = "фразы, чтобы отложить"},
    END_OF_SETTINGS,
};

static const char *const majority_words[] = {"voting", "present", "seats", NULL};
static const char *const shown_words[] = {"at_once", "after", NULL};
static const char *const open_words[] = {"auto", "key", NULL};

static const struct setting council[] = {
    {.name = "quorum",
	.type = SET_SHARE,
	AT(p.council.quorum),
	.usual = "больше 1/2",
	.about = "доля членов совета, без которой заседания нет"},
    {.name = "majority",
	.type = SET_SHARE,
	AT(p.council.majority),
	.usual = "больше 1/2",
	.about = "доля голосов, нужная для решения"},
    {.name = "majority_of",
	.type = SET_WORD,
	.words = majority_words,
	AT(p.council.majority_of),
	.about = "доля от кого: voting — от голосовавших, present — от присутствующих (без "
		 "взявших отвод), seats — от всех мест"},
    {.name = "abstention_counts",
	.type = SET_FLAG,
	.otherwise = true,
	AT(p.council.abstention_counts),
	.about = "воздержавшийся входит в число голосовавших"},
    {.name = "casting_vote",
	.type = SET_FLAG,
	.otherwise = true,
	AT(p.council.casting_vote),
	.about = "при равенстве голосов решает голос председательствующего (при простом "
		 "большинстве)"},
    {.name = "recused_in_quorum",
	.type = SET_FLAG,
	.otherwise = true,
	AT(p.council.recused_in_quorum),
	.about = "взявший отвод присутствует для кворума"},
    {.name = "quorum_of_votes",
	.type = SET_FLAG,
	AT(p.council.quorum_of_votes),
	.about = "для решения нужно, чтобы проголосовали не меньше членов совета, чем нужно для "
		 "кворума"},
    {.name = "votes_shown",
	.type = SET_WORD,
	.words = shown_words,
	AT(p.council.votes_shown),
	.about = "наблюдатель и член совета видят чужие голоса: at_once — сразу, after — после "
		 "решения"},
    {.name = "votes_open",
	.type = SET_WORD,
	.words = open_words,
	AT(p.council.votes_open),
	.about = "голосование по пункту открывается: auto — само, как только пункт "
		 "рассматривается, key — клавишей того, кто ведёт заседание"},
    {.name = "reasons",
	.type = SET_GROUP,
	.members = reasons,
	.usual = "нет",
	.about = "готовые фразы для решений"},
    END_OF_SETTINGS,
};

#define VALIDITY(of)                                                                                                     \
	{.name = "from",                                                                                                 \
	    .type = SET_DATE,                                                                                            \
	    IN(of, validity.from),                                                                                       \
	    .usual = "без срока",                                                                                        \
	    .sample = "\"2025-09-01\"",                                                                                  \
	    .about = "первый день, когда это действует"},                                                                \
	{                                                                                                                \
		.name = "until", .type = SET_DATE, IN(of, validity.until), .usual = "без срока",                         \
		.sample = "\"2026-08-31\"", .about = "последний день, когда это действует" \
	}

#define TERM                                                                                       \
	{.name = "id",                                                                             \
	    .type = SET_ID,                                                                        \
	    ALWAYS,                                                                                \
	    IN(term, id),                                                                          \
	    .sample = "\"first\"",                                                                 \
	    .about = "короткое имя латиницей; на нём держатся записи, его не меняют"},             \
	    {.name = "clause",                                                                     \
		.type = SET_STRING,                                                                \
		ALWAYS,                                                                            \
		IN(term, clause),                                                                  \
		.sample = "\"1.1\"",                                                               \
		.about = "пункт положения"},                                                       \
	{                                                                                          \
		.name = "text", .type = SET_STRING, ALWAYS, IN(term, text),                        \
		.sample = "\"слова положения\"", .about = "слова положения"          \
	}

static const struct setting grounds[] = {
    TERM,
    {.name = "evidence",
	.type = SET_STRING,
	IN(term, evidence),
	.usual = "нет",
	.sample = "\"victories\"",
	.about = "поле заявления, которое это показывает"},
    {.name = "proposed_by",
	.type = SET_STRING,
	IN(term, proposed_by),
	.usual = "ничем",
	.sample = "\"victories\"",
	.about = "поле заявления: когда оно заполнено, форма предлагает основание отмеченным"},
    {.name = "unless",
	.type = SET_STRINGS,
	IN(term, unless),
	.usual = "нет",
	.sample = "[\"нет\", \"не\"]",
	.about = "слова, с которыми это поле основания не предлагает"},
    VALIDITY(term),
    END_OF_SETTINGS,
};

static const struct setting directions[] = {
    TERM,
    VALIDITY(term),
    END_OF_SETTINGS,
};

static const struct setting targets[] = {
    {.name = "least",
	.type = SET_NUMBER,
	ALWAYS,
	IN(target, least),
	.sample = "45",
	.about = "не менее скольких процентов (у load — человек на одного методиста)"},
    VALIDITY(target),
    END_OF_SETTINGS,
};

static const struct setting indicators[] = {
    TERM,
    VALIDITY(term),
    {.name = "targets",
	.type = SET_LIST,
	.members = targets,
	.size = sizeof(struct target),
	IN(term, targets),
	.count = offsetof(struct term, ntargets),
	.done = check_target,
	.usual = "нет",
	.about = "цели, по одной на срок"},
    END_OF_SETTINGS,
};

static const struct setting musts[] = {
    {.name = "id",
	.type = SET_ID,
	ALWAYS,
	IN(must, id),
	.sample = "\"experience\"",
	.about = "короткое имя латиницей"},
    {.name = "clause",
	.type = SET_STRING,
	ALWAYS,
	IN(must, clause),
	.sample = "\"2.4\"",
	.about = "пункт положения"},
    {.name = "text",
	.type = SET_STRING,
	ALWAYS,
	IN(must, text),
	.sample = "\"стаж не менее 5 лет\"",
	.about = "слова положения"},
    {.name = "test",
	.type = SET_WORD,
	ALWAYS,
	.words = must_test_words,
	IN(must, test),
	.sample = "\"experience\"",
	.about = "на что смотреть: category — категория равна value и действует на день, "
		 "education — образование равно value, experience — полных лет не меньше years, "
		 "field — поле field заполнено, равно value или не меньше least"},
    {.name = "value",
	.type = SET_STRING,
	IN(must, value),
	.usual = "нет",
	.sample = "\"первая\"",
	.about = "значение (у category и education обязательно)"},
    {.name = "years",
	.type = SET_NUMBER,
	.least = 0,
	.most = 100,
	IN(must, years),
	.usual = "нет",
	.sample = "5",
	.about = "сколько лет (у experience обязательно)"},
    {.name = "field",
	.type = SET_FIELD,
	IN(must, field),
	.usual = "нет",
	.sample = "\"victories\"",
	.about = "поле заявления, своё или общее (у field обязательно)"},
    {.name = "least",
	.type = SET_NUMBER,
	.otherwise = NUMBER_NONE,
	IN(must, least),
	.usual = "нет",
	.sample = "3",
	.about = "наименьшее число в поле"},
    {.name = "not_applicable",
	.type = SET_STAFF,
	IN(must, not_applicable),
	.usual = "ко всем",
	.sample = "[\"руководитель\"]",
	.about = "к кому из персонала это не относится"},
    VALIDITY(must),
    END_OF_SETTINGS,
};

#define TERMS(id, which, what, checked, meaning)                                                   \
	.name = id, .type = SET_LIST, .members = what, .size = sizeof(struct term),                \
	AT(p.vocabulary.terms[which]), COUNT(p.vocabulary.nterms[which]), .done = checked,         \
	.about = meaning

/* In a town's file and in the program's own. */
#define PAPERS                                                                                     \
	.name = "papers", .type = SET_LIST, .members = paper_settings,                             \
	.size = sizeof(struct paper_setting), AT(papers), COUNT(npapers), .done = paper_done,      \
	.usual = "бумаги программы", .sample = "( )",                                              \
	.about = "бумаги города: каких здесь нет, те — как у программы"

const struct setting profile_settings[] = {
    {.name = "id",
	.type = SET_ID,
	ALWAYS,
	AT(p.id),
	.sample = "\"primerny\"",
	.about = "короткое имя города латиницей"},
    {.name = "words",
	.type = SET_GROUP,
	ALWAYS,
	.members = words,
	.done = check_words,
	.about = "слова города"},
    {.name = "modules",
	.type = SET_STRINGS,
	ALWAYS,
	AT(p.vocabulary.modules),
	.done = check_modules,
	.sample = "[\"corps\", \"associations\"]",
	.about = "что в городе есть: corps — методический актив, associations — объединения; чего "
		 "нет, того нет ни на экране, ни в командах"},
    {.name = "rules", .type = SET_GROUP, .members = rules, .about = "числа и даты правил"},
    {.name = "orders", .type = SET_GROUP, .members = orders, .about = "номера приказов"},
    {.name = "feed", .type = SET_GROUP, .members = feed, .about = "что передаётся в регион"},
    {.name = "calendar",
	.type = SET_GROUP,
	.members = calendar,
	.about = "календарь: по нему считаются рабочие дни"},
    {.name = "vocabularies",
	.type = SET_GROUP,
	.members = vocabularies,
	.about = "свои слова города рядом со словами программы: хранятся, выгружаются и "
		 "печатаются как слово города, считаются как названное"},
    {.name = "own_fields",
	.type = SET_LIST,
	.members = own_fields,
	.size = sizeof(struct own_setting),
	AT(own),
	COUNT(nown),
	.done = own_field_done,
	.usual = "нет",
	.about = "свои поля города"},
    {.name = "labels",
	.type = SET_LABELS,
	.done = labels_done,
	.usual = "названия программы",
	.sample = "{ people = { hired = \"Принят\"; }; }",
	.about = "названия полей, по таблицам: имя поля = \"название\""},
    {.name = "application",
	.type = SET_GROUP,
	.module = "corps",
	.members = application,
	.about = "бумага заявления"},
    {.name = "forms",
	.type = SET_LIST,
	.members = forms,
	.size = sizeof(struct form_setting),
	AT(forms),
	COUNT(nforms),
	.done = form_done,
	.usual = "строка на поле",
	.about = "формы других таблиц"},
    {.name = "council", .type = SET_GROUP, .members = council, .about = "как решает совет"},
    {TERMS("grounds", TERMS_GROUNDS, grounds, check_ground,
	 "основания: для вступления в актив нужно хотя бы одно"),
	.module = "corps"},
    {TERMS("directions", TERMS_DIRECTIONS, directions, check_direction,
	 "направления деятельности актива"),
	.module = "corps"},
    {TERMS("indicators", TERMS_INDICATORS, indicators, check_indicator,
	 "показатели: слова и пункты; формулы одни для всех городов"),
	.usual = "слова программы"},
    {.name = "musts",
	.type = SET_LIST,
	.members = musts,
	.size = sizeof(struct must),
	AT(p.musts),
	COUNT(p.nmusts),
	.done = check_must,
	.usual = "нет",
	.about = "условия вступления в актив: все должны быть выполнены"},
    {PAPERS},
    END_OF_SETTINGS,
};

const struct setting papers_only[] = {
    {PAPERS},
    END_OF_SETTINGS,
};
