export function Brand(props: { name: string; big?: boolean }) {
  return (
    <span className={props.big ? 'kb-brand kb-brand-big' : 'kb-brand'}>
      <svg viewBox="0 0 32 32" aria-hidden="true" className="kb-brand-mark">
        <rect width="32" height="32" rx="7" />
        <path d="M9 8v16M9 17l11-9M13.5 14.5 22 24" />
      </svg>
      <span>{props.name}</span>
    </span>
  )
}
