/* decided - what an approval was asked for is done, or undone, when it is over. */
#include "billing/payments/payments_priv.h"

#include <string.h>

static enum kb_code on_decided(struct turn *t, int64_t approval_id)
{
    struct approval a;
    TRY(desk_approval_find(t, approval_id, &a));
    if (strcmp(a.object, "claim") == 0) return pay_claim_decided(t, &a);
    if (strcmp(a.object, "withdrawal") == 0) return pay_withdrawal_decided(t, &a);
    return KB_OK;
}

const struct turn_listener payments_listeners[] = {
    { "approval.decided", on_decided },
    { .event = NULL },
};
