/* SPDX-License-Identifier: MIT
 * application_form.h - the order of an application's form: the paper's, then what the rules need
 * besides.
 */
#ifndef SCREENS_APPLICATION_FORM_H
#define SCREENS_APPLICATION_FORM_H

#include "screens/form/record_form.h"

void application_lay_out(struct record_form *sh);

/* The part of the heading with the place for the name, RECORD_FORM_NONE when it has none; *text as
 * the profile has it. */
size_t application_find_appeal(const struct record_form *sh, const char **text);

/* "Прошу принять меня, Озерская Ирина Григорьевна," */
void application_fill_appeal(
    struct record_form *sh, size_t part, const char *text, const struct application *a);

#endif
