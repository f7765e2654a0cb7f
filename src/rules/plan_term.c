/* SPDX-License-Identifier: MIT
 * plan_term.c - the words of terms.
 *
 * A term is one point ("февраль") or two ("январь – февраль"), or a bound before one ("до 15 мая").
 * What one point leaves out it has of the other: the first of "7–9 декабря" its month.
 */
#include "rules/plan_term.h"

#include "base/date.h"
#include "base/fold.h"
#include "base/utf8.h"

enum unit { NO_UNIT, DAY, WEEK, DECADE, MONTH, SEASON, QUARTER, HALF, YEAR };

enum { LAST = -1 }; /* a number: the last of them */

enum token {
	NUMBER,
	MONTH_NAMED,
	UNIT,
	SEASON_NAMED,
	PART, /* a third of what follows */
	YEAR_WORD,
	SINCE,
	UNTIL,
	THROUGH, /* "по": behind a beginning what it goes to, else a bound */
	BETWEEN,
	NOISE /* says nothing of days, or how often */
};

/* The first that fits is meant. A whole word, or how its forms begin. */
static const struct word {
	const char *text;
	bool whole;
	enum token token;
	int value;
} words[] = {
    {.text = "янв", .token = MONTH_NAMED, .value = 1},
    {.text = "фев", .token = MONTH_NAMED, .value = 2},
    {.text = "мар", .token = MONTH_NAMED, .value = 3},
    {.text = "апр", .token = MONTH_NAMED, .value = 4},
    {.text = "май", .whole = true, .token = MONTH_NAMED, .value = 5},
    {.text = "мая", .whole = true, .token = MONTH_NAMED, .value = 5},
    {.text = "мае", .whole = true, .token = MONTH_NAMED, .value = 5},
    {.text = "маю", .whole = true, .token = MONTH_NAMED, .value = 5},
    {.text = "июн", .token = MONTH_NAMED, .value = 6},
    {.text = "июл", .token = MONTH_NAMED, .value = 7},
    {.text = "авг", .token = MONTH_NAMED, .value = 8},
    {.text = "сен", .token = MONTH_NAMED, .value = 9},
    {.text = "окт", .token = MONTH_NAMED, .value = 10},
    {.text = "ноя", .token = MONTH_NAMED, .value = 11},
    {.text = "дек", .whole = true, .token = MONTH_NAMED, .value = 12},
    {.text = "декаб", .token = MONTH_NAMED, .value = 12},
    {.text = "осен", .token = SEASON_NAMED, .value = 9},
    {.text = "зим", .token = SEASON_NAMED, .value = 12},
    {.text = "весн", .token = SEASON_NAMED, .value = 3},
    {.text = "весен", .token = SEASON_NAMED, .value = 3},
    {.text = "лет", .token = SEASON_NAMED, .value = 6},
    {.text = "недел", .token = UNIT, .value = WEEK},
    {.text = "декад", .token = UNIT, .value = DECADE},
    {.text = "кварт", .token = UNIT, .value = QUARTER},
    {.text = "кв", .whole = true, .token = UNIT, .value = QUARTER},
    {.text = "полугод", .token = UNIT, .value = HALF},
    {.text = "год", .token = YEAR_WORD},
    {.text = "начал", .token = PART, .value = 1},
    {.text = "середин", .token = PART, .value = 2},
    {.text = "конец", .token = PART, .value = 3},
    {.text = "конц", .token = PART, .value = 3},
    {.text = "i", .whole = true, .token = NUMBER, .value = 1},
    {.text = "ii", .whole = true, .token = NUMBER, .value = 2},
    {.text = "iii", .whole = true, .token = NUMBER, .value = 3},
    {.text = "iv", .whole = true, .token = NUMBER, .value = 4},
    {.text = "перв", .token = NUMBER, .value = 1},
    {.text = "втор", .token = NUMBER, .value = 2},
    {.text = "трет", .token = NUMBER, .value = 3},
    {.text = "четвертый", .whole = true, .token = NUMBER, .value = 4},
    {.text = "четвертая", .whole = true, .token = NUMBER, .value = 4},
    {.text = "четвертого", .whole = true, .token = NUMBER, .value = 4},
    {.text = "четвертой", .whole = true, .token = NUMBER, .value = 4},
    {.text = "четвертом", .whole = true, .token = NUMBER, .value = 4},
    {.text = "последн", .token = NUMBER, .value = LAST},
    {.text = "с", .whole = true, .token = SINCE},
    {.text = "со", .whole = true, .token = SINCE},
    {.text = "от", .whole = true, .token = SINCE},
    {.text = "до", .whole = true, .token = UNTIL},
    {.text = "к", .whole = true, .token = UNTIL},
    {.text = "поздн", .token = THROUGH}, /* не позднее */
    {.text = "по", .whole = true, .token = THROUGH},
    {.text = "и", .whole = true, .token = BETWEEN},
    {.text = "ежегодн", .token = NOISE},
    {.text = "ежемесячн", .token = NOISE},
    {.text = "еженедельн", .token = NOISE},
    {.text = "ежеквартальн", .token = NOISE},
    {.text = "ежедневн", .token = NOISE},
    {.text = "постоянн", .token = NOISE},
    {.text = "регулярн", .token = NOISE},
    {.text = "систематическ", .token = NOISE},
    {.text = "мере", .whole = true, .token = NOISE},
    {.text = "необходимост", .token = NOISE},
    {.text = "потребност", .token = NOISE},
    {.text = "запрос", .token = NOISE},
    {.text = "график", .token = NOISE},
    {.text = "план", .token = NOISE},
    {.text = "отдельн", .token = NOISE},
    {.text = "соглас", .token = NOISE},
    {.text = "в", .whole = true, .token = NOISE},
    {.text = "во", .whole = true, .token = NOISE},
    {.text = "на", .whole = true, .token = NOISE},
    {.text = "не", .whole = true, .token = NOISE},
    {.text = "г", .whole = true, .token = NOISE},
    {.text = "гг", .whole = true, .token = NOISE},
    {.text = "течени", .token = NOISE},
    {.text = "период", .token = NOISE},
    {.text = "весь", .whole = true, .token = NOISE},
    {.text = "всего", .whole = true, .token = NOISE},
    {.text = "учебн", .token = NOISE},
    {.text = "календарн", .token = NOISE},
    {.text = "месяц", .token = NOISE},
    {.text = "числ", .token = NOISE},
};

