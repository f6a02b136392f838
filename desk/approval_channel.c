/* approval_channel - the ways of asking people. The console tells those who decide by a message;
 * its pages show and decide every approval, whatever its channel. */
#include "approval_channel_sql.h"
#include "desk/approval_priv.h"

#include <string.h>

struct decider {
    int64_t user_id;
};
static const struct kb_field decider_fields[] = { INT(decider, user_id), { .name = NULL } };
static SHAPE(decider);

static enum kb_code tell(struct turn *t, const struct approval *a, int64_t user_id,
                         int64_t role_bits)
{
    const char *zh = kb_printf(t->arena, "待审批：%s", a->title_zh);
    const char *en = kb_printf(t->arena, "For approval: %s", a->title_en);
    return turn_notify(t, &(struct turn_notice){ .org_id = a->org_id,
                                                 .user_id = user_id,
                                                 .role_bits = role_bits,
                                                 .kind = "approval",
                                                 .object = "approval",
                                                 .object_id = a->id,
                                                 .text_zh = zh,
                                                 .text_en = en });
}

static enum kb_code console_submit(struct turn *t, const struct approval *a)
{
    struct approval_step s;
    struct kb_list list;
    TRY(desk_step_now(t, a, &s));
    if (s.role_bits) return tell(t, a, 0, s.role_bits);
    TRY(turn_all(t, &q_deciders_of,
                 ARGS(ARG_INT(approval_id, a->id), ARG_INT(level, a->level)), &decider_shape,
                 APPROVAL_PEOPLE_MAX, &list));
    const struct decider *d = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(tell(t, a, d[i].user_id, 0));
    return KB_OK;
}

/* Its page shows what became of it. */
static enum kb_code console_ended(struct turn *t, const struct approval *a)
{
    turn_touch(t, a->org_id, "approval", a->id);
    return KB_OK;
}

const struct approval_channel approval_channels[] = {
    { "console", console_submit, console_ended },
    { NULL, NULL, NULL },
};

const struct approval_channel *desk_channel(const char *name)
{
    for (const struct approval_channel *c = approval_channels; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}
