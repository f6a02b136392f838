// Forms as data: fields with their label above, checks at once, and the server's refusal at its field.
import { Checkbox, Form, Input, InputNumber, Select, type FormInstance, type FormRule } from 'antd'
import type { ReactNode } from 'react'
import { useT, type Translate } from '@/i18n'
import { bpOfText, fenOfText } from '@/lib/money'
import { dayOfText, localOfText, msOfLocal } from '@/lib/time'
import { Day } from './Day'

export interface FieldSpec {
  name: string
  label: string
  type?: 'text' | 'secret' | 'integer' | 'money' | 'percent' | 'select' | 'words' | 'tags' | 'long' | 'host' | 'day' | 'moment' | 'yes'
  required?: boolean
  help?: ReactNode
  options?: { value: string; label: string }[]
  min?: number
  max?: number
  complete?: string
  mono?: boolean
  /** nothing is an amount too */
  zero?: boolean
  initial?: unknown
  /** asked for only while the others say so */
  when?: (typed: Record<string, unknown>) => boolean
}

/** The fields that are asked for while this is typed. */
export function askedFor(fields: FieldSpec[], typed: Record<string, unknown> | undefined): FieldSpec[] {
  return fields.filter((field) => !field.when || field.when(typed ?? {}))
}

function rules(field: FieldSpec, t: Translate): FormRule[] {
  const out: FormRule[] = []
  if (field.required) out.push({ required: true, message: t('field.required', { what: field.label }) })
  if (field.type === 'money')
    out.push({ validator: (_, typed: string | undefined) =>
      !typed || (fenOfText(typed) ?? -1) >= (field.zero ? 0 : 1) ? Promise.resolve() : Promise.reject(new Error(t(field.zero ? 'field.money.zero' : 'field.money'))) })
  if (field.type === 'percent')
    out.push({ validator: (_, typed: string | undefined) =>
      !typed || (bpOfText(typed) ?? 10_001) <= 10_000 ? Promise.resolve() : Promise.reject(new Error(t('field.percent'))) })
  if (field.type === 'integer' && field.min !== undefined)
    out.push({ type: 'number', min: field.min, max: field.max, message: t('field.range', { min: field.min, max: field.max ?? '∞' }) })
  if (field.type === 'secret' && field.min)
    out.push({ min: field.min, message: t('field.short', { n: field.min }) })
  const whole = field.type === 'day' ? dayOfText : field.type === 'moment' ? localOfText : null
  if (whole)
    out.push({ validator: (_, typed: string | undefined) => (!typed || whole(typed) !== null ? Promise.resolve() : Promise.reject(new Error(t('field.day')))) })
  if (field.type === 'host')
    out.push({ pattern: /^[A-Za-z0-9.:_-]+$/, message: t('field.host') })
  return out
}

type Control = (field: FieldSpec, shared: { autoComplete: string; maxLength?: number; 'data-testid': string }) => ReactNode

const choice: Control = (field) => (
  <Select
    options={field.options ?? []} data-testid={`field.${field.name}`} allowClear={!field.required}
    showSearch={(field.options ?? []).length > 8 ? { optionFilterProp: 'label' } : false}
  />
)

const controls: Record<NonNullable<FieldSpec['type']>, Control> = {
  text: (field, shared) => <Input {...shared} className={field.mono ? 'mono' : ''} />,
  host: (_, shared) => <Input {...shared} className="mono" />,
  secret: (field, shared) => <Input.Password {...shared} autoComplete={field.complete ?? 'new-password'} />,
  integer: (field) => <InputNumber className="kb-wide" min={field.min} max={field.max} precision={0} data-testid={`field.${field.name}`} />,
  money: (_, shared) => <Input {...shared} prefix="¥" inputMode="decimal" className="num" />,
  percent: (_, shared) => <Input {...shared} suffix="%" inputMode="decimal" className="num" />,
  select: choice,
  words: (field) => <Select mode="multiple" options={field.options ?? []} data-testid={`field.${field.name}`} />,
  tags: (field) => <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ']} data-testid={`field.${field.name}`} />,
  long: (field, shared) => <Input.TextArea {...shared} rows={3} className={field.mono ? 'mono' : ''} />,
  day: (field) => <Day data-testid={`field.${field.name}`} />,
  moment: (field) => <Day clock data-testid={`field.${field.name}`} />,
  yes: (field) => <Checkbox data-testid={`field.${field.name}`}>{field.label}</Checkbox>,
}

function control(field: FieldSpec) {
  const shared = { autoComplete: field.complete ?? 'off', maxLength: field.max, 'data-testid': `field.${field.name}` }
  return controls[field.type ?? 'text'](field, shared)
}

/** Pasted addresses come with blanks and full-width characters; nobody means them. */
function cleaned(field: FieldSpec) {
  if (field.type !== 'host' && !field.mono) return {}
  return { normalize: (typed: string) => (typeof typed === 'string' ? typed.normalize('NFKC').trimStart() : typed) }
}

export function Fields(props: { fields: FieldSpec[] }) {
  const t = useT()
  return props.fields.map((field) => (
    <Form.Item
      key={field.name} name={field.name} label={field.type === 'yes' ? undefined : field.label} rules={rules(field, t)} extra={field.help}
      initialValue={field.initial} valuePropName={field.type === 'yes' ? 'checked' : 'value'} {...cleaned(field)}
    >
      {control(field)}
    </Form.Item>
  ))
}

/** What a form holds as the server wants it: money in fen, empty optional fields left out. */
export function valuesOf(fields: FieldSpec[], typed: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const field of askedFor(fields, typed)) {
    const value = typed[field.name]
    if (value === undefined || value === null || value === '') continue
    if (field.type === 'money') out[field.name] = fenOfText(String(value))
    else if (field.type === 'percent') out[field.name] = bpOfText(String(value))
    else if (field.type === 'day') out[field.name] = dayOfText(String(value))
    else if (field.type === 'moment') out[field.name] = msOfLocal(localOfText(String(value)) ?? '')
    else if (field.type === 'host') out[field.name] = String(value).trim()
    else out[field.name] = value
  }
  return out
}

/** Put the server's refusal at the field it names. Whether it could. */
export function showAtField(form: FormInstance, fields: FieldSpec[], name: string, text: string): boolean {
  const found = fields.find((field) => name === field.name || `${field.name}_fen` === name || name === `${field.name.replace('_fen', '')}_ufen`)
  if (!found) return false
  form.setFields([{ name: found.name, errors: [text] }])
  form.getFieldInstance(found.name)?.focus?.()
  return true
}
