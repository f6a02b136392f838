/* contact - how somebody is reached: a name, a phone, an e-mail address. Looked at only so far as
 * to catch what was typed into the wrong field; nothing is sent to find out. */
#include "org/org_priv.h"

#include <string.h>

static const struct kb_field org_contact_fields[] = {
    STR(org_contact, contact_name),
    STR(org_contact, contact_phone),
    STR(org_contact, contact_email),
    { .name = NULL },
};
SHAPE(org_contact);

/* Digits and what people put between them. */
static bool phone_ok(const char *s)
{
    size_t n = strlen(s);
    return n >= 3 && strspn(s, "0123456789+-() #") == n && strpbrk(s, "0123456789");
}

/* One @ with something on both sides, a dot behind it, and no blanks. */
static bool email_ok(const char *s)
{
    const char *at = strchr(s, '@');
    if (!at || at == s || strchr(at + 1, '@') || strpbrk(s, " \t\r\n<>,;\"")) return false;
    const char *dot = strrchr(at, '.');
    return dot && dot > at + 1 && dot[1];
}

enum kb_code org_contact_check(struct turn *t, const struct org_contact *c)
{
    if (c->contact_phone[0] && !phone_ok(c->contact_phone))
        return kb_fail_field(t->err, "contact_phone", "request.field", "that is no phone number");
    if (c->contact_email[0] && !email_ok(c->contact_email))
        return kb_fail_field(t->err, "contact_email", "request.field", "that is no e-mail address");
    return KB_OK;
}

bool org_one_line(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f) return false;
    return true;
}
