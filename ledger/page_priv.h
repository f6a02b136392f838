/* page_priv - the two lines that every list of the books is declared with. */
#ifndef LEDGER_PAGE_PRIV_H
#define LEDGER_PAGE_PRIV_H

#include "turn/turn.h"

#define END                                                                                        \
    {                                                                                              \
        .name = NULL                                                                               \
    }
/* struct S and S_shape: a page of rows of this row's shape. */
#define PAGE_OUT(S, row)                                                                           \
    struct S {                                                                                     \
        struct kb_list items;                                                                      \
        const char *next;                                                                          \
    };                                                                                             \
    static const struct kb_field S##_fields[] = { LIST(S, items, row##_shape), STR(S, next),       \
                                                  END };                                           \
    static SHAPE(S)

#endif
