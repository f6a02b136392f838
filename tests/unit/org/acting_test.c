/* One user in several organisations: he joins each by his own will, loses each at once and alone,
 * and what he has open in one ends without the others. */
#include "door.h"

#include <string.h>

/* LOGIN works for the platform and, by an invitation he accepted, for a distributor. */
struct two {
    struct world w;
    struct turn_actor root, boss;
    const char *user, *dist, *platform, *session;
};

static void two_open(struct two *x, const char *roles)
{
    struct world *w = &x->w;
    world_open(w);
    x->user = door_person(w, "['tech']");
    x->root = door_root(w);
    x->platform = outside(w, "org", w->platform_id);
    as(w, &x->root);
    x->dist = door_org(w, "/v1/distributors", "D", &x->boss, WHO_D_ADMIN);
    as(w, &x->boss);
    must_say(w, "POST", "/v1/members/invite", "{'roles':%s}", roles);
    const char *code = text_of(w, "code");
    x->session = door_in(w);
    must_say(w, "POST", "/v1/invitations/accept", "{'code':'%s'}", code);
    world_forget(w);
}

static void two_close(struct two *x)
{
    world_close(&x->w);
}

/* As LOGIN, for one of his organisations. */
static void act_for(struct two *x, const char *org)
{
    as(&x->w, NULL);
    x->w.session = x->session;
    x->w.org = org;
}

static void act_as(struct two *x, const struct turn_actor *who)
{
    as(&x->w, who);
    x->w.session = x->w.org = NULL;
}

/* What is open is ended for this user in this organisation, and nowhere else. */
static void assert_ended_only(struct two *x, const char *user, const char *org)
{
    int told = 0;
    for (size_t i = 0; i < x->w.left_n; i++) {
        const struct world_left *l = &x->w.left[i];
        if (strcmp(l->kind, "sessions.changed") != 0) continue;
        if (l->a != inside(&x->w, "usr", user)) continue;
        assert_int_equal(l->b, inside(&x->w, "org", org));
        told++;
    }
    assert_int_equal(told, 1);
}

TEST(nobody_is_added_by_guessing_his_login)
{
    AUTO(two_close) struct two x;
    two_open(&x, "['sales']");
    act_as(&x, &x.boss);
    const char *before = world_digest(&x.w);
    say(&x.w, "POST", "/v1/members",
        "{'login':'root','name':'R','password':'correct horse','roles':['sales']}");
    assert_said(&x.w, 400, "user.login_taken");
    assert_string_equal(world_digest(&x.w), before);
}

TEST(who_is_removed_from_one_organisation_stays_in_the_other)
{
    AUTO(two_close) struct two x;
    two_open(&x, "['sales']");
    act_for(&x, x.dist);
    must_get(&x.w, "/v1/customers");
    act_as(&x, &x.boss);
    must_say(&x.w, "POST", at(&x.w, "/v1/members/%s/disable", x.user), NULL);
    assert_ended_only(&x, x.user, x.dist);
    act_for(&x, x.dist);
    get(&x.w, "/v1/customers");
    assert_said(&x.w, 404, "not_found");
    act_for(&x, x.platform);
    must_get(&x.w, "/v1/devices");
    must_get(&x.w, "/v1/me");
    assert_int_equal(count_of(&x.w, "orgs"), 1);
}

TEST(who_leaves_one_organisation_stays_in_the_other)
{
    AUTO(two_close) struct two x;
    two_open(&x, "['sales']");
    act_for(&x, x.dist);
    must_say(&x.w, "POST", "/v1/leave", NULL);
    assert_ended_only(&x, x.user, x.dist);
    get(&x.w, "/v1/customers");
    assert_said(&x.w, 404, "not_found");
    act_for(&x, x.platform);
    must_get(&x.w, "/v1/devices");
}

