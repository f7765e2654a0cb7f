/* SPDX-License-Identifier: MIT
 * pdf_fonts.c - the fonts of a PDF by their files: no settings of the machine, no cache in
 * somebody's home, the same letters on each.
 */
#include "document/writers/pdf_fonts.h"

#include <fontconfig/fontconfig.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

/* Where distributions put them. */
static const char *const folders[] = {
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/liberation-serif",
    "/usr/share/fonts/liberation",
};
static const char *const files[] = {"LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"};

static bool
add_folder(FcConfig *fonts, const char *folder)
{
	char path[128];
	bool all = true;

	for (size_t i = 0; all && i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, files[i]);
		all =
		    access(path, R_OK) == 0 && FcConfigAppFontAddFile(fonts, (const FcChar8 *)path);
	}
	return all;
}

PangoFontMap *
pdf_fonts_open(struct error *e)
{
	FcConfig *fonts = FcConfigCreate();
	PangoFontMap *map = NULL;
	bool found = false;

	for (size_t i = 0; !found && i < sizeof(folders) / sizeof(folders[0]); i++)
		found = add_folder(fonts, folders[i]);
	if (found) {
		FcConfigSetCurrent(fonts); /* or Pango reads the machine's settings, by a thread */
		map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	} else {
		error_set(e, ST_SYSTEM,
		    "документ PDF не записать: нет шрифта Liberation Serif; его даёт пакет "
		    "fonts-liberation, его ставит администратор сервера. Без него документ дают "
		    "--format odt и --format docx");
	}
	FcConfigDestroy(fonts);
	return map;
}
