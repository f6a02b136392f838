/* suite - what the driver contract is written in: a bench that plays the agent, jobs as text, and a
 * peer that stands for anything a driver drives, so that the same sentences hold for all of
 * them. */
#ifndef TESTS_CONTRACT_DRIVERS_SUITE_H
#define TESTS_CONTRACT_DRIVERS_SUITE_H

#include "drivers/driver.h"
#include "drivers/sshkey.h"
#include "drivers/stream.h"
#include "kt.h"

#include <sys/types.h>

/* An agent's bench: folder, keys, clock. bench_done removes the folder. */
struct bench {
    struct kb_world world;
    struct kb_arena arena;
    struct kt_world still;         /* used instead of world when a test wants its own clock */
    struct drv_offer offers[5];
    struct drv_limits limits;
    struct drv_ctx ctx;
    struct drv_key_pair room, customer;
    char folder[64];
    const char *customer_path;     /* the customer's private key */
};
void bench_init(struct bench *b);
void bench_done(struct bench *b);
const char *bench_file(struct bench *b, const char *name, const char *text, unsigned mode);

/* What one driver is tried on. */
struct peer {
    const char *driver, *target, *open_spec;  /* JSON; open_spec holds the resource */
    int64_t resource;
    const char *refused_target, *refused_field;  /* a document that must name this field */
    /* Facts from outside the driver: how many things of this resource are there? */
    int (*count)(struct bench *b, const struct peer *p);
    void *more;
};

/* One verb to its end: asks again while it is PENDING, moving the bench's still clock or
 * sleeping. */
enum kb_code peer_do(struct bench *b, const struct peer *p, enum drv_verb verb,
                     struct drv_step *step, struct kb_error *err);
/* One step only. */
enum kb_code peer_step(struct bench *b, const struct peer *p, enum drv_verb verb,
                       const char *ticket, struct drv_step *step, struct kb_error *err);
const char *result_text(struct bench *b, const struct drv_step *step, const char *field);
int64_t result_int(const struct drv_step *step, const char *field);

/* The sentences that hold for every driver. The peer is absent before and after each. */
void says_observe_absent(struct bench *b, const struct peer *p);
void says_open_twice_is_once(struct bench *b, const struct peer *p);
void says_close_twice_is_once(struct bench *b, const struct peer *p);
void says_reopen_after_close(struct bench *b, const struct peer *p);
void says_wrong_target_names_field(struct bench *b, const struct peer *p);
void says_unknown_field_is_refused(struct bench *b, const struct peer *p);
void says_no_time_left(struct bench *b, const struct peer *p);
/* And for those that have power and suspension. */
void says_power_and_suspension(struct bench *b, const struct peer *p);

/* Run a program to its end: its exit status, and what it printed (at most 16 KiB). */
int run_program(struct bench *b, const char *const *argv, const char *input, const char **output);
pid_t start_program(const char *const *argv, const char *log);
void stop_program(pid_t pid);
int64_t clock_ms(void);

/* A terminal until the text was seen (true), it ended, or the time is over. All output is
 * appended. */
struct seen {
    char *at;
    size_t n, cap;
    uint64_t gaps;
};
bool stream_until(struct drv_stream *s, struct seen *seen, const char *text, int64_t most_ms);
bool stream_type(struct drv_stream *s, const char *text, int64_t most_ms);

#endif
