// Values the API leaves free of shape (drivers' documents, lists of words), read without trusting them.

export function wordsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : []
}

export function recordOf(value: unknown): Record<string, unknown> {
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const number = (value: unknown) => (typeof value === 'number' ? value : 0)

export interface Access { host: string; port: number; user: string; host_key: string }

/** How a machine is reached; null before it is open. */
export function accessOf(value: unknown): Access | null {
  const doc = recordOf(value)
  const host = text(doc['host'])
  if (!host) return null
  return { host, port: number(doc['port']) || 22, user: text(doc['user']), host_key: text(doc['host_key']) }
}

export interface CheckLine { name: string; ok: boolean; text: string; ms: number }

/** What an agent found when it tried a device. */
export function checksOf(value: unknown): CheckLine[] {
  const list = recordOf(value)['checks']
  if (!Array.isArray(list)) return []
  return list.map((item) => {
    const doc = recordOf(item)
    return { name: text(doc['name']), ok: doc['ok'] === true, text: text(doc['text']), ms: number(doc['ms']) }
  })
}

export interface Candidate {
  device: string; room: string; free: number; verdict: string; reason_zh: string; reason_en: string; score: number
}

/** The explanation kept with an order line: every device that was looked at. */
export function candidatesOf(value: unknown): Candidate[] {
  const list = recordOf(value)['candidates']
  if (!Array.isArray(list)) return []
  return list.map((item) => {
    const doc = recordOf(item)
    return {
      device: text(doc['device']), room: text(doc['room']), free: number(doc['free']), verdict: text(doc['verdict']),
      reason_zh: text(doc['reason_zh']), reason_en: text(doc['reason_en']), score: number(doc['score']),
    }
  })
}

/** A value of a free document as one short text. */
export function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export interface Notice { trade: string; currency: string; amount_fen: number | undefined }

/** What a payment channel said, as it was kept: a JSON text. */
export function noticeOf(kept: string): Notice {
  let doc: Record<string, unknown> = {}
  try {
    doc = recordOf(JSON.parse(kept))
  } catch {
    // what is not JSON says nothing we could show
  }
  const amount = doc['amount_fen']
  return { trade: text(doc['out_trade_no']), currency: text(doc['currency']), amount_fen: Number.isSafeInteger(amount) ? (amount as number) : undefined }
}

export interface PayOrder { subject: string; trade: string; until_ms: number }

/** What a channel's page is opened with; null once there is nothing to open. */
export function payOrderOf(value: unknown): PayOrder | null {
  const doc = recordOf(value)
  const trade = text(doc['out_trade_no'])
  return trade ? { subject: text(doc['subject']), trade, until_ms: number(doc['expires_ms']) } : null
}