enum { WORDS = sizeof(words) / sizeof(words[0]) };

/* A point as far as it is said: 0 is not said. */
struct point {
	int number, part, month, year;
	enum unit unit;
	bool school; /* the year is that of a school year's beginning */
};

struct term {
	struct point first, second;
	bool several;      /* there is a second */
	bool since, until; /* a bound stands before the first */
	bool inclusive;    /* "по май", not "до мая" */
	bool unknown;      /* a word nobody knows */
};

struct reader {
	const char *p, *end;
};

/* --- Reading words. */

static bool
is_said(const struct point *p)
{
	return p->number != 0 || p->part != 0 || p->month != 0 || p->year != 0 ||
	    p->unit != NO_UNIT;
}

static struct point *
current(struct term *t)
{
	return t->several ? &t->second : &t->first;
}

/* What follows is another point; of more than two the last counts. */
static void
go_on(struct term *t)
{
	if (!is_said(current(t)))
		return;
	t->several = true;
	t->second = (struct point){.number = 0};
}

static void
take_through(struct term *t)
{
	if (is_said(&t->first))
		go_on(t);
	else
		t->until = t->inclusive = true;
}

static void
take_word(struct term *t, const struct word *w)
{
	struct point *p = current(t);

	switch (w->token) {
	case NUMBER:
		p->number = w->value;
		break;
	case MONTH_NAMED:
		p->month = w->value;
		break;
	case SEASON_NAMED:
		p->month = w->value;
		p->unit = SEASON;
		break;
	case UNIT:
		p->unit = (enum unit)w->value;
		break;
	case PART:
		p->part = w->value;
		break;
	case YEAR_WORD:
		if (p->number == 0 && p->month == 0 && p->year == 0 && p->unit == NO_UNIT)
			p->unit = YEAR;
		break;
	case SINCE:
		t->since = true;
		break;
	case UNTIL:
		if (is_said(&t->first))
			go_on(t);
		t->until = !t->several;
		break;
	case THROUGH:
		take_through(t);
		break;
	case BETWEEN:
		go_on(t);
		break;
	case NOISE:
		break;
	}
}

