import { useI18n } from '@/i18n'

/** What a metered resource is counted in, in words. */
export function useUnit(): (unit: string) => string {
  const { t, has } = useI18n()
  return (unit) => {
    const key = `unit.${unit}`
    return has(key) ? t(key) : unit
  }
}

export const HOUR_MS = 3_600_000

export interface Used { from_ms: number; units_milli: number | null; billed_milli: number | null }

/** The spans in order with a place for each in between that nothing was reported of. */
export function everySpan(known: readonly { from_ms: number; units_milli: number; billed_milli: number }[], step_ms: number): Used[] {
  const out: Used[] = []
  for (const span of [...known].sort((a, b) => a.from_ms - b.from_ms)) {
    const last = out.at(-1)
    for (let at = last ? last.from_ms + step_ms : span.from_ms; at < span.from_ms; at += step_ms) out.push({ from_ms: at, units_milli: null, billed_milli: null })
    out.push(span)
  }
  return out
}
