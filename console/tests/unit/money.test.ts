import { describe, expect, it } from 'vitest'
import { bpOfText, bpPercent, fenOfText, fenSum, fenText, fenYuan } from '../../src/lib/money'

describe('an amount in fen', () => {
  it('is written with two decimals and grouped thousands', () => {
    expect([0, 1, 10, 100, 123456, 100000000].map(fenText)).toEqual(['0.00', '0.01', '0.10', '1.00', '1,234.56', '1,000,000.00'])
  })
  it('carries its minus before the sign of the currency', () => {
    expect(fenYuan(-123456)).toBe('-¥1,234.56')
    expect(fenYuan(-1)).toBe('-¥0.01')
  })
  it('is exact to the largest whole number JSON keeps', () => {
    expect(fenText(Number.MAX_SAFE_INTEGER)).toBe('90,071,992,547,409.91')
    expect(() => fenText(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError)
    expect(() => fenText(0.5)).toThrow(RangeError)
  })
  it('is read as people type it', () => {
    expect(['1', '0.1', '0.10', '1,234.56', '¥20,000.5', '１２．５', ' 3 ', '19.99'].map(fenOfText)).toEqual([100, 10, 10, 123456, 2000050, 1250, 300, 1999])
  })
  it('is not read out of anything else', () => {
    expect(['', '-1', '1.234', 'abc', '1e3', '.5', '1.', '99999999999999', '1 2x'].map(fenOfText)).toEqual([null, null, null, null, null, null, null, null, null])
  })
  it('survives being written and read for many amounts', () => {
    for (let fen = 0, step = 1; fen < 9_000_000_000_000_000; fen += step, step = step * 3 + 7) expect(fenOfText(fenText(fen))).toBe(fen)
  })
  it('sums without leaving the exact range', () => {
    expect(fenSum([10, 20, -5])).toBe(25)
    expect(fenSum([])).toBe(0)
    expect(() => fenSum([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
  })
})

describe('a rate in basis points', () => {
  it('is written as percent', () => expect([8500, 10000, 5, 0].map(bpPercent)).toEqual(['85.00%', '100.00%', '0.05%', '0.00%']))
  it('is read from percent', () => expect(['85', '85.5%', '85.25', 'x', ''].map(bpOfText)).toEqual([8500, 8550, 8525, null, null]))
})
