/* SPDX-License-Identifier: MIT
 * plain.c - what stands for marks that cannot be shown.
 */
#include "screens/term/plain.h"

#include <stddef.h>
#include <wchar.h>

uint32_t
plain_mark(uint32_t cp)
{
	static const struct {
		uint32_t mark, plain;
	} marks[] = {
	    {.mark = L'─', .plain = '-'},
	    {.mark = L'│', .plain = '|'},
	    {.mark = L'┌', .plain = '+'},
	    {.mark = L'┐', .plain = '+'},
	    {.mark = L'└', .plain = '+'},
	    {.mark = L'┘', .plain = '+'},
	    {.mark = L'├', .plain = '+'},
	    {.mark = L'┤', .plain = '+'},
	    {.mark = L'┬', .plain = '+'},
	    {.mark = L'┴', .plain = '+'},
	    {.mark = L'┼', .plain = '+'},
	    {.mark = L'█', .plain = '#'},
	    {.mark = L'▌', .plain = '#'},
	    {.mark = L'▄', .plain = '#'},
	    {.mark = L'░', .plain = '.'},
	    {.mark = L'▒', .plain = ':'},
	    {.mark = L'►', .plain = '>'},
	    {.mark = L'◄', .plain = '<'},
	    {.mark = L'▲', .plain = '^'},
	    {.mark = L'▼', .plain = 'v'},
	    {.mark = L'•', .plain = '*'},
	    {.mark = L'·', .plain = '.'},
	    {.mark = L'…', .plain = '~'},
	    {.mark = L'√', .plain = '+'},
	    {.mark = L'×', .plain = 'x'},
	    {.mark = L'→', .plain = '>'},
	    {.mark = L'←', .plain = '<'},
	    {.mark = L'↑', .plain = '^'},
	    {.mark = L'↓', .plain = 'v'},
	    {.mark = L'—', .plain = '-'},
	    {.mark = L'–', .plain = '-'},
	    {.mark = L'«', .plain = '"'},
	    {.mark = L'»', .plain = '"'},
	    {.mark = L'№', .plain = 'N'},
	    {.mark = L'¶', .plain = '|'},
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (marks[i].mark == cp)
			return marks[i].plain;
	return cp;
}
