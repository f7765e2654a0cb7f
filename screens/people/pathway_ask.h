/* SPDX-License-Identifier: MIT
 * pathway_ask.h - what is asked of pathways wherever they are shown (inside the room).
 */
#ifndef SCREENS_PATHWAY_ASK_H
#define SCREENS_PATHWAY_ASK_H

#include "screens/people/views.h"

/* How they have ended, and when; then it is written. */
void pathway_ask_outcome(struct screen *sc, const struct views_asked *asked);

/* The paper of a pathway. */
void pathway_show_paper(struct screen *sc, uint64_t pathway);

#endif
