/* SPDX-License-Identifier: MIT
 * eligibility.c - a town's musts and grounds, each with its reason.
 */
#include "rules/eligibility.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "model/value.h"

static const struct {
	const char *id, *word, *sign;
} states[] = {
    [MUST_MET] = {.id = "met", .word = "выполнено", .sign = "✓"},
    [MUST_UNMET] = {.id = "unmet", .word = "не выполнено", .sign = "✗"},
    [MUST_NOT_APPLICABLE] = {.id = "not_applicable", .word = "неприменимо", .sign = "–"},
    [MUST_UNKNOWN] = {.id = "unknown", .word = "нет данных", .sign = "?"},
};

const char *
must_state_id(enum must_state state)
{
	return states[state].id;
}

const char *
must_state_word(enum must_state state)
{
	return states[state].word;
}

const char *
must_state_sign(enum must_state state)
{
	return states[state].sign;
}

/* What is being judged. */
struct judging {
	const struct profile *profile;
	const struct application *a;
	const struct person *p; /* NULL: the application names nobody */
	int32_t on;
};

/* Say why, whole characters only. */
__attribute__((format(printf, 3, 4))) static enum must_state
because(struct must_verdict *v, enum must_state state, const char *format, ...)
{
	struct buf text = {0};
	size_t len = 0;
	va_list args;

	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	for (const char *p = buf_text(&text), *end = p + text.len; p < end;
	     len = (size_t)(p - text.data)) {
		utf8_next(&p, end);
		if ((size_t)(p - text.data) >= sizeof(v->because))
			break;
	}
	memcpy(v->because, buf_text(&text), len);
	v->because[len] = '\0';
	buf_free(&text);
	return state;
}

static void
put_day(struct buf *b, const char *before, int32_t date)
{
	buf_puts(b, before);
	date_put_russian(b, date);
}

/* Where nothing was found: there may be no card to look into. */
static const char *
places(const struct judging *j)
{
	return j->p != NULL ? "ни в заявлении, ни в карточке человека" : "в заявлении";
}

/* A choice is the application's where filled, else the person's. */
struct choice_source {
	uint8_t choice;
	const char *word, *from;
};

static struct choice_source
choice_of(const struct judging *j, const char *id, uint8_t applied, uint8_t known)
{
	const struct field *f = field_find(KIND_APPLICATIONS, id);
	struct choice_source s = {.choice = applied, .from = "по заявлению", .word = ""};

	if (applied == 0 && j->p != NULL)
		s = (struct choice_source){
		    .choice = known, .from = "по карточке человека", .word = ""};
	for (uint8_t i = 0; i < s.choice && f->words[i] != NULL; i++)
		s.word = f->words[i];
	return s;
}

static enum must_state
judge_category(const struct judging *j, struct must_verdict *v)
{
	struct choice_source s =
	    choice_of(j, "category", j->a->category, j->p != NULL ? j->p->category : 0);
	int32_t until = j->p != NULL ? j->p->category_until : DATE_NONE;
	struct buf term = {0};
	enum must_state state;

	if (s.choice == 0)
		return because(v, MUST_UNKNOWN,
		    "нет данных: квалификационная категория %s не указана", places(j));
	if (s.choice != v->must->choice)
		return because(v, MUST_UNMET, "квалификационная категория: %s (%s), а нужна %s",
		    s.word, s.from, v->must->value);
	if (until == DATE_NONE)
		return because(v, MUST_MET,
		    "квалификационная категория: %s (%s), действует без срока", s.word, s.from);
	put_day(&term, "", until);
	state = until >= j->on
	    ? because(v, MUST_MET, "квалификационная категория: %s (%s), действует до %s", s.word,
		  s.from, buf_text(&term))
	    : because(v, MUST_UNMET, "квалификационная категория: %s (%s), но её срок истёк %s",
		  s.word, s.from, buf_text(&term));
	buf_free(&term);
	return state;
}

static enum must_state
judge_education(const struct judging *j, struct must_verdict *v)
{
	struct choice_source s =
	    choice_of(j, "education", j->a->education, j->p != NULL ? j->p->education : 0);

	if (s.choice == 0)
		return because(v, MUST_UNKNOWN, "нет данных: образование %s не указано", places(j));
	if (s.choice != v->must->choice)
		return because(v, MUST_UNMET, "образование: %s (%s), а нужно %s", s.word, s.from,
		    v->must->value);
	return because(v, MUST_MET, "образование: %s (%s)", s.word, s.from);
}

/* год, года, лет */
static const char *
years_word(int64_t n)
{
	if (n % 10 == 1 && n % 100 != 11)
		return "год";
	return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? "года" : "лет";
}

