import { Input, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import type { ApiError } from '@/api/client'
import { useT } from '@/i18n'
import { ErrorView } from './ErrorView'

export interface ConfirmPlanProps {
  open: boolean
  /** "关闭" */
  verb: string
  /** "gpu-07" */
  name: string
  effects: ReactNode[]
  /** what it means in figures, below the effects */
  more?: ReactNode
  /** must be typed before the button lives: for what cannot be undone */
  typed?: string
  askReason?: boolean
  danger?: boolean
  busy: boolean
  error: ApiError | null
  run: (reason: string) => Promise<unknown>
  close: () => void
}

/** Before something that cannot simply be taken back: what it does, to what, and the verb on the button. */
export default function ConfirmPlanBody(props: ConfirmPlanProps) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const ready = (!props.typed || typed.trim() === props.typed) && (!props.askReason || reason.trim() !== '')
  const close = () => {
    setTyped('')
    setReason('')
    props.close()
  }
  const run = async () => {
    try {
      await props.run(reason.trim())
      close()
    } catch {
      // the dialog shows it and stays
    }
  }
  return (
    <Modal
      width={props.more ? 620 : undefined}
      open={props.open}
      title={`${props.verb} ${props.name}`}
      okText={`${props.verb} ${props.name}`}
      cancelText={t('cancel')}
      okButtonProps={{ danger: props.danger, disabled: !ready, 'data-testid': 'confirm.run' }}
      cancelButtonProps={{ autoFocus: true }}
      confirmLoading={props.busy}
      destroyOnHidden
      onOk={() => void run()}
      onCancel={close}
    >
      <div className="stack">
        <ul className="kb-effects">{props.effects.map((effect, i) => <li key={i}>{effect}</li>)}</ul>
        {props.more}
        {props.askReason && (
          <label className="kb-label">
            <span>{t('confirm.reason')}</span>
            <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} data-testid="confirm.reason" />
          </label>
        )}
        {props.typed && (
          <label className="kb-label">
            <span>{t('confirm.type', { name: props.typed })}</span>
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} data-testid="confirm.typed" autoComplete="off" />
          </label>
        )}
        <ErrorView error={props.error} />
      </div>
    </Modal>
  )
}
