// The golden frames of tests/golden, which the C side reads too, and what is not a frame.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  BadFrame, readFrame, ticketBytes, writeBreak, writeCredit, writeDetach, writeHello, writeInput, writePing, writeResize,
} from './frames'

const path = fileURLToPath(new URL('../../tests/golden/terminal_frames.txt', import.meta.url))
const golden = new Map(
  readFileSync(path, 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => {
    const [name, hex] = line.split(' ') as [string, string]
    return [name, Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16))]
  }),
)
const frame = (name: string): Uint8Array => {
  const bytes = golden.get(name)
  if (!bytes) throw new Error(`no golden frame ${name}`)
  return bytes
}
const secret = Uint8Array.from({ length: 32 }, (_, i) => i)

describe('frames', () => {
  it('are written byte for byte as the controller reads them', () => {
    const hello = { secret, outHave: 0, inNext: 0 }
    expect(writeHello({ ...hello, resume: false, cols: 120, rows: 40, outLimit: 262144 })).toEqual(frame('hello_ticket'))
    expect(writeHello({ secret, resume: true, cols: 1000, rows: 500, outHave: 2 ** 32 + 7, outLimit: 2 ** 32 + 7 + 262144, inNext: 99 }))
      .toEqual(frame('hello_resume'))
    expect(writeInput(5, new TextEncoder().encode('ls -l 你好\r'))).toEqual(frame('input'))
    expect(writeCredit(2 ** 40)).toEqual(frame('credit'))
    expect(writeResize(7, 80, 24)).toEqual(frame('resize'))
    expect(writeBreak()).toEqual(frame('break'))
    expect(writePing(1234567890123)).toEqual(frame('ping'))
    expect(writeDetach()).toEqual(frame('detach'))
  })

  it('are read as the controller writes them', () => {
    expect(readFrame(frame('welcome'))).toMatchObject({ type: 'welcome', name: 'trm_0123456789abc', role: 1, recording: false, graceS: 0 })
    expect(readFrame(frame('welcome_resumed'))).toMatchObject({ role: 3, recording: true, resume: secret, outBase: 4096, outHead: 2 ** 53, inAck: 77, graceS: 120 })
    expect(readFrame(frame('output'))).toMatchObject({ type: 'output', offset: 2 ** 33 + 1 })
    expect(readFrame(frame('in_ack'))).toEqual({ type: 'in_ack', taken: 10, limit: 65546 })
    expect(readFrame(frame('gap'))).toEqual({ type: 'gap', from: 100, to: 12388, reason: 'terminal.lost' })
    expect(readFrame(frame('state'))).toEqual({ type: 'state', state: 4, value: 1790000000000, text: '到期' })
    expect(readFrame(frame('notice'))).toEqual({ type: 'notice', language: 'zh', text: '维护将在 10 分钟后开始' })
    expect(readFrame(frame('exit'))).toEqual({ type: 'exit', outEnd: 4242, code: -1, reason: 'terminal.agent_lost', text: '' })
    expect(readFrame(frame('exit_text'))).toMatchObject({ code: 3, reason: 'exit', text: '程序已结束' })
    expect(readFrame(frame('pong'))).toEqual({ type: 'pong', stamp: 1234567890123 })
  })

  it('cut short are refused unless only text or bytes got shorter', () => {
    for (const [name, bytes] of golden) {
      if ((bytes[0] ?? 0) < 128) continue
      for (let n = 0; n < bytes.length; n++) {
        try {
          const read = readFrame(bytes.subarray(0, n))
          expect(['output', 'state', 'notice', 'exit'], name).toContain(read.type)
        } catch (error) {
          expect(error, `${name} cut to ${n}`).toBeInstanceOf(BadFrame)
        }
      }
    }
  })

  it('of unknown types and frames of our own are refused', () => {
    for (let type = 0; type < 256; type++) {
      if (type >= 129 && type <= 136) continue
      expect(() => readFrame(Uint8Array.from([type, 0, 0, 0, 0, 0, 0, 0, 0]))).toThrow(BadFrame)
    }
    expect(() => readFrame(Uint8Array.from([...frame('pong'), 0]))).toThrow(BadFrame)
  })

  it('carry a ticket of exactly 32 bytes', () => {
    expect(ticketBytes('paWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaU')).toEqual(new Uint8Array(32).fill(0xa5))
    expect(ticketBytes('__________________________________________8')).toEqual(new Uint8Array(32).fill(0xff))
    expect(() => ticketBytes('')).toThrow()
    expect(() => ticketBytes('paWl')).toThrow()
  })
})
