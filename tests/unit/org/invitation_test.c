/* Invitations: a link that works once, for a week, while whoever made it may still invite. */
#include "door.h"

#include <string.h>

#define WEEK_MS (7 * 86400000LL)

/* what: members, distributors, customers. Returns the code of the link. */
static const char *invited(struct world *w, const struct turn_actor *by, const char *what,
                           const char *body)
{
    as(w, by);
    must_say(w, "POST", at(w, "/v1/%s/invite", what), "%s", body);
    assert_int_equal(number_of(w, "expires_ms"), w->k.now_ms + WEEK_MS);
    return text_of(w, "code");
}

static int look(struct world *w, const char *code)
{
    as(w, NULL);
    w->session = NULL;
    return say(w, "POST", "/v1/invitations/look", "{'code':'%s'}", code);
}

/* Somebody without a login. */
static int accept_new(struct world *w, const char *code, const char *login, const char *more)
{
    as(w, NULL);
    w->session = NULL;
    return say(w, "POST", "/v1/invitations/accept",
               "{'code':'%s','login':'%s','name':'New Person','password':'correct horse'%s}", code,
               login, more);
}

TEST(a_member_joins_with_a_new_login_and_the_roles_he_was_invited_to)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    must_say(&w, "POST", "/v1/departments", "{'name':'财务部'}");
    const char *dept = text_of(&w, "id");
    const char *code =
        invited(&w, &root, "members",
                at(&w, "{'roles':['finance','sales'],'department_id':'%s','note':'给小林'}", dept));
    look(&w, code);
    assert_said_ok(&w);
    assert_string_equal(text_of(&w, "kind"), "member");
    assert_string_equal(text_of(&w, "org_name"), "开元云");
    assert_string_equal(text_of(&w, "inviter"), "Root");
    assert_string_equal(text_of(&w, "roles.0"), "finance");
    assert_null(strstr(w.raw, "小林"));
    w.slow_hash = true;
    accept_new(&w, code, "lin", "");
    w.slow_hash = false;
    assert_said_ok(&w);
    assert_string_equal(text_of(&w, "user.login"), "lin");
    assert_string_equal(text_of(&w, "org.roles.1"), "sales");
    must_say(&w, "POST", "/v1/login", "{'login':'lin','password':'correct horse'}");
    as(&w, &root);
    must_get(&w, "/v1/staff?department_id=%s", dept);
    assert_string_equal(text_of(&w, "items.0.name"), "New Person");
    must_get(&w, "/v1/invitations");
    assert_string_equal(text_of(&w, "items.0.state"), "accepted");
    assert_string_equal(text_of(&w, "items.0.accepted_name"), "New Person");
    assert_string_equal(text_of(&w, "items.0.note"), "给小林");
    tick(&w);
    must_get(&w, "/v1/messages");
    assert_string_equal(text_of(&w, "items.0.text_en"), "New Person has accepted the invitation");
}

TEST(who_is_signed_in_joins_with_the_user_he_has)
{
    AUTO(world_close) struct world w;
    struct turn_actor boss;
    world_open(&w);
    const char *user = door_person(&w, "['tech']");
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    const char *dist = door_org(&w, "/v1/distributors", "D", &boss, WHO_D_ADMIN);
    const char *code = invited(&w, &boss, "members", "{'roles':['sales']}");
    door_in(&w);
    must_say(&w, "POST", "/v1/invitations/accept", "{'code':'%s'}", code);
    assert_string_equal(text_of(&w, "user.id"), user);
    must_get(&w, "/v1/me");
    assert_int_equal(count_of(&w, "orgs"), 2);
    w.org = dist;
    must_get(&w, "/v1/customers");
    get(&w, "/v1/members"); /* sales, no more */
    assert_said(&w, 403, "route.denied");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM users WHERE login = '" LOGIN "'"), 1);
}

