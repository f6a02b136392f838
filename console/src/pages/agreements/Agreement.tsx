// One version of terms: what it says, its text and hash, the versions before, and its way into force.
import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import type { Out } from '@/api/client'
import { useList, useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { Card, Facts } from '@/ui/Card'
import { Changes } from '@/ui/Changes'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { Id } from '@/ui/Id'
import { useWord } from '@/ui/JobView'
import { useStaffNames } from '@/ui/names'
import { ObjectPage } from '@/ui/ObjectPage'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { Actions } from './Actions'
import { Edge } from './Chain'
import { ItemTable } from './Items'

type Page = Out<'agreements_get'>
export type Agreement = NonNullable<Page['agreement']>

export function AgreementPage() {
  const t = useT()
  const { id = '' } = useParams()
  const { can } = useSession()
  const read = useRead('agreements_get', { id })
  const page = read.data
  const agreement = page?.agreement
  if (!agreement) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  return (
    <ObjectPage
      title={agreement.title} id={agreement.id}
      tag={<><StateTag kind="agreement" value={agreement.state} /><span className="kb-chip">{t('agreement.n', { n: agreement.version })}</span></>}
      sub={<Edge seller={agreement.seller} buyer={agreement.buyer} />}
      actions={<Actions agreement={agreement} />}
      strip={{ now: t(`agreement.now.${agreement.state}`), next: t(`agreement.next.${agreement.state}`), why: agreement.reason || undefined }}
      tabs={{
        overview: <Overview page={page} agreement={agreement} />,
        related: <Versions agreement={agreement} />,
        history: can('changes_list') && <Changes object="agreement" id={agreement.id} />,
      }}
    />
  )
}

function Overview({ page, agreement }: { page: Page; agreement: Agreement }) {
  const t = useT()
  const word = useWord()
  const staff = useStaffNames()
  const day = agreement.settle_day > 0 ? ` · ${t('agreement.day', { n: agreement.settle_day })}` : ''
  return (
    <div className="stack">
      <Card title={t('agreement.terms')}>
        <Facts items={[
          { label: t('col.kind'), value: word('agreement.kind', agreement.kind) },
          { label: t('agreement.settle'), value: word('settle', agreement.settle_cycle) + day },
          { label: t('agreement.refund'), value: agreement.refund_policy === 'days' ? t('agreement.refund.in', { n: agreement.refund_days }) : word('refund_policy', agreement.refund_policy) },
          { label: t('agreement.wind'), value: word('wind_policy', agreement.wind_policy) },
          { label: t('agreement.valid'), value: agreement.valid_from_ms || agreement.valid_to_ms ? <><Time ms={agreement.valid_from_ms} /> – <Time ms={agreement.valid_to_ms} /></> : t('agreement.always') },
          { label: t('agreement.drafted'), value: <>{staff(agreement.drafted_by)} · <Time ms={agreement.created_ms} /></> },
          agreement.signed_ms > 0 && { label: t('agreement.signed'), value: <>{staff(agreement.signed_by)} · <Time ms={agreement.signed_ms} /></> },
          agreement.active_ms > 0 && { label: t('agreement.active'), value: <Time ms={agreement.active_ms} /> },
          agreement.winding_ms > 0 && { label: t('agreement.winding'), value: <Time ms={agreement.winding_ms} /> },
          agreement.ended_ms > 0 && { label: t('agreement.ended'), value: <Time ms={agreement.ended_ms} /> },
        ]} />
      </Card>
      <Card title={t('agreement.items')} pad={false}><ItemTable items={page.items} /></Card>
      <Text page={page} agreement={agreement} />
    </div>
  )
}

function Text({ page, agreement }: { page: Page; agreement: Agreement }) {
  const t = useT()
  const text = page.text
  const plain = !text?.media || text.media.startsWith('text/')
  return (
    <Card title={t('agreement.text')}>
      <div className="stack">
        <Facts items={[
          { label: t('agreement.file'), value: text?.name || '—' },
          { label: t('agreement.hash'), value: <Id id={agreement.text_hash} full />, wide: true },
        ]} />
        {text?.body && plain && <pre className="kb-text">{text.body}</pre>}
        {text?.body && !plain && <p><Button onClick={() => save(text.name, text.body)}>{t('agreement.download', { name: text.name })}</Button></p>}
        {!text?.body && <p className="muted">{t('agreement.text.none')}</p>}
      </div>
    </Card>
  )
}

/** A file out of base64; as bytes, so that no browser shows it as a page. */
function save(name: string, base64: string) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

function Versions({ agreement }: { agreement: Agreement }) {
  const t = useT()
  const { org } = useSession()
  const other = agreement.seller_id === org.id ? agreement.buyer_id : agreement.seller_id
  const list = useList('agreements_list', { other_id: other }, { limit: 200 })
  return (
    <Card title={t('agreement.versions')} pad={false}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('agreement.versions')} rows={list.rows.filter((row) => row.root_id === agreement.root_id)} rowKey={(row) => row.id}
        columns={[
          { key: 'n', title: t('agreement.version'), cell: (row) => (row.id === agreement.id ? <span className="strong num">{row.version}</span> : <Link className="num" to={`/o/${org.id}/agreements/${row.id}`}>{row.version}</Link>) },
          { key: 'title', title: t('agreement.title'), cell: (row) => row.title },
          { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="agreement" value={row.state} /> },
          { key: 'signed', title: t('agreement.signed'), cell: (row) => <Time ms={row.signed_ms} />, minor: true },
          { key: 'active', title: t('agreement.active'), cell: (row) => <Time ms={row.active_ms} /> },
          { key: 'ended', title: t('agreement.ended'), cell: (row) => <Time ms={row.ended_ms} />, minor: true },
        ]}
      />
    </Card>
  )
}
