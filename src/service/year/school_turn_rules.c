/* SPDX-License-Identifier: MIT
 * school_turn_rules.c - rules of a town that end with a school year or in the next.
 */
#include "service/year/school_turn_rules.h"

#include "base/date.h"

struct rules_told {
	const struct profile *town;
	const struct school_turn *turn;
	turn_rule_fn *told;
	void *context;
};

/* Does it end between the two first days of September, or in the year that begins? What ended
 * before the turn, or ends with the new year or later, is no news now. */
static bool
ends_now(const struct rules_told *r, struct validity v)
{
	return v.until != DATE_NONE && v.until >= r->turn->began && v.until < r->turn->ends;
}

static void
tell_name(const struct rules_told *r, const char *name, int32_t until, bool followed)
{
	r->told(
	    r->context, &(struct turn_rule){.name = name, .until = until, .followed = followed});
}

static void
tell(const struct rules_told *r, const char *what, const char *name, int32_t until, bool followed)
{
	struct buf text = {0};

	buf_printf(&text, "%s «%s»", what, name);
	tell_name(r, buf_text(&text), until, followed);
	buf_free(&text);
}

static void
tell_musts(const struct rules_told *r)
{
	size_t count;
	const struct must *musts = profile_musts(r->town, &count);

	for (size_t i = 0; i < count; i++) {
		bool followed = false;

		for (size_t k = 0; k < count; k++)
			followed =
			    followed || musts[k].validity.from == musts[i].validity.until + 1;
		if (ends_now(r, musts[i].validity))
			tell(r, "условие", musts[i].text, musts[i].validity.until, followed);
	}
}

static void
tell_terms(const struct rules_told *r, enum terms which, const char *what)
{
	size_t count;
	const struct term *terms = profile_terms(r->town, which, &count);

	for (size_t i = 0; i < count; i++) {
		bool followed = false;

		for (size_t k = 0; k < count; k++)
			followed =
			    followed || terms[k].validity.from == terms[i].validity.until + 1;
		if (ends_now(r, terms[i].validity))
			tell(r, what, terms[i].text, terms[i].validity.until, followed);
	}
}

/* The last target of each indicator, when it is of a year that ends. */
static void
tell_targets(const struct rules_told *r)
{
	size_t count;
	const struct term *terms = profile_terms(r->town, TERMS_INDICATORS, &count);
	int least;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < terms[i].ntargets; k++) {
			struct validity v = terms[i].targets[k].validity;

			if (ends_now(r, v))
				tell(r, "цель показателя", terms[i].text, v.until,
				    profile_target(r->town, terms[i].id, v.until + 1, &least));
		}
}

/* Days off are appointed for each calendar year; without them terms are counted wrong. */
static void
tell_calendar(const struct rules_told *r)
{
	for (int year = date_year(r->turn->begins); year <= date_year(r->turn->ends); year++) {
		int32_t first = date_make(year, 1, 1), day = first;

		while (date_year(day) == year && !profile_has_day(r->town, DAYS_OFF, day))
			day++;
		if (date_year(day) != year) {
			struct buf name = {0};

			buf_printf(&name, "календарь: нерабочие дни %d года", year);
			tell_name(r, buf_text(&name), first - 1, false);
			buf_free(&name);
		}
	}
}

void
turn_each_rule(
    const struct profile *town, const struct school_turn *turn, turn_rule_fn *told, void *context)
{
	const struct rules_told r = {.town = town, .turn = turn, .told = told, .context = context};

	tell_musts(&r);
	tell_terms(&r, TERMS_GROUNDS, "основание");
	tell_terms(&r, TERMS_DIRECTIONS, "направление");
	tell_targets(&r);
	tell_calendar(&r);
}
