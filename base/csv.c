/* csv - see csv.h. */
#include "base/csv.h"

#include <string.h>

void kb_csv_open(struct kb_csv *c, struct kb_arena *a, const char *text, int64_t cells_max,
                 bool row_is_line)
{
    KB_ASSERT(cells_max >= 1 && cells_max <= KB_CSV_CELLS_MAX);
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0) text += 3;
    *c = (struct kb_csv){ .cells_max = cells_max,
                          .row_is_line = row_is_line,
                          .at = text,
                          .room = kb_alloc(a, strlen(text) + 1) };
}

/* The last place where the row that begins here can end. */
static const char *stop_of(const struct kb_csv *c)
{
    size_t n = c->row_is_line ? strcspn(c->at, "\n") : strlen(c->at);
    return c->at + (c->row_is_line && n && c->at[n - 1] == '\r' ? n - 1 : n);
}

static bool row_ends(const struct kb_csv *c)
{
    return c->at == c->stop || (!c->row_is_line && (*c->at == '\r' || *c->at == '\n'));
}

/* Up to the closing quote; "" inside is one quote. */
static enum kb_csv_fault quoted(struct kb_csv *c)
{
    for (c->at++; c->at < c->stop; c->at++) {
        if (*c->at == '"' && (++c->at == c->stop || *c->at != '"'))
            return row_ends(c) || *c->at == ',' ? KB_CSV_OK : KB_CSV_BEHIND;
        c->lines += *c->at == '\n';
        *c->room++ = *c->at;
    }
    return KB_CSV_OPEN;
}

static enum kb_csv_fault cell(struct kb_csv *c)
{
    enum kb_csv_fault fault = KB_CSV_OK;
    const char *begin = c->room;
    if (c->cells_n == c->cells_max) return KB_CSV_CELLS;
    if (c->at < c->stop && *c->at == '"')
        fault = quoted(c);
    else
        while (!row_ends(c) && *c->at != ',') *c->room++ = *c->at++;
    if (fault != KB_CSV_OK) return fault;
    *c->room++ = '\0';
    c->cells[c->cells_n++] = begin;
    return KB_CSV_OK;
}

enum kb_csv_fault kb_csv_row(struct kb_csv *c)
{
    enum kb_csv_fault fault;
    c->line = ++c->lines;
    c->stop = stop_of(c);
    c->blank = row_ends(c);
    c->cells_n = 0;
    if (!*c->at) {
        c->cells[c->cells_n++] = "";
        return KB_CSV_OK;
    }
    while ((fault = cell(c)) == KB_CSV_OK && !row_ends(c)) c->at++; /* the comma */
    if (*c->at == '\r') c->at++;
    if (*c->at == '\n') c->at++;
    return fault;
}
