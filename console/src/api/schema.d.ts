// Generated from openapi.json by tools/api: do not edit.
export interface paths {
    "/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rooms' agents. */
        get: operations["agents_list"];
        put?: never;
        /** Make a one-time code that admits an agent to a room. */
        post: operations["agents_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cut an agent off at once and for good. */
        post: operations["agents_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the terms with your neighbours of the selling chain, all versions. */
        get: operations["agreements_list"];
        put?: never;
        /** Draft the next version of the terms with a distributor or supplier. */
        post: operations["agreements_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a version of terms: its text and every line. */
        get: operations["agreements_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put signed terms in force in the place of the version before. */
        post: operations["agreements_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a draft anew. */
        post: operations["agreements_edit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End terms, or drop a draft. */
        post: operations["agreements_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{id}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign the text you have read. */
        post: operations["agreements_sign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{id}/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sold over this edge, priced again as if these terms had been in force. */
        get: operations["agreements_what_if"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{id}/wind-down": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sell nothing new; what runs renews or expires, as agreed. */
        post: operations["agreements_wind_down"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the API keys of your organisation. */
        get: operations["api_keys_list"];
        put?: never;
        /** Make an API key; its secret is shown once. */
        post: operations["api_keys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an API key at once. */
        post: operations["api_keys_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who must agree to what in your organisation, kind by kind. */
        get: operations["approval_flows_list"];
        put?: never;
        /** Say who must agree to one kind of thing, level by level. */
        post: operations["approval_flows_put"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List approvals: those you can decide, those you asked for, or all. */
        get: operations["approvals_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an approval with its content, its digest, its levels and who has decided. */
        get: operations["approvals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to exactly the content whose digest you name. */
        post: operations["approvals_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject it, with a reason. */
        post: operations["approvals_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what you asked for. */
        post: operations["approvals_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/arrivals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what arrived on your bank account. */
        get: operations["arrivals_list"];
        put?: never;
        /** Record a receipt of the bank's statement; the same one again changes nothing. */
        post: operations["arrivals_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/arrivals/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whose a receipt is, to the fen; what sales people ask, or who recorded it, another of finance decides. */
        post: operations["arrivals_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/arrivals/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a receipt nobody could place was sent back to its payer. */
        post: operations["arrivals_return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/arrivals/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the receipts of a bank's statement: the whole file or nothing of it. */
        post: operations["arrivals_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attr-schemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The attributes of every kind of product, as JSON Schema. */
        get: operations["attr_schemas_list"];
        put?: never;
        /** Give a kind the next version of its attributes. */
        post: operations["attr_schemas_put"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show your organisation's balance. */
        get: operations["balance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List bills of what was used: your own, or your customers'. */
        get: operations["bills_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One bill. */
        get: operations["bills_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/book": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what your organisation's book is set to. */
        get: operations["book_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/book/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export your organisation's book as plain-text accounting, voucher by voucher. */
        get: operations["book_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/book/limit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set the amount above which an entry needs a second person. */
        post: operations["book_limit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/book/zone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set where the days of a book without vouchers begin. */
        post: operations["book_zone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your organisation's cart, priced as of now. */
        get: operations["cart_get"];
        put?: never;
        /** Put something into the cart. */
        post: operations["cart_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change how many, or for how long, of a line of the cart. */
        post: operations["cart_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a line out of the cart. */
        post: operations["cart_drop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The journal of changes of your organisation, or of one object. */
        get: operations["changes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chargebacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what payment channels took back, and what is still open of it. */
        get: operations["chargebacks_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chargebacks/{id}/lose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write off what is open: the platform's loss. */
        post: operations["chargebacks_lose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chargebacks/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take what is open out of the customer's balance, as far as it is there now. */
        post: operations["chargebacks_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who claimed which receipt, and what became of it. */
        get: operations["claims_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a claim with its receipt and its parts. */
        get: operations["claims_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to a claim somebody else asked for; it is credited, or its approval is asked for. */
        post: operations["claims_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a claim, or take your own back: the receipt is unclaimed again. */
        post: operations["claims_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your coupons: a seller's own, a customer's that are for it by name. */
        get: operations["coupons_list"];
        put?: never;
        /** Make a coupon for your customers. */
        post: operations["coupons_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coupons/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a coupon, go on, or end it. */
        post: operations["coupons_state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customer-balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the balances of your organisation's own customers. */
        get: operations["customer_balances_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customer-prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the prices and discounts of your customers. */
        get: operations["customer_prices_list"];
        put?: never;
        /** Give a customer a price or a discount of its own. */
        post: operations["customer_prices_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customer-prices/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a customer's price. */
        post: operations["customer_prices_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your organisation's own customers. */
        get: operations["customers_list"];
        put?: never;
        /** Create a customer with its first administrator. */
        post: operations["customers_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one of your customers with what your organisation keeps of it. */
        get: operations["customers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write what your organisation keeps of a customer; what is left out is emptied. */
        post: operations["customers_profile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link by which a new customer joins. */
        post: operations["customers_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your organisation's departments. */
        get: operations["departments_list"];
        put?: never;
        /** Make a department, at the top or below another. */
        post: operations["departments_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/departments/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a department that nobody and nothing belongs to. */
        post: operations["departments_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/departments/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a department with all below it somewhere else. */
        post: operations["departments_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/departments/{id}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a department another name. */
        post: operations["departments_rename"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List devices. */
        get: operations["devices_list"];
        put?: never;
        /** Rack a device: tag, model, rack and unit. */
        post: operations["devices_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a device with its endpoints, slots and jobs. */
        get: operations["devices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say how a driver reaches a device; the credential is sealed. */
        post: operations["devices_endpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/flag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set or clear maintenance, protected or fault, with a reason. */
        post: operations["devices_flag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Load a device into a product: how many of the SKU it carries. */
        post: operations["devices_load"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the room's agent look at the device through its endpoint. */
        post: operations["devices_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/distributors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your organisation's distributors. */
        get: operations["distributors_list"];
        put?: never;
        /** Create a distributor directly below yours, with its first administrator. */
        post: operations["distributors_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/distributors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one of your distributors and how it is reached. */
        get: operations["distributors_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/distributors/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link by which a new distributor joins directly below yours. */
        post: operations["distributors_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what people recorded in your organisation's book. */
        get: operations["entries_list"];
        put?: never;
        /** Record a business event in your organisation's book. */
        post: operations["entries_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what was recorded. */
        get: operations["entries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entries/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Post what another person recorded above the limit. */
        post: operations["entries_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entries/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse what waits for a second person, or take back your own. */
        post: operations["entries_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entry-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the business events that your organisation's book knows. */
        get: operations["entry_events_list"];
        put?: never;
        /** Add a business event to your organisation's book. */
        post: operations["entry_events_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what went into and out of your balance. */
        get: operations["flow_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first numbers of your day. */
        get: operations["home_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your organisation's invitations. */
        get: operations["invitations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an invitation that nobody has accepted. */
        post: operations["invitations_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation with the user you are signed in as, or with a new login. */
        post: operations["invitations_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See who invites to what, by the code of the link. */
        post: operations["invitations_look"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invite-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invitation codes with who came by them and what they bought. */
        get: operations["invite_codes_list"];
        put?: never;
        /** Make an invitation code for new customers. */
        post: operations["invite_codes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invite-codes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who invites by this code. */
        get: operations["invite_codes_look"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invite-codes/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause an invitation code, go on, or end it. */
        post: operations["invite_codes_state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List jobs, newest first. */
        get: operations["jobs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a job: what happened, what happens next and when. */
        get: operations["jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/give-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a job as failed; money that waits for it is released. */
        post: operations["jobs_give_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at the device again and go on from what is there. */
        post: operations["jobs_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the organisation you act for; you stay in your others. */
        post: operations["org_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket for the live channel of your organisation. */
        post: operations["live_tickets_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with login and password. */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session. */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who you are, for which organisation, and what you may do. */
        get: operations["me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people of your organisation. */
        get: operations["members_list"];
        put?: never;
        /** Add a person who has no login yet to your organisation, with roles. */
        post: operations["members_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/department": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say which department a member belongs to. */
        post: operations["members_department"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take all roles in your organisation from a member. */
        post: operations["members_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change a member's roles. */
        post: operations["members_roles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link by which somebody joins your organisation, with or without a login of his own. */
        post: operations["members_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notices for your organisation and for you, newest first, and how many you have not read. */
        get: operations["messages_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You have read this one. */
        post: operations["messages_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You have read all of them, or all up to one. */
        post: operations["messages_seen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meter-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report what was used of metered resources; what was sent before is not counted again. */
        post: operations["meter_events_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meter-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When customers are warned and suspended whose balance runs out. */
        get: operations["meter_policy_get"];
        put?: never;
        /** Set when customers are warned and suspended whose balance runs out. */
        post: operations["meter_policy_set"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List device models. */
        get: operations["models_list"];
        put?: never;
        /** Create a device model. */
        post: operations["models_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List objections to settlement lines, yours and to you. */
        get: operations["objections_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/objections/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree: the line waits for the next run, or is put right in this one. */
        post: operations["objections_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/objections/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer why the line is right. */
        post: operations["objections_refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/objections/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an objection of your own back. */
        post: operations["objections_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your orders. */
        get: operations["orders_list"];
        put?: never;
        /** Buy now what a quote says, also a change: the money is held until it opens. */
        post: operations["orders_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an order with its lines and what happened. */
        get: operations["orders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what nobody has begun to open: its money is free again. */
        post: operations["orders_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/placement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why each line went where it went. */
        get: operations["orders_placement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/org": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what your organisation says of itself. */
        get: operations["org_get"];
        put?: never;
        /** Write what your organisation says of itself; what is left out is emptied. */
        post: operations["org_update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable or enable an organisation directly below yours. */
        post: operations["orgs_state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change your password; your other sessions end. */
        post: operations["password_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The platform's accounts at payment channels: collected, paid out, taken back. */
        get: operations["pay_accounts_list"];
        put?: never;
        /** Set up the platform's account at a channel, or change it. */
        post: operations["pay_accounts_put"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay-strays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what channels said, or never said, that a person must look into. */
        get: operations["pay_strays_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay-strays/{id}/handle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note what was done about it. */
        post: operations["pay_strays_handle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay-ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The channels you can pay by. */
        get: operations["pay_ways_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay/{channel}/notify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A channel's notice about a trade or a chargeback; what signs it is its permission. */
        post: operations["pay_notify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay/{channel}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The trades a channel is asked about; it answers by notices. */
        post: operations["pay_questions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List payments through channels: your own, or your customers'. */
        get: operations["payments_list"];
        put?: never;
        /** Begin to pay through a channel: into your balance, or for what a quote says. */
        post: operations["payments_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a payment, and how to pay it while it is open. */
        get: operations["payments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what payment channels paid to the bank. */
        get: operations["payouts_list"];
        put?: never;
        /** Record that a channel paid to the bank: the amount collected, less its fee. */
        post: operations["payouts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the months of your organisation's book. */
        get: operations["periods_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/periods/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a month with what stands in the way of closing it. */
        get: operations["periods_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/periods/{month}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to close a month; another person confirms. */
        post: operations["periods_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/periods/{month}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close or reopen a month that another person asked for. */
        post: operations["periods_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/periods/{month}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to reopen the last closed month; another person confirms. */
        post: operations["periods_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/periods/{month}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a month as it is after all. */
        post: operations["periods_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List products. */
        get: operations["products_list"];
        put?: never;
        /** Create a product. */
        post: operations["products_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{id}/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a product in your own shop, or do not. */
        post: operations["products_show"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a product on the shelf or take it off, for everybody. */
        post: operations["products_state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/promotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your promotions with what of their budgets is held and used. */
        get: operations["promotions_list"];
        put?: never;
        /** Make your prices lower for a time, within a budget. */
        post: operations["promotions_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/promotions/{id}/steer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a promotion, go on, end it, or change its budget. */
        post: operations["promotions_steer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List quotes: a customer's own, or those your people made for customers. */
        get: operations["quotes_list"];
        put?: never;
        /** Price something to buy, a renewal, a change, or a cart: the price counts for 15 minutes, one made by sales people for a week. */
        post: operations["quotes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a quote with every step of its prices. */
        get: operations["quotes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotes/{id}/margin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a quote of yours would cost and earn you. */
        get: operations["quotes_margin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/racks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List racks. */
        get: operations["racks_list"];
        put?: never;
        /** Create a rack in a room. */
        post: operations["racks_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recharges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recharges: your own, or your customers'. */
        get: operations["recharges_list"];
        put?: never;
        /** Claim an offline transfer for a customer. */
        post: operations["recharges_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recharges/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm that the money arrived; it is credited at once, or when that is approved. */
        post: operations["recharges_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recharges/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a claim, with a reason. */
        post: operations["recharges_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List refunds: your own, or those to your customers. */
        get: operations["refunds_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List regions. */
        get: operations["regions_list"];
        put?: never;
        /** Create a region. */
        post: operations["regions_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Become a customer by an invitation code. */
        post: operations["customers_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/cash-flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show where cash came from and went, by the subjects against it. */
        get: operations["cash_flow_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/profit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show profit and loss by month and by one dimension. */
        get: operations["profit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a few figures a month, for charts. */
        get: operations["series_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what your organisation has. */
        get: operations["resources_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a resource: how it is reached, what happens next and when. */
        get: operations["resources_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resources/{id}/auto-renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renew it by itself a day before its end, or do not. */
        post: operations["resources_auto_renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resources/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a resource for good; its data are erased. */
        post: operations["resources_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resources/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What closing a resource now would give back, line by line. */
        get: operations["resources_refund"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resources/{id}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a resource another name. */
        post: operations["resources_rename"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resources/{id}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Extend a resource by a renewal quote. */
        post: operations["resources_renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resources/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was used of a metered resource, by the hour or by the day. */
        get: operations["resources_usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List machine rooms. */
        get: operations["rooms_list"];
        put?: never;
        /** Create a machine room. */
        post: operations["rooms_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what you sold, to customers and to distributors, with what it cost and earned you. */
        get: operations["sales_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List where you are signed in. */
        get: operations["sessions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End one of your sessions and its terminals. */
        post: operations["sessions_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlement-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** In what order the approved settlements can be paid so that no bank goes below nothing. */
        get: operations["settlement_plan_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List settlements with neighbours and suppliers. */
        get: operations["settlements_list"];
        put?: never;
        /** Draw up the next settlement with a neighbour whose period has ended, before its day. */
        post: operations["settlements_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A settlement. */
        get: operations["settlements_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the money of a paid settlement has arrived. */
        post: operations["settlements_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a settlement for your side, or for a supplier without a login. */
        post: operations["settlements_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the vouchers a settlement is made of. */
        get: operations["settlement_lines_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Object to a line of a settlement that is not confirmed. */
        post: operations["objections_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record that an approved settlement was paid: both books are settled at once. */
        post: operations["settlements_pay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask your own organisation to approve a settlement that it pays. */
        post: operations["settlements_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is on sale, found and ordered by function, performance, price and place. */
        get: operations["shop_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/skus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List SKUs with their list prices. */
        get: operations["skus_list"];
        put?: never;
        /** Create an SKU: attributes, driver and list prices. */
        post: operations["skus_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/skus/{id}/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every list price of an SKU, past, present and to come. */
        get: operations["skus_prices"];
        put?: never;
        /** Set the list price of a cycle from an instant on, or end it. */
        post: operations["skus_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/skus/{id}/sale-prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every price that your organisation asks of its own customers. */
        get: operations["skus_sale_prices"];
        put?: never;
        /** Ask another price than the list price of your own customers, or end that. */
        post: operations["skus_sale_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/skus/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an SKU on the shelf or take it off. */
        post: operations["skus_state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what is sold of the devices. */
        get: operations["slots_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your colleagues with their roles and departments. */
        get: operations["staff_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subject-ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the lines of a subject with the balance after each, newest first. */
        get: operations["subject_ledger_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subjects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the subjects of your organisation's book. */
        get: operations["subjects_list"];
        put?: never;
        /** Add a subject to your organisation's book. */
        post: operations["subjects_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subjects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a subject. */
        get: operations["subjects_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subjects/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a subject for further posting. */
        post: operations["subjects_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subjects/{id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a closed subject for posting again. */
        post: operations["subjects_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subjects/{id}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a subject other names. */
        post: operations["subjects_rename"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/supplier-bill-rows/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept a difference: the book is put right. */
        post: operations["supplier_bill_rows_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/supplier-bill-rows/{id}/dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dispute a difference: the supplier is told why. */
        post: operations["supplier_bill_rows_dispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/supplier-bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List suppliers' bills. */
        get: operations["supplier_bills_list"];
        put?: never;
        /** Take in a supplier's bill and compare it line by line. */
        post: operations["supplier_bills_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/supplier-bills/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A supplier's bill. */
        get: operations["supplier_bills_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/supplier-bills/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List how the lines of a supplier's bill compare with what was bought. */
        get: operations["supplier_bill_rows_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the platform's suppliers. */
        get: operations["suppliers_list"];
        put?: never;
        /** Create a supplier with its first administrator. */
        post: operations["suppliers_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a supplier and how it is reached. */
        get: operations["suppliers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/supplies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was sold of a supplier's products. */
        get: operations["supplies_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the entry templates your book is posted with. */
        get: operations["templates_list"];
        put?: never;
        /** Write a draft of an entry template. */
        post: operations["templates_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an entry template with its proof. */
        get: operations["templates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/prove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove a draft as a form and on 10,000 generated chains. */
        post: operations["templates_prove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove a draft and put it in place of the version in use. */
        post: operations["templates_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a template out of use, or drop a draft. */
        post: operations["templates_retire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/terminals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your organisation's terminals. */
        get: operations["terminals_list"];
        put?: never;
        /** Ask for a terminal of a resource: a ticket for 30 seconds. */
        post: operations["terminals_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/terminals/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a terminal. */
        post: operations["terminals_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the trial balance of your organisation's book, now or between any two points. */
        get: operations["trial_balance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Recompute your organisation's book and say what is wrong. */
        post: operations["books_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vouchers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the vouchers of your organisation's book. */
        get: operations["vouchers_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vouchers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a voucher with its lines, its group and its place in the hash chain. */
        get: operations["vouchers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vouchers/{id}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reverse a manual entry by a voucher with debit and credit exchanged. */
        post: operations["vouchers_reverse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/withdrawal-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much at least, and how many at a time. */
        get: operations["withdrawal_rule_get"];
        put?: never;
        /** Say how much at least, and how many at a time, your customers may withdraw. */
        post: operations["withdrawal_rule_put"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List withdrawals: your own, your customers', or those you pay. */
        get: operations["withdrawals_list"];
        put?: never;
        /** Ask for money of your balance; it is held from now on. */
        post: operations["withdrawals_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/withdrawals/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take your request back before it is paid. */
        post: operations["withdrawals_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/withdrawals/{id}/forward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the platform pay it, out of what it has collected online for you. */
        post: operations["withdrawals_forward"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/withdrawals/{id}/hand-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a forwarded withdrawal back to its seller, or take it back. */
        post: operations["withdrawals_hand_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/withdrawals/{id}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that your bank has paid it. */
        post: operations["withdrawals_pay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/withdrawals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse it, with a reason: the money is released. */
        post: operations["withdrawals_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what is to be done in the machine rooms. */
        get: operations["work_orders_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a work order with its place, its form and the agent's findings. */
        get: operations["work_orders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a work order. */
        post: operations["work_orders_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It cannot be done: the customer's money is released. */
        post: operations["work_orders_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/fill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Type in what was done; the room's agent verifies it before the order can end. */
        post: operations["work_orders_fill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        error: {
            advice?: string;
            advice_zh?: string;
            code: string;
            field: string;
            reason: string;
            request_id: string;
            text: string;
            text_zh?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    agents_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            code_expires_ms: number;
                            /** Format: int64 */
                            created_ms: number;
                            fingerprint: string;
                            id: string;
                            key_hex: string;
                            link: string;
                            name: string;
                            org_id: string;
                            room: string;
                            room_id: string;
                            /** Format: int64 */
                            seen_ms: number;
                            state: string;
                            version: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agents_create: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    room_id: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Shown once; give it to kboss-agent enrol within 15 minutes. */
                        code: string;
                        /** @description Where it connects: --controller. */
                        controller: string;
                        /** Format: int64 */
                        expires_ms: number;
                        id: string;
                        name: string;
                        /** @description The key the agent pins: --server-key. */
                        server_key: string;
                        /** @description Where its terminals connect: --stream. */
                        stream: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agents_revoke: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        code_expires_ms: number;
                        /** Format: int64 */
                        created_ms: number;
                        fingerprint: string;
                        id: string;
                        key_hex: string;
                        link: string;
                        name: string;
                        org_id: string;
                        room: string;
                        room_id: string;
                        /** Format: int64 */
                        seen_ms: number;
                        state: string;
                        version: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agreements_list: {
        parameters: {
            query?: {
                cursor?: string;
                kind?: string;
                limit?: number;
                other_id?: string;
                state?: string;
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            active_ms: number;
                            approval_id: string;
                            buyer: string;
                            buyer_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            drafted_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            kind: string;
                            reason: string;
                            /** Format: int64 */
                            refund_days: number;
                            refund_policy: string;
                            /** @description The first version of these terms. */
                            root_id: string;
                            seller: string;
                            seller_id: string;
                            settle_cycle: string;
                            /** Format: int64 */
                            settle_day: number;
                            signed_by: string;
                            /** Format: int64 */
                            signed_ms: number;
                            /** @enum {string} */
                            state: "draft" | "signed" | "active" | "winding" | "ended";
                            text_hash: string;
                            title: string;
                            /** Format: int64 */
                            valid_from_ms: number;
                            /** Format: int64 */
                            valid_to_ms: number;
                            /** Format: int64 */
                            version: number;
                            wind_policy: string;
                            /** Format: int64 */
                            winding_ms: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agreements_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A distributor directly below yours; or */
                    buyer_id?: string;
                    items: {
                        /**
                         * Format: int64
                         * @description Of a floor: the most the buyer may ask.
                         */
                        cap_fen?: number;
                        /** Format: int64 */
                        cap_ufen?: number;
                        /**
                         * @description For this cycle only.
                         * @enum {string}
                         */
                        cycle?: "once" | "hour" | "month" | "year" | "usage" | "";
                        /** Format: int64 */
                        floor_fen?: number;
                        /** Format: int64 */
                        floor_ufen?: number;
                        /**
                         * @description discount 折扣: the buyer pays rate_bp of the list price; floor 底价: a price; rebate 返佣: it earns rate_bp of what the customer pays; excluded: not sold.
                         * @enum {string}
                         */
                        mode: "discount" | "rebate" | "floor" | "excluded";
                        product_id?: string;
                        /**
                         * @description With scope kind.
                         * @enum {string}
                         */
                        product_kind?: "hpc" | "ai" | "vm" | "line" | "device" | "";
                        /** Format: int64 */
                        rate_bp?: number;
                        /** @enum {string} */
                        scope: "sku" | "product" | "kind" | "all";
                        sku_id?: string;
                    }[];
                    /** Format: int64 */
                    refund_days?: number;
                    /**
                     * @description prorata when not given; days: only within refund_days.
                     * @enum {string}
                     */
                    refund_policy?: "prorata" | "none" | "days" | "";
                    /**
                     * @description month when not given.
                     * @enum {string}
                     */
                    settle_cycle?: "day" | "week" | "month" | "quarter" | "";
                    /**
                     * Format: int64
                     * @description Day of the month or week; 0: the first after the period.
                     */
                    settle_day?: number;
                    /** @description a supplier of the platform. */
                    supplier_id?: string;
                    /** @description The contract. */
                    text?: string;
                    /** @description text/plain when not given; other files in base64. */
                    text_media?: string;
                    text_name?: string;
                    title: string;
                    /** Format: int64 */
                    valid_from_ms?: number;
                    /** Format: int64 */
                    valid_to_ms?: number;
                    /**
                     * @description Of what runs when the terms wind down: renew (when not given) or expire.
                     * @enum {string}
                     */
                    wind_policy?: "renew" | "expire" | "";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agreement: {
                            /** Format: int64 */
                            active_ms: number;
                            approval_id: string;
                            buyer: string;
                            buyer_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            drafted_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            kind: string;
                            reason: string;
                            /** Format: int64 */
                            refund_days: number;
                            refund_policy: string;
                            /** @description The first version of these terms. */
                            root_id: string;
                            seller: string;
                            seller_id: string;
                            settle_cycle: string;
                            /** Format: int64 */
                            settle_day: number;
                            signed_by: string;
                            /** Format: int64 */
                            signed_ms: number;
                            /** @enum {string} */
                            state: "draft" | "signed" | "active" | "winding" | "ended";
                            text_hash: string;
                            title: string;
                            /** Format: int64 */
                            valid_from_ms: number;
                            /** Format: int64 */
                            valid_to_ms: number;
                            /** Format: int64 */
                            version: number;
                            wind_policy: string;
                            /** Format: int64 */
                            winding_ms: number;
                        } | null;
                        items: {
                            /**
                             * Format: int64
                             * @description Of a floor: the most the buyer may ask.
                             */
                            cap_fen: number;
                            /** Format: int64 */
                            cap_ufen: number;
                            /**
                             * @description For this cycle only.
                             * @enum {string}
                             */
                            cycle: "once" | "hour" | "month" | "year" | "usage" | "";
                            /** Format: int64 */
                            floor_fen: number;
                            /** Format: int64 */
                            floor_ufen: number;
                            /**
                             * @description discount 折扣: the buyer pays rate_bp of the list price; floor 底价: a price; rebate 返佣: it earns rate_bp of what the customer pays; excluded: not sold.
                             * @enum {string}
                             */
                            mode: "discount" | "rebate" | "floor" | "excluded";
                            product_id: string;
                            /**
                             * @description With scope kind.
                             * @enum {string}
                             */
                            product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                            /** Format: int64 */
                            rate_bp: number;
                            /** @enum {string} */
                            scope: "sku" | "product" | "kind" | "all";
                            sku_id: string;
                        }[];
                        text: {
                            body: string;
                            media: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agreements_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agreement: {
                            /** Format: int64 */
                            active_ms: number;
                            approval_id: string;
                            buyer: string;
                            buyer_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            drafted_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            kind: string;
                            reason: string;
                            /** Format: int64 */
                            refund_days: number;
                            refund_policy: string;
                            /** @description The first version of these terms. */
                            root_id: string;
                            seller: string;
                            seller_id: string;
                            settle_cycle: string;
                            /** Format: int64 */
                            settle_day: number;
                            signed_by: string;
                            /** Format: int64 */
                            signed_ms: number;
                            /** @enum {string} */
                            state: "draft" | "signed" | "active" | "winding" | "ended";
                            text_hash: string;
                            title: string;
                            /** Format: int64 */
                            valid_from_ms: number;
                            /** Format: int64 */
                            valid_to_ms: number;
                            /** Format: int64 */
                            version: number;
                            wind_policy: string;
                            /** Format: int64 */
                            winding_ms: number;
                        } | null;
                        items: {
                            /**
                             * Format: int64
                             * @description Of a floor: the most the buyer may ask.
                             */
                            cap_fen: number;
                            /** Format: int64 */
                            cap_ufen: number;
                            /**
                             * @description For this cycle only.
                             * @enum {string}
                             */
                            cycle: "once" | "hour" | "month" | "year" | "usage" | "";
                            /** Format: int64 */
                            floor_fen: number;
                            /** Format: int64 */
                            floor_ufen: number;
                            /**
                             * @description discount 折扣: the buyer pays rate_bp of the list price; floor 底价: a price; rebate 返佣: it earns rate_bp of what the customer pays; excluded: not sold.
                             * @enum {string}
                             */
                            mode: "discount" | "rebate" | "floor" | "excluded";
                            product_id: string;
                            /**
                             * @description With scope kind.
                             * @enum {string}
                             */
                            product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                            /** Format: int64 */
                            rate_bp: number;
                            /** @enum {string} */
                            scope: "sku" | "product" | "kind" | "all";
                            sku_id: string;
                        }[];
                        text: {
                            body: string;
                            media: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agreements_activate: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agreement: {
                            /** Format: int64 */
                            active_ms: number;
                            approval_id: string;
                            buyer: string;
                            buyer_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            drafted_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            kind: string;
                            reason: string;
                            /** Format: int64 */
                            refund_days: number;
                            refund_policy: string;
                            /** @description The first version of these terms. */
                            root_id: string;
                            seller: string;
                            seller_id: string;
                            settle_cycle: string;
                            /** Format: int64 */
                            settle_day: number;
                            signed_by: string;
                            /** Format: int64 */
                            signed_ms: number;
                            /** @enum {string} */
                            state: "draft" | "signed" | "active" | "winding" | "ended";
                            text_hash: string;
                            title: string;
                            /** Format: int64 */
                            valid_from_ms: number;
                            /** Format: int64 */
                            valid_to_ms: number;
                            /** Format: int64 */
                            version: number;
                            wind_policy: string;
                            /** Format: int64 */
                            winding_ms: number;
                        } | null;
                        items: {
                            /**
                             * Format: int64
                             * @description Of a floor: the most the buyer may ask.
                             */
                            cap_fen: number;
                            /** Format: int64 */
                            cap_ufen: number;
                            /**
                             * @description For this cycle only.
                             * @enum {string}
                             */
                            cycle: "once" | "hour" | "month" | "year" | "usage" | "";
                            /** Format: int64 */
                            floor_fen: number;
                            /** Format: int64 */
                            floor_ufen: number;
                            /**
                             * @description discount 折扣: the buyer pays rate_bp of the list price; floor 底价: a price; rebate 返佣: it earns rate_bp of what the customer pays; excluded: not sold.
                             * @enum {string}
                             */
                            mode: "discount" | "rebate" | "floor" | "excluded";
                            product_id: string;
                            /**
                             * @description With scope kind.
                             * @enum {string}
                             */
                            product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                            /** Format: int64 */
                            rate_bp: number;
                            /** @enum {string} */
                            scope: "sku" | "product" | "kind" | "all";
                            sku_id: string;
                        }[];
                        text: {
                            body: string;
                            media: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agreements_edit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        /**
                         * Format: int64
                         * @description Of a floor: the most the buyer may ask.
                         */
                        cap_fen?: number;
                        /** Format: int64 */
                        cap_ufen?: number;
                        /**
                         * @description For this cycle only.
                         * @enum {string}
                         */
                        cycle?: "once" | "hour" | "month" | "year" | "usage" | "";
                        /** Format: int64 */
                        floor_fen?: number;
                        /** Format: int64 */
                        floor_ufen?: number;
                        /**
                         * @description discount 折扣: the buyer pays rate_bp of the list price; floor 底价: a price; rebate 返佣: it earns rate_bp of what the customer pays; excluded: not sold.
                         * @enum {string}
                         */
                        mode: "discount" | "rebate" | "floor" | "excluded";
                        product_id?: string;
                        /**
                         * @description With scope kind.
                         * @enum {string}
                         */
                        product_kind?: "hpc" | "ai" | "vm" | "line" | "device" | "";
                        /** Format: int64 */
                        rate_bp?: number;
                        /** @enum {string} */
                        scope: "sku" | "product" | "kind" | "all";
                        sku_id?: string;
                    }[];
                    /** Format: int64 */
                    refund_days?: number;
                    /**
                     * @description prorata when not given; days: only within refund_days.
                     * @enum {string}
                     */
                    refund_policy?: "prorata" | "none" | "days" | "";
                    /**
                     * @description month when not given.
                     * @enum {string}
                     */
                    settle_cycle?: "day" | "week" | "month" | "quarter" | "";
                    /**
                     * Format: int64
                     * @description Day of the month or week; 0: the first after the period.
                     */
                    settle_day?: number;
                    /** @description The contract. */
                    text?: string;
                    /** @description text/plain when not given; other files in base64. */
                    text_media?: string;
                    text_name?: string;
                    title: string;
                    /** Format: int64 */
                    valid_from_ms?: number;
                    /** Format: int64 */
                    valid_to_ms?: number;
                    /**
                     * @description Of what runs when the terms wind down: renew (when not given) or expire.
                     * @enum {string}
                     */
                    wind_policy?: "renew" | "expire" | "";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agreement: {
                            /** Format: int64 */
                            active_ms: number;
                            approval_id: string;
                            buyer: string;
                            buyer_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            drafted_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            kind: string;
                            reason: string;
                            /** Format: int64 */
                            refund_days: number;
                            refund_policy: string;
                            /** @description The first version of these terms. */
                            root_id: string;
                            seller: string;
                            seller_id: string;
                            settle_cycle: string;
                            /** Format: int64 */
                            settle_day: number;
                            signed_by: string;
                            /** Format: int64 */
                            signed_ms: number;
                            /** @enum {string} */
                            state: "draft" | "signed" | "active" | "winding" | "ended";
                            text_hash: string;
                            title: string;
                            /** Format: int64 */
                            valid_from_ms: number;
                            /** Format: int64 */
                            valid_to_ms: number;
                            /** Format: int64 */
                            version: number;
                            wind_policy: string;
                            /** Format: int64 */
                            winding_ms: number;
                        } | null;
                        items: {
                            /**
                             * Format: int64
                             * @description Of a floor: the most the buyer may ask.
                             */
                            cap_fen: number;
                            /** Format: int64 */
                            cap_ufen: number;
                            /**
                             * @description For this cycle only.
                             * @enum {string}
                             */
                            cycle: "once" | "hour" | "month" | "year" | "usage" | "";
                            /** Format: int64 */
                            floor_fen: number;
                            /** Format: int64 */
                            floor_ufen: number;
                            /**
                             * @description discount 折扣: the buyer pays rate_bp of the list price; floor 底价: a price; rebate 返佣: it earns rate_bp of what the customer pays; excluded: not sold.
                             * @enum {string}
                             */
                            mode: "discount" | "rebate" | "floor" | "excluded";
                            product_id: string;
                            /**
                             * @description With scope kind.
                             * @enum {string}
                             */
                            product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                            /** Format: int64 */
                            rate_bp: number;
                            /** @enum {string} */
                            scope: "sku" | "product" | "kind" | "all";
                            sku_id: string;
                        }[];
                        text: {
                            body: string;
                            media: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agreements_end: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agreement: {
                            /** Format: int64 */
                            active_ms: number;
                            approval_id: string;
                            buyer: string;
                            buyer_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            drafted_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            kind: string;
                            reason: string;
                            /** Format: int64 */
                            refund_days: number;
                            refund_policy: string;
                            /** @description The first version of these terms. */
                            root_id: string;
                            seller: string;
                            seller_id: string;
                            settle_cycle: string;
                            /** Format: int64 */
                            settle_day: number;
                            signed_by: string;
                            /** Format: int64 */
                            signed_ms: number;
                            /** @enum {string} */
                            state: "draft" | "signed" | "active" | "winding" | "ended";
                            text_hash: string;
                            title: string;
                            /** Format: int64 */
                            valid_from_ms: number;
                            /** Format: int64 */
                            valid_to_ms: number;
                            /** Format: int64 */
                            version: number;
                            wind_policy: string;
                            /** Format: int64 */
                            winding_ms: number;
                        } | null;
                        items: {
                            /**
                             * Format: int64
                             * @description Of a floor: the most the buyer may ask.
                             */
                            cap_fen: number;
                            /** Format: int64 */
                            cap_ufen: number;
                            /**
                             * @description For this cycle only.
                             * @enum {string}
                             */
                            cycle: "once" | "hour" | "month" | "year" | "usage" | "";
                            /** Format: int64 */
                            floor_fen: number;
                            /** Format: int64 */
                            floor_ufen: number;
                            /**
                             * @description discount 折扣: the buyer pays rate_bp of the list price; floor 底价: a price; rebate 返佣: it earns rate_bp of what the customer pays; excluded: not sold.
                             * @enum {string}
                             */
                            mode: "discount" | "rebate" | "floor" | "excluded";
                            product_id: string;
                            /**
                             * @description With scope kind.
                             * @enum {string}
                             */
                            product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                            /** Format: int64 */
                            rate_bp: number;
                            /** @enum {string} */
                            scope: "sku" | "product" | "kind" | "all";
                            sku_id: string;
                        }[];
                        text: {
                            body: string;
                            media: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agreements_sign: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description By whoever drafted it: the other side has signed on paper. */
                    paper?: boolean;
                    /** @description Of the text that was read. */
                    text_hash: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agreement: {
                            /** Format: int64 */
                            active_ms: number;
                            approval_id: string;
                            buyer: string;
                            buyer_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            drafted_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            kind: string;
                            reason: string;
                            /** Format: int64 */
                            refund_days: number;
                            refund_policy: string;
                            /** @description The first version of these terms. */
                            root_id: string;
                            seller: string;
                            seller_id: string;
                            settle_cycle: string;
                            /** Format: int64 */
                            settle_day: number;
                            signed_by: string;
                            /** Format: int64 */
                            signed_ms: number;
                            /** @enum {string} */
                            state: "draft" | "signed" | "active" | "winding" | "ended";
                            text_hash: string;
                            title: string;
                            /** Format: int64 */
                            valid_from_ms: number;
                            /** Format: int64 */
                            valid_to_ms: number;
                            /** Format: int64 */
                            version: number;
                            wind_policy: string;
                            /** Format: int64 */
                            winding_ms: number;
                        } | null;
                        items: {
                            /**
                             * Format: int64
                             * @description Of a floor: the most the buyer may ask.
                             */
                            cap_fen: number;
                            /** Format: int64 */
                            cap_ufen: number;
                            /**
                             * @description For this cycle only.
                             * @enum {string}
                             */
                            cycle: "once" | "hour" | "month" | "year" | "usage" | "";
                            /** Format: int64 */
                            floor_fen: number;
                            /** Format: int64 */
                            floor_ufen: number;
                            /**
                             * @description discount 折扣: the buyer pays rate_bp of the list price; floor 底价: a price; rebate 返佣: it earns rate_bp of what the customer pays; excluded: not sold.
                             * @enum {string}
                             */
                            mode: "discount" | "rebate" | "floor" | "excluded";
                            product_id: string;
                            /**
                             * @description With scope kind.
                             * @enum {string}
                             */
                            product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                            /** Format: int64 */
                            rate_bp: number;
                            /** @enum {string} */
                            scope: "sku" | "product" | "kind" | "all";
                            sku_id: string;
                        }[];
                        text: {
                            body: string;
                            media: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agreements_what_if: {
        parameters: {
            query?: {
                from_ms?: number;
                to_ms?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        difference_fen: number;
                        /** Format: int64 */
                        lines_n: number;
                        /** @description There were more lines than were looked at: ask for less time. */
                        more: boolean;
                        /** Format: int64 */
                        new_fen: number;
                        /** Format: int64 */
                        old_fen: number;
                        /** @description By SKU and cycle. */
                        rows: {
                            cycle: string;
                            /** Format: int64 */
                            lines_n: number;
                            /**
                             * Format: int64
                             * @description What it would have got.
                             */
                            new_fen: number;
                            /**
                             * Format: int64
                             * @description What the seller got.
                             */
                            old_fen: number;
                            product: string;
                            /** @description Why it could not have been sold; then not in the sums. */
                            reason: string;
                            sku: string;
                            sku_id: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    agreements_wind_down: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agreement: {
                            /** Format: int64 */
                            active_ms: number;
                            approval_id: string;
                            buyer: string;
                            buyer_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            drafted_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            kind: string;
                            reason: string;
                            /** Format: int64 */
                            refund_days: number;
                            refund_policy: string;
                            /** @description The first version of these terms. */
                            root_id: string;
                            seller: string;
                            seller_id: string;
                            settle_cycle: string;
                            /** Format: int64 */
                            settle_day: number;
                            signed_by: string;
                            /** Format: int64 */
                            signed_ms: number;
                            /** @enum {string} */
                            state: "draft" | "signed" | "active" | "winding" | "ended";
                            text_hash: string;
                            title: string;
                            /** Format: int64 */
                            valid_from_ms: number;
                            /** Format: int64 */
                            valid_to_ms: number;
                            /** Format: int64 */
                            version: number;
                            wind_policy: string;
                            /** Format: int64 */
                            winding_ms: number;
                        } | null;
                        items: {
                            /**
                             * Format: int64
                             * @description Of a floor: the most the buyer may ask.
                             */
                            cap_fen: number;
                            /** Format: int64 */
                            cap_ufen: number;
                            /**
                             * @description For this cycle only.
                             * @enum {string}
                             */
                            cycle: "once" | "hour" | "month" | "year" | "usage" | "";
                            /** Format: int64 */
                            floor_fen: number;
                            /** Format: int64 */
                            floor_ufen: number;
                            /**
                             * @description discount 折扣: the buyer pays rate_bp of the list price; floor 底价: a price; rebate 返佣: it earns rate_bp of what the customer pays; excluded: not sold.
                             * @enum {string}
                             */
                            mode: "discount" | "rebate" | "floor" | "excluded";
                            product_id: string;
                            /**
                             * @description With scope kind.
                             * @enum {string}
                             */
                            product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                            /** Format: int64 */
                            rate_bp: number;
                            /** @enum {string} */
                            scope: "sku" | "product" | "kind" | "all";
                            sku_id: string;
                        }[];
                        text: {
                            body: string;
                            media: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    api_keys_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            id: string;
                            name: string;
                            /** Format: int64 */
                            role_bits: number;
                            roles: unknown;
                            /** @description Shown once, when it is made. */
                            secret: string;
                            user_id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    api_keys_create: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description A list of role words. */
                    roles: unknown;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        id: string;
                        name: string;
                        /** Format: int64 */
                        role_bits: number;
                        roles: unknown;
                        /** @description Shown once, when it is made. */
                        secret: string;
                        user_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    api_keys_revoke: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    approval_flows_list: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            channel: string;
                            kind: string;
                            levels: {
                                /** Format: int64 */
                                level: number;
                                /** Format: int64 */
                                min_fen: number;
                                /**
                                 * Format: int64
                                 * @description How many must agree.
                                 */
                                need: number;
                                people: {
                                    name: string;
                                    user_id: string;
                                }[];
                                /** @description Whoever has this role decides; empty: the people named. */
                                role: string;
                            }[];
                            title_en: string;
                            title_zh: string;
                            updated_by: string;
                            /** Format: int64 */
                            updated_ms: number;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    approval_flows_put: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How people are asked besides the console. */
                    channel?: string;
                    /** @enum {string} */
                    kind: "recharge" | "agreement" | "customer_price" | "under_cost_price" | "withdrawal" | "refund" | "settlement" | "entry";
                    /** @description In their order; none: nobody is asked. */
                    levels: {
                        /**
                         * Format: int64
                         * @description The amount from which the level applies.
                         */
                        min_fen?: number;
                        /**
                         * Format: int64
                         * @description How many must agree; 1 when not given.
                         */
                        need?: number;
                        people?: {
                            user_id: string;
                        }[];
                        /** @description Whoever has it decides; or name people. */
                        role?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channel: string;
                        kind: string;
                        levels: {
                            /** Format: int64 */
                            level: number;
                            /** Format: int64 */
                            min_fen: number;
                            /**
                             * Format: int64
                             * @description How many must agree.
                             */
                            need: number;
                            people: {
                                name: string;
                                user_id: string;
                            }[];
                            /** @description Whoever has this role decides; empty: the people named. */
                            role: string;
                        }[];
                        title_en: string;
                        title_zh: string;
                        updated_by: string;
                        /** Format: int64 */
                        updated_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    approvals_list: {
        parameters: {
            query?: {
                cursor?: string;
                from_ms?: number;
                kind?: string;
                limit?: number;
                state?: "waiting" | "approved" | "rejected" | "withdrawn" | "expired" | "";
                text?: string;
                to_ms?: number;
                view?: "mine" | "asked" | "all" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            amount_fen: number;
                            asker: string;
                            asker_id: string;
                            /** @description Approved because no level of the flow applies. */
                            by_rule: boolean;
                            channel: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** @description Of the content: name it when you decide. */
                            digest: string;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description The level that is being decided.
                             */
                            level: number;
                            object: string;
                            /** @description The object's id. */
                            object_ref: string;
                            org_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "waiting" | "approved" | "rejected" | "withdrawn" | "expired";
                            title_en: string;
                            title_zh: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    approvals_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval: {
                            /** Format: int64 */
                            amount_fen: number;
                            asker: string;
                            asker_id: string;
                            /** @description Approved because no level of the flow applies. */
                            by_rule: boolean;
                            channel: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** @description Of the content: name it when you decide. */
                            digest: string;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description The level that is being decided.
                             */
                            level: number;
                            object: string;
                            /** @description The object's id. */
                            object_ref: string;
                            org_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "waiting" | "approved" | "rejected" | "withdrawn" | "expired";
                            title_en: string;
                            title_zh: string;
                        } | null;
                        decisions: {
                            agreed: boolean;
                            /** Format: int64 */
                            at_ms: number;
                            /** Format: int64 */
                            level: number;
                            name: string;
                            reason: string;
                            user_id: string;
                        }[];
                        may_decide: boolean;
                        /** @description The content the digest is of. */
                        payload: unknown;
                        steps: {
                            /**
                             * Format: int64
                             * @description How many have.
                             */
                            agreed: number;
                            /** Format: int64 */
                            level: number;
                            /**
                             * Format: int64
                             * @description How many must agree.
                             */
                            need: number;
                            people: {
                                name: string;
                                user_id: string;
                            }[];
                            role: string;
                        }[];
                        /** @description The reason word when you may not decide it now. */
                        why_not: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    approvals_approve: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Of the content you have seen. */
                    digest: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval: {
                            /** Format: int64 */
                            amount_fen: number;
                            asker: string;
                            asker_id: string;
                            /** @description Approved because no level of the flow applies. */
                            by_rule: boolean;
                            channel: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** @description Of the content: name it when you decide. */
                            digest: string;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description The level that is being decided.
                             */
                            level: number;
                            object: string;
                            /** @description The object's id. */
                            object_ref: string;
                            org_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "waiting" | "approved" | "rejected" | "withdrawn" | "expired";
                            title_en: string;
                            title_zh: string;
                        } | null;
                        decisions: {
                            agreed: boolean;
                            /** Format: int64 */
                            at_ms: number;
                            /** Format: int64 */
                            level: number;
                            name: string;
                            reason: string;
                            user_id: string;
                        }[];
                        may_decide: boolean;
                        /** @description The content the digest is of. */
                        payload: unknown;
                        steps: {
                            /**
                             * Format: int64
                             * @description How many have.
                             */
                            agreed: number;
                            /** Format: int64 */
                            level: number;
                            /**
                             * Format: int64
                             * @description How many must agree.
                             */
                            need: number;
                            people: {
                                name: string;
                                user_id: string;
                            }[];
                            role: string;
                        }[];
                        /** @description The reason word when you may not decide it now. */
                        why_not: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    approvals_reject: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Of the content you have seen. */
                    digest: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval: {
                            /** Format: int64 */
                            amount_fen: number;
                            asker: string;
                            asker_id: string;
                            /** @description Approved because no level of the flow applies. */
                            by_rule: boolean;
                            channel: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** @description Of the content: name it when you decide. */
                            digest: string;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description The level that is being decided.
                             */
                            level: number;
                            object: string;
                            /** @description The object's id. */
                            object_ref: string;
                            org_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "waiting" | "approved" | "rejected" | "withdrawn" | "expired";
                            title_en: string;
                            title_zh: string;
                        } | null;
                        decisions: {
                            agreed: boolean;
                            /** Format: int64 */
                            at_ms: number;
                            /** Format: int64 */
                            level: number;
                            name: string;
                            reason: string;
                            user_id: string;
                        }[];
                        may_decide: boolean;
                        /** @description The content the digest is of. */
                        payload: unknown;
                        steps: {
                            /**
                             * Format: int64
                             * @description How many have.
                             */
                            agreed: number;
                            /** Format: int64 */
                            level: number;
                            /**
                             * Format: int64
                             * @description How many must agree.
                             */
                            need: number;
                            people: {
                                name: string;
                                user_id: string;
                            }[];
                            role: string;
                        }[];
                        /** @description The reason word when you may not decide it now. */
                        why_not: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    approvals_withdraw: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval: {
                            /** Format: int64 */
                            amount_fen: number;
                            asker: string;
                            asker_id: string;
                            /** @description Approved because no level of the flow applies. */
                            by_rule: boolean;
                            channel: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** @description Of the content: name it when you decide. */
                            digest: string;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description The level that is being decided.
                             */
                            level: number;
                            object: string;
                            /** @description The object's id. */
                            object_ref: string;
                            org_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "waiting" | "approved" | "rejected" | "withdrawn" | "expired";
                            title_en: string;
                            title_zh: string;
                        } | null;
                        decisions: {
                            agreed: boolean;
                            /** Format: int64 */
                            at_ms: number;
                            /** Format: int64 */
                            level: number;
                            name: string;
                            reason: string;
                            user_id: string;
                        }[];
                        may_decide: boolean;
                        /** @description The content the digest is of. */
                        payload: unknown;
                        steps: {
                            /**
                             * Format: int64
                             * @description How many have.
                             */
                            agreed: number;
                            /** Format: int64 */
                            level: number;
                            /**
                             * Format: int64
                             * @description How many must agree.
                             */
                            need: number;
                            people: {
                                name: string;
                                user_id: string;
                            }[];
                            role: string;
                        }[];
                        /** @description The reason word when you may not decide it now. */
                        why_not: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    arrivals_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "unclaimed" | "claimed" | "returned" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            amount_fen: number;
                            /** @description The bank's number of the receipt. */
                            bank_ref: string;
                            /** @description The claim that is open, or that was done. */
                            claim_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            day: string;
                            ended_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            memo: string;
                            org_id: string;
                            payer: string;
                            payer_account: string;
                            reason: string;
                            /** @enum {string} */
                            source: "bank" | "channel";
                            /** @enum {string} */
                            state: "unclaimed" | "claimed" | "returned";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    arrivals_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: int64 */
                    amount_fen: number;
                    /** @description The bank's number of the receipt. */
                    bank_ref: string;
                    /** @description Of the statement, YYYY-MM-DD; today when not given. */
                    day?: string;
                    memo?: string;
                    payer: string;
                    payer_account?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        amount_fen: number;
                        /** @description The bank's number of the receipt. */
                        bank_ref: string;
                        /** @description The claim that is open, or that was done. */
                        claim_id: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        day: string;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        id: string;
                        memo: string;
                        org_id: string;
                        payer: string;
                        payer_account: string;
                        reason: string;
                        /** @enum {string} */
                        source: "bank" | "channel";
                        /** @enum {string} */
                        state: "unclaimed" | "claimed" | "returned";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    arrivals_claim: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Together all of the receipt, to the fen. */
                    parts: {
                        /** Format: int64 */
                        amount_fen: number;
                        /** @description Credit this customer; or */
                        customer_id?: string;
                        /** @description this recharge that waits. */
                        recharge_id?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        arrival: {
                            /** Format: int64 */
                            amount_fen: number;
                            /** @description The bank's number of the receipt. */
                            bank_ref: string;
                            /** @description The claim that is open, or that was done. */
                            claim_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            day: string;
                            ended_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            memo: string;
                            org_id: string;
                            payer: string;
                            payer_account: string;
                            reason: string;
                            /** @enum {string} */
                            source: "bank" | "channel";
                            /** @enum {string} */
                            state: "unclaimed" | "claimed" | "returned";
                        } | null;
                        claim: {
                            /** Format: int64 */
                            amount_fen: number;
                            approval_id: string;
                            arrival_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            decided_by: string;
                            /** Format: int64 */
                            decided_ms: number;
                            id: string;
                            org_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "asked" | "waiting" | "done" | "rejected";
                        } | null;
                        parts: {
                            /** Format: int64 */
                            amount_fen: number;
                            customer_id: string;
                            recharge_id: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    arrivals_return: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        amount_fen: number;
                        /** @description The bank's number of the receipt. */
                        bank_ref: string;
                        /** @description The claim that is open, or that was done. */
                        claim_id: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        day: string;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        id: string;
                        memo: string;
                        org_id: string;
                        payer: string;
                        payer_account: string;
                        reason: string;
                        /** @enum {string} */
                        source: "bank" | "channel";
                        /** @enum {string} */
                        state: "unclaimed" | "claimed" | "returned";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    arrivals_import: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description UTF-8; the first line names the columns: bank_ref, amount (yuan), payer, payer_account, memo, day, or 流水号, 金额, 付款人, 付款账号, 附言, 日期. At most 1000 lines. */
                    csv: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        added: number;
                        /**
                         * Format: int64
                         * @description Of those added.
                         */
                        amount_fen: number;
                        /**
                         * Format: int64
                         * @description Recorded before with the same content.
                         */
                        repeated: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    attr_schemas_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description JSON Schema of the attributes. */
                            body: unknown;
                            /** Format: int64 */
                            created_ms: number;
                            /** @enum {string} */
                            kind: "hpc" | "ai" | "vm" | "line" | "device";
                            /** Format: int64 */
                            version: number;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    attr_schemas_put: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description type, required, properties, additionalProperties false; see the first version. */
                    body: unknown;
                    /** @enum {string} */
                    kind: "hpc" | "ai" | "vm" | "line" | "device";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description JSON Schema of the attributes. */
                        body: unknown;
                        /** Format: int64 */
                        created_ms: number;
                        /** @enum {string} */
                        kind: "hpc" | "ai" | "vm" | "line" | "device";
                        /** Format: int64 */
                        version: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    balance_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Free to spend.
                         */
                        available_fen: number;
                        /**
                         * Format: int64
                         * @description Held for orders that are being opened.
                         */
                        frozen_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    bills_list: {
        parameters: {
            query?: {
                cursor?: string;
                customer_id?: string;
                from_ms?: number;
                limit?: number;
                resource_id?: string;
                state?: "due" | "paid" | "";
                to_ms?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description The customer's name for it, for the customer. */
                            alias: string;
                            /** Format: int64 */
                            amount_fen: number;
                            /**
                             * Format: int64
                             * @description What the bill before left over.
                             */
                            carry_in_nfen: number;
                            /**
                             * Format: int64
                             * @description What this one leaves to the next.
                             */
                            carry_out_nfen: number;
                            /** Format: int64 */
                            created_ms: number;
                            customer: string;
                            customer_id: string;
                            /** Format: int64 */
                            from_ms: number;
                            id: string;
                            /**
                             * Format: int64
                             * @description Of those: reported after their day was billed.
                             */
                            late_milli: number;
                            /** Format: int64 */
                            paid_ms: number;
                            resource_id: string;
                            sku: string;
                            /** @enum {string} */
                            state: "due" | "paid";
                            /** Format: int64 */
                            to_ms: number;
                            /** @description hour, or what the SKU counts. */
                            unit: string;
                            /** Format: int64 */
                            unit_ufen: number;
                            /**
                             * Format: int64
                             * @description Thousandths of a unit.
                             */
                            units_milli: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    bills_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The customer's name for it, for the customer. */
                        alias: string;
                        /** Format: int64 */
                        amount_fen: number;
                        /**
                         * Format: int64
                         * @description What the bill before left over.
                         */
                        carry_in_nfen: number;
                        /**
                         * Format: int64
                         * @description What this one leaves to the next.
                         */
                        carry_out_nfen: number;
                        /** Format: int64 */
                        created_ms: number;
                        customer: string;
                        customer_id: string;
                        /** Format: int64 */
                        from_ms: number;
                        id: string;
                        /**
                         * Format: int64
                         * @description Of those: reported after their day was billed.
                         */
                        late_milli: number;
                        /** Format: int64 */
                        paid_ms: number;
                        resource_id: string;
                        sku: string;
                        /** @enum {string} */
                        state: "due" | "paid";
                        /** Format: int64 */
                        to_ms: number;
                        /** @description hour, or what the SKU counts. */
                        unit: string;
                        /** Format: int64 */
                        unit_ufen: number;
                        /**
                         * Format: int64
                         * @description Thousandths of a unit.
                         */
                        units_milli: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    book_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description The last closed month, YYYYMM; 0: none.
                         */
                        closed_to: number;
                        /**
                         * Format: int64
                         * @description Entries above it need a second person.
                         */
                        entry_limit_fen: number;
                        /** @description Of the last voucher: keep it elsewhere to prove the book later. */
                        head_hash: string;
                        id: string;
                        kind: string;
                        last_date: string;
                        /**
                         * Format: int64
                         * @description The last voucher's number.
                         */
                        last_no: number;
                        /** Format: int64 */
                        opened_ms: number;
                        /**
                         * Format: int64
                         * @description Where its days begin: minutes east of UTC.
                         */
                        utc_offset_min: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    book_export: {
        parameters: {
            query: {
                cursor?: string;
                format: "hledger" | "beancount";
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Empty: what stands before and behind the vouchers. */
                            id: string;
                            /** Format: int64 */
                            no: number;
                            text: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    book_limit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description 0: every entry needs a second person.
                     */
                    entry_limit_fen: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description The last closed month, YYYYMM; 0: none.
                         */
                        closed_to: number;
                        /**
                         * Format: int64
                         * @description Entries above it need a second person.
                         */
                        entry_limit_fen: number;
                        /** @description Of the last voucher: keep it elsewhere to prove the book later. */
                        head_hash: string;
                        id: string;
                        kind: string;
                        last_date: string;
                        /**
                         * Format: int64
                         * @description The last voucher's number.
                         */
                        last_no: number;
                        /** Format: int64 */
                        opened_ms: number;
                        /**
                         * Format: int64
                         * @description Where its days begin: minutes east of UTC.
                         */
                        utc_offset_min: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    book_zone: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description Minutes east of UTC.
                     */
                    utc_offset_min: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description The last closed month, YYYYMM; 0: none.
                         */
                        closed_to: number;
                        /**
                         * Format: int64
                         * @description Entries above it need a second person.
                         */
                        entry_limit_fen: number;
                        /** @description Of the last voucher: keep it elsewhere to prove the book later. */
                        head_hash: string;
                        id: string;
                        kind: string;
                        last_date: string;
                        /**
                         * Format: int64
                         * @description The last voucher's number.
                         */
                        last_no: number;
                        /** Format: int64 */
                        opened_ms: number;
                        /**
                         * Format: int64
                         * @description Where its days begin: minutes east of UTC.
                         */
                        utc_offset_min: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    cart_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            alias: string;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            list_fen: number;
                            /** Format: int64 */
                            periods: number;
                            /** Format: int64 */
                            price_fen: number;
                            /** @description A reason word when it cannot be bought now. */
                            problem: string;
                            problem_text: string;
                            product: string;
                            /** Format: int64 */
                            quantity: number;
                            sku: string;
                            sku_id: string;
                            unit: string;
                            /** Format: int64 */
                            unit_ufen: number;
                            /** @description Who put it there. */
                            user_id: string;
                        }[];
                        /**
                         * Format: int64
                         * @description Of what can be bought, before coupons.
                         */
                        price_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    cart_add: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    alias?: string;
                    /** @enum {string} */
                    cycle?: "once" | "hour" | "month" | "year" | "usage" | "";
                    /** Format: int64 */
                    periods?: number;
                    /** Format: int64 */
                    quantity?: number;
                    sku_id: string;
                    ssh_key?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            alias: string;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            list_fen: number;
                            /** Format: int64 */
                            periods: number;
                            /** Format: int64 */
                            price_fen: number;
                            /** @description A reason word when it cannot be bought now. */
                            problem: string;
                            problem_text: string;
                            product: string;
                            /** Format: int64 */
                            quantity: number;
                            sku: string;
                            sku_id: string;
                            unit: string;
                            /** Format: int64 */
                            unit_ufen: number;
                            /** @description Who put it there. */
                            user_id: string;
                        }[];
                        /**
                         * Format: int64
                         * @description Of what can be bought, before coupons.
                         */
                        price_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    cart_change: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: int64 */
                    periods?: number;
                    /** Format: int64 */
                    quantity?: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            alias: string;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            list_fen: number;
                            /** Format: int64 */
                            periods: number;
                            /** Format: int64 */
                            price_fen: number;
                            /** @description A reason word when it cannot be bought now. */
                            problem: string;
                            problem_text: string;
                            product: string;
                            /** Format: int64 */
                            quantity: number;
                            sku: string;
                            sku_id: string;
                            unit: string;
                            /** Format: int64 */
                            unit_ufen: number;
                            /** @description Who put it there. */
                            user_id: string;
                        }[];
                        /**
                         * Format: int64
                         * @description Of what can be bought, before coupons.
                         */
                        price_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    cart_drop: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            alias: string;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            list_fen: number;
                            /** Format: int64 */
                            periods: number;
                            /** Format: int64 */
                            price_fen: number;
                            /** @description A reason word when it cannot be bought now. */
                            problem: string;
                            problem_text: string;
                            product: string;
                            /** Format: int64 */
                            quantity: number;
                            sku: string;
                            sku_id: string;
                            unit: string;
                            /** Format: int64 */
                            unit_ufen: number;
                            /** @description Who put it there. */
                            user_id: string;
                        }[];
                        /**
                         * Format: int64
                         * @description Of what can be bought, before coupons.
                         */
                        price_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    changes_list: {
        parameters: {
            query?: {
                cursor?: string;
                id?: string;
                limit?: number;
                object?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            actor: string;
                            agent_id: string;
                            /** Format: int64 */
                            at_ms: number;
                            detail: string;
                            id: string;
                            object: string;
                            object_ref: string;
                            request_id: string;
                            verb: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    chargebacks_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "done" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            amount_fen: number;
                            channel: string;
                            channel_no: string;
                            /** Format: int64 */
                            created_ms: number;
                            ended_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            /**
                             * Format: int64
                             * @description The platform's loss.
                             */
                            lost_fen: number;
                            payment_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "open" | "done";
                            /**
                             * Format: int64
                             * @description Out of the customer's balance.
                             */
                            taken_fen: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    chargebacks_lose: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        amount_fen: number;
                        channel: string;
                        channel_no: string;
                        /** Format: int64 */
                        created_ms: number;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        id: string;
                        /**
                         * Format: int64
                         * @description The platform's loss.
                         */
                        lost_fen: number;
                        payment_id: string;
                        reason: string;
                        /** @enum {string} */
                        state: "open" | "done";
                        /**
                         * Format: int64
                         * @description Out of the customer's balance.
                         */
                        taken_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    chargebacks_take: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        amount_fen: number;
                        channel: string;
                        channel_no: string;
                        /** Format: int64 */
                        created_ms: number;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        id: string;
                        /**
                         * Format: int64
                         * @description The platform's loss.
                         */
                        lost_fen: number;
                        payment_id: string;
                        reason: string;
                        /** @enum {string} */
                        state: "open" | "done";
                        /**
                         * Format: int64
                         * @description Out of the customer's balance.
                         */
                        taken_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    claims_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "asked" | "waiting" | "done" | "rejected" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            amount_fen: number;
                            approval_id: string;
                            arrival_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            decided_by: string;
                            /** Format: int64 */
                            decided_ms: number;
                            id: string;
                            org_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "asked" | "waiting" | "done" | "rejected";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    claims_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        arrival: {
                            /** Format: int64 */
                            amount_fen: number;
                            /** @description The bank's number of the receipt. */
                            bank_ref: string;
                            /** @description The claim that is open, or that was done. */
                            claim_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            day: string;
                            ended_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            memo: string;
                            org_id: string;
                            payer: string;
                            payer_account: string;
                            reason: string;
                            /** @enum {string} */
                            source: "bank" | "channel";
                            /** @enum {string} */
                            state: "unclaimed" | "claimed" | "returned";
                        } | null;
                        claim: {
                            /** Format: int64 */
                            amount_fen: number;
                            approval_id: string;
                            arrival_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            decided_by: string;
                            /** Format: int64 */
                            decided_ms: number;
                            id: string;
                            org_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "asked" | "waiting" | "done" | "rejected";
                        } | null;
                        parts: {
                            /** Format: int64 */
                            amount_fen: number;
                            customer_id: string;
                            recharge_id: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    claims_confirm: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        arrival: {
                            /** Format: int64 */
                            amount_fen: number;
                            /** @description The bank's number of the receipt. */
                            bank_ref: string;
                            /** @description The claim that is open, or that was done. */
                            claim_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            day: string;
                            ended_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            memo: string;
                            org_id: string;
                            payer: string;
                            payer_account: string;
                            reason: string;
                            /** @enum {string} */
                            source: "bank" | "channel";
                            /** @enum {string} */
                            state: "unclaimed" | "claimed" | "returned";
                        } | null;
                        claim: {
                            /** Format: int64 */
                            amount_fen: number;
                            approval_id: string;
                            arrival_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            decided_by: string;
                            /** Format: int64 */
                            decided_ms: number;
                            id: string;
                            org_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "asked" | "waiting" | "done" | "rejected";
                        } | null;
                        parts: {
                            /** Format: int64 */
                            amount_fen: number;
                            customer_id: string;
                            recharge_id: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    claims_reject: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        arrival: {
                            /** Format: int64 */
                            amount_fen: number;
                            /** @description The bank's number of the receipt. */
                            bank_ref: string;
                            /** @description The claim that is open, or that was done. */
                            claim_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            day: string;
                            ended_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            memo: string;
                            org_id: string;
                            payer: string;
                            payer_account: string;
                            reason: string;
                            /** @enum {string} */
                            source: "bank" | "channel";
                            /** @enum {string} */
                            state: "unclaimed" | "claimed" | "returned";
                        } | null;
                        claim: {
                            /** Format: int64 */
                            amount_fen: number;
                            approval_id: string;
                            arrival_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            decided_by: string;
                            /** Format: int64 */
                            decided_ms: number;
                            id: string;
                            org_id: string;
                            reason: string;
                            /** @enum {string} */
                            state: "asked" | "waiting" | "done" | "rejected";
                        } | null;
                        parts: {
                            /** Format: int64 */
                            amount_fen: number;
                            customer_id: string;
                            recharge_id: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    coupons_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: int64
                             * @description Its face; of percent: at most, 0: any.
                             */
                            amount_fen: number;
                            /** Format: int64 */
                            budget_fen: number;
                            code: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** @description For this customer only. */
                            customer_id: string;
                            /**
                             * Format: int64
                             * @description By one customer; 1 when not given.
                             */
                            each_max: number;
                            /** Format: int64 */
                            from_ms: number;
                            /** Format: int64 */
                            held_fen: number;
                            id: string;
                            /** @enum {string} */
                            kind: "amount" | "percent";
                            /**
                             * Format: int64
                             * @description For orders of at least so much of what it covers.
                             */
                            min_fen: number;
                            name: string;
                            product_id: string;
                            /**
                             * @description With scope kind.
                             * @enum {string}
                             */
                            product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                            /**
                             * Format: int64
                             * @description Of percent: what is taken off.
                             */
                            rate_bp: number;
                            /** @enum {string} */
                            scope: "sku" | "product" | "kind" | "all";
                            sku_id: string;
                            /** @enum {string} */
                            state: "on" | "paused" | "ended";
                            /** Format: int64 */
                            to_ms: number;
                            /** Format: int64 */
                            used_fen: number;
                            /** Format: int64 */
                            uses_max: number;
                            /** Format: int64 */
                            uses_n: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    coupons_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description Its face; of percent: at most, 0: any.
                     */
                    amount_fen?: number;
                    /** Format: int64 */
                    budget_fen?: number;
                    code: string;
                    /** @description For this customer only. */
                    customer_id?: string;
                    /**
                     * Format: int64
                     * @description By one customer; 1 when not given.
                     */
                    each_max?: number;
                    /** Format: int64 */
                    from_ms?: number;
                    /** @enum {string} */
                    kind: "amount" | "percent";
                    /**
                     * Format: int64
                     * @description For orders of at least so much of what it covers.
                     */
                    min_fen?: number;
                    name: string;
                    product_id?: string;
                    /**
                     * @description With scope kind.
                     * @enum {string}
                     */
                    product_kind?: "hpc" | "ai" | "vm" | "line" | "device" | "";
                    /**
                     * Format: int64
                     * @description Of percent: what is taken off.
                     */
                    rate_bp?: number;
                    /** @enum {string} */
                    scope: "sku" | "product" | "kind" | "all";
                    sku_id?: string;
                    /** Format: int64 */
                    to_ms: number;
                    /** Format: int64 */
                    uses_max: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Its face; of percent: at most, 0: any.
                         */
                        amount_fen: number;
                        /** Format: int64 */
                        budget_fen: number;
                        code: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** @description For this customer only. */
                        customer_id: string;
                        /**
                         * Format: int64
                         * @description By one customer; 1 when not given.
                         */
                        each_max: number;
                        /** Format: int64 */
                        from_ms: number;
                        /** Format: int64 */
                        held_fen: number;
                        id: string;
                        /** @enum {string} */
                        kind: "amount" | "percent";
                        /**
                         * Format: int64
                         * @description For orders of at least so much of what it covers.
                         */
                        min_fen: number;
                        name: string;
                        product_id: string;
                        /**
                         * @description With scope kind.
                         * @enum {string}
                         */
                        product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                        /**
                         * Format: int64
                         * @description Of percent: what is taken off.
                         */
                        rate_bp: number;
                        /** @enum {string} */
                        scope: "sku" | "product" | "kind" | "all";
                        sku_id: string;
                        /** @enum {string} */
                        state: "on" | "paused" | "ended";
                        /** Format: int64 */
                        to_ms: number;
                        /** Format: int64 */
                        used_fen: number;
                        /** Format: int64 */
                        uses_max: number;
                        /** Format: int64 */
                        uses_n: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    coupons_state: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "on" | "paused" | "ended";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    customer_balances_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            available_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            frozen_fen: number;
                            id: string;
                            name: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    customer_prices_list: {
        parameters: {
            query?: {
                cursor?: string;
                customer_id?: string;
                limit?: number;
                state?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            approval_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            customer: string;
                            customer_id: string;
                            /** @enum {string} */
                            cycle: "once" | "hour" | "month" | "year" | "usage" | "";
                            /** Format: int64 */
                            from_ms: number;
                            id: string;
                            /** @enum {string} */
                            kind: "price" | "discount";
                            note: string;
                            /** Format: int64 */
                            price_fen: number;
                            /** Format: int64 */
                            price_ufen: number;
                            product_id: string;
                            /**
                             * @description With scope kind.
                             * @enum {string}
                             */
                            product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                            /**
                             * Format: int64
                             * @description Of a discount: what is paid of the price.
                             */
                            rate_bp: number;
                            /** @enum {string} */
                            scope: "sku" | "product" | "kind" | "all";
                            sku_id: string;
                            state: string;
                            /** Format: int64 */
                            to_ms: number;
                            /** @description May be below your own cost. */
                            under_cost: boolean;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    customer_prices_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    customer_id: string;
                    /** @enum {string} */
                    cycle?: "once" | "hour" | "month" | "year" | "usage" | "";
                    /** Format: int64 */
                    from_ms?: number;
                    /** @enum {string} */
                    kind: "price" | "discount";
                    note?: string;
                    /** Format: int64 */
                    price_fen?: number;
                    /** Format: int64 */
                    price_ufen?: number;
                    product_id?: string;
                    /**
                     * @description With scope kind.
                     * @enum {string}
                     */
                    product_kind?: "hpc" | "ai" | "vm" | "line" | "device" | "";
                    /**
                     * Format: int64
                     * @description Of a discount: what is paid of the price.
                     */
                    rate_bp?: number;
                    /** @enum {string} */
                    scope: "sku" | "product" | "kind" | "all";
                    sku_id?: string;
                    /** Format: int64 */
                    to_ms?: number;
                    /** @description May be below your own cost. */
                    under_cost?: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval_id: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        customer: string;
                        customer_id: string;
                        /** @enum {string} */
                        cycle: "once" | "hour" | "month" | "year" | "usage" | "";
                        /** Format: int64 */
                        from_ms: number;
                        id: string;
                        /** @enum {string} */
                        kind: "price" | "discount";
                        note: string;
                        /** Format: int64 */
                        price_fen: number;
                        /** Format: int64 */
                        price_ufen: number;
                        product_id: string;
                        /**
                         * @description With scope kind.
                         * @enum {string}
                         */
                        product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                        /**
                         * Format: int64
                         * @description Of a discount: what is paid of the price.
                         */
                        rate_bp: number;
                        /** @enum {string} */
                        scope: "sku" | "product" | "kind" | "all";
                        sku_id: string;
                        state: string;
                        /** Format: int64 */
                        to_ms: number;
                        /** @description May be below your own cost. */
                        under_cost: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    customer_prices_end: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    customers_list: {
        parameters: {
            query?: {
                cursor?: string;
                department_id?: string;
                from_ms?: number;
                limit?: number;
                mine?: boolean;
                source?: string;
                staff_id?: string;
                state?: "active" | "disabled" | "";
                tag?: string;
                text?: string;
                to_ms?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            contact_email: string;
                            contact_name: string;
                            contact_phone: string;
                            /** Format: int64 */
                            created_ms: number;
                            department: string;
                            department_id: string;
                            /** @description Its own; else it is the sales person's. */
                            department_set: boolean;
                            /** @enum {string} */
                            form: "company" | "person";
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description How far below the platform.
                             */
                            level: number;
                            name: string;
                            note: string;
                            source: string;
                            staff: string;
                            /** @description The sales person. */
                            staff_id: string;
                            /** @enum {string} */
                            state: "active" | "disabled";
                            tags: unknown;
                            /** Format: int64 */
                            updated_ms: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    customers_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its first administrator's login. */
                    admin_login: string;
                    admin_name: string;
                    admin_password: string;
                    /**
                     * @description company unless said.
                     * @enum {string}
                     */
                    form?: "company" | "person" | "";
                    /** @description Its name, as on contracts. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        /** @enum {string} */
                        form: "company" | "person";
                        id: string;
                        /** @enum {string} */
                        kind: "platform" | "distributor" | "customer" | "supplier";
                        /**
                         * Format: int64
                         * @description How far below the platform.
                         */
                        level: number;
                        name: string;
                        /** @description The virtual supplier of the operator's own devices. */
                        own_devices: boolean;
                        parent_id: string;
                        /** @enum {string} */
                        state: "active" | "disabled";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    customers_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        customer: {
                            contact_email: string;
                            contact_name: string;
                            contact_phone: string;
                            /** Format: int64 */
                            created_ms: number;
                            department: string;
                            department_id: string;
                            /** @description Its own; else it is the sales person's. */
                            department_set: boolean;
                            /** @enum {string} */
                            form: "company" | "person";
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description How far below the platform.
                             */
                            level: number;
                            name: string;
                            note: string;
                            source: string;
                            staff: string;
                            /** @description The sales person. */
                            staff_id: string;
                            /** @enum {string} */
                            state: "active" | "disabled";
                            tags: unknown;
                            /** Format: int64 */
                            updated_ms: number;
                        } | null;
                        /** @description As the customer says itself. */
                        own_contact: {
                            contact_email: string;
                            contact_name: string;
                            contact_phone: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    customers_profile: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    contact_email?: string;
                    contact_name?: string;
                    contact_phone?: string;
                    /** @description The sales person's when not given. */
                    department_id?: string;
                    note?: string;
                    /** @description Where it came from. */
                    source?: string;
                    /** @description One of your people with the role sales. */
                    staff_id?: string;
                    /** @description A list of at most 10 words. */
                    tags?: unknown;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        customer: {
                            contact_email: string;
                            contact_name: string;
                            contact_phone: string;
                            /** Format: int64 */
                            created_ms: number;
                            department: string;
                            department_id: string;
                            /** @description Its own; else it is the sales person's. */
                            department_set: boolean;
                            /** @enum {string} */
                            form: "company" | "person";
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description How far below the platform.
                             */
                            level: number;
                            name: string;
                            note: string;
                            source: string;
                            staff: string;
                            /** @description The sales person. */
                            staff_id: string;
                            /** @enum {string} */
                            state: "active" | "disabled";
                            tags: unknown;
                            /** Format: int64 */
                            updated_ms: number;
                        } | null;
                        /** @description As the customer says itself. */
                        own_contact: {
                            contact_email: string;
                            contact_name: string;
                            contact_phone: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    customers_invite: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For whom; he does not see it. */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Shown once. */
                        code: string;
                        /** Format: int64 */
                        expires_ms: number;
                        id: string;
                        kind: string;
                        /** @description A page of the console; the code stands behind #, so no server writes it down. */
                        link: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    departments_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                parent_id?: string;
                state?: "open" | "closed" | "";
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            closed_ms: number;
                            /** Format: int64 */
                            created_ms: number;
                            id: string;
                            name: string;
                            parent: string;
                            parent_id: string;
                            /**
                             * Format: int64
                             * @description Who belongs to it, not counting those below it.
                             */
                            people: number;
                            state: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    departments_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description At the top when not given. */
                    parent_id?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        closed_ms: number;
                        /** Format: int64 */
                        created_ms: number;
                        id: string;
                        name: string;
                        parent: string;
                        parent_id: string;
                        /**
                         * Format: int64
                         * @description Who belongs to it, not counting those below it.
                         */
                        people: number;
                        state: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    departments_close: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        closed_ms: number;
                        /** Format: int64 */
                        created_ms: number;
                        id: string;
                        name: string;
                        parent: string;
                        parent_id: string;
                        /**
                         * Format: int64
                         * @description Who belongs to it, not counting those below it.
                         */
                        people: number;
                        state: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    departments_move: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description To the top when not given. */
                    parent_id?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        closed_ms: number;
                        /** Format: int64 */
                        created_ms: number;
                        id: string;
                        name: string;
                        parent: string;
                        parent_id: string;
                        /**
                         * Format: int64
                         * @description Who belongs to it, not counting those below it.
                         */
                        people: number;
                        state: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    departments_rename: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        closed_ms: number;
                        /** Format: int64 */
                        created_ms: number;
                        id: string;
                        name: string;
                        parent: string;
                        parent_id: string;
                        /**
                         * Format: int64
                         * @description Who belongs to it, not counting those below it.
                         */
                        people: number;
                        state: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    devices_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                room_id?: string;
                stage?: string;
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            asset_tag: string;
                            attrs: unknown;
                            /** Format: int64 */
                            created_ms: number;
                            flag_reason: string;
                            /**
                             * Format: int64
                             * @description 1 maintenance, 2 protected, 4 fault
                             */
                            flags: number;
                            id: string;
                            kind: string;
                            model: string;
                            model_id: string;
                            observed: unknown;
                            /** Format: int64 */
                            observed_ms: number;
                            rack: string;
                            rack_id: string;
                            room: string;
                            room_id: string;
                            serial: string;
                            stage: string;
                            /** Format: int64 */
                            u: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    devices_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description On its label; unique. */
                    asset_tag: string;
                    /** @description Declared attributes. */
                    attrs?: unknown;
                    model_id: string;
                    rack_id: string;
                    serial?: string;
                    /**
                     * Format: int64
                     * @description Lowest unit; 0: beside the rails.
                     */
                    u: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asset_tag: string;
                        attrs: unknown;
                        /** Format: int64 */
                        created_ms: number;
                        flag_reason: string;
                        /**
                         * Format: int64
                         * @description 1 maintenance, 2 protected, 4 fault
                         */
                        flags: number;
                        id: string;
                        kind: string;
                        model: string;
                        model_id: string;
                        observed: unknown;
                        /** Format: int64 */
                        observed_ms: number;
                        rack: string;
                        rack_id: string;
                        room: string;
                        room_id: string;
                        serial: string;
                        stage: string;
                        /** Format: int64 */
                        u: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    devices_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        device: {
                            asset_tag: string;
                            attrs: unknown;
                            /** Format: int64 */
                            created_ms: number;
                            flag_reason: string;
                            /**
                             * Format: int64
                             * @description 1 maintenance, 2 protected, 4 fault
                             */
                            flags: number;
                            id: string;
                            kind: string;
                            model: string;
                            model_id: string;
                            observed: unknown;
                            /** Format: int64 */
                            observed_ms: number;
                            rack: string;
                            rack_id: string;
                            room: string;
                            room_id: string;
                            serial: string;
                            stage: string;
                            /** Format: int64 */
                            u: number;
                        } | null;
                        endpoints: {
                            /** Format: int64 */
                            created_ms: number;
                            device_id: string;
                            driver: string;
                            has_secret: boolean;
                            id: string;
                            target: unknown;
                        }[];
                        jobs: {
                            /** Format: int64 */
                            accepted: number;
                            agent_id: string;
                            /** Format: int64 */
                            attempt: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            deadline_ms: number;
                            device_id: string;
                            driver: string;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            epoch: number;
                            id: string;
                            /** Format: int64 */
                            lease_ms: number;
                            /** Format: int64 */
                            lost: number;
                            /** Format: int64 */
                            next_ms: number;
                            on_deadline: string;
                            org_id: string;
                            phase: string;
                            reason: string;
                            resource_id: string;
                            room_id: string;
                            slot_id: string;
                            text: string;
                            verb: string;
                        }[];
                        slots: {
                            device_id: string;
                            id: string;
                            /** Format: int64 */
                            n: number;
                            resource_id: string;
                            /** Format: int64 */
                            since_ms: number;
                            sku_id: string;
                            /** @enum {string} */
                            stage: "free" | "held" | "opening" | "in_use" | "closing" | "retired";
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    devices_endpoint: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    driver: "libvirt" | "ssh" | "manual" | "sim";
                    /** @description Its credential; sealed, never shown again. */
                    secret?: string;
                    /** @description As the driver knows it: uri, host, port, user… */
                    target: unknown;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        device_id: string;
                        driver: string;
                        has_secret: boolean;
                        id: string;
                        target: unknown;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    devices_flag: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    flag: "maintenance" | "protected" | "fault";
                    on: boolean;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asset_tag: string;
                        attrs: unknown;
                        /** Format: int64 */
                        created_ms: number;
                        flag_reason: string;
                        /**
                         * Format: int64
                         * @description 1 maintenance, 2 protected, 4 fault
                         */
                        flags: number;
                        id: string;
                        kind: string;
                        model: string;
                        model_id: string;
                        observed: unknown;
                        /** Format: int64 */
                        observed_ms: number;
                        rack: string;
                        rack_id: string;
                        room: string;
                        room_id: string;
                        serial: string;
                        stage: string;
                        /** Format: int64 */
                        u: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    devices_load: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sku_id: string;
                    /**
                     * Format: int64
                     * @description How many of the SKU it can carry.
                     */
                    slots: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        device_id: string;
                        sku_id: string;
                        /** Format: int64 */
                        slots: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    devices_verify: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    driver: "libvirt" | "ssh" | "manual" | "sim";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        accepted: number;
                        agent_id: string;
                        /** Format: int64 */
                        attempt: number;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        deadline_ms: number;
                        device_id: string;
                        driver: string;
                        /** Format: int64 */
                        ended_ms: number;
                        /** Format: int64 */
                        epoch: number;
                        id: string;
                        /** Format: int64 */
                        lease_ms: number;
                        /** Format: int64 */
                        lost: number;
                        /** Format: int64 */
                        next_ms: number;
                        on_deadline: string;
                        org_id: string;
                        phase: string;
                        reason: string;
                        resource_id: string;
                        room_id: string;
                        slot_id: string;
                        text: string;
                        verb: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    distributors_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "active" | "disabled" | "";
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            /** @enum {string} */
                            form: "company" | "person";
                            id: string;
                            /** @enum {string} */
                            kind: "platform" | "distributor" | "customer" | "supplier";
                            /**
                             * Format: int64
                             * @description How far below the platform.
                             */
                            level: number;
                            name: string;
                            /** @description The virtual supplier of the operator's own devices. */
                            own_devices: boolean;
                            parent_id: string;
                            /** @enum {string} */
                            state: "active" | "disabled";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    distributors_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its first administrator's login. */
                    admin_login: string;
                    admin_name: string;
                    admin_password: string;
                    /**
                     * @description company unless said.
                     * @enum {string}
                     */
                    form?: "company" | "person" | "";
                    /** @description Its name, as on contracts. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        /** @enum {string} */
                        form: "company" | "person";
                        id: string;
                        /** @enum {string} */
                        kind: "platform" | "distributor" | "customer" | "supplier";
                        /**
                         * Format: int64
                         * @description How far below the platform.
                         */
                        level: number;
                        name: string;
                        /** @description The virtual supplier of the operator's own devices. */
                        own_devices: boolean;
                        parent_id: string;
                        /** @enum {string} */
                        state: "active" | "disabled";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    distributors_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        contact: {
                            contact_email: string;
                            contact_name: string;
                            contact_phone: string;
                        } | null;
                        org: {
                            /** Format: int64 */
                            created_ms: number;
                            /** @enum {string} */
                            form: "company" | "person";
                            id: string;
                            /** @enum {string} */
                            kind: "platform" | "distributor" | "customer" | "supplier";
                            /**
                             * Format: int64
                             * @description How far below the platform.
                             */
                            level: number;
                            name: string;
                            /** @description The virtual supplier of the operator's own devices. */
                            own_devices: boolean;
                            parent_id: string;
                            /** @enum {string} */
                            state: "active" | "disabled";
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    distributors_invite: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For whom; he does not see it. */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Shown once. */
                        code: string;
                        /** Format: int64 */
                        expires_ms: number;
                        id: string;
                        kind: string;
                        /** @description A page of the console; the code stands behind #, so no server writes it down. */
                        link: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    entries_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "waiting" | "posted" | "rejected" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            date: string;
                            decided_by: string;
                            /** Format: int64 */
                            decided_ms: number;
                            department_id: string;
                            event: string;
                            event_en: string;
                            event_zh: string;
                            id: string;
                            /** @description event; reversal: another with debit and credit exchanged. */
                            kind: string;
                            party_id: string;
                            party_name: string;
                            /** @description Why it was rejected. */
                            reason: string;
                            ref: string;
                            reversed_by: string;
                            reverses_id: string;
                            staff_id: string;
                            /** @enum {string} */
                            state: "waiting" | "posted" | "rejected";
                            text: string;
                            /** Format: int64 */
                            total_fen: number;
                            /** @description The amounts its template names, in fen. */
                            vars: unknown;
                            voucher_id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    entries_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description YYYY-MM-DD; today when not given. */
                    date?: string;
                    department_id?: string;
                    event: string;
                    /** @description The own customer or distributor it is about. */
                    party_id?: string;
                    /** @description Your own number for it, once in the book: letters, digits and : . _ - */
                    ref: string;
                    staff_id?: string;
                    /** @description What it is for. */
                    text: string;
                    /** @description The amounts that the event's template names, in fen: {"amount": 5000}. */
                    vars: unknown;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        date: string;
                        decided_by: string;
                        /** Format: int64 */
                        decided_ms: number;
                        department_id: string;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        id: string;
                        /** @description event; reversal: another with debit and credit exchanged. */
                        kind: string;
                        party_id: string;
                        party_name: string;
                        /** @description Why it was rejected. */
                        reason: string;
                        ref: string;
                        reversed_by: string;
                        reverses_id: string;
                        staff_id: string;
                        /** @enum {string} */
                        state: "waiting" | "posted" | "rejected";
                        text: string;
                        /** Format: int64 */
                        total_fen: number;
                        /** @description The amounts its template names, in fen. */
                        vars: unknown;
                        voucher_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    entries_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        date: string;
                        decided_by: string;
                        /** Format: int64 */
                        decided_ms: number;
                        department_id: string;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        id: string;
                        /** @description event; reversal: another with debit and credit exchanged. */
                        kind: string;
                        party_id: string;
                        party_name: string;
                        /** @description Why it was rejected. */
                        reason: string;
                        ref: string;
                        reversed_by: string;
                        reverses_id: string;
                        staff_id: string;
                        /** @enum {string} */
                        state: "waiting" | "posted" | "rejected";
                        text: string;
                        /** Format: int64 */
                        total_fen: number;
                        /** @description The amounts its template names, in fen. */
                        vars: unknown;
                        voucher_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    entries_confirm: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        date: string;
                        decided_by: string;
                        /** Format: int64 */
                        decided_ms: number;
                        department_id: string;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        id: string;
                        /** @description event; reversal: another with debit and credit exchanged. */
                        kind: string;
                        party_id: string;
                        party_name: string;
                        /** @description Why it was rejected. */
                        reason: string;
                        ref: string;
                        reversed_by: string;
                        reverses_id: string;
                        staff_id: string;
                        /** @enum {string} */
                        state: "waiting" | "posted" | "rejected";
                        text: string;
                        /** Format: int64 */
                        total_fen: number;
                        /** @description The amounts its template names, in fen. */
                        vars: unknown;
                        voucher_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    entries_reject: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        date: string;
                        decided_by: string;
                        /** Format: int64 */
                        decided_ms: number;
                        department_id: string;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        id: string;
                        /** @description event; reversal: another with debit and credit exchanged. */
                        kind: string;
                        party_id: string;
                        party_name: string;
                        /** @description Why it was rejected. */
                        reason: string;
                        ref: string;
                        reversed_by: string;
                        reverses_id: string;
                        staff_id: string;
                        /** @enum {string} */
                        state: "waiting" | "posted" | "rejected";
                        text: string;
                        /** Format: int64 */
                        total_fen: number;
                        /** @description The amounts its template names, in fen. */
                        vars: unknown;
                        voucher_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    entry_events_list: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            event: string;
                            /** @description Of all books, not of yours alone. */
                            for_all: boolean;
                            /** @description People may record it; else the system alone posts it. */
                            manual: boolean;
                            name_en: string;
                            name_zh: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    entry_events_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Posted by the system alone; only of what is for all books. */
                    automatic?: boolean;
                    /** @description own.travel: small letters, digits, _ and dots. */
                    event: string;
                    /** @description For all books: the platform's administrator only; without own. */
                    for_all?: boolean;
                    name_en: string;
                    name_zh: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event: string;
                        /** @description Of all books, not of yours alone. */
                        for_all: boolean;
                        /** @description People may record it; else the system alone posts it. */
                        manual: boolean;
                        name_en: string;
                        name_zh: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    flow_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            available_fen: number;
                            /**
                             * Format: int64
                             * @description Available and held together, afterwards.
                             */
                            balance_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            frozen_fen: number;
                            /**
                             * Format: int64
                             * @description Moved into being held; negative: out of it.
                             */
                            held_fen: number;
                            id: string;
                            /** Format: int64 */
                            in_fen: number;
                            kind: string;
                            order_id: string;
                            /** Format: int64 */
                            out_fen: number;
                            text: string;
                            text_en: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    home_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        as_of_ms: number;
                        items: {
                            href: string;
                            key: string;
                            /** Format: int64 */
                            value: number;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    invitations_list: {
        parameters: {
            query?: {
                cursor?: string;
                kind?: "member" | "distributor" | "customer" | "";
                limit?: number;
                state?: "waiting" | "accepted" | "revoked" | "expired" | "";
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            accepted_by: string;
                            accepted_name: string;
                            accepted_org: string;
                            /** Format: int64 */
                            created_ms: number;
                            department_id: string;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            inviter: string;
                            kind: string;
                            note: string;
                            roles: unknown;
                            /** @description waiting, accepted, revoked, expired */
                            state: string;
                            /**
                             * Format: int64
                             * @description How often accepting it was refused.
                             */
                            tries: number;
                            /** @description Who invites. */
                            user_id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    invitations_revoke: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    invitations_accept: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description From the link. */
                    code: string;
                    /**
                     * @description company unless said.
                     * @enum {string}
                     */
                    form?: "company" | "person" | "";
                    /** @description Unless you are signed in. */
                    login?: string;
                    /** @description Yours, unless you are signed in. */
                    name?: string;
                    /** @description Of the organisation you bring, as on contracts. */
                    org_name?: string;
                    password?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        org: {
                            id: string;
                            kind: string;
                            name: string;
                            parent_id: string;
                            /** Format: int64 */
                            role_bits: number;
                            roles: unknown;
                        } | null;
                        user: {
                            id: string;
                            login: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    invitations_look: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description From the link. */
                    code: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        expires_ms: number;
                        inviter: string;
                        /** @description member: join it; distributor, customer: bring your own. */
                        kind: string;
                        org_kind: string;
                        org_name: string;
                        roles: unknown;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    invite_codes_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description One is made up when none is given. */
                            code: string;
                            /**
                             * Format: int64
                             * @description What coupons paid of it.
                             */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            /**
                             * Format: int64
                             * @description How long a customer counts as brought by it; 365 when not given.
                             */
                            days: number;
                            /** Format: int64 */
                            from_ms: number;
                            id: string;
                            name: string;
                            /**
                             * Format: int64
                             * @description Orders of those who came.
                             */
                            orders_n: number;
                            /**
                             * Format: int64
                             * @description What they come to.
                             */
                            price_fen: number;
                            promotion_id: string;
                            /** Format: int64 */
                            quota: number;
                            /** @description Whose customers; yours. */
                            staff_id: string;
                            /** @enum {string} */
                            state: "on" | "paused" | "ended";
                            /** Format: int64 */
                            to_ms: number;
                            /**
                             * Format: int64
                             * @description How many came.
                             */
                            used_n: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    invite_codes_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One is made up when none is given. */
                    code?: string;
                    /**
                     * Format: int64
                     * @description How long a customer counts as brought by it; 365 when not given.
                     */
                    days?: number;
                    /** Format: int64 */
                    from_ms?: number;
                    name: string;
                    promotion_id?: string;
                    /** Format: int64 */
                    quota: number;
                    /** @description Whose customers; yours. */
                    staff_id?: string;
                    /** Format: int64 */
                    to_ms: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description One is made up when none is given. */
                        code: string;
                        /**
                         * Format: int64
                         * @description What coupons paid of it.
                         */
                        coupon_fen: number;
                        /** Format: int64 */
                        created_ms: number;
                        /**
                         * Format: int64
                         * @description How long a customer counts as brought by it; 365 when not given.
                         */
                        days: number;
                        /** Format: int64 */
                        from_ms: number;
                        id: string;
                        name: string;
                        /**
                         * Format: int64
                         * @description Orders of those who came.
                         */
                        orders_n: number;
                        /**
                         * Format: int64
                         * @description What they come to.
                         */
                        price_fen: number;
                        promotion_id: string;
                        /** Format: int64 */
                        quota: number;
                        /** @description Whose customers; yours. */
                        staff_id: string;
                        /** @enum {string} */
                        state: "on" | "paused" | "ended";
                        /** Format: int64 */
                        to_ms: number;
                        /**
                         * Format: int64
                         * @description How many came.
                         */
                        used_n: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    invite_codes_look: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        seller: string;
                        /** Format: int64 */
                        to_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    invite_codes_state: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "on" | "paused" | "ended";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    jobs_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                phase?: string;
                room_id?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            accepted: number;
                            agent_id: string;
                            /** Format: int64 */
                            attempt: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            deadline_ms: number;
                            device_id: string;
                            driver: string;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            epoch: number;
                            id: string;
                            /** Format: int64 */
                            lease_ms: number;
                            /** Format: int64 */
                            lost: number;
                            /** Format: int64 */
                            next_ms: number;
                            on_deadline: string;
                            org_id: string;
                            phase: string;
                            reason: string;
                            resource_id: string;
                            room_id: string;
                            slot_id: string;
                            text: string;
                            verb: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    jobs_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        device: {
                            asset_tag: string;
                            device_id: string;
                            model: string;
                            rack: string;
                            region: string;
                            room: string;
                            room_id: string;
                            serial: string;
                            /** Format: int64 */
                            u: number;
                        } | null;
                        job: {
                            /** Format: int64 */
                            accepted: number;
                            agent_id: string;
                            /** Format: int64 */
                            attempt: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            deadline_ms: number;
                            device_id: string;
                            driver: string;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            epoch: number;
                            id: string;
                            /** Format: int64 */
                            lease_ms: number;
                            /** Format: int64 */
                            lost: number;
                            /** Format: int64 */
                            next_ms: number;
                            on_deadline: string;
                            org_id: string;
                            phase: string;
                            reason: string;
                            resource_id: string;
                            room_id: string;
                            slot_id: string;
                            text: string;
                            verb: string;
                        } | null;
                        log: {
                            /** Format: int64 */
                            at_ms: number;
                            text: string;
                        }[];
                        result: unknown;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    jobs_give_up: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        accepted: number;
                        agent_id: string;
                        /** Format: int64 */
                        attempt: number;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        deadline_ms: number;
                        device_id: string;
                        driver: string;
                        /** Format: int64 */
                        ended_ms: number;
                        /** Format: int64 */
                        epoch: number;
                        id: string;
                        /** Format: int64 */
                        lease_ms: number;
                        /** Format: int64 */
                        lost: number;
                        /** Format: int64 */
                        next_ms: number;
                        on_deadline: string;
                        org_id: string;
                        phase: string;
                        reason: string;
                        resource_id: string;
                        room_id: string;
                        slot_id: string;
                        text: string;
                        verb: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    jobs_retry: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        accepted: number;
                        agent_id: string;
                        /** Format: int64 */
                        attempt: number;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        deadline_ms: number;
                        device_id: string;
                        driver: string;
                        /** Format: int64 */
                        ended_ms: number;
                        /** Format: int64 */
                        epoch: number;
                        id: string;
                        /** Format: int64 */
                        lease_ms: number;
                        /** Format: int64 */
                        lost: number;
                        /** Format: int64 */
                        next_ms: number;
                        on_deadline: string;
                        org_id: string;
                        phase: string;
                        reason: string;
                        resource_id: string;
                        room_id: string;
                        slot_id: string;
                        text: string;
                        verb: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    org_leave: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    live_tickets_create: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        expires_ms: number;
                        id: string;
                        protocol: string;
                        /** @description For the first frame; works once. */
                        ticket: string;
                        url: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    login: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        orgs: {
                            id: string;
                            kind: string;
                            name: string;
                            parent_id: string;
                            /** Format: int64 */
                            role_bits: number;
                            roles: unknown;
                        }[];
                        user: {
                            id: string;
                            login: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Operation ids this user may call. */
                        operations: unknown;
                        org: {
                            id: string;
                            kind: string;
                            name: string;
                            parent_id: string;
                            /** Format: int64 */
                            role_bits: number;
                            roles: unknown;
                        } | null;
                        orgs: {
                            id: string;
                            kind: string;
                            name: string;
                            parent_id: string;
                            /** Format: int64 */
                            role_bits: number;
                            roles: unknown;
                        }[];
                        /** Format: int64 */
                        server_ms: number;
                        user: {
                            id: string;
                            login: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    members_list: {
        parameters: {
            query?: {
                cursor?: string;
                department_id?: string;
                limit?: number;
                role?: string;
                state?: "active" | "removed" | "";
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            department: string;
                            department_id: string;
                            id: string;
                            login: string;
                            name: string;
                            /** Format: int64 */
                            role_bits: number;
                            roles: unknown;
                            state: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    members_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    login: string;
                    name: string;
                    password: string;
                    /** @description A list of role words. */
                    roles: unknown;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        department: string;
                        department_id: string;
                        id: string;
                        login: string;
                        name: string;
                        /** Format: int64 */
                        role_bits: number;
                        roles: unknown;
                        state: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    members_department: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description None when not given. */
                    department_id?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        department: string;
                        department_id: string;
                        id: string;
                        login: string;
                        name: string;
                        /** Format: int64 */
                        role_bits: number;
                        roles: unknown;
                        state: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    members_disable: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    members_roles: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A list of role words. */
                    roles: unknown;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        department: string;
                        department_id: string;
                        id: string;
                        login: string;
                        name: string;
                        /** Format: int64 */
                        role_bits: number;
                        roles: unknown;
                        state: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    members_invite: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    department_id?: string;
                    /** @description For whom; he does not see it. */
                    note?: string;
                    /** @description A list of role words. */
                    roles: unknown;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Shown once. */
                        code: string;
                        /** Format: int64 */
                        expires_ms: number;
                        id: string;
                        kind: string;
                        /** @description A page of the console; the code stands behind #, so no server writes it down. */
                        link: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    messages_list: {
        parameters: {
            query?: {
                cursor?: string;
                from_ms?: number;
                kind?: string;
                limit?: number;
                text?: string;
                to_ms?: number;
                unread?: boolean;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            id: string;
                            kind: string;
                            object: string;
                            /** @description The object's id. */
                            object_ref: string;
                            /** @description You have read it. */
                            read: boolean;
                            text_en: string;
                            text_zh: string;
                        }[];
                        next: string;
                        /**
                         * Format: int64
                         * @description How many you have not read; 1000: so many or more.
                         */
                        unread: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    messages_read: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        unread: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    messages_seen: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The newest you have seen; all there are when not given. */
                    until_id?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        unread: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    meter_events_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: {
                        /** Format: int64 */
                        at_ms: number;
                        /** @description Yours: the same for the same fact, however often it is sent. */
                        event_id: string;
                        resource_id: string;
                        /**
                         * Format: int64
                         * @description Thousandths of its unit.
                         */
                        units_milli: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        counted: number;
                        /**
                         * Format: int64
                         * @description Of those counted: for hours that are billed already.
                         */
                        late: number;
                        /**
                         * Format: int64
                         * @description Known already, and the same.
                         */
                        repeated: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    meter_policy_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Suspend so many hours after the balance is used up.
                         */
                        grace_hours: number;
                        /**
                         * Format: int64
                         * @description Warn when the balance lasts for fewer hours.
                         */
                        warn_hours: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    meter_policy_set: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description Suspend so many hours after the balance is used up.
                     */
                    grace_hours: number;
                    /**
                     * Format: int64
                     * @description Warn when the balance lasts for fewer hours.
                     */
                    warn_hours: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Suspend so many hours after the balance is used up.
                         */
                        grace_hours: number;
                        /**
                         * Format: int64
                         * @description Warn when the balance lasts for fewer hours.
                         */
                        warn_hours: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    models_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            attrs: unknown;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            height_u: number;
                            id: string;
                            /** @enum {string} */
                            kind: "server" | "hypervisor" | "pdu" | "switch";
                            name: string;
                            org_id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    models_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What all of this model have. */
                    attrs?: unknown;
                    /** Format: int64 */
                    height_u: number;
                    /** @enum {string} */
                    kind: "server" | "hypervisor" | "pdu" | "switch";
                    name: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attrs: unknown;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        height_u: number;
                        id: string;
                        /** @enum {string} */
                        kind: "server" | "hypervisor" | "pdu" | "switch";
                        name: string;
                        org_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    objections_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                settlement_id?: string;
                state?: "open" | "accepted" | "refused" | "withdrawn" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: int64
                             * @description Of a correction.
                             */
                            amount_fen: number;
                            answer: string;
                            /** @description Who objects. */
                            by_id: string;
                            by_name: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            /** @description next: it waits for the next run; correct: put right in this one */
                            how: string;
                            id: string;
                            line_id: string;
                            reason: string;
                            run_id: string;
                            /** @enum {string} */
                            state: "open" | "accepted" | "refused" | "withdrawn";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    objections_accept: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description How much of the line is taken back; all of it when not given.
                     */
                    amount_fen?: number;
                    answer?: string;
                    /** @description By the platform for a supplier without a login. */
                    for_supplier?: boolean;
                    /**
                     * @description next: the line waits for the next run; correct: put right by vouchers in this one
                     * @enum {string}
                     */
                    how: "next" | "correct";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Of a correction.
                         */
                        amount_fen: number;
                        answer: string;
                        /** @description Who objects. */
                        by_id: string;
                        by_name: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        ended_ms: number;
                        /** @description next: it waits for the next run; correct: put right in this one */
                        how: string;
                        id: string;
                        line_id: string;
                        reason: string;
                        run_id: string;
                        /** @enum {string} */
                        state: "open" | "accepted" | "refused" | "withdrawn";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    objections_refuse: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    answer: string;
                    /** @description By the platform for a supplier without a login. */
                    for_supplier?: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Of a correction.
                         */
                        amount_fen: number;
                        answer: string;
                        /** @description Who objects. */
                        by_id: string;
                        by_name: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        ended_ms: number;
                        /** @description next: it waits for the next run; correct: put right in this one */
                        how: string;
                        id: string;
                        line_id: string;
                        reason: string;
                        run_id: string;
                        /** @enum {string} */
                        state: "open" | "accepted" | "refused" | "withdrawn";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    objections_withdraw: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Of a correction.
                         */
                        amount_fen: number;
                        answer: string;
                        /** @description Who objects. */
                        by_id: string;
                        by_name: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        ended_ms: number;
                        /** @description next: it waits for the next run; correct: put right in this one */
                        how: string;
                        id: string;
                        line_id: string;
                        reason: string;
                        run_id: string;
                        /** @enum {string} */
                        state: "open" | "accepted" | "refused" | "withdrawn";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    orders_list: {
        parameters: {
            query?: {
                cursor?: string;
                from_ms?: number;
                kind?: string;
                limit?: number;
                open?: boolean;
                text?: string;
                to_ms?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            active_n: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            held_n: number;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            lines_n: number;
                            /** Format: int64 */
                            price_fen: number;
                            seller_id: string;
                            /**
                             * Format: int64
                             * @description What was paid: the price less coupons.
                             */
                            total_fen: number;
                            /** @description The first thing that was bought. */
                            what: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    orders_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Your name for it. */
                    alias?: string;
                    quote_id: string;
                    /** @description Your public key (ssh-ed25519 or ecdsa), to log in from outside. */
                    ssh_key?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lines: {
                            alias: string;
                            /**
                             * Format: int64
                             * @description Given back of it.
                             */
                            back_fen: number;
                            /**
                             * Format: int64
                             * @description Paid by what that gives back.
                             */
                            by_refund_fen: number;
                            /**
                             * Format: int64
                             * @description Paid by a coupon of it.
                             */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            /** Format: int64 */
                            deadline_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            /**
                             * Format: int64
                             * @description What it paid for, from
                             */
                            from_ms: number;
                            id: string;
                            job_id: string;
                            job_phase: string;
                            on_deadline: string;
                            /** Format: int64 */
                            periods: number;
                            /** Format: int64 */
                            price_fen: number;
                            reason: string;
                            /** @description What it takes the place of. */
                            replaces_id: string;
                            resource_id: string;
                            resource_state: string;
                            sku: string;
                            sku_id: string;
                            /** @description held, active or released */
                            state: string;
                            /**
                             * Format: int64
                             * @description to; 0: without end.
                             */
                            to_ms: number;
                        }[];
                        order: {
                            /** Format: int64 */
                            active_n: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            held_n: number;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            lines_n: number;
                            /** Format: int64 */
                            price_fen: number;
                            seller_id: string;
                            /**
                             * Format: int64
                             * @description What was paid: the price less coupons.
                             */
                            total_fen: number;
                            /** @description The first thing that was bought. */
                            what: string;
                        } | null;
                        timeline: {
                            /** Format: int64 */
                            at_ms: number;
                            line_id: string;
                            text: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    orders_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lines: {
                            alias: string;
                            /**
                             * Format: int64
                             * @description Given back of it.
                             */
                            back_fen: number;
                            /**
                             * Format: int64
                             * @description Paid by what that gives back.
                             */
                            by_refund_fen: number;
                            /**
                             * Format: int64
                             * @description Paid by a coupon of it.
                             */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            /** Format: int64 */
                            deadline_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            /**
                             * Format: int64
                             * @description What it paid for, from
                             */
                            from_ms: number;
                            id: string;
                            job_id: string;
                            job_phase: string;
                            on_deadline: string;
                            /** Format: int64 */
                            periods: number;
                            /** Format: int64 */
                            price_fen: number;
                            reason: string;
                            /** @description What it takes the place of. */
                            replaces_id: string;
                            resource_id: string;
                            resource_state: string;
                            sku: string;
                            sku_id: string;
                            /** @description held, active or released */
                            state: string;
                            /**
                             * Format: int64
                             * @description to; 0: without end.
                             */
                            to_ms: number;
                        }[];
                        order: {
                            /** Format: int64 */
                            active_n: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            held_n: number;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            lines_n: number;
                            /** Format: int64 */
                            price_fen: number;
                            seller_id: string;
                            /**
                             * Format: int64
                             * @description What was paid: the price less coupons.
                             */
                            total_fen: number;
                            /** @description The first thing that was bought. */
                            what: string;
                        } | null;
                        timeline: {
                            /** Format: int64 */
                            at_ms: number;
                            line_id: string;
                            text: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    orders_cancel: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description This unit alone; else all that still wait. */
                    line_id?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lines: {
                            alias: string;
                            /**
                             * Format: int64
                             * @description Given back of it.
                             */
                            back_fen: number;
                            /**
                             * Format: int64
                             * @description Paid by what that gives back.
                             */
                            by_refund_fen: number;
                            /**
                             * Format: int64
                             * @description Paid by a coupon of it.
                             */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            /** Format: int64 */
                            deadline_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            /**
                             * Format: int64
                             * @description What it paid for, from
                             */
                            from_ms: number;
                            id: string;
                            job_id: string;
                            job_phase: string;
                            on_deadline: string;
                            /** Format: int64 */
                            periods: number;
                            /** Format: int64 */
                            price_fen: number;
                            reason: string;
                            /** @description What it takes the place of. */
                            replaces_id: string;
                            resource_id: string;
                            resource_state: string;
                            sku: string;
                            sku_id: string;
                            /** @description held, active or released */
                            state: string;
                            /**
                             * Format: int64
                             * @description to; 0: without end.
                             */
                            to_ms: number;
                        }[];
                        order: {
                            /** Format: int64 */
                            active_n: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            held_n: number;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            lines_n: number;
                            /** Format: int64 */
                            price_fen: number;
                            seller_id: string;
                            /**
                             * Format: int64
                             * @description What was paid: the price less coupons.
                             */
                            total_fen: number;
                            /** @description The first thing that was bought. */
                            what: string;
                        } | null;
                        timeline: {
                            /** Format: int64 */
                            at_ms: number;
                            line_id: string;
                            text: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    orders_placement: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            body: {
                                candidates: {
                                    device: string;
                                    device_id: string;
                                    /** Format: int64 */
                                    free: number;
                                    reason_en: string;
                                    reason_zh: string;
                                    room: string;
                                    /** Format: int64 */
                                    score: number;
                                    verdict: string;
                                }[];
                                device_id: string;
                                driver: string;
                            } | null;
                            line_id: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    org_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        address: string;
                        bank_account: string;
                        contact_email: string;
                        contact_name: string;
                        contact_phone: string;
                        /** @enum {string} */
                        form: "company" | "person";
                        id: string;
                        invoice_title: string;
                        kind: string;
                        name: string;
                        /** @enum {string} */
                        state: "active" | "disabled";
                        tax_number: string;
                        /** Format: int64 */
                        updated_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    org_update: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address?: string;
                    /** @description Bank and account as they stand on contracts. */
                    bank_account?: string;
                    contact_email?: string;
                    contact_name?: string;
                    contact_phone?: string;
                    /** @enum {string} */
                    form: "company" | "person";
                    invoice_title?: string;
                    /** @description As on contracts. */
                    name: string;
                    /** @description 15 to 20 capital letters and digits. */
                    tax_number?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        address: string;
                        bank_account: string;
                        contact_email: string;
                        contact_name: string;
                        contact_phone: string;
                        /** @enum {string} */
                        form: "company" | "person";
                        id: string;
                        invoice_title: string;
                        kind: string;
                        name: string;
                        /** @enum {string} */
                        state: "active" | "disabled";
                        tax_number: string;
                        /** Format: int64 */
                        updated_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    orgs_state: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "active" | "disabled";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        /** @enum {string} */
                        form: "company" | "person";
                        id: string;
                        /** @enum {string} */
                        kind: "platform" | "distributor" | "customer" | "supplier";
                        /**
                         * Format: int64
                         * @description How far below the platform.
                         */
                        level: number;
                        name: string;
                        /** @description The virtual supplier of the operator's own devices. */
                        own_devices: boolean;
                        parent_id: string;
                        /** @enum {string} */
                        state: "active" | "disabled";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    password_change: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    new_password: string;
                    old_password: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    pay_accounts_list: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: int64
                             * @description Taken back by the channel, or returned.
                             */
                            back_fen: number;
                            channel: string;
                            /** Format: int64 */
                            collected_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            enabled: boolean;
                            /**
                             * Format: int64
                             * @description What the channel keeps; the platform's cost.
                             */
                            fee_bp: number;
                            id: string;
                            /**
                             * Format: int64
                             * @description To the bank, fees with it.
                             */
                            paid_out_fen: number;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    pay_accounts_put: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    channel: "simulator";
                    /** @description Nothing new is paid by it; what was begun is still heard. */
                    disabled?: boolean;
                    /**
                     * Format: int64
                     * @description 60, 0.6 %, when not given.
                     */
                    fee_bp?: number;
                    /** @description Make another secret; the old one is worth nothing at once. */
                    new_secret?: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: {
                            /**
                             * Format: int64
                             * @description Taken back by the channel, or returned.
                             */
                            back_fen: number;
                            channel: string;
                            /** Format: int64 */
                            collected_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            enabled: boolean;
                            /**
                             * Format: int64
                             * @description What the channel keeps; the platform's cost.
                             */
                            fee_bp: number;
                            id: string;
                            /**
                             * Format: int64
                             * @description To the bank, fees with it.
                             */
                            paid_out_fen: number;
                        } | null;
                        /** @description Of the new account or secret; not shown again. */
                        secret_once: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    pay_strays_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "done" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            channel: string;
                            channel_no: string;
                            /** Format: int64 */
                            created_ms: number;
                            ended_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            event: string;
                            id: string;
                            note: string;
                            /** @enum {string} */
                            state: "open" | "done";
                            /** @description amount: credited, but not what was asked; currency, differs, reused, chargeback: not acted on; unknown: never answered */
                            why: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    pay_strays_handle: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channel: string;
                        channel_no: string;
                        /** Format: int64 */
                        created_ms: number;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        event: string;
                        id: string;
                        note: string;
                        /** @enum {string} */
                        state: "open" | "done";
                        /** @description amount: credited, but not what was asked; currency, differs, reused, chargeback: not acted on; unknown: never answered */
                        why: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    pay_ways_list: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            channel: string;
                            title_en: string;
                            title_zh: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    pay_notify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As the channel says it. */
                    event: unknown;
                    sign: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    pay_questions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As the channel says it. */
                    event: unknown;
                    sign: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            asked_ms: number;
                            out_trade_no: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    payments_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "unknown" | "paid" | "closed" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            amount_fen: number;
                            channel: string;
                            /** @description The channel's number, once it is paid. */
                            channel_no: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            /**
                             * Format: int64
                             * @description When the channel is asked next.
                             */
                            next_ms: number;
                            order_id: string;
                            org_id: string;
                            out_trade_no: string;
                            /**
                             * Format: int64
                             * @description What the channel says it got.
                             */
                            paid_fen: number;
                            quote_id: string;
                            /** @enum {string} */
                            state: "open" | "unknown" | "paid" | "closed";
                            /** @description The reason word; the money is in the balance. */
                            why_no_order: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    payments_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Your name for what is bought. */
                    alias?: string;
                    /**
                     * Format: int64
                     * @description With a quote: what your balance lacks, when not given.
                     */
                    amount_fen?: number;
                    channel: string;
                    /** @description Bought, or renewed, as soon as it is paid; the money stays yours if that fails. */
                    quote_id?: string;
                    ssh_key?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What the channel's page is opened with, while it is open. */
                        pay: unknown;
                        payment: {
                            /** Format: int64 */
                            amount_fen: number;
                            channel: string;
                            /** @description The channel's number, once it is paid. */
                            channel_no: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            /**
                             * Format: int64
                             * @description When the channel is asked next.
                             */
                            next_ms: number;
                            order_id: string;
                            org_id: string;
                            out_trade_no: string;
                            /**
                             * Format: int64
                             * @description What the channel says it got.
                             */
                            paid_fen: number;
                            quote_id: string;
                            /** @enum {string} */
                            state: "open" | "unknown" | "paid" | "closed";
                            /** @description The reason word; the money is in the balance. */
                            why_no_order: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    payments_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What the channel's page is opened with, while it is open. */
                        pay: unknown;
                        payment: {
                            /** Format: int64 */
                            amount_fen: number;
                            channel: string;
                            /** @description The channel's number, once it is paid. */
                            channel_no: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            /**
                             * Format: int64
                             * @description When the channel is asked next.
                             */
                            next_ms: number;
                            order_id: string;
                            org_id: string;
                            out_trade_no: string;
                            /**
                             * Format: int64
                             * @description What the channel says it got.
                             */
                            paid_fen: number;
                            quote_id: string;
                            /** @enum {string} */
                            state: "open" | "unknown" | "paid" | "closed";
                            /** @description The reason word; the money is in the balance. */
                            why_no_order: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    payouts_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: int64
                             * @description Of what was collected, the fee with it.
                             */
                            amount_fen: number;
                            bank_ref: string;
                            channel: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            fee_fen: number;
                            id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    payouts_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description Of what was collected, before the fee.
                     */
                    amount_fen: number;
                    /** @description The bank's number of the receipt. */
                    bank_ref: string;
                    channel: string;
                    /**
                     * Format: int64
                     * @description As the channel's statement says, with fee_known.
                     */
                    fee_fen?: number;
                    /** @description Take fee_fen; else the account's rate of the amount. */
                    fee_known?: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Of what was collected, the fee with it.
                         */
                        amount_fen: number;
                        bank_ref: string;
                        channel: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        fee_fen: number;
                        id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    periods_list: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Who asked for it; another person confirms. */
                            asked_by: string;
                            /** Format: int64 */
                            asked_ms: number;
                            /**
                             * Format: int64
                             * @description The last voucher when it was closed.
                             */
                            closed_no: number;
                            first_day: string;
                            last_day: string;
                            /**
                             * Format: int64
                             * @description YYYYMM.
                             */
                            month: number;
                            reason: string;
                            /** @enum {string} */
                            state: "open" | "closing" | "closed" | "reopening";
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    periods_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                month: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who asked for it; another person confirms. */
                        asked_by: string;
                        /** Format: int64 */
                        asked_ms: number;
                        checks: {
                            /** @description The month cannot be closed while it is not ok. */
                            blocking: boolean;
                            /**
                             * Format: int64
                             * @description How many stand in the way.
                             */
                            count: number;
                            name: string;
                            ok: boolean;
                            /** @description The first of them. */
                            text: string;
                            title_en: string;
                            title_zh: string;
                            /** @description The console's page that lists them. */
                            where: string;
                        }[];
                        /**
                         * Format: int64
                         * @description The last voucher when it was closed.
                         */
                        closed_no: number;
                        first_day: string;
                        last_day: string;
                        /**
                         * Format: int64
                         * @description YYYYMM.
                         */
                        month: number;
                        reason: string;
                        /** @enum {string} */
                        state: "open" | "closing" | "closed" | "reopening";
                        /** @description What was done to it, the latest first. */
                        steps: {
                            /** Format: int64 */
                            at_ms: number;
                            reason: string;
                            /** @description close_asked, closed, reopen_asked, reopened, withdrawn. */
                            step: string;
                            user_id: string;
                            user_name: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    periods_close: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                month: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who asked for it; another person confirms. */
                        asked_by: string;
                        /** Format: int64 */
                        asked_ms: number;
                        checks: {
                            /** @description The month cannot be closed while it is not ok. */
                            blocking: boolean;
                            /**
                             * Format: int64
                             * @description How many stand in the way.
                             */
                            count: number;
                            name: string;
                            ok: boolean;
                            /** @description The first of them. */
                            text: string;
                            title_en: string;
                            title_zh: string;
                            /** @description The console's page that lists them. */
                            where: string;
                        }[];
                        /**
                         * Format: int64
                         * @description The last voucher when it was closed.
                         */
                        closed_no: number;
                        first_day: string;
                        last_day: string;
                        /**
                         * Format: int64
                         * @description YYYYMM.
                         */
                        month: number;
                        reason: string;
                        /** @enum {string} */
                        state: "open" | "closing" | "closed" | "reopening";
                        /** @description What was done to it, the latest first. */
                        steps: {
                            /** Format: int64 */
                            at_ms: number;
                            reason: string;
                            /** @description close_asked, closed, reopen_asked, reopened, withdrawn. */
                            step: string;
                            user_id: string;
                            user_name: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    periods_confirm: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                month: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who asked for it; another person confirms. */
                        asked_by: string;
                        /** Format: int64 */
                        asked_ms: number;
                        checks: {
                            /** @description The month cannot be closed while it is not ok. */
                            blocking: boolean;
                            /**
                             * Format: int64
                             * @description How many stand in the way.
                             */
                            count: number;
                            name: string;
                            ok: boolean;
                            /** @description The first of them. */
                            text: string;
                            title_en: string;
                            title_zh: string;
                            /** @description The console's page that lists them. */
                            where: string;
                        }[];
                        /**
                         * Format: int64
                         * @description The last voucher when it was closed.
                         */
                        closed_no: number;
                        first_day: string;
                        last_day: string;
                        /**
                         * Format: int64
                         * @description YYYYMM.
                         */
                        month: number;
                        reason: string;
                        /** @enum {string} */
                        state: "open" | "closing" | "closed" | "reopening";
                        /** @description What was done to it, the latest first. */
                        steps: {
                            /** Format: int64 */
                            at_ms: number;
                            reason: string;
                            /** @description close_asked, closed, reopen_asked, reopened, withdrawn. */
                            step: string;
                            user_id: string;
                            user_name: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    periods_reopen: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                month: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who asked for it; another person confirms. */
                        asked_by: string;
                        /** Format: int64 */
                        asked_ms: number;
                        checks: {
                            /** @description The month cannot be closed while it is not ok. */
                            blocking: boolean;
                            /**
                             * Format: int64
                             * @description How many stand in the way.
                             */
                            count: number;
                            name: string;
                            ok: boolean;
                            /** @description The first of them. */
                            text: string;
                            title_en: string;
                            title_zh: string;
                            /** @description The console's page that lists them. */
                            where: string;
                        }[];
                        /**
                         * Format: int64
                         * @description The last voucher when it was closed.
                         */
                        closed_no: number;
                        first_day: string;
                        last_day: string;
                        /**
                         * Format: int64
                         * @description YYYYMM.
                         */
                        month: number;
                        reason: string;
                        /** @enum {string} */
                        state: "open" | "closing" | "closed" | "reopening";
                        /** @description What was done to it, the latest first. */
                        steps: {
                            /** Format: int64 */
                            at_ms: number;
                            reason: string;
                            /** @description close_asked, closed, reopen_asked, reopened, withdrawn. */
                            step: string;
                            user_id: string;
                            user_name: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    periods_withdraw: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                month: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Who asked for it; another person confirms. */
                        asked_by: string;
                        /** Format: int64 */
                        asked_ms: number;
                        checks: {
                            /** @description The month cannot be closed while it is not ok. */
                            blocking: boolean;
                            /**
                             * Format: int64
                             * @description How many stand in the way.
                             */
                            count: number;
                            name: string;
                            ok: boolean;
                            /** @description The first of them. */
                            text: string;
                            title_en: string;
                            title_zh: string;
                            /** @description The console's page that lists them. */
                            where: string;
                        }[];
                        /**
                         * Format: int64
                         * @description The last voucher when it was closed.
                         */
                        closed_no: number;
                        first_day: string;
                        last_day: string;
                        /**
                         * Format: int64
                         * @description YYYYMM.
                         */
                        month: number;
                        reason: string;
                        /** @enum {string} */
                        state: "open" | "closing" | "closed" | "reopening";
                        /** @description What was done to it, the latest first. */
                        steps: {
                            /** Format: int64 */
                            at_ms: number;
                            reason: string;
                            /** @description close_asked, closed, reopen_asked, reopened, withdrawn. */
                            step: string;
                            user_id: string;
                            user_name: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    products_list: {
        parameters: {
            query?: {
                cursor?: string;
                kind?: string;
                limit?: number;
                state?: string;
                supplier_id?: string;
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            id: string;
                            /** @enum {string} */
                            kind: "hpc" | "ai" | "vm" | "line" | "device";
                            name: string;
                            org_id: string;
                            /** @description In your own shop. */
                            shown: boolean;
                            /** @enum {string} */
                            state: "on" | "off";
                            summary: string;
                            supplier: string;
                            supplier_id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    products_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description hpc 超算, ai 智算, vm 云主机, line 专线, device 设备.
                     * @enum {string}
                     */
                    kind: "hpc" | "ai" | "vm" | "line" | "device";
                    name: string;
                    summary?: string;
                    /** @description Whose it is; own devices when not given. */
                    supplier_id?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        id: string;
                        /** @enum {string} */
                        kind: "hpc" | "ai" | "vm" | "line" | "device";
                        name: string;
                        org_id: string;
                        /** @description In your own shop. */
                        shown: boolean;
                        /** @enum {string} */
                        state: "on" | "off";
                        summary: string;
                        supplier: string;
                        supplier_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    products_show: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    shown: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    products_state: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "on" | "off";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        id: string;
                        /** @enum {string} */
                        kind: "hpc" | "ai" | "vm" | "line" | "device";
                        name: string;
                        org_id: string;
                        /** @description In your own shop. */
                        shown: boolean;
                        /** @enum {string} */
                        state: "on" | "off";
                        summary: string;
                        supplier: string;
                        supplier_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    promotions_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: string;
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            amount_fen: number;
                            /**
                             * Format: int64
                             * @description What it may cost; 0: without a budget.
                             */
                            budget_fen: number;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** @enum {string} */
                            cycle: "once" | "month" | "year" | "";
                            /** @description Of a customer's first order. */
                            first_order: boolean;
                            /** Format: int64 */
                            from_ms: number;
                            /** Format: int64 */
                            held_fen: number;
                            id: string;
                            /** @description For customers who came by an invitation code of it. */
                            invited: boolean;
                            /**
                             * @description discount: rate_bp of the price is paid; reduce: amount_fen off each unit; price: amount_fen a cycle.
                             * @enum {string}
                             */
                            kind: "discount" | "reduce" | "price";
                            name: string;
                            product_id: string;
                            /**
                             * @description With scope kind.
                             * @enum {string}
                             */
                            product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                            /** Format: int64 */
                            rate_bp: number;
                            /** @enum {string} */
                            scope: "sku" | "product" | "kind" | "all";
                            sku_id: string;
                            /** @description One promotion of a group counts, the best; groups add up. */
                            stack_group: string;
                            /** @enum {string} */
                            state: "on" | "paused" | "ended";
                            /** Format: int64 */
                            to_ms: number;
                            /** Format: int64 */
                            used_fen: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    promotions_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: int64 */
                    amount_fen?: number;
                    /**
                     * Format: int64
                     * @description What it may cost; 0: without a budget.
                     */
                    budget_fen?: number;
                    /** @enum {string} */
                    cycle?: "once" | "month" | "year" | "";
                    /** @description Of a customer's first order. */
                    first_order?: boolean;
                    /** Format: int64 */
                    from_ms?: number;
                    /** @description For customers who came by an invitation code of it. */
                    invited?: boolean;
                    /**
                     * @description discount: rate_bp of the price is paid; reduce: amount_fen off each unit; price: amount_fen a cycle.
                     * @enum {string}
                     */
                    kind: "discount" | "reduce" | "price";
                    name: string;
                    product_id?: string;
                    /**
                     * @description With scope kind.
                     * @enum {string}
                     */
                    product_kind?: "hpc" | "ai" | "vm" | "line" | "device" | "";
                    /** Format: int64 */
                    rate_bp?: number;
                    /** @enum {string} */
                    scope: "sku" | "product" | "kind" | "all";
                    sku_id?: string;
                    /** @description One promotion of a group counts, the best; groups add up. */
                    stack_group?: string;
                    /** Format: int64 */
                    to_ms: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        amount_fen: number;
                        /**
                         * Format: int64
                         * @description What it may cost; 0: without a budget.
                         */
                        budget_fen: number;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** @enum {string} */
                        cycle: "once" | "month" | "year" | "";
                        /** @description Of a customer's first order. */
                        first_order: boolean;
                        /** Format: int64 */
                        from_ms: number;
                        /** Format: int64 */
                        held_fen: number;
                        id: string;
                        /** @description For customers who came by an invitation code of it. */
                        invited: boolean;
                        /**
                         * @description discount: rate_bp of the price is paid; reduce: amount_fen off each unit; price: amount_fen a cycle.
                         * @enum {string}
                         */
                        kind: "discount" | "reduce" | "price";
                        name: string;
                        product_id: string;
                        /**
                         * @description With scope kind.
                         * @enum {string}
                         */
                        product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                        /** Format: int64 */
                        rate_bp: number;
                        /** @enum {string} */
                        scope: "sku" | "product" | "kind" | "all";
                        sku_id: string;
                        /** @description One promotion of a group counts, the best; groups add up. */
                        stack_group: string;
                        /** @enum {string} */
                        state: "on" | "paused" | "ended";
                        /** Format: int64 */
                        to_ms: number;
                        /** Format: int64 */
                        used_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    promotions_steer: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description A new budget, not below what is held and used.
                     */
                    budget_fen?: number;
                    /** @enum {string} */
                    state?: "on" | "paused" | "ended" | "";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        amount_fen: number;
                        /**
                         * Format: int64
                         * @description What it may cost; 0: without a budget.
                         */
                        budget_fen: number;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** @enum {string} */
                        cycle: "once" | "month" | "year" | "";
                        /** @description Of a customer's first order. */
                        first_order: boolean;
                        /** Format: int64 */
                        from_ms: number;
                        /** Format: int64 */
                        held_fen: number;
                        id: string;
                        /** @description For customers who came by an invitation code of it. */
                        invited: boolean;
                        /**
                         * @description discount: rate_bp of the price is paid; reduce: amount_fen off each unit; price: amount_fen a cycle.
                         * @enum {string}
                         */
                        kind: "discount" | "reduce" | "price";
                        name: string;
                        product_id: string;
                        /**
                         * @description With scope kind.
                         * @enum {string}
                         */
                        product_kind: "hpc" | "ai" | "vm" | "line" | "device" | "";
                        /** Format: int64 */
                        rate_bp: number;
                        /** @enum {string} */
                        scope: "sku" | "product" | "kind" | "all";
                        sku_id: string;
                        /** @description One promotion of a group counts, the best; groups add up. */
                        stack_group: string;
                        /** @enum {string} */
                        state: "on" | "paused" | "ended";
                        /** Format: int64 */
                        to_ms: number;
                        /** Format: int64 */
                        used_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    quotes_list: {
        parameters: {
            query?: {
                cursor?: string;
                customer_id?: string;
                limit?: number;
                state?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            coupon_fen: number;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            customer: string;
                            customer_id: string;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            price_fen: number;
                            /** @description open, used or expired */
                            state: string;
                            /** Format: int64 */
                            total_fen: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    quotes_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description to buy these lines of the cart, a list of ids. */
                    cart?: unknown;
                    /** @description A coupon's code. */
                    coupon?: string;
                    /** @description Of a seller's people: for this customer of theirs. */
                    customer_id?: string;
                    /**
                     * @description month, or the first one it is sold by, when not given.
                     * @enum {string}
                     */
                    cycle?: "once" | "hour" | "month" | "year" | "usage" | "";
                    /**
                     * Format: int64
                     * @description How many cycles; 1 when not given.
                     */
                    periods?: number;
                    /**
                     * Format: int64
                     * @description 1 when not given.
                     */
                    quantity?: number;
                    /** @description to renew this, or with sku_id to put that in its place; or */
                    resource_id?: string;
                    /** @description To buy this; or */
                    sku_id?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Of a change: what is given back.
                         */
                        back_fen: number;
                        /**
                         * Format: int64
                         * @description Of that what pays for this.
                         */
                        by_refund_fen: number;
                        /** Format: int64 */
                        coupon_fen: number;
                        customer_id: string;
                        /** Format: int64 */
                        expires_ms: number;
                        id: string;
                        kind: string;
                        lines: {
                            alias: string;
                            cart_line_id: string;
                            /** Format: int64 */
                            coupon_fen: number;
                            cycle: string;
                            /** Format: int64 */
                            list_fen: number;
                            /**
                             * Format: int64
                             * @description Of one cycle or unit.
                             */
                            list_ufen: number;
                            /** Format: int64 */
                            periods: number;
                            /** Format: int64 */
                            price_fen: number;
                            product: string;
                            /** Format: int64 */
                            quantity: number;
                            sku: string;
                            sku_id: string;
                            steps: {
                                /**
                                 * Format: int64
                                 * @description After this step.
                                 */
                                amount_fen: number;
                                /** @description list, sale, customer, promotion or coupon */
                                rule: string;
                                text_en: string;
                                text_zh: string;
                            }[];
                            /** @description What cycle usage counts. */
                            unit: string;
                            /**
                             * Format: int64
                             * @description What is asked of this customer.
                             */
                            unit_ufen: number;
                        }[];
                        /** Format: int64 */
                        old_end_ms: number;
                        /** Format: int64 */
                        price_fen: number;
                        resource_id: string;
                        state: string;
                        /**
                         * Format: int64
                         * @description To pay: the price less the coupon and what is given back.
                         */
                        total_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    quotes_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Of a change: what is given back.
                         */
                        back_fen: number;
                        /**
                         * Format: int64
                         * @description Of that what pays for this.
                         */
                        by_refund_fen: number;
                        /** Format: int64 */
                        coupon_fen: number;
                        customer_id: string;
                        /** Format: int64 */
                        expires_ms: number;
                        id: string;
                        kind: string;
                        lines: {
                            alias: string;
                            cart_line_id: string;
                            /** Format: int64 */
                            coupon_fen: number;
                            cycle: string;
                            /** Format: int64 */
                            list_fen: number;
                            /**
                             * Format: int64
                             * @description Of one cycle or unit.
                             */
                            list_ufen: number;
                            /** Format: int64 */
                            periods: number;
                            /** Format: int64 */
                            price_fen: number;
                            product: string;
                            /** Format: int64 */
                            quantity: number;
                            sku: string;
                            sku_id: string;
                            steps: {
                                /**
                                 * Format: int64
                                 * @description After this step.
                                 */
                                amount_fen: number;
                                /** @description list, sale, customer, promotion or coupon */
                                rule: string;
                                text_en: string;
                                text_zh: string;
                            }[];
                            /** @description What cycle usage counts. */
                            unit: string;
                            /**
                             * Format: int64
                             * @description What is asked of this customer.
                             */
                            unit_ufen: number;
                        }[];
                        /** Format: int64 */
                        old_end_ms: number;
                        /** Format: int64 */
                        price_fen: number;
                        resource_id: string;
                        state: string;
                        /**
                         * Format: int64
                         * @description To pay: the price less the coupon and what is given back.
                         */
                        total_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    quotes_margin: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        lines: {
                            agreement_id: string;
                            /** Format: int64 */
                            agreement_version: number;
                            /**
                             * Format: int64
                             * @description What you earn as an agent.
                             */
                            commission_fen: number;
                            /**
                             * Format: int64
                             * @description What you pay for it.
                             */
                            cost_fen: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /** Format: int64 */
                            margin_fen: number;
                            /** @description How you buy it: discount, floor or rebate. */
                            mode: string;
                            /** Format: int64 */
                            price_fen: number;
                            sku: string;
                            sku_id: string;
                        }[];
                        /** Format: int64 */
                        margin_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    racks_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                room_id?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            height_u: number;
                            id: string;
                            name: string;
                            org_id: string;
                            room: string;
                            room_id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    racks_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: int64 */
                    height_u: number;
                    name: string;
                    room_id: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        height_u: number;
                        id: string;
                        name: string;
                        org_id: string;
                        room: string;
                        room_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    recharges_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            amount_fen: number;
                            /** @description The receipt's claim it is a part of. */
                            claim_id: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            customer: string;
                            customer_id: string;
                            decided_by: string;
                            /** Format: int64 */
                            decided_ms: number;
                            id: string;
                            memo: string;
                            org_id: string;
                            payer: string;
                            reason: string;
                            /** @enum {string} */
                            state: "waiting" | "confirmed" | "rejected";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    recharges_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: int64 */
                    amount_fen: number;
                    /** @description Whose; a customer's own when not given. */
                    customer_id?: string;
                    memo?: string;
                    /** @description Name on the transfer. */
                    payer: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        amount_fen: number;
                        /** @description The receipt's claim it is a part of. */
                        claim_id: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        customer: string;
                        customer_id: string;
                        decided_by: string;
                        /** Format: int64 */
                        decided_ms: number;
                        id: string;
                        memo: string;
                        org_id: string;
                        payer: string;
                        reason: string;
                        /** @enum {string} */
                        state: "waiting" | "confirmed" | "rejected";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    recharges_confirm: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The bank's number of the receipt; the recharge's own id when not given. */
                    bank_ref?: string;
                    /** @description Of the statement, YYYY-MM-DD; today when not given. */
                    day?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        amount_fen: number;
                        /** @description The receipt's claim it is a part of. */
                        claim_id: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        customer: string;
                        customer_id: string;
                        decided_by: string;
                        /** Format: int64 */
                        decided_ms: number;
                        id: string;
                        memo: string;
                        org_id: string;
                        payer: string;
                        reason: string;
                        /** @enum {string} */
                        state: "waiting" | "confirmed" | "rejected";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    recharges_reject: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        amount_fen: number;
                        /** @description The receipt's claim it is a part of. */
                        claim_id: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        customer: string;
                        customer_id: string;
                        decided_by: string;
                        /** Format: int64 */
                        decided_ms: number;
                        id: string;
                        memo: string;
                        org_id: string;
                        payer: string;
                        reason: string;
                        /** @enum {string} */
                        state: "waiting" | "confirmed" | "rejected";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    refunds_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            alias: string;
                            /**
                             * Format: int64
                             * @description What the customer gets back.
                             */
                            back_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            customer: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            /**
                             * Format: int64
                             * @description What was used of it.
                             */
                            kept_fen: number;
                            line_id: string;
                            org_id: string;
                            /**
                             * Format: int64
                             * @description What the line cost.
                             */
                            price_fen: number;
                            reason: string;
                            resource_id: string;
                            /** @description waiting until it is closed, done, dropped */
                            state: string;
                            /** Format: int64 */
                            total_s: number;
                            /** Format: int64 */
                            used_s: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    regions_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            id: string;
                            name: string;
                            org_id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    regions_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        id: string;
                        name: string;
                        org_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    customers_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The invitation code. */
                    code: string;
                    /** @enum {string} */
                    form?: "company" | "person" | "";
                    login: string;
                    /** @description Of the company or person. */
                    name: string;
                    password: string;
                    /** @description Who is its administrator. */
                    person: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    cash_flow_list: {
        parameters: {
            query?: {
                as_of_no?: number;
                compare_from?: string;
                compare_no?: number;
                cursor?: string;
                from?: string;
                limit?: number;
                to?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What there was and what moved is what there is. */
                        balanced: boolean;
                        /** Format: int64 */
                        closing_fen: number;
                        compare_from: string;
                        compare_to: string;
                        from: string;
                        items: {
                            /** @description operating, investing or financing. */
                            activity: string;
                            id: string;
                            /** Format: int64 */
                            in_fen: number;
                            name: string;
                            name_en: string;
                            /** Format: int64 */
                            net_fen: number;
                            /** Format: int64 */
                            out_fen: number;
                            subject: string;
                            /**
                             * Format: int64
                             * @description Of what it is compared with.
                             */
                            was_in_fen: number;
                            /** Format: int64 */
                            was_net_fen: number;
                            /** Format: int64 */
                            was_out_fen: number;
                        }[];
                        /** Format: int64 */
                        net_fen: number;
                        /** @description Always empty: all rows come at once. */
                        next: string;
                        /**
                         * Format: int64
                         * @description Cash before the first day.
                         */
                        opening_fen: number;
                        to: string;
                        /** Format: int64 */
                        was_closing_fen: number;
                        /** Format: int64 */
                        was_net_fen: number;
                        /**
                         * Format: int64
                         * @description Of what it is compared with.
                         */
                        was_opening_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    profit_list: {
        parameters: {
            query: {
                as_of_no?: number;
                by: "department" | "person" | "product" | "sku" | "customer" | "supplier" | "distributor" | "subject";
                compare_from?: string;
                compare_no?: number;
                cursor?: string;
                from?: string;
                limit?: number;
                to?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        compare_from: string;
                        compare_to: string;
                        /** Format: int64 */
                        cost_fen: number;
                        /** Format: int64 */
                        expense_fen: number;
                        from: string;
                        /** Format: int64 */
                        gross_fen: number;
                        items: {
                            /**
                             * Format: int64
                             * @description 64.
                             */
                            cost_fen: number;
                            department_id: string;
                            /**
                             * Format: int64
                             * @description 65 to 69.
                             */
                            expense_fen: number;
                            /** Format: int64 */
                            gross_fen: number;
                            /** @description The same for the same row of the same report. */
                            id: string;
                            /**
                             * Format: int64
                             * @description YYYYMM.
                             */
                            month: number;
                            name: string;
                            /** @description The customer, supplier or distributor; empty: none. */
                            org_id: string;
                            product_id: string;
                            /** Format: int64 */
                            profit_fen: number;
                            /**
                             * Format: int64
                             * @description 60 to 63, less allowances.
                             */
                            revenue_fen: number;
                            sku_id: string;
                            staff_id: string;
                            subject: string;
                            /** Format: int64 */
                            was_cost_fen: number;
                            /** Format: int64 */
                            was_expense_fen: number;
                            /** Format: int64 */
                            was_gross_fen: number;
                            /** Format: int64 */
                            was_profit_fen: number;
                            /**
                             * Format: int64
                             * @description Of what it is compared with.
                             */
                            was_revenue_fen: number;
                        }[];
                        next: string;
                        /** Format: int64 */
                        profit_fen: number;
                        /**
                         * Format: int64
                         * @description Of all of them.
                         */
                        revenue_fen: number;
                        to: string;
                        /**
                         * Format: int64
                         * @description How many there are of what was asked by.
                         */
                        values: number;
                        /** Format: int64 */
                        was_profit_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    series_list: {
        parameters: {
            query?: {
                months?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: int64
                             * @description Bank, channels and till at its end.
                             */
                            cash_fen: number;
                            /** Format: int64 */
                            cost_fen: number;
                            /**
                             * Format: int64
                             * @description Owed to customers at its end.
                             */
                            deposits_fen: number;
                            /** Format: int64 */
                            expense_fen: number;
                            /** Format: int64 */
                            gross_fen: number;
                            /**
                             * Format: int64
                             * @description YYYYMM.
                             */
                            month: number;
                            /** Format: int64 */
                            profit_fen: number;
                            /** Format: int64 */
                            revenue_fen: number;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    resources_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            alias: string;
                            auto_renew: boolean;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            device_id: string;
                            driver: string;
                            /**
                             * Format: int64
                             * @description Paid until then; 0: it has no end.
                             */
                            end_ms: number;
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description When something happens by itself; 0: nothing.
                             */
                            next_ms: number;
                            org_id: string;
                            room_id: string;
                            seller_id: string;
                            sku: string;
                            sku_id: string;
                            slot_id: string;
                            /** Format: int64 */
                            start_ms: number;
                            /** @enum {string} */
                            state: "opening" | "active" | "suspended" | "closing" | "closed" | "failed";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    resources_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        access: {
                            access: unknown;
                            driver: string;
                            resource_id: string;
                            ssh_key: string;
                        } | null;
                        /** @description That puts another in its place. */
                        changing_order_id: string;
                        next: {
                            /** Format: int64 */
                            at_ms: number;
                            kind: string;
                            text_en: string;
                            text_zh: string;
                        }[];
                        resource: {
                            alias: string;
                            auto_renew: boolean;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            device_id: string;
                            driver: string;
                            /**
                             * Format: int64
                             * @description Paid until then; 0: it has no end.
                             */
                            end_ms: number;
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description When something happens by itself; 0: nothing.
                             */
                            next_ms: number;
                            org_id: string;
                            room_id: string;
                            seller_id: string;
                            sku: string;
                            sku_id: string;
                            slot_id: string;
                            /** Format: int64 */
                            start_ms: number;
                            /** @enum {string} */
                            state: "opening" | "active" | "suspended" | "closing" | "closed" | "failed";
                        } | null;
                        /** @description Kinds that can be opened now. */
                        terminals: unknown;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    resources_auto_renew: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    on: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    resources_close: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its alias, typed again. */
                    confirm: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        access: {
                            access: unknown;
                            driver: string;
                            resource_id: string;
                            ssh_key: string;
                        } | null;
                        /** @description That puts another in its place. */
                        changing_order_id: string;
                        next: {
                            /** Format: int64 */
                            at_ms: number;
                            kind: string;
                            text_en: string;
                            text_zh: string;
                        }[];
                        resource: {
                            alias: string;
                            auto_renew: boolean;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            device_id: string;
                            driver: string;
                            /**
                             * Format: int64
                             * @description Paid until then; 0: it has no end.
                             */
                            end_ms: number;
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description When something happens by itself; 0: nothing.
                             */
                            next_ms: number;
                            org_id: string;
                            room_id: string;
                            seller_id: string;
                            sku: string;
                            sku_id: string;
                            slot_id: string;
                            /** Format: int64 */
                            start_ms: number;
                            /** @enum {string} */
                            state: "opening" | "active" | "suspended" | "closing" | "closed" | "failed";
                        } | null;
                        /** @description Kinds that can be opened now. */
                        terminals: unknown;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    resources_refund: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        at_ms: number;
                        /**
                         * Format: int64
                         * @description If it were closed now.
                         */
                        back_fen: number;
                        lines: {
                            alias: string;
                            /**
                             * Format: int64
                             * @description What the customer gets back.
                             */
                            back_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            customer: string;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            /**
                             * Format: int64
                             * @description What was used of it.
                             */
                            kept_fen: number;
                            line_id: string;
                            org_id: string;
                            /**
                             * Format: int64
                             * @description What the line cost.
                             */
                            price_fen: number;
                            reason: string;
                            resource_id: string;
                            /** @description waiting until it is closed, done, dropped */
                            state: string;
                            /** Format: int64 */
                            total_s: number;
                            /** Format: int64 */
                            used_s: number;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    resources_rename: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    alias: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        access: {
                            access: unknown;
                            driver: string;
                            resource_id: string;
                            ssh_key: string;
                        } | null;
                        /** @description That puts another in its place. */
                        changing_order_id: string;
                        next: {
                            /** Format: int64 */
                            at_ms: number;
                            kind: string;
                            text_en: string;
                            text_zh: string;
                        }[];
                        resource: {
                            alias: string;
                            auto_renew: boolean;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            device_id: string;
                            driver: string;
                            /**
                             * Format: int64
                             * @description Paid until then; 0: it has no end.
                             */
                            end_ms: number;
                            id: string;
                            kind: string;
                            /**
                             * Format: int64
                             * @description When something happens by itself; 0: nothing.
                             */
                            next_ms: number;
                            org_id: string;
                            room_id: string;
                            seller_id: string;
                            sku: string;
                            sku_id: string;
                            slot_id: string;
                            /** Format: int64 */
                            start_ms: number;
                            /** @enum {string} */
                            state: "opening" | "active" | "suspended" | "closing" | "closed" | "failed";
                        } | null;
                        /** @description Kinds that can be opened now. */
                        terminals: unknown;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    resources_renew: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    quote_id: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lines: {
                            alias: string;
                            /**
                             * Format: int64
                             * @description Given back of it.
                             */
                            back_fen: number;
                            /**
                             * Format: int64
                             * @description Paid by what that gives back.
                             */
                            by_refund_fen: number;
                            /**
                             * Format: int64
                             * @description Paid by a coupon of it.
                             */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            /** Format: int64 */
                            deadline_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            /**
                             * Format: int64
                             * @description What it paid for, from
                             */
                            from_ms: number;
                            id: string;
                            job_id: string;
                            job_phase: string;
                            on_deadline: string;
                            /** Format: int64 */
                            periods: number;
                            /** Format: int64 */
                            price_fen: number;
                            reason: string;
                            /** @description What it takes the place of. */
                            replaces_id: string;
                            resource_id: string;
                            resource_state: string;
                            sku: string;
                            sku_id: string;
                            /** @description held, active or released */
                            state: string;
                            /**
                             * Format: int64
                             * @description to; 0: without end.
                             */
                            to_ms: number;
                        }[];
                        order: {
                            /** Format: int64 */
                            active_n: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            held_n: number;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            lines_n: number;
                            /** Format: int64 */
                            price_fen: number;
                            seller_id: string;
                            /**
                             * Format: int64
                             * @description What was paid: the price less coupons.
                             */
                            total_fen: number;
                            /** @description The first thing that was bought. */
                            what: string;
                        } | null;
                        timeline: {
                            /** Format: int64 */
                            at_ms: number;
                            line_id: string;
                            text: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    resources_usage: {
        parameters: {
            query?: {
                by?: "hour" | "day" | "";
                from_ms?: number;
                to_ms?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        spans: {
                            /**
                             * Format: int64
                             * @description Of those: on a bill.
                             */
                            billed_milli: number;
                            /** Format: int64 */
                            from_ms: number;
                            /**
                             * Format: int64
                             * @description The price of a unit; of a day its last.
                             */
                            unit_ufen: number;
                            /**
                             * Format: int64
                             * @description Thousandths of an hour, or of the SKU's unit.
                             */
                            units_milli: number;
                        }[];
                        /** @description hour, or what the SKU counts. */
                        unit: string;
                        /**
                         * Format: int64
                         * @description Of all spans.
                         */
                        units_milli: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    rooms_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            address: string;
                            /** Format: int64 */
                            agents_online: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            devices: number;
                            id: string;
                            name: string;
                            org_id: string;
                            region: string;
                            region_id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    rooms_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address?: string;
                    name: string;
                    region_id: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        address: string;
                        /** Format: int64 */
                        agents_online: number;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        devices: number;
                        id: string;
                        name: string;
                        org_id: string;
                        region: string;
                        region_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    sales_list: {
        parameters: {
            query?: {
                cursor?: string;
                from_ms?: number;
                kind?: string;
                limit?: number;
                other_id?: string;
                product_id?: string;
                state?: string;
                to_ms?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description The version of terms you bought it on. */
                            agreement_id: string;
                            /**
                             * Format: int64
                             * @description What you earn as an agent.
                             */
                            commission_in_fen: number;
                            /**
                             * Format: int64
                             * @description What you pay the agent below.
                             */
                            commission_out_fen: number;
                            /**
                             * Format: int64
                             * @description What you pay for it.
                             */
                            cost_fen: number;
                            /**
                             * Format: int64
                             * @description Paid by your coupon.
                             */
                            coupon_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            /** Format: int64 */
                            from_ms: number;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            margin_fen: number;
                            /** @description How you buy it: discount, floor or rebate. */
                            mode: string;
                            /** @description Of your own customer's order. */
                            order_id: string;
                            /** @description Whom you sold it to. */
                            other: string;
                            other_id: string;
                            /** @description customer or distributor */
                            other_kind: string;
                            /** Format: int64 */
                            periods: number;
                            product: string;
                            product_id: string;
                            /**
                             * Format: int64
                             * @description What you sell it for.
                             */
                            sale_fen: number;
                            sku: string;
                            sku_id: string;
                            /** @description held, active or released */
                            state: string;
                            /** Format: int64 */
                            to_ms: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    sessions_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            current: boolean;
                            id: string;
                            peer: string;
                            /** Format: int64 */
                            seen_ms: number;
                            user_id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    sessions_revoke: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    settlement_plan_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Everything that is shown can be paid in this order. */
                        feasible: boolean;
                        steps: {
                            /** Format: int64 */
                            amount_fen: number;
                            id: string;
                            payee: string;
                            payee_id: string;
                            payer: string;
                            payer_id: string;
                            /**
                             * Format: int64
                             * @description Of a stuck one: what the payer's bank lacks when all that can be paid is paid; of others' banks only the platform is told.
                             */
                            short_fen: number;
                            /** @description payable or stuck */
                            state: string;
                            /**
                             * Format: int64
                             * @description Its place in the order; 0: it is stuck.
                             */
                            step: number;
                        }[];
                        /** @description Every order was looked at. */
                        sure: boolean;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    settlements_list: {
        parameters: {
            query?: {
                cursor?: string;
                from_ms?: number;
                kind?: "supply" | "distribution" | "";
                limit?: number;
                other_id?: string;
                state?: "draft" | "confirmed" | "approved" | "paid" | "closed" | "";
                to_ms?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description The terms whose calendar it follows. */
                            agreement_id: string;
                            /** @description Of whoever pays. */
                            approval_id: string;
                            bank_ref: string;
                            buyer: string;
                            buyer_id: string;
                            /** Format: int64 */
                            buyer_ms: number;
                            buyer_note: string;
                            /** Format: int64 */
                            closed_ms: number;
                            /**
                             * Format: int64
                             * @description Collected for the buyer by the seller.
                             */
                            collected_fen: number;
                            /**
                             * Format: int64
                             * @description The buyer's commission as an agent.
                             */
                            commission_fen: number;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            from_ms: number;
                            /**
                             * Format: int64
                             * @description What the buyer owes for what it bought.
                             */
                            goods_fen: number;
                            id: string;
                            /** @description distribution: with a neighbour; supply: with a supplier */
                            kind: string;
                            /** Format: int64 */
                            lines_n: number;
                            /**
                             * Format: int64
                             * @description Goods less collected less commission: above 0 the buyer pays, below the seller.
                             */
                            net_fen: number;
                            /**
                             * Format: int64
                             * @description Open ones.
                             */
                            objections_n: number;
                            /** Format: int64 */
                            paid_ms: number;
                            /** @description seller or buyer; empty when there is nothing to pay */
                            payer: string;
                            seller: string;
                            seller_id: string;
                            /**
                             * Format: int64
                             * @description When the seller confirmed; 0: not yet.
                             */
                            seller_ms: number;
                            seller_note: string;
                            /** @description draft, confirmed by both sides, approved, paid, closed */
                            state: string;
                            /** Format: int64 */
                            to_ms: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    settlements_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The neighbour or supplier to settle with. */
                    other_id: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The terms whose calendar it follows. */
                        agreement_id: string;
                        /** @description Of whoever pays. */
                        approval_id: string;
                        bank_ref: string;
                        buyer: string;
                        buyer_id: string;
                        /** Format: int64 */
                        buyer_ms: number;
                        buyer_note: string;
                        /** Format: int64 */
                        closed_ms: number;
                        /**
                         * Format: int64
                         * @description Collected for the buyer by the seller.
                         */
                        collected_fen: number;
                        /**
                         * Format: int64
                         * @description The buyer's commission as an agent.
                         */
                        commission_fen: number;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        from_ms: number;
                        /**
                         * Format: int64
                         * @description What the buyer owes for what it bought.
                         */
                        goods_fen: number;
                        id: string;
                        /** @description distribution: with a neighbour; supply: with a supplier */
                        kind: string;
                        /** Format: int64 */
                        lines_n: number;
                        /**
                         * Format: int64
                         * @description Goods less collected less commission: above 0 the buyer pays, below the seller.
                         */
                        net_fen: number;
                        /**
                         * Format: int64
                         * @description Open ones.
                         */
                        objections_n: number;
                        /** Format: int64 */
                        paid_ms: number;
                        /** @description seller or buyer; empty when there is nothing to pay */
                        payer: string;
                        seller: string;
                        seller_id: string;
                        /**
                         * Format: int64
                         * @description When the seller confirmed; 0: not yet.
                         */
                        seller_ms: number;
                        seller_note: string;
                        /** @description draft, confirmed by both sides, approved, paid, closed */
                        state: string;
                        /** Format: int64 */
                        to_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    settlements_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The terms whose calendar it follows. */
                        agreement_id: string;
                        /** @description Of whoever pays. */
                        approval_id: string;
                        bank_ref: string;
                        buyer: string;
                        buyer_id: string;
                        /** Format: int64 */
                        buyer_ms: number;
                        buyer_note: string;
                        /** Format: int64 */
                        closed_ms: number;
                        /**
                         * Format: int64
                         * @description Collected for the buyer by the seller.
                         */
                        collected_fen: number;
                        /**
                         * Format: int64
                         * @description The buyer's commission as an agent.
                         */
                        commission_fen: number;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        from_ms: number;
                        /**
                         * Format: int64
                         * @description What the buyer owes for what it bought.
                         */
                        goods_fen: number;
                        id: string;
                        /** @description distribution: with a neighbour; supply: with a supplier */
                        kind: string;
                        /** Format: int64 */
                        lines_n: number;
                        /**
                         * Format: int64
                         * @description Goods less collected less commission: above 0 the buyer pays, below the seller.
                         */
                        net_fen: number;
                        /**
                         * Format: int64
                         * @description Open ones.
                         */
                        objections_n: number;
                        /** Format: int64 */
                        paid_ms: number;
                        /** @description seller or buyer; empty when there is nothing to pay */
                        payer: string;
                        seller: string;
                        seller_id: string;
                        /**
                         * Format: int64
                         * @description When the seller confirmed; 0: not yet.
                         */
                        seller_ms: number;
                        seller_note: string;
                        /** @description draft, confirmed by both sides, approved, paid, closed */
                        state: string;
                        /** Format: int64 */
                        to_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    settlements_close: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description By the platform for a supplier without a login; with a note. */
                    for_supplier?: boolean;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The terms whose calendar it follows. */
                        agreement_id: string;
                        /** @description Of whoever pays. */
                        approval_id: string;
                        bank_ref: string;
                        buyer: string;
                        buyer_id: string;
                        /** Format: int64 */
                        buyer_ms: number;
                        buyer_note: string;
                        /** Format: int64 */
                        closed_ms: number;
                        /**
                         * Format: int64
                         * @description Collected for the buyer by the seller.
                         */
                        collected_fen: number;
                        /**
                         * Format: int64
                         * @description The buyer's commission as an agent.
                         */
                        commission_fen: number;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        from_ms: number;
                        /**
                         * Format: int64
                         * @description What the buyer owes for what it bought.
                         */
                        goods_fen: number;
                        id: string;
                        /** @description distribution: with a neighbour; supply: with a supplier */
                        kind: string;
                        /** Format: int64 */
                        lines_n: number;
                        /**
                         * Format: int64
                         * @description Goods less collected less commission: above 0 the buyer pays, below the seller.
                         */
                        net_fen: number;
                        /**
                         * Format: int64
                         * @description Open ones.
                         */
                        objections_n: number;
                        /** Format: int64 */
                        paid_ms: number;
                        /** @description seller or buyer; empty when there is nothing to pay */
                        payer: string;
                        seller: string;
                        seller_id: string;
                        /**
                         * Format: int64
                         * @description When the seller confirmed; 0: not yet.
                         */
                        seller_ms: number;
                        seller_note: string;
                        /** @description draft, confirmed by both sides, approved, paid, closed */
                        state: string;
                        /** Format: int64 */
                        to_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    settlements_confirm: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description By the platform for a supplier without a login; with a note. */
                    for_supplier?: boolean;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The terms whose calendar it follows. */
                        agreement_id: string;
                        /** @description Of whoever pays. */
                        approval_id: string;
                        bank_ref: string;
                        buyer: string;
                        buyer_id: string;
                        /** Format: int64 */
                        buyer_ms: number;
                        buyer_note: string;
                        /** Format: int64 */
                        closed_ms: number;
                        /**
                         * Format: int64
                         * @description Collected for the buyer by the seller.
                         */
                        collected_fen: number;
                        /**
                         * Format: int64
                         * @description The buyer's commission as an agent.
                         */
                        commission_fen: number;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        from_ms: number;
                        /**
                         * Format: int64
                         * @description What the buyer owes for what it bought.
                         */
                        goods_fen: number;
                        id: string;
                        /** @description distribution: with a neighbour; supply: with a supplier */
                        kind: string;
                        /** Format: int64 */
                        lines_n: number;
                        /**
                         * Format: int64
                         * @description Goods less collected less commission: above 0 the buyer pays, below the seller.
                         */
                        net_fen: number;
                        /**
                         * Format: int64
                         * @description Open ones.
                         */
                        objections_n: number;
                        /** Format: int64 */
                        paid_ms: number;
                        /** @description seller or buyer; empty when there is nothing to pay */
                        payer: string;
                        seller: string;
                        seller_id: string;
                        /**
                         * Format: int64
                         * @description When the seller confirmed; 0: not yet.
                         */
                        seller_ms: number;
                        seller_note: string;
                        /** @description draft, confirmed by both sides, approved, paid, closed */
                        state: string;
                        /** Format: int64 */
                        to_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    settlement_lines_list: {
        parameters: {
            query?: {
                cursor?: string;
                event?: string;
                limit?: number;
                line_id?: string;
                product_id?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            at_ms: number;
                            /** Format: int64 */
                            collected_fen: number;
                            /** Format: int64 */
                            commission_fen: number;
                            /** @description Posted after the cut, when an objection was agreed. */
                            correction: boolean;
                            cycle: string;
                            /** @description Of the buyer's book. */
                            date: string;
                            /** @description capture, refund, recharge_online, … */
                            event: string;
                            /** Format: int64 */
                            from_ms: number;
                            /**
                             * Format: int64
                             * @description Below 0: given back.
                             */
                            goods_fen: number;
                            id: string;
                            /** @description The order line it is about. */
                            line_id: string;
                            /** @description open, refused or withdrawn; empty: none */
                            objection: string;
                            product: string;
                            product_id: string;
                            sku: string;
                            sku_id: string;
                            /** Format: int64 */
                            to_ms: number;
                            /** @description Of your own book. */
                            voucher_id: string;
                            /** Format: int64 */
                            voucher_no: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    objections_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description By the platform for a supplier without a login; with a note. */
                    for_supplier?: boolean;
                    line_id: string;
                    note?: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Of a correction.
                         */
                        amount_fen: number;
                        answer: string;
                        /** @description Who objects. */
                        by_id: string;
                        by_name: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        ended_ms: number;
                        /** @description next: it waits for the next run; correct: put right in this one */
                        how: string;
                        id: string;
                        line_id: string;
                        reason: string;
                        run_id: string;
                        /** @enum {string} */
                        state: "open" | "accepted" | "refused" | "withdrawn";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    settlements_pay: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The bank's number of the transfer; not needed when nothing is to be paid. */
                    bank_ref?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The terms whose calendar it follows. */
                        agreement_id: string;
                        /** @description Of whoever pays. */
                        approval_id: string;
                        bank_ref: string;
                        buyer: string;
                        buyer_id: string;
                        /** Format: int64 */
                        buyer_ms: number;
                        buyer_note: string;
                        /** Format: int64 */
                        closed_ms: number;
                        /**
                         * Format: int64
                         * @description Collected for the buyer by the seller.
                         */
                        collected_fen: number;
                        /**
                         * Format: int64
                         * @description The buyer's commission as an agent.
                         */
                        commission_fen: number;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        from_ms: number;
                        /**
                         * Format: int64
                         * @description What the buyer owes for what it bought.
                         */
                        goods_fen: number;
                        id: string;
                        /** @description distribution: with a neighbour; supply: with a supplier */
                        kind: string;
                        /** Format: int64 */
                        lines_n: number;
                        /**
                         * Format: int64
                         * @description Goods less collected less commission: above 0 the buyer pays, below the seller.
                         */
                        net_fen: number;
                        /**
                         * Format: int64
                         * @description Open ones.
                         */
                        objections_n: number;
                        /** Format: int64 */
                        paid_ms: number;
                        /** @description seller or buyer; empty when there is nothing to pay */
                        payer: string;
                        seller: string;
                        seller_id: string;
                        /**
                         * Format: int64
                         * @description When the seller confirmed; 0: not yet.
                         */
                        seller_ms: number;
                        seller_note: string;
                        /** @description draft, confirmed by both sides, approved, paid, closed */
                        state: string;
                        /** Format: int64 */
                        to_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    settlements_submit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The terms whose calendar it follows. */
                        agreement_id: string;
                        /** @description Of whoever pays. */
                        approval_id: string;
                        bank_ref: string;
                        buyer: string;
                        buyer_id: string;
                        /** Format: int64 */
                        buyer_ms: number;
                        buyer_note: string;
                        /** Format: int64 */
                        closed_ms: number;
                        /**
                         * Format: int64
                         * @description Collected for the buyer by the seller.
                         */
                        collected_fen: number;
                        /**
                         * Format: int64
                         * @description The buyer's commission as an agent.
                         */
                        commission_fen: number;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        from_ms: number;
                        /**
                         * Format: int64
                         * @description What the buyer owes for what it bought.
                         */
                        goods_fen: number;
                        id: string;
                        /** @description distribution: with a neighbour; supply: with a supplier */
                        kind: string;
                        /** Format: int64 */
                        lines_n: number;
                        /**
                         * Format: int64
                         * @description Goods less collected less commission: above 0 the buyer pays, below the seller.
                         */
                        net_fen: number;
                        /**
                         * Format: int64
                         * @description Open ones.
                         */
                        objections_n: number;
                        /** Format: int64 */
                        paid_ms: number;
                        /** @description seller or buyer; empty when there is nothing to pay */
                        payer: string;
                        seller: string;
                        seller_id: string;
                        /**
                         * Format: int64
                         * @description When the seller confirmed; 0: not yet.
                         */
                        seller_ms: number;
                        seller_note: string;
                        /** @description draft, confirmed by both sides, approved, paid, closed */
                        state: string;
                        /** Format: int64 */
                        to_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    shop_list: {
        parameters: {
            query?: {
                cycle?: "once" | "hour" | "month" | "year" | "usage" | "";
                kind?: string;
                max_fen?: number;
                need?: string;
                region?: string;
                skus?: string;
                sort?: "price" | "performance" | "ready" | "free" | "";
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Opens by itself, without a technician. */
                            automatic: boolean;
                            /** Format: int64 */
                            free: number;
                            kind: string;
                            name: string;
                            /**
                             * Format: int64
                             * @description Its attributes weighed by the kind's schema; to compare.
                             */
                            performance: number;
                            places: {
                                /** Format: int64 */
                                free: number;
                                region: string;
                            }[];
                            prices: {
                                cycle: string;
                                /** Format: int64 */
                                list_ufen: number;
                                /**
                                 * Format: int64
                                 * @description What you would pay for one.
                                 */
                                price_ufen: number;
                            }[];
                            product: string;
                            product_id: string;
                            /**
                             * Format: int64
                             * @description Usual seconds until it is open.
                             */
                            ready_s: number;
                            sku_id: string;
                            spec: unknown;
                            /** @description What cycle usage counts. */
                            unit: string;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    skus_list: {
        parameters: {
            query?: {
                cursor?: string;
                kind?: string;
                limit?: number;
                product_id?: string;
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            /** @enum {string} */
                            driver: "libvirt" | "manual" | "sim";
                            id: string;
                            kind: string;
                            name: string;
                            /** @description List prices that count now. */
                            prices: {
                                /** @enum {string} */
                                cycle: "once" | "hour" | "month" | "year" | "usage";
                                /**
                                 * Format: int64
                                 * @description Since when; now when not given.
                                 */
                                from_ms: number;
                                /**
                                 * Format: int64
                                 * @description Of one cycle or unit; or
                                 */
                                price_fen: number;
                                /**
                                 * Format: int64
                                 * @description in millionths of a fen, for hour and usage.
                                 */
                                price_ufen: number;
                            }[];
                            product: string;
                            product_id: string;
                            /** Format: int64 */
                            ready_s: number;
                            spec: unknown;
                            /** @enum {string} */
                            state: "on" | "off";
                            /** @description What cycle usage counts. */
                            unit: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    skus_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Who opens it.
                     * @enum {string}
                     */
                    driver: "libvirt" | "manual" | "sim";
                    name: string;
                    /** @description A list price for each cycle it is offered for. */
                    prices: {
                        /** @enum {string} */
                        cycle: "once" | "hour" | "month" | "year" | "usage";
                        /**
                         * Format: int64
                         * @description Since when; now when not given.
                         */
                        from_ms?: number;
                        /**
                         * Format: int64
                         * @description Of one cycle or unit; or
                         */
                        price_fen?: number;
                        /**
                         * Format: int64
                         * @description in millionths of a fen, for hour and usage.
                         */
                        price_ufen?: number;
                    }[];
                    product_id: string;
                    /**
                     * Format: int64
                     * @description Usual seconds to open.
                     */
                    ready_s?: number;
                    /** @description Its attributes, as the kind's schema has them. */
                    spec: unknown;
                    /** @description core_hour, gib…: with cycle usage. */
                    unit?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        /** @enum {string} */
                        driver: "libvirt" | "manual" | "sim";
                        id: string;
                        kind: string;
                        name: string;
                        /** @description List prices that count now. */
                        prices: {
                            /** @enum {string} */
                            cycle: "once" | "hour" | "month" | "year" | "usage";
                            /**
                             * Format: int64
                             * @description Since when; now when not given.
                             */
                            from_ms: number;
                            /**
                             * Format: int64
                             * @description Of one cycle or unit; or
                             */
                            price_fen: number;
                            /**
                             * Format: int64
                             * @description in millionths of a fen, for hour and usage.
                             */
                            price_ufen: number;
                        }[];
                        product: string;
                        product_id: string;
                        /** Format: int64 */
                        ready_s: number;
                        spec: unknown;
                        /** @enum {string} */
                        state: "on" | "off";
                        /** @description What cycle usage counts. */
                        unit: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    skus_prices: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            cycle: "once" | "hour" | "month" | "year" | "usage";
                            /**
                             * Format: int64
                             * @description Since when; now when not given.
                             */
                            from_ms: number;
                            /**
                             * Format: int64
                             * @description Of one cycle or unit; or
                             */
                            price_fen: number;
                            /**
                             * Format: int64
                             * @description in millionths of a fen, for hour and usage.
                             */
                            price_ufen: number;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    skus_price: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    cycle: "once" | "hour" | "month" | "year" | "usage";
                    /** @description Instead of a price: no longer. */
                    end?: boolean;
                    /**
                     * Format: int64
                     * @description Since when, not in the past; now when not given.
                     */
                    from_ms?: number;
                    /** Format: int64 */
                    price_fen?: number;
                    /** Format: int64 */
                    price_ufen?: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            cycle: "once" | "hour" | "month" | "year" | "usage";
                            /**
                             * Format: int64
                             * @description Since when; now when not given.
                             */
                            from_ms: number;
                            /**
                             * Format: int64
                             * @description Of one cycle or unit; or
                             */
                            price_fen: number;
                            /**
                             * Format: int64
                             * @description in millionths of a fen, for hour and usage.
                             */
                            price_ufen: number;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    skus_sale_prices: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            cycle: "once" | "hour" | "month" | "year" | "usage";
                            /**
                             * Format: int64
                             * @description Since when; now when not given.
                             */
                            from_ms: number;
                            /**
                             * Format: int64
                             * @description Of one cycle or unit; or
                             */
                            price_fen: number;
                            /**
                             * Format: int64
                             * @description in millionths of a fen, for hour and usage.
                             */
                            price_ufen: number;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    skus_sale_price: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    cycle: "once" | "hour" | "month" | "year" | "usage";
                    /** @description Instead of a price: no longer. */
                    end?: boolean;
                    /**
                     * Format: int64
                     * @description Since when, not in the past; now when not given.
                     */
                    from_ms?: number;
                    /** Format: int64 */
                    price_fen?: number;
                    /** Format: int64 */
                    price_ufen?: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            cycle: "once" | "hour" | "month" | "year" | "usage";
                            /**
                             * Format: int64
                             * @description Since when; now when not given.
                             */
                            from_ms: number;
                            /**
                             * Format: int64
                             * @description Of one cycle or unit; or
                             */
                            price_fen: number;
                            /**
                             * Format: int64
                             * @description in millionths of a fen, for hour and usage.
                             */
                            price_ufen: number;
                        }[];
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    skus_state: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "on" | "off";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        /** @enum {string} */
                        driver: "libvirt" | "manual" | "sim";
                        id: string;
                        kind: string;
                        name: string;
                        /** @description List prices that count now. */
                        prices: {
                            /** @enum {string} */
                            cycle: "once" | "hour" | "month" | "year" | "usage";
                            /**
                             * Format: int64
                             * @description Since when; now when not given.
                             */
                            from_ms: number;
                            /**
                             * Format: int64
                             * @description Of one cycle or unit; or
                             */
                            price_fen: number;
                            /**
                             * Format: int64
                             * @description in millionths of a fen, for hour and usage.
                             */
                            price_ufen: number;
                        }[];
                        product: string;
                        product_id: string;
                        /** Format: int64 */
                        ready_s: number;
                        spec: unknown;
                        /** @enum {string} */
                        state: "on" | "off";
                        /** @description What cycle usage counts. */
                        unit: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    slots_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                sku_id?: string;
                stage?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            device_id: string;
                            id: string;
                            /** Format: int64 */
                            n: number;
                            resource_id: string;
                            /** Format: int64 */
                            since_ms: number;
                            sku_id: string;
                            /** @enum {string} */
                            stage: "free" | "held" | "opening" | "in_use" | "closing" | "retired";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    staff_list: {
        parameters: {
            query?: {
                cursor?: string;
                department_id?: string;
                limit?: number;
                role?: string;
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            department: string;
                            department_id: string;
                            id: string;
                            name: string;
                            roles: unknown;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    subject_ledger_list: {
        parameters: {
            query: {
                cursor?: string;
                from?: string;
                from_no?: number;
                limit?: number;
                party_id?: string;
                subject: string;
                to?: string;
                to_no?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        closing_fen: number;
                        code: string;
                        /** Format: int64 */
                        cr_fen: number;
                        /**
                         * Format: int64
                         * @description All debits from there to the end.
                         */
                        dr_fen: number;
                        items: {
                            /**
                             * Format: int64
                             * @description YYYYMM of the closed month it belongs to; 0: its own.
                             */
                            adjusts: number;
                            /**
                             * Format: int64
                             * @description After the line, on the subject's side.
                             */
                            balance_fen: number;
                            /** @description Subjects on the other side of the voucher. */
                            counter: string;
                            /** Format: int64 */
                            cr_fen: number;
                            date: string;
                            /** Format: int64 */
                            dr_fen: number;
                            event: string;
                            event_en: string;
                            event_zh: string;
                            id: string;
                            /** Format: int64 */
                            no: number;
                            party: string;
                            party_name: string;
                            /** @description D or C: where the balance stands; empty: it is 0. */
                            side: string;
                            text: string;
                        }[];
                        name: string;
                        name_en: string;
                        next: string;
                        /**
                         * Format: int64
                         * @description At the beginning, on its own side.
                         */
                        opening_fen: number;
                        /** @description D: debits raise it; C: credits do. */
                        side: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    subjects_list: {
        parameters: {
            query?: {
                chart?: boolean;
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Whose book; empty in the default chart. */
                            book_id: string;
                            /**
                             * Format: int64
                             * @description 0: open for posting.
                             */
                            closed_ms: number;
                            code: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** @description Who its lines are about. */
                            dims: string;
                            id: string;
                            /** @description What must agree with the neighbour's book. */
                            mirror: string;
                            name_en: string;
                            name_zh: string;
                            /** @description The side it may never go to. */
                            rule: string;
                            /**
                             * @description D: debits raise it; C: credits do.
                             * @enum {string}
                             */
                            side: "D" | "C";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    subjects_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description In the default chart, for all books: the platform's administrator only. */
                    chart?: boolean;
                    /** @description Four digits of the chart, or below one that is there: 6601.02. */
                    code: string;
                    /**
                     * @description Who its lines are about.
                     * @enum {string}
                     */
                    dims?: "customer" | "child" | "parent" | "supplier" | "upstream" | "";
                    name_en: string;
                    name_zh: string;
                    /**
                     * @description The side it may never go to.
                     * @enum {string}
                     */
                    rule?: "never_debit" | "never_credit" | "";
                    /**
                     * @description D: debits raise it; C: credits do.
                     * @enum {string}
                     */
                    side: "D" | "C";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose book; empty in the default chart. */
                        book_id: string;
                        /**
                         * Format: int64
                         * @description 0: open for posting.
                         */
                        closed_ms: number;
                        code: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** @description Who its lines are about. */
                        dims: string;
                        id: string;
                        /** @description What must agree with the neighbour's book. */
                        mirror: string;
                        name_en: string;
                        name_zh: string;
                        /** @description The side it may never go to. */
                        rule: string;
                        /**
                         * @description D: debits raise it; C: credits do.
                         * @enum {string}
                         */
                        side: "D" | "C";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    subjects_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose book; empty in the default chart. */
                        book_id: string;
                        /**
                         * Format: int64
                         * @description 0: open for posting.
                         */
                        closed_ms: number;
                        code: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** @description Who its lines are about. */
                        dims: string;
                        id: string;
                        /** @description What must agree with the neighbour's book. */
                        mirror: string;
                        name_en: string;
                        name_zh: string;
                        /** @description The side it may never go to. */
                        rule: string;
                        /**
                         * @description D: debits raise it; C: credits do.
                         * @enum {string}
                         */
                        side: "D" | "C";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    subjects_close: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose book; empty in the default chart. */
                        book_id: string;
                        /**
                         * Format: int64
                         * @description 0: open for posting.
                         */
                        closed_ms: number;
                        code: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** @description Who its lines are about. */
                        dims: string;
                        id: string;
                        /** @description What must agree with the neighbour's book. */
                        mirror: string;
                        name_en: string;
                        name_zh: string;
                        /** @description The side it may never go to. */
                        rule: string;
                        /**
                         * @description D: debits raise it; C: credits do.
                         * @enum {string}
                         */
                        side: "D" | "C";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    subjects_open: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose book; empty in the default chart. */
                        book_id: string;
                        /**
                         * Format: int64
                         * @description 0: open for posting.
                         */
                        closed_ms: number;
                        code: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** @description Who its lines are about. */
                        dims: string;
                        id: string;
                        /** @description What must agree with the neighbour's book. */
                        mirror: string;
                        name_en: string;
                        name_zh: string;
                        /** @description The side it may never go to. */
                        rule: string;
                        /**
                         * @description D: debits raise it; C: credits do.
                         * @enum {string}
                         */
                        side: "D" | "C";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    subjects_rename: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name_en: string;
                    name_zh: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose book; empty in the default chart. */
                        book_id: string;
                        /**
                         * Format: int64
                         * @description 0: open for posting.
                         */
                        closed_ms: number;
                        code: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** @description Who its lines are about. */
                        dims: string;
                        id: string;
                        /** @description What must agree with the neighbour's book. */
                        mirror: string;
                        name_en: string;
                        name_zh: string;
                        /** @description The side it may never go to. */
                        rule: string;
                        /**
                         * @description D: debits raise it; C: credits do.
                         * @enum {string}
                         */
                        side: "D" | "C";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    supplier_bill_rows_accept: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        bill_id: string;
                        /** Format: int64 */
                        decided_ms: number;
                        id: string;
                        line_id: string;
                        memo: string;
                        /**
                         * Format: int64
                         * @description Line of the file; 0: it is not billed.
                         */
                        n: number;
                        note: string;
                        /** Format: int64 */
                        ours_fen: number;
                        product: string;
                        /** @description As the file has it. */
                        ref: string;
                        sku: string;
                        /** @enum {string} */
                        state: "matched" | "open" | "accepted" | "disputed";
                        /** Format: int64 */
                        theirs_fen: number;
                        /**
                         * @description drift: another price; orphan: not known here, or billed already; missing: bought and not billed; shift: bought in the period before or behind.
                         * @enum {string}
                         */
                        verdict: "matched" | "drift" | "orphan" | "missing" | "shift";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    supplier_bill_rows_dispute: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The supplier reads it. */
                    note: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        bill_id: string;
                        /** Format: int64 */
                        decided_ms: number;
                        id: string;
                        line_id: string;
                        memo: string;
                        /**
                         * Format: int64
                         * @description Line of the file; 0: it is not billed.
                         */
                        n: number;
                        note: string;
                        /** Format: int64 */
                        ours_fen: number;
                        product: string;
                        /** @description As the file has it. */
                        ref: string;
                        sku: string;
                        /** @enum {string} */
                        state: "matched" | "open" | "accepted" | "disputed";
                        /** Format: int64 */
                        theirs_fen: number;
                        /**
                         * @description drift: another price; orphan: not known here, or billed already; missing: bought and not billed; shift: bought in the period before or behind.
                         * @enum {string}
                         */
                        verdict: "matched" | "drift" | "orphan" | "missing" | "shift";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    supplier_bills_list: {
        parameters: {
            query?: {
                cursor?: string;
                from_ms?: number;
                limit?: number;
                supplier_id?: string;
                to_ms?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            bill_no: string;
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            disputed_n: number;
                            /** Format: int64 */
                            from_ms: number;
                            id: string;
                            /**
                             * Format: int64
                             * @description Of the file.
                             */
                            lines_n: number;
                            /**
                             * Format: int64
                             * @description Differences that are not decided.
                             */
                            open_n: number;
                            /**
                             * Format: int64
                             * @description What was bought in the period.
                             */
                            ours_fen: number;
                            supplier: string;
                            supplier_id: string;
                            /** Format: int64 */
                            theirs_fen: number;
                            /** Format: int64 */
                            to_ms: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    supplier_bills_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    bill_no: string;
                    /** @description A header of ref, amount and memo (which may be left out), and one line for each order line: ref is its id (lin_…), amount yuan with what was given back taken off. 5000 lines at most. */
                    csv: string;
                    /** @description First day, YYYY-MM-DD. */
                    from: string;
                    /** @description Whose bill; a supplier's own when not given. */
                    supplier_id?: string;
                    /** @description Last day. */
                    to: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        bill_no: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        disputed_n: number;
                        /** Format: int64 */
                        from_ms: number;
                        id: string;
                        /**
                         * Format: int64
                         * @description Of the file.
                         */
                        lines_n: number;
                        /**
                         * Format: int64
                         * @description Differences that are not decided.
                         */
                        open_n: number;
                        /**
                         * Format: int64
                         * @description What was bought in the period.
                         */
                        ours_fen: number;
                        supplier: string;
                        supplier_id: string;
                        /** Format: int64 */
                        theirs_fen: number;
                        /** Format: int64 */
                        to_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    supplier_bills_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        bill_no: string;
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        disputed_n: number;
                        /** Format: int64 */
                        from_ms: number;
                        id: string;
                        /**
                         * Format: int64
                         * @description Of the file.
                         */
                        lines_n: number;
                        /**
                         * Format: int64
                         * @description Differences that are not decided.
                         */
                        open_n: number;
                        /**
                         * Format: int64
                         * @description What was bought in the period.
                         */
                        ours_fen: number;
                        supplier: string;
                        supplier_id: string;
                        /** Format: int64 */
                        theirs_fen: number;
                        /** Format: int64 */
                        to_ms: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    supplier_bill_rows_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "matched" | "open" | "accepted" | "disputed" | "";
                verdict?: "matched" | "drift" | "orphan" | "missing" | "shift" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            bill_id: string;
                            /** Format: int64 */
                            decided_ms: number;
                            id: string;
                            line_id: string;
                            memo: string;
                            /**
                             * Format: int64
                             * @description Line of the file; 0: it is not billed.
                             */
                            n: number;
                            note: string;
                            /** Format: int64 */
                            ours_fen: number;
                            product: string;
                            /** @description As the file has it. */
                            ref: string;
                            sku: string;
                            /** @enum {string} */
                            state: "matched" | "open" | "accepted" | "disputed";
                            /** Format: int64 */
                            theirs_fen: number;
                            /**
                             * @description drift: another price; orphan: not known here, or billed already; missing: bought and not billed; shift: bought in the period before or behind.
                             * @enum {string}
                             */
                            verdict: "matched" | "drift" | "orphan" | "missing" | "shift";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    suppliers_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "active" | "disabled" | "";
                text?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            /** @enum {string} */
                            form: "company" | "person";
                            id: string;
                            /** @enum {string} */
                            kind: "platform" | "distributor" | "customer" | "supplier";
                            /**
                             * Format: int64
                             * @description How far below the platform.
                             */
                            level: number;
                            name: string;
                            /** @description The virtual supplier of the operator's own devices. */
                            own_devices: boolean;
                            parent_id: string;
                            /** @enum {string} */
                            state: "active" | "disabled";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    suppliers_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its first administrator's login. */
                    admin_login: string;
                    admin_name: string;
                    admin_password: string;
                    /**
                     * @description company unless said.
                     * @enum {string}
                     */
                    form?: "company" | "person" | "";
                    /** @description Its name, as on contracts. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        /** @enum {string} */
                        form: "company" | "person";
                        id: string;
                        /** @enum {string} */
                        kind: "platform" | "distributor" | "customer" | "supplier";
                        /**
                         * Format: int64
                         * @description How far below the platform.
                         */
                        level: number;
                        name: string;
                        /** @description The virtual supplier of the operator's own devices. */
                        own_devices: boolean;
                        parent_id: string;
                        /** @enum {string} */
                        state: "active" | "disabled";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    suppliers_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        contact: {
                            contact_email: string;
                            contact_name: string;
                            contact_phone: string;
                        } | null;
                        org: {
                            /** Format: int64 */
                            created_ms: number;
                            /** @enum {string} */
                            form: "company" | "person";
                            id: string;
                            /** @enum {string} */
                            kind: "platform" | "distributor" | "customer" | "supplier";
                            /**
                             * Format: int64
                             * @description How far below the platform.
                             */
                            level: number;
                            name: string;
                            /** @description The virtual supplier of the operator's own devices. */
                            own_devices: boolean;
                            parent_id: string;
                            /** @enum {string} */
                            state: "active" | "disabled";
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    supplies_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            agreement_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            cycle: string;
                            /** Format: int64 */
                            from_ms: number;
                            id: string;
                            mode: string;
                            /** Format: int64 */
                            periods: number;
                            product: string;
                            product_id: string;
                            /**
                             * Format: int64
                             * @description What the platform pays you for it.
                             */
                            sale_fen: number;
                            sku: string;
                            sku_id: string;
                            state: string;
                            /** Format: int64 */
                            to_ms: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    templates_list: {
        parameters: {
            query?: {
                cursor?: string;
                event?: string;
                limit?: number;
                state?: "draft" | "active" | "retired" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Whose book; empty for all books. */
                            book_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            event: string;
                            event_en: string;
                            event_zh: string;
                            id: string;
                            lines: {
                                amount: string;
                                /** Format: int64 */
                                n: number;
                                party: string;
                                side: string;
                                subject: string;
                            }[];
                            mode: string;
                            /** @description Of the last time it was proved. */
                            proof: {
                                /**
                                 * Format: int64
                                 * @description Generated chains it held on.
                                 */
                                chains: number;
                                /** Format: int64 */
                                coupon_fen: number;
                                /**
                                 * Format: int64
                                 * @description Of the price, after the refund.
                                 */
                                kept_fen: number;
                                /**
                                 * Format: int64
                                 * @description Of the first chain it failed on.
                                 */
                                levels: number;
                                /** @description P buys for itself, A passes the price through; top first. */
                                modes: string;
                                ok: boolean;
                                /** Format: int64 */
                                price_fen: number;
                                /** Format: int64 */
                                proved_ms: number;
                                /** @description Why not: a word of the list of reasons. */
                                reason: string;
                                /** @description What was found, in English. */
                                text: string;
                                /**
                                 * Format: int64
                                 * @description Vouchers that were planned on them.
                                 */
                                vouchers: number;
                            } | null;
                            role: string;
                            /** @enum {string} */
                            state: "draft" | "active" | "retired";
                            /** Format: int64 */
                            version: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    templates_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    event: string;
                    /** @description For all books: the platform's administrator only. */
                    for_all?: boolean;
                    lines: {
                        /** @description A sum of named integers: price - coupon. */
                        amount: string;
                        /**
                         * @description Who the line is about.
                         * @enum {string}
                         */
                        party?: "customer" | "child" | "parent" | "supplier" | "";
                        /** @enum {string} */
                        side: "D" | "C";
                        /** @description Its code. */
                        subject: string;
                    }[];
                    /** @description How it buys and sells, where the event tells: principal, agent, principal_agent. */
                    mode?: string;
                    /**
                     * @description Where in the chain the book's owner stands.
                     * @enum {string}
                     */
                    role: "own" | "sole" | "top" | "middle" | "child" | "parent";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose book; empty for all books. */
                        book_id: string;
                        /** Format: int64 */
                        created_ms: number;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        id: string;
                        lines: {
                            amount: string;
                            /** Format: int64 */
                            n: number;
                            party: string;
                            side: string;
                            subject: string;
                        }[];
                        mode: string;
                        /** @description Of the last time it was proved. */
                        proof: {
                            /**
                             * Format: int64
                             * @description Generated chains it held on.
                             */
                            chains: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /**
                             * Format: int64
                             * @description Of the price, after the refund.
                             */
                            kept_fen: number;
                            /**
                             * Format: int64
                             * @description Of the first chain it failed on.
                             */
                            levels: number;
                            /** @description P buys for itself, A passes the price through; top first. */
                            modes: string;
                            ok: boolean;
                            /** Format: int64 */
                            price_fen: number;
                            /** Format: int64 */
                            proved_ms: number;
                            /** @description Why not: a word of the list of reasons. */
                            reason: string;
                            /** @description What was found, in English. */
                            text: string;
                            /**
                             * Format: int64
                             * @description Vouchers that were planned on them.
                             */
                            vouchers: number;
                        } | null;
                        role: string;
                        /** @enum {string} */
                        state: "draft" | "active" | "retired";
                        /** Format: int64 */
                        version: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    templates_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose book; empty for all books. */
                        book_id: string;
                        /** Format: int64 */
                        created_ms: number;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        id: string;
                        lines: {
                            amount: string;
                            /** Format: int64 */
                            n: number;
                            party: string;
                            side: string;
                            subject: string;
                        }[];
                        mode: string;
                        /** @description Of the last time it was proved. */
                        proof: {
                            /**
                             * Format: int64
                             * @description Generated chains it held on.
                             */
                            chains: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /**
                             * Format: int64
                             * @description Of the price, after the refund.
                             */
                            kept_fen: number;
                            /**
                             * Format: int64
                             * @description Of the first chain it failed on.
                             */
                            levels: number;
                            /** @description P buys for itself, A passes the price through; top first. */
                            modes: string;
                            ok: boolean;
                            /** Format: int64 */
                            price_fen: number;
                            /** Format: int64 */
                            proved_ms: number;
                            /** @description Why not: a word of the list of reasons. */
                            reason: string;
                            /** @description What was found, in English. */
                            text: string;
                            /**
                             * Format: int64
                             * @description Vouchers that were planned on them.
                             */
                            vouchers: number;
                        } | null;
                        role: string;
                        /** @enum {string} */
                        state: "draft" | "active" | "retired";
                        /** Format: int64 */
                        version: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    templates_prove: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose book; empty for all books. */
                        book_id: string;
                        /** Format: int64 */
                        created_ms: number;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        id: string;
                        lines: {
                            amount: string;
                            /** Format: int64 */
                            n: number;
                            party: string;
                            side: string;
                            subject: string;
                        }[];
                        mode: string;
                        /** @description Of the last time it was proved. */
                        proof: {
                            /**
                             * Format: int64
                             * @description Generated chains it held on.
                             */
                            chains: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /**
                             * Format: int64
                             * @description Of the price, after the refund.
                             */
                            kept_fen: number;
                            /**
                             * Format: int64
                             * @description Of the first chain it failed on.
                             */
                            levels: number;
                            /** @description P buys for itself, A passes the price through; top first. */
                            modes: string;
                            ok: boolean;
                            /** Format: int64 */
                            price_fen: number;
                            /** Format: int64 */
                            proved_ms: number;
                            /** @description Why not: a word of the list of reasons. */
                            reason: string;
                            /** @description What was found, in English. */
                            text: string;
                            /**
                             * Format: int64
                             * @description Vouchers that were planned on them.
                             */
                            vouchers: number;
                        } | null;
                        role: string;
                        /** @enum {string} */
                        state: "draft" | "active" | "retired";
                        /** Format: int64 */
                        version: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    templates_publish: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose book; empty for all books. */
                        book_id: string;
                        /** Format: int64 */
                        created_ms: number;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        id: string;
                        lines: {
                            amount: string;
                            /** Format: int64 */
                            n: number;
                            party: string;
                            side: string;
                            subject: string;
                        }[];
                        mode: string;
                        /** @description Of the last time it was proved. */
                        proof: {
                            /**
                             * Format: int64
                             * @description Generated chains it held on.
                             */
                            chains: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /**
                             * Format: int64
                             * @description Of the price, after the refund.
                             */
                            kept_fen: number;
                            /**
                             * Format: int64
                             * @description Of the first chain it failed on.
                             */
                            levels: number;
                            /** @description P buys for itself, A passes the price through; top first. */
                            modes: string;
                            ok: boolean;
                            /** Format: int64 */
                            price_fen: number;
                            /** Format: int64 */
                            proved_ms: number;
                            /** @description Why not: a word of the list of reasons. */
                            reason: string;
                            /** @description What was found, in English. */
                            text: string;
                            /**
                             * Format: int64
                             * @description Vouchers that were planned on them.
                             */
                            vouchers: number;
                        } | null;
                        role: string;
                        /** @enum {string} */
                        state: "draft" | "active" | "retired";
                        /** Format: int64 */
                        version: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    templates_retire: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whose book; empty for all books. */
                        book_id: string;
                        /** Format: int64 */
                        created_ms: number;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        id: string;
                        lines: {
                            amount: string;
                            /** Format: int64 */
                            n: number;
                            party: string;
                            side: string;
                            subject: string;
                        }[];
                        mode: string;
                        /** @description Of the last time it was proved. */
                        proof: {
                            /**
                             * Format: int64
                             * @description Generated chains it held on.
                             */
                            chains: number;
                            /** Format: int64 */
                            coupon_fen: number;
                            /**
                             * Format: int64
                             * @description Of the price, after the refund.
                             */
                            kept_fen: number;
                            /**
                             * Format: int64
                             * @description Of the first chain it failed on.
                             */
                            levels: number;
                            /** @description P buys for itself, A passes the price through; top first. */
                            modes: string;
                            ok: boolean;
                            /** Format: int64 */
                            price_fen: number;
                            /** Format: int64 */
                            proved_ms: number;
                            /** @description Why not: a word of the list of reasons. */
                            reason: string;
                            /** @description What was found, in English. */
                            text: string;
                            /**
                             * Format: int64
                             * @description Vouchers that were planned on them.
                             */
                            vouchers: number;
                        } | null;
                        role: string;
                        /** @enum {string} */
                        state: "draft" | "active" | "retired";
                        /** Format: int64 */
                        version: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    terminals_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: int64 */
                            created_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            /** Format: int64 */
                            expires_ms: number;
                            id: string;
                            kind: string;
                            /** Format: int64 */
                            opened_ms: number;
                            org_id: string;
                            reason: string;
                            resource_id: string;
                            room_id: string;
                            session_id: string;
                            state: string;
                            user_id: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    terminals_create: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "shell" | "console";
                    resource_id: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        expires_ms: number;
                        id: string;
                        protocol: string;
                        /** @description For the first frame; works once. */
                        ticket: string;
                        url: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    terminals_close: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        created_ms: number;
                        /** Format: int64 */
                        ended_ms: number;
                        /** Format: int64 */
                        expires_ms: number;
                        id: string;
                        kind: string;
                        /** Format: int64 */
                        opened_ms: number;
                        org_id: string;
                        reason: string;
                        resource_id: string;
                        room_id: string;
                        session_id: string;
                        state: string;
                        user_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    trial_balance_get: {
        parameters: {
            query?: {
                by?: "party" | "subject" | "";
                cursor?: string;
                from?: string;
                from_no?: number;
                limit?: number;
                to?: string;
                to_no?: number;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        as_of: number;
                        balanced: boolean;
                        closing_balanced: boolean;
                        /**
                         * Format: int64
                         * @description Of accounts that ended in credit.
                         */
                        closing_cr_fen: number;
                        /**
                         * Format: int64
                         * @description Of accounts that ended in debit.
                         */
                        closing_dr_fen: number;
                        items: {
                            /**
                             * Format: int64
                             * @description At the end, on the subject's own side.
                             */
                            balance_fen: number;
                            code: string;
                            /**
                             * Format: int64
                             * @description All credits from there on.
                             */
                            cr_fen: number;
                            /**
                             * Format: int64
                             * @description All debits from there on.
                             */
                            dr_fen: number;
                            id: string;
                            name: string;
                            name_en: string;
                            /**
                             * Format: int64
                             * @description At the beginning, on its own side.
                             */
                            opening_fen: number;
                            party: string;
                            party_name: string;
                            side: string;
                        }[];
                        /**
                         * Format: int64
                         * @description The book's last voucher, or the one that was asked for.
                         */
                        last_no: number;
                        /** @description Always empty: all rows come at once. */
                        next: string;
                        opening_balanced: boolean;
                        /**
                         * Format: int64
                         * @description Of accounts that began in credit.
                         */
                        opening_cr_fen: number;
                        /**
                         * Format: int64
                         * @description Of accounts that began in debit.
                         */
                        opening_dr_fen: number;
                        /** Format: int64 */
                        total_cr_fen: number;
                        /** Format: int64 */
                        total_dr_fen: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    books_verify: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Every organisation's book: the platform only. */
                    all?: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checks: {
                            book_id: string;
                            /** Format: int64 */
                            failures: number;
                            name: string;
                            ok: boolean;
                            /** @description The first that is wrong. */
                            text: string;
                            voucher_id: string;
                        }[];
                        /** Format: int64 */
                        lines: number;
                        ok: boolean;
                        /** Format: int64 */
                        vouchers: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    vouchers_list: {
        parameters: {
            query?: {
                cursor?: string;
                customer_id?: string;
                department_id?: string;
                distributor_id?: string;
                event?: string;
                from?: string;
                limit?: number;
                party_id?: string;
                product_id?: string;
                sku_id?: string;
                staff_id?: string;
                subject?: string;
                supplier_id?: string;
                to?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Local date of the book. */
                            acct_date: string;
                            /**
                             * Format: int64
                             * @description YYYYMM of the closed month it belongs to; 0: its own.
                             */
                            adjusts: number;
                            /** Format: int64 */
                            created_ms: number;
                            event: string;
                            event_en: string;
                            event_zh: string;
                            id: string;
                            /** Format: int64 */
                            no: number;
                            reversal: boolean;
                            /** @description Of a manual entry. */
                            text: string;
                            /** Format: int64 */
                            total_fen: number;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    vouchers_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        acct_date: string;
                        /**
                         * Format: int64
                         * @description YYYYMM of the closed month it belongs to; 0: its own.
                         */
                        adjusts: number;
                        /** @description Whose book. */
                        book: string;
                        /** Format: int64 */
                        created_ms: number;
                        customer_id: string;
                        customer_name: string;
                        department_id: string;
                        distributor_id: string;
                        distributor_name: string;
                        /** @description What was recorded by hand. */
                        entry_id: string;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        /** @description This event's vouchers in this book. */
                        group: {
                            acct_date: string;
                            event: string;
                            event_en: string;
                            event_zh: string;
                            id: string;
                            /** Format: int64 */
                            no: number;
                            /** Format: int64 */
                            total_fen: number;
                        }[];
                        /** @description Of the whole group. */
                        group_event: string;
                        hash: string;
                        id: string;
                        lines: {
                            /** Format: int64 */
                            cr_fen: number;
                            /** Format: int64 */
                            dr_fen: number;
                            /** Format: int64 */
                            n: number;
                            name: string;
                            name_en: string;
                            party: string;
                            party_name: string;
                            subject: string;
                        }[];
                        mode: string;
                        /** Format: int64 */
                        no: number;
                        /** @description The own customer's order. */
                        order_id: string;
                        prev_hash: string;
                        product_id: string;
                        reversed_by: string;
                        /** @description The voucher that it reverses. */
                        reverses_id: string;
                        role: string;
                        sku_id: string;
                        staff_id: string;
                        /** @description Whom it was bought from: a supplier or the parent. */
                        supplier_id: string;
                        supplier_name: string;
                        template_id: string;
                        text: string;
                        /** Format: int64 */
                        total_fen: number;
                        /**
                         * Format: int64
                         * @description Of the entry template it was made from.
                         */
                        version: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    vouchers_reverse: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description YYYY-MM-DD; today when not given. */
                    date?: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        date: string;
                        decided_by: string;
                        /** Format: int64 */
                        decided_ms: number;
                        department_id: string;
                        event: string;
                        event_en: string;
                        event_zh: string;
                        id: string;
                        /** @description event; reversal: another with debit and credit exchanged. */
                        kind: string;
                        party_id: string;
                        party_name: string;
                        /** @description Why it was rejected. */
                        reason: string;
                        ref: string;
                        reversed_by: string;
                        reverses_id: string;
                        staff_id: string;
                        /** @enum {string} */
                        state: "waiting" | "posted" | "rejected";
                        text: string;
                        /** Format: int64 */
                        total_fen: number;
                        /** @description The amounts its template names, in fen. */
                        vars: unknown;
                        voucher_id: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    withdrawal_rule_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description The least that can be withdrawn.
                         */
                        min_fen: number;
                        /**
                         * Format: int64
                         * @description How many a customer has open.
                         */
                        open_max: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    withdrawal_rule_put: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description The least that can be withdrawn.
                     */
                    min_fen: number;
                    /**
                     * Format: int64
                     * @description How many a customer has open.
                     */
                    open_max: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description The least that can be withdrawn.
                         */
                        min_fen: number;
                        /**
                         * Format: int64
                         * @description How many a customer has open.
                         */
                        open_max: number;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    withdrawals_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "asked" | "approved" | "forwarded" | "paid" | "rejected" | "cancelled" | "";
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            account_no: string;
                            /** Format: int64 */
                            amount_fen: number;
                            approval_id: string;
                            bank: string;
                            bank_ref: string;
                            created_by: string;
                            /** Format: int64 */
                            created_ms: number;
                            ended_by: string;
                            /** Format: int64 */
                            ended_ms: number;
                            /** @description Name on the bank account. */
                            holder: string;
                            id: string;
                            memo: string;
                            org_id: string;
                            /** @description Whose bank pays; empty until finance has said so. */
                            payer_id: string;
                            reason: string;
                            /**
                             * @description asked until it is approved; forwarded: the platform pays it
                             * @enum {string}
                             */
                            state: "asked" | "approved" | "forwarded" | "paid" | "rejected" | "cancelled";
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    withdrawals_create: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    account_no: string;
                    /** Format: int64 */
                    amount_fen: number;
                    bank: string;
                    /** @description Name on the bank account. */
                    holder: string;
                    memo?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account_no: string;
                        /** Format: int64 */
                        amount_fen: number;
                        approval_id: string;
                        bank: string;
                        bank_ref: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        /** @description Name on the bank account. */
                        holder: string;
                        id: string;
                        memo: string;
                        org_id: string;
                        /** @description Whose bank pays; empty until finance has said so. */
                        payer_id: string;
                        reason: string;
                        /**
                         * @description asked until it is approved; forwarded: the platform pays it
                         * @enum {string}
                         */
                        state: "asked" | "approved" | "forwarded" | "paid" | "rejected" | "cancelled";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    withdrawals_cancel: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account_no: string;
                        /** Format: int64 */
                        amount_fen: number;
                        approval_id: string;
                        bank: string;
                        bank_ref: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        /** @description Name on the bank account. */
                        holder: string;
                        id: string;
                        memo: string;
                        org_id: string;
                        /** @description Whose bank pays; empty until finance has said so. */
                        payer_id: string;
                        reason: string;
                        /**
                         * @description asked until it is approved; forwarded: the platform pays it
                         * @enum {string}
                         */
                        state: "asked" | "approved" | "forwarded" | "paid" | "rejected" | "cancelled";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    withdrawals_forward: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account_no: string;
                        /** Format: int64 */
                        amount_fen: number;
                        approval_id: string;
                        bank: string;
                        bank_ref: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        /** @description Name on the bank account. */
                        holder: string;
                        id: string;
                        memo: string;
                        org_id: string;
                        /** @description Whose bank pays; empty until finance has said so. */
                        payer_id: string;
                        reason: string;
                        /**
                         * @description asked until it is approved; forwarded: the platform pays it
                         * @enum {string}
                         */
                        state: "asked" | "approved" | "forwarded" | "paid" | "rejected" | "cancelled";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    withdrawals_hand_back: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account_no: string;
                        /** Format: int64 */
                        amount_fen: number;
                        approval_id: string;
                        bank: string;
                        bank_ref: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        /** @description Name on the bank account. */
                        holder: string;
                        id: string;
                        memo: string;
                        org_id: string;
                        /** @description Whose bank pays; empty until finance has said so. */
                        payer_id: string;
                        reason: string;
                        /**
                         * @description asked until it is approved; forwarded: the platform pays it
                         * @enum {string}
                         */
                        state: "asked" | "approved" | "forwarded" | "paid" | "rejected" | "cancelled";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    withdrawals_pay: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The bank's number of the payment. */
                    bank_ref: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account_no: string;
                        /** Format: int64 */
                        amount_fen: number;
                        approval_id: string;
                        bank: string;
                        bank_ref: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        /** @description Name on the bank account. */
                        holder: string;
                        id: string;
                        memo: string;
                        org_id: string;
                        /** @description Whose bank pays; empty until finance has said so. */
                        payer_id: string;
                        reason: string;
                        /**
                         * @description asked until it is approved; forwarded: the platform pays it
                         * @enum {string}
                         */
                        state: "asked" | "approved" | "forwarded" | "paid" | "rejected" | "cancelled";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    withdrawals_reject: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account_no: string;
                        /** Format: int64 */
                        amount_fen: number;
                        approval_id: string;
                        bank: string;
                        bank_ref: string;
                        created_by: string;
                        /** Format: int64 */
                        created_ms: number;
                        ended_by: string;
                        /** Format: int64 */
                        ended_ms: number;
                        /** @description Name on the bank account. */
                        holder: string;
                        id: string;
                        memo: string;
                        org_id: string;
                        /** @description Whose bank pays; empty until finance has said so. */
                        payer_id: string;
                        reason: string;
                        /**
                         * @description asked until it is approved; forwarded: the platform pays it
                         * @enum {string}
                         */
                        state: "asked" | "approved" | "forwarded" | "paid" | "rejected" | "cancelled";
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    work_orders_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                open?: boolean;
                state?: string;
            };
            header?: {
                "X-Kboss-Org"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            alias: string;
                            assignee: string;
                            assignee_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            device: string;
                            device_id: string;
                            /** Format: int64 */
                            due_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            id: string;
                            kind: string;
                            reason: string;
                            room: string;
                            state: string;
                        }[];
                        next: string;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    work_orders_get: {
        parameters: {
            query?: never;
            header?: {
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        device: {
                            asset_tag: string;
                            device_id: string;
                            model: string;
                            rack: string;
                            region: string;
                            room: string;
                            room_id: string;
                            serial: string;
                            /** Format: int64 */
                            u: number;
                        } | null;
                        fields: {
                            label_en: string;
                            label_zh: string;
                            name: string;
                            required: boolean;
                            secret: boolean;
                            type: string;
                        }[];
                        work_order: {
                            alias: string;
                            assignee_id: string;
                            check_job_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            device_id: string;
                            /** Format: int64 */
                            due_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            form: unknown;
                            id: string;
                            job_id: string;
                            kind: string;
                            org_id: string;
                            reason: string;
                            resource_id: string;
                            result: unknown;
                            room_id: string;
                            state: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    work_orders_accept: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        device: {
                            asset_tag: string;
                            device_id: string;
                            model: string;
                            rack: string;
                            region: string;
                            room: string;
                            room_id: string;
                            serial: string;
                            /** Format: int64 */
                            u: number;
                        } | null;
                        fields: {
                            label_en: string;
                            label_zh: string;
                            name: string;
                            required: boolean;
                            secret: boolean;
                            type: string;
                        }[];
                        work_order: {
                            alias: string;
                            assignee_id: string;
                            check_job_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            device_id: string;
                            /** Format: int64 */
                            due_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            form: unknown;
                            id: string;
                            job_id: string;
                            kind: string;
                            org_id: string;
                            reason: string;
                            resource_id: string;
                            result: unknown;
                            room_id: string;
                            state: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    work_orders_cancel: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        device: {
                            asset_tag: string;
                            device_id: string;
                            model: string;
                            rack: string;
                            region: string;
                            room: string;
                            room_id: string;
                            serial: string;
                            /** Format: int64 */
                            u: number;
                        } | null;
                        fields: {
                            label_en: string;
                            label_zh: string;
                            name: string;
                            required: boolean;
                            secret: boolean;
                            type: string;
                        }[];
                        work_order: {
                            alias: string;
                            assignee_id: string;
                            check_job_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            device_id: string;
                            /** Format: int64 */
                            due_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            form: unknown;
                            id: string;
                            job_id: string;
                            kind: string;
                            org_id: string;
                            reason: string;
                            resource_id: string;
                            result: unknown;
                            room_id: string;
                            state: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    work_orders_fill: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
                "X-Kboss-Org"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Address the room's agent can reach. */
                    host?: string;
                    note?: string;
                    password?: string;
                    /** Format: int64 */
                    port?: number;
                    user?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        device: {
                            asset_tag: string;
                            device_id: string;
                            model: string;
                            rack: string;
                            region: string;
                            room: string;
                            room_id: string;
                            serial: string;
                            /** Format: int64 */
                            u: number;
                        } | null;
                        fields: {
                            label_en: string;
                            label_zh: string;
                            name: string;
                            required: boolean;
                            secret: boolean;
                            type: string;
                        }[];
                        work_order: {
                            alias: string;
                            assignee_id: string;
                            check_job_id: string;
                            /** Format: int64 */
                            created_ms: number;
                            device_id: string;
                            /** Format: int64 */
                            due_ms: number;
                            /** Format: int64 */
                            ended_ms: number;
                            form: unknown;
                            id: string;
                            job_id: string;
                            kind: string;
                            org_id: string;
                            reason: string;
                            resource_id: string;
                            result: unknown;
                            room_id: string;
                            state: string;
                        } | null;
                    };
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
}
