// Every route and who looks at it. :id stands for the first object of a list, or its first n.
export interface Visit {
  name: string
  login: string | null
  path: string
  first?: { op: string; key?: string; n?: number }
  phone?: boolean
  /** the test id of what is pressed, once the page is there: a dialog is looked at, too */
  press?: string
}

const of = (login: string, phone: boolean) => (name: string, path: string, first?: Visit['first'], on = phone): Visit => ({ name, login, path, first, phone: on })
const p = of('admin', false)
const f = of('sales', false)

/** Charts and comparisons need months of figures, which only the mock has. */
const charts: Visit[] = [
  { name: 'profit-trend', login: 'sales', path: 'fin/profit', phone: true },
  { name: 'profit-compared', login: 'sales', path: 'fin/profit?compare=last' },
  { name: 'cash-trend', login: 'sales', path: 'fin/cash-flow?months=24' },
  { name: 'cash-compared', login: 'sales', path: 'fin/cash-flow?compare=year' },
  { name: 'usage-days', login: 'customer', path: 'cost/usage/:id?by=day', first: { op: 'resources' }, phone: true },
  { name: 'usage-hours', login: 'customer', path: 'cost/usage/:id', first: { op: 'resources' } },
]

/** Over the mock, which has states that a fresh world does not come into by itself. */
export const visits: Visit[] = [
  p('desk', 'desk'),
  p('ops', 'ops'),
  p('jobs', 'jobs'),
  p('job', 'jobs/:id', { op: 'jobs?phase=unknown' }),
  p('job-done', 'jobs/:id', { op: 'jobs?phase=done' }),
  p('job-drawer', 'devices?job=:id', { op: 'jobs?phase=held' }),
  p('workorders', 'workorders', undefined, true),
  p('workorder', 'workorders/:id', { op: 'work-orders?state=accepted' }, true),
  p('workorder-returned', 'workorders/:id', { op: 'work-orders?state=returned' }, true),
  p('devices', 'devices'),
  p('device', 'devices/:id', { op: 'devices' }),
  p('device-history', 'devices/:id?tab=history', { op: 'devices' }),
  p('rooms', 'rooms'),
  p('agents', 'agents'),
  p('placement', 'placement'),
  f('missing', 'no-such-page'),
  ...charts,
]

/** Payment channels, paying by them, and what the books are set to. */
const channels: Visit[] = [
  { name: 'pay-accounts', login: 'money', path: 'fin/pay-accounts' },
  { name: 'pay-accounts-admin', login: 'admin', path: 'fin/pay-accounts', phone: true },
  { name: 'payouts', login: 'money', path: 'fin/payouts', phone: true },
  { name: 'chargebacks', login: 'money', path: 'fin/chargebacks', phone: true },
  { name: 'pay-strays', login: 'money', path: 'fin/pay-strays', phone: true },
  { name: 'payments-ours', login: 'seller', path: 'fin/payments', phone: true },
  { name: 'payment-ours', login: 'seller', path: 'fin/payments/:id', first: { op: 'payments?state=paid' } },
  { name: 'payments', login: 'customer', path: 'cost/payments', phone: true },
  { name: 'payment-open', login: 'customer', path: 'cost/payments/:id', first: { op: 'payments?state=open' }, phone: true },
  { name: 'payment-paid', login: 'customer', path: 'cost/payments/:id', first: { op: 'payments?state=paid' } },
  { name: 'payment-closed', login: 'customer', path: 'cost/payments/:id', first: { op: 'payments?state=closed' } },
  { name: 'checkout-short', login: 'ark', path: 'checkout/:id', first: { op: 'quotes?state=open' }, phone: true },
  { name: 'book', login: 'seller', path: 'fin/book', phone: true },
  { name: 'entries-dims', login: 'seller', path: 'fin/entries' },
  { name: 'period-checks', login: 'finance', path: 'fin/periods/:id', first: { op: 'periods', key: 'month' }, phone: true },
  { name: 'recharge-lack', login: 'ark', path: 'cost?recharge=18900&back=checkout', phone: true },
]

