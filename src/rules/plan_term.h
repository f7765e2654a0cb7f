/* SPDX-License-Identifier: MIT
 * plan_term.h - a term in the words of a plan ("февраль", "IV квартал", "7–9 декабря", "в течение
 * года"), read into days of that plan. Pure.
 */
#ifndef RULES_PLAN_TERM_H
#define RULES_PLAN_TERM_H

#include "base/buf.h"
#include "base/status.h"

struct plan_days {
	int32_t from, to;
};

/* The days the words mean in a plan of these days. A year that is not said is the plan's; what
 * reaches beyond the plan is cut to it, unless it lies outside altogether, which is for others to
 * refuse. ST_INVALID: they name no days ("ежегодно"), none that are known, or none there are; e is
 * one sentence, and *out is as it was. */
enum status
plan_term_read(struct slice words, struct plan_days plan, struct plan_days *out, struct error *e);

/* Days in words, for a term that has none: "7 декабря 2025", "7–9 декабря 2025", "с 30.01.2026 по
 * 02.02.2026". */
void plan_term_put(struct buf *out, struct plan_days days);

#endif
