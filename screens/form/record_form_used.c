/* SPDX-License-Identifier: MIT
 * record_form_used.c - what was typed into a field before, read once.
 */
#include "screens/form/record_form.h"

#include <stdlib.h>

#include "base/die.h"
#include "service/list/used_values.h"

const struct used_values *
form_field_used(struct record_form *sh, struct form_field *it)
{
	struct view own;

	if (it->used != NULL || !used_values_repeat(it->field))
		return it->used;
	it->used = xcalloc(1, sizeof(*it->used));
	used_values_read(record_form_view(sh, &own), it->field, it->used);
	view_close(&own);
	return it->used;
}

void
form_field_forget_used(struct form_field *it)
{
	if (it->used != NULL)
		used_values_free(it->used);
	free(it->used);
	it->used = NULL;
}
