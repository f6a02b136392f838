// Who must agree to what, kind by kind and level by level.
import { Button } from 'antd'
import { useState } from 'react'
import type { Out } from '@/api/client'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { Card } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { Bones } from '@/ui/FirstPaint'
import { useWord } from '@/ui/JobView'
import { late } from '@/ui/late'
import { Money } from '@/ui/Money'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { Time } from '@/ui/Time'
import { flowKinds } from './kinds'

const Edit = late(() => import('./FlowEdit'))

export type Flow = Out<'approval_flows_list'>['items'][number]

export function Flows() {
  const t = useT()
  const pick = usePick()
  const word = useWord()
  const { can } = useSession()
  const read = useRead('approval_flows_list', {})
  const [editing, edit] = useState<Flow | null>(null)
  const flows = flowKinds.map((kind) => read.data?.items.find((one) => one.kind === kind) ?? { kind, title_zh: '', title_en: '', channel: '', levels: [], updated_by: '', updated_ms: 0 })
  const who = (level: Flow['levels'][number]) => (level.role ? word('role', level.role) : level.people.map((one) => one.name).join('、'))
  return (
    <Page title={t('menu.flows')} sub={t('flows.sub')}>
      <ErrorView error={read.error} again={() => void read.refetch()} />
      {read.isPending && <div className="kb-card"><Bones lines={6} /></div>}
      {read.data && flows.map((flow) => (
        <Card
          key={flow.kind} title={pick(flow.title_zh, flow.title_en) || t(`flow.${flow.kind as 'recharge'}`)} pad={false}
          extra={<>{flow.updated_ms > 0 && <span className="muted small"><Time ms={flow.updated_ms} /></span>}{can('approval_flows_put') && <Button size="small" aria-label={`${t('edit')} ${t(`flow.${flow.kind as 'recharge'}`)}`} onClick={() => edit(flow)}>{t('edit')}</Button>}</>}
        >
          {flow.levels.length === 0
            ? <p className="muted kb-card-body">{t('flows.none')}</p>
            : (
              <PlainTable
                label={t(`flow.${flow.kind as 'recharge'}`)} rows={flow.levels} rowKey={(level) => String(level.level)}
                columns={[
                  { key: 'n', title: t('approval.level'), cell: (level) => <span className="num">{level.level}</span> },
                  { key: 'who', title: t('flow.who'), cell: (level) => who(level) },
                  { key: 'need', title: t('flow.need'), align: 'right', cell: (level) => <span className="num">{level.need}</span> },
                  { key: 'min', title: t('flow.min'), align: 'right', cell: (level) => (level.min_fen > 0 ? <Money fen={level.min_fen} /> : t('flow.min.any')) },
                ]}
              />
            )}
        </Card>
      ))}
      {editing && <Edit flow={editing} close={() => edit(null)} />}
    </Page>
  )
}
