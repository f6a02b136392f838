/* csv - comma-separated values (RFC 4180), read row by row. What is wrong with a row is told as a
 * fault, so that the caller says it in the words of its file. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/arena.h"

#define KB_CSV_CELLS_MAX 16

enum kb_csv_fault {
    KB_CSV_OK,
    KB_CSV_CELLS,  /* more cells than cells_max */
    KB_CSV_OPEN,   /* a quote is never closed */
    KB_CSV_BEHIND, /* there is text behind a closing quote */
};

struct kb_csv {
    int64_t cells_max;
    bool row_is_line;         /* ended by \n or \r\n only; else by \r too, and cells in quotes may
                                 run over lines */
    const char *at;           /* what is left of the text: "" at its end */
    int64_t line;             /* on which the row begins, from 1 */
    bool blank;               /* there is nothing on it */
    const char *cells[KB_CSV_CELLS_MAX]; /* of the row, or before its fault */
    int64_t cells_n;
    char *room;               /* for cells: they never need more than what they are read from */
    const char *stop;         /* where the row ends at the latest */
    int64_t lines;            /* begun before the next row */
};

/* A byte order mark is passed over. The cells live in the arena. */
void kb_csv_open(struct kb_csv *c, struct kb_arena *a, const char *text, int64_t cells_max,
                 bool row_is_line);
/* The next row; behind the last one, a row that is blank: one empty cell. */
MUST_USE enum kb_csv_fault kb_csv_row(struct kb_csv *c);

#endif
