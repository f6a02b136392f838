// A terminal of one resource: the strip, the screen, the paste preview. README.md here has the
// contract. The default export is meant to be loaded lazily; xterm comes with it.
import { useCallback, useMemo, useRef, useState } from 'react'
import '@xterm/xterm/css/xterm.css'
import { concernsOf, linesOf } from './paste'
import { PasteDialog } from './PasteDialog'
import { Strip } from './Strip'
import { sayIn, type Lang } from './strings'
import './terminal.css'
import { useTerminal, type TerminalHandle, type Ticket } from './useTerminal'
import type { SessionState } from './session'

export interface TerminalProps {
  /** Asks for a ticket; called once per session. What it throws is shown as the reason. */
  getTicket: () => Promise<Ticket>
  lang: Lang
  dark: boolean
  /** What this terminal is of, for those who cannot see it. */
  label: string
  /** A serial console: offers Break. */
  serial?: boolean
  /** Production: every paste is shown before it is sent. */
  careful?: boolean
  /** The sentence of a reason word in the page's language. */
  explain?: (reason: string) => string
  onState?: (state: SessionState) => void
}

const READER = 'kboss.terminal.reader'
const LINE_PAUSE_MS = 120

/** Each line is sent when the device has taken the one before it. */
async function sendByLine(terminal: TerminalHandle, text: string, stopped: () => boolean): Promise<void> {
  for (const line of linesOf(text)) {
    if (stopped() || !terminal.send(`${line}\r`)) return
    do await new Promise((resolve) => setTimeout(resolve, LINE_PAUSE_MS))
    while (terminal.pending() > 0 && !stopped())
  }
}

export default function Terminal(props: TerminalProps) {
  const { lang, careful = false, explain } = props
  const host = useRef<HTMLDivElement>(null)
  const sending = useRef(0)
  const [pasted, setPasted] = useState<string | null>(null)
  const [reader, setReader] = useState(() => localStorage.getItem(READER) === '1')
  const say = useMemo(() => sayIn(lang), [lang])

  const terminal: TerminalHandle = useTerminal(host, {
    getTicket: props.getTicket, label: props.label, say, screenReader: reader, onState: props.onState,
    onPaste: (text) => {
      if (!text) return
      if (careful || concernsOf(text).length > 0) setPasted(text)
      else terminal.paste(text)
    },
  })
  const { paste, focus, cancelInput } = terminal

  const closeDialog = (): void => {
    setPasted(null)
    requestAnimationFrame(focus) // when the dialog is gone: it would take the focus along
  }
  const send = (text: string, byLine: boolean): void => {
    closeDialog()
    if (!byLine) return paste(text)
    const mine = ++sending.current
    void sendByLine(terminal, text, () => sending.current !== mine)
  }
  const stop = useCallback(() => {
    sending.current++
    cancelInput()
  }, [cancelInput])
  const why = (reason: string): string => {
    if (reason === 'exit' || reason === 'network') return say(`reason_${reason}`)
    if (reason === 'reason.shutdown') return say('reason_shutdown')
    return explain?.(reason) ?? reason
  }

  return (
    <div className="kbt" data-phase={terminal.state?.phase ?? 'connecting'} data-theme={props.dark ? 'dark' : 'light'}>
      <Strip
        state={terminal.state} refused={terminal.refused} say={say} explain={why} serial={props.serial ?? false} reader={reader}
        onReader={(on) => { localStorage.setItem(READER, on ? '1' : '0'); setReader(on) }}
        onReopen={terminal.reopen} onCancelInput={stop} onBreak={terminal.sendBreak}
      />
      <div className="kbt-screen" ref={host} data-testid="terminal-screen" />
      {pasted !== null && <PasteDialog text={pasted} say={say} onSend={send} onCancel={closeDialog} />}
    </div>
  )
}
