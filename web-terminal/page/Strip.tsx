// The strip above the screen: one line that says how the session is, never over the text.
import { useEffect, useState } from 'react'
import type { SessionState } from './session'
import type { Say } from './strings'

interface Props {
  state: SessionState | null
  refused: number
  say: Say
  explain: (reason: string) => string
  serial: boolean
  reader: boolean
  onReader: (on: boolean) => void
  onReopen: () => void
  onCancelInput: () => void
  onBreak: () => void
}

const PENDING_SHOWN = 4096 // below it is just typing
const size = (bytes: number): string => (bytes < 10240 ? `${(bytes / 1024).toFixed(1)} kB` : `${Math.round(bytes / 1024)} kB`)

function words({ state, say, explain }: Props): string {
  if (!state || state.phase === 'connecting') return say('connecting')
  if (state.phase === 'opening') return say('opening')
  if (state.phase === 'ended') {
    const parts = [say('ended', { reason: explain(state.reason) })]
    if (state.reason === 'exit') parts.push(say('exit_code', { code: state.code }))
    if (state.text) parts.push(state.text)
    return parts.join(' · ')
  }
  const parts = [say('live')]
  if (state.latencyMs !== null) parts[0] += ` (${say('latency', { ms: state.latencyMs })})`
  if (state.recording) parts.push(say('recording'))
  if (state.role === 'observer') parts.push(say('observer'))
  if (state.paused) parts.push(say('paused'))
  if (state.notice) parts.push(state.notice)
  if (state.pending >= PENDING_SHOWN) parts.push(say('pending', { size: size(state.pending) }))
  return parts.join(' · ')
}

/** true for a moment after n has grown. */
function useBlink(n: number): boolean {
  const [seen, setSeen] = useState(0)
  useEffect(() => {
    if (n === seen) return undefined
    const timer = setTimeout(() => setSeen(n), 900)
    return () => clearTimeout(timer)
  }, [n, seen])
  return n !== seen
}

export function Strip(props: Props) {
  const { state, say } = props
  const blink = useBlink(props.refused)
  const phase = state?.phase ?? 'connecting'
  const refusal = phase === 'live' ? say('too_much') : say('not_sent')
  return (
    <div className={`kbt-strip kbt-${phase}${blink ? ' kbt-blink' : ''}`}>
      <span role="status" className="kbt-words">{words(props)}{blink ? ` · ${refusal}` : ''}</span>
      {phase === 'live' && (state?.pending ?? 0) >= PENDING_SHOWN && <button type="button" onClick={props.onCancelInput}>{say('cancel_input')}</button>}
      {phase === 'live' && props.serial && <button type="button" onClick={props.onBreak}>{say('break')}</button>}
      {phase === 'ended' && <button type="button" className="kbt-main" onClick={props.onReopen}>{say('reopen')}</button>}
      <label className="kbt-reader">
        <input type="checkbox" checked={props.reader} onChange={(event) => props.onReader(event.target.checked)} /> {say('reader')}
      </label>
    </div>
  )
}
