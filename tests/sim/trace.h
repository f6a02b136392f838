/* trace - what happened, as a hash of everything and as the last events in words. */
#ifndef TESTS_SIM_TRACE_H
#define TESTS_SIM_TRACE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define TRACE_KEPT 40

struct trace_note {
    int64_t at_ms, a, b, c;
    const char *what; /* a constant */
    char text[72];
};

struct trace {
    uint64_t hash, notes;
    bool verbose;
    struct trace_note kept[TRACE_KEPT];
};

struct trace_line {
    const char *what, *text;
    int64_t a, b, c;
};
void trace_put(struct trace *t, int64_t at_ms, const struct trace_line *line);
void trace_mix(struct trace *t, const void *bytes, size_t n);
/* The last events, oldest first. */
void trace_print(const struct trace *t, FILE *to);

#endif