TEST(accepting_again_is_answered_as_the_first_time_and_writes_nothing)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    struct turn_actor root = door_root(&w);
    const char *code = invited(&w, &root, "members", "{'roles':['sales']}");
    door_in(&w);
    must_say(&w, "POST", "/v1/invitations/accept", "{'code':'%s'}", code);
    const char *first = w.raw, *before = NULL;
    w.key = "the-same-key-again-1";
    must_say(&w, "POST", "/v1/invitations/accept", "{'code':'%s'}", code);
    before = world_digest(&w);
    assert_string_equal(w.raw, first);
    must_say(&w, "POST", "/v1/invitations/accept", "{'code':'%s'}", code);
    assert_string_equal(w.raw, first);
    assert_string_equal(world_digest(&w), before);
    /* nobody signed in: his own repetition by its key, and not another's */
    const char *other = invited(&w, &root, "members", "{'roles':['tech']}");
    w.key = "the-same-key-again-2";
    accept_new(&w, other, "newone", "");
    assert_said_ok(&w);
    first = w.raw;
    accept_new(&w, other, "newone", "");
    assert_string_equal(w.raw, first);
    w.key = NULL;
    accept_new(&w, other, "newtwo", "");
    assert_said(&w, 409, "invitation.over");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM users WHERE login LIKE 'new%%'"), 1);
}

TEST(a_distributor_and_a_customer_begin_with_who_accepts_as_administrator)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    const char *code = invited(&w, &root, "distributors", "{}");
    accept_new(&w, code, "boss", ",'org_name':'新分销','form':'company'");
    assert_said_ok(&w);
    const char *dist = text_of(&w, "org.id");
    assert_string_equal(text_of(&w, "org.roles.0"), "admin");
    assert_int_equal(
        sql_int(&w, "SELECT level FROM org WHERE id = %lld", (long long)inside(&w, "org", dist)),
        1);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM book WHERE id = %lld",
                             (long long)inside(&w, "org", dist)),
                     1);
    code = invited(&w, &root, "customers", "{}");
    accept_new(&w, code, "client", ",'org_name':'新客户','form':'person'");
    assert_said_ok(&w);
    as(&w, &root);
    must_get(&w, "/v1/customers?source=invitation");
    assert_string_equal(text_of(&w, "items.0.name"), "新客户");
    assert_string_equal(text_of(&w, "items.0.form"), "person");
    assert_string_equal(text_of(&w, "items.0.staff"), "Root"); /* he is of sales, too */
    must_get(&w, "/v1/distributors");
    assert_int_equal(count_of(&w, "items"), 1);
}

TEST(what_is_said_must_fit_the_invitation)
{
    static const struct {
        const char *what, *invite, *body, *field;
        bool signed_in;
    } cases[] = {
        { "members", "{'roles':['tech']}", "", "login", false },
        { "members", "{'roles':['tech']}", ",'login':'abc'", "name", false },
        { "members", "{'roles':['tech']}", ",'login':'abc','name':'A'", "password", false },
        { "members", "{'roles':['tech']}", ",'login':'abc','name':'A','password':'short'",
          "password", false },
        { "members", "{'roles':['tech']}", ",'login':'a b','name':'A','password':'correct horse'",
          "login", false },
        { "members", "{'roles':['tech']}",
          ",'login':'abc','name':'A','password':'correct horse','org_name':'X'", "org_name",
          false },
        { "members", "{'roles':['tech']}", ",'login':'abc'", "login", true },
        { "members", "{'roles':['tech']}", ",'name':'X'", "login", true },
        { "customers", "{}", "", "org_name", true },
        { "customers", "{}", ",'org_name':'X','form':'club'", "form", true },
        { "distributors", "{}", ",'login':'abc','name':'A','password':'correct horse'", "org_name",
          false },
    };
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    struct turn_actor root = door_root(&w);
    const char *token = door_in(&w);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *code = invited(&w, &root, cases[i].what, cases[i].invite);
        as(&w, NULL);
        w.session = cases[i].signed_in ? token : NULL;
        const char *before = world_digest(&w);
        kt_row("%s %s", cases[i].what, cases[i].body);
        say(&w, "POST", "/v1/invitations/accept", "{'code':'%s'%s}", code, cases[i].body);
        assert_int_equal(w.status, 400);
        assert_string_equal(text_of(&w, "field"), cases[i].field);
        assert_string_equal(world_digest(&w), before);
        w.session = NULL;
    }
}

