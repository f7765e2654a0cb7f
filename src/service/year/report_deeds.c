/* SPDX-License-Identifier: MIT
 * report_deeds.c - reports asked for, received, accepted.
 */
#include "base/date.h"
#include "service/core/naming.h"
#include "service/core/operations.h"
#include "service/corps/roster.h"
#include "service/year/reports.h"
#include "service/year/staging.h"

/* --- Asked for. */

static enum status
refuse_twin(const struct report_call *twin, struct error *e)
{
	struct buf asked = {0}, due = {0};

	date_put_russian(&asked, twin->asked);
	date_put_russian(&due, twin->due);
	error_set(e, ST_REFUSED,
	    "отчёты за этот период уже запрошены %s, срок %s; другой срок ставят в самом запросе",
	    buf_text(&asked), buf_text(&due));
	buf_free(&asked);
	buf_free(&due);
	return ST_REFUSED;
}

/* The period wants members on its last day, and no request of its own. */
static enum status
check_period(struct staging *p, const struct report_call *call, struct error *e)
{
	struct reports there;
	enum status st = reports_of_period(
	    &p->view, (struct period){.from = call->from, .to = call->to}, call->asked, &there, e);
	bool twin =
	    there.call.request != 0 && there.call.from == call->from && there.call.to == call->to;
	struct buf day = {0};
	size_t members = 0;

	for (size_t i = 0; st == ST_OK && i < there.count; i++)
		members += roster_has(&p->view, there.rows[i].person, call->to);
	date_put_russian(&day, call->to);
	if (st == ST_OK && twin)
		st = refuse_twin(&there.call, e);
	else if (st == ST_OK && members == 0)
		st = error_set(e, ST_REFUSED,
		    "на %s в активе никого нет: отчитываться некому; проверьте последний день "
		    "периода",
		    buf_text(&day));
	buf_free(&day);
	reports_free(&there);
	return st;
}

static enum status
stage_call(struct staging *p, const void *what, struct error *e)
{
	struct report_call *call = *(struct report_call *const *)what;
	struct report_request *r = (struct report_request *)record_new(KIND_REPORT_REQUESTS);
	enum status st;

	p->e = e;
	stage_code(p, &r->base);
	r->asked = call->asked;
	r->from = call->from;
	r->to = call->to;
	r->due = call->due;
	st = stage_put(p, &r->base); /* first, for it wants its days in their order */
	call->request = r->base.id;
	if (st == ST_OK)
		st = check_period(p, call, e);
	record_free(&r->base);
	return st;
}

enum status
reports_ask(struct session *s, struct report_call *call, struct error *e)
{
	return stage_records(s,
	    &(struct staged){.operation = OPERATION_REPORTS,
		.note = "запрошены",
		.fn = stage_call,
		.what = &call},
	    e);
}

/* --- Received, accepted. */

struct marking {
	const struct report_marking *m;
	size_t *done;
	size_t absent; /* of those to be accepted: not received */
	int32_t to;    /* the last day of the request */
};

/* "Козлова А. П.: " and what is wrong. */
static enum status
refuse_person(struct staging *p, uint64_t person, enum status st, const char *why)
{
	struct buf text = {0};

	register_put_short_name(p->view.txn, KIND_PEOPLE, person, &text);
	buf_printf(&text, "%s%s", text.len > 0 ? ": " : "", why);
	error_set(p->e, st, "%s", buf_text(&text));
	buf_free(&text);
	return st;
}

/* What somebody else has made of the report since it was shown. */
static enum status
refuse_changed(struct staging *p, uint64_t person, const struct member_report *now)
{
	struct buf why = {0};
	int32_t day = now->accepted != DATE_NONE ? now->accepted : now->received;

	buf_puts(&why, "отчёт тем временем отметил другой сотрудник: ");
	if (day == DATE_NONE) {
		buf_puts(&why, "он не получен");
	} else {
		buf_puts(&why, day == now->accepted ? "принят " : "получен ");
		date_put_russian(&why, day);
	}
	buf_puts(&why, "; ничего не изменено");
	(void)refuse_person(p, person, ST_REFUSED, buf_text(&why));
	buf_free(&why);
	return ST_REFUSED;
}