static enum must_state
judge_start(const struct judging *j, struct must_verdict *v)
{
	int32_t start = j->p->career_start;
	int years = start <= j->on ? date_full_years(start, j->on) : 0;
	bool enough = start <= j->on && years >= v->must->years;
	struct buf day = {0};

	put_day(&day, "", start);
	because(v, MUST_UNMET,
	    "стаж: полных лет %d (в карточке человека начало педагогической работы — %s)%s", years,
	    buf_text(&day), enough ? "" : ", этого мало");
	buf_free(&day);
	return enough ? MUST_MET : MUST_UNMET;
}

static enum must_state
judge_experience(const struct judging *j, struct must_verdict *v)
{
	int64_t stated = j->a->experience_years;

	if (stated != NUMBER_NONE)
		return because(v, stated >= v->must->years ? MUST_MET : MUST_UNMET,
		    "стаж: %lld %s (по заявлению)%s", (long long)stated, years_word(stated),
		    stated >= v->must->years ? "" : ", этого мало");
	if (j->p != NULL && j->p->career_start != DATE_NONE)
		return judge_start(j, v);
	return because(v, MUST_UNKNOWN, "нет данных: %s",
	    j->p != NULL
		? "в заявлении нет стажа, а в карточке человека — начала педагогической работы"
		: "в заявлении нет стажа");
}

/* The value is what is wanted, or a list that holds it. */
static bool
holds_value(const struct field *f, struct slice value, struct slice wanted)
{
	struct slice item;

	if (f->type != FIELD_LIST && f->type != FIELD_CHOICES && f->type != FIELD_TERMS)
		return compare_equal(value, wanted);
	while (value_next_item(&value, &item))
		if (compare_equal(item, wanted))
			return true;
	return false;
}

static enum must_state
judge_value(struct must_verdict *v, const char *label, const struct buf *value)
{
	const struct must *m = v->must;
	long long number;

	if (m->field->type == FIELD_YESNO) {
		bool yes = strcmp(buf_text(value), "да") == 0,
		     wanted = strcmp(m->value, "нет") != 0;

		return because(v, yes == wanted ? MUST_MET : MUST_UNMET, "«%s»: %s", label,
		    yes ? "да" : "нет");
	}
	if (m->least != NUMBER_NONE) {
		number = strtoll(buf_text(value), NULL, 10);
		if (number < m->least)
			return because(v, MUST_UNMET, "«%s»: %lld, а нужно не меньше %lld", label,
			    number, (long long)m->least);
	}
	if (m->value[0] != '\0' && !holds_value(m->field, buf_slice(value), slice_of(m->value)))
		return because(
		    v, MUST_UNMET, "«%s»: %s, а нужно %s", label, buf_text(value), m->value);
	return because(v, MUST_MET, "«%s»: %s", label, buf_text(value));
}

static enum must_state
judge_field(const struct judging *j, struct must_verdict *v)
{
	const struct field *f = v->must->field;
	const char *label = profile_label(j->profile, KIND_APPLICATIONS, f);
	struct reading reading = {.vocabulary = profile_vocabulary(j->profile), .today = j->on};
	struct buf value = {0};
	enum must_state state;

	if (f->type != FIELD_YESNO && record_field_empty(&j->a->base, f))
		return because(v, MUST_UNKNOWN, "нет данных: в заявлении не заполнено «%s»", label);
	if (f->type == FIELD_REF && !f->own)
		return because(v, MUST_MET, "«%s»: указано в заявлении", label);
	value_put_cell(&value, &j->a->base, f, &reading);
	state = judge_value(v, label, &value);
	buf_free(&value);
	return state;
}

typedef enum must_state judge_fn(const struct judging *j, struct must_verdict *v);

static judge_fn *const judges[] = {
    [MUST_CATEGORY] = judge_category,
    [MUST_EDUCATION] = judge_education,
    [MUST_EXPERIENCE] = judge_experience,
    [MUST_FIELD] = judge_field,
};

static enum must_state
judge_must(const struct judging *j, struct must_verdict *v)
{
	uint8_t kind = j->p != NULL ? j->p->staff_kind : 0;

	if (kind != 0 && (v->must->not_applicable & 1u << kind) != 0)
		return because(v, MUST_NOT_APPLICABLE, "неприменимо: по карточке человека это %s",
		    field_find(KIND_PEOPLE, "staff_kind")->words[kind - 1]);
	return judges[v->must->test](j, v);
}

static bool
is_claimed(const struct application *a, const char *ground)
{
	struct slice rest = slice_of(a->grounds), item;

	while (value_next_item(&rest, &item))
		if (slice_equal(item, slice_of(ground)))
			return true;
	return false;
}

