// One terminal session as the browser keeps it: offsets, credit and what waits to be sent. Pure: the
// socket, the screen and the clock are handed in, so that a test can play all three.
import {
  BadFrame, INPUT_MAX, readFrame, writeBreak, writeCredit, writeDetach, writeHello, writeInput, writePing, writeResize,
  type ServerFrame,
} from './frames'

/** Output the device may send ahead of what is drawn: 3 to 27 ms of drawing, well below what hurts xterm. */
export const WINDOW = 256 * 1024
/** Input that may wait here while the device is slow: one large paste. */
export const PENDING_MAX = 1024 * 1024
/** How often to call tick(). */
export const TICK_MS = 5000

export type Phase = 'connecting' | 'opening' | 'live' | 'ended'

/** What the strip above the screen tells. */
export interface SessionState {
  phase: Phase
  name: string
  role: 'owner' | 'peer' | 'observer'
  recording: boolean
  latencyMs: number | null
  /** Bytes typed or pasted that the device has not taken yet. */
  pending: number
  paused: boolean
  notice: string
  /** Why it ended: 'exit', a reason word, or 'network'. */
  reason: string
  code: number
  text: string
}

export interface SessionHooks {
  send: (frame: Uint8Array) => void
  /** Draw bytes, then call done: only then is room granted for more. */
  write: (bytes: Uint8Array, done: () => void) => void
  /** Draw a line that says so many bytes are missing, then call done. */
  gap: (bytes: number, done: () => void) => void
  close: () => void
  state: (state: SessionState) => void
  now: () => number
}

const ROLES = ['owner', 'owner', 'peer', 'observer'] as const

export class Session {
  private state: SessionState = {
    phase: 'connecting', name: '', role: 'owner', recording: false, latencyMs: null, pending: 0, paused: false,
    notice: '', reason: '', code: 0, text: '',
  }
  private arrived = 0 // next byte of output expected
  private drawn = 0 // output that has been drawn
  private granted = 0 // output the controller may send up to
  private sent = 0 // input sent
  private taken = 0 // input the device has taken
  private inLimit = 0 // input we may send up to
  private waiting: Uint8Array[] = []
  private waitingBytes = 0
  private resizes = 0
  private size: { cols: number; rows: number }
  private exit: Extract<ServerFrame, { type: 'exit' }> | null = null

  constructor(private readonly hooks: SessionHooks, cols: number, rows: number, private readonly window = WINDOW) {
    this.size = { cols, rows }
  }

  get now(): SessionState { return this.state }

  /** The socket is open: show the ticket. It is not kept. */
  opened(ticket: Uint8Array): void {
    if (this.state.phase !== 'connecting') return
    this.granted = this.window
    this.hooks.send(writeHello({ resume: false, secret: ticket, ...this.size, outHave: 0, outLimit: this.granted, inNext: 0 }))
    this.tell({ phase: 'opening' })
  }

  /** The socket is gone. Without an EXIT before, the reason is the close frame's, or the network. */
  closed(reason: string): void {
    if (this.state.phase === 'ended' || this.exit) return
    this.end(/^[a-z_]+\.[a-z_.]+$/.test(reason) ? reason : 'network', 0, '')
  }

  message(data: Uint8Array): void {
    if (this.state.phase === 'ended') return
    try {
      this.take(readFrame(data))
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error
      this.fail('terminal.frame')
    }
  }

  /** false: nothing is taken, because it is not live, or because too much waits already. */
  input(bytes: Uint8Array): boolean {
    if (this.state.phase !== 'live' || this.state.role === 'observer') return false
    if (bytes.length === 0) return true
    if (this.waitingBytes + bytes.length > PENDING_MAX) return false
    this.waiting.push(bytes)
    this.waitingBytes += bytes.length
    this.flush()
    return true
  }

  /** Forget input that has not been sent: what the device already has cannot be taken back. */
  cancelInput(): void {
    this.waiting = []
    this.waitingBytes = 0
    this.tellPending()
  }

  resize(cols: number, rows: number): void {
    if (cols === this.size.cols && rows === this.size.rows) return
    this.size = { cols, rows }
    if (this.state.phase === 'opening' || this.state.phase === 'live') this.hooks.send(writeResize(++this.resizes, cols, rows))
  }

