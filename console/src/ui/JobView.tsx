import type { Out, Row } from '@/api/client'
import { useI18n, type Key } from '@/i18n'
import { Facts } from './Card'
import { useDeviceNames } from './names'
import { useReasonText } from './reasons'
import { StateTag } from './StateTag'
import { toneOf } from './state'
import { Deadline, Time } from './Time'
import { Timeline } from './Timeline'

export type JobRow = Row<'jobs_list'>
export type JobPage = Out<'jobs_get'>

/** A word of the API in the reader's language; the word itself when the catalogue has none. */
export function useWord(): (group: string, word: string) => string {
  const { t, has } = useI18n()
  return (group, word) => {
    const key = `${group}.${word}`
    return has(key) ? t(key as Key) : word
  }
}

/** "开通 HV-LG-01" */
export function useJobTitle(): (job: JobRow) => string {
  const word = useWord()
  const device = useDeviceNames()
  return (job) => `${word('verb', job.verb)} ${device(job.device_id)}`
}

export function jobOver(job: JobRow): boolean {
  return job.phase === 'done' || job.phase === 'failed'
}

/** What happens next; when, unless it waits for a person. */
export function JobThen({ job }: { job: JobRow }) {
  const word = useWord()
  return <>{word('job.then', job.phase)}{job.phase !== 'held' && job.next_ms > 0 && <> · <Time ms={job.next_ms} /></>}</>
}

export function JobFacts({ job }: { job: JobRow }) {
  const { t } = useI18n()
  const word = useWord()
  const reason = useReasonText()
  const over = jobOver(job)
  return (
    <Facts items={[
      { label: t('job.phase'), value: <StateTag kind="job" value={job.phase} /> },
      { label: t('job.verb'), value: word('verb', job.verb) },
      { label: t('col.driver'), value: <code>{job.driver}</code> },
      { label: t('job.attempt'), value: <span className="num">{job.attempt}</span> },
      !over && { label: t('job.next'), value: <JobThen job={job} /> },
      !over && { label: t('job.deadline'), value: <Deadline ms={job.deadline_ms} /> },
      !over && { label: t('job.on_deadline'), value: word('on_deadline', job.on_deadline), wide: true },
      over && { label: t('job.ended'), value: <Time ms={job.ended_ms} /> },
      job.reason !== '' && { label: t('col.reason'), value: <>{reason(job.reason)} <code className="muted">{job.reason}</code></>, wide: true },
      job.text !== '' && { label: t('col.detail'), value: job.text, wide: true },
    ]} />
  )
}

export function JobLog({ page }: { page: JobPage }) {
  const { t } = useI18n()
  const word = useWord()
  if (page.log.length === 0) return <p className="muted">{t('job.log.none')}</p>
  return (
    <Timeline
      label={t('job.log')}
      entries={page.log.map((entry, i) => ({
        key: String(i), at_ms: entry.at_ms, tone: logTone(entry.text), text: word('log', entry.text),
      }))}
    />
  )
}

/** The log's lines are phases and short notes; phases have tones. */
export function logTone(text: string) {
  const tone = toneOf('job', text)
  return tone === 'unknown' && text !== 'unknown' ? 'neutral' : tone
}
