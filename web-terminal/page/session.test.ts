// A thousand seeded sessions against a controller that is played here: chunks of any size, lost,
// repeated and old credit, a slow screen, cuts in the middle. No byte may be lost, doubled or moved,
// no window exceeded, and nothing may get stuck.
import { describe, expect, it } from 'vitest'
import { INPUT_MAX, OUTPUT_MAX } from './frames'
import { PENDING_MAX, Session, WINDOW, type SessionState } from './session'

/** Numbers from a seed: the same seed, the same run. */
function random(seed: number): (below: number) => number {
  let a = seed * 0x9e3779b9 + 0x1234567
  return (below) => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}
/** As expect, but cheap enough for every byte. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}
const outByte = (at: number): number => (at * 31 + (at >> 8) * 7 + 5) & 255
const inByte = (at: number): number => (at * 17 + (at >> 9) * 3 + 1) & 255

const u64 = (v: number): number[] => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(v))
  return [...bytes]
}
const word = (s: string): number[] => [s.length, ...new TextEncoder().encode(s)]
const welcome = (role = 1): Uint8Array =>
  Uint8Array.from([129, ...word('trm_x'), role, 0, ...new Array<number>(32).fill(0), ...u64(0), ...u64(0), ...u64(0), 0, 0])
const output = (at: number, n: number): Uint8Array => {
  const bytes = new Uint8Array(9 + n)
  bytes.set([130, ...u64(at)])
  for (let i = 0; i < n; i++) bytes[9 + i] = outByte(at + i)
  return bytes
}
const inAck = (taken: number, limit: number): Uint8Array => Uint8Array.from([131, ...u64(taken), ...u64(limit)])
const gap = (from: number, to: number): Uint8Array => Uint8Array.from([132, ...u64(from), ...u64(to), ...word('terminal.lost')])
const exit = (end: number, reason = 'exit'): Uint8Array => Uint8Array.from([135, ...u64(end), 0, 0, 0, 3, ...word(reason)])

/** A controller that checks what it is sent, and a screen that draws when it is told to. */
class World {
  session: Session
  limit = 0
  sentOut = 0
  gotIn = 0
  taken = 0
  inLimit = 0
  shown = 0
  closed = false
  clock = 1000
  states: SessionState[] = []
  sizes: string[] = []
  toDraw: (() => void)[] = []
  dropCredit = (): boolean => false

  constructor(readonly window = WINDOW) {
    this.session = new Session({
      send: (frame) => this.take(frame),
      write: (bytes, done) => { this.toDraw.push(() => { this.draw(bytes); done() }) },
      gap: (n, done) => { this.toDraw.push(() => { this.shown += n; done() }) },
      close: () => { this.closed = true },
      state: (s) => { this.states.push(s) },
      now: () => this.clock,
    }, 80, 24, window)
  }
  get state(): SessionState { return this.session.now }

  live(inLimit = 65536): this {
    this.session.opened(new Uint8Array(32))
    this.inLimit = inLimit
    this.session.message(welcome())
    this.session.message(inAck(0, inLimit))
    return this
  }
  private draw(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) must(bytes[i] === outByte(this.shown++), 'output byte')
  }
  private take(frame: Uint8Array): void {
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
    const position = (at: number): number => Number(view.getBigUint64(at))
    switch (frame[0]) {
      case 1: this.limit = position(47); break
      case 2:
        must(position(1) === this.gotIn && frame.length - 9 <= INPUT_MAX, 'input offset and size')
        for (let i = 9; i < frame.length; i++) must(frame[i] === inByte(this.gotIn++), 'input byte')
        must(this.gotIn <= this.inLimit, 'input within its limit')
        break
      case 3:
        must(position(1) <= this.shown + this.window, 'credit for what is drawn')
        if (!this.dropCredit()) this.limit = Math.max(this.limit, position(1))
        break
      case 4: this.sizes.push(`${view.getUint16(5)}x${view.getUint16(7)}`); break
      case 6: this.session.message(Uint8Array.from([136, ...u64(position(1))])); break
      default: break
    }
  }
  drawAll(): void {
    for (let f = this.toDraw.shift(); f; f = this.toDraw.shift()) f()
  }
}

