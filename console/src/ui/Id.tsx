import { App } from 'antd'
import { useState } from 'react'
import { useT } from '@/i18n'
import { idShort } from '@/lib/id'

function useCopy() {
  const { message } = App.useApp()
  const t = useT()
  return (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => void message.success(t('copy.done')),
      () => void message.error(t('copy.failed')),
    )
  }
}

/** An id: its ends, in full on hover; a click copies it. */
export function Id(props: { id: string; full?: boolean }) {
  const t = useT()
  const copy = useCopy()
  if (!props.id) return <span className="muted">—</span>
  return (
    <button
      type="button" className="kb-id mono" title={props.id}
      onClick={(event) => {
        event.stopPropagation()
        copy(props.id)
      }}
    >
      {props.full ? props.id : idShort(props.id)}<span className="vh"> {t('copy')}</span>
    </button>
  )
}

/** A text people carry elsewhere (an address, a key, a command), with a button that copies it. */
export function CopyText(props: { text: string; label: string; block?: boolean; shown?: string }) {
  const t = useT()
  const copy = useCopy()
  return (
    <span className={props.block ? 'kb-copy kb-copy-block' : 'kb-copy'}>
      <code className="break">{props.shown ?? props.text}</code>
      <button type="button" className="kb-copy-button" onClick={() => copy(props.text)} aria-label={t('copy.what', { what: props.label })}>
        {t('copy')}
      </button>
    </span>
  )
}

/** A secret shown once: hidden until asked for. */
export function SecretText(props: { text: string; label: string }) {
  const t = useT()
  const [shown, show] = useState(false)
  return (
    <span className="row">
      {shown ? <CopyText text={props.text} label={props.label} block /> : <code>••••••••••••</code>}
      <button type="button" className="kb-copy-button" onClick={() => show(!shown)}>{shown ? t('secret.hide') : t('secret.show')}</button>
    </span>
  )
}
