import { describe, expect, it } from 'vitest'
import { dateText, dayOfText, localOfText, relativeText, spanText, timeFull, timeShort, zoneName } from '../../src/lib/time'

const at = (text: string) => Date.parse(text)
const now = at('2026-11-23T14:02:07+08:00')

describe('a moment', () => {
  it('of today is a time of day', () => expect(timeShort(at('2026-11-23T09:08:07+08:00'), now)).toBe('09:08:07'))
  it('of this year is month and day', () => expect(timeShort(at('2026-10-01T09:08:07+08:00'), now)).toBe('10-01 09:08'))
  it('of another year says the year', () => expect(timeShort(at('2025-10-01T09:08:07+08:00'), now)).toBe('2025-10-01 09:08'))
  it('belongs to the day of the zone, not of UTC', () => {
    const late = at('2026-11-22T23:30:00+08:00')
    expect(timeShort(late, now)).toBe('11-22 23:30')
    expect(dateText(at('2026-11-22T17:00:00Z'))).toBe('2026-11-23')
  })
  it('is told in full with its zone', () => {
    expect(timeFull(now)).toBe('2026-11-23 14:02:07 UTC+8')
    expect(zoneName(now, 'UTC')).toBe('UTC')
  })
})

describe('a span', () => {
  it('shows its two largest units', () => {
    expect(spanText(90_061_000, 'zh')).toBe('1 天 1 小时')
    expect(spanText(65_000, 'zh')).toBe('1 分 5 秒')
    expect(spanText(3_600_000, 'en')).toBe('1 h')
    expect(spanText(4000, 'en')).toBe('4 s')
    expect(spanText(0, 'zh')).toBe('0 秒')
  })
  it('never skips a unit between the two', () => expect(spanText(86_400_000 + 30_000, 'en')).toBe('1 d'))
  it('is told relative to now in both directions', () => {
    expect(relativeText(now - 60_000, now, 'zh')).toBe('1 分前')
    expect(relativeText(now + 7_500_000, now, 'en')).toBe('in 2 h 5 min')
    expect(relativeText(now + 300, now, 'zh')).toBe('刚刚')
  })
})

describe('a day as people type it', () => {
  it('is one day in any of its forms', () => {
    for (const typed of ['2026-11-29', '2026/11/29', '2026.11.29', '20261129', '2026年11月29日', ' ２０２６-１１-２９ ']) expect(dayOfText(typed)).toBe('2026-11-29')
    expect(dayOfText('2026-1-2')).toBe('2026-01-02')
    expect(dayOfText('2028-02-29')).toBe('2028-02-29')
  })
  it('that is none is null', () => {
    for (const typed of ['', '2026-02-30', '2026-13-01', '11/29/2026', '2026-11', 'soon', '2026-11-29x']) expect(dayOfText(typed)).toBeNull()
  })
  it('may have a time of day', () => {
    expect(localOfText('2026-11-29 14:02')).toBe('2026-11-29T14:02')
    expect(localOfText('2026/11/29T9:05')).toBe('2026-11-29T09:05')
    expect(localOfText('20261129')).toBe('2026-11-29T00:00')
    for (const typed of ['2026-11-29 24:00', '2026-11-29 9:60', '2026-11-31 10:00', '14:02']) expect(localOfText(typed)).toBeNull()
  })
})
