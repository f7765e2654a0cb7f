/* SPDX-License-Identifier: MIT
 * application_grounds.c - grounds proposed by the rows that are filled.
 */
#include "screens/form/application_grounds.h"

#include <string.h>

#include "base/clock.h"

/* What is wrong with the row that was left is said first. */
static void
say_proposed(
    struct record_form *sh, const struct form_field *row, size_t place, const struct term *ground)
{
	if (row == NULL || (row->fault.len == 0 && row->told.len == 0))
		app_say(sh->app, MESSAGE_INFO,
		    "Предложено по заполненной строке: основание %zu, %s.", place + 1,
		    ground->text);
}

/* Said with «Сохранено», too: the grounds are below the window as a rule. */
static void
tell_standing(struct record_form *sh, const struct form_field *it)
{
	const char *before = " Предложены основания: ";

	buf_clear(&sh->saved_too);
	for (int i = 0; i < PROPOSED_MOST; i++)
		if (it->proposed >> i & 1) {
			buf_printf(&sh->saved_too, "%s%d", before, i + 1);
			before = ", ";
		}
	buf_puts(&sh->saved_too, it->proposed != 0 ? "." : "");
}

/* One ground; true: its tick has changed. */
static bool
propose(struct record_form *sh, struct form_field *it, struct proposals *p, size_t i,
    const struct term *ground, bool answered)
{
	uint64_t bit = UINT64_C(1) << i;
	bool on = form_field_option_is_on(sh, it, i), was = (p->answered & bit) != 0, turn;

	if ((p->standing & bit) != 0 && !on)
		p->refused |= bit;
	if (!on)
		it->proposed &= ~bit;
	turn = answered ? !was && !on && (p->refused & bit) == 0 : (it->proposed & bit) != 0;
	p->answered = answered ? p->answered | bit : p->answered & ~bit;
	if (turn) {
		form_field_toggle(sh, it, i);
		it->proposed ^= bit;
	}
	if (turn && answered)
		say_proposed(sh, record_form_item(sh, ground->proposed_by), i, ground);
	return turn;
}

bool
application_propose(
    struct record_form *sh, struct proposals *p, const struct application *a, bool all)
{
	size_t n;
	const struct term *grounds = profile_terms(sh->session->profile, TERMS_GROUNDS, &n);
	struct form_field *it = record_form_item(sh, "grounds");
	bool begins = sh->restored || !record_form_is_changed(sh), changed = false;

	if (it == NULL)
		return false;
	if (begins) {
		*p = (struct proposals){0};
		it->proposed = 0;
	}
	for (size_t i = 0; i < n && i < PROPOSED_MOST; i++) {
		bool answered =
		    eligibility_proposes(sh->session->profile, a, &grounds[i], clock_today());
		bool here = strcmp(record_form_focused(sh)->field->id, grounds[i].proposed_by) == 0;

		if (begins) /* a row that was being typed when the draft was kept is yet to be left
			     */
			p->answered |= (uint64_t)(answered && !(here && sh->restored)) << i;
		else if (all || !here)
			changed = propose(sh, it, p, i, &grounds[i], answered) || changed;
	}
	if (changed)
		drafting_touched(&sh->drafting);
	p->standing = it->proposed;
	tell_standing(sh, it);
	return changed;
}
