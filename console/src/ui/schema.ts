// The attributes of each kind of product as the server's JSON Schemas tell them: names in both languages,
// units, and which of two values a buyer prefers.
import { useQuery } from '@tanstack/react-query'
import { call, type ApiError } from '@/api/client'
import { useI18n } from '@/i18n'
import { recordOf } from '@/lib/loose'

export type Kind = 'hpc' | 'ai' | 'vm' | 'line' | 'device'
export const kinds: readonly Kind[] = ['hpc', 'ai', 'vm', 'line', 'device']

export interface Attr {
  name: string
  zh: string
  en: string
  type: 'integer' | 'string' | 'boolean'
  unit: string
  better: '' | 'more' | 'less'
  min?: number
  max?: number
  words: string[]
  required: boolean
}

export interface Schema { kind: Kind; version: number; created_ms: number; body: unknown; attrs: Attr[] }

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const numberOf = (value: unknown) => (typeof value === 'number' ? value : undefined)

function attrOf(name: string, doc: Record<string, unknown>, required: unknown): Attr {
  const type = textOf(doc['type'])
  const better = textOf(doc['x-better'])
  return {
    name,
    zh: textOf(doc['x-zh']) || name,
    en: textOf(doc['x-en']) || name,
    type: type === 'integer' || type === 'boolean' ? type : 'string',
    unit: textOf(doc['x-unit']),
    better: better === 'more' || better === 'less' ? better : '',
    min: numberOf(doc['minimum']),
    max: type === 'integer' ? numberOf(doc['maximum']) : numberOf(doc['maxLength']),
    words: Array.isArray(doc['enum']) ? doc['enum'].filter((word): word is string => typeof word === 'string') : [],
    required: Array.isArray(required) && required.includes(name),
  }
}

export function attrsOf(body: unknown): Attr[] {
  const doc = recordOf(body)
  return Object.entries(recordOf(doc['properties'])).map(([name, one]) => attrOf(name, recordOf(one), doc['required']))
}

export function useSchemas(): Schema[] {
  const read = useQuery<Schema[], ApiError>({
    queryKey: ['attr_schemas_list', '', {}],
    queryFn: async ({ signal }) =>
      (await call('attr_schemas_list', {}, { signal })).items.map((item) => ({ ...item, kind: item.kind as Kind, attrs: attrsOf(item.body) })),
    staleTime: 300_000,
  })
  return read.data ?? []
}

/** How a driver makes it is not what a buyer chooses by. */
const inner = new Set(['template', 'driver', 'image', 'fault'])

/** MiB and GiB in the largest unit that stays whole: 256 MiB, 8 GiB, 15 TiB. */
function sized(value: number, unit: string): string {
  const order = ['MiB', 'GiB', 'TiB', 'PiB']
  let at = order.indexOf(unit)
  if (at < 0) return unit ? `${value.toLocaleString('en-US')} ${unit}` : value.toLocaleString('en-US')
  let left = value
  while (left >= 1024 && left % 1024 === 0 && at < order.length - 1) {
    left /= 1024
    at++
  }
  return `${left.toLocaleString('en-US')} ${order[at] ?? unit}`
}

export interface SpecItem { key: string; label: string; value: string; better: Attr['better']; raw: unknown }

/** What something of a kind has, in the schema's order, for buyers or (all) for those who sell it. */
export function useSpec(): (kind: string, spec: unknown, all?: boolean) => SpecItem[] {
  const { lang, t } = useI18n()
  const schemas = useSchemas()
  return (kind, spec, all = false) => {
    const have = recordOf(spec)
    const attrs = schemas.find((one) => one.kind === kind)?.attrs ?? []
    const shown = (attr: Attr, value: unknown) =>
      typeof value === 'number' ? sized(value, attr.unit) : typeof value === 'boolean' ? t(value ? 'yes' : 'no') : String(value)
    return attrs
      .filter((attr) => have[attr.name] !== undefined && have[attr.name] !== '' && (all || !inner.has(attr.name)))
      .map((attr) => ({ key: attr.name, label: lang === 'zh' ? attr.zh : attr.en, value: shown(attr, have[attr.name]), better: attr.better, raw: have[attr.name] }))
  }
}

export function useSpecText(): (kind: string, spec: unknown) => string {
  const items = useSpec()
  return (kind, spec) => items(kind, spec).map((item) => `${item.label} ${item.value}`).join(' · ')
}

/** Attributes one can ask for at least so much of. */
export function useMeasures(kind: string): Attr[] {
  const schemas = useSchemas()
  return (schemas.find((one) => one.kind === kind)?.attrs ?? []).filter((attr) => attr.type === 'integer' && attr.better === 'more')
}