TEST(who_left_by_himself_is_not_put_back_by_another)
{
    AUTO(two_close) struct two x;
    two_open(&x, "['sales']");
    act_for(&x, x.dist);
    must_say(&x.w, "POST", "/v1/leave", NULL);
    act_as(&x, &x.boss);
    say(&x.w, "POST", at(&x.w, "/v1/members/%s/roles", x.user), "{'roles':['sales']}");
    assert_said(&x.w, 409, "member.left");
    must_get(&x.w, "/v1/members?state=removed");
    assert_string_equal(text_of(&x.w, "items.0.state"), "left");
}

TEST(the_last_administrator_does_not_leave)
{
    AUTO(two_close) struct two x;
    two_open(&x, "['admin']");
    act_for(&x, x.dist);
    act_as(&x, &x.boss);
    must_say(&x.w, "POST", "/v1/leave", NULL);
    act_for(&x, x.dist);
    say(&x.w, "POST", "/v1/leave", NULL);
    assert_said(&x.w, 409, "member.last_admin");
    must_get(&x.w, "/v1/members");
}

TEST(the_keys_of_who_left_do_not_come_back_with_him)
{
    AUTO(two_close) struct two x;
    two_open(&x, "['admin']");
    act_for(&x, x.dist);
    must_say(&x.w, "POST", "/v1/api-keys", "{'name':'k','roles':['admin']}");
    const char *secret = text_of(&x.w, "secret");
    must_say(&x.w, "POST", "/v1/leave", NULL);
    act_as(&x, &x.boss);
    must_say(&x.w, "POST", "/v1/members/invite", "{'roles':['admin']}");
    const char *code = text_of(&x.w, "code");
    act_for(&x, NULL);
    must_say(&x.w, "POST", "/v1/invitations/accept", "{'code':'%s'}", code);
    act_as(&x, NULL);
    x.w.bearer = secret;
    get(&x.w, "/v1/members");
    assert_said(&x.w, 401, "session.none");
    x.w.bearer = NULL;
    act_for(&x, x.dist);
    must_get(&x.w, "/v1/members");
}

TEST(a_disabled_organisation_ends_what_its_people_have_open_there_and_comes_back)
{
    AUTO(two_close) struct two x;
    two_open(&x, "['sales']");
    act_as(&x, &x.root);
    must_say(&x.w, "POST", at(&x.w, "/v1/orgs/%s/state", x.dist), "{'state':'disabled'}");
    assert_ended_only(&x, x.user, x.dist);
    assert_ended_only(&x, outside(&x.w, "usr", x.boss.user_id), x.dist);
    act_for(&x, x.dist);
    get(&x.w, "/v1/customers");
    assert_said(&x.w, 404, "not_found");
    act_for(&x, x.platform);
    must_get(&x.w, "/v1/devices");
    must_get(&x.w, "/v1/me");
    assert_int_equal(count_of(&x.w, "orgs"), 1);
    act_as(&x, &x.root);
    must_say(&x.w, "POST", at(&x.w, "/v1/orgs/%s/state", x.dist), "{'state':'active'}");
    act_for(&x, x.dist);
    must_get(&x.w, "/v1/customers");
}

TEST(who_comes_back_begins_with_what_he_is_invited_to)
{
    AUTO(two_close) struct two x;
    two_open(&x, "['admin']");
    act_as(&x, &x.boss);
    must_say(&x.w, "POST", "/v1/departments", "{'name':'旧部门'}");
    const char *dept = text_of(&x.w, "id");
    must_say(&x.w, "POST", at(&x.w, "/v1/members/%s/department", x.user), "{'department_id':'%s'}",
             dept);
    must_say(&x.w, "POST", at(&x.w, "/v1/members/%s/disable", x.user), NULL);
    must_say(&x.w, "POST", "/v1/members/invite", "{'roles':['sales']}");
    const char *code = text_of(&x.w, "code");
    act_for(&x, NULL);
    must_say(&x.w, "POST", "/v1/invitations/accept", "{'code':'%s'}", code);
    assert_int_equal(count_of(&x.w, "org.roles"), 1);
    assert_string_equal(text_of(&x.w, "org.roles.0"), "sales");
    act_as(&x, &x.boss);
    must_get(&x.w, "/v1/members?text=lin");
    assert_string_equal(text_of(&x.w, "items.0.department_id"), "");
}
