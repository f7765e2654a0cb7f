/* SPDX-License-Identifier: MIT
 * modules.c - what a town may do without.
 */
#include "service/core/modules.h"

#include <assert.h>
#include <string.h>

static const struct {
	const char *id, *genitive;
} modules[] = {
    {.id = "corps", .genitive = "методического актива"},
    {.id = "associations", .genitive = "методических объединений"},
};

const char *
module_genitive(const char *module)
{
	size_t i = 0;

	while (strcmp(modules[i].id, module) != 0) {
		i++;
		assert(i < sizeof(modules) / sizeof(modules[0]));
	}
	return modules[i].genitive;
}

enum status
module_require(const struct session *s, const char *module, struct error *e)
{
	/* a session with an older database may have no profile yet */
	if (*module == '\0' || profile_has_module(s->profile, module))
		return ST_OK;
	return error_set(e, ST_REFUSED, "в этом городе %s нет", module_genitive(module));
}

enum status
module_require_kind(const struct session *s, enum kind kind, struct error *e)
{
	const struct entity *entity = entity_of(kind);

	if (profile_has_module(s->profile, entity->module))
		return ST_OK;
	return error_set(e, ST_REFUSED, "в этом городе %s нет: таблица «%s» (%s) не ведётся",
	    module_genitive(entity->module), entity->many, entity->id);
}
