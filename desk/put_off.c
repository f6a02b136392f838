/* put_off - the platform's people are told of what the clock could not deal with. */
#include "desk/desk.h"
#include "org/org.h"

static enum kb_code on_put_off(struct turn *t, int64_t id)
{
    struct turn_put_off p;
    int64_t platform_id;
    TRY(turn_put_off_find(t, id, &p));
    TRY(org_platform(t, &platform_id));
    const char *prefix = turn_object_prefix(p.object);
    const char *what = prefix[0] ? turn_id_text(t, prefix, p.row_id) : p.object;
    const struct turn_notice n = {
        .org_id = platform_id,
        .role_bits = org_role_bit("platform", "admin") | org_role_bit("platform", "operator"),
        .kind = "put_off",
        .object = prefix[0] ? p.object : "",
        .object_id = prefix[0] ? p.row_id : 0,
        .text_zh = kb_printf(t->arena, "定时任务 %s 第 %lld 次处理 %s 失败，已暂缓：%s", p.op,
                             (long long)p.tries, what, p.text),
        .text_en = kb_printf(t->arena, "%s failed at %s for the %lldth time and lets it be: %s",
                             p.op, what, (long long)p.tries, p.text),
    };
    return turn_notify(t, &n);
}

const struct turn_listener put_off_listeners[] = {
    { "row.put_off", on_put_off },
    { .event = NULL },
};
