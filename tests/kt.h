/* kt - what every unit program is written in, on top of cmocka. A TEST registers itself, so a
 * program is its *_test.c files and nothing else; tests/kt_main.c runs them. Run one: unit_base
 * '*a_pattern*'.
 * 
 *     TEST(an_empty_text_is_no_id)
 *     {
 *         int64_t id;
 *         assert_false(kb_id_parse(&key, "ord", "", &id));
 *     } */
#ifndef TESTS_KT_H
#define TESTS_KT_H

/* clang-format off: cmocka.h wants these before it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "base/world.h"

struct kt_case {
    const char *name;
    void (*run)(void);
    struct kt_case *next;
};
void kt_register(struct kt_case *c);

/* name is a sentence with underscores: it is the only description a test has. */
#define TEST(name)                                                                                 \
    static void name(void);                                                                        \
    __attribute__((constructor)) static void name##_register(void)                                 \
    {                                                                                              \
        static struct kt_case c = { #name, name, NULL };                                           \
        kt_register(&c);                                                                           \
    }                                                                                              \
    static void name(void)

/* Which row of a table or which seed is being tried: told only when the test fails. */
void kt_row(const char *fmt, ...) PRINTF(1, 2);

/* A step that must succeed, or be refused with this code and reason. Both expect `err`, the struct
 * kb_error the step was given, in scope; a refusal's field and text can be looked at afterwards. */
#define assert_ok(step) kt_assert_ok((step), &err, KT_HERE(#step))
#define assert_refused(step, code, reason)                                                         \
    kt_assert_refused((step), (code), (reason), &err, KT_HERE(#step))
struct kt_here {
    const char *step, *file;
    int line;
};
#define KT_HERE(step) ((struct kt_here){ (step), __FILE__, __LINE__ })
void kt_assert_ok(enum kb_code got, const struct kb_error *err, struct kt_here here);
void kt_assert_refused(enum kb_code got, enum kb_code code, const char *reason,
                       const struct kb_error *err, struct kt_here here);

/* Whether run(arg) ends its process with abort(): a broken promise. Run in a child. */
bool kt_aborts(void (*run)(void *arg), void *arg);

/* Numbers from a seed: the same seed, the same numbers. */
uint64_t kt_next(uint64_t *seed);

/* A world whose clock stands still until moved and whose randomness comes from a seed. */
struct kt_world {
    struct kb_world world;  /* hand this on */
    int64_t now_ms, mono_us;
    uint64_t seed;
};
void kt_world_init(struct kt_world *w, uint64_t seed);
void kt_world_pass(struct kt_world *w, int64_t ms);

#endif
