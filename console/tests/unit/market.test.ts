import { describe, expect, it } from 'vitest'
import { opsChangedBy } from '../../src/api/topics'
import { localOfMs, msOfLocal } from '../../src/lib/time'
import { faultOf } from '../../src/pages/agreements/Chain'

describe('the edge at fault', () => {
  it('is read out of the sentence, with the SKU and the cycle', () => {
    expect(faultOf('云主机 C4 (month, 华东智算 → 苏州云启): its seller would get less than it pays')).toEqual({
      sku: '云主机 C4', cycle: 'month', from: '华东智算', to: '苏州云启', what: 'chain.loss', told: 'its seller would get less than it pays',
    })
  })
  it('stays unnamed when whoever asks may not know it', () => {
    expect(faultOf('A (v2) (year, a distributor further down and the one below it): its seller may not ask that much')).toMatchObject({ sku: 'A (v2)', from: '', to: '', what: 'chain.cap' })
  })
  it('is read when no SKU is named', () => {
    expect(faultOf('a principal cannot buy from an agent: 甲 → 乙')).toMatchObject({ sku: '', from: '甲', to: '乙', what: 'chain.agent' })
  })
  it('is nothing in another sentence', () => expect(faultOf('what is active is not changed any more')).toBeNull())
})

describe('a typed moment', () => {
  it('is in the zone of the organisation and comes back as typed', () => {
    expect(msOfLocal('2026-11-29T08:00')).toBe(Date.UTC(2026, 10, 29, 0, 0))
    expect(localOfMs(Date.UTC(2026, 10, 29, 0, 0))).toBe('2026-11-29T08:00')
    expect(msOfLocal('2026-11-29')).toBe(Date.UTC(2026, 10, 28, 16, 0))
  })
  it('follows the hour that a zone jumps by', () => expect(localOfMs(msOfLocal('2026-07-01T10:30', 'Europe/Berlin') ?? 0, 'Europe/Berlin')).toBe('2026-07-01T10:30'))
  it('that is none is null', () => expect(msOfLocal('soon')).toBeNull())
})

describe('after a write', () => {
  it('what shows it is read again, however many words its name has', () => {
    expect([...opsChangedBy('skus_sale_price')]).toEqual(expect.arrayContaining(['skus_sale_prices', 'skus_list', 'shop_list']))
    expect(opsChangedBy('resources_auto_renew').has('resources_get')).toBe(true)
    expect(opsChangedBy('agreements_wind_down').has('agreements_get')).toBe(true)
    expect(opsChangedBy('orders_create').has('cart_get')).toBe(true)
    expect(opsChangedBy('customers_profile').has('customers_get')).toBe(true)
  })
  it('nothing but reads is asked', () => {
    for (const op of opsChangedBy('cart_add')) expect(op).toMatch(/_(get|list)$/)
  })
})
