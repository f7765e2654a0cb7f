/* SPDX-License-Identifier: MIT
 * places.h - the places of the program as tests name them: PLACE_HOME, ..., and of each its name
 * and its line in the menu of places.
 */
#ifndef TESTS_LIB_PLACES_H
#define TESTS_LIB_PLACES_H

#define PLACE(name, group, permit, module, label, how) PLACE_##name,
enum {
#include "screens/places.def"
	PLACE_COUNT
};
#undef PLACE

/* label: NULL where it has no line of its own. */
#define PLACE(name, group, permit, module, label, how) [PLACE_##name] = {#name, label},
static const struct {
	const char *name, *label;
} places[] = {
#include "screens/places.def"
};
#undef PLACE

#endif
