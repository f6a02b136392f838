/* trace - see trace.h. */
#include "trace.h"

#include <string.h>

void trace_mix(struct trace *t, const void *bytes, size_t n)
{
    const unsigned char *at = bytes;
    if (!t->hash) t->hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < n; i++) t->hash = (t->hash ^ at[i]) * 0x100000001b3u;
}

static void mix_number(struct trace *t, int64_t v)
{
    uint64_t x = t->hash ^ (uint64_t)v;
    x = (x ^ x >> 29) * 0xbf58476d1ce4e5b9u;
    t->hash = x ^ x >> 32;
}

static void print_note(const struct trace_note *n, FILE *to)
{
    fprintf(to, "  %12.3f %-12s %-40s %lld %lld %lld\n", (double)n->at_ms / 1000, n->what, n->text,
            (long long)n->a, (long long)n->b, (long long)n->c);
}

void trace_put(struct trace *t, int64_t at_ms, const struct trace_line *line)
{
    struct trace_note *n = &t->kept[t->notes++ % TRACE_KEPT];
    *n = (struct trace_note){ at_ms, line->a, line->b, line->c, line->what, "" };
    if (line->text) snprintf(n->text, sizeof n->text, "%s", line->text);
    trace_mix(t, line->what, strlen(line->what));
    if (line->text) trace_mix(t, line->text, strlen(line->text));
    mix_number(t, at_ms);
    mix_number(t, line->a);
    mix_number(t, line->b);
    mix_number(t, line->c);
    if (t->verbose) print_note(n, stdout);
}

void trace_print(const struct trace *t, FILE *to)
{
    uint64_t from = t->notes > TRACE_KEPT ? t->notes - TRACE_KEPT : 0;
    for (uint64_t i = from; i < t->notes; i++) print_note(&t->kept[i % TRACE_KEPT], to);
}
