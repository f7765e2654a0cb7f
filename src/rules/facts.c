/* SPDX-License-Identifier: MIT
 * facts.c - where the facts of people stand.
 */
#include "rules/facts.h"

/* Values of pathway.outcome. */
enum { OUTCOME_SUCCESS = 1 };

const struct fact_source *
fact_source(enum fact_type type)
{
	static const struct fact_source sources[FACT_TYPES] = {
	    [FACT_MEMBER] = {.kind = KIND_ASSOCIATION_MEMBERS,
		.from = "from",
		.to = "to",
		.ref = "association"},
	    [FACT_ASSESSED] = {.kind = KIND_ASSESSMENTS, .from = "date", .to = "date"},
	    [FACT_TRAINED] = {.kind = KIND_TRAININGS,
		.from = "started",
		.to = "completed",
		.flags = {{"federal_registry", 1, FACT_REGISTRY}, {"matched", 1, FACT_MATCHED}}},
	    [FACT_PATHWAY] = {.kind = KIND_PATHWAYS,
		.from = "developed",
		.to = "finished",
		.flags = {{"outcome", OUTCOME_SUCCESS, FACT_SUCCESS}}},
	    [FACT_METHODIST] = {.kind = KIND_METHODISTS, .from = "from", .to = "to"},
	    [FACT_ATTACHED] = {.kind = KIND_ATTACHMENTS,
		.from = "from",
		.to = "to",
		.ref = "methodist"},
	    [FACT_SUPPORTED] = {.kind = KIND_SUPPORT, .from = "from", .to = "to"},
	};

	return &sources[type];
}