static bool
is_letter(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || (cp >= 0x400 && cp <= 0x52F);
}

static void
read_word(struct reader *r, struct term *t)
{
	const char *from = r->p;
	struct slice word;

	for (const char *p = from; p < r->end && is_letter(utf8_next(&p, r->end));)
		r->p = p;
	word = slice_make(from, (size_t)(r->p - from));
	for (size_t i = 0; i < WORDS; i++) {
		struct slice text = slice_of(words[i].text);

		if (words[i].whole ? fold_equal(word, text) : fold_starts(word, text)) {
			take_word(t, &words[i]);
			return;
		}
	}
	t->unknown = true;
}

/* --- Reading figures. */

static bool
is_digit(const struct reader *r, int ahead)
{
	return r->p + ahead < r->end && r->p[ahead] >= '0' && r->p[ahead] <= '9';
}

static int
read_number(struct reader *r, int *digits)
{
	int n = 0;

	for (*digits = 0; is_digit(r, 0) && *digits < 4; ++*digits)
		n = n * 10 + (*r->p++ - '0');
	return n;
}

/* "-я", "-го" behind a figure. */
static void
pass_ending(struct reader *r)
{
	const char *p = r->p + 1;
	int letters = 0;

	if (r->p >= r->end || *r->p != '-')
		return;
	for (const char *next = p; next < r->end && is_letter(utf8_next(&next, r->end)); letters++)
		p = next;
	if (letters > 0 && letters <= 3)
		r->p = p;
}

/* ".05" or ".05.2026" behind a day. */
static void
read_date_rest(struct reader *r, struct point *p)
{
	int digits;

	r->p++;
	p->month = read_number(r, &digits);
	if (r->p >= r->end || *r->p != '.' || !is_digit(r, 1))
		return;
	r->p++;
	p->year = read_number(r, &digits);
	if (digits == 2)
		p->year += 2000;
}

/* "/2026", "-12-07" behind a year. */
static void
read_year_rest(struct reader *r, struct point *p)
{
	int digits;

	if (r->p < r->end && *r->p == '/' && is_digit(r, 1)) {
		r->p++;
		read_number(r, &digits);
		p->school = true;
	} else if (r->end - r->p >= 6 && *r->p == '-' && r->p[3] == '-') {
		r->p++;
		p->month = read_number(r, &digits);
		r->p++;
		p->number = read_number(r, &digits);
	}
}

static void
read_figure(struct reader *r, struct term *t)
{
	struct point *p = current(t);
	int digits, n = read_number(r, &digits);

	if (digits == 4) {
		p->year = n;
		read_year_rest(r, p);
		return;
	}
	if (n == 0 || p->number != 0)
		t->unknown = true;
	p->number = n;
	if (r->p < r->end && *r->p == '.' && is_digit(r, 1))
		read_date_rest(r, p);
	else
		pass_ending(r);
}

static struct term
read_term(struct slice text)
{
	struct reader r = {.p = text.data, .end = (const char *)text.data + text.len};
	struct term t = {.several = false};

	while (r.p < r.end) {
		const char *next = r.p;
		uint32_t cp = utf8_next(&next, r.end);

		if (is_letter(cp)) {
			read_word(&r, &t);
		} else if (is_digit(&r, 0)) {
			read_figure(&r, &t);
		} else {
			if (cp == '-' || cp == ',' || cp == ';' || (cp >= 0x2010 && cp <= 0x2015))
				go_on(&t);
			r.p = next;
		}
	}
	if (t.several && !is_said(&t.second))
		t.several = false;
	return t;
}

