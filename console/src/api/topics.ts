// Which reads show an object: when a topic is pushed, or something of that kind was written, these are
// read again. A word not listed here refreshes the operations that begin with it.
import { operations } from './operations'

const also: Record<string, readonly string[]> = {
  order: ['orders', 'resources', 'cart', 'quotes', 'coupons', 'sales', 'refunds', 'balance', 'flow', 'home', 'jobs', 'shop', 'messages'],
  resource: ['resources', 'orders', 'refunds', 'balance', 'flow', 'home', 'terminals'],
  cart: ['cart', 'home'],
  job: ['jobs', 'orders', 'resources', 'devices', 'work_orders', 'home'],
  work_order: ['work_orders', 'jobs', 'resources', 'orders', 'devices', 'home'],
  recharge: ['recharges', 'balance', 'flow', 'vouchers', 'trial_balance', 'customer_balances', 'home', 'messages'],
  voucher: ['vouchers', 'trial_balance', 'entries', 'subject_ledger', 'profit', 'cash_flow', 'home'],
  arrival: ['arrivals', 'claims', 'recharges', 'vouchers', 'trial_balance', 'customer_balances', 'home'],
  claim: ['claims', 'arrivals', 'recharges', 'vouchers', 'trial_balance', 'customer_balances', 'home'],
  withdrawal: ['withdrawals', 'withdrawal_rule', 'balance', 'flow', 'vouchers', 'trial_balance', 'home'],
  payment: ['payments', 'balance', 'flow', 'orders', 'resources', 'quotes', 'cart', 'home', 'messages'],
  payout: ['payouts', 'pay_accounts', 'vouchers', 'trial_balance'],
  chargeback: ['chargebacks', 'pay_accounts', 'vouchers', 'trial_balance', 'customer_balances'],
  pay_account: ['pay_accounts', 'pay_ways'],
  settlement: ['settlements', 'settlement_lines', 'settlement_plan', 'objections', 'vouchers', 'trial_balance'],
  objection: ['objections', 'settlements', 'settlement_lines', 'vouchers'],
  supplier_bill: ['supplier_bills', 'supplier_bill_rows'],
  supplier_bill_row: ['supplier_bills', 'supplier_bill_rows', 'vouchers'],
  entry: ['entries', 'vouchers', 'trial_balance', 'home'],
  period: ['periods', 'book'],
  balance: ['balance', 'flow', 'home', 'customer_balances'],
  device: ['devices', 'slots', 'rooms', 'racks', 'changes'],
  endpoint: ['devices', 'changes'],
  agent: ['agents', 'rooms', 'home'],
  room: ['rooms'],
  message: ['messages', 'home'],
  terminal: ['terminals'],
  session: ['sessions', 'me'],
  member: ['members', 'staff', 'invitations', 'departments'],
  department: ['departments', 'staff', 'members'],
  invitation: ['invitations'],
  approval: ['approvals', 'agreements', 'customer_prices', 'home', 'messages'],
  customer: ['customers', 'customer_balances', 'invitations'],
  customer_price: ['customer_prices', 'shop', 'cart'],
  promotion: ['promotions', 'shop', 'cart'],
  distributor: ['distributors', 'invitations'],
  supplier: ['suppliers'],
  api_key: ['api_keys'],
  sku: ['skus', 'shop'],
  product: ['products', 'shop'],
  agreement: ['agreements', 'products', 'shop', 'approvals'],
  quote: ['quotes'],
  org: ['org', 'customers', 'distributors', 'suppliers', 'me'],
}

function singular(word: string): string {
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.replace(/s$/, '')
}

/** The operations that read what this word ("order", "orders") is about. */
export function opsTouchedBy(word: string): Set<string> {
  const prefixes = also[singular(word)] ?? also[word] ?? [word, singular(word), `${word}s`]
  const found = new Set<string>()
  for (const [op, route] of Object.entries(operations)) {
    if (route.method !== 'get') continue
    if (prefixes.some((prefix) => op.startsWith(`${prefix}_`))) found.add(op)
  }
  return found
}

/** What a write of this name ("skus_sale_price") may have changed: what is about any beginning of its words. */
export function opsChangedBy(op: string): Set<string> {
  const words = op.split('_')
  return new Set(words.slice(1).flatMap((_, n) => [...opsTouchedBy(words.slice(0, n + 1).join('_'))]))
}
