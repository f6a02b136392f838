import { useId, type ReactNode } from 'react'

interface CardProps {
  title?: ReactNode
  extra?: ReactNode
  children: ReactNode
  pad?: boolean
  className?: string
  testid?: string
}

/** A panel with a heading. */
export function Card({ title, extra, children, pad = true, className = '', testid }: CardProps) {
  const id = useId()
  return (
    <section className={`kb-card ${className}`} aria-labelledby={title ? id : undefined} data-testid={testid}>
      {title && (
        <div className="kb-card-head">
          <h2 id={id}>{title}</h2>
          {extra && <div className="row">{extra}</div>}
        </div>
      )}
      <div className={pad ? 'kb-card-body' : 'kb-card-body kb-flush'}>{children}</div>
    </section>
  )
}

export interface Fact { label: string; value: ReactNode; wide?: boolean }

/** Names and values, in columns where there is room. */
export function Facts(props: { items: (Fact | false | undefined)[]; columns?: boolean }) {
  return (
    <dl className={props.columns === false ? 'kb-facts kb-facts-one' : 'kb-facts'}>
      {props.items.map((fact) => fact && (
        <div key={fact.label} className={fact.wide ? 'kb-fact kb-fact-wide' : 'kb-fact'}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