/* --- Days of a point. */

static enum unit
unit_of(const struct point *p)
{
	return p->unit != NO_UNIT ? p->unit : p->number != 0 ? DAY : p->month != 0 ? MONTH : YEAR;
}

/* Whole months from the first of one, which may lie in another year. */
static struct plan_days
months(int year, int month, int count)
{
	int last = month - 1 + count;

	return (struct plan_days){
	    .from = date_make(year + (month - 1) / 12, (month - 1) % 12 + 1, 1),
	    .to = date_make(year + last / 12, last % 12 + 1, 1) - 1};
}

/* A third of a span: of a month its decades, else months, of which the last third has the last. */
static struct plan_days
third(struct plan_days span, int part)
{
	int year = date_year(span.from), month = date_month(span.from);
	int all = (date_year(span.to) - year) * 12 + date_month(span.to) - month + 1,
	    each = all / 3;

	if (each > 0)
		return months(year, month + (part < 3 ? (part - 1) * each : all - each), each);
	return (struct plan_days){.from = span.from + (part - 1) * 10,
	    .to = part < 3 ? span.from + part * 10 - 1 : span.to};
}

/* Seven days of a month, counted from its first, the last from its end. */
static struct plan_days
week(struct plan_days month, int number)
{
	int32_t from = number == LAST ? month.to - 6 : month.from + (number - 1) * 7;

	return (struct plan_days){.from = from, .to = from + 6 < month.to ? from + 6 : month.to};
}

/* A half of a plan that goes over New Year's is one of a school year. */
static struct plan_days
half(const struct point *p, struct plan_days plan, int year)
{
	int begins = date_year(plan.from);

	if ((p->year != 0 && !p->school) || begins == date_year(plan.to))
		return months(year, p->number == 1 ? 1 : 7, 6);
	return p->number == 1
	    ? (struct plan_days){.from = plan.from, .to = date_make(begins, 12, 31)}
	    : (struct plan_days){.from = date_make(begins + 1, 1, 1), .to = plan.to};
}

static bool
has_number(const struct point *p, int most)
{
	return p->number == LAST || (p->number >= 1 && p->number <= most);
}

/* The days of a point in a year; false: there are none. */
static bool
days_in(const struct point *p, struct plan_days plan, int year, struct plan_days *out)
{
	enum unit unit = unit_of(p);
	bool monthly = unit == DAY || unit == WEEK || unit == DECADE || unit == MONTH;

	if (p->month > 12 || year > 9000 || (monthly && p->month == 0))
		return false;
	if (monthly)
		*out = months(year, p->month, 1);
	switch (unit) {
	case DAY:
		out->from = out->to = date_make(year, p->month, p->number);
		return out->from != DATE_NONE;
	case WEEK:
		*out = week(*out, p->number);
		return has_number(p, 5) && out->from <= out->to;
	case DECADE:
		*out = third(*out, p->number == LAST ? 3 : p->number);
		return has_number(p, 3);
	case SEASON:
		*out = months(year, p->month, 3);
		break;
	case QUARTER:
		*out = months(year, p->number * 3 - 2, 3);
		if (p->number < 1 || p->number > 4)
			return false;
		break;
	case HALF:
		*out = half(p, plan, year);
		if (p->number < 1 || p->number > 2)
			return false;
		break;
	case YEAR:
		*out = p->year != 0 && !p->school ? months(year, 1, 12) : plan;
		break;
	case MONTH:
	case NO_UNIT:
		break;
	}
	if (p->part != 0)
		*out = third(*out, p->part);
	return true;
}

/* The year that is said, else the first of the plan's in which the point has a day of the plan. */
static bool
days_of(const struct point *p, struct plan_days plan, struct plan_days *out)
{
	if (p->school)
		plan =
		    (struct plan_days){date_make(p->year, 9, 1), date_make(p->year + 1, 9, 1) - 1};
	else if (p->year != 0)
		return days_in(p, plan, p->year, out);
	for (int year = date_year(plan.from) - 1; year <= date_year(plan.to); year++)
		if (days_in(p, plan, year, out) && out->to >= plan.from && out->from <= plan.to)
			return true;
	return days_in(p, plan, date_year(plan.from), out);
}

