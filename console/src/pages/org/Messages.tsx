// Notices for the organisation and for oneself: what is new first, read one by one or all at once.
import { Button, Checkbox, Input, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useList, useWrite } from '@/api/hooks'
import type { Row } from '@/api/client'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { pathOfId } from '@/lib/id'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { Bones } from '@/ui/FirstPaint'
import { useWord } from '@/ui/JobView'
import { Page } from '@/ui/Page'
import { messageKinds, toneOfMessage } from '@/ui/state'
import { ToneTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

export function Messages() {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const asked = { kind: search.get('kind') ?? undefined, text: search.get('text') ?? undefined, unread: search.get('unread') === 'true' || undefined }
  const list = useList('messages_list', asked)
  const seen = useWrite('messages_seen')
  const put = (name: string, value: string | undefined) =>
    setSearch((old) => {
      if (value) old.set(name, value)
      else old.delete(name)
      return old
    }, { replace: true })
  const filtered = Object.values(asked).some(Boolean)
  return (
    <Page
      title={t('menu.messages')}
      actions={<Button loading={seen.isPending} disabled={!list.rows.some((row) => !row.read)} onClick={() => seen.mutate({})} data-testid="messages.seen">{t('messages.seen')}</Button>}
    >
      <div className="kb-filters" role="search" aria-label={t('list.filters')}>
        <Input.Search className="kb-search" allowClear defaultValue={asked.text} maxLength={60} placeholder={t('list.find')} aria-label={t('list.find')} onSearch={(text) => put('text', text.trim())} />
        <label className="row">
          <span className="muted small">{t('col.kind')}</span>
          <Select aria-label={t('col.kind')} className="kb-filter" allowClear placeholder={t('list.any')} value={asked.kind} onChange={(kind: string | undefined) => put('kind', kind)} options={messageKinds.map((value) => ({ value, label: t(`message.${value}`) }))} />
        </label>
        <Checkbox checked={asked.unread === true} onChange={(event) => put('unread', event.target.checked ? 'true' : undefined)}>{t('messages.unread')}</Checkbox>
      </div>
      <ErrorView error={list.error ?? seen.error} again={list.again} />
      <Card>
        {list.pending && <Bones lines={5} />}
        {list.rows.length === 0 && !list.pending && !list.error && (
          <Empty text={t(filtered ? 'list.filtered' : 'messages.none')} action={filtered ? <Button onClick={() => setSearch({}, { replace: true })}>{t('list.clear')}</Button> : undefined} />
        )}
        <ul>{list.rows.map((row) => <Message key={row.id} row={row} />)}</ul>
        {list.more && <p><Button onClick={list.readMore} loading={list.moreBusy}>{t('list.more')}</Button></p>}
      </Card>
    </Page>
  )
}

function Message({ row }: { row: Row<'messages_list'> }) {
  const t = useT()
  const pick = usePick()
  const word = useWord()
  const { org } = useSession()
  const read = useWrite('messages_read')
  const path = pathOfId(row.object_ref, org.kind)
  const text = pick(row.text_zh, row.text_en)
  const mark = () => {
    if (!row.read) read.mutate({ id: row.id })
  }
  return (
    <li className={row.read ? 'kb-check' : 'kb-check kb-unread'}>
      <ToneTag tone={toneOfMessage(row.kind)} text={word('message', row.kind)} />
      <span className="grow">
        {!row.read && <span className="vh">{t('messages.new')} </span>}
        {path ? <Link to={`/o/${org.id}/${path}`} onClick={mark}>{text}</Link> : text}
      </span>
      <Time ms={row.created_ms} />
      {!row.read && <button type="button" className="kb-copy-button" onClick={mark} aria-label={t('messages.read.name', { text })}>{t('messages.read')}</button>}
    </li>
  )
}
