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

/** Where an object of this kind has its page, below /o/:org; undefined when it has none. */
export function pathOfId(id: string): string | undefined {
  const pages: Record<string, string> = {
    ord: 'orders', res: 'resources', dev: 'devices', job: 'jobs', wo: 'workorders', vou: 'fin/vouchers',
    agr: 'agreements', apr: 'approvals', quo: 'quotes', prd: 'products',
  }
  const page = pages[id.split('_')[0] ?? '']
  return page ? `${page}/${id}` : undefined
}
