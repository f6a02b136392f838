// Every state word of the API has one of seven tones; icon, word and colour always come together.
export type Tone = 'neutral' | 'active' | 'wait' | 'good' | 'bad' | 'unknown' | 'stopped'

export const toneIcon: Record<Tone, string> = {
  neutral: '○', active: '◐', wait: '◷', good: '✓', bad: '✕', unknown: '?', stopped: '■',
}

const on: Tone = 'active'
const off: Tone = 'stopped'

export const states = {
  device: {
    draft: 'neutral', verified: 'neutral', free: 'neutral', held: on, opening: on, in_use: 'good',
    closing: on, retired: off,
  },
  flag: { maintenance: 'wait', protected: 'neutral', fault: 'bad' },
  job: {
    queued: 'neutral', running: on, waiting: 'wait', held: 'wait', done: 'good', failed: 'bad', unknown: 'unknown',
  },
  order: { opening: on, active: 'good', partial: 'wait', released: off },
  line: { held: on, due: 'wait', active: 'good', released: off },
  resource: { opening: on, active: 'good', suspended: off, closing: on, closed: off, failed: 'bad' },
  recharge: { waiting: 'wait', confirmed: 'good', rejected: 'bad' },
  arrival: { unclaimed: 'wait', claimed: 'good', returned: off },
  claim: { asked: 'wait', waiting: on, done: 'good', rejected: 'bad' },
  withdrawal: { asked: 'wait', approved: on, forwarded: on, paid: 'good', rejected: 'bad', cancelled: off },
  settlement: { draft: 'neutral', confirmed: 'wait', approved: on, paid: 'good', closed: off },
  objection: { open: 'wait', accepted: 'good', refused: 'bad', withdrawn: off },
  payable: { payable: 'good', stuck: 'bad' },
  verdict: { matched: 'good', drift: 'wait', orphan: 'bad', missing: 'bad', shift: 'wait' },
  difference: { matched: 'good', open: 'wait', accepted: 'good', disputed: 'bad' },
  bill: { due: 'wait', paid: 'good' },
  entry: { waiting: 'wait', posted: 'good', rejected: 'bad' },
  period: { open: 'good', closing: 'wait', closed: off, reopening: 'wait' },
  template: { draft: 'neutral', active: 'good', retired: off },
  payment: { open: 'wait', unknown: 'unknown', paid: 'good', closed: off },
  chargeback: { open: 'wait', done: 'good' },
  stray: { open: 'wait', done: 'good' },
  pay_account: { on: 'good', off: off },
  terminal: { waiting: 'neutral', open: 'good', ended: off },
  work: { open: 'neutral', accepted: on, verifying: on, returned: 'bad', done: 'good', canceled: off },
  agent: { waiting: 'wait', enrolled: 'good', revoked: off },
  link: { online: 'good', late: 'wait', lost: 'unknown', never: 'neutral' },
  org: { active: 'good', disabled: off },
  product: { on: 'good', off: off },
  agreement: { draft: 'neutral', signed: 'wait', active: 'good', winding: 'wait', ended: off },
  offer: { on: 'good', paused: 'wait', ended: off },
  price: { waiting: 'wait', active: 'good', ended: off, rejected: 'bad' },
  quote: { open: 'good', used: off, expired: 'wait' },
  refund: { waiting: 'wait', done: 'good', dropped: off },
  approval: { waiting: 'wait', approved: 'good', rejected: 'bad', withdrawn: off, expired: off },
  invitation: { waiting: 'wait', accepted: 'good', revoked: off, expired: off },
  member: { active: 'good', disabled: off, removed: off, left: off },
  department: { open: 'good', closed: off },
  candidate: { chosen: 'good', fits: 'neutral', refused: off },
} as const satisfies Record<string, Record<string, Tone>>

export type StateKind = keyof typeof states

/** A device's flags are bits beside its stage. */
export function flagsOf(bits: number): ('maintenance' | 'protected' | 'fault')[] {
  const names = ['maintenance', 'protected', 'fault'] as const
  return names.filter((_, i) => (bits & (1 << i)) !== 0)
}

/** An order is what its lines are. */
export function orderState(order: { lines_n: number; active_n: number; held_n: number }): string {
  if (order.held_n > 0) return 'opening'
  if (order.active_n === 0) return 'released'
  return order.active_n < order.lines_n ? 'partial' : 'active'
}

export function toneOf(kind: StateKind, value: string): Tone {
  return (states[kind] as Record<string, Tone>)[value] ?? 'unknown'
}

/** Every kind of notice, in the order in which they can be chosen. */
const messages = {
  bills_overdue: 'bad', put_off: 'bad',
  opened: 'good', not_opened: 'bad', cancelled: 'neutral', replaced: 'wait', renewed: 'good', resumed: 'good', expiring: 'wait', suspended: 'wait', closed: 'neutral', refunded: 'good', recharged: 'good',
  balance_low: 'wait', balance_used_up: 'bad', payment: 'wait', chargeback: 'bad', withdrawal: 'wait', settlement: 'active', no_price: 'bad',
  approval: 'wait', agreement: 'active', invitation: 'active', work_order: 'wait',
} as const satisfies Record<string, Tone>

export const messageKinds = Object.keys(messages) as (keyof typeof messages)[]

export function toneOfMessage(kind: string): Tone {
  return (messages as Record<string, Tone>)[kind] ?? 'neutral'
}