const customer = of('customer', true)
const seller = of('seller', false)
const platform = of('admin', false)

/** Over a real kbossd with the world of tests/e2e. */
export const market: Visit[] = [
  { name: 'front', login: null, path: '/', phone: true },
  { name: 'login', login: null, path: '/login', phone: true },
  { name: 'public-shop', login: null, path: '/shop', phone: true },
  { name: 'public-help', login: null, path: '/help' },
  customer('home', 'home'),
  customer('shop', 'shop'),
  customer('product', 'shop/p/:id', { op: 'shop', key: 'sku_id' }),
  { name: 'register', login: null, path: '/register/CAMPUS26', phone: true },
  customer('compare', 'shop/compare?skus=:id', { op: 'shop?kind=ai', key: 'sku_id', n: 3 }),
  customer('cart', 'cart'),
  customer('checkout', 'checkout?lines=:id', { op: 'cart', n: 2 }),
  customer('offered', 'checkout/:id', { op: 'quotes?state=open' }),
  customer('orders', 'orders'),
  customer('order', 'orders/:id', { op: 'orders' }),
  customer('resources', 'resources'),
  customer('resource', 'resources/:id', { op: 'resources?state=active' }),
  customer('resource-next', 'resources/:id?tab=next', { op: 'resources?state=active' }),
  customer('term', 'term', undefined, false),
  customer('cost', 'cost'),
  customer('flow', 'cost/flow'),
  customer('recharges', 'cost/recharges'),
  customer('refunds', 'cost/refunds'),
  customer('my-coupons', 'coupons'),
  customer('my-quotes', 'quotes'),
  customer('messages', 'messages'),
  customer('org', 'org'),
  customer('help', 'help'),
  seller('customers', 'customers', undefined, true),
  seller('customer', 'customers/:id', { op: 'customers?text=%E6%B8%85%E6%B1%9F' }, true),
  seller('customer-money', 'customers/:id?tab=money', { op: 'customers?text=%E6%B8%85%E6%B1%9F' }),
  seller('customer-related', 'customers/:id?tab=related', { op: 'customers?text=%E6%B8%85%E6%B1%9F' }),
  seller('prices', 'prices'),
  seller('price-new', 'prices?new='),
  seller('quotes', 'quotes'),
  seller('quote-new', 'quotes?new='),
  seller('quote', 'quotes/:id', { op: 'quotes?state=open' }, true),
  seller('promotions', 'promotions'),
  seller('coupons', 'coupons'),
  seller('codes', 'codes'),
  seller('sales', 'sales', undefined, true),
  seller('our-refunds', 'refunds'),
  seller('child-distributors', 'distributors'),
  seller('child', 'distributors/:id', { op: 'distributors' }),
  seller('child-agreement', 'agreements/:id', { op: 'agreements?state=draft' }, true),
  seller('agreement-versions', 'agreements/:id?tab=related', { op: 'agreements?state=draft' }),
  seller('agreement-edit', 'agreements/:id/edit', { op: 'agreements?state=draft' }, true),
  seller('org-data', 'org'),
  seller('org-members', 'org?tab=members', undefined, true),
  seller('org-departments', 'org?tab=departments'),
  seller('org-invitations', 'org?tab=invitations'),
  seller('org-me', 'org?tab=me'),
  seller('approvals', 'approvals?view=all', undefined, true),
  seller('flows', 'approval-flows'),
  seller('range', 'products'),
  platform('distributors', 'distributors'),
  platform('distributor', 'distributors/:id', { op: 'distributors' }),
  platform('suppliers', 'suppliers'),
  platform('supplier', 'suppliers/:id', { op: 'suppliers' }),
  platform('agreements', 'agreements'),
  platform('agreement-new', 'agreements/new'),
  platform('products', 'products', undefined, true),
  platform('our-product', 'products/:id', { op: 'products?kind=ai' }, true),
  platform('sku-new', 'products/:id/new', { op: 'products?kind=ai' }, true),
  platform('schemas', 'schemas'),
  platform('market-desk', 'desk'),
  { name: 'supplier-desk', login: 'dawn', path: 'desk' },
  { name: 'supplies', login: 'dawn', path: 'supplies' },
  { name: 'supplier-agreements', login: 'dawn', path: 'agreements' },
  ...channels,
]

