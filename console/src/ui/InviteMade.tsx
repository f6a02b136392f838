// The link somebody joins by, for a colleague or another organisation: told once.
import { Button, Modal } from 'antd'
import type { Out } from '@/api/client'
import { useT } from '@/i18n'
import { Facts } from './Card'
import { CopyText } from './Id'
import { Deadline } from './Time'

type InviteOp = 'members_invite' | 'customers_invite' | 'distributors_invite'

export default function InviteMade(props: { made: Out<InviteOp> | null; close: () => void }) {
  const t = useT()
  const { made } = props
  return (
    <Modal open={made !== null} title={t('invite.made')} onCancel={props.close} mask={{ closable: false }} footer={<Button type="primary" onClick={props.close}>{t('done')}</Button>}>
      {made && (
        <div className="stack" data-testid="invite.made">
          <p className="kb-notice kb-notice-wait">{t('invite.once')}</p>
          <CopyText block label={t('invite.link')} text={`${location.origin}/invite/${made.code}`} />
          <Facts items={[{ label: t('invite.until'), value: <Deadline ms={made.expires_ms} /> }]} />
        </div>
      )}
    </Modal>
  )
}
