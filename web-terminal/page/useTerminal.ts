// Joins the screen, the session and the socket for as long as the component is there. A session that
// has ended is not brought back: reopen() begins a new one on the same screen.
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { ticketBytes } from './frames'
import { makeScreen, rule, type Screen } from './screen'
import { Session, TICK_MS, type SessionState } from './session'
import type { Say } from './strings'

export interface Ticket {
  ticket: string
  url: string
  protocol: string
}

export interface Wanted {
  getTicket: () => Promise<Ticket>
  label: string
  say: Say
  screenReader: boolean
  onPaste: (text: string) => void
  onState?: ((state: SessionState) => void) | undefined
}

export interface TerminalHandle {
  state: SessionState | null
  /** Counts keys that could not be sent, for the strip to blink. */
  refused: number
  reopen: () => void
  send: (text: string) => boolean
  paste: (text: string) => void
  cancelInput: () => void
  sendBreak: () => void
  focus: () => void
  pending: () => number
}

const socketUrl = (path: string): string => new URL(path, location.href).href.replace(/^http/, 'ws')
const clock = (): string => new Date().toLocaleTimeString()
const encoder = new TextEncoder()

/** A reason word from what getTicket threw, when it is an error of the API. */
function reasonOf(error: unknown): string {
  const body = (error as { body?: { reason?: unknown } } | null)?.body
  return typeof body?.reason === 'string' ? body.reason : 'network'
}

interface Line {
  session: Session
  close: () => void
}

/** One session from ticket to end. tell is called with every change of its state. */
function dial(screen: Screen, wanted: () => Wanted, tell: (s: SessionState) => void): Line {
  let socket: WebSocket | null = null
  let over = false
  const session = new Session({
    send: (frame) => { if (socket?.readyState === WebSocket.OPEN) socket.send(frame as Uint8Array<ArrayBuffer>) },
    write: (bytes, done) => screen.term.write(bytes, done),
    gap: (bytes, done) => rule(screen.term, wanted().say('gap', { bytes: bytes.toLocaleString(), time: clock() }), done),
    close: () => socket?.close(1000),
    state: (s) => { if (!over) tell(s) },
    now: () => performance.now(),
  }, screen.term.cols, screen.term.rows)
  const connect = async (): Promise<void> => {
    const ticket = await wanted().getTicket()
    if (over) return
    socket = new WebSocket(socketUrl(ticket.url), [ticket.protocol])
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => session.opened(ticketBytes(ticket.ticket))
    socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) =>
      session.message(typeof event.data === 'string' ? new Uint8Array(0) : new Uint8Array(event.data))
    socket.onclose = (event) => session.closed(event.reason === 'shutdown' ? 'reason.shutdown' : event.reason)
  }
  connect().catch((error: unknown) => session.closed(reasonOf(error)))
  const timer = setInterval(() => session.tick(), TICK_MS)
  return {
    session,
    close: () => {
      over = true
      clearInterval(timer)
      session.detach()
      socket?.close(1000)
    },
  }
}

function handleKeys(screen: Screen, onPaste: (text: string) => void): void {
  screen.term.attachCustomKeyEventHandler((event) => {
    if (event.type !== 'keydown' || !event.ctrlKey || !event.shiftKey) return true
    if (event.code === 'KeyC') void navigator.clipboard.writeText(screen.term.getSelection()).catch(() => undefined)
    else if (event.code === 'KeyV') void navigator.clipboard.readText().then(onPaste).catch(() => undefined)
    else return true
    event.preventDefault()
    return false
  })
}

export function useTerminal(host: RefObject<HTMLDivElement | null>, wanted: Wanted): TerminalHandle {
  const [state, setState] = useState<SessionState | null>(null)
  const [refused, setRefused] = useState(0)
  const latest = useRef(wanted)
  const screen = useRef<Screen | null>(null)
  const line = useRef<Line | null>(null)
  useEffect(() => { latest.current = wanted })

  const send = useCallback((bytes: Uint8Array): boolean => {
    const taken = line.current?.session.input(bytes) ?? false
    if (!taken) setRefused((n) => n + 1)
    return taken
  }, [])
  const begin = useCallback((): void => {
    const on = screen.current
    if (!on) return
    line.current?.close()
    line.current = dial(on, () => latest.current, (s) => {
      setState(s)
      latest.current.onState?.(s)
    })
    setState(line.current.session.now)
  }, [])

  useEffect(() => {
    const box = host.current
    if (!box) return undefined
    const made = makeScreen(box, latest.current.label, latest.current.screenReader)
    screen.current = made
    made.term.onData((text) => send(encoder.encode(text)))
    made.term.onBinary((text) => send(Uint8Array.from(text, (c) => c.charCodeAt(0))))
    made.term.onResize(({ cols, rows }) => line.current?.session.resize(cols, rows))
    handleKeys(made, (text) => latest.current.onPaste(text))
    const pasted = (event: ClipboardEvent): void => {
      event.preventDefault()
      event.stopPropagation()
      latest.current.onPaste(event.clipboardData?.getData('text/plain') ?? '')
    }
    box.addEventListener('paste', pasted, true)
    begin()
    made.term.focus()
    return () => {
      box.removeEventListener('paste', pasted, true)
      line.current?.close()
      line.current = null
      screen.current = null
      made.dispose()
    }
  }, [host, begin, send])

  useEffect(() => {
    if (screen.current) screen.current.term.options.screenReaderMode = wanted.screenReader
  }, [wanted.screenReader])

  return {
    state,
    refused,
    reopen: useCallback(() => {
      if (screen.current) rule(screen.current.term, latest.current.say('again', { time: clock() }))
      begin()
      screen.current?.term.focus()
    }, [begin]),
    send: useCallback((text: string) => send(encoder.encode(text)), [send]),
    paste: useCallback((text: string) => screen.current?.term.paste(text), []),
    cancelInput: useCallback(() => line.current?.session.cancelInput(), []),
    sendBreak: useCallback(() => line.current?.session.sendBreak(), []),
    focus: useCallback(() => screen.current?.term.focus(), []),
    pending: useCallback(() => line.current?.session.now.pending ?? 0, []),
  }
}
