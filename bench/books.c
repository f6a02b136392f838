/* books - see books.h. */
#include "bench/books.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void must(enum kb_code code, const struct kb_error *err)
{
    if (code == KB_OK) return;
    fprintf(stderr, "%s: %s (%s): %s\n", program_invocation_short_name, err->reason, err->field,
            err->text);
    exit(1);
}

static int64_t set_by_hand(void *self)
{
    return ((struct books *)self)->now_ms;
}

void books_open(struct books *b, const char *path, int64_t start_ms)
{
    static const struct kb_id_key key = { { 1 } };
    kb_world_real(&b->world, 1, &key);
    if (start_ms) {
        b->now_ms = start_ms;
        b->world.now_ms = set_by_hand;
        b->world.self = b;
    }
    unlink(path);
    must(db_open(path, DB_WRITER, &b->db, &b->err), &b->err);
    must(db_migrate(b->db, db_migrations, kb_now_ms(&b->world), &b->err), &b->err);
    b->t = (struct turn){ .db = b->db,
                          .arena = &b->arena,
                          .world = &b->world,
                          .err = &b->err,
                          .now_ms = kb_now_ms(&b->world),
                          .request_id = "bench",
                          .peer = "" };
}

void books_clock(struct books *b, int64_t now_ms)
{
    b->now_ms = b->t.now_ms = now_ms;
}

void books_org(struct books *b, int64_t id, int64_t parent_id, int64_t level, const char *kind)
{
    static const struct db_query q_org = {
        "org", "INSERT INTO org (id, kind, parent_id, name, form, level, own_devices, state, "
               "created_ms) VALUES (:id, :kind, :parent, 'x', 'company', :level, 0, 'active', 1)"
    };
    must(db_run(b->db, &q_org,
                ARGS(ARG_INT(id, id), ARG_STR(kind, kind), ARG_INT(parent, parent_id),
                     ARG_INT(level, level)),
                &b->err),
         &b->err);
    if (strcmp(kind, "platform") == 0 || strcmp(kind, "distributor") == 0)
        must(ledger_book_open(&b->t, id, kind), &b->err);
}

void books_post(struct books *b, struct ledger_event event)
{
    char key[40];
    struct ledger_posted out;
    snprintf(key, sizeof key, "k:%lld", (long long)++b->posted);
    event.biz_key = key;
    must(ledger_post(&b->t, &event, &out), &b->err);
}

void books_close(struct books *b)
{
    db_close(b->db);
    kb_arena_done(&b->arena);
}
