/* SPDX-License-Identifier: MIT
 * document_viewer.h - a document read on the screen and taken away as a file.
 */
#ifndef SCREENS_DOCUMENT_VIEWER_H
#define SCREENS_DOCUMENT_VIEWER_H

#include "document/document.h"
#include "screens/app/app.h"

struct viewed_document {
	const char *title;
	const char *name;  /* of the file, without folder and ending */
	struct slice text; /* a form feed begins a new sheet */
	struct page *page; /* the viewer's from now on; NULL: there is only the text */
};

/* Everything but the page is copied. */
void open_document(struct app *app, const struct viewed_document *paper);
/* A page, to be read as text and written in any format; it is the viewer's from now on. */
void open_document_page(struct app *app, const char *title, const char *name, struct page *page);
/* A paper, made now; what stands in its way is said. name: of its file. */
void open_paper(struct app *app, const char *id, const struct paper_call *call, const char *title,
    const char *name);
/* One of a day: its file is called by the name and the day, "состав" makes состав-2026-05-31. */
void open_paper_of_day(struct app *app, const char *id, const struct paper_call *call,
    const char *title, const char *name);
/* The text of what is about to be signed: the answer's code is 1 when it was. */
void open_signing(struct app *app, struct question question, const char *title, struct page *page);

#endif
