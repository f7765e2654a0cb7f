/* SPDX-License-Identifier: MIT
 * indicators.h - how many, on which date, in which part of the town, and who exactly.
 *
 * Every function needs PERMIT_READ and reads in the view it is given. Answers are for the moment;
 * they are asked for again when changes_number() has moved.
 */
#ifndef SERVICE_INDICATORS_H
#define SERVICE_INDICATORS_H

#include "rules/data_checks.h"
#include "rules/indicators.h"
#include "service/core/scope_words.h"

/* Fill what is DATE_NONE: `to` is today, `from` the 1 September of the school year of `to`.
 * ST_REFUSED: from after to. */
enum status indicators_period(struct period *p, struct error *e);

/* Answers to any questions, in one pass: out has room for `count`. */
enum status indicators_ask(const struct view *v, const struct indicator_question *questions,
    size_t count, struct indicators *out, struct error *e);

/* Sets of questions. */
enum indicators_by { BY_NOTHING, BY_ASSOCIATION, BY_ORGANISATION, BY_MONTH };

struct indicators_table {
	struct indicators *rows;
	size_t count;
};

/* The period in one part of the town, or divided: associations or organisations in order of code
 * (ST_REFUSED unless the scope is the city), or one row for each month end with the same `from`. */
enum status indicators_table(const struct view *v, struct period p, struct scope scope,
    enum indicators_by by, struct indicators_table *out, struct error *e);
void indicators_table_free(struct indicators_table *t);

/* Months of the school year that `on` lies in, up to the month of `on`, each from 1 September: for
 * a graph. The last ends on `on` itself. */
enum status indicators_months(const struct view *v, int32_t on, struct scope scope,
    struct indicators_table *out, struct error *e);
/* Associations or organisations by one indicator, the largest figure first, those without a figure
 * last, equals by name: for bars. */
enum status indicators_bars(const struct view *v, struct period p, enum indicators_by by,
    enum indicator which, struct indicators_table *out, struct error *e);

/* The list behind an indicator: of people, or for roadmap of items of plans (counted: done) and,
 * beside it, of events. For load the methodists: counted have somebody, missing have nobody,
 * loads[i] of counted[i] people. Ids in order of code; listing_open() with `only` shows them by
 * name. */
struct indicator_names {
	enum kind kind;
	uint64_t *counted, *missing;
	size_t ncounted, nmissing;
	uint64_t *loads;                /* of counted; NULL but for load */
	struct indicator_names *events; /* NULL but for roadmap */
};
enum status indicators_names(const struct view *v, struct period p, struct scope scope,
    enum indicator which, struct indicator_names *out, struct error *e);
void indicator_names_free(struct indicator_names *n);
/* Append the code of each id, with a NUL behind it. */
void indicators_put_codes(
    const struct view *v, enum kind kind, const uint64_t *ids, size_t count, struct buf *out);

/* Words of the town for an indicator: the profile's, else the program's own. */
const char *indicators_text(const struct session *s, enum indicator which);
const char *indicators_clause(const struct session *s, enum indicator which);
/* Append the rule in words: "доля прошедших диагностику в периоде среди педагогов, работающих
 * на последний день". */
void indicators_put_rule(const struct session *s, enum indicator which, struct buf *out);

/* The town's target for the day in per cent (load: people); false when the profile sets none. */
bool indicators_target(const struct session *s, enum indicator which, int32_t on, int *target);

/* Doubtful records, by doubt and then by person. */
struct data_check_row {
	enum data_check doubt;
	enum kind kind;
	uint64_t id, person;
};
/* At most `most` rows of each doubt (0: all); totals counts all. The caller frees *rows. */
enum status indicators_data_checks(const struct view *v, int32_t on, size_t most,
    struct data_check_row **rows, size_t *count, size_t totals[DOUBT_COUNT], struct error *e);

/* What has to be said under figures of such a part, a sentence; "" when nothing has. */
const char *indicators_part_note(enum scope_type of);

#endif
