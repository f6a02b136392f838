// One job: where it stands, what happens next and when, and what a person can do about it.
import { Link, useParams } from 'react-router'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { recordOf, shownValue } from '@/lib/loose'
import { Card, Facts } from '@/ui/Card'
import { Changes } from '@/ui/Changes'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { JobFacts, jobOver, JobLog, JobThen, useWord, type JobPage, type JobRow } from '@/ui/JobView'
import { useAgentNames } from '@/ui/names'
import { ObjectPage } from '@/ui/ObjectPage'
import { PlainTable } from '@/ui/PlainTable'
import { Reasoned } from '@/ui/Reasoned'
import { useReasonText } from '@/ui/reasons'
import { StateTag } from '@/ui/StateTag'
import { Deadline } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'

export function Job() {
  const t = useT()
  const word = useWord()
  const agent = useAgentNames()
  const { id = '' } = useParams()
  const { can } = useSession()
  const read = useRead('jobs_get', { id }, { pollMs: 5000 })
  const page = read.data
  const job = page?.job
  if (!job) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const name = page.device?.asset_tag ?? ''
  const over = jobOver(job)
  return (
    <ObjectPage
      title={`${word('verb', job.verb)} ${name}`}
      id={job.id}
      tag={<StateTag kind="job" value={job.phase} />}
      sub={[page.device?.room, page.device?.rack, job.driver, job.agent_id ? agent(job.agent_id) : ''].filter(Boolean).join(' · ')}
      actions={<Actions job={job} name={name} />}
      strip={{
        now: word('job.now', job.phase),
        next: over ? t('next.none') : <JobThen job={job} />,
        why: over ? <Why job={job} /> : <>{t('job.deadline')} <Deadline ms={job.deadline_ms} /> · {word('on_deadline', job.on_deadline)}</>,
      }}
      tabs={{
        overview: (
          <div className="grid fit">
            <Card title={t('job.facts')}><JobFacts job={job} /></Card>
            <Card title={t('job.log')} testid="job.log"><JobLog page={page} /></Card>
            <Result page={page} />
          </div>
        ),
        history: can('changes_list') && <Changes object="job" id={job.id} />,
        related: <Related page={page} />,
      }}
    />
  )
}

function Why({ job }: { job: JobRow }) {
  const t = useT()
  const reason = useReasonText()
  if (!job.reason) return <>{t(job.phase === 'done' ? 'job.now.done' : 'why.none')}</>
  return <>{reason(job.reason)} {job.text && <span className="muted">· {job.text}</span>}</>
}

function Actions({ job, name }: { job: JobRow; name: string }) {
  const t = useT()
  const { can } = useSession()
  const retry = useWrite('jobs_retry')
  const giveUp = useWrite('jobs_give_up')
  const dialog = useDialog<'retry' | 'give_up'>()
  const word = useWord()
  const why = t('why.state', { state: word('state.job', job.phase) })
  const stuck = job.phase === 'held' || job.phase === 'unknown'
  return (
    <>
      {can('jobs_retry') && <Reasoned why={!stuck && why} onClick={() => dialog.show('retry')} data-testid="job.retry">{t('job.retry')}</Reasoned>}
      {can('jobs_give_up') && <Reasoned danger why={jobOver(job) && why} onClick={() => dialog.show('give_up')} data-testid="job.give_up">{t('job.give_up')}</Reasoned>}
      <ConfirmPlan
        open={dialog.is('retry')} close={dialog.close} verb={t('job.retry')} name={name} effects={[t('job.retry.effect')]}
        busy={retry.isPending} error={retry.error} run={() => retry.mutateAsync({ id: job.id })}
      />
      <ConfirmPlan
        open={dialog.is('give_up')} close={dialog.close} verb={t('job.give_up')} name={name} danger askReason
        effects={[t('job.give_up.effect'), t('job.give_up.money')]}
        busy={giveUp.isPending} error={giveUp.error} run={(reason) => giveUp.mutateAsync({ id: job.id, reason })}
      />
    </>
  )
}

/** What the driver brought back, as it is: the evidence. */
function Result({ page }: { page: JobPage }) {
  const t = useT()
  const rows = Object.entries(recordOf(page.result))
  if (rows.length === 0) return null
  return (
    <Card title={t('job.result')} pad={false}>
      <PlainTable
        label={t('job.result')} rows={rows} rowKey={([name]) => name}
        columns={[
          { key: 'name', title: t('device.attr'), cell: ([name]) => <code>{name}</code> },
          { key: 'value', title: t('job.value'), cell: ([, value]) => <code className="break">{shownValue(value)}</code> },
        ]}
      />
    </Card>
  )
}

function Related({ page }: { page: JobPage }) {
  const t = useT()
  const { org } = useSession()
  const { device } = page
  return (
    <Card>
      <Facts items={[
        { label: t('col.device'), value: device ? <Link to={`/o/${org.id}/devices/${device.device_id}`}>{device.asset_tag}</Link> : '—' },
        { label: t('col.model'), value: device?.model },
        { label: t('col.place'), value: device && [device.region, device.room, device.rack, `U${device.u}`].join(' › ') },
      ]} />
    </Card>
  )
}
