// A job's progress beside whatever page one is on; its id stands in the URL (?job=job_…). Closing it
// stops nothing.
import { Drawer } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useActing } from '@/api/acting'
import { useRead } from '@/api/hooks'
import { useT } from '@/i18n'
import { ErrorView } from './ErrorView'
import { Bones } from './FirstPaint'
import { JobFacts, JobLog, useJobTitle } from './JobView'

export default function JobDrawer() {
  const t = useT()
  const org = useActing()
  const title = useJobTitle()
  const [search, setSearch] = useSearchParams()
  const id = search.get('job') ?? ''
  const job = useRead('jobs_get', { id }, { enabled: id !== '', pollMs: 5000 })
  const close = () =>
    setSearch((old) => {
      old.delete('job')
      return old
    }, { replace: true })
  return (
    <Drawer open={id !== ''} onClose={close} title={job.data?.job ? title(job.data.job) : t('job.progress')} size={480} destroyOnHidden>
      <div className="stack">
        <ErrorView error={job.error} again={() => void job.refetch()} />
        {job.isPending && <Bones lines={6} />}
        {job.data?.job && (
          <>
            <JobFacts job={job.data.job} />
            <JobLog page={job.data} />
            <Link to={`/o/${org}/jobs/${id}`}>{t('job.page')}</Link>
          </>
        )}
      </div>
    </Drawer>
  )
}
