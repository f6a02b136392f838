/* The tables of the whole program: every row is sound, and the document says what the rows
 * say. */
#include "world.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* What needs no sign-in. A new row here is a decision, not a detail. */
static const char *const for_anyone[] = { "login",             "logout",
                                          "shop_list",         "attr_schemas_list",
                                          "invite_codes_look", "customers_register",
                                          "invitations_look",  "invitations_accept",
                                          "pay_notify",        "pay_questions" };

static bool is_system(const struct turn_route *r)
{
    return strcmp(r->method, "SYSTEM") == 0;
}

TEST(every_route_has_an_operation_of_its_own_and_a_sentence)
{
    EACH_ROUTE(r) {
        kt_row("%s %s", r->method, r->path);
        size_t n = strlen(r->doc);
        assert_true(n > 5 && isupper((unsigned char)r->doc[0]) && r->doc[n - 1] == '.');
        assert_true(r->op[0] && r->op[strspn(r->op, "abcdefghijklmnopqrstuvwxyz_")] == 0);
        assert_non_null(r->call);
        EACH_ROUTE(other) {
            if (other == r) continue;
            assert_string_not_equal(other->op, r->op);
            assert_false(!is_system(r) && strcmp(other->path, r->path) == 0 &&
                         strcmp(other->method, r->method) == 0);
        }
    }
}

TEST(a_route_is_for_somebody_and_for_anyone_only_when_that_was_decided)
{
    EACH_ROUTE(r) {
        bool listed = false;
        kt_row("%s", r->op);
        assert_true(r->who != 0);
        assert_int_equal(is_system(r), (r->who & WHO_SYSTEM) != 0);
        if (is_system(r)) assert_int_equal(r->who, WHO_SYSTEM);
        for (size_t i = 0; i < COUNT(for_anyone); i++) listed |= strcmp(for_anyone[i], r->op) == 0;
        assert_int_equal((r->who & WHO_ANYONE) != 0, listed);
    }
}

TEST(a_write_takes_a_key_unless_it_hands_out_a_secret_or_a_ticket)
{
    static const char *const without[] = {
        "login",         "logout",           "api_keys_create",
        "agents_create", "terminals_create", "live_tickets_create", "customers_register",
        "members_invite", "distributors_invite", "customers_invite", "invitations_look",
        "pay_accounts_put", "pay_notify",    "pay_questions",
    };
    EACH_ROUTE(r) {
        bool listed = false;
        if (is_system(r) || strcmp(r->method, "GET") == 0) continue;
        kt_row("%s", r->op);
        for (size_t i = 0; i < COUNT(without); i++) listed |= strcmp(without[i], r->op) == 0;
        assert_int_equal((r->flags & TURN_NO_KEY) != 0, listed);
        assert_false(r->flags & TURN_NO_KEY && r->flags & TURN_MONEY);
    }
}

TEST(what_moves_money_keeps_its_answers)
{
    static const char *const money[] = {
        "orders_create",     "orders_cancel",     "resources_renew",
        "recharges_create",  "recharges_confirm", "recharges_reject",
        "approvals_approve", "approvals_reject",  "approvals_withdraw",
        "entries_create",    "entries_confirm",   "entries_reject",     "vouchers_reverse",
        "meter_events_create",
        "settlements_submit", "settlements_pay",   "objections_accept", "supplier_bill_rows_accept",
        "arrivals_create",   "arrivals_import",   "arrivals_return",    "arrivals_claim",
        "claims_confirm",    "claims_reject",     "payments_create",    "payouts_create",
        "chargebacks_take",  "chargebacks_lose",  "withdrawals_create", "withdrawals_cancel",
        "withdrawals_pay",   "withdrawals_forward", "withdrawals_hand_back",
        "withdrawals_reject",
    };
    EACH_ROUTE(r) {
        bool listed = false;
        kt_row("%s", r->op);
        for (size_t i = 0; i < COUNT(money); i++) listed |= strcmp(money[i], r->op) == 0;
        assert_int_equal((r->flags & TURN_MONEY) != 0, listed);
    }
}

TEST(every_value_in_a_path_is_a_field_of_the_input)
{
    EACH_ROUTE(r) {
        char name[40];
        for (const char *p = strchr(r->path, '{'); p; p = strchr(p + 1, '{')) {
            size_t n = strcspn(p + 1, "}");
            kt_row("%s %s", r->method, r->path);
            assert_true(n > 0 && n < sizeof name && p[1 + n] == '}');
            memcpy(name, p + 1, n);
            name[n] = '\0';
            const struct kb_field *f = kb_field_find(r->call->in, name);
            assert_non_null(f);
            assert_false(f->optional);
        }
    }
}

