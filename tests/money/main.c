/* kboss-money - reads from its input what the model of tests/money/model.py does and what it wrote,
 * does the same with the program's engine, and counts the chains in which anything differs.
 * [--save FILE] keeps the books in a database, [--export FOLDER] writes out every tenth set. */
#include "engine.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_MAX  5
#define EXPORTED   10
#define VERIFIED   5
#define TEXT_MAX   (1 << 22)

static const char *const names[ENGINE_LEVELS] = { "P",  "D1", "D2", "D3",
                                                  "D4", "D5", "D6", "D7" };

struct run {
    struct engine engine;
    const char *folder; /* of exports, NULL: none */
    struct kb_text want, got;
    char chain[400], event[80], refusal[80];
    const char *refused;
    bool differs, open; /* open: something was done whose vouchers are being told */
    int64_t passed, failed, batches, vouchers, events;
};

/* --- differences --- */

static void differ(struct run *r, const char *what)
{
    if (!r->differs && r->failed < SHOWN_MAX)
        printf("DIFFERS: %s\n  chain %s\n  %s\n  model:\n%s  engine:\n%s", what, r->chain, r->event,
               r->want.at, r->got.at);
    r->differs = true;
}

static void ended(struct run *r)
{
    if (r->open && strcmp(r->refusal, r->refused) != 0) differ(r, r->refused);
    if (r->open && strcmp(r->want.at, r->got.at) != 0) differ(r, "vouchers");
    r->open = false;
    r->refusal[0] = 0;
    kb_text_clear(&r->want);
    kb_text_clear(&r->got);
}

static void chain_ended(struct run *r)
{
    ended(r);
    if (!r->chain[0]) return;
    *(r->differs ? &r->failed : &r->passed) += 1;
    r->differs = false;
    r->chain[0] = 0;
}

/* --- what the model says --- */

static int64_t number(char **save)
{
    const char *word = strtok_r(NULL, " ", save);
    return word ? strtoll(word, NULL, 10) : 0;
}

static void begin(struct run *r, char *line)
{
    static const char *const modes[] = { "discount", "rebate", "floor" };
    struct engine *e = &r->engine;
    char *save = line, *word;
    chain_ended(r);
    snprintf(r->chain, sizeof r->chain, "%s", line);
    strtok_r(line, " ", &save);
    e->n = (size_t)strtoull(line, NULL, 10);
    e->list_fen = number(&save);
    e->price_fen = number(&save);
    if (e->n < 1 || e->n > ENGINE_LEVELS) exit(64);
    for (size_t i = 0; i < e->n; i++) {
        word = strtok_r(NULL, " ", &save);
        for (size_t k = 0; k < COUNT(modes); k++)
            if (word && strcmp(word, modes[k]) == 0) e->edges[i].mode = modes[k];
        e->edges[i].value = number(&save);
    }
    engine_customer(e);
}

static void act(struct run *r, char *line)
{
    struct engine *e = &r->engine;
    char *save = line;
    ended(r);
    snprintf(r->event, sizeof r->event, "%s", line);
    const char *verb = strtok_r(line, " ", &save);
    const int64_t args[3] = { number(&save), number(&save), number(&save) };
    r->refused = engine_do(e, verb ? verb : "", args) == KB_OK ? "" : e->err.reason;
    r->open = true;
    r->events++;
    if (engine_told(e, &r->got) != KB_OK) differ(r, e->err.text);
}

static void balances(struct run *r)
{
    if (engine_balances(&r->engine, &r->got) != KB_OK) differ(r, r->engine.err.text);
    snprintf(r->event, sizeof r->event, "balances");
    if (strcmp(r->want.at, r->got.at) != 0) differ(r, "balances");
    kb_text_clear(&r->want);
    kb_text_clear(&r->got);
}

/* The last chain stands for its set: what is wrong with the set is wrong with it. */
static void batch(struct run *r)
{
    struct engine *e = &r->engine;
    const char *offence = "";
    balances(r);
    if (r->batches % VERIFIED == 0 && engine_verify(e, &offence) != KB_OK) differ(r, e->err.text);
    if (offence[0]) differ(r, offence);
    if (r->folder && r->batches % EXPORTED == 0 && engine_export(e, r->folder, r->batches) != KB_OK)
        differ(r, e->err.text);
    r->batches++;
    chain_ended(r);
    if (engine_next(e) != KB_OK) exit(1);
}

/* C <levels> <list> <price> <mode> <value> …: a chain begins, with a customer of its own.
 * O <verb> <numbers>: something is done; V <voucher>: it is written so, or X <reason>: refused.
 * B, and = <book> <account> <net>: the balances of all chains since the last R. R: empty books. */
static void one(struct run *r, char *line)
{
    char *rest = line[0] && line[1] ? line + 2 : line + 1;
    switch (line[0]) {
    case 'C': begin(r, rest); break;
    case 'O': act(r, rest); break;
    case 'V':
        r->vouchers++;
        kb_text_addf(&r->want, "%s\n", rest);
        break;
    case 'X': snprintf(r->refusal, sizeof r->refusal, "%s", rest); break;
    case 'B':
        ended(r);
        kb_text_clear(&r->got);
        break;
    case '=': kb_text_addf(&r->want, "%s\n", rest); break;
    case 'R': batch(r); break;
    default: fprintf(stderr, "no such line: %s\n", line); exit(64);
    }
}

static void read_all(struct run *r)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t n;
    while ((n = getline(&line, &size, stdin)) > 0) {
        if (line[n - 1] == '\n') line[n - 1] = 0;
        one(r, line);
    }
    chain_ended(r);
    free(line);
}

int main(int argc, char **argv)
{
    static const struct option options[] = { { "save", required_argument, NULL, 's' },
                                             { "export", required_argument, NULL, 'e' },
                                             { NULL, 0, NULL, 0 } };
    static struct run r;
    const char *path = NULL;
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c == 's') path = optarg;
        if (c == 'e') r.folder = optarg;
        if (c == '?') return 64;
    }
    kb_text_init(&r.want, TEXT_MAX);
    kb_text_init(&r.got, TEXT_MAX);
    r.refused = "";
    if (engine_open(&r.engine, path, names) != KB_OK)
        return fprintf(stderr, "%s\n", r.engine.err.text), 1;
    read_all(&r);
    printf("%lld %lld %lld %lld\n", (long long)r.passed, (long long)r.failed, (long long)r.events,
           (long long)r.vouchers);
    engine_close(&r.engine);
    kb_text_done(&r.want);
    kb_text_done(&r.got);
    return r.failed ? 1 : 0;
}
