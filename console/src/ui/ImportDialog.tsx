// A CSV of somebody else's, taken in whole or not at all: a file or pasted text, and where the server
// found the line that is not right.
import { Button, Input, Modal } from 'antd'
import { useRef, useState, type ChangeEvent, type ReactNode } from 'react'
import type { ApiError } from '@/api/client'
import { useT } from '@/i18n'
import { refusedLine } from '@/lib/csv'
import { ErrorView } from './ErrorView'

export interface ImportProps {
  open: boolean
  title: string
  /** which columns the first line names */
  columns: string
  maxBytes: number
  /** asked for beside the file */
  children?: ReactNode
  ready?: boolean
  busy: boolean
  error: ApiError | null
  send: (csv: string) => Promise<unknown>
  close: () => void
  /** what became of it, in place of the form */
  done?: ReactNode
}

export default function ImportDialog(props: ImportProps) {
  const t = useT()
  const [csv, setCsv] = useState('')
  const [large, setLarge] = useState(false)
  const [name, setName] = useState('')
  const file = useRef<HTMLInputElement>(null)
  const take = (text: string) => {
    setLarge(new TextEncoder().encode(text).length > props.maxBytes)
    setCsv(text)
  }
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0]
    event.target.value = ''
    if (!chosen) return
    setName(chosen.name)
    if (chosen.size > props.maxBytes) setLarge(true)
    else take(await chosen.text())
  }
  const send = async () => {
    try {
      await props.send(csv)
      setCsv('')
    } catch {
      // shown below; what was chosen stays to be put right
    }
  }
  if (props.done) {
    return (
      <Modal open={props.open} title={props.title} onCancel={props.close} footer={<Button type="primary" onClick={props.close}>{t('import.ok')}</Button>}>
        <p role="status" data-testid="import.done">✓ {props.done}</p>
      </Modal>
    )
  }
  const bad = props.error && refusedLine(csv, props.error.body.text)
  return (
    <Modal
      open={props.open} title={props.title} okText={t('import.send')} cancelText={t('cancel')} destroyOnHidden confirmLoading={props.busy}
      okButtonProps={{ disabled: csv.trim() === '' || large || props.ready === false, 'data-testid': 'import.send' }}
      onOk={() => void send()} onCancel={props.close}
    >
      <div className="stack">
        <p className="muted">{t('import.columns', { columns: props.columns })}</p>
        {props.children}
        <span className="row">
          <Button onClick={() => file.current?.click()}>{t('import.file')}</Button>
          {name && <span className="muted">{name}</span>}
          <input ref={file} hidden type="file" accept=".csv,text/csv,text/plain" onChange={(event) => void read(event)} data-testid="import.file" />
        </span>
        <label className="kb-label">
          <span>{t('import.text')}</span>
          <Input.TextArea className="mono" rows={8} value={csv} onChange={(event) => take(event.target.value)} data-testid="import.text" />
        </label>
        {large && <p className="bad-text" role="alert">{t('import.large', { n: Math.floor(props.maxBytes / 1000) })}</p>}
        <ErrorView error={props.error} />
        {props.error?.body.text && <p className="bad-text" data-testid="import.refused">{props.error.body.text}</p>}
        {bad && <p><span className="muted small">{t('import.line', { n: bad.n })}</span> <code className="break">{bad.line}</code></p>}
        {csv !== '' && <Button size="small" onClick={() => { take(''); setName('') }}>{t('import.clear')}</Button>}
      </div>
    </Modal>
  )
}
