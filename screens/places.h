/* SPDX-License-Identifier: MIT
 * places.h - the table of all places, for the loop.
 */
#ifndef SCREENS_ALL_PLACES_H
#define SCREENS_ALL_PLACES_H

#include "screens/app/places.h"

extern const struct place_traits places[PLACE_COUNT];

#endif
