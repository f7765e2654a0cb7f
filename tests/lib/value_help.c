/* SPDX-License-Identifier: MIT
 * value_help.c - the town of value_help.h.
 */
#include "tests/lib/value_help.h"

/* A town with a few codes: O1, О-Ш (Cyrillic), P7, ш2, ху1 (Cyrillic). */
static const char *const known_codes[] = {"O1", "О-Ш", "P7", "ш2", "ху1"};

static uint64_t
find_code(void *refs, enum kind kind, struct slice code)
{
	(void)refs;
	(void)kind;
	for (size_t i = 0; i < sizeof(known_codes) / sizeof(known_codes[0]); i++)
		if (slice_equal(slice_of(known_codes[i]), code))
			return i + 1;
	return 0;
}

static bool
put_code(void *refs, enum kind kind, uint64_t id, struct buf *out)
{
	(void)refs;
	(void)kind;
	if (id == 0 || id > sizeof(known_codes) / sizeof(known_codes[0]))
		return false;
	buf_puts(out, known_codes[id - 1]);
	return true;
}

int
value_town_set_up(void **state)
{
	struct value_town *town = calloc(1, sizeof(*town));
	struct error e = {0};

	if (town == NULL || profile_load(&town->profile, "profiles/strezhevoy.conf", &e) != ST_OK)
		return -1;
	town->reading = (struct reading){.vocabulary = profile_vocabulary(town->profile),
	    .today = date_make(2026, 5, 31),
	    .latest_day = date_make(2026, 5, 31),
	    .find_code = find_code,
	    .put_code = put_code};
	*state = town;
	return 0;
}

int
value_town_tear_down(void **state)
{
	struct value_town *town = *state;

	profile_free(town->profile);
	free(town);
	return 0;
}