/* What a point leaves out, of the other one. */
static void
complete(struct point *p, const struct point *other)
{
	bool alone = p->month == 0 && p->unit == NO_UNIT && p->number != 0;

	if (alone)
		p->unit = unit_of(other);
	if (p->month == 0 && p->unit != QUARTER && p->unit != HALF && p->unit != YEAR)
		p->month = other->month;
}

static int
place_in_year(const struct point *p)
{
	return p->month != 0 ? p->month : p->number;
}

/* A year said of one point only: the other lies beside it, across New Year's if need be. */
static void
complete_years(struct term *t)
{
	struct point *a = &t->first, *b = &t->second;
	bool across = place_in_year(a) > place_in_year(b);

	if (a->school || b->school)
		return;
	if (a->year == 0 && b->year != 0)
		a->year = b->year - across;
	else if (b->year == 0 && a->year != 0)
		b->year = a->year + across;
}

/* --- Days of the term. */

/* The end of a term that begins on the day: no year before it is meant. */
static bool
days_behind(struct point *p, int32_t from, struct plan_days plan, struct plan_days *out)
{
	if (!days_of(p, plan, out))
		return false;
	if (p->year != 0 || out->to >= from)
		return true;
	p->year = date_year(out->from) + 1;
	return days_of(p, plan, out);
}

static bool
find_days(struct term *t, struct plan_days plan, struct plan_days *out)
{
	struct plan_days first, second;

	if (t->several) {
		complete(&t->first, &t->second);
		complete(&t->second, &t->first);
		complete_years(t);
	}
	if (t->until && t->first.part == 3) { /* "до конца мая" is with May */
		t->first.part = 0;
		t->inclusive = true;
	}
	if (!days_of(&t->first, plan, &first) ||
	    (t->several && !days_behind(&t->second, first.from, plan, &second)))
		return false;
	*out = first;
	if (t->several)
		out->to = second.to;
	else if (t->since)
		out->to = plan.to;
	if (t->until)
		*out = (struct plan_days){.from = plan.from,
		    .to = t->inclusive || unit_of(&t->first) == DAY ? first.to : first.from - 1};
	return true;
}

static enum status
refuse(struct slice words_said, const char *why, struct error *e)
{
	return error_set(e, ST_INVALID,
	    "«%.*s» %s: нужен срок в этом плане, например «февраль», «IV квартал», «до 15 мая»",
	    (int)words_said.len, (const char *)words_said.data, why);
}

enum status
plan_term_read(struct slice text, struct plan_days plan, struct plan_days *out, struct error *e)
{
	struct slice said = utf8_trim(text);
	struct term t = read_term(said);
	struct plan_days days;

	if (t.unknown)
		return refuse(said, "не понято как срок", e);
	if (!is_said(&t.first))
		return refuse(said, "дней не называет", e);
	if (!find_days(&t, plan, &days))
		return refuse(said, "— таких дней нет", e);
	if (days.to < days.from)
		return refuse(said, "кончается раньше, чем начинается", e);
	if (days.from <= plan.to && days.to >= plan.from) {
		days.from = days.from > plan.from ? days.from : plan.from;
		days.to = days.to < plan.to ? days.to : plan.to;
	}
	*out = days;
	return ST_OK;
}

void
plan_term_put(struct buf *out, struct plan_days days)
{
	int year, month, first, last, last_month, last_year;

	date_parts(days.from, &year, &month, &first);
	date_parts(days.to, &last_year, &last_month, &last);
	if (days.from == days.to) {
		buf_printf(out, "%d %s %d", first, date_of_month(month), year);
	} else if (month == last_month && year == last_year) {
		buf_printf(out, "%d–%d %s %d", first, last, date_of_month(month), year);
	} else {
		buf_puts(out, "с ");
		date_put_russian(out, days.from);
		buf_puts(out, " по ");
		date_put_russian(out, days.to);
	}
}
