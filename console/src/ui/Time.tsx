import { useI18n } from '@/i18n'
import { relativeText, spanText, timeFull, timeShort } from '@/lib/time'
import { useNow } from './now'

/** A moment: short in the text, full with zone and distance on hover. 0 is "none yet". */
export function Time(props: { ms: number | undefined; relative?: boolean }) {
  const { lang } = useI18n()
  const now = useNow()
  if (!props.ms) return <span className="muted">—</span>
  return (
    <time
      className="nowrap num kb-time"
      dateTime={new Date(props.ms).toISOString()}
      title={`${timeFull(props.ms)} · ${relativeText(props.ms, now, lang)}`}
    >
      {props.relative ? relativeText(props.ms, now, lang) : timeShort(props.ms, now)}
    </time>
  )
}

/** A deadline: the moment and what is left of it; in red once it has passed. */
export function Deadline(props: { ms: number | undefined }) {
  const { lang, t } = useI18n()
  const now = useNow()
  if (!props.ms) return <span className="muted">—</span>
  const left = props.ms - now
  return (
    <span className={`nowrap${left < 0 ? ' bad-text' : ''}`}>
      <Time ms={props.ms} />
      <span className="small"> · {left < 0 ? t('time.over', { span: spanText(left, lang) }) : t('time.left', { span: spanText(left, lang) })}</span>
    </span>
  )
}
