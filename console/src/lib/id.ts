// Ids outside are a prefix and 13 characters; people compare the ends.

/** "ord_01J…4F7K": the first 7 and the last 4. */
export function idShort(id: string): string {
  return id.length <= 13 ? id : `${id.slice(0, 7)}…${id.slice(-4)}`
}

/** A fresh idempotency key: 32 hex digits from the browser's generator. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}

const pages: Record<string, string> = {
  ord: 'orders', res: 'resources', dev: 'devices', job: 'jobs', wo: 'workorders', vou: 'fin/vouchers',
  agr: 'agreements', apr: 'approvals', quo: 'quotes', prd: 'products', clm: 'fin/claims', stl: 'fin/settlements', pay: 'fin/payments',
}

/** Kinds that are seen and dealt with in their list. */
const lists: Record<string, string> = {
  arv: 'fin/receipts', cbk: 'fin/chargebacks', pst: 'fin/pay-strays', wdr: 'fin/withdrawals', rch: 'fin/arrivals', ent: 'fin/entries',
}

/** What is a customer's own stands below its cost centre. */
const ownPages: Record<string, string> = { pay: 'cost/payments' }
const ownLists: Record<string, string> = { wdr: 'cost/withdrawals', rch: 'cost/recharges' }

/** Where an object of this kind has its page, below /o/:org; undefined when it has none. */
export function pathOfId(id: string, kind = ''): string | undefined {
  const own = kind === 'customer'
  const word = id.split('_')[0] ?? ''
  const page = (own && ownPages[word]) || pages[word]
  return page ? `${page}/${id}` : ((own && ownLists[word]) || lists[word])
}
