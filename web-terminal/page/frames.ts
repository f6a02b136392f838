// The frames of kboss.term.1 (../PROTOCOL.md) as the browser writes and reads them. Positions are
// numbers: exact up to 2^53, which is what the protocol allows.

export const INPUT_MAX = 16384
export const OUTPUT_MAX = 32768

export interface Hello {
  resume: boolean
  secret: Uint8Array
  cols: number
  rows: number
  outHave: number
  outLimit: number
  inNext: number
}

export type ServerFrame =
  | { type: 'welcome'; name: string; role: number; recording: boolean; resume: Uint8Array
      outBase: number; outHead: number; inAck: number; graceS: number }
  | { type: 'output'; offset: number; bytes: Uint8Array }
  | { type: 'in_ack'; taken: number; limit: number }
  | { type: 'gap'; from: number; to: number; reason: string }
  | { type: 'state'; state: number; value: number; text: string }
  | { type: 'notice'; language: string; text: string }
  | { type: 'exit'; outEnd: number; code: number; reason: string; text: string }
  | { type: 'pong'; stamp: number }

const HELLO = 1, INPUT = 2, CREDIT = 3, RESIZE = 4, BREAK = 5, PING = 6, DETACH = 7
const WELCOME = 129, OUTPUT = 130, IN_ACK = 131, GAP = 132, STATE = 133, NOTICE = 134, EXIT = 135, PONG = 136

/** The ticket as the API gives it: 32 bytes in URL-safe base64 without padding. */
export function ticketBytes(ticket: string): Uint8Array {
  const plain = atob(ticket.replace(/-/g, '+').replace(/_/g, '/'))
  if (plain.length !== 32) throw new Error('a ticket has 32 bytes')
  return Uint8Array.from(plain, (c) => c.charCodeAt(0))
}

class Pen {
  readonly bytes: Uint8Array
  private view: DataView
  private at = 0
  constructor(size: number, type: number) {
    this.bytes = new Uint8Array(size)
    this.view = new DataView(this.bytes.buffer)
    this.u8(type)
  }
  u8(v: number): this { this.view.setUint8(this.at, v); this.at += 1; return this }
  u16(v: number): this { this.view.setUint16(this.at, v); this.at += 2; return this }
  u32(v: number): this { this.view.setUint32(this.at, v); this.at += 4; return this }
  u64(v: number): this { this.view.setBigUint64(this.at, BigInt(v)); this.at += 8; return this }
  raw(v: Uint8Array): this { this.bytes.set(v, this.at); this.at += v.length; return this }
}

export const writeHello = (h: Hello): Uint8Array =>
  new Pen(63, HELLO).u8(1).u8(h.resume ? 1 : 0).raw(h.secret).u16(h.cols).u16(h.rows)
    .u64(h.outHave).u64(h.outLimit).u64(h.inNext).bytes
export const writeInput = (offset: number, bytes: Uint8Array): Uint8Array =>
  new Pen(9 + bytes.length, INPUT).u64(offset).raw(bytes).bytes
export const writeCredit = (limit: number): Uint8Array => new Pen(9, CREDIT).u64(limit).bytes
export const writeResize = (number: number, cols: number, rows: number): Uint8Array =>
  new Pen(9, RESIZE).u32(number).u16(cols).u16(rows).bytes
export const writeBreak = (): Uint8Array => new Pen(1, BREAK).bytes
export const writePing = (stamp: number): Uint8Array => new Pen(9, PING).u64(stamp).bytes
export const writeDetach = (): Uint8Array => new Pen(1, DETACH).bytes

/** Not a frame of this protocol: the controller is newer, or something in between is broken. */
export class BadFrame extends Error {}

class Cursor {
  private view: DataView
  private at = 0
  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  private take(n: number): number {
    if (this.at + n > this.bytes.length) throw new BadFrame('a frame ends early')
    this.at += n
    return this.at - n
  }
  u8(): number { return this.view.getUint8(this.take(1)) }
  u16(): number { return this.view.getUint16(this.take(2)) }
  i32(): number { return this.view.getInt32(this.take(4)) }
  u64(): number {
    const v = this.view.getBigUint64(this.take(8))
    if (v > 9007199254740992n) throw new BadFrame('a position beyond 2^53')
    return Number(v)
  }
  raw(n: number): Uint8Array {
    const from = this.take(n)
    return this.bytes.subarray(from, from + n)
  }
  word(): string { return utf8(this.raw(this.u8())) }
  rest(): Uint8Array { return this.raw(this.bytes.length - this.at) }
  end(): void { if (this.at !== this.bytes.length) throw new BadFrame('a frame goes on') }
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new BadFrame('a text is not UTF-8')
  }
}

function readBody(type: number, c: Cursor): ServerFrame {
  switch (type) {
    case WELCOME:
      return { type: 'welcome', name: c.word(), role: c.u8(), recording: c.u8() === 1, resume: c.raw(32),
               outBase: c.u64(), outHead: c.u64(), inAck: c.u64(), graceS: c.u16() }
    case OUTPUT:
      return { type: 'output', offset: c.u64(), bytes: c.rest() }
    case IN_ACK:
      return { type: 'in_ack', taken: c.u64(), limit: c.u64() }
    case GAP:
      return { type: 'gap', from: c.u64(), to: c.u64(), reason: c.word() }
    case STATE:
      return { type: 'state', state: c.u8(), value: c.u64(), text: utf8(c.rest()) }
    case NOTICE:
      return { type: 'notice', language: utf8(c.raw(2)), text: utf8(c.rest()) }
    case EXIT:
      return { type: 'exit', outEnd: c.u64(), code: c.i32(), reason: c.word(), text: utf8(c.rest()) }
    case PONG:
      return { type: 'pong', stamp: c.u64() }
    default:
      throw new BadFrame(`a frame of unknown type ${type}`)
  }
}

export function readFrame(bytes: Uint8Array): ServerFrame {
  const c = new Cursor(bytes)
  const frame = readBody(c.u8(), c)
  c.end()
  return frame
}
