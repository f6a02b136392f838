/* routes - every table of the system in one list: what is not here does not exist. */
#include "controller/app.h"
#include "controller/home.h"

#include "billing/metering/metering.h"
#include "billing/payments/payments.h"
#include "billing/settlement/settlement.h"
#include "catalog/grant.h"
#include "desk/approval.h"
#include "desk/work-orders/work_order.h"
#include "web-terminal/ticket.h"

const struct turn_route *const app_routes[] = {
    login_routes,      session_routes,
    me_routes,         org_routes,
    member_routes,     key_routes,
    child_routes,      data_routes,
    department_routes, customer_routes,
    invitation_routes, invitation_accept_routes,
    product_routes,    sku_routes,
    attr_routes,       price_routes,
    agreement_routes,  agreement_state_routes,
    agreement_view_routes, customer_price_routes,
    promotion_routes,  coupon_routes,
    invite_routes,
    place_routes,      device_routes,
    slot_routes,       agent_routes,
    job_routes,        job_run_routes,
    history_routes,    ledger_routes,
    book_routes,       subject_routes,
    entry_event_routes, template_routes,
    entry_routes,      decision_routes,
    reverse_routes,
    period_routes,     voucher_routes,
    trial_routes,      account_routes,
    profit_routes,     cash_routes,
    series_routes,     daily_routes,
    export_routes,
    money_routes,      shop_routes,
    quote_routes,      quote_view_routes,
    cart_routes,       order_routes,
    order_view_routes, sale_routes,
    renewal_routes,    resource_routes,
    resource_end_routes, refund_routes, cancel_routes,
    recharge_routes,   what_if_routes,
    meter_routes,      meter_event_routes,
    usage_routes,      bill_routes,
    meter_policy_routes,
    settlement_draft_routes, settlement_routes,
    settlement_pay_routes, settlement_plan_routes,
    objection_routes,  supplier_bill_routes,
    bill_row_routes,
    arrival_routes,    arrival_import_routes,
    claim_routes,      pay_account_routes,
    payment_routes,    pay_notify_routes,
    payout_routes,     chargeback_routes,
    pay_stray_routes,  withdrawal_routes,
    withdrawal_pay_routes,
    work_order_routes, work_order_view_routes,
    backfill_routes,   message_routes,
    approval_routes,   approval_view_routes,
    ticket_routes,     home_routes,
    turn_routes,       put_off_routes,
    approval_flow_routes,
    NULL,
};

const char *const app_ticks[] = { "jobs_tick", "resources_tick", "terms_tick",
                                  "meters_tick", "ledger_rollup", "settlements_tick",
                                  "payments_tick", NULL };
const char *const app_purges[] = { "purge_turns",    "purge_logins",  "purge_invitations",
                                   "purge_quotes",   "purge_messages", "purge_tickets",
                                   NULL };

const struct turn_listener *const app_listeners[] = {
    put_off_listeners,
    catalog_listeners, billing_listeners, opening_listeners, work_order_listeners,
    meter_listeners,   account_listeners,
    settlement_listeners, settlement_pay_listeners,
    refund_listeners,  payments_listeners,
    customer_price_listeners, department_listeners, NULL,
};

const struct turn_check *const app_checks[] = { payments_checks, metering_checks, overdue_checks,
                                                settlement_checks, NULL };

const struct turn_topic *const app_topics[] = { message_topics, approval_topics, NULL };
