#!/bin/bash
# The program is built so that a fault in it is hard to use: what readelf sees of the compiler's work.
. "$(dirname "$0")/tap.bash"

# A build for the sanitizers has them instead.
if is_sanitized; then
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
# Copies are checked where the compiler optimises; how it was asked to stands beside the code.
producer=$(readelf -wi "$program" 2>/dev/null | grep -m1 DW_AT_producer)
if [[ $producer == *GNU* && ! $producer =~ \ -O[123gs] ]]; then
	ok 'checked copies # SKIP built without optimisation' true
	finish
fi
ok 'checked copies' grep -qE '__(memcpy|snprintf|vsnprintf|fprintf|printf)_chk' symbols
finish
