/* SPDX-License-Identifier: MIT
 * trace.h - what the program does, line by line, for tests and for whoever looks for a slow key.
 *
 * METODAKTIV_TRACE=txn,key,load,send names what is told, METODAKTIV_TRACE_FILE the file the lines
 * are appended to. Without both nothing is written, and nothing is opened.
 *
 *   txn read           a read transaction begins ("txn read nested": while another one is open)
 *   txn write          a write transaction begins
 *   key x              a key is taken from the terminal
 *   load meeting       a screen reads what it shows
 *   send 157           so many bytes are written to the terminal, in one write(2)
 */
#ifndef BASE_TRACE_H
#define BASE_TRACE_H

/* One line: what it is about ("txn", "key", "load", "send"), and what happened. A line that cannot
 * be written is lost: tracing never stands in the way. */
void trace(const char *what, const char *happened);

#endif