/* What the application's field says for a ground; only texts can. */
static const char *
evidence_of(const struct judging *j, const struct term *ground)
{
	const struct field *f = ground->evidence[0] == '\0'
	    ? NULL
	    : profile_field(j->profile, KIND_APPLICATIONS, slice_of(ground->evidence));

	return f != NULL && field_is_text(f) ? record_text(&j->a->base, f) : "";
}

/* The word stands in the form of a text, from blank to blank. */
static bool
has_word(const struct buf *form, const char *word)
{
	struct buf sought = {0};
	bool has;

	buf_putc(&sought, COMPARE_BLANK);
	compare_put(&sought, slice_of(word));
	buf_putc(&sought, COMPARE_BLANK);
	has = memmem(form->data, form->len, sought.data, sought.len) != NULL;
	buf_free(&sought);
	return has;
}

bool
eligibility_proposes(const struct profile *profile, const struct application *application,
    const struct term *ground, int32_t on)
{
	const struct field *f =
	    profile_field(profile, KIND_APPLICATIONS, slice_of(ground->proposed_by));
	struct buf form = {0};
	bool answers;

	if (f == NULL || !field_is_text(f) || !validity_holds(ground->validity, on))
		return false;
	buf_putc(&form, COMPARE_BLANK);
	compare_put(&form, slice_of(record_text(&application->base, f)));
	answers = form.len > 1; /* a dash is no answer, either */
	buf_putc(&form, COMPARE_BLANK);
	for (size_t i = 0; answers && ground->unless != NULL && ground->unless[i] != NULL; i++)
		answers = !has_word(&form, ground->unless[i]);
	buf_free(&form);
	return answers;
}

static void
judge_musts(const struct judging *j, struct verdict *out)
{
	size_t count;
	const struct must *musts = profile_musts(j->profile, &count);

	out->musts = xcalloc(count, sizeof(*out->musts));
	for (size_t i = 0; i < count; i++) {
		struct must_verdict *v = &out->musts[out->nmusts];

		if (!validity_holds(musts[i].validity, j->on))
			continue;
		v->must = &musts[i];
		v->state = judge_must(j, v);
		out->eligible &= v->state == MUST_MET || v->state == MUST_NOT_APPLICABLE;
		out->nmusts++;
	}
}

/* Returns whether any is claimed. */
static bool
judge_grounds(const struct judging *j, struct verdict *out)
{
	size_t count;
	const struct term *grounds = profile_terms(j->profile, TERMS_GROUNDS, &count);
	bool any = false;

	out->grounds = xcalloc(count, sizeof(*out->grounds));
	for (size_t i = 0; i < count; i++) {
		struct ground_verdict *v = &out->grounds[out->ngrounds];

		if (!validity_holds(grounds[i].validity, j->on))
			continue;
		*v = (struct ground_verdict){.ground = &grounds[i],
		    .claimed = is_claimed(j->a, grounds[i].id),
		    .evidence = evidence_of(j, &grounds[i])};
		any |= v->claimed;
		out->ngrounds++;
	}
	return any;
}

void
eligibility_judge(struct verdict *out, const struct profile *profile,
    const struct application *application, const struct person *person, int32_t on)
{
	struct judging j = {.profile = profile, .a = application, .p = person, .on = on};

	*out = (struct verdict){.on = on, .eligible = true};
	judge_musts(&j, out);
	out->eligible = judge_grounds(&j, out) && out->eligible;
}

void
verdict_free(struct verdict *v)
{
	free(v->musts);
	free(v->grounds);
	*v = (struct verdict){0};
}

bool
verdict_lacks(const struct verdict *v)
{
	bool claimed = false;

	for (size_t i = 0; i < v->nmusts; i++)
		if (v->musts[i].state == MUST_UNKNOWN)
			return true;
	for (size_t i = 0; i < v->ngrounds; i++)
		claimed = claimed || v->grounds[i].claimed;
	return !claimed;
}

size_t
verdict_count(const struct verdict *v, enum must_state state)
{
	size_t n = 0;

	for (size_t i = 0; i < v->nmusts; i++)
		n += v->musts[i].state == state;
	return n;
}

size_t
verdict_claimed(const struct verdict *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->ngrounds; i++)
		n += v->grounds[i].claimed;
	return n;
}

void
verdict_put_outcome(const struct verdict *v, struct buf *out)
{
	const char *clause = v->nmusts > 0 ? v->musts[0].must->clause
	    : v->ngrounds > 0              ? v->grounds[0].ground->clause
					   : "";

	buf_puts(out, v->eligible ? "Соответствует" : "Не соответствует");
	if (clause[0] != '\0')
		buf_printf(out, " п. %s", clause);
}

