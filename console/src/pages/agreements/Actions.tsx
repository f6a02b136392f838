// What may be done with terms in their state: edit, sign what was read, put in force, wind down, end.
import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { Reasoned } from '@/ui/Reasoned'
import { useDialog } from '@/ui/useDialog'
import type { Agreement } from './Agreement'
import { ChainFault } from './Chain'

type Verb = 'edit' | 'sign' | 'activate' | 'next' | 'wind' | 'end'

/** What the state and our side of it allow; what the role allows is asked beside it. */
function useVerbs(agreement: Agreement): { may: (verb: Verb) => boolean; writer: boolean } {
  const { can, org } = useSession()
  const writer = agreement.kind === 'distribution' ? agreement.seller_id === org.id : agreement.buyer_id === org.id
  const states: Record<Verb, readonly Agreement['state'][]> = {
    edit: ['draft'], sign: ['draft'], activate: ['draft', 'signed'], next: ['active', 'winding', 'ended'], wind: ['active'], end: ['draft', 'signed', 'active', 'winding'],
  }
  const roles: Record<Verb, boolean> = {
    edit: writer && can('agreements_edit'), sign: can('agreements_sign'), activate: writer && can('agreements_activate'),
    next: writer && can('agreements_create'), wind: can('agreements_wind_down'), end: can('agreements_end'),
  }
  return { may: (verb) => roles[verb] && states[verb].includes(agreement.state), writer }
}

export function Actions({ agreement }: { agreement: Agreement }) {
  const t = useT()
  const { org } = useSession()
  const dialog = useDialog<'sign' | 'activate' | 'wind' | 'end'>()
  const { may, writer } = useVerbs(agreement)
  const draft = agreement.state === 'draft'
  const base = `/o/${org.id}/agreements`
  return (
    <>
      {may('edit') && <Link className="kb-linkbutton plain" to={`${base}/${agreement.id}/edit`}>{t('edit')}</Link>}
      {may('sign') && <Button type="primary" onClick={() => dialog.show('sign')} data-testid="agreement.sign">{t('agreement.sign')}</Button>}
      {may('activate') && (
        <Reasoned type={draft ? 'default' : 'primary'} why={draft && t('agreement.sign.first')} onClick={() => dialog.show('activate')} data-testid="agreement.activate">
          {t('agreement.activate')}
        </Reasoned>
      )}
      {may('next') && <Link className="kb-linkbutton plain" to={`${base}/new?from=${agreement.id}`} data-testid="agreement.next">{t('agreement.newversion')}</Link>}
      {may('wind') && <Button onClick={() => dialog.show('wind')}>{t('agreement.winddown')}</Button>}
      {may('end') && <Button danger onClick={() => dialog.show('end')}>{t(draft ? 'agreement.drop' : 'agreement.end')}</Button>}
      {dialog.is('sign') && <Sign agreement={agreement} writer={writer} close={dialog.close} />}
      {dialog.is('activate') && <Activate agreement={agreement} close={dialog.close} />}
      <Ending agreement={agreement} open={dialog.is('wind') ? 'wind' : dialog.is('end') ? 'end' : ''} close={dialog.close} />
    </>
  )
}

function Ending({ agreement, open, close }: { agreement: Agreement; open: 'wind' | 'end' | ''; close: () => void }) {
  const t = useT()
  const wind = useWrite('agreements_wind_down')
  const end = useWrite('agreements_end')
  const draft = agreement.state === 'draft'
  return (
    <>
      <ConfirmPlan
        open={open === 'wind'} close={close} verb={t('agreement.winddown')} name={agreement.title} askReason danger
        effects={[t('wind.effect.new'), t(agreement.wind_policy === 'expire' ? 'wind.effect.expire' : 'wind.effect.renew')]}
        busy={wind.isPending} error={wind.error} run={(reason) => wind.mutateAsync({ id: agreement.id, reason })}
      />
      <ConfirmPlan
        open={open === 'end'} close={close} verb={t(draft ? 'agreement.drop' : 'agreement.end')} name={agreement.title} askReason danger
        effects={[t(draft ? 'end.effect.draft' : 'end.effect.sale')]}
        busy={end.isPending} error={end.error} run={(reason) => end.mutateAsync({ id: agreement.id, reason })}
      />
    </>
  )
}

/** Signing is to exactly the text that was read: its hash goes with it. */
function Sign(props: { agreement: Agreement; writer: boolean; close: () => void }) {
  const t = useT()
  const sign = useWrite('agreements_sign')
  const [read, setRead] = useState(false)
  const [paper, setPaper] = useState(false)
  const ready = read && (!props.writer || paper)
  const send = () => sign.mutateAsync({ id: props.agreement.id, text_hash: props.agreement.text_hash, ...(props.writer ? { paper } : {}) }).then(props.close, () => undefined)
  return (
    <Modal
      open title={`${t('agreement.sign')} ${props.agreement.title}`} okText={t('agreement.sign')} cancelText={t('cancel')} onCancel={props.close}
      okButtonProps={{ disabled: !ready, 'data-testid': 'agreement.sign.send' }} confirmLoading={sign.isPending} onOk={() => void send()}
    >
      <div className="stack">
        <p>{t('sign.lead')}</p>
        <p className="small"><span className="muted">{t('agreement.hash')}</span> <code className="break">{props.agreement.text_hash}</code></p>
        <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>{t('sign.read')}</Checkbox>
        {props.writer && <Checkbox checked={paper} onChange={(event) => setPaper(event.target.checked)}>{t('sign.paper')}</Checkbox>}
        {props.writer && <p className="muted small">{t('sign.paper.help')}</p>}
        <ErrorView error={sign.error} />
      </div>
    </Modal>
  )
}

function Activate(props: { agreement: Agreement; close: () => void }) {
  const t = useT()
  const activate = useWrite('agreements_activate')
  const send = () => activate.mutateAsync({ id: props.agreement.id }).then(props.close, () => undefined)
  const chain = activate.error && ['agreement.chain', 'agreement.mode_order'].includes(activate.error.body.reason)
  return (
    <Modal
      open title={`${t('agreement.activate')} ${props.agreement.title}`} okText={t('agreement.activate')} cancelText={t('cancel')} onCancel={props.close} width={600}
      okButtonProps={{ 'data-testid': 'agreement.activate.send' }} confirmLoading={activate.isPending} onOk={() => void send()}
    >
      <div className="stack">
        <ul className="kb-effects">
          <li>{t('activate.effect.new')}</li>
          {props.agreement.version > 1 && <li>{t('activate.effect.old')}</li>}
        </ul>
        <ErrorView error={activate.error} />
        {chain && activate.error && <ChainFault error={activate.error} agreement={props.agreement} />}
      </div>
    </Modal>
  )
}
