/* SPDX-License-Identifier: MIT
 * filter.c - what a list is narrowed to.
 */
#include "screens/record/filter.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/die.h"
#include "screens/app/ask.h"
#include "screens/app/place_args.h"
#include "service/record/register.h"

/* The tests of a field, after the words it can be equal to. */
struct test {
	enum filter_test test;
	const char *words; /* in the menu */
	const char *put;   /* in the line of conditions, before the value */
	const char *prompt;
};

static const struct test in_force = {.test = FILTER_IN_FORCE,
    .words = "действует на дату…",
    .put = "действует на ",
    .prompt = "На какую дату? Например: 01.09.2025, сегодня, вчера."};
static const struct test tests[] = {
    {.test = FILTER_FROM,
	.words = "начиная с…",
	.put = "с ",
	.prompt = "С какой даты? Например: 01.09.2025, сегодня, -30."},
    {.test = FILTER_UNTIL,
	.words = "не позже…",
	.put = "по ",
	.prompt = "По какую дату? Например: 31.05.2026, сегодня, +30."},
    {.test = FILTER_EMPTY, .words = "не заполнено", .put = "не заполнено"},
    {.test = FILTER_FILLED, .words = "заполнено", .put = "заполнено"},
};
static const struct test number_tests[] = {
    {.test = FILTER_FROM, .words = "не меньше…", .put = "от ", .prompt = "Не меньше какого числа?"},
    {.test = FILTER_UNTIL,
	.words = "не больше…",
	.put = "до ",
	.prompt = "Не больше какого числа?"},
    {.test = FILTER_EMPTY, .words = "не заполнено", .put = "не заполнено"},
    {.test = FILTER_FILLED, .words = "заполнено", .put = "заполнено"},
};
enum { TESTS = sizeof(tests) / sizeof(tests[0]) };

/* The conditions. */

void
filters_drop(struct filters *f, size_t i)
{
	assert(i < f->count);
	free(f->texts[i]);
	f->count--;
	memmove(&f->items[i], &f->items[i + 1], (f->count - i) * sizeof(f->items[0]));
	memmove(&f->texts[i], &f->texts[i + 1], (f->count - i) * sizeof(f->texts[0]));
}

bool
filters_add(struct filters *f, const struct filter *filter)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->items[i].field == filter->field && f->items[i].test == filter->test) {
			filters_drop(f, i);
			break;
		}
	if (f->count == LISTING_FILTERS)
		return false;
	f->texts[f->count] = filter->text != NULL ? xstrdup(filter->text) : NULL;
	f->items[f->count] = *filter;
	f->items[f->count].text = f->texts[f->count];
	f->count++;
	return true;
}

void
filters_clear(struct filters *f)
{
	while (f->count > 0)
		filters_drop(f, f->count - 1);
}

static void
put_value(const struct view *v, const struct filter *f, struct buf *out)
{
	const char *const *words = f->field->shown != NULL ? f->field->shown : f->field->words;

	if (f->field->own && f->text != NULL) {
		buf_puts(out, f->text);
		return;
	}
	switch (f->field->type) {
	case FIELD_DATE:
		date_put_russian(out, (int32_t)f->value);
		break;
	case FIELD_CHOICE:
		buf_puts(out, f->value > 0 ? words[f->value - 1] : "");
		break;
	case FIELD_REF:
		register_put_name(v, f->field->target, (uint64_t)f->value, out);
		break;
	case FIELD_YESNO:
		buf_puts(out, f->value != 0 ? "да" : "нет");
		break;
	case FIELD_TERM:
	case FIELD_TERMS: {
		const struct term *term = profile_term(
		    v->session->profile, f->field->terms, slice_of(f->text != NULL ? f->text : ""));

		buf_puts(out, term != NULL ? term->text : f->text != NULL ? f->text : "");
		break;
	}
	case FIELD_NUMBER:
		buf_printf(out, "%lld", (long long)f->value);
		break;
	default:
		buf_puts(out, f->text != NULL ? f->text : "");
		break;
	}
}

void
filter_put(const struct filter *f, const struct view *v, enum kind kind, struct buf *out)
{
	const struct test *table = f->field->type == FIELD_NUMBER ? number_tests : tests;

	if (f->test == FILTER_IN_FORCE) {
		buf_puts(out, in_force.put);
		put_value(v, f, out);
		return;
	}
	buf_printf(out, "%s: ", profile_label(v->session->profile, kind, f->field));
	for (size_t i = 0; i < TESTS; i++)
		if (table[i].test == f->test)
			buf_puts(out, table[i].put);
	if (f->test != FILTER_EMPTY && f->test != FILTER_FILLED)
		put_value(v, f, out);
}

void
filters_put(const struct filters *f, const struct view *v, enum kind kind, struct buf *out)
{
	for (size_t i = 0; i < f->count; i++) {
		buf_puts(out, i > 0 ? " · " : "");
		filter_put(&f->items[i], v, kind, out);
	}
}

/* The dialog. Each of its questions carries what was answered to those before. */
struct filter_dialog {
	filter_fn *chosen;
	enum kind kind;
	const struct field *field;
	enum filter_test test;
};

static bool
begins_a_span(const struct field *f)
{
	return f->type == FIELD_DATE &&
	    (strcmp(f->id, "from") == 0 || strcmp(f->id, "given") == 0 ||
		strcmp(f->id, "hired") == 0);
}

/* What a field can be asked for: the words it can be equal to, then the tests. */
struct option {
	const char *line;
	struct filter filter;
	const struct test *test; /* NULL: nothing more to ask */
};

enum { OPTIONS = 80 };

struct options {
	struct option items[OPTIONS];
	size_t count;
};

