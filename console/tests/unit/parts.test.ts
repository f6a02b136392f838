import { describe, expect, it } from 'vitest'
import { nearest, type Entry } from '../../src/app/shell/menu'
import { opsTouchedBy } from '../../src/api/topics'
import { idShort, pathOfId } from '../../src/lib/id'
import { accessOf, candidatesOf, checksOf, recordOf, wordsOf } from '../../src/lib/loose'
import { flagsOf, orderState } from '../../src/ui/state'

describe('an id', () => {
  it('shows its ends', () => expect(idShort('ord_01jabcd4f7k9z')).toBe('ord_01j…7k9z'))
  it('leads to its page when it has one', () => {
    expect(pathOfId('res_01jabcd4f7k9z')).toBe('resources/res_01jabcd4f7k9z')
    expect(pathOfId('msg_01jabcd4f7k9z')).toBeUndefined()
    expect(pathOfId('')).toBeUndefined()
  })
})

describe('free documents', () => {
  it('are read without trusting their shape', () => {
    for (const odd of [null, undefined, 3, 'x', [], {}, { checks: 3, candidates: 'x', host: 5 }]) {
      expect(wordsOf(odd)).toEqual([])
      expect(checksOf(odd)).toEqual([])
      expect(candidatesOf(odd)).toEqual([])
      expect(accessOf(odd)).toBeNull()
    }
    expect(recordOf([1])).toEqual({})
    expect(wordsOf(['a', 1, 'b'])).toEqual(['a', 'b'])
  })
  it('give the way into a machine once there is one', () => {
    expect(accessOf({ host: '10.0.0.1', user: 'root' })).toEqual({ host: '10.0.0.1', port: 22, user: 'root', host_key: '' })
  })
})

describe('states made of parts', () => {
  it('read the bits of a device', () => {
    expect(flagsOf(0)).toEqual([])
    expect(flagsOf(5)).toEqual(['maintenance', 'fault'])
    expect(flagsOf(7)).toEqual(['maintenance', 'protected', 'fault'])
  })
  it('an order is what its lines are', () => {
    expect(orderState({ lines_n: 2, active_n: 1, held_n: 1 })).toBe('opening')
    expect(orderState({ lines_n: 2, active_n: 2, held_n: 0 })).toBe('active')
    expect(orderState({ lines_n: 2, active_n: 1, held_n: 0 })).toBe('partial')
    expect(orderState({ lines_n: 1, active_n: 0, held_n: 0 })).toBe('released')
  })
})

describe('a push', () => {
  it('of every topic the server sends reads something again', () => {
    for (const topic of ['order', 'resource', 'balance', 'recharge', 'message', 'agent', 'job', 'device', 'room', 'product', 'sku', 'agreement', 'work_order', 'member', 'terminal'])
      expect(opsTouchedBy(topic).size, topic).toBeGreaterThan(0)
  })
  it('reads only what reads: never a write', () => {
    for (const op of opsTouchedBy('order')) expect(op).not.toMatch(/_create$|_close$/)
    expect(opsTouchedBy('order').has('orders_get')).toBe(true)
  })
})

describe('the menu', () => {
  const groups = [{ label: null, entries: ['cost', 'cost/bills', 'fin', 'fin/claims'].map((path) => ({ path }) as Entry) }]
  it('marks the one entry a page belongs to', () => {
    expect(nearest('cost', groups)).toBe('cost')
    expect(nearest('cost/flow', groups)).toBe('cost')
    expect(nearest('cost/bills', groups)).toBe('cost/bills')
    expect(nearest('fin/claims/clm_1', groups)).toBe('fin/claims')
    expect(nearest('costs', groups)).toBe('')
  })
})
