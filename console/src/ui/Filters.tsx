// The filters of a list as fields; their code comes beside the page's.
import { Button, Checkbox, Input, Select } from 'antd'
import type { ListOp } from '@/api/client'
import { operations } from '@/api/operations'
import { useI18n, type Key } from '@/i18n'
import { dateText, msOfLocal } from '@/lib/time'
import { Day } from './Day'
import { states, type StateKind } from './state'

/** A filter the route declares: its query parameter, and the state table or the choices that name its words. */
export interface Filter {
  name: string
  kind?: StateKind
  label: string
  options?: readonly { value: string; label: string }[]
  yes?: boolean
  text?: boolean
}

export default function Filters(props: {
  filters: Filter[]
  op: ListOp
  searchable: boolean
  dated: boolean
  chosen: Record<string, string>
  choose: (name: string, value: string | undefined) => void
}) {
  const { t, has } = useI18n()
  const declared = operations[props.op].filters as Record<string, readonly string[]>
  const word = (kind: StateKind | undefined, value: string) => {
    const key = `state.${kind}.${value}`
    return has(key) ? t(key as Key) : value
  }
  const wordsOf = (name: string, kind: StateKind | undefined) => {
    const told = declared[name] ?? []
    return told.length > 0 || !kind ? told : Object.keys(states[kind])
  }
  return (
    <div className="kb-filters" role="search" aria-label={t('list.filters')}>
      {props.searchable && (
        <Input.Search
          key={props.chosen['text'] ?? ''} className="kb-search" allowClear defaultValue={props.chosen['text']} maxLength={80}
          placeholder={t('list.find')} aria-label={t('list.find')} onSearch={(text) => props.choose('text', text.trim())}
        />
      )}
      {props.filters.map((filter) => (filter.yes ? (
        <Checkbox key={filter.name} checked={props.chosen[filter.name] === 'true'} onChange={(event) => props.choose(filter.name, event.target.checked ? 'true' : undefined)}>
          {filter.label}
        </Checkbox>
      ) : filter.text ? (
        <label key={filter.name} className="row">
          <span className="muted small">{filter.label}</span>
          <Input
            key={props.chosen[filter.name] ?? ''} aria-label={filter.label} className="kb-filter-text" maxLength={40} defaultValue={props.chosen[filter.name]}
            onPressEnter={(event) => props.choose(filter.name, event.currentTarget.value.trim())}
            onBlur={(event) => props.choose(filter.name, event.currentTarget.value.trim())}
          />
        </label>
      ) : (
        <label key={filter.name} className="row">
          <span className="muted small">{filter.label}</span>
          <Select
            aria-label={filter.label}
            allowClear
            popupMatchSelectWidth={false}
            className="kb-filter"
            placeholder={t('list.any')}
            value={props.chosen[filter.name]}
            onChange={(value: string | undefined) => props.choose(filter.name, value)}
            options={filter.options ? [...filter.options] : wordsOf(filter.name, filter.kind).map((value) => ({ value, label: word(filter.kind, value) }))}
          />
        </label>
      )))}
      {props.dated && <Between chosen={props.chosen} choose={props.choose} />}
      {Object.keys(props.chosen).length > 0 && (
        <Button type="link" size="small" onClick={() => Object.keys(props.chosen).forEach((name) => props.choose(name, undefined))}>
          {t('list.clear')}
        </Button>
      )}
    </div>
  )
}

const DAY_MS = 86_400_000

/** From the beginning of a day to the end of a day. */
function Between(props: { chosen: Record<string, string>; choose: (name: string, value: string | undefined) => void }) {
  const { t } = useI18n()
  const shown = (name: string, less: number) => (props.chosen[name] ? dateText(Number(props.chosen[name]) - less) : '')
  const put = (name: string, typed: string, more: number) => {
    const ms = msOfLocal(typed)
    props.choose(name, ms === null ? undefined : String(ms + more))
  }
  return (
    <span className="row kb-between">
      <Day only="days" className="kb-date" aria-label={t('list.from')} value={shown('from_ms', 0)} onChange={(day) => put('from_ms', day, 0)} />
      <span className="muted small">{t('list.to')}</span>
      <Day only="days" className="kb-date" aria-label={t('list.until')} value={shown('to_ms', 1)} onChange={(day) => put('to_ms', day, DAY_MS)} />
    </span>
  )
}