TEST(a_link_works_once_for_a_week_until_it_is_revoked)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    const char *code = invited(&w, &root, "members", "{'roles':['tech']}");
    as(&w, &root);
    must_get(&w, "/v1/invitations?state=waiting&kind=member");
    const char *id = text_of(&w, "items.0.id");
    must_say(&w, "POST", at(&w, "/v1/invitations/%s/revoke", id), NULL);
    say(&w, "POST", at(&w, "/v1/invitations/%s/revoke", id), NULL);
    assert_said(&w, 409, "invitation.over");
    look(&w, code);
    assert_said(&w, 409, "invitation.over");
    accept_new(&w, code, "late", "");
    assert_said(&w, 409, "invitation.over");
    code = invited(&w, &root, "members", "{'roles':['tech']}");
    kt_world_pass(&w.k, WEEK_MS - 1);
    look(&w, code);
    assert_said_ok(&w);
    kt_world_pass(&w.k, 1);
    look(&w, code);
    assert_said(&w, 409, "invitation.over");
    accept_new(&w, code, "late", "");
    assert_said(&w, 409, "invitation.over");
    as(&w, &root);
    must_get(&w, "/v1/invitations?state=expired");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM users WHERE login = 'late'"), 0);
}

/* An administrator who was dismissed left links behind: they open nothing any more. */
TEST(a_link_holds_only_while_whoever_made_it_may_invite)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    const char *user = door_person(&w, "['admin']");
    struct turn_actor root = door_root(&w), second = root;
    second.user_id = inside(&w, "usr", user);
    const char *code = invited(&w, &second, "members", "{'roles':['admin']}");
    look(&w, code);
    assert_said_ok(&w);
    as(&w, &root);
    must_say(&w, "POST", at(&w, "/v1/members/%s/roles", user), "{'roles':['sales']}");
    look(&w, code);
    assert_said(&w, 409, "invitation.over");
    accept_new(&w, code, "backdoor", "");
    assert_said(&w, 409, "invitation.over");
}

TEST(a_disabled_organisation_invites_nobody)
{
    AUTO(world_close) struct world w;
    struct turn_actor boss;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    const char *dist = door_org(&w, "/v1/distributors", "D", &boss, WHO_D_ADMIN);
    const char *code = invited(&w, &boss, "members", "{'roles':['admin']}");
    as(&w, &root);
    must_say(&w, "POST", at(&w, "/v1/orgs/%s/state", dist), "{'state':'disabled'}");
    accept_new(&w, code, "abc", "");
    assert_said(&w, 409, "invitation.over");
    as(&w, &root);
    must_say(&w, "POST", at(&w, "/v1/orgs/%s/state", dist), "{'state':'active'}");
    accept_new(&w, code, "abc", "");
    assert_said_ok(&w);
}

TEST(sales_invites_customers_and_sees_no_invitations_of_members)
{
    AUTO(world_close) struct world w;
    struct turn_actor boss, seller;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    door_org(&w, "/v1/distributors", "D", &boss, WHO_D_ADMIN);
    seller = boss;
    seller.who = WHO_D_SALES | WHO_SIGNED_IN | WHO_ANYONE;
    invited(&w, &boss, "members", "{'roles':['admin']}");
    as(&w, &boss);
    must_get(&w, "/v1/invitations");
    const char *hiring = text_of(&w, "items.0.id");
    invited(&w, &seller, "customers", "{'note':'甲'}");
    as(&w, &seller);
    must_get(&w, "/v1/invitations");
    assert_int_equal(count_of(&w, "items"), 1);
    must_get(&w, "/v1/invitations?text=%%E7%%94%%B2");
    assert_int_equal(count_of(&w, "items"), 1);
    say(&w, "POST", at(&w, "/v1/invitations/%s/revoke", hiring), NULL);
    assert_said(&w, 404, "not_found");
    say(&w, "POST", "/v1/members/invite", "{'roles':['sales']}");
    assert_said(&w, 403, "route.denied");
    say(&w, "POST", "/v1/distributors/invite", "{}");
    assert_said(&w, 403, "route.denied");
    as(&w, &root); /* another organisation's are not there */
    say(&w, "POST", at(&w, "/v1/invitations/%s/revoke", hiring), NULL);
    assert_said(&w, 404, "not_found");
}

