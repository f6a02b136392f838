import type { ReactNode } from 'react'

/** Nothing here: why, and the one thing to do about it. */
export function Empty(props: { text: string; hint?: string; action?: ReactNode }) {
  return (
    <div className="kb-empty">
      <svg aria-hidden="true" viewBox="0 0 120 72" className="kb-empty-art">
        <rect x="20" y="10" width="80" height="14" rx="4" />
        <rect x="20" y="29" width="80" height="14" rx="4" />
        <rect x="20" y="48" width="80" height="14" rx="4" />
        <circle cx="30" cy="17" r="2.5" /><circle cx="30" cy="36" r="2.5" /><circle cx="30" cy="55" r="2.5" />
      </svg>
      <p className="strong">{props.text}</p>
      {props.hint && <p className="muted small">{props.hint}</p>}
      {props.action}
    </div>
  )
}