void
verdict_put_counts(const struct verdict *v, struct buf *out)
{
	const char *before = ": ";

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		size_t n = verdict_count(v, (enum must_state)i);

		if (n > 0)
			buf_printf(out, "%s%s%zu", before, states[i].sign, n);
		before = n > 0 ? " " : before;
	}
	buf_printf(out, "%sоснований %zu", before[0] == ':' ? ": " : ", ", verdict_claimed(v));
}

/* Missing data, each field told once. */
struct missing {
	const struct judging *j;
	void (*told)(void *context, const struct field *field, const char *line);
	void *context;
	const struct field **fields; /* told so far */
	size_t count;
};

__attribute__((format(printf, 3, 4))) static void
tell(struct missing *m, const struct field *f, const char *format, ...)
{
	struct buf line = {0};
	va_list args;

	for (size_t i = 0; i < m->count; i++)
		if (m->fields[i] == f)
			return;
	m->fields[m->count++] = f;
	buf_printf(&line, "%s: ", profile_label(m->j->profile, KIND_APPLICATIONS, f));
	va_start(args, format);
	buf_vprintf(&line, format, args);
	va_end(args);
	m->told(m->context, f, buf_text(&line));
	buf_free(&line);
}

/* Nobody has filled the field: neither the application nor, where it has the same one, the card. */
static bool
nobody_filled(const struct judging *j, const struct field *f)
{
	const struct field *known = f->own ? NULL : field_find(KIND_PEOPLE, f->id);

	if (!record_field_empty(&j->a->base, f))
		return false;
	if (j->p == NULL)
		return true;
	if (!f->own && strcmp(f->id, "experience_years") == 0)
		return j->p->career_start == DATE_NONE;
	return known == NULL || known->type != f->type || record_field_empty(&j->p->base, known);
}

static const struct field *
field_of_must(const struct must *must)
{
	static const char *const ids[] = {
	    [MUST_CATEGORY] = "category",
	    [MUST_EDUCATION] = "education",
	    [MUST_EXPERIENCE] = "experience_years",
	};

	return must->test == MUST_FIELD ? must->field
					: field_find(KIND_APPLICATIONS, ids[must->test]);
}

static void
miss_musts(struct missing *m, const struct verdict *v)
{
	for (size_t i = 0; i < v->nmusts; i++)
		if (v->musts[i].state == MUST_UNKNOWN)
			tell(m, field_of_must(v->musts[i].must), "нужно по п. %s (%s)",
			    v->musts[i].must->clause, v->musts[i].must->text);
}

/* The paper's rows of one line; achievements may well be empty. One field filled is enough. */
static void
miss_rows(struct missing *m)
{
	size_t count;
	const struct form_row *rows = profile_form(m->j->profile, KIND_APPLICATIONS, &count);

	for (size_t i = 0; i < count; i++) {
		bool empty = rows[i].paper || rows[i].note[0] != '\0';

		for (size_t k = 0; k < rows[i].count; k++)
			empty = empty && rows[i].fields[k]->type != FIELD_LONG &&
			    rows[i].fields[k]->type != FIELD_YESNO &&
			    nobody_filled(m->j, rows[i].fields[k]);
		if (empty && rows[i].paper)
			tell(m, rows[i].fields[0], "предусмотрено формой заявления");
		else if (empty)
			tell(m, rows[i].fields[0], "нужно (%s)", rows[i].note);
	}
}

static void
miss_evidence(struct missing *m, const struct verdict *v)
{
	for (size_t i = 0; i < v->ngrounds; i++) {
		const struct term *ground = v->grounds[i].ground;

		if (v->grounds[i].claimed && ground->evidence[0] != '\0' &&
		    v->grounds[i].evidence[0] == '\0')
			tell(m,
			    profile_field(
				m->j->profile, KIND_APPLICATIONS, slice_of(ground->evidence)),
			    "нужно подтверждение основания «%s» (п. %s)", ground->text,
			    ground->clause);
	}
}

size_t
eligibility_missing(const struct profile *profile, const struct application *application,
    const struct person *person, int32_t on,
    void (*told)(void *context, const struct field *field, const char *line), void *context)
{
	struct judging j = {.profile = profile, .a = application, .p = person, .on = on};
	struct missing m = {.j = &j, .told = told, .context = context};
	struct verdict v;
	size_t fields;

	profile_fields(profile, KIND_APPLICATIONS, &fields);
	m.fields = xcalloc(fields, sizeof(*m.fields));
	eligibility_judge(&v, profile, application, person, on);
	miss_musts(&m, &v);
	miss_rows(&m);
	miss_evidence(&m, &v);
	verdict_free(&v);
	free(m.fields);
	return m.count;
}