  sendBreak(): void {
    if (this.state.phase === 'live') this.hooks.send(writeBreak())
  }

  /** Every TICK_MS: the round trip is measured, and credit is said again in case it was lost. */
  tick(): void {
    if (this.state.phase !== 'live') return
    this.ping()
    this.hooks.send(writeCredit(this.granted))
  }

  /** The user closes the terminal. */
  detach(): void {
    if (this.state.phase === 'ended') return
    if (this.state.phase !== 'connecting') this.hooks.send(writeDetach())
    this.end('terminal.left', 0, '')
    this.hooks.close()
  }

  private ping(): void {
    this.hooks.send(writePing(Math.floor(this.hooks.now())))
  }

  private take(f: ServerFrame): void {
    if (f.type !== 'welcome' && f.type !== 'exit' && f.type !== 'notice' && this.state.phase !== 'live') return this.fail('terminal.frame')
    switch (f.type) {
      case 'welcome':
        if (this.state.phase !== 'opening') return this.fail('terminal.frame')
        this.tell({ phase: 'live', name: f.name, role: ROLES[f.role] ?? 'observer', recording: f.recording })
        return this.ping()
      case 'output': return this.onOutput(f.offset, f.bytes)
      case 'gap': return this.onGap(f.from, f.to)
      case 'in_ack': return this.onInAck(f.taken, f.limit)
      case 'pong': return this.tell({ latencyMs: Math.max(0, Math.floor(this.hooks.now()) - f.stamp) })
      case 'state': return this.tell({ paused: f.state === 1 && f.value !== 0, notice: f.text })
      case 'notice': return this.tell({ notice: f.text })
      case 'exit':
        this.exit = f
        return this.endWhenDrawn()
    }
  }

  private onOutput(offset: number, bytes: Uint8Array): void {
    if (offset !== this.arrived || offset + bytes.length > this.granted) return this.fail('terminal.stream')
    this.arrived += bytes.length
    const upTo = this.arrived
    this.hooks.write(bytes, () => this.onDrawn(upTo))
  }

  private onGap(from: number, to: number): void {
    if (from !== this.arrived || to <= from) return this.fail('terminal.stream')
    this.arrived = to
    this.hooks.gap(to - from, () => this.onDrawn(to))
  }

  private onDrawn(upTo: number): void {
    if (upTo > this.drawn) this.drawn = upTo
    if (this.state.phase === 'ended') return
    // absolute, and only when half the window is used: one small frame for every 128 KiB drawn
    const limit = this.drawn + this.window
    if (limit - this.granted >= this.window / 2) {
      this.granted = limit
      this.hooks.send(writeCredit(limit))
    }
    this.endWhenDrawn()
  }

  private onInAck(taken: number, limit: number): void {
    if (taken > this.sent) return this.fail('terminal.stream')
    if (taken > this.taken) this.taken = taken
    if (limit > this.inLimit) this.inLimit = limit
    this.flush()
  }

  private flush(): void {
    let first = this.waiting[0]
    while (first && this.sent < this.inLimit) {
      const n = Math.min(first.length, INPUT_MAX, this.inLimit - this.sent)
      this.hooks.send(writeInput(this.sent, first.subarray(0, n)))
      this.sent += n
      this.waitingBytes -= n
      if (n < first.length) this.waiting[0] = first.subarray(n)
      else this.waiting.shift()
      first = this.waiting[0]
    }
    this.tellPending()
  }

  private endWhenDrawn(): void {
    const e = this.exit
    if (!e || this.state.phase === 'ended' || this.drawn < Math.min(e.outEnd, this.arrived)) return
    this.end(e.reason, e.code, e.text)
    this.hooks.close()
  }

  private fail(reason: string): void {
    this.end(reason, 0, '')
    this.hooks.close()
  }

  private end(reason: string, code: number, text: string): void {
    this.waiting = []
    this.waitingBytes = 0
    this.tell({ phase: 'ended', reason, code, text, pending: 0, paused: false })
  }

  private tellPending(): void {
    const pending = this.waitingBytes + (this.sent - this.taken)
    if (pending !== this.state.pending) this.tell({ pending })
  }

  private tell(change: Partial<SessionState>): void {
    this.state = { ...this.state, ...change }
    this.hooks.state(this.state)
  }
}
