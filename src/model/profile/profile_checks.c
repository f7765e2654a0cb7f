/* SPDX-License-Identifier: MIT
 * profile_checks.c - what a town's settings must agree in, value by value.
 */
#include <string.h>

#include "base/date.h"
#include "base/fold.h"
#include "model/profile/settings.h"
#include "model/value.h"

void
check_words(struct profile_file *in, const config_setting_t *at, void *into)
{
	(void)into;
	if (in->p.words.name[0] == '\0')
		file_blame(in, at, "words: нет слова name — как называется муниципалитет");
}

static bool
is_module(const char *module)
{
	for (int k = 0; k < KIND_COUNT; k++)
		if (strcmp(entity_of((enum kind)k)->module, module) == 0)
			return module[0] != '\0';
	return false;
}

void
check_modules(struct profile_file *in, const config_setting_t *at, void *into)
{
	const char *const *modules = in->p.vocabulary.modules;

	(void)into;
	for (int i = 0; modules[i] != NULL; i++) {
		if (!is_module(modules[i]))
			file_blame(in, file_element(at, i),
			    "раздела «%s» нет; бывают corps, associations", modules[i]);
		for (int j = 0; j < i; j++)
			if (strcmp(modules[i], modules[j]) == 0)
				file_blame(in, file_element(at, i), "раздел «%s» назван дважды",
				    modules[i]);
	}
}

void
check_staff(struct profile_file *in, const config_setting_t *at, void *into)
{
	(void)into;
	if (in->p.rules.indicator_staff == 0)
		file_blame(in, at, "indicator_staff: не названа ни одна категория персонала");
}

void
check_oktmo(struct profile_file *in, const config_setting_t *at, void *into)
{
	const char *code = in->p.feed.oktmo;

	(void)into;
	if (code[0] != '\0' && (strlen(code) != 8 || strspn(code, "0123456789") != 8))
		file_blame(in, at, "oktmo: «%s» — нужен код муниципалитета из 8 цифр", code);
}

/* The list of vocabularies an element stands in. */
static enum town_words_of
list_of(const config_setting_t *element)
{
	static const char *const lists[TOWN_WORD_LISTS] = {
	    [WORDS_EVENT_TYPES] = "event_types",
	    [WORDS_SUPPORT_FORMS] = "support_forms",
	    [WORDS_PARTICIPANT_ROLES] = "participant_roles",
	    [WORDS_RESOURCE_KINDS] = "resource_kinds",
	    [WORDS_ASSESSMENT_LEVELS] = "assessment_levels",
	};
	const char *name = config_setting_name(config_setting_parent(element));
	int list = 0;

	while (strcmp(lists[list], name) != 0)
		list++;
	return (enum town_words_of)list;
}

void
check_town_word(struct profile_file *in, const config_setting_t *at, void *into)
{
	enum town_words_of list = list_of(at);
	const struct field *f = town_words_field(list);
	const struct town_word *earlier = in->p.vocabulary.words[list];
	struct town_word *w = into;

	if (w->word[0] == '\0' || strchr(w->word, ',') != NULL)
		file_blame(in, at, "слово пусто или с запятой: «%s»", w->word);
	for (; earlier < w; earlier++)
		if (fold_equal(slice_of(earlier->word), slice_of(w->word)))
			file_blame(in, at, "слово «%s» повторяется", w->word);
	for (int i = 0; f->words[i] != NULL; i++)
		if (fold_equal(slice_of(f->words[i]), slice_of(w->word)))
			file_blame(in, at, "слово «%s» у программы и так есть", w->word);
	w->counts_as = file_word(in, file_member(at, "counts_as"), w->counted, f->words);
	if (w->counts_as > 0)
		w->counted = f->words[w->counts_as - 1];
}

static void
check_validity(struct profile_file *in, const config_setting_t *at, struct validity v)
{
	if (v.from != DATE_NONE && v.until != DATE_NONE && v.until < v.from)
		file_blame(in, at, "until раньше, чем from");
}

