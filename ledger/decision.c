/* decision - the second person: what was recorded above the book's limit is posted or refused by
 * somebody who did not record it. */
#include "ledger/entry_priv.h"

#include "decision_sql.h"
#include "ledger/page_priv.h"
#include "turn/engine.h"
#include <string.h>

struct entry_id {
    int64_t id;
};
static const struct kb_field entry_id_fields[] = { ID(entry_id, id, "ent"), END };
static SHAPE(entry_id);

static enum kb_code find_waiting(struct turn *t, int64_t id, struct entry *out)
{
    TRY(ledger_entry_find(t, id, out));
    if (strcmp(out->state, "waiting") == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "ledger.entry_decided", "it is %s already", out->state);
}

static enum kb_code decide(struct turn *t, struct entry *e, const char *state, int64_t group_id,
                           const char *reason)
{
    TRY(turn_run_one(t, &q_entry_decide,
                     ARGS(ARG_INT(id, e->id), ARG_INT(org_id, t->actor.org_id),
                          ARG_STR(state, state), ARG_INT(group_id, group_id),
                          ARG_STR(reason, reason), ARG_INT(user_id, t->actor.user_id),
                          ARG_INT(now_ms, t->now_ms))));
    TRY(turn_change(t, e->book_id, "entry", e->id, state, ""));
    return ledger_entry_find(t, e->id, e);
}

static enum kb_code entry_confirm(struct turn *t, const struct entry_id *in, struct entry *out)
{
    int64_t group_id = 0;
    TRY(find_waiting(t, in->id, out));
    if (out->created_by == t->actor.user_id)
        return kb_fail(t->err, KB_CONFLICT, "ledger.entry_own",
                       "you recorded it: another person of finance confirms it");
    TRY(ledger_entry_post(t, out, &group_id));
    return decide(t, out, "posted", group_id, "");
}
HANDLER(entry_confirm, entry_id, entry);

struct entry_reject {
    int64_t id;
    const char *reason;
};
static const struct kb_field entry_reject_fields[] = {
    ID(entry_reject, id, "ent"), STR(entry_reject, reason, .min = 1, .max = 200), END
};
static SHAPE(entry_reject);

static enum kb_code entry_reject(struct turn *t, const struct entry_reject *in, struct entry *out)
{
    TRY(find_waiting(t, in->id, out));
    return decide(t, out, "rejected", 0, in->reason);
}
HANDLER(entry_reject, entry_reject, entry);

const struct turn_route decision_routes[] = {
    { "POST", "/v1/entries/{id}/confirm", WHO_FINANCE, &entry_confirm_call, "entries_confirm",
      "Post what another person recorded above the limit.", TURN_MONEY },
    { "POST", "/v1/entries/{id}/reject", WHO_FINANCE, &entry_reject_call, "entries_reject",
      "Refuse what waits for a second person, or take back your own.", TURN_MONEY },
    { .method = NULL },
};
