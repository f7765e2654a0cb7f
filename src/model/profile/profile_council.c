/* SPDX-License-Identifier: MIT
 * profile_council.c - the council's rules out of a town's file.
 */
#include "model/profile/profile_council.h"

#include <string.h>

#include "model/profile/profile_file.h"

enum { LARGEST_DENOMINATOR = 100 };

static const struct council_rules usual = {
    .quorum = {.num = 1, .den = 2, .strict = true},
    .majority = {.num = 1, .den = 2, .strict = true},
    .majority_of = MAJORITY_OF_VOTING,
    .abstention_counts = true,
    .casting_vote = true,
    .recused_in_quorum = true,
    .votes_shown_at_once = true,
};

static const char *const no_reasons[] = {NULL};

const struct council_rules *
profile_council(const struct profile *p)
{
	return p->council;
}

const char *const *
profile_reasons(const struct profile *p, uint8_t outcome)
{
	const char *const *reasons =
	    outcome >= OUTCOME_ADMIT && outcome <= OUTCOME_POSTPONE ? p->reasons[outcome] : NULL;

	return reasons != NULL ? reasons : no_reasons;
}

/* "больше 1/2", "не меньше 2/3" */
static bool
parse_share(const char *text, struct share *out)
{
	static const char more[] = "больше ", not_less[] = "не меньше ";
	bool strict = strncmp(text, more, sizeof(more) - 1) == 0;
	int end = 0;

	if (!strict && strncmp(text, not_less, sizeof(not_less) - 1) != 0)
		return false;
	text += strict ? sizeof(more) - 1 : sizeof(not_less) - 1;
	if (text[0] < '0' || text[0] > '9' ||
	    sscanf(text, "%3d/%3d%n", &out->num, &out->den, &end) != 2 || text[end] != '\0')
		return false;
	out->strict = strict;
	return out->den >= 1 && out->den <= LARGEST_DENOMINATOR && out->num >= 1 &&
	    (strict ? out->num < out->den : out->num <= out->den);
}

static void
read_share(
    struct profile_file *in, const config_setting_t *group, const char *name, struct share *out)
{
	const char *text = file_string(in, group, name);

	if (file_member(group, name) != NULL && !parse_share(text, out))
		file_blame(in, file_member(group, name),
		    "council: %s — «%s» не доля; нужно, например, \"больше 1/2\" или \"не меньше "
		    "2/3\"",
		    name, text);
}

static void
read_flag(const config_setting_t *group, const char *name, bool *out)
{
	if (file_member(group, name) != NULL)
		*out = file_flag(group, name);
}

/* 0: the file is silent. */
static uint8_t
read_word(struct profile_file *in, const config_setting_t *group, const char *name,
    const char *const *words)
{
	const config_setting_t *s = file_member(group, name);

	return s != NULL ? file_word(in, s, file_string(in, group, name), words) : 0;
}

static void
read_reasons(struct profile_file *in, const config_setting_t *group)
{
	static const struct setting_rule rules[] = {
	    {.name = "admit", .type = SET_STRINGS},
	    {.name = "refuse", .type = SET_STRINGS},
	    {.name = "postpone", .type = SET_STRINGS},
	    {.name = NULL, .type = SET_STRING},
	};

	if (group == NULL || !file_check_group(in, group, rules, "reasons"))
		return;
	for (int i = 0; rules[i].name != NULL; i++)
		in->p->reasons[OUTCOME_ADMIT + i] = file_strings(in, group, rules[i].name);
}

void
profile_read_council(struct profile_file *in, const config_setting_t *group)
{
	static const struct setting_rule rules[] = {
	    {.name = "quorum", .type = SET_STRING},
	    {.name = "majority", .type = SET_STRING},
	    {.name = "majority_of", .type = SET_STRING},
	    {.name = "abstention_counts", .type = SET_FLAG},
	    {.name = "casting_vote", .type = SET_FLAG},
	    {.name = "recused_in_quorum", .type = SET_FLAG},
	    {.name = "votes_shown", .type = SET_STRING},
	    {.name = "reasons", .type = SET_GROUP},
	    {.name = NULL, .type = SET_STRING},
	};
	static const char *const bases[] = {"voting", "present", "seats", NULL};
	static const char *const shown[] = {"at_once", "after", NULL};
	struct council_rules *r = arena_alloc(&in->p->arena, sizeof(*r));
	uint8_t word;

	*r = usual;
	in->p->council = r;
	if (group == NULL || !file_check_group(in, group, rules, "council"))
		return;
	read_share(in, group, "quorum", &r->quorum);
	read_share(in, group, "majority", &r->majority);
	word = read_word(in, group, "majority_of", bases);
	if (word > 0)
		r->majority_of = (enum majority_of)(word - 1);
	word = read_word(in, group, "votes_shown", shown);
	r->votes_shown_at_once = word != 2;
	read_flag(group, "abstention_counts", &r->abstention_counts);
	read_flag(group, "casting_vote", &r->casting_vote);
	read_flag(group, "recused_in_quorum", &r->recused_in_quorum);
	read_reasons(in, file_member(group, "reasons"));
}
