/* SPDX-License-Identifier: MIT
 * request_deeds.c - a request given to somebody, answered, refused.
 */
#include "service/year/request_deeds.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "model/profile/profile.h"
#include "rules/publication.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/corps/roster.h"
#include "service/year/staging.h"

typedef enum status deed_fn(struct staging *p, struct request *r, void *what);

struct deed {
	uint64_t request;
	const struct request_seen *seen; /* NULL: whoever's it is */
	deed_fn *fn;
	void *what;
};

static enum status
require_open(struct staging *p, const struct request *r)
{
	struct buf day = {0};
	enum status st = ST_OK;

	date_put_russian(&day, r->done != DATE_NONE ? r->done : r->refused);
	if (r->done != DATE_NONE)
		st = error_set(
		    p->e, ST_REFUSED, "запрос %s уже выполнен %s", r->code, buf_text(&day));
	else if (r->refused != DATE_NONE)
		st = error_set(
		    p->e, ST_REFUSED, "по запросу %s отказано %s", r->code, buf_text(&day));
	buf_free(&day);
	return st;
}

/* Nobody is taken a request from, or given the work of another, unseen. */
static enum status
require_still(struct staging *p, const struct request *r, const struct request_seen *seen)
{
	struct buf name = {0};
	enum status st = ST_OK;

	if (seen == NULL || r->assigned == seen->assigned)
		return ST_OK;
	register_put_short_name(p->view.txn, KIND_PEOPLE, r->assigned, &name);
	if (r->assigned == 0)
		st = error_set(p->e, ST_REFUSED,
		    "запрос %s тем временем сняли с того, кому он был поручен; посмотрите на него "
		    "и решите снова",
		    r->code);
	else
		st = error_set(p->e, ST_REFUSED,
		    "запрос %s тем временем поручен другому: %s; посмотрите на него и решите снова",
		    r->code, buf_text(&name));
	buf_free(&name);
	return st;
}

static enum status
stage_deed(struct staging *p, const void *what, struct error *e)
{
	const struct deed *d = what;
	struct request *r = (struct request *)record_new(KIND_REQUESTS);
	enum status st = ST_OK;

	p->e = e;
	if (!records_get(p->view.txn, d->request, &r->base))
		st = error_set(e, ST_NOTFOUND, "запрос тем временем удалён");
	if (st == ST_OK)
		st = require_open(p, r);
	if (st == ST_OK)
		st = require_still(p, r, d->seen);
	if (st == ST_OK)
		st = d->fn(p, r, d->what);
	record_free(&r->base);
	return st;
}

static enum status
do_request(struct session *s, const char *note, const struct deed *d, struct error *e)
{
	return stage_records(s,
	    &(struct staged){
		.operation = OPERATION_REQUEST, .note = note, .fn = stage_deed, .what = d},
	    e);
}

static void
set_text(struct record *r, const char *id, const char *text)
{
	record_set_text(r, field_find(r->kind, id), text, strlen(text));
}

/* --- Given to somebody. */

struct assigning {
	uint64_t person;
	int32_t *due;
};

static enum status
assign(struct staging *p, struct request *r, void *what)
{
	const struct assigning *a = what;
	const struct profile *town = p->view.session->profile;
	int days = profile_rules(town)->request_days;

	r->assigned = a->person;
	if (r->due == DATE_NONE && days > 0)
		r->due = working_days_after(town, r->received, days);
	*a->due = r->due;
	return stage_put(p, &r->base);
}

enum status
request_assign(
    struct session *s, struct request_seen seen, uint64_t person, int32_t *due, struct error *e)
{
	struct assigning a = {.person = person, .due = due};

	return do_request(s, "поручено",
	    &(struct deed){.request = seen.request, .seen = &seen, .fn = assign, .what = &a}, e);
}

/* --- Answered. */

struct answering {
	const struct request_answer *answer;
	bool *written;
};

/* The first line of what was done; of two that are alike in one day the second names its request.
 */
static void
describe(struct staging *p, const struct request *r, const char *result, struct activity *a)
{
	enum { LONGEST = 220 }; /* letters: a field of one line has room for it and the code */
	struct buf text = {0};

	buf_put_slice(&text, slice_make(result, strcspn(result, "\n")));
	buf_truncate(&text, utf8_fit(buf_text(&text), LONGEST));
	set_text(&a->base, "description", buf_text(&text));
	if (records_find_same(p->view.txn, &a->base) != 0) {
		buf_printf(&text, " (запрос %s)", r->code);
		set_text(&a->base, "description", buf_text(&text));
	}
	buf_free(&text);
}

static enum status
write_activity(struct staging *p, const struct request *r, const struct request_answer *answer)
{
	struct activity *a = (struct activity *)record_new(KIND_ACTIVITIES);
	enum status st;

	a->person = r->assigned;
	a->date = answer->day;
	a->hours = answer->hours;
	a->recipient_organisation = r->organisation;
	a->recipient_person = r->person;
	a->request = r->base.id;
	set_text(&a->base, "direction", r->direction);
	describe(p, r, answer->result, a);
	st = stage_put(p, &a->base);
	record_free(&a->base);
	return st;
}

static enum status
answer(struct staging *p, struct request *r, void *what)
{
	struct answering *a = what;
	enum status st;

	if (r->assigned == 0)
		return error_set(p->e, ST_REFUSED,
		    "запрос %s никому не поручен: сначала поручите, потом отметьте выполненным",
		    r->code);
	*a->written = profile_has_module(p->view.session->profile, "corps") &&
	    roster_has(&p->view, r->assigned, a->answer->day);
	r->done = a->answer->day;
	set_text(&r->base, "result", a->answer->result);
	st = stage_put(p, &r->base);
	return st == ST_OK && *a->written ? write_activity(p, r, a->answer) : st;
}

enum status
request_done(struct session *s, struct request_seen seen, const struct request_answer *what,
    bool *written, struct error *e)
{
	struct answering a = {.answer = what, .written = written};

	return do_request(s, "выполнено",
	    &(struct deed){.request = seen.request, .seen = &seen, .fn = answer, .what = &a}, e);
}

/* --- Refused. */

struct refusing {
	int32_t day;
	const char *reason;
};

static enum status
refuse(struct staging *p, struct request *r, void *what)
{
	const struct refusing *why = what;

	r->refused = why->day;
	set_text(&r->base, "result", why->reason);
	return stage_put(p, &r->base);
}

enum status
request_refuse(
    struct session *s, uint64_t request, int32_t day, const char *reason, struct error *e)
{
	struct refusing why = {.day = day, .reason = reason};

	return do_request(
	    s, "отказано", &(struct deed){.request = request, .fn = refuse, .what = &why}, e);
}
