/* channel - the payment channel's own rows beside what the engine posts, as a notice and a payout
 * leave them: every fen that stands on 1012 belongs to a payment and to the channel's account. */
#include "channel.h"

#define CHANNEL   ARG_STR(channel, "simulator")
#define HOUR_MS   3600000

enum kb_code channel_open(struct engine *e, int64_t platform_id)
{
    static const struct db_query q = {
        "account", "INSERT INTO pay_account (id, org_id, channel, sealed, enabled, fee_bp, "
                   "collected_fen, paid_out_fen, back_fen, created_ms) VALUES (1, :org_id, "
                   ":channel, '', 1, 60, 0, 0, 0, :now_ms)"
    };
    return db_run(e->db, &q,
                  ARGS(ARG_INT(org_id, platform_id), CHANNEL, ARG_INT(now_ms, e->t.now_ms)),
                  &e->err);
}

enum kb_code channel_paid(struct engine *e, int64_t seller_id, int64_t fen)
{
    static const struct db_query payment = {
        "paid", "INSERT INTO payment (id, org_id, seller_id, channel, out_trade_no, channel_no, "
                "amount_fen, paid_fen, quote_id, alias, ssh_key, order_id, why_no_order, state, "
                "tries, asked_ms, next_ms, expires_ms, created_by, created_ms, ended_ms) VALUES "
                "(:id, :org_id, :seller_id, :channel, 'trade-' || :id, 'no-' || :id, :fen, :fen, "
                "0, '', '', 0, '', 'paid', 0, 0, 0, :expires_ms, 1, :now_ms, :now_ms)"
    };
    static const struct db_query account = {
        "collected", "UPDATE pay_account SET collected_fen = collected_fen + :fen WHERE channel = "
                     ":channel"
    };
    TRY(db_run(e->db, &payment,
               ARGS(ARG_INT(id, e->serial), ARG_INT(org_id, e->customer_id),
                    ARG_INT(seller_id, seller_id), CHANNEL, ARG_INT(fen, fen),
                    ARG_INT(expires_ms, e->t.now_ms + HOUR_MS), ARG_INT(now_ms, e->t.now_ms)),
               &e->err));
    return db_run(e->db, &account, ARGS(CHANNEL, ARG_INT(fen, fen)), &e->err);
}

enum kb_code channel_paid_out(struct engine *e, int64_t fen)
{
    static const struct db_query q = {
        "paid_out", "UPDATE pay_account SET paid_out_fen = paid_out_fen + :fen WHERE channel = "
                    ":channel"
    };
    return db_run(e->db, &q, ARGS(CHANNEL, ARG_INT(fen, fen)), &e->err);
}
