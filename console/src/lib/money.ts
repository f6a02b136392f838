// Money as integer fen, by integer arithmetic only. The one place that may do arithmetic on amounts.

export type Fen = number

const SAFE = Number.MAX_SAFE_INTEGER

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** "1,234.56" of 123456; a minus in front of a negative amount. */
export function fenText(fen: Fen): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in fen: ${fen}`)
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const yuan = grouped(digits.slice(0, -2))
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`
}

/** "¥1,234.56"; the minus stands before the sign of the currency. */
export function fenYuan(fen: Fen): string {
  const text = fenText(fen)
  return text.startsWith('-') ? `-¥${text.slice(1)}` : `¥${text}`
}

/** What a person typed ("1,234.5", "¥1234.50", full-width digits) as fen, or null when it is no amount. */
export function fenOfText(typed: string): Fen | null {
  const plain = typed.normalize('NFKC').replace(/[\s,¥￥]/g, '')
  const found = /^(\d{1,14})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!found) return null
  const fen = BigInt(found[1] ?? '0') * 100n + BigInt((found[2] ?? '').padEnd(2, '0'))
  return fen > BigInt(SAFE) ? null : Number(fen)
}

/** Whole fen of an amount in millionths of a fen; a part of a fen is dropped, for showing only. */
export function fenOfUfen(ufen: number): Fen {
  return Number(BigInt(ufen) / 1_000_000n)
}

/** The sum; refuses to leave the range in which integers are exact. */
export function fenSum(amounts: readonly Fen[]): Fen {
  let sum = 0n
  for (const fen of amounts) sum += BigInt(fen)
  if (sum > BigInt(SAFE) || sum < -BigInt(SAFE)) throw new RangeError('sum of fen out of range')
  return Number(sum)
}

/** What is left of an amount after another. */
export function fenDiff(whole: Fen, part: Fen): Fen {
  return fenSum([whole, -part])
}

/** Thousandths of a unit as people read them: 1500 -> "1.5", 2000 -> "2". */
export function milliText(milli: number): string {
  const digits = String(Math.abs(milli)).padStart(4, '0')
  const part = digits.slice(-3).replace(/0+$/, '')
  return `${milli < 0 ? '-' : ''}${grouped(digits.slice(0, -3))}${part && `.${part}`}`
}

function finerYuan(count: number, places: number): string {
  const digits = String(Math.abs(count)).padStart(places + 1, '0')
  const rest = digits.slice(-places).replace(/0+$/, '')
  return `${count < 0 ? '-' : ''}¥${grouped(digits.slice(0, -places))}${rest && `.${rest}`}`
}

/** A part of a fen that rounding left, in billionths of a fen, as yuan: 412500000 -> "¥0.004125". */
export function nfenYuan(nfen: number): string {
  return finerYuan(nfen, 11)
}

/** A price in millionths of a fen as yuan, nothing dropped: 12500000 -> "¥0.125". */
export function ufenYuan(ufen: number): string {
  return finerYuan(ufen, 8)
}

/** How an axis of amounts is written: in yuan, or in ten thousands (thousands, in English) when they are large. */
export function fenAxis(most: Fen, lang: 'zh' | 'en'): { unit: string; text: (fen: Fen) => string } {
  const [large, digits] = lang === 'zh' ? ['万元', 6] as const : ['CNY 1,000', 5] as const
  const big = most >= 10 ** digits * (lang === 'zh' ? 1 : 10)
  const places = big ? digits : 2
  const unit = big ? large : lang === 'zh' ? '元' : 'CNY'
  return { unit, text: (fen) => finerYuan(fen, places).replace('¥', '') }
}

/** How much an amount grew or shrank against another, in basis points towards zero; null where there was none. */
export function changeBp(now: Fen, was: Fen): number | null {
  if (was === 0) return null
  const bp = ((BigInt(now) - BigInt(was)) * 10_000n) / BigInt(Math.abs(was))
  return bp > BigInt(SAFE) || bp < -BigInt(SAFE) ? null : Number(bp)
}

/** A rate in basis points as the percent people write: 8500 -> "85.00%". */
export function bpPercent(bp: number): string {
  if (!Number.isSafeInteger(bp)) throw new RangeError(`not a rate in basis points: ${bp}`)
  const digits = String(Math.abs(bp)).padStart(3, '0')
  return `${bp < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}%`
}

/** "85", "85.5", "85.25%" as basis points, or null. */
export function bpOfText(typed: string): number | null {
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?%?$/.exec(typed.normalize('NFKC').trim())
  if (!found) return null
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
