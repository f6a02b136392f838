// The preview of a paste: what it is, what is odd about it, and a last chance to change it.
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { bytesOf, concernsOf, linesOf, visible, type Concern } from './paste'
import type { Key, Say } from './strings'

const CONCERNS: Record<Concern, Key> = {
  lines: 'concern_lines', long: 'concern_long', control: 'concern_control', invisible: 'concern_invisible', lookalike: 'concern_lookalike',
}

interface Props {
  text: string
  say: Say
  onSend: (text: string, byLine: boolean) => void
  onCancel: () => void
}

export function PasteDialog({ text: pasted, say, onSend, onCancel }: Props) {
  const [text, setText] = useState(pasted)
  const box = useRef<HTMLDialogElement>(null)
  const title = useId()
  const concerns = concernsOf(text)
  const hidden = concerns.includes('control') || concerns.includes('invisible')
  useLayoutEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog ref={box} className="kbt-paste" aria-labelledby={title} onCancel={(event) => { event.preventDefault(); onCancel() }}>
      <h2 id={title}>{say('paste_title')}</h2>
      <ul>{concerns.map((c) => <li key={c} className={`kbt-concern kbt-concern-${c}`}>{say(CONCERNS[c])}</li>)}</ul>
      <label>
        <span>{say('paste_text')}</span>
        <textarea value={text} rows={8} spellCheck={false} autoFocus onChange={(event) => setText(event.target.value)} />
      </label>
      {hidden && <><p>{say('paste_seen')}</p><pre>{visible(text)}</pre></>}
      <p className="kbt-count">{say('paste_count', { lines: linesOf(text).length, bytes: bytesOf(text).toLocaleString() })}</p>
      <div className="kbt-buttons">
        <button type="button" onClick={onCancel}>{say('paste_cancel')}</button>
        {linesOf(text).length > 1 && <button type="button" onClick={() => onSend(text, true)}>{say('paste_lines')}</button>}
        <button type="button" className="kbt-main" onClick={() => onSend(text, false)}>{say('paste_once')}</button>
      </div>
    </dialog>
  )
}
