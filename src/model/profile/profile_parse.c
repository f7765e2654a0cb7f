/* SPDX-License-Identifier: MIT
 * profile_parse.c - a town's file into its words, rules, fields, musts and lists.
 */
#include "model/profile/profile_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/die.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "model/value.h"

enum { OWN_FIELDS = 64 }; /* of one kind: more is a mistake */

/* Faults of the text as text, which libconfig would pass over or tell in English. */
static void
check_text(struct profile_file *in, struct slice text)
{
	const char *start = text.data, *line = start, *end = start + text.len;

	for (unsigned n = 1; line < end && in->st == ST_OK; n++) {
		const char *feed = memchr(line, '\n', (size_t)(end - line));
		const char *stop = feed != NULL ? feed : end, *p = line;
		struct slice row = slice_make(line, (size_t)(stop - line));
		struct utf8_facts facts;

		if (row.len > 0 && line[row.len - 1] == '\r')
			row.len--;
		facts = utf8_look(row, true);
		p += strspn(p, " \t");
		if (facts.bad_at < row.len)
			in->st = error_set(in->e, ST_INVALID,
			    "%s, строка %u: байт 0x%02X — не текст UTF-8", in->name, n,
			    (unsigned char)line[facts.bad_at]);
		else if (facts.forbidden != UTF8_BAD)
			in->st = error_set(in->e, ST_INVALID,
			    "%s, строка %u: недопустимый невидимый знак U+%04X", in->name, n,
			    (unsigned)facts.forbidden);
		else if (strncmp(p, "@include", 8) == 0)
			in->st = error_set(in->e, ST_INVALID,
			    "%s, строка %u: @include в профиле нельзя: профиль — "
			    "один файл",
			    in->name, n);
		line = stop + 1;
	}
}

