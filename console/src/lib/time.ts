// Times as people read them. Everything takes Unix milliseconds and the zone; nothing asks the clock.

export type Lang = 'zh' | 'en'

export const ZONE = 'Asia/Shanghai'

interface Parts { y: string; mo: string; d: string; h: string; mi: string; s: string }

const formats = new Map<string, Intl.DateTimeFormat>()

function partsOf(ms: number, zone: string): Parts {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
      hour: '2-digit', minute: '2-digit', second: '2-digit',
    })
    formats.set(zone, format)
  }
  const got: Record<string, string> = {}
  for (const part of format.formatToParts(ms)) got[part.type] = part.value
  return {
    y: got['year'] ?? '', mo: got['month'] ?? '', d: got['day'] ?? '',
    h: got['hour'] ?? '', mi: got['minute'] ?? '', s: got['second'] ?? '',
  }
}

/** Same day "14:02:07", same year "11-23 14:02", else "2025-11-23 14:02". */
export function timeShort(ms: number, nowMs: number, zone = ZONE): string {
  const t = partsOf(ms, zone)
  const now = partsOf(nowMs, zone)
  if (t.y !== now.y) return `${t.y}-${t.mo}-${t.d} ${t.h}:${t.mi}`
  if (t.mo !== now.mo || t.d !== now.d) return `${t.mo}-${t.d} ${t.h}:${t.mi}`
  return `${t.h}:${t.mi}:${t.s}`
}

/** "2026-11-23 14:02:07 UTC+8" */
export function timeFull(ms: number, zone = ZONE): string {
  const t = partsOf(ms, zone)
  return `${t.y}-${t.mo}-${t.d} ${t.h}:${t.mi}:${t.s} ${zoneName(ms, zone)}`
}

export function dateText(ms: number, zone = ZONE): string {
  const t = partsOf(ms, zone)
  return `${t.y}-${t.mo}-${t.d}`
}

export function zoneName(ms: number, zone = ZONE): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(ms)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC'
  const offset = name.replace(/^(GMT|UTC)/, '')
  return offset === '+0' || offset === '' ? 'UTC' : `UTC${offset}`
}

const units: { ms: number; zh: string; en: string }[] = [
  { ms: 86_400_000, zh: ' 天', en: 'd' },
  { ms: 3_600_000, zh: ' 小时', en: 'h' },
  { ms: 60_000, zh: ' 分', en: 'min' },
  { ms: 1000, zh: ' 秒', en: 's' },
]

/** The two largest units that matter: "2 小时 5 分", "12 s", "3 d 4 h". */
export function spanText(ms: number, lang: Lang): string {
  const total = Math.abs(ms)
  const first = units.findIndex((unit) => total >= unit.ms)
  if (first < 0) return lang === 'zh' ? '0 秒' : '0 s'
  const out: string[] = []
  let rest = total
  for (const unit of units.slice(first, first + 2)) {
    const n = Math.floor(rest / unit.ms)
    rest -= n * unit.ms
    if (n > 0) out.push(lang === 'zh' ? `${n}${unit.zh}` : `${n} ${unit.en}`)
  }
  return out.join(' ')
}

/** "3 分前", "in 2 h 5 min"; within a second "刚刚". */
export function relativeText(ms: number, nowMs: number, lang: Lang): string {
  const away = ms - nowMs
  if (Math.abs(away) < 1000) return lang === 'zh' ? '刚刚' : 'just now'
  const span = spanText(away, lang)
  if (lang === 'zh') return away < 0 ? `${span}前` : `${span}后`
  return away < 0 ? `${span} ago` : `in ${span}`
}

/** A day as people type it (2026-11-29, 2026/11/29, 20261129, 2026年11月29日) as 2026-11-29; null when it is none. */
export function dayOfText(typed: string): string | null {
  const found = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(typed.normalize('NFKC').trim())
  if (!found) return null
  const [, y = '', mo = found[4] ?? '', d = found[5] ?? ''] = found
  const day = `${y}-${mo.padStart(2, '0')}-${d.padStart(2, '0')}`
  return new Date(`${day}T00:00Z`).toJSON()?.startsWith(day) ? day : null
}

/** A day with a time of day (14:02, 9:00; none is its beginning) as 2026-11-29T14:02; null when it is none. */
export function localOfText(typed: string): string | null {
  const [, text = '', h = '0', mi = '0'] = /^(.*?)(?:[ T]+(\d{1,2}):(\d{2}))?$/.exec(typed.normalize('NFKC').trim()) ?? []
  const day = dayOfText(text)
  return day && Number(h) < 24 && Number(mi) < 60 ? `${day}T${h.padStart(2, '0')}:${mi.padStart(2, '0')}` : null
}

/** "2026-11-23T14:02" as typed in the zone, in milliseconds; null when it is no time. */
export function msOfLocal(typed: string, zone = ZONE): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(typed)
  if (!found) return null
  const [, y, mo, d, h = '0', mi = '0'] = found
  const asUtc = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi))
  const p = partsOf(asUtc, zone)
  const shown = Date.UTC(Number(p.y), Number(p.mo) - 1, Number(p.d), Number(p.h), Number(p.mi))
  return asUtc - (shown - asUtc)
}

/** The same moment as a field for typing shows it: "2026-11-23T14:02". */
export function localOfMs(ms: number, zone = ZONE): string {
  const t = partsOf(ms, zone)
  return `${t.y}-${t.mo}-${t.d}T${t.h}:${t.mi}`
}

/** Minutes east of UTC as people write them: 480 -> "UTC+8", -210 -> "UTC-3:30". */
export function offsetName(minutes: number): string {
  const away = Math.abs(minutes)
  const rest = away % 60
  if (away === 0) return 'UTC'
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(away / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`
}
