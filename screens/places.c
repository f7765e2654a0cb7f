/* SPDX-License-Identifier: MIT
 * places.c - the table of all places: the only file that knows all screens.
 */
#include "screens/places.h"

#include "screens/corps/order.h"
#include "screens/council/meeting.h"
#include "screens/record/browser.h"
#include "screens/form/record_form.h"

#define PLACE(name, in_group, who, part, line, how) how
#define SCREEN(name)                                extern const struct screen_ops name##_screen;
#define LIST(name, kind)                            SCREEN(name)
#define CALL(function)
#define ALSO(words)
#include "screens/places.def"
#undef PLACE
#undef SCREEN
#undef LIST
#undef CALL
#undef ALSO

#define PLACE(name, in_group, who, part, line, how)                                                \
	[PLACE_##name] = {                                                                         \
	    .group = (in_group), .permit = (who), .module = (part), .label = (line), how},
#define SCREEN(name)     .screen = &name##_screen
#define LIST(name, kind) .screen = &name##_screen, .lists = 1 + (kind)
#define CALL(function)   .open = (function)
#define ALSO(words)      , .synonyms = (words)
const struct place_traits places[PLACE_COUNT] = {
#include "screens/places.def"
};
