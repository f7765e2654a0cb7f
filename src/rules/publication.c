/* SPDX-License-Identifier: MIT
 * publication.c - which agreement holds on a day, and the calendar of working days.
 */
#include "rules/publication.h"

#include <string.h>

#include "base/date.h"

enum { DISTRIBUTION = 2 }; /* the place of `распространение` among kinds of consent */
enum { DAYS_TO_TAKE_OFF = 3 }; /* working days, by the personal-data law */

static const char *const field_ids[] = {"name", "workplace", "position", "subject_area", "email"};
enum { FIELDS = sizeof(field_ids) / sizeof(field_ids[0]) };

unsigned
publish_fields_of(const char *list)
{
	unsigned fields = 0;

	if (*list == '\0')
		return PUBLISH_ALL;
	while (*list != '\0') {
		size_t len = strcspn(list, ",");

		for (unsigned i = 0; i < FIELDS; i++)
			if (strlen(field_ids[i]) == len && strncmp(field_ids[i], list, len) == 0)
				fields |= 1u << i;
		list += len;
		list += *list == ',';
	}
	return fields;
}

void
publish_put_fields(struct buf *b, unsigned fields)
{
	const char *between = "";

	for (unsigned i = 0; i < FIELDS; i++) {
		if ((fields & (1u << i)) == 0)
			continue;
		buf_printf(b, "%s%s", between, field_ids[i]);
		between = ",";
	}
}

bool
agreement_of_consent(const struct consent *c, struct agreement *out)
{
	if (c->kind != DISTRIBUTION)
		return false;
	*out = (struct agreement){.given = c->given,
	    .until = c->until,
	    .revoked = c->revoked,
	    .fields = publish_fields_of(c->fields)};
	return true;
}

bool
agreement_of_application(const struct application *a, struct agreement *out)
{
	if (!a->publication_consent || a->consent_date == DATE_NONE)
		return false;
	*out = (struct agreement){.given = a->consent_date,
	    .until = DATE_NONE,
	    .revoked = DATE_NONE,
	    .fields = PUBLISH_ALL,
	    .sentence = true};
	return true;
}

/* A sentence is undone by whoever revokes a paper given after it. */
static int32_t
sentence_revoked(
    const struct agreement *sentence, const struct agreement *all, size_t count, int32_t on)
{
	int32_t revoked = DATE_NONE;

	for (size_t i = 0; i < count; i++)
		if (!all[i].sentence && all[i].given > sentence->given &&
		    all[i].revoked != DATE_NONE && all[i].revoked <= on && all[i].revoked > revoked)
			revoked = all[i].revoked;
	return revoked;
}

static struct publish_verdict
judge_one(const struct agreement *a, const struct agreement *all, size_t count,
    int32_t last_sentence, int32_t on)
{
	int32_t revoked = a->sentence ? sentence_revoked(a, all, count, on) : a->revoked;

	if (a->sentence && last_sentence != DATE_NONE && a->given > last_sentence)
		return (struct publish_verdict){
		    .reason = PUBLISH_SENTENCE_VOID, .day = a->given, .until = DATE_NONE};
	if (revoked != DATE_NONE && revoked <= on)
		return (struct publish_verdict){
		    .reason = PUBLISH_REVOKED, .day = revoked, .until = DATE_NONE};
	if (a->until != DATE_NONE && a->until < on)
		return (struct publish_verdict){
		    .reason = PUBLISH_EXPIRED, .day = a->until, .until = DATE_NONE};
	if ((a->fields & PUBLISH_NAME) == 0)
		return (struct publish_verdict){
		    .reason = PUBLISH_NAME_WITHHELD, .day = a->given, .until = a->until};
	return (struct publish_verdict){
	    .reason = PUBLISH_YES, .fields = a->fields, .day = a->given, .until = a->until};
}

bool
publish_holds(const struct publish_verdict *v)
{
	return v->reason == PUBLISH_YES || v->reason == PUBLISH_NAME_WITHHELD;
}

/* Does the agreement say more than the one found so far? One in force before one that is not, the
 * later before the earlier, a paper before a sentence of its day. */
static bool
prevails(const struct agreement *a, bool in_force, const struct agreement *best, bool best_in_force)
{
	if (best == NULL || in_force != best_in_force)
		return best == NULL || in_force;
	if (a->given != best->given)
		return a->given > best->given;
	return best->sentence && !a->sentence;
}

struct publish_verdict
publish_judge(const struct profile *p, const struct agreement *agreements, size_t count, int32_t on)
{
	int32_t last_sentence = profile_rules(p)->consent_in_application_until;
	struct publish_verdict verdict = {
	    .reason = PUBLISH_NEVER_ASKED, .day = DATE_NONE, .until = DATE_NONE};
	const struct agreement *best = NULL;

	for (size_t i = 0; i < count; i++) {
		struct publish_verdict v;

		if (agreements[i].given > on)
			continue;
		v = judge_one(&agreements[i], agreements, count, last_sentence, on);
		if (!prevails(&agreements[i], publish_holds(&v), best, publish_holds(&verdict)))
			continue;
		best = &agreements[i];
		verdict = v;
	}
	return verdict;
}

void
publish_put_reason(struct buf *b, const struct publish_verdict *v)
{
	static const char *const texts[] = {
	    [PUBLISH_YES] = "",
	    [PUBLISH_NEVER_ASKED] = "согласия на распространение нет",
	    [PUBLISH_EXPIRED] = "срок согласия истёк ",
	    [PUBLISH_REVOKED] = "согласие отозвано ",
	    [PUBLISH_SENTENCE_VOID] =
		"согласие дано фразой в заявлении, а нужен отдельный документ: ",
	    [PUBLISH_NAME_WITHHELD] = "согласие не разрешает публиковать имя, дано ",
	};

	buf_puts(b, texts[v->reason]);
	if (v->reason != PUBLISH_YES && v->day != DATE_NONE)
		date_put_russian(b, v->day);
}

int32_t
working_days_after(const struct profile *p, int32_t day, int n)
{
	while (n > 0)
		n -= profile_is_working_day(p, ++day);
	return day;
}

int32_t
publish_deadline(const struct profile *p, int32_t revoked)
{
	return working_days_after(p, revoked, DAYS_TO_TAKE_OFF);
}
