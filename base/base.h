/* base - the words every module speaks: error codes, failing, bounds, ownership. Uses no other
 * module. Arena, text, fields, ids, world, seal, states and log have headers of their own here. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define AUTO(cleaner) __attribute__((cleanup(cleaner)))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define CONTAINER(ptr, type, member) ((type *)(void *)((char *)(ptr) - offsetof(type, member)))

/* What went wrong, coarsely. The list is closed: it decides the HTTP status and whether to
 * retry. */
enum kb_code {
    KB_OK = 0,
    KB_INVALID,      /* 400 the caller sent something wrong */
    KB_UNSIGNED,     /* 401 who are you */
    KB_DENIED,       /* 403 not for your role */
    KB_NOT_FOUND,    /* 404 absent, or somebody else's */
    KB_CONFLICT,     /* 409 the world is in another state than the request needs */
    KB_EXHAUSTED,    /* 429 a limit is reached */
    KB_UNAVAILABLE,  /* 503 may work later */
    KB_UNKNOWN,      /* 504 the answer was lost: it may have happened; look before repeating */
    KB_INTERNAL,     /* 500 our fault */
};

/* reason: a stable word for programs, listed in reasons.def. field: the input field it is about, or
 * "". text: one English sentence with the facts of this case. */
struct kb_error {
    enum kb_code code;
    char reason[48];
    char field[48];
    char text[256];
};

/* Fill err and return code. reason must stand in reasons.def (a unit test walks the sources). */
MUST_USE enum kb_code kb_fail(struct kb_error *err, enum kb_code code, const char *reason,
                              const char *fmt, ...) PRINTF(4, 5);
/* The same, about one input field. */
MUST_USE enum kb_code kb_fail_field(struct kb_error *err, const char *field, const char *reason,
                                    const char *fmt, ...) PRINTF(4, 5);
int kb_http_status(enum kb_code code);
const char *kb_code_name(enum kb_code code);

/* Leave the function at once when a step fails; AUTO() owners make that safe. */
#define TRY(step)                                                                                  \
    do {                                                                                           \
        enum kb_code try_code_ = (step);                                                           \
        if (try_code_ != KB_OK) return try_code_;                                                  \
    } while (0)

/* A promise of the programmer, checked in every build. Never for input. */
#define KB_ASSERT(cond) ((cond) ? (void)0 : kb_broken(#cond, __FILE__, __LINE__))
_Noreturn void kb_broken(const char *what, const char *file, int line);

/* One row of reasons.def: what people read for a reason word, and what they can do about it. */
struct kb_reason {
    const char *reason, *zh, *en, *zh_advice, *en_advice;
};
extern const struct kb_reason kb_reasons[];  /* ends with a row whose reason is NULL */
const struct kb_reason *kb_reason_find(const char *reason);  /* NULL: not listed */

#endif
