/* SPDX-License-Identifier: MIT
 * pdf_language.h - what cairo cannot say of a PDF: its language, and that its title is to be shown.
 */
#ifndef DOCUMENT_PDF_LANGUAGE_H
#define DOCUMENT_PDF_LANGUAGE_H

#include "base/buf.h"

/* Append an update to the file that begins at start: a reader aloud wants the language. A file
 * whose catalog cannot be found stays as it is. */
void pdf_add_language(struct buf *pdf, size_t start);

#endif
