/* SPDX-License-Identifier: MIT
 * record_check.c - what takes more than one value of a record to tell: the tables of entity.h
 * walked over it.
 */
#include <stdarg.h>

#include "base/date.h"
#include "model/value.h"

/* A record being checked. */
struct checking {
	const struct record *r;
	const struct reading *reading;
	fault_fn *report;
	void *context;
	int faults;
};

__attribute__((format(printf, 3, 4))) static void
report(struct checking *c, const struct field *f, const char *format, ...)
{
	struct buf sentence = {0};
	va_list args;

	c->faults++;
	if (c->report == NULL)
		return;
	va_start(args, format);
	buf_vprintf(&sentence, format, args);
	va_end(args);
	c->report(c->context, f, buf_text(&sentence));
	buf_free(&sentence);
}

static const char *
label_of(const struct checking *c, const struct field *f)
{
	return vocabulary_label(c->reading->vocabulary, c->r->kind, f);
}

static void
check_field(struct checking *c, const struct field *f)
{
	int32_t day = f->not_after_today ? value_date(c->r, f) : DATE_NONE;
	struct buf date = {0};

	if (vocabulary_requires(c->reading->vocabulary, f) && f->type != FIELD_YESNO &&
	    record_field_empty(c->r, f))
		report(c, f, "обязательное поле «%s» не заполнено", label_of(c, f));
	if (day == DATE_NONE || day <= c->reading->latest_day)
		return;
	date_put_russian(&date, day);
	report(c, f, "«%s» (%s) позже сегодняшнего дня", label_of(c, f), buf_text(&date));
	buf_free(&date);
}

static void
check_order(struct checking *c, const struct date_order *order)
{
	const struct field *earlier = field_find(c->r->kind, order->earlier);
	const struct field *later = field_find(c->r->kind, order->later);
	int32_t a = record_date(c->r, earlier), b = record_date(c->r, later);
	struct buf first = {0}, second = {0};

	if (a == DATE_NONE || b == DATE_NONE || b > a || (b == a && !order->strict))
		return;
	date_put_russian(&first, a);
	date_put_russian(&second, b);
	report(c, later, "«%s» (%s) %s «%s» (%s)", label_of(c, later), buf_text(&second),
	    b < a ? "раньше, чем" : "не позже, чем", label_of(c, earlier), buf_text(&first));
	buf_free(&first);
	buf_free(&second);
}

/* Whether a pair is at fault by which of the two are filled, and what is said then. The fault is
 * the first field's, with `of_empty` that of the one which is not filled. */
static const struct {
	bool faulty[2][2]; /* first filled, second filled */
	bool of_empty;
	const char *before, *between, *behind; /* the two labels */
} manners[] = {
    [PAIR_NEEDS] = {.faulty = {{false, false}, {true, false}},
	.before = "",
	.between = " бывает только вместе с ",
	.behind = ", а оно не заполнено"},
    [PAIR_TOGETHER] = {.faulty = {{false, true}, {true, false}},
	.of_empty = true,
	.before = "",
	.between = " и ",
	.behind = " заполняют вместе, а одно из них не заполнено"},
    [PAIR_NOT_BOTH] = {.faulty = {{false, false}, {false, true}},
	.before = "",
	.between = " и ",
	.behind = " вместе не бывают, оставьте одно"},
    [PAIR_ONE] = {.faulty = {{true, false}, {false, true}},
	.before = "заполняют одно из двух: ",
	.between = " или ",
	.behind = ""},
};

static void
check_pair(struct checking *c, const struct field_pair *pair)
{
	const struct field *first = field_find(c->r->kind, pair->first);
	const struct field *second = field_find(c->r->kind, pair->second);
	bool has_first = !record_field_empty(c->r, first);
	bool has_second = !record_field_empty(c->r, second);

	if (pair->how == PAIR_DIFFERENT) {
		if (has_first && record_ref(c->r, first) == record_ref(c->r, second))
			report(c, first, "«%s» и «%s» — одна и та же запись, а нужны разные",
			    label_of(c, first), label_of(c, second));
		return;
	}
	if (manners[pair->how].faulty[has_first][has_second])
		report(c, manners[pair->how].of_empty && has_first ? second : first,
		    "%s«%s»%s«%s»%s", manners[pair->how].before, label_of(c, first),
		    manners[pair->how].between, label_of(c, second), manners[pair->how].behind);
}

/* Titles (педагог-методист, педагог-наставник) are given to holders of the highest category only.
 */
static void
check_titles(struct checking *c)
{
	const struct field *titles = field_find(c->r->kind, "titles"), *category;
	uint8_t is;

	if (titles == NULL || titles->type != FIELD_CHOICES || record_field_empty(c->r, titles))
		return;
	category = field_find(c->r->kind, "category");
	is = record_choice(c->r, category);
	if (is != CATEGORY_HIGHEST)
		report(c, titles,
		    "звание (%s) может быть указано только при категории «%s», а здесь категория "
		    "%s",
		    record_text(c->r, titles), category->words[CATEGORY_HIGHEST - 1],
		    is == 0 ? "не указана" : category->words[is - 1]);
}

int
record_check(
    const struct record *r, const struct reading *reading, fault_fn *report_fault, void *context)
{
	struct checking c = {
	    .r = r, .reading = reading, .report = report_fault, .context = context};
	const struct kind_words *words = &reading->vocabulary->kinds[r->kind];
	const struct entity *e = entity_of(r->kind);

	for (size_t i = 0; i < words->count; i++)
		check_field(&c, words->fields[i]);
	for (const struct date_order *o = e->orders; o != NULL && o->earlier != NULL; o++)
		check_order(&c, o);
	for (const struct field_pair *p = e->pairs; p != NULL && p->first != NULL; p++)
		check_pair(&c, p);
	check_titles(&c);
	return c.faults;
}
