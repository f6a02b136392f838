import { Form, Input, Button } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { candidatesOf } from '@/lib/loose'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { Id } from '@/ui/Id'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'

/** Asks for the order: a customer who asks why knows its id. */
export function Placements() {
  const t = useT()
  const { org } = useSession()
  const navigate = useNavigate()
  return (
    <Page title={t('menu.placement')} sub={t('placement.sub')}>
      <Card>
        <Form layout="inline" onFinish={({ id }: { id: string }) => void navigate(`/o/${org.id}/placement/${id.trim()}`)}>
          <Form.Item name="id" label={t('placement.id')} rules={[{ required: true, pattern: /^\s*ord_[0-9a-z]{13}\s*$/, message: t('placement.id.help') }]}>
            <Input className="mono" maxLength={20} />
          </Form.Item>
          <Button htmlType="submit" type="primary">{t('placement.show')}</Button>
        </Form>
      </Card>
    </Page>
  )
}

/** Why this device: every candidate with the filter that refused it or the score it got. */
export function Placement() {
  const t = useT()
  const pick = usePick()
  const { id = '' } = useParams()
  const read = useRead('orders_placement', { id })
  if (!read.data) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  return (
    <Page title={t('placement.title')} mark={<Id id={id} />} sub={t('placement.sub')}>
      {read.data.items.length === 0 && <div className="kb-card"><Empty text={t('placement.none')} /></div>}
      {read.data.items.map((line, i) => (
        <Card key={line.line_id} pad={false} title={t('placement.line', { n: i + 1 })}>
          <PlainTable
            label={t('placement.title')}
            rows={candidatesOf(line.body)}
            rowKey={(row) => row.device}
            empty={t('placement.none')}
            columns={[
              { key: 'device', title: t('col.device'), cell: (row) => <span className={row.verdict === 'chosen' ? 'strong mono' : 'mono'}>{row.device}</span> },
              { key: 'room', title: t('col.room'), cell: (row) => row.room },
              { key: 'verdict', title: t('col.verdict'), cell: (row) => <StateTag kind="candidate" value={row.verdict} /> },
              { key: 'reason', title: t('col.reason'), cell: (row) => pick(row.reason_zh, row.reason_en) },
              { key: 'free', title: t('shop.free'), align: 'right', cell: (row) => <span className="num">{row.free}</span> },
              { key: 'score', title: t('col.score'), align: 'right', cell: (row) => <span className="num">{row.verdict === 'refused' ? '—' : row.score}</span> },
            ]}
          />
        </Card>
      ))}
    </Page>
  )
}
