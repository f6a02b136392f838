import { describe, expect, it } from 'vitest'
import { changeBp, fenAxis } from '../../src/lib/money'
import { labelled, ticksOf } from '../../src/lib/ticks'
import { offsetName } from '../../src/lib/time'
import { everySpan } from '../../src/pages/cost/units'
import { compareFrom } from '../../src/pages/finance/Compare'
import { daysOf, monthsBefore, monthsTouched } from '../../src/pages/finance/months'

describe('the axis of a chart', () => {
  it('has round steps, zero among them, and covers every value', () => {
    for (const values of [[0], [1], [7, 3], [123_456, -5000], [-1, -900_000], [9_007_199_254_740_991]]) {
      const ticks = ticksOf(values)
      expect(ticks).toContain(0)
      expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, ...values))
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, ...values))
      expect(ticks.length).toBeGreaterThan(1)
      expect(ticks.length).toBeLessThan(9)
    }
    expect(ticksOf([90_000])).toEqual([0, 50_000, 100_000])
  })
  it('writes large amounts in larger units', () => {
    expect(fenAxis(1_000_000, 'zh')).toMatchObject({ unit: '万元' })
    expect(fenAxis(1_000_000, 'zh').text(1_500_000)).toBe('1.5')
    expect(fenAxis(1_000_000, 'en').text(1_500_000)).toBe('15')
    expect(fenAxis(999_999, 'zh')).toMatchObject({ unit: '元' })
    expect(fenAxis(5000, 'en').text(-5050)).toBe('-50.5')
  })
  it('names what there is room for, the last always', () => {
    expect(labelled(12, 4)).toEqual([false, false, true, false, false, true, false, false, true, false, false, true])
    expect(labelled(3, 10)).toEqual([true, true, true])
  })
})

describe('two spans', () => {
  it('are as many months apart as the one is long, or a year', () => {
    expect(compareFrom('last', { from: '2026-01-01', to: '2026-03-15' })).toEqual({ compare_from: '2025-10-01' })
    expect(compareFrom('year', { from: '2026-03-01', to: '2026-03-31' })).toEqual({ compare_from: '2025-03-01' })
    expect(compareFrom(undefined, { from: '2026-03-01', to: '2026-03-31' })).toEqual({})
  })
  it('differ by a rate where there was something', () => {
    expect([changeBp(150, 100), changeBp(50, -100), changeBp(0, 300), changeBp(7, 0)]).toEqual([5000, 15_000, -10_000, null])
  })
  it('begin and end on days of the calendar', () => {
    expect(daysOf(202402)).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(daysOf(202612)).toEqual({ from: '2026-12-01', to: '2026-12-31' })
    expect(monthsBefore('2026-11-29', 11)).toBe('2025-12-01')
    expect(monthsTouched('2025-12-31', '2026-01-01')).toBe(2)
  })
})

describe('what was used', () => {
  it('keeps a place for what nobody reported', () => {
    const span = (from_ms: number) => ({ from_ms, units_milli: 5, billed_milli: 5 })
    expect(everySpan([span(30), span(0)], 10).map((one) => one.units_milli)).toEqual([5, null, null, 5])
    expect(everySpan([], 10)).toEqual([])
  })
})

describe('a zone', () => {
  it('is told as people write it', () => expect([480, 0, -210, 345].map(offsetName)).toEqual(['UTC+8', 'UTC', 'UTC-3:30', 'UTC+5:45']))
})