void
check_direction(struct profile_file *in, const config_setting_t *at, void *into)
{
	struct term *t = into;

	t->evidence = "";
	check_validity(in, at, t->validity);
}

void
check_ground(struct profile_file *in, const config_setting_t *at, void *into)
{
	const struct term *t = into;

	check_validity(in, at, t->validity);
	if (t->evidence[0] != '\0')
		file_field(in, file_member(at, "evidence"), KIND_APPLICATIONS, t->evidence);
	if (t->proposed_by[0] != '\0')
		file_field(in, file_member(at, "proposed_by"), KIND_APPLICATIONS, t->proposed_by);
}

void
check_indicator(struct profile_file *in, const config_setting_t *at, void *into)
{
	static const char *const known[] = {"roadmap", "assessed", "trained", "pathways",
	    "methodists", "load", "pathways_done", "young", NULL};
	const struct term *t = into;

	check_direction(in, at, into);
	file_word(in, file_member(at, "id"), t->id, known);
	for (size_t i = 0; i < t->ntargets; i++)
		if (t->targets[i].least > 100 && strcmp(t->id, "load") != 0)
			file_blame(in,
			    file_member(file_element(file_member(at, "targets"), (int)i), "least"),
			    "показатель «%s»: least — проценты, не больше 100", t->id);
}

void
check_target(struct profile_file *in, const config_setting_t *at, void *into)
{
	check_validity(in, at, ((const struct target *)into)->validity);
}

const char *const must_test_words[] = {
    [MUST_CATEGORY] = "category",
    [MUST_EDUCATION] = "education",
    [MUST_EXPERIENCE] = "experience",
    [MUST_FIELD] = "field",
    NULL,
};

static void
read_must_choice(struct profile_file *in, const config_setting_t *at, struct must *m)
{
	const char *const *words = field_find(KIND_APPLICATIONS, must_test_words[m->test])->words;

	m->choice = file_word(in, file_member(at, "value"), m->value, words);
	m->value = m->choice > 0 ? words[m->choice - 1] : "";
}

/* The value a field must have, in the form it is kept in. */
static void
read_must_value(struct profile_file *in, const config_setting_t *at, struct must *m)
{
	struct reading reading = {.vocabulary = &in->p.vocabulary};
	struct record *scratch = record_new(KIND_APPLICATIONS);
	struct buf value = {0};
	struct error e = {0};

	if (value_parse(scratch, m->field, slice_of(m->value), &reading, &e) != ST_OK)
		file_blame(in, file_member(at, "value"), "value: %s", error_text(&e));
	value_put_cell(&value, scratch, m->field, &reading);
	m->value = arena_strndup(&in->p.arena, buf_text(&value), value.len);
	buf_free(&value);
	record_free(scratch);
}

static void
read_must_field(struct profile_file *in, const config_setting_t *at, struct must *m)
{
	if (m->least != NUMBER_NONE && m->field->type != FIELD_NUMBER)
		file_blame(in, file_member(at, "least"),
		    "least бывает только у числового поля, а «%s» — не число", m->field->id);
	if (file_member(at, "value") != NULL)
		read_must_value(in, at, m);
}

void
check_must(struct profile_file *in, const config_setting_t *at, void *into)
{
	static const char *const needed[] = {[MUST_CATEGORY] = "value",
	    [MUST_EDUCATION] = "value",
	    [MUST_EXPERIENCE] = "years",
	    [MUST_FIELD] = "field"};
	struct must *m = into;

	check_validity(in, at, m->validity);
	if (file_member(at, needed[m->test]) == NULL)
		file_blame(in, at, "«%s»: при test = \"%s\" нужна настройка %s", m->id,
		    must_test_words[m->test], needed[m->test]);
	else if (m->test == MUST_FIELD)
		read_must_field(in, at, m);
	else if (m->test == MUST_EXPERIENCE)
		m->value = "";
	else
		read_must_choice(in, at, m);
}
