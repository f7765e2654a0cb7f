/* SPDX-License-Identifier: MIT
 * printer.c - lp, which takes what is to be printed as its input.
 */
#include "base/printer.h"

#include <errno.h>
#include <string.h>

#include "base/program.h"
#include "base/reason.h"

static enum status
explain_start(int error, struct error *e)
{
	if (error == ENOENT)
		return error_set(e, ST_SYSTEM,
		    "печатать нечем: программы lp здесь нет. Её ставит администратор (пакет "
		    "cups-client); бумагу можно записать в файл");
	return error_set(
	    e, ST_SYSTEM, "программа печати lp не запустилась: %s", reason_of(error).text);
}

static enum status
explain_end(const struct program_end *end, struct error *e)
{
	if (end->stopped)
		return error_set(e, ST_SYSTEM,
		    "программа печати lp молчит больше %d секунд и остановлена: не напечатано",
		    PRINTER_WAITS / 1000);
	return error_set(e, ST_SYSTEM, "программа печати lp отказала: %s",
	    end->said.len > 0 ? buf_text(&end->said) : "без объяснений");
}

/* "request id is Office-12 (1 file(s))" */
static void
put_job(const char *said, struct buf *out)
{
	static const char before[] = "request id is ";
	const char *id = strstr(said, before);

	if (id != NULL)
		buf_put(out, id + strlen(before), strcspn(id + strlen(before), " \n"));
}

enum status
printer_send(
    const char *name, const char *title, struct slice bytes, struct buf *job, struct error *e)
{
	const char *const argv[] = {
	    "lp", "-t", title, *name != '\0' ? "-d" : NULL, *name != '\0' ? name : NULL, NULL};
	struct program_end end;
	enum status st = ST_OK;

	program_run(argv, bytes, PRINTER_WAITS, &end);
	put_job(buf_text(&end.said), job);
	if (end.error != 0)
		st = explain_start(end.error, e);
	else if (!program_went_well(&end))
		st = explain_end(&end, e);
	buf_free(&end.said);
	return st;
}
