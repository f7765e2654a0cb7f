/* SPDX-License-Identifier: MIT
 * xml.c - which parts of an office's own form are read as XML, and what stands in their texts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "document/writers/form_xml.h"

static void
only_what_is_well_formed_is_read(void **state)
{
	static const struct {
		const char *text;
		bool read;
	} texts[] = {
	    {"<a>б</a>", true},
	    {"", true},
	    {"<?xml version=\"1.0\"?><!-- <b> --><a x=\"1>2\" y='\"'><b/>б</a>", true},
	    {"<a>б", false},
	    {"б</a>", false},
	    {"<a></b>", false},
	    {"<a><b></a></b>", false},
	    {"<a x=\"1></a>", false},
	    {"<a", false},
	    {"<>", false},
	    {"< />", false},
	    {"<?xml", false},
	    {"<!-- б", false},
	    {"<!DOCTYPE a><a></a>", false},
	    {"<![CDATA[б]]>", false},
	    {"<a>\xD0</a>", false},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if ((xml_read(&arena, slice_of(texts[i].text)) != NULL) != texts[i].read)
			fail_msg("%s", texts[i].text);
	assert_null(xml_read(&arena, slice_make("<a>\0</a>", 8)));
	arena_free(&arena);
}

/* One that is nested without an end is not followed to it. */
static void
a_tree_has_a_depth(void **state)
{
	enum { DEEP = 100000 };
	struct arena arena = {0};
	struct buf text = {0};

	(void)state;
	for (int i = 0; i < DEEP; i++)
		buf_puts(&text, "<a>");
	for (int i = 0; i < DEEP; i++)
		buf_puts(&text, "</a>");
	assert_null(xml_read(&arena, buf_slice(&text)));
	arena_free(&arena);
	buf_free(&text);
}

static void
signs_are_read_as_what_they_stand_for(void **state)
{
	static const struct {
		const char *written, *plain;
	} texts[] = {
	    {"1 &lt; 2 &gt; 0", "1 < 2 > 0"},
	    {"&quot;а&quot; &apos;б&apos;", "\"а\" 'б'"},
	    {"а &amp; б", "а & б"},
	    {"&amp;lt;", "&lt;"},
	    {"&nbsp; &", "&nbsp; &"},
	    {"", ""},
	};
	struct buf plain = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		buf_clear(&plain);
		xml_put_plain(&plain, slice_of(texts[i].written));
		assert_string_equal(buf_text(&plain), texts[i].plain);
	}
	buf_free(&plain);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_what_is_well_formed_is_read),
	    cmocka_unit_test(a_tree_has_a_depth),
	    cmocka_unit_test(signs_are_read_as_what_they_stand_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
