import type { ReactNode } from 'react'
import { Time } from './Time'
import { toneIcon, type Tone } from './state'

export interface TimelineEntry {
  key: string
  at_ms?: number
  tone: Tone
  text: ReactNode
  more?: ReactNode
  future?: boolean
}

/** What happened and what will, downwards in time; what is still to come is dashed. */
export function Timeline(props: { entries: TimelineEntry[]; label: string }) {
  return (
    <ol className="kb-timeline" aria-label={props.label}>
      {props.entries.map((entry) => (
        <li key={entry.key} className={entry.future ? 'kb-line-future' : ''}>
          <span className={`kb-line-dot kb-tone-${entry.tone}`} aria-hidden="true">{toneIcon[entry.tone]}</span>
          <div className="kb-line-body">
            <div className="row apart">
              <span className="strong kb-line-text">{entry.text}</span>
              {entry.at_ms ? <span className="muted small"><Time ms={entry.at_ms} /></span> : null}
            </div>
            {entry.more && <div className="muted small">{entry.more}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
