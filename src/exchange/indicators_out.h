/* SPDX-License-Identifier: MIT
 * indicators_out.h - indicators as JSON, as a table, and as a workbook with charts.
 */
#ifndef EXCHANGE_INDICATORS_OUT_H
#define EXCHANGE_INDICATORS_OUT_H

#include <stdio.h>

#include "service/indicators/indicators.h"

/* One answer as an object; the list behind an indicator as {"id", "counted", "missing"}. */
void indicators_put_json(const struct view *v, const struct indicators *answer, struct buf *out);
void indicators_put_names_json(const struct view *v, enum indicator which,
    const struct indicator_names *names, struct buf *out);

/* A row for each indicator of each answer, after a header. */
void indicators_put_csv(
    const struct view *v, const struct indicators *answers, size_t count, struct buf *out);
/* A row for each person: code, names, organisation, counted (да, нет); counted ones first. */
void
indicators_put_names_csv(struct session *s, const struct indicator_names *names, struct buf *out);

/* A person of a list, for tables of any kind. */
struct indicator_person {
	const char *code, *surname, *given_name, *patronymic;
	const char *organisation; /* its name */
};
/* Calls fn for each of the ids; texts are borrowed during the call. */
void indicators_each_person(struct session *s, const uint64_t *ids, size_t count,
    void (*fn)(void *context, const struct indicator_person *p), void *context);

/*
 * A workbook, written to f whole or not at all. by BY_NOTHING: a sheet with the eight beside last
 * year's and the targets, one by months with lines, and for the city one by associations and one by
 * organisations with bars; otherwise only the sheet of that division. Numbers are exact fractions
 * in the cells, formatted as per cent.
 */
enum status indicators_write_xlsx(struct session *s, struct period p, struct scope scope,
    enum indicators_by by, FILE *f, struct error *e);
enum status indicators_write_names_xlsx(struct session *s, enum indicator which,
    const struct indicator_names *names, FILE *f, struct error *e);

#endif
