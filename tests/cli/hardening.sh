#!/bin/bash
# The program is built so that a fault in it is hard to use: what readelf sees of the compiler's work.
. "$(dirname "$0")/tap.bash"

# A build for the sanitizers has them instead.
if readelf --dyn-syms -W "$program" | grep -qE '__(asan|ubsan)_'; then
	ok 'hardening # SKIP a sanitizers build' true
	finish
fi
readelf -hldW "$program" >elf
readelf -sW --dyn-syms "$program" >symbols
ok 'addresses that cannot be guessed: a PIE' grep -qE 'Type: +DYN' elf
ok 'the table of functions is complete at the start' grep -qE 'BIND_NOW|Flags:.* NOW' elf
ok 'and read-only from then on' grep -q GNU_RELRO elf
ok 'no stack that can be run' [ "$(grep GNU_STACK elf | grep -c RWE)" -eq 0 ]
ok 'canaries on the stack' grep -q __stack_chk_fail symbols
ok 'checked copies' grep -qE '__(memcpy|snprintf|vsnprintf|fprintf|printf)_chk' symbols
finish
