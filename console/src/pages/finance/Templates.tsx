// How events are posted: templates in their versions, a draft's proof, and putting it in use.
import { Link, useNavigate, useParams } from 'react-router'
import { useList, useRead } from '@/api/hooks'
import type { Out } from '@/api/client'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { recordOf } from '@/lib/loose'
import { Card, Facts } from '@/ui/Card'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { ObjectPage } from '@/ui/ObjectPage'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { NewTemplate } from './NewTemplate'

type Shape = Out<'templates_get'>

export function Templates() {
  const t = useT()
  const pick = usePick()
  const { org } = useSession()
  const events = useRead('entry_events_list', {})
  return (
    <ListPage
      title={t('menu.templates')}
      op="templates_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `fin/templates/${row.id}`}
      filters={[
        { name: 'state', kind: 'template', label: t('col.state') },
        { name: 'event', label: t('voucher.event'), options: (events.data?.items ?? []).map((one) => ({ value: one.event, label: pick(one.name_zh, one.name_en) })) },
      ]}
      actions={(
        <>
          <Deed
            op="entry_events_create" input={{}} verb={t('template.event.new')} name=""
            fields={[
              { name: 'event', label: t('voucher.word'), required: true, max: 32, mono: true },
              { name: 'name_zh', label: t('subject.zh'), required: true, max: 60 },
              { name: 'name_en', label: t('subject.en'), required: true, max: 60 },
            ]}
          />
          <NewTemplate />
        </>
      )}
      columns={[
        { key: 'event', title: t('voucher.event'), width: 220, grow: true, cell: (row) => <Link className="strong" to={`/o/${org.id}/fin/templates/${row.id}`} onClick={(event) => event.stopPropagation()}>{pick(row.event_zh, row.event_en)}</Link> },
        { key: 'word', title: t('voucher.word'), width: 270, cell: (row) => <code className="muted">{[row.event, row.role, row.mode].filter(Boolean).join(' · ')}</code> },
        { key: 'version', title: t('template.version'), width: 80, align: 'right', cell: (row) => <span className="num">{row.version}</span> },
        { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="template" value={row.state} /> },
        { key: 'proof', title: t('template.proof'), width: 130, cell: (row) => <Verdict proof={row.proof} /> },
        { key: 'whose', title: t('subject.whose'), width: 110, cell: (row) => t(row.book_id ? 'subject.own' : 'subject.chart') },
        { key: 'at', title: t('col.created'), width: 140, cell: (row) => <Time ms={row.created_ms} /> },
      ]}
      empty={{ text: t('templates.none') }}
    />
  )
}

function Verdict({ proof }: { proof: unknown }) {
  const t = useT()
  if (!proof) return <span className="muted">{t('template.unproved')}</span>
  return recordOf(proof)['ok'] === true
    ? <span className="good-text">✓ {t('template.proved')}</span>
    : <span className="bad-text strong">✕ {t('template.refuted')}</span>
}

export function Template() {
  const t = useT()
  const pick = usePick()
  const { id = '' } = useParams()
  const { org } = useSession()
  const navigate = useNavigate()
  const read = useRead('templates_get', { id })
  const one = read.data
  if (!one) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const name = `${pick(one.event_zh, one.event_en)} v${one.version}`
  const draft = one.state === 'draft'
  return (
    <ObjectPage
      title={name} id={one.id} tag={<StateTag kind="template" value={one.state} />}
      sub={<code>{[one.event, one.role, one.mode].filter(Boolean).join(' · ')}</code>}
      actions={(
        <>
          <Deed op="templates_prove" input={{ id }} verb={t('template.prove')} name={name} effects={[t('template.prove.effect')]} hidden={!draft} />
          <Deed op="templates_publish" input={{ id }} verb={t('template.publish')} name={name} effects={[t('template.publish.effect')]} primary hidden={!draft} />
          <Deed op="templates_retire" input={{ id }} verb={t(draft ? 'template.drop' : 'template.retire')} name={name} effects={[t('template.retire.effect')]} danger hidden={one.state === 'retired'} then={() => draft && void navigate(`/o/${org.id}/fin/templates`)} />
        </>
      )}
      strip={{ now: <StateTag kind="template" value={one.state} />, next: draft ? t('template.next') : undefined, why: <Verdict proof={one.proof} /> }}
      tabs={{ overview: <><Lines one={one} /><Proof proof={one.proof} /></> }}
    />
  )
}

function Lines({ one }: { one: Shape }) {
  const t = useT()
  const pick = usePick()
  const subjects = useList('subjects_list', {}, { limit: 200 })
  const names = new Map(subjects.rows.map((row) => [row.code, pick(row.name_zh, row.name_en)]))
  return (
    <Card title={t('voucher.lines')} pad={false}>
      <PlainTable
        label={t('voucher.lines')} rows={one.lines} rowKey={(line) => String(line.n)}
        columns={[
          { key: 'side', title: t('tb.side'), cell: (line) => t(line.side === 'D' ? 'tb.side.debit' : 'tb.side.credit') },
          { key: 'subject', title: t('tb.code'), cell: (line) => <><span className="num">{line.subject}</span> {names.get(line.subject)}</> },
          { key: 'party', title: t('tb.party'), cell: (line) => line.party || '—' },
          { key: 'amount', title: t('template.amount'), cell: (line) => <code>{line.amount}</code> },
        ]}
      />
    </Card>
  )
}

function Proof({ proof }: { proof: Shape['proof'] }) {
  const t = useT()
  if (!proof) return null
  return (
    <Card title={t('template.proof')}>
      <Facts items={[
        { label: t('col.verdict'), value: <Verdict proof={proof} /> },
        { label: t('template.chains'), value: <span className="num">{proof.chains}</span> },
        { label: t('template.vouchers'), value: <span className="num">{proof.vouchers}</span> },
        { label: t('template.proved_at'), value: <Time ms={proof.proved_ms} /> },
        proof.text !== '' && { label: t('col.detail'), value: proof.text, wide: true },
        !proof.ok && proof.levels > 0 && { label: t('template.failing'), value: <><code>{proof.modes}</code> <Money fen={proof.price_fen} /> / <Money fen={proof.coupon_fen} /> / <Money fen={proof.kept_fen} /></>, wide: true },
      ]} />
    </Card>
  )
}