TEST(a_list_has_items_with_ids_and_a_next_page)
{
    EACH_ROUTE(r) {
        if (!(r->flags & TURN_LIST)) continue;
        kt_row("%s", r->op);
        const struct kb_field *items = kb_field_find(r->call->out, "items");
        const struct kb_field *next = kb_field_find(r->call->out, "next");
        assert_true(items && items->type == KB_T_LIST && next && next->type == KB_T_STR);
        assert_non_null(kb_field_find(items->of, "id"));
        assert_non_null(kb_field_find(r->call->in, "cursor"));
        assert_non_null(kb_field_find(r->call->in, "limit"));
        assert_string_equal(r->method, "GET");
    }
}

/* Passwords and credentials go in and never come out, but for what is shown once. */
static void check_out(const struct kb_shape *shape, int depth)
{
    static const char *const words[] = { "password",    "password_hash", "sealed",   "token",
                                         "ticket_hash", "secret_hash",   "code_hash" };
    assert_true(depth < 6);
    for (const struct kb_field *f = shape->fields; f->name; f++) {
        for (size_t i = 0; i < COUNT(words); i++)
            if (strcmp(words[i], f->name) == 0) assert_true(f->secret);
        if (f->of) check_out(f->of, depth + 1);
    }
}

TEST(no_output_has_a_field_for_a_secret)
{
    EACH_ROUTE(r) {
        kt_row("%s", r->op);
        check_out(r->call->out, 0);
    }
}

TEST(the_document_has_an_operation_for_every_route_that_is_seen_from_outside)
{
    struct kb_world world = { 0 };
    const struct turn_engine engine = { .world = &world, .routes = world_routes() };
    AUTO_JSON doc = turn_openapi(&engine);
    json_t *paths = json_object_get(doc, "paths");
    size_t n = 0, operations = 0;
    assert_string_equal(json_string_value(json_object_get(doc, "openapi")), "3.1.0");
    EACH_ROUTE(r) {
        char verb[8] = "";
        if (is_system(r)) continue;
        kt_row("%s", r->op);
        for (size_t i = 0; r->method[i]; i++) verb[i] = (char)tolower((unsigned char)r->method[i]);
        json_t *op = json_object_get(json_object_get(paths, r->path), verb);
        assert_string_equal(json_string_value(json_object_get(op, "operationId")), r->op);
        assert_string_equal(json_string_value(json_object_get(op, "summary")), r->doc);
        assert_true(json_array_size(json_object_get(op, "x-kboss-who")) > 0);
        assert_int_equal(json_is_object(json_object_get(op, "requestBody")),
                         strcmp(r->method, "GET") != 0);
        n++;
    }
    const char *path, *verb;
    json_t *item, *op;
    json_object_foreach(paths, path, item) {
        json_object_foreach(item, verb, op) operations++;
    }
    assert_int_equal(operations, n);
}

/* Where a field stands: in the path, in the query, or in the body, and in one of them only. */
static void check_operation(const struct turn_route *r, json_t *op)
{
    json_t *list = json_object_get(op, "parameters"), *p;
    json_t *content = json_object_get(json_object_get(op, "requestBody"), "content");
    json_t *body = json_object_get(json_object_get(content, "application/json"), "schema");
    json_t *props = json_object_get(body, "properties"),
           *required = json_object_get(body, "required");
    size_t i;
    for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
        int seen = json_object_get(props, f->name) ? 1 : 0;
        kt_row("%s %s", r->op, f->name);
        json_array_foreach(list, i, p) {
            const char *name = json_string_value(json_object_get(p, "name"));
            const char *in = json_string_value(json_object_get(p, "in"));
            if (strcmp(name, f->name) != 0) continue;
            seen++;
            assert_true(json_is_object(json_object_get(p, "schema")));
            char in_path[48];
            snprintf(in_path, sizeof in_path, "{%s}", name);
            assert_int_equal(strcmp(in, "path") == 0, strstr(r->path, in_path) != NULL);
        }
        assert_int_equal(seen, 1);
    }
    json_array_foreach(required, i, p) {
        assert_non_null(json_object_get(props, json_string_value(p)));
    }
}

TEST(every_field_of_an_input_stands_in_the_document_once)
{
    struct kb_world world = { 0 };
    const struct turn_engine engine = { .world = &world, .routes = world_routes() };
    AUTO_JSON doc = turn_openapi(&engine);
    EACH_ROUTE(r) {
        char verb[8] = "";
        if (is_system(r)) continue;
        for (size_t i = 0; r->method[i]; i++) verb[i] = (char)tolower((unsigned char)r->method[i]);
        json_t *paths = json_object_get(doc, "paths");
        check_operation(r, json_object_get(json_object_get(paths, r->path), verb));
    }
}
