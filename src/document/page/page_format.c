/* SPDX-License-Identifier: MIT
 * page_format.c - the formats of a page, and the module that writes most of them.
 *
 * The module brings the libraries of a drawing program; loading them would cost each start more
 * than all the rest.
 */
#include <dlfcn.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "document/page/page_blank.h"
#include "document/page/page_parts.h"

#define BESIDE "-writers.so" /* behind the program's own name, where it was built */
#define PLACE  LIBDIR "/metodaktiv/writers.so"

const struct page_format_info page_formats[PAGE_FORMATS] = {
    [PAGE_TEXT] = {"text", ".txt", "текст (.txt)", false},
    [PAGE_HTML] = {"html", ".html", "страница для браузера (.html)", false},
    [PAGE_ODT] = {"odt", ".odt", "документ LibreOffice, «Р7», «МойОфис» (.odt)", true},
    [PAGE_DOCX] = {"docx", ".docx", "документ Word (.docx)", true},
    [PAGE_PDF] = {"pdf", ".pdf", "для печати и подписи (.pdf)", true},
};

bool
page_format_find(const char *name, enum page_format *out)
{
	for (enum page_format f = 0; f < PAGE_FORMATS; f++)
		if (strcmp(page_formats[f].name, name) == 0) {
			*out = f;
			return true;
		}
	return false;
}

void
page_put_module_path(struct buf *out)
{
	char path[PATH_MAX + sizeof(BESIDE)];
	ssize_t len = readlink("/proc/self/exe", path, PATH_MAX);

	if (len > 0 && len < PATH_MAX) {
		memcpy(path + len, BESIDE, sizeof(BESIDE));
		if (access(path, R_OK) == 0) {
			buf_puts(out, path);
			return;
		}
	}
	if (access(PLACE, R_OK) == 0)
		buf_puts(out, PLACE);
}

/* NULL: ST_SYSTEM with a sentence. They stay loaded until the program ends. */
static const struct page_writers *
load(struct error *e)
{
	const struct page_writers *writers;
	struct buf path = {0};
	const char *why = NULL;
	void *module;

	page_put_module_path(&path);
	module = path.len > 0 ? dlopen(buf_text(&path), RTLD_NOW | RTLD_LOCAL) : NULL;
	if (path.len > 0 && module == NULL)
		why = dlerror();
	writers = module != NULL ? dlsym(module, "page_writers") : NULL;
	buf_free(&path);
	if (writers != NULL && strcmp(writers->build, PAGE_BUILD) == 0)
		return writers;
	if (module != NULL)
		error_set(e, ST_SYSTEM,
		    "документы ODT, DOCX и PDF не записать: их модуль остался от другой версии "
		    "программы; администратору сервера: make install");
	else if (why != NULL)
		error_set(e, ST_SYSTEM,
		    "документы ODT, DOCX и PDF не записать: нет библиотек (%s); их дают пакеты "
		    "libpangocairo-1.0-0 и zlib1g, их ставит администратор сервера. Без них "
		    "документ даёт --format html",
		    why);
	else
		error_set(e, ST_SYSTEM,
		    "документы ODT, DOCX и PDF не записать: нет модуля " PLACE
		    ", его ставит make install; без него документ даёт --format html");
	return NULL;
}

enum status
page_put(const struct page *p, enum page_format format, struct buf *out, struct error *e)
{
	const struct page_writers *writers;

	if (format == PAGE_TEXT || format == PAGE_HTML) {
		(format == PAGE_TEXT ? page_put_text : page_put_html)(p, out);
		return ST_OK;
	}
	writers = load(e);
	return writers != NULL ? writers->put[format](p, out, e) : ST_SYSTEM;
}

enum status
page_blank_check(const struct page_blank *blank, enum page_format format, struct error *e)
{
	const struct page_writers *writers = load(e);

	return writers != NULL ? writers->check(blank, format, e) : ST_SYSTEM;
}
