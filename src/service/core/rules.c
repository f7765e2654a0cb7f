/* SPDX-License-Identifier: MIT
 * rules.c - between the profile and the table it is kept in.
 */
#include "service/core/rules.h"

#include <stdlib.h>

#include "base/die.h"

struct meta_rules
session_rules(const struct profile *p, struct meta_blank **blanks)
{
	size_t count;
	const struct profile_blank *own = profile_blanks(p, &count);

	*blanks = xcalloc(count + 1, sizeof(**blanks));
	for (size_t i = 0; i < count; i++)
		(*blanks)[i] = (struct meta_blank){.name = own[i].name, .bytes = own[i].bytes};
	return (struct meta_rules){.text = profile_source(p), .blanks = *blanks, .nblanks = count};
}

void
session_stage_rules(struct change *c, size_t versions, const struct profile *p)
{
	struct meta_blank *blanks;
	const struct meta_rules rules = session_rules(p, &blanks);

	meta_stage_profile(c, versions, &rules);
	free(blanks);
}
