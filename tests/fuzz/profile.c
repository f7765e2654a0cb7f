/* SPDX-License-Identifier: MIT
 * profile.c - fuzz target: any bytes as a town's profile.
 *
 * A refusal comes with a sentence; what is accepted can be asked for everything.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/profile/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 forgets the string it was reading when it meets a fault. */
const char *
__lsan_default_suppressions(void)
{
	return "leak:strbuf_append\nleak:libconfig_yylex\n";
}

static size_t
look_at(const struct profile *p)
{
	const char *const words[] = {"name", "department", "council", "site", "none"};
	size_t seen = strlen(profile_id(p)) + profile_source(p).len, count;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		seen += strlen(profile_word(p, words[i]));
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct field *const *fields = profile_fields(p, (enum kind)k, &count);

		for (size_t i = 0; i < count; i++)
			seen += strlen(profile_label(p, (enum kind)k, fields[i]));
	}
	return seen;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct profile *p = NULL;
	struct error e = {0};

	if (profile_parse(&p, slice_make(data, size), "fuzz.conf", &e) == ST_OK) {
		if (look_at(p) == 0)
			abort();
	} else if (p != NULL || e.text[0] == '\0') {
		abort();
	}
	profile_free(p);
	return 0;
}