/* libconfig's own sentence in Russian. */
static const char *
syntax_text(const char *text)
{
	static const struct {
		const char *english, *russian;
	} texts[] = {
	    {.english = "duplicate setting name", .russian = "эта настройка уже была"},
	    {.english = "mismatched element type in array",
		.russian = "в квадратных скобках значения разных видов; для групп нужны круглые "
			   "скобки ( … )"},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (text != NULL && strcmp(text, texts[i].english) == 0)
			return texts[i].russian;
	return "запись не разобрать: здесь или выше нет знака «;», кавычки или скобки";
}

static void
read_words(struct profile_file *in, const config_setting_t *group)
{
	int count = file_length(group);

	in->p->words = arena_alloc(&in->p->arena, (size_t)count * sizeof(*in->p->words));
	for (int i = 0; i < count; i++) {
		const config_setting_t *s = file_element(group, i);
		const char *id = config_setting_name(s);

		if (config_setting_type(s) != CONFIG_TYPE_STRING)
			file_blame(in, s, "words: %s — нужна строка в кавычках", id);
		in->p->words[in->p->nwords++] =
		    (struct word){.id = arena_strndup(&in->p->arena, id, strlen(id)),
			.text = file_string(in, group, id)};
	}
	if (profile_word(in->p, "name")[0] == '\0')
		file_blame(in, group, "words: нет слова name — как называется муниципалитет");
}

static bool
is_module(const char *module)
{
	for (int k = 0; k < KIND_COUNT; k++)
		if (strcmp(entity_of((enum kind)k)->module, module) == 0)
			return module[0] != '\0';
	return false;
}

static void
read_modules(struct profile_file *in, const config_setting_t *root)
{
	const config_setting_t *list = file_member(root, "modules");

	in->p->modules = file_strings(in, root, "modules");
	for (int i = 0; i < file_length(list); i++) {
		if (!is_module(in->p->modules[i]))
			file_blame(in, file_element(list, i),
			    "раздела «%s» нет; бывают corps, associations", in->p->modules[i]);
		if (profile_has_module(in->p, in->p->modules[i]))
			file_blame(in, file_element(list, i), "раздел «%s» назван дважды",
			    in->p->modules[i]);
		in->p->nmodules++;
	}
}

static void
keep_rule(struct profile *p, const char *id, int32_t value)
{
	p->rules[p->nrules++] = (struct rule_value){.id = id, .value = value};
}

static unsigned
staff_bits(struct profile_file *in, const config_setting_t *group, const char *name)
{
	const config_setting_t *list = file_member(group, name);
	const char *const *words = field_find(KIND_PEOPLE, "staff_kind")->words;
	unsigned bits = 0;

	for (int i = 0; i < file_length(list); i++) {
		const config_setting_t *s = file_element(list, i);

		bits |= 1u << file_word(in, s, config_setting_get_string(s), words);
	}
	return bits;
}

static void
read_rules(struct profile_file *in, const config_setting_t *group)
{
	static const struct setting_rule rules[] = {
	    {.name = "young_age", .type = SET_NUMBER},
	    {.name = "young_age_inclusive", .type = SET_FLAG},
	    {.name = "young_years", .type = SET_NUMBER},
	    {.name = "consent_in_application_until", .type = SET_DATE},
	    {.name = "events_per_member", .type = SET_NUMBER},
	    {.name = "supported_per_member", .type = SET_NUMBER},
	    {.name = "indicator_staff", .type = SET_STRINGS},
	    {.name = NULL, .type = SET_STRING},
	};

	in->p->rules =
	    arena_alloc(&in->p->arena, sizeof(rules) / sizeof(rules[0]) * sizeof(*in->p->rules));
	in->p->indicator_staff = 1u << STAFF_TEACHER;
	if (group == NULL || !file_check_group(in, group, rules, "rules"))
		return;
	for (const struct setting_rule *r = rules; r->name != NULL; r++) {
		if (file_member(group, r->name) == NULL)
			continue;
		if (r->type == SET_NUMBER)
			keep_rule(in->p, r->name, file_number(group, r->name, 0));
		else if (r->type == SET_FLAG)
			keep_rule(in->p, r->name, file_flag(group, r->name));
		else if (r->type == SET_DATE)
			keep_rule(in->p, r->name, file_date(in, group, r->name));
		else
			in->p->indicator_staff = staff_bits(in, group, r->name);
	}
	if (in->p->indicator_staff == 0)
		file_blame(in, file_member(group, "indicator_staff"),
		    "indicator_staff: не названа ни одна категория персонала");
}

/* Types a town's own field may have: those whose value is text by itself. */
static const struct {
	const char *word;
	enum field_type type;
} own_types[] = {{.word = "text", .type = FIELD_TEXT}, {.word = "long", .type = FIELD_LONG},
    {.word = "email", .type = FIELD_EMAIL}, {.word = "date", .type = FIELD_DATE},
    {.word = "number", .type = FIELD_NUMBER}, {.word = "yesno", .type = FIELD_YESNO},
    {.word = "choice", .type = FIELD_CHOICE}, {.word = "choices", .type = FIELD_CHOICES},
    {.word = "list", .type = FIELD_LIST}};

enum { OWN_TYPES = sizeof(own_types) / sizeof(own_types[0]) };

static enum field_type
own_type(struct profile_file *in, const config_setting_t *group)
{
	const char *words[OWN_TYPES + 1] = {NULL};
	uint8_t place;

	for (size_t i = 0; i < OWN_TYPES; i++)
		words[i] = own_types[i].word;
	place = file_word(in, file_member(group, "type"), file_string(in, group, "type"), words);
	return place > 0 ? own_types[place - 1].type : FIELD_TEXT;
}

static enum kind
kind_of(struct profile_file *in, const config_setting_t *at, const char *id)
{
	enum kind kind = kind_find(slice_of(id));

	if (kind != KIND_COUNT)
		return kind;
	file_blame(in, at, "таблицы «%s» нет", id);
	return KIND_PEOPLE;
}

/* The words of an own choice: each a whole item, none twice. */
static void
check_own_words(struct profile_file *in, const config_setting_t *group, const struct field *f)
{
	const config_setting_t *list = file_member(group, "words");
	bool wanted = f->type == FIELD_CHOICE || f->type == FIELD_CHOICES;

	if (wanted != (file_length(list) > 0) || file_length(list) > 200) {
		file_blame(in, list != NULL ? list : group,
		    wanted ? "поле «%s»: для выбора нужны words — от 1 до 200 слов"
			   : "поле «%s»: words бывают только у типов choice и choices",
		    f->id);
		return;
	}
	for (int i = 0; i < file_length(list); i++) {
		if (f->words[i][0] == '\0' || strchr(f->words[i], ',') != NULL)
			file_blame(in, file_element(list, i),
			    "поле «%s»: слово выбора пусто или с запятой: «%s»", f->id,
			    f->words[i]);
		for (int j = 0; j < i; j++)
			if (fold_equal(slice_of(f->words[i]), slice_of(f->words[j])))
				file_blame(in, file_element(list, i),
				    "поле «%s»: слово «%s» повторяется", f->id, f->words[i]);
	}
}

static struct field *
read_own_field(struct profile_file *in, const config_setting_t *group, enum kind *kind)
{
	static const struct setting_rule rules[] = {
	    {.name = "kind", .type = SET_STRING, .required = true},
	    {.name = "id", .type = SET_STRING, .required = true},
	    {.name = "label", .type = SET_STRING, .required = true},
	    {.name = "type", .type = SET_STRING, .required = true},
	    {.name = "words", .type = SET_STRINGS},
	    {.name = "required", .type = SET_FLAG},
	    {.name = "not_after_today", .type = SET_FLAG},
	    {.name = "width", .type = SET_NUMBER},
	    {.name = NULL, .type = SET_STRING},
	};
	struct field *f;

	if (!file_check_group(in, group, rules, "own_fields"))
		return NULL;
	*kind = kind_of(in, file_member(group, "kind"), file_string(in, group, "kind"));
	f = arena_alloc(&in->p->arena, sizeof(*f));
	*f = (struct field){
	    .id = file_id(in, group),
	    .label = file_string(in, group, "label"),
	    .type = own_type(in, group),
	    .own = true,
	    .words = file_strings(in, group, "words"),
	    .required = file_flag(group, "required"),
	    .not_after_today = file_flag(group, "not_after_today"),
	    .width = (uint8_t)(file_number(group, "width", 0) & 0x7F),
	};
	if (f->not_after_today && f->type != FIELD_DATE)
		file_blame(in, file_member(group, "not_after_today"),
		    "поле «%s»: not_after_today бывает только у даты", f->id);
	if (file_number(group, "width", 0) > 100)
		file_blame(
		    in, file_member(group, "width"), "поле «%s»: width — не больше 100", f->id);
	check_own_words(in, group, f);
	return f;
}

static void
read_own_fields(struct profile_file *in, const config_setting_t *list)
{
	for (int i = 0; i < file_length(list) && in->st == ST_OK; i++) {
		const config_setting_t *group = file_element(list, i);
		enum kind kind = KIND_PEOPLE;
		struct field *f = read_own_field(in, group, &kind);
		struct kind_words *part = &in->p->vocabulary.kinds[kind];

		for (size_t k = 0; f != NULL && k < part->count; k++)
			if (strcmp(part->fields[k]->id, f->id) == 0)
				file_blame(in, group, "поле «%s» в таблице «%s» уже есть", f->id,
				    entity_of(kind)->many);
		if (f != NULL && part->count == entity_of(kind)->count + OWN_FIELDS)
			file_blame(in, group, "в таблице «%s» больше %d своих полей",
			    entity_of(kind)->many, OWN_FIELDS);
		if (in->st != ST_OK)
			return;
		in->label_at[kind][part->count] = group;
		part->fields[part->count++] = f;
	}
}

static void
prepare_kinds(struct profile_file *in, const config_setting_t *own)
{
	struct arena *arena = &in->p->arena;

	for (int k = 0; k < KIND_COUNT; k++) {
		const struct entity *entity = entity_of((enum kind)k);
		struct kind_words *part = &in->p->vocabulary.kinds[k];
		size_t most = entity->count + (size_t)file_length(own);

		part->fields = arena_alloc(arena, most * sizeof(*part->fields));
		in->label_at[k] = arena_alloc(arena, most * sizeof(*in->label_at[k]));
		for (size_t i = 0; i < entity->count; i++)
			part->fields[part->count++] = &entity->fields[i];
	}
}

static struct validity
read_validity(struct profile_file *in, const config_setting_t *group)
{
	struct validity v = {
	    .from = file_date(in, group, "from"), .until = file_date(in, group, "until")};

	if (v.from != DATE_NONE && v.until != DATE_NONE && v.until < v.from)
		file_blame(in, group, "until раньше, чем from");
	return v;
}

static void
check_indicator(struct profile_file *in, const config_setting_t *at, const char *id)
{
	static const char *const known[] = {"roadmap", "assessed", "trained", "pathways",
	    "methodists", "load", "pathways_done", "young", NULL};

	file_word(in, at, id, known);
}

/* What an indicator shall reach, from when to when. */
static void
read_targets(struct profile_file *in, const config_setting_t *list, struct term *t)
{
	static const struct setting_rule rules[] = {
	    {.name = "from", .type = SET_DATE},
	    {.name = "until", .type = SET_DATE},
	    {.name = "least", .type = SET_NUMBER, .required = true},
	    {.name = NULL, .type = SET_STRING},
	};
	size_t count = (size_t)file_length(list);
	struct target *targets = arena_alloc(&in->p->arena, count * sizeof(*targets));

	t->targets = targets;
	for (; t->ntargets < count && in->st == ST_OK; t->ntargets++) {
		const config_setting_t *group = file_element(list, (int)t->ntargets);

		if (!file_check_group(in, group, rules, "targets"))
			return;
		targets[t->ntargets] = (struct target){
		    .validity = read_validity(in, group), .least = file_number(group, "least", 0)};
		if (targets[t->ntargets].least > 100 && strcmp(t->id, "load") != 0)
			file_blame(in, file_member(group, "least"),
			    "показатель «%s»: least — проценты, не больше 100", t->id);
	}
}

static void
check_unique(struct profile_file *in, const config_setting_t *at, const char *id, const char *other)
{
	if (strcmp(id, other) == 0)
		file_blame(in, at, "id «%s» повторяется", id);
}

static void
read_term(
    struct profile_file *in, const config_setting_t *group, enum terms terms, const char *name)
{
	static const struct setting_rule rules[] = {
	    {.name = "id", .type = SET_STRING, .required = true},
	    {.name = "clause", .type = SET_STRING, .required = true},
	    {.name = "text", .type = SET_STRING, .required = true},
	    {.name = "evidence", .type = SET_STRING},
	    {.name = "from", .type = SET_DATE},
	    {.name = "until", .type = SET_DATE},
	    {.name = "targets", .type = SET_LIST},
	    {.name = NULL, .type = SET_STRING},
	};
	struct term *list = in->p->vocabulary.terms[terms],
		    *t = &list[in->p->vocabulary.nterms[terms]];
	const config_setting_t *evidence = file_member(group, "evidence");
	const config_setting_t *targets = file_member(group, "targets");

	if (!file_check_group(in, group, rules, name))
		return;
	*t = (struct term){
	    .id = file_id(in, group),
	    .clause = file_string(in, group, "clause"),
	    .text = file_string(in, group, "text"),
	    .evidence = file_string(in, group, "evidence"),
	    .validity = read_validity(in, group),
	};
	for (const struct term *other = list; other < t; other++)
		check_unique(in, group, t->id, other->id);
	if (evidence != NULL && terms != TERMS_GROUNDS)
		file_blame(in, evidence, "evidence бывает только у оснований (grounds)");
	else if (evidence != NULL)
		file_field(in, evidence, KIND_APPLICATIONS, t->evidence);
	if (terms == TERMS_INDICATORS)
		check_indicator(in, file_member(group, "id"), t->id);
	if (targets != NULL && terms != TERMS_INDICATORS)
		file_blame(in, targets, "targets бывают только у показателей (indicators)");
	else
		read_targets(in, targets, t);
	in->p->vocabulary.nterms[terms]++;
}

static void
read_terms(
    struct profile_file *in, const config_setting_t *root, enum terms terms, const char *name)
{
	const config_setting_t *list = file_member(root, name);
	size_t count = (size_t)file_length(list);

	in->p->vocabulary.terms[terms] = arena_alloc(&in->p->arena, count * sizeof(struct term));
	for (int i = 0; i < file_length(list) && in->st == ST_OK; i++)
		read_term(in, file_element(list, i), terms, name);
}

/* What a test needs besides id, clause and text. */
static const struct {
	const char *word, *needs;
} must_tests[] = {
    [MUST_CATEGORY] = {.word = "category", .needs = "value"},
    [MUST_EDUCATION] = {.word = "education", .needs = "value"},
    [MUST_EXPERIENCE] = {.word = "experience", .needs = "years"},
    [MUST_FIELD] = {.word = "field", .needs = "field"},
};

enum { MUST_TESTS = sizeof(must_tests) / sizeof(must_tests[0]) };

static void
read_must_choice(struct profile_file *in, const config_setting_t *group, struct must *m)
{
	const char *const *words = field_find(KIND_APPLICATIONS, must_tests[m->test].word)->words;

	m->choice =
	    file_word(in, file_member(group, "value"), file_string(in, group, "value"), words);
	m->value = m->choice > 0 ? words[m->choice - 1] : "";
}

/* The value a field must have, in the form it is kept in. */
static void
read_must_value(struct profile_file *in, const config_setting_t *group, struct must *m)
{
	struct reading reading = {.vocabulary = &in->p->vocabulary};
	struct record *scratch = record_new(KIND_APPLICATIONS);
	struct buf value = {0};
	struct error e = {0};

	if (value_parse(scratch, m->field, slice_of(file_string(in, group, "value")), &reading,
		&e) != ST_OK)
		file_blame(in, file_member(group, "value"), "value: %s", error_text(&e));
	value_put_cell(&value, scratch, m->field, &reading);
	m->value = arena_strndup(&in->p->arena, buf_text(&value), value.len);
	buf_free(&value);
	record_free(scratch);
}

static void
read_must_field(struct profile_file *in, const config_setting_t *group, struct must *m)
{
	const config_setting_t *least = file_member(group, "least");

	m->field = file_field(
	    in, file_member(group, "field"), KIND_APPLICATIONS, file_string(in, group, "field"));
	if (m->field == NULL)
		return;
	if (least != NULL && m->field->type != FIELD_NUMBER)
		file_blame(in, least, "least бывает только у числового поля, а «%s» — не число",
		    m->field->id);
	m->least = least != NULL ? config_setting_get_int(least) : NUMBER_NONE;
	if (file_member(group, "value") != NULL)
		read_must_value(in, group, m);
}

static void
read_must(struct profile_file *in, const config_setting_t *group)
{
	static const struct setting_rule rules[] = {
	    {.name = "id", .type = SET_STRING, .required = true},
	    {.name = "clause", .type = SET_STRING, .required = true},
	    {.name = "text", .type = SET_STRING, .required = true},
	    {.name = "test", .type = SET_STRING, .required = true},
	    {.name = "value", .type = SET_STRING},
	    {.name = "years", .type = SET_NUMBER},
	    {.name = "field", .type = SET_STRING},
	    {.name = "least", .type = SET_NUMBER},
	    {.name = "not_applicable", .type = SET_STRINGS},
	    {.name = "from", .type = SET_DATE},
	    {.name = "until", .type = SET_DATE},
	    {.name = NULL, .type = SET_STRING},
	};
	const char *words[MUST_TESTS + 1] = {NULL};
	struct must *m = &in->p->musts[in->p->nmusts];
	uint8_t test;

	if (!file_check_group(in, group, rules, "musts"))
		return;
	for (size_t i = 0; i < MUST_TESTS; i++)
		words[i] = must_tests[i].word;
	test = file_word(in, file_member(group, "test"), file_string(in, group, "test"), words);
	if (test == 0)
		return;
	*m = (struct must){
	    .id = file_id(in, group),
	    .clause = file_string(in, group, "clause"),
	    .text = file_string(in, group, "text"),
	    .validity = read_validity(in, group),
	    .test = (enum must_test)(test - 1),
	    .value = "",
	    .years = file_number(group, "years", 0),
	    .least = NUMBER_NONE,
	    .not_applicable = staff_bits(in, group, "not_applicable"),
	};
	if (file_member(group, must_tests[m->test].needs) == NULL)
		file_blame(in, group, "«%s»: при test = \"%s\" нужна настройка %s", m->id,
		    must_tests[m->test].word, must_tests[m->test].needs);
	else if (m->test == MUST_FIELD)
		read_must_field(in, group, m);
	else if (m->test != MUST_EXPERIENCE)
		read_must_choice(in, group, m);
	for (const struct must *other = in->p->musts; other < m; other++)
		check_unique(in, group, m->id, other->id);
	in->p->nmusts++;
}

static void
read_musts(struct profile_file *in, const config_setting_t *list)
{
	in->p->musts = arena_alloc(&in->p->arena, (size_t)file_length(list) * sizeof(struct must));
	for (int i = 0; i < file_length(list) && in->st == ST_OK; i++)
		read_must(in, file_element(list, i));
}

static void
read_root(struct profile_file *in, const config_setting_t *root)
{
	static const struct setting_rule rules[] = {
	    {.name = "id", .type = SET_STRING, .required = true},
	    {.name = "words", .type = SET_GROUP, .required = true},
	    {.name = "modules", .type = SET_STRINGS, .required = true},
	    {.name = "rules", .type = SET_GROUP},
	    {.name = "calendar", .type = SET_GROUP},
	    {.name = "own_fields", .type = SET_LIST},
	    {.name = "labels", .type = SET_GROUP},
	    {.name = "application", .type = SET_GROUP},
	    {.name = "forms", .type = SET_LIST},
	    {.name = "council", .type = SET_GROUP},
	    {.name = "musts", .type = SET_LIST},
	    {.name = "grounds", .type = SET_LIST},
	    {.name = "directions", .type = SET_LIST, .required = true},
	    {.name = "indicators", .type = SET_LIST},
	    {.name = NULL, .type = SET_STRING},
	};
	struct profile *p = in->p;

	if (!file_check_group(in, root, rules, "профиль"))
		return;
	p->id = file_id(in, root);
	read_words(in, file_member(root, "words"));
	read_modules(in, root);
	read_rules(in, file_member(root, "rules"));
	profile_read_calendar(in, file_member(root, "calendar"));
	prepare_kinds(in, file_member(root, "own_fields"));
	read_own_fields(in, file_member(root, "own_fields"));
	profile_read_forms(in, root);
	profile_read_council(in, file_member(root, "council"));
	read_terms(in, root, TERMS_GROUNDS, "grounds");
	read_terms(in, root, TERMS_DIRECTIONS, "directions");
	read_terms(in, root, TERMS_INDICATORS, "indicators");
	read_musts(in, file_member(root, "musts"));
	if (p->vocabulary.nterms[TERMS_DIRECTIONS] == 0)
		file_blame(
		    in, file_member(root, "directions"), "directions: нет ни одного направления");
	if (profile_has_module(p, "corps") && p->vocabulary.nterms[TERMS_GROUNDS] == 0)
		file_blame(in, file_member(root, "modules"),
		    "в профиле с разделом corps нужны основания (grounds)");
}

/* The text without the mark some editors begin a file with. */
static struct slice
without_mark(struct slice text)
{
	static const char mark[] = "\xEF\xBB\xBF";

	if (slice_starts(text, slice_of(mark)))
		return slice_make((const char *)text.data + 3, text.len - 3);
	return text;
}

enum status
profile_parse(struct profile **out, struct slice text, const char *file, struct error *e)
{
	struct profile *p = xcalloc(1, sizeof(*p));
	struct profile_file in = {.p = p, .name = file, .e = e};
	const char *source = arena_strndup(&p->arena, text.data, text.len);
	struct slice settings;
	config_t config;

	*out = NULL;
	p->source = slice_make(source, text.len);
	settings = without_mark(p->source);
	config_init(&config);
	check_text(&in, settings);
	if (in.st == ST_OK && config_read_string(&config, settings.data) != CONFIG_TRUE)
		in.st = error_set(e, ST_INVALID, "%s, строка %d: %s", file,
		    config_error_line(&config), syntax_text(config_error_text(&config)));
	if (in.st == ST_OK)
		read_root(&in, config_root_setting(&config));
	config_destroy(&config);
	if (in.st == ST_OK)
		*out = p;
	else
		profile_free(p);
	return in.st;
}
