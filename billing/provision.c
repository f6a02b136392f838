/* provision - what a job is told of the resource it works on. A driver gets what its spec knows
 * and no more, because drivers refuse unknown words; a technician gets all that was sold, with
 * its name. */
#include "billing/order_priv.h"

#include <string.h>

/* The words of an SKU's spec that machines are made from; the rest is for people. */
static const char *const made_from[] = { "template", "memory_mib", "vcpu", "disk_gib", "fault" };

/* A host name of small letters, digits and dashes (RFC 1123 §2.1), from the alias where it is
 * one. */
static const char *hostname_of(struct turn *t, const struct provision *p)
{
    size_t n = strlen(p->alias);
    size_t good = strspn(p->alias, "abcdefghijklmnopqrstuvwxyz0123456789-");
    if (n >= 1 && n <= 63 && good == n && p->alias[0] != '-' && p->alias[n - 1] != '-')
        return p->alias;
    char *text = turn_id_text(t, "res", p->resource_id);
    text[3] = '-';
    return text;
}

#define ALIAS_BYTES 40

enum kb_code billing_check_alias(struct turn *t, const char *alias)
{
    for (const char *p = alias; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return kb_fail_field(t->err, "alias", "request.field", "an alias is one line of text");
    return KB_OK;
}

/* An SKU's name may be longer; it is cut between characters. */
const char *billing_alias(struct turn *t, const char *wanted, int64_t n)
{
    size_t len = strlen(wanted);
    if (len > ALIAS_BYTES) {
        len = ALIAS_BYTES;
        while (len && (wanted[len] & 0xc0) == 0x80) len--;
    }
    const char *cut = kb_strndup(t->arena, wanted, len);
    return n ? kb_printf(t->arena, "%s-%lld", cut, (long long)n) : cut;
}

const char *billing_provision(struct turn *t, const struct provision *p)
{
    AUTO_JSON sold = json_loads(p->sku_spec, 0, NULL);
    AUTO_JSON spec = json_object();
    bool person = strcmp(p->driver, "manual") == 0;
    for (size_t i = 0; i < COUNT(made_from); i++) {
        json_t *value = json_object_get(sold, made_from[i]);
        if (value) json_object_set(spec, made_from[i], value);
    }
    if (person) {
        json_object_set_new(spec, "alias", json_string(p->alias));
        if (sold) json_object_set(spec, "sold", sold);
    }
    json_t *keys = json_array();
    if (p->ssh_key[0]) json_array_append_new(keys, json_string(p->ssh_key));
    json_object_set_new(spec, "resource", json_integer(p->resource_id));
    json_object_set_new(spec, "hostname", json_string(hostname_of(t, p)));
    json_object_set_new(spec, "ssh_keys", keys);
    return kb_json_text(spec, t->arena);
}
