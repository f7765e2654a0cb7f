/* SPDX-License-Identifier: MIT
 * record_form_draft.c - a sheet as values, and back.
 */
#include "screens/form/record_form.h"

static void
put_fields(void *work, struct draft *out)
{
	const struct record_form *sh = work;

	out->stamp = sh->base->stamp;
	out->current = sh->focus;
	for (size_t i = 0; i < sh->count; i++)
		draft_put(out, sh->items[i].field->id, form_field_text(sh, &sh->items[i]));
}

/* The draft began from an image that may not be the current one any more: then saving it shall meet
 * the conflict, not overwrite. */
static void
go_back_to_image(struct record_form *sh, uint64_t stamp)
{
	struct record *old = record_new(sh->kind);
	struct txn *t;

	if (sh->base->id != 0 && sh->base->stamp != stamp) {
		t = txn_read(sh->session->store);
		if (history_get(t, sh->base->id, stamp, old, NULL))
			record_copy(sh->base, old);
		txn_abort(t);
	}
	record_free(old);
}

static void
take_fields(void *work, const struct draft *d)
{
	struct record_form *sh = work;

	go_back_to_image(sh, d->stamp);
	for (size_t i = 0; i < d->count; i++) {
		struct form_field *it = record_form_item(sh, d->fields[i].id);

		if (it == NULL)
			continue;
		form_field_set_text(sh, it, d->fields[i].text);
		form_field_update_beside(sh, it);
	}
	record_form_focus(sh, d->current < sh->count ? d->current : 0);
	record_form_focused(sh)->fresh = false; /* it was being typed */
	sh->restored = true;
}

static bool
is_changed(const void *work)
{
	return record_form_is_changed(work);
}

const struct drafting_ops record_form_drafting = {
    .put = put_fields,
    .take = take_fields,
    .is_changed = is_changed,
    .begun = "Эту форму вы уже начинали заполнять:",
    .left = "Форма не сохранена",
    .stay = "Продолжить",
};
