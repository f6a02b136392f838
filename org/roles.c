/* roles - the words for what a user is in an organisation, and their bits. */
#include "org/org.h"

#include <stdlib.h>
#include <string.h>

static const char *const seller_roles[] = { "admin", "finance", "sales", "operator", "tech", NULL };
static const char *const customer_roles[] = { "admin", "user", NULL };
static const char *const supplier_roles[] = { "admin", "finance", "delivery", NULL };

static const struct {
    const char *kind;
    const char *const *words;
    int shift; /* of the roles' bits in turn_who */
    uint32_t mask;
} kinds[] = {
    { "platform", seller_roles, 0, 31 },
    { "distributor", seller_roles, 8, 31 },
    { "customer", customer_roles, 16, 3 },
    { "supplier", supplier_roles, 20, 7 },
};

static const char *const *words_of(const char *kind)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, kind) == 0) return kinds[i].words;
    return customer_roles;
}

uint32_t org_who(const char *kind, int64_t roles)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            return ((uint32_t)roles & kinds[i].mask) << kinds[i].shift;
    return 0;
}

/* He acts for one organisation, so the bits of one kind at most are there. */
int64_t org_acting_roles(const struct turn_actor *a)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (a->who >> kinds[i].shift & kinds[i].mask)
            return a->who >> kinds[i].shift & kinds[i].mask;
    return 0;
}

static int64_t bit_of(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0) return 1 << i;
    return 0;
}

int64_t org_role_bit(const char *kind, const char *word)
{
    return bit_of(words_of(kind), word);
}

const char *org_role_word(const char *kind, int64_t bit)
{
    const char *const *words = words_of(kind);
    for (int i = 0; words[i]; i++)
        if (bit == 1 << i) return words[i];
    return "";
}

enum kb_code org_roles_read(struct turn *t, const char *kind, const char *json, int64_t *roles)
{
    AUTO_JSON list = json_loads(json, 0, NULL);
    size_t i;
    json_t *word;
    *roles = 0;
    if (!json_is_array(list))
        return kb_fail_field(t->err, "roles", "request.field", "roles must be a list of words");
    json_array_foreach(list, i, word) {
        int64_t bit = json_is_string(word) ? bit_of(words_of(kind), json_string_value(word)) : 0;
        if (!bit)
            return kb_fail_field(t->err, "roles", "request.field", "roles[%zu] is not a role here",
                                 i);
        *roles |= bit;
    }
    if (*roles) return KB_OK;
    return kb_fail_field(t->err, "roles", "request.field", "give at least one role");
}

const char *org_roles_write(struct turn *t, const char *kind, int64_t roles)
{
    const char *const *words = words_of(kind);
    const char *out = "[";
    for (int i = 0; words[i]; i++)
        if (roles & 1 << i)
            out = kb_printf(t->arena, "%s%s\"%s\"", out, out[1] ? "," : "", words[i]);
    return kb_printf(t->arena, "%s]", out);
}