static enum status
refuse_gone(struct staging *p, uint64_t person, int32_t to)
{
	struct buf why = {0};

	buf_puts(&why, "на ");
	date_put_russian(&why, to);
	buf_puts(&why, " уже не состоит в активе; ничего не изменено");
	(void)refuse_person(p, person, ST_REFUSED, buf_text(&why));
	buf_free(&why);
	return ST_REFUSED;
}

/* false: it is marked so already, or there is nothing to accept. */
static bool
set_step(struct member_report *r, const struct report_marking *m)
{
	int32_t *step = m->step == REPORT_RECEIVED ? &r->received : &r->accepted;

	if (*step != DATE_NONE || (m->step == REPORT_ACCEPTED && r->received == DATE_NONE))
		return false;
	*step = m->day;
	return true;
}

static enum status
put_step(struct staging *p, struct member_report *r)
{
	enum status st = stage_put(p, &r->base);
	struct buf why = {0};

	if (st != ST_OK) {
		buf_puts(&why, error_text(p->e));
		(void)refuse_person(p, r->person, st, buf_text(&why));
		buf_free(&why);
	}
	return st;
}

static enum status
mark_report(struct staging *p, struct marking *k, const struct report_seen *seen)
{
	struct member_report *r = (struct member_report *)record_new(KIND_MEMBER_REPORTS);
	enum status st = ST_OK;
	uint64_t id;

	r->report = k->m->request;
	r->person = seen->person;
	id = records_find_same(p->view.txn, &r->base);
	if (id != 0 && !records_get(p->view.txn, id, &r->base))
		id = 0;
	if (id != seen->report || (id != 0 && r->base.stamp != seen->stamp))
		st = refuse_changed(p, seen->person, r);
	else if (!roster_has(&p->view, seen->person, k->to))
		st = refuse_gone(p, seen->person, k->to);
	else if (set_step(r, k->m)) {
		st = put_step(p, r);
		(*k->done)++;
	} else {
		k->absent += r->received == DATE_NONE;
	}
	record_free(&r->base);
	return st;
}

static enum status
refuse_all(const struct marking *k, struct error *e)
{
	return error_set(e, ST_REFUSED, "%s",
	    k->absent > 0                       ? "ни один из этих отчётов ещё не получен: сначала отметьте, что получен"
		: k->m->step == REPORT_RECEIVED ? "эти отчёты уже получены"
						: "эти отчёты уже приняты");
}

static enum status
stage_marks(struct staging *p, const void *what, struct error *e)
{
	struct marking k = *(const struct marking *)what;
	struct report_request *r = (struct report_request *)record_new(KIND_REPORT_REQUESTS);
	enum status st = ST_OK;

	p->e = e;
	*k.done = 0;
	if (!records_get(p->view.txn, k.m->request, &r->base))
		st = error_set(e, ST_NOTFOUND, "запрос отчётов тем временем удалён");
	k.to = r->to;
	record_free(&r->base);
	for (size_t i = 0; i < k.m->count && st == ST_OK; i++)
		st = mark_report(p, &k, &k.m->seen[i]);
	if (st == ST_OK && *k.done == 0)
		st = refuse_all(&k, e);
	return st;
}

enum status
reports_mark(struct session *s, const struct report_marking *m, size_t *done, struct error *e)
{
	const struct marking k = {.m = m, .done = done};

	return stage_records(s,
	    &(struct staged){.operation = OPERATION_REPORTS,
		.note = m->step == REPORT_RECEIVED ? "получены" : "приняты",
		.fn = stage_marks,
		.what = &k},
	    e);
}
