/* SPDX-License-Identifier: MIT
 * paper.h - a document read on the screen and taken away as a file.
 */
#ifndef SCREENS_PAPER_H
#define SCREENS_PAPER_H

#include "document/document.h"
#include "screens/app/app.h"

struct paper {
	const char *title;
	const char *name;  /* of the file, without folder and ending */
	struct slice text; /* a form feed begins a new sheet */
	struct slice html; /* empty: there is none */
};

/* Everything is copied. */
void open_paper(struct app *app, const struct paper *paper);
/* A page, as text and HTML; the page is freed. */
void open_paper_page(struct app *app, const char *title, const char *name, struct page *page);
/* The text of what is about to be signed: the answer's code is 1 when it was. */
void open_signing(struct app *app, struct question question, const char *title, struct page *page);

#endif
