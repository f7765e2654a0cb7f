/* SPDX-License-Identifier: MIT
 * bank_deeds.c - a material put forward, given to an expert, recommended or rejected.
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "model/profile/profile.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/corps/roster.h"
#include "service/year/bank.h"
#include "service/year/staging.h"

/* The direction of activity an examination is of (contract, section 3). */
static const char direction[] = "expertise";

typedef enum status deed_fn(struct staging *p, struct resource *r, void *what);

struct deed {
	const struct bank_seen *seen;
	deed_fn *fn;
	void *what;
};

static enum status
stage_deed(struct staging *p, const void *what, struct error *e)
{
	const struct deed *d = what;
	struct resource *r = (struct resource *)record_new(KIND_RESOURCES);
	enum status st = ST_OK;

	p->e = e;
	if (!records_get(p->view.txn, d->seen->resource, &r->base))
		st = error_set(e, ST_NOTFOUND, "материал тем временем удалён");
	else if (r->base.stamp != d->seen->stamp)
		st = error_set(e, ST_REFUSED,
		    "материал %s тем временем изменил другой сотрудник; посмотрите на него и "
		    "решите снова",
		    r->code);
	if (st == ST_OK)
		st = d->fn(p, r, d->what);
	record_free(&r->base);
	return st;
}

static enum status
do_resource(struct session *s, const char *note, const struct deed *d, struct error *e)
{
	return stage_records(s,
	    &(struct staged){
		.operation = OPERATION_BANK, .note = note, .fn = stage_deed, .what = d},
	    e);
}

static void
set_text(struct record *r, const char *id, const char *text)
{
	record_set_text(r, field_find(r->kind, id), text, strlen(text));
}

/* --- Put forward. */

static enum status
offer(struct staging *p, struct resource *r, void *what)
{
	(void)what;
	if (r->status != 0)
		return error_set(p->e, ST_REFUSED,
		    "материал %s уже предлагали; отдайте его на экспертизу", r->code);
	r->status = RESOURCE_OFFERED;
	return stage_put(p, &r->base);
}

enum status
bank_offer(struct session *s, struct bank_seen seen, struct error *e)
{
	return do_resource(s, "предложен", &(struct deed){.seen = &seen, .fn = offer}, e);
}

/* --- Given to an expert. */

static enum status
examine(struct staging *p, struct resource *r, void *what)
{
	const uint64_t *expert = what;

	if (r->author == *expert)
		return error_set(
		    p->e, ST_REFUSED, "этот человек — автор материала; экспертом бывает другой");
	r->status = RESOURCE_EXAMINED;
	r->reviewer = *expert;
	r->reviewed = DATE_NONE;
	return stage_put(p, &r->base);
}

enum status
bank_examine(struct session *s, struct bank_seen seen, uint64_t expert, struct error *e)
{
	return do_resource(s, "отдан на экспертизу",
	    &(struct deed){.seen = &seen, .fn = examine, .what = &expert}, e);
}

/* --- Judged. */

struct judging {
	const struct bank_verdict *verdict;
	bool *written;
};

static enum status
require_examined(struct staging *p, const struct resource *r, int32_t day)
{
	if (r->status != RESOURCE_EXAMINED)
		return error_set(
		    p->e, ST_REFUSED, "материал %s не на экспертизе: сначала отдайте", r->code);
	if (r->reviewer == 0)
		return error_set(p->e, ST_REFUSED,
		    "у материала %s нет эксперта: сначала назначьте, потом записывайте "
		    "заключение",
		    r->code);
	if (day > clock_latest_day())
		return error_set(p->e, ST_REFUSED,
		    "заключение записывают, когда оно дано: этот день ещё не наступил");
	return ST_OK;
}

/* "Экспертиза материала B0003 «…»: рекомендован": as much of the title as a field of one line has
 * room for. */
static void
describe(const struct resource *r, const struct bank_verdict *v, struct activity *a)
{
	enum { LONGEST = 180 };
	struct buf text = {0};

	buf_printf(&text, "Экспертиза материала %s «%.*s»: %s", r->code,
	    (int)utf8_fit(r->title, LONGEST), r->title,
	    v->recommended ? "рекомендован" : "отклонён");
	set_text(&a->base, "description", buf_text(&text));
	buf_free(&text);
}

/* Examined again on one day with the same end, it is the same work. */
static enum status
write_activity(struct staging *p, const struct resource *r, const struct bank_verdict *v)
{
	struct activity *a = (struct activity *)record_new(KIND_ACTIVITIES);
	enum status st = ST_OK;

	a->person = r->reviewer;
	a->date = v->day;
	a->hours = NUMBER_NONE;
	a->recipient_person = r->author;
	set_text(&a->base, "direction", direction);
	describe(r, v, a);
	if (records_find_same(p->view.txn, &a->base) == 0)
		st = stage_put(p, &a->base);
	record_free(&a->base);
	return st;
}

static bool
is_members_work(struct staging *p, const struct resource *r, int32_t day)
{
	const struct profile *town = p->view.session->profile;

	return profile_has_module(town, "corps") &&
	    profile_term(town, TERMS_DIRECTIONS, slice_of(direction)) != NULL &&
	    roster_has(&p->view, r->reviewer, day);
}

static enum status
judge(struct staging *p, struct resource *r, void *what)
{
	const struct judging *j = what;
	const struct bank_verdict *v = j->verdict;
	enum status st = require_examined(p, r, v->day);

	if (st != ST_OK)
		return st;
	r->status = v->recommended ? RESOURCE_RECOMMENDED : RESOURCE_REJECTED;
	r->reviewed = v->day;
	if (!utf8_says_nothing(v->annotation))
		set_text(&r->base, "annotation", v->annotation);
	*j->written = is_members_work(p, r, v->day);
	st = stage_put(p, &r->base);
	return st == ST_OK && *j->written ? write_activity(p, r, v) : st;
}

enum status
bank_judge(struct session *s, struct bank_seen seen, const struct bank_verdict *verdict,
    bool *written, struct error *e)
{
	struct judging j = {.verdict = verdict, .written = written};

	return do_resource(s, verdict->recommended ? "рекомендован" : "отклонён",
	    &(struct deed){.seen = &seen, .fn = judge, .what = &j}, e);
}
