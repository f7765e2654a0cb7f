/* SPDX-License-Identifier: MIT
 * region.c - the screens of a region: where they begin.
 */
#include "screens/region/region.h"

#include "screens/region/parts.h"

extern const struct screen_ops help_screen, palette_screen, messages_screen;

static const struct place_traits region_places[PLACE_COUNT] = {
    [PLACE_HOME] = {.module = "", .screen = &region_dashboard_screen},
    [PLACE_HELP] = {.module = "", .screen = &help_screen},
    [PLACE_PALETTE] = {.module = "", .screen = &palette_screen},
    [PLACE_MESSAGES] = {.module = "", .screen = &messages_screen},
};

enum status
region_screens_run(struct pg **pg, const char *address, struct error *e)
{
	struct region_source source = {.pg = pg, .address = address};

	return app_run_bare(
	    &(const struct app_bare){.whose = "Регион", .data = &source}, region_places, e);
}