TEST(the_code_is_not_kept_and_what_is_kept_opens_nothing)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    const char *code = invited(&w, &root, "members", "{'roles':['tech']}");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM invitation WHERE token_hash = '%s'", code),
                     0);
    assert_int_equal(
        sql_int(&w, "SELECT count(*) FROM idempotency WHERE instr(reply, '%s') > 0", code), 0);
    look(&w, sql_text(&w, "SELECT token_hash AS s FROM invitation"));
    assert_said(&w, 404, "invitation.unknown");
}

TEST(wrong_codes_are_answered_ever_later)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    const char *code = invited(&w, &root, "members", "{'roles':['tech']}");
    int wrong = 0;
    for (int i = 0; i < 40; i++) {
        int status = i % 2 ? look(&w, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
                           : accept_new(&w, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "guess", "");
        wrong += status == 404;
        assert_true(status == 404 || status == 429);
    }
    assert_true(wrong >= 5 && wrong < 10);
    look(&w, code); /* the address waits, whatever it asks */
    assert_said(&w, 429, "login.delayed");
    kt_world_pass(&w.k, 20 * 60000);
    look(&w, code);
    assert_said_ok(&w);
}

/* Whether somebody else has a login can be found out with a link a few times, not at will. */
TEST(a_link_does_not_tell_for_ever_which_logins_are_taken)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    const char *code = invited(&w, &root, "members", "{'roles':['tech']}");
    for (int i = 0; i < 20; i++) {
        accept_new(&w, code, "root", "");
        assert_said(&w, 400, "user.login_taken");
    }
    accept_new(&w, code, "free", "");
    assert_said(&w, 409, "invitation.over");
    as(&w, &root);
    must_get(&w, "/v1/invitations");
    assert_string_equal(text_of(&w, "items.0.state"), "expired");
    assert_int_equal(number_of(&w, "items.0.tries"), 20);
}

TEST(a_name_that_is_taken_leaves_no_half_of_an_organisation_behind)
{
    AUTO(world_close) struct world w;
    struct turn_actor c;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    door_org(&w, "/v1/customers", "同名", &c, WHO_C_ADMIN);
    const char *code = invited(&w, &root, "customers", "{}");
    int64_t orgs = sql_int(&w, "SELECT count(*) FROM org");
    accept_new(&w, code, "client", ",'org_name':'同名'");
    assert_said(&w, 400, "org.name_taken");
    assert_string_equal(text_of(&w, "field"), "org_name");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM org"), orgs);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM users WHERE login = 'client'"), 0);
    accept_new(&w, code, "client", ",'org_name':'异名'");
    assert_said_ok(&w);
}

TEST(nobody_is_invited_below_the_eighth_level)
{
    AUTO(world_close) struct world w;
    struct turn_actor at_level;
    world_open(&w);
    struct turn_actor above = door_root(&w);
    for (int level = 1; level <= ORG_LEVELS_MAX; level++) {
        as(&w, &above);
        door_org(&w, "/v1/distributors", "D", &at_level, WHO_D_ADMIN);
        above = at_level;
    }
    as(&w, &above);
    say(&w, "POST", "/v1/distributors/invite", "{}");
    assert_said(&w, 409, "org.level");
}

TEST(an_api_key_accepts_nothing)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['admin']");
    struct turn_actor root = door_root(&w);
    const char *code = invited(&w, &root, "members", "{'roles':['sales']}");
    door_in(&w);
    must_say(&w, "POST", "/v1/api-keys", "{'name':'k','roles':['admin']}");
    const char *secret = text_of(&w, "secret");
    w.session = NULL;
    w.bearer = secret;
    say(&w, "POST", "/v1/invitations/accept", "{'code':'%s'}", code);
    assert_said(&w, 403, "route.denied");
    w.bearer = NULL;
}

TEST(old_invitations_are_forgotten)
{
    AUTO(world_close) struct world w;
    struct kb_error err;
    struct purged out = { 0 };
    world_open(&w);
    struct turn_actor root = door_root(&w);
    invited(&w, &root, "members", "{'roles':['tech']}");
    kt_world_pass(&w.k, 399 * 86400000LL);
    assert_ok(world_system(&w, "purge_invitations", 0, &(struct nothing){ 0 }, &out, &err));
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM invitation"), 1);
    kt_world_pass(&w.k, 2 * 86400000LL);
    assert_ok(world_system(&w, "purge_invitations", 0, &(struct nothing){ 0 }, &out, &err));
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM invitation"), 0);
}