/** One seeded session; returns how it ended. */
function play(seed: number): void {
  const rnd = random(seed)
  const window = [1, 50, 4096, 65536, WINDOW][rnd(5)] ?? WINDOW
  const w = new World(window)
  const inStep = [1, 500, 65536][rnd(3)] ?? 1
  const outTotal = rnd(window < 100 ? 300 : 120000), inTotal = rnd(inStep === 1 ? 1000 : 60000)
  const slowScreen = rnd(3) === 0, cutAt = rnd(5) === 0 ? rnd(2000) : -1
  let typed = 0
  w.dropCredit = () => rnd(20) === 0
  w.live(inStep)
  for (let step = 0; w.shown < outTotal || w.taken < inTotal; step++) {
    must(step < 100000, `seed ${seed} is stuck`)
    w.clock++
    if (step === cutAt) {
      w.session.closed('')
      w.drawAll()
      expect(w.state).toMatchObject({ phase: 'ended', reason: 'network' })
      return
    }
    const room = Math.min(w.limit - w.sentOut, outTotal - w.sentOut, OUTPUT_MAX)
    if (room > 0 && rnd(2)) {
      const n = 1 + rnd(rnd(3) ? room : Math.min(room, 50))
      w.session.message(output(w.sentOut, n))
      w.sentOut += n
    }
    if (!slowScreen || rnd(6) === 0) for (let i = rnd(4); i > 0; i--) w.toDraw.shift()?.()
    if (typed < inTotal && rnd(2)) {
      const n = Math.min(1 + rnd(rnd(4) ? 8 : 20000), inTotal - typed)
      const from = typed
      if (w.session.input(Uint8Array.from({ length: n }, (_, i) => inByte(from + i)))) typed += n
    }
    if (w.taken < w.gotIn && rnd(3) === 0) {
      const before = w.taken, limitBefore = w.inLimit
      w.taken += 1 + rnd(w.gotIn - w.taken)
      w.inLimit = Math.max(w.inLimit, w.taken + inStep)
      w.session.message(inAck(w.taken, w.inLimit))
      if (rnd(4) === 0) w.session.message(inAck(before, limitBefore)) // an old one, again
    }
    if (rnd(100) === 0) w.session.tick()
  }
  w.session.message(exit(outTotal))
  w.drawAll()
  expect(w.state, `seed ${seed}`).toMatchObject({ phase: 'ended', reason: 'exit', code: 3, pending: 0 })
  expect(w.gotIn).toBe(inTotal)
  expect(w.shown).toBe(outTotal)
  expect(w.closed).toBe(true)
}

describe('a session', () => {
  it('loses no byte and keeps its windows in a thousand runs', () => {
    for (let seed = 1; seed <= 1000; seed++) play(seed)
  }, 60000)

  it('grants credit for what is drawn, not for what has arrived', () => {
    const w = new World().live()
    w.session.message(output(0, OUTPUT_MAX))
    for (let at = OUTPUT_MAX; at < WINDOW; at += OUTPUT_MAX) w.session.message(output(at, OUTPUT_MAX))
    expect(w.limit).toBe(WINDOW)
    for (let i = 0; i < 4; i++) w.toDraw.shift()?.()
    expect(w.limit).toBe(WINDOW + 4 * OUTPUT_MAX)
  })

  it('ends only when everything up to out_end has been drawn', () => {
    const w = new World().live()
    w.session.message(output(0, 100))
    w.session.message(exit(100))
    w.session.closed('')
    expect(w.state.phase).toBe('live')
    w.drawAll()
    expect(w.state).toMatchObject({ phase: 'ended', reason: 'exit', code: 3 })
  })

  it('draws a gap and goes on behind it', () => {
    const w = new World().live()
    w.session.message(output(0, 10))
    w.session.message(gap(10, 5000))
    w.session.message(output(5000, 10))
    w.drawAll()
    expect(w.shown).toBe(5010)
    expect(w.state.phase).toBe('live')
  })

  it('ends when the controller breaks the rules', () => {
    const wrong = [
      output(1, 1), output(0, 1).subarray(0, 9 - 1), gap(5, 10), inAck(1, 10), welcome(), Uint8Array.from([99]), new Uint8Array(0),
    ]
    for (const frame of wrong) {
      const w = new World().live()
      w.session.message(frame)
      expect(w.state.phase).toBe('ended')
      expect(w.state.reason).toMatch(/^terminal\.(stream|frame)$/)
      expect(w.closed).toBe(true)
    }
    const w = new World(100).live()
    w.session.message(output(0, 101))
    expect(w.state.reason).toBe('terminal.stream')
  })

  it('takes no input before it is live, after it has ended, or beyond a megabyte', () => {
    const w = new World()
    const a = Uint8Array.from([inByte(0)])
    expect(w.session.input(a)).toBe(false)
    w.live(1)
    expect(w.session.input(a)).toBe(true)
    expect(w.session.input(new Uint8Array(PENDING_MAX).map((_, i) => inByte(i + 1)))).toBe(true)
    expect(w.session.input(a)).toBe(false)
    expect(w.state.pending).toBe(PENDING_MAX + 1)
    w.session.cancelInput()
    expect(w.state.pending).toBe(1)
    w.session.message(inAck(1, 100))
    expect(w.state.pending).toBe(0)
    w.session.closed('terminal.agent_lost')
    expect(w.session.input(a)).toBe(false)
    expect(w.state.reason).toBe('terminal.agent_lost')
  })

  it('lets an observer look but not type', () => {
    const w = new World()
    w.session.opened(new Uint8Array(32))
    w.session.message(welcome(3))
    expect(w.state.role).toBe('observer')
    expect(w.session.input(Uint8Array.from([1]))).toBe(false)
  })

  it('tells the size when it changes and only then', () => {
    const w = new World()
    w.session.resize(100, 30) // before HELLO: HELLO says it
    w.live()
    w.session.resize(100, 30)
    w.session.resize(120, 40)
    w.session.resize(120, 40)
    expect(w.sizes).toEqual(['120x40'])
  })

  it('measures the way there and back', () => {
    const w = new World().live()
    w.session.tick()
    expect(w.state.latencyMs).toBe(0)
    w.clock += 40
    w.session.message(Uint8Array.from([136, ...u64(1000)]))
    expect(w.state.latencyMs).toBe(40)
  })

  it('can be left by the user at any time', () => {
    const early = new World()
    early.session.detach()
    expect(early.state.reason).toBe('terminal.left')
    const w = new World().live()
    w.session.detach()
    expect(w.closed).toBe(true)
    w.session.message(output(0, 5))
    w.session.closed('')
    expect(w.state.reason).toBe('terminal.left')
  })
})
