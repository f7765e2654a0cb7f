/* SPDX-License-Identifier: MIT
 * reports.h - reports of the members of the corps: asked for, received, accepted; what each did in
 * the period they are about.
 */
#ifndef SERVICE_REPORTS_H
#define SERVICE_REPORTS_H

#include "service/corps/activity_figures.h"

/* A request for reports: of which period, by when. */
struct report_call {
	uint64_t request; /* 0: there is none */
	int32_t asked, from, to, due;
};

/* All of them, the newest first; the caller frees *out. ST_REFUSED: the town has no corps. */
enum status
reports_calls(const struct view *v, struct report_call **out, size_t *count, struct error *e);

/* A member of the corps, and how the report stands. */
struct report_row {
	uint64_t person;
	bool owes;       /* in the corps on the last day asked about: a report is expected */
	uint64_t report; /* of member_reports; 0: no row of it yet */
	uint64_t stamp;  /* of it as it was read */
	int32_t received, accepted; /* DATE_NONE: not, or not by the day */
	size_t member;              /* of reports.figures */
};

struct reports {
	struct report_call call;
	struct activity_figures figures; /* of the period */
	struct report_row *rows;         /* everyone of the figures, in Russian order of names */
	size_t count;
	size_t owing, received, accepted; /* of those who owe one */
};

/* Those of a request as of a day, with what was done in its period. ST_NOTFOUND: it has been
 * removed. Free with reports_free in any case. */
enum status reports_read(
    const struct view *v, uint64_t request, int32_t on, struct reports *out, struct error *e);
/* What was done in a period, and the reports about it: of the request of just that period, else of
 * the newest whose last day lies in it, else of none (call.request 0). */
enum status reports_of_period(
    const struct view *v, struct period period, int32_t on, struct reports *out, struct error *e);
void reports_free(struct reports *r);

/* Is the report of the row expected and not there? */
bool report_is_missing(const struct report_row *row);
/* What the member of a row did; never NULL. */
const struct member_activity *
report_activity(const struct reports *r, const struct report_row *row);

/* Each deed is one operation, undone as one. ST_DENIED, ST_CONFLICT, ST_INVALID with a sentence. */

/* Ask for reports: call->request is the new one's id. ST_REFUSED: the period has been asked about
 * already, or nobody is in the corps on its last day. */
enum status reports_ask(struct session *s, struct report_call *call, struct error *e);

enum report_step { REPORT_RECEIVED, REPORT_ACCEPTED };

/* Members to be marked, with the report as it was shown. */
struct report_seen {
	uint64_t person, report, stamp;
};
struct report_marking {
	uint64_t request;
	enum report_step step;
	int32_t day;
	const struct report_seen *seen;
	size_t count;
};
/* Mark reports received, or accepted, on a day. Who is marked so already stays as he is, and
 * nothing is accepted that has not been received: *done counts the others. ST_REFUSED: there are
 * none; or, with the first name, somebody else has changed that report, the person is no longer
 * asked. */
enum status
reports_mark(struct session *s, const struct report_marking *m, size_t *done, struct error *e);

#endif