static void
add_option(struct options *o, const char *line, struct filter filter, const struct test *test)
{
	if (o->count < OPTIONS)
		o->items[o->count++] =
		    (struct option){.line = line, .filter = filter, .test = test};
}

/* A field of the town's holds its words as text, as a list of words does. */
static void
add_words(struct options *o, const struct field *f)
{
	const char *const *shown = f->shown != NULL ? f->shown : f->words;

	for (size_t i = 0; f->words != NULL && f->words[i] != NULL; i++)
		add_option(o, shown[i],
		    (struct filter){.field = f,
			.test = FILTER_EQUAL,
			.value = (int64_t)i + 1,
			.text = f->own || f->type == FIELD_CHOICES ? f->words[i] : NULL},
		    NULL);
}

static void
add_terms(struct options *o, const struct field *f, const struct profile *profile)
{
	size_t n;
	const struct term *terms = profile_terms(profile, f->terms, &n);

	for (size_t i = 0; i < n; i++)
		add_option(o, terms[i].text,
		    (struct filter){.field = f, .test = FILTER_EQUAL, .text = terms[i].id}, NULL);
}

static void
add_tests(struct options *o, const struct field *f)
{
	bool ordered = !f->own && (f->type == FIELD_DATE || f->type == FIELD_NUMBER);
	const struct test *table = f->type == FIELD_NUMBER ? number_tests : tests;

	if (begins_a_span(f))
		add_option(o, in_force.words, (struct filter){.field = f, .test = FILTER_IN_FORCE},
		    &in_force);
	for (size_t i = 0; i < TESTS; i++)
		if (ordered || table[i].prompt == NULL)
			add_option(o, table[i].words,
			    (struct filter){.field = f, .test = table[i].test},
			    table[i].prompt != NULL ? &table[i] : NULL);
}

static void
make_options(struct options *o, const struct field *f, const struct profile *profile)
{
	static const struct test pick = {
	    .test = FILTER_EQUAL, .words = "выбрать из списка…", .put = "", .prompt = ""};
	struct filter equal = {.field = f, .test = FILTER_EQUAL};

	o->count = 0;
	if (f->type == FIELD_CHOICE || f->type == FIELD_CHOICES)
		add_words(o, f);
	if (f->type == FIELD_TERM || f->type == FIELD_TERMS)
		add_terms(o, f, profile);
	if (f->type == FIELD_REF)
		add_option(o, pick.words, equal, &pick);
	if (f->type == FIELD_YESNO) {
		equal.value = 1;
		equal.text = f->own ? "да" : NULL; /* no is nothing written */
		add_option(o, "да", equal, NULL);
		equal.value = 0;
		equal.text = NULL;
		add_option(o, "нет", equal, NULL);
		return;
	}
	add_tests(o, f);
}

static answer_fn take_test, take_value;

static void
ask_test(const struct filter_dialog *d, struct app *app)
{
	struct options options;
	const char *lines[OPTIONS];

	make_options(&options, d->field, app_session(app)->profile);
	for (size_t i = 0; i < options.count; i++)
		lines[i] = options.items[i].line;
	ask_choice(app, ABOUT(take_test, d),
	    profile_label(app_session(app)->profile, d->kind, d->field), lines, options.count, 0);
}

void
filter_ask(struct app *app, enum kind kind, const struct field *field, filter_fn *chosen)
{
	ask_test(&(struct filter_dialog){.chosen = chosen, .kind = kind, .field = field}, app);
}

static void
ask_value(const struct filter_dialog *d, struct app *app, const char *prompt)
{
	if (d->field->type == FIELD_REF)
		place_open(app, PLACE_PICKER, ABOUT(take_value, d),
		    &(struct picker_args){.kind = d->field->target});
	else if (d->field->type == FIELD_DATE)
		ask_day(app, ABOUT(take_value, d),
		    profile_label(app_session(app)->profile, d->kind, d->field), prompt,
		    d->test == FILTER_IN_FORCE ? clock_today() : DATE_NONE);
	else
		ask_line(app, ABOUT(take_value, d),
		    profile_label(app_session(app)->profile, d->kind, d->field), prompt, "");
}

static void
take_test(struct screen *asker, const void *about, const struct answer *answer)
{
	struct filter_dialog d = *(const struct filter_dialog *)about;
	struct app *app = screen_app(asker);
	struct options options;
	const struct option *option;

	if (answer->code == 0)
		return;
	make_options(&options, d.field, app_session(app)->profile);
	assert((size_t)answer->code <= options.count);
	option = &options.items[answer->code - 1];
	d.test = option->filter.test;
	if (option->test == NULL)
		d.chosen(asker, &option->filter);
	else
		ask_value(&d, app, option->test->prompt);
}

static bool
read_number(const char *text, int64_t *out)
{
	char *end;

	*out = strtoll(text, &end, 10);
	return end != text && *end == '\0' && *out >= 0;
}

/* A number that cannot be read is asked for again, with what was typed. */
static void
take_value(struct screen *asker, const void *about, const struct answer *answer)
{
	const struct filter_dialog *d = about;
	struct app *app = screen_app(asker);
	struct filter filter = {.field = d->field, .test = d->test, .value = (int64_t)answer->id};
	int32_t day;

	if (answer->code == 0 || (d->field->type == FIELD_DATE && !ask_read_day(answer, &day)))
		return;
	if (d->field->type == FIELD_DATE)
		filter.value = day;
	if (d->field->type == FIELD_NUMBER && !read_number(answer->text, &filter.value))
		ask_line(app, ABOUT(take_value, d),
		    profile_label(app_session(app)->profile, d->kind, d->field),
		    "Нужно целое число, не меньше нуля.", answer->text);
	else
		d->chosen(asker, &filter);
}
