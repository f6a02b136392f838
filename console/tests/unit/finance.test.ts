import { describe, expect, it } from 'vitest'
import { refusedLine } from '../../src/lib/csv'
import { fenDiff, milliText, nfenYuan, ufenYuan } from '../../src/lib/money'

describe('amounts finer than a fen', () => {
  it('are written in full', () => {
    expect([0, 1, 412_500_000, 100_000_000_000, -50_000_000].map(nfenYuan)).toEqual(['¥0', '¥0.00000000001', '¥0.004125', '¥1', '-¥0.0005'])
    expect([12_500_000, 1_000_000_000, 123_456_700_000_000].map(ufenYuan)).toEqual(['¥0.125', '¥10', '¥1,234,567'])
  })
  it('of units drop only zeros', () => expect([0, 1, 1500, 2000, 1_234_567].map(milliText)).toEqual(['0', '0.001', '1.5', '2', '1,234.567']))
  it('leave the rest of a split exact', () => expect(fenDiff(100_000, 33_333)).toBe(66_667))
})

describe('a refused line', () => {
  const csv = 'bank_ref,amount\r\nA1,10\r\nA2,ten'
  it('is the one the server names', () => expect(refusedLine(csv, 'line 3, column amount: not an amount')).toEqual({ n: 3, line: 'A2,ten' }))
  it('is none when no line is named or it is not there', () => {
    expect(refusedLine(csv, 'the file is empty')).toBeNull()
    expect(refusedLine(csv, 'line 9: too long')).toBeNull()
  })
})
