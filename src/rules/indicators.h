/* SPDX-License-Identifier: MIT
 * indicators.h - the eight indicators, for several periods and any parts of the town in one pass
 * over columns of facts; and the lists behind them, by the same bits. Pure.
 */
#ifndef RULES_INDICATORS_H
#define RULES_INDICATORS_H

#include "model/profile/profile.h"
#include "rules/facts.h"

enum indicator {
	INDICATOR_ROADMAP,
	INDICATOR_ASSESSED,
	INDICATOR_TRAINED,
	INDICATOR_PATHWAYS,
	INDICATOR_METHODISTS,
	INDICATOR_LOAD,
	INDICATOR_PATHWAYS_DONE,
	INDICATOR_YOUNG,
	INDICATOR_COUNT
};

/* What is the same in every town. */
struct indicator_info {
	const char *id;    /* pathways_done */
	const char *brief; /* ИОМ завершены: a line's title */
	const char *title; /* where the profile has no text for it */
	const char *counted; /* who is counted: "прошли диагностику за период" */
	const char *rule; /* "доля прошедших диагностику среди педагогов, …" */
	const char *missing; /* who is not: "не прошли диагностику" */
};

const struct indicator_info *indicator_info(enum indicator which);
/* INDICATOR_COUNT when there is none of that id. */
enum indicator indicator_find(const char *id);

/* The town's switches (profile: young_age, young_age_inclusive, young_years, indicator_staff). */
struct indicator_rules {
	unsigned staff; /* bits (1 << staff_kind) */
	int young_age;
	bool young_age_inclusive;
	int young_years;
};
struct indicator_rules indicator_rules(const struct profile *p);

struct period {
	int32_t from, to; /* both days included */
};
/* Fill what is DATE_NONE: `to` is today, `from` the 1 September of the school year of `to`.
 * ST_REFUSED: from after to. */
enum status period_settle(struct period *p, int32_t today, struct error *e);

enum scope_type { SCOPE_CITY, SCOPE_ASSOCIATION, SCOPE_ORGANISATION, SCOPE_LEVEL };

struct scope {
	enum scope_type type;
	uint64_t id; /* of the association or organisation; the level's choice; 0 for the city */
};

/* What is asked: a part of the town in a period. */
struct indicator_question {
	struct period period;
	struct scope scope;
};

/* What a roadmap may hold: an item of a roadmap, or an event with roadmap = да and no item. */
struct measure {
	enum kind kind;
	uint64_t id, association, venue; /* 0: none */
	int32_t planned;                 /* its term */
	int32_t done;      /* its last day, an item's that of its first event; FACT_OPEN */
	int32_t cancelled; /* FACT_OPEN when it is not */
	uint8_t level;
};

struct fraction {
	uint64_t numerator, denominator;
};

/* The answer. */
struct indicators {
	struct period period;
	struct scope scope;
	uint64_t staff; /* T */
	struct fraction values[INDICATOR_COUNT];
	uint64_t unknown; /* young: p of T with no birth date or career start, else perhaps in Y */
	unsigned levels;  /* roadmap: bits (1 << level) of the denominator */
	uint64_t cancelled;             /* roadmap: of the denominator, by `to` */
	uint64_t load_least, load_most; /* people of a methodist; 0 when there is none */
};

/*
 * One pass: begin with the questions, tell associations (for level:W of the roadmap), give all
 * people, then facts and measures in any order, end. A period more is a pass more over what was
 * read; further parts of the town of the same period cost next to nothing. Some bytes a person and
 * period are held, so the periods of one run should be few.
 */
struct indicators_run;
struct indicators_run *indicators_begin(
    const struct indicator_rules *rules, const struct indicator_question *questions, size_t count);
void indicators_add_association(struct indicators_run *run, uint64_t id, uint8_t level);
/* Ids of people lie below this one: all memory for them is taken at once. */
void indicators_expect(struct indicators_run *run, uint64_t people);
void indicators_add_people(struct indicators_run *run, const struct people_columns *people);
void indicators_add_facts(struct indicators_run *run, const struct fact_columns *facts);
void indicators_add_measure(struct indicators_run *run, const struct measure *measure);
/* out: one for each question, in their order. Frees the run; out NULL only frees. */
void indicators_end(struct indicators_run *run, struct indicators *out);

/* The list behind one indicator of the first question: called for each member of its denominator,
 * counted or not: people; for roadmap items and events (done or not); for load, at the end,
 * methodists, with how many people each has. Ids come in no order that means anything. */
typedef void
indicator_told(void *context, enum kind kind, uint64_t id, bool counted, uint64_t load);
void indicators_watch(
    struct indicators_run *run, enum indicator which, indicator_told *told, void *context);

/* The exact figure in tenths, halves away from zero: 833 is 83.3 %, or for load 74 is 7.4 people.
 * false: the denominator is 0, there is no figure. */
bool indicator_tenths(enum indicator which, struct fraction f, uint64_t *tenths);
/* "83.3", "7.4", or nothing for a zero denominator. point: '.' outside, ',' for people. */
void indicator_put_figure(struct buf *b, enum indicator which, struct fraction f, char point);
/* By how many tenths the figure differs from that of another date or part; false when one has none.
 */
bool indicator_change(
    enum indicator which, struct fraction now, struct fraction before, int64_t *tenths);
/* Fewer than 10 in the denominator: one more or less changes much. */
bool indicator_is_small(struct fraction f);

/* The roadmap is told in three parts. */
struct roadmap_parts {
	bool drawn_up;    /* items or events stand in it for the period */
	bool carried_out; /* at least one was done by `to` */
	bool all_levels;  /* municipal, regional and federal */
};
struct roadmap_parts roadmap_parts(const struct indicators *answer);

/* The last days of the months of a period, the last one cut at `to`. The caller frees *ends. */
size_t period_month_ends(struct period p, int32_t **ends);
/* The same days a year before. */
struct period period_year_before(struct period p);

#endif
