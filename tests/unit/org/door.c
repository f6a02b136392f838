/* door - see door.h. */
#include "door.h"

struct turn_actor door_root(struct world *w)
{
    return (struct turn_actor){ .user_id = sql_int(w, "SELECT id FROM users WHERE login = 'root'"),
                                .org_id = w->platform_id,
                                .platform_id = w->platform_id,
                                .who = WHO_P_ANY | WHO_SIGNED_IN | WHO_ANYONE,
                                .name = "root" };
}

const char *door_person(struct world *w, const char *roles)
{
    struct turn_actor root = door_root(w);
    as(w, &root);
    w->slow_hash = true;
    must_say(w, "POST", "/v1/members",
             "{'login':'" LOGIN "','name':'Lin Wei','password':'" PASSWORD "','roles':%s}", roles);
    w->slow_hash = false;
    as(w, NULL);
    return text_of(w, "id");
}

int door_login(struct world *w, const char *login, const char *password)
{
    as(w, NULL);
    w->session = w->bearer = NULL;
    return say(w, "POST", "/v1/login", "{'login':'%s','password':'%s'}", login, password);
}

const char *door_in(struct world *w)
{
    door_login(w, LOGIN, PASSWORD);
    assert_said_ok(w);
    assert_non_null(w->cookie);
    w->session = w->cookie;
    return w->cookie;
}

const char *door_org(struct world *w, const char *path, const char *name, struct turn_actor *admin,
                     uint32_t who)
{
    must_say(w, "POST", path,
             "{'name':'%s','admin_login':'boss%lld','admin_name':'B','admin_password':'" PASSWORD
             "'}",
             name, (long long)++w->serial);
    const char *id = text_of(w, "id");
    int64_t org = inside(w, "org", id);
    *admin = (struct turn_actor){
        .user_id = sql_int(w, "SELECT user_id FROM membership WHERE org_id = %lld", (long long)org),
        .org_id = org,
        .platform_id = w->platform_id,
        .who = who | WHO_SIGNED_IN | WHO_ANYONE,
        .name = "boss"
    };
    return id;
}

struct turn door_turn(struct world *w, struct kb_error *err)
{
    return (struct turn){ .db = w->db,
                          .arena = &w->arena,
                          .world = &w->k.world,
                          .err = err,
                          .engine = &w->engine,
                          .now_ms = w->k.now_ms };
}