const finance = of('finance', false)
const money = of('money', false)
const supplier = of('dawn', false)
const pressing = (press: string, visit: Visit): Visit => ({ ...visit, press })
const DAY_MS = 86_400_000
const day = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)
const span = `from=${day(Date.now() - 2 * DAY_MS)}&to=${day(Date.now())}`

/** The books, over the same world: a seller's finance, the platform's, a supplier's, a customer's. */
export const books: Visit[] = [
  finance('fin', 'fin'),
  finance('arrivals', 'fin/arrivals', undefined, true),
  pressing('arrival.confirm', finance('arrival-confirm', 'fin/arrivals?state=waiting')),
  finance('receipts', 'fin/receipts', undefined, true),
  pressing('deed.arrivals_create', finance('receipt-new', 'fin/receipts')),
  pressing('receipts.import', finance('receipts-import', 'fin/receipts')),
  finance('claims', 'fin/claims'),
  finance('claim', 'fin/claims/:id', { op: 'claims?state=asked' }, true),
  finance('withdrawals', 'fin/withdrawals', undefined, true),
  pressing('deed.withdrawals_pay', finance('withdrawal-pay', 'fin/withdrawals?state=approved')),
  finance('vouchers', 'fin/vouchers'),
  finance('voucher', 'fin/vouchers/:id', { op: 'vouchers?event=capture' }),
  finance('trial-balance', 'fin/trial-balance'),
  finance('trial-balance-days', `fin/trial-balance?by=subject&${span}`),
  finance('ledger', 'fin/ledger/1002'),
  finance('entries', 'fin/entries', undefined, true),
  pressing('entry.new', finance('entry-new', 'fin/entries')),
  finance('periods', 'fin/periods'),
  finance('period', 'fin/periods/:id', { op: 'periods', key: 'month' }),
  finance('subjects', 'fin/subjects'),
  finance('templates', 'fin/templates'),
  finance('template', 'fin/templates/:id', { op: 'templates?state=draft' }),
  pressing('template.new', finance('template-new', 'fin/templates')),
  finance('profit', 'fin/profit'),
  finance('profit-days', `fin/profit?by=customer&${span}`),
  finance('cash-flow', 'fin/cash-flow'),
  finance('verify', 'fin/verify'),
  pressing('verify.run', finance('verified', 'fin/verify')),
  finance('settlements', 'fin/settlements', undefined, true),
  finance('settlement', 'fin/settlements/:id', { op: 'settlements' }, true),
  finance('settlement-objections', 'fin/settlements/:id?tab=related', { op: 'settlements' }),
  finance('settlement-lines', 'fin/settlements/:id/lines', { op: 'settlements' }),
  finance('objections', 'fin/objections'),
  finance('bills', 'fin/bills'),
  money('settlement-plan', 'fin/settlement-plan'),
  money('settlement-supply', 'fin/settlements/:id', { op: 'settlements?kind=supply' }),
  money('supplier-bills', 'fin/supplier-bills'),
  money('supplier-bill', 'fin/supplier-bills/:id', { op: 'supplier-bills' }),
  pressing('bills.import', money('supplier-bill-import', 'fin/supplier-bills')),
  supplier('supplier-settlement', 'fin/settlements/:id', { op: 'settlements' }),
  supplier('supplier-own-bills', 'fin/supplier-bills'),
  customer('own-bills', 'cost/bills'),
  customer('own-usage', 'cost/usage/:id', { op: 'bills', key: 'resource_id' }),
  customer('own-withdrawals', 'cost/withdrawals'),
]
