/* SPDX-License-Identifier: MIT
 * pdf_fonts.h - the one family a PDF is set in, whatever else the machine has.
 */
#ifndef DOCUMENT_PDF_FONTS_H
#define DOCUMENT_PDF_FONTS_H

#include <pango/pangocairo.h>

#include "base/status.h"

/* A map of fonts that knows SHEET_STAND_IN alone; the caller unrefs it. NULL: the machine has not
 * got it, e says what to install. */
PangoFontMap *pdf_fonts_open(struct error *e);

#endif
