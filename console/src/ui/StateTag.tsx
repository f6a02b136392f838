import { useI18n } from '@/i18n'
import { toneIcon, toneOf, type StateKind, type Tone } from './state'

export function ToneTag(props: { tone: Tone; text: string; title?: string }) {
  return (
    <span className={`kb-tag kb-tone-${props.tone}`} title={props.title}>
      <span aria-hidden="true" className="kb-tag-icon">{toneIcon[props.tone]}</span>
      {props.text}
    </span>
  )
}

/** The state of an object: icon, word and colour from the one table. */
export function StateTag(props: { kind: StateKind; value: string }) {
  const { t, has } = useI18n()
  const key = `state.${props.kind}.${props.value}`
  return <ToneTag tone={toneOf(props.kind, props.value)} text={has(key) ? t(key) : props.value} />
}
