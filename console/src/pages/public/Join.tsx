// Coming in: a new customer by an invitation code, and whoever follows an invitation link.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { call, type ApiError, type In, type Op, type Out } from '@/api/client'
import { landingOf, rememberSignedIn, useMaybeMe, type Kind } from '@/app/session'
import { useI18n } from '@/i18n'
import { freshKey } from '@/lib/id'
import { wordsOf } from '@/lib/loose'
import { ErrorView } from '@/ui/ErrorView'
import { askedFor, Fields, showAtField, valuesOf, type FieldSpec } from '@/ui/Fields'
import { Bones } from '@/ui/FirstPaint'
import { useWord } from '@/ui/JobView'
import { Deadline } from '@/ui/Time'
import { Door, useTitle } from './Door'

/** Signed in with the new login, at the organisation's first page. */
function useEnter() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return async (login: string, password: string) => {
    const { orgs } = await call('login', { login, password })
    rememberSignedIn(true)
    queries.removeQueries()
    const first = orgs[0]
    await navigate(first ? `/o/${first.id}/${landingOf(first.kind as Kind)}` : '/login', { replace: true })
  }
}

/** A write by somebody who is not signed in; tried again with the same content it happens once. */
function useOpenWrite<O extends Op>(op: O) {
  const [key] = useState(freshKey)
  return useMutation<Out<O>, ApiError, In<O>>({ mutationFn: (input) => call(op, input, { key: `${key.slice(0, 16)}${hashOf(JSON.stringify(input))}` }) })
}

function hashOf(text: string): string {
  let hash = 0
  for (const c of text) hash = (Math.imul(hash, 31) + (c.codePointAt(0) ?? 0)) >>> 0
  return hash.toString(16).padStart(16, '0')
}

function useForms(): FieldSpec {
  const { t } = useI18n()
  return { name: 'form', label: t('col.form'), type: 'select', required: true, initial: 'company', options: (['company', 'person'] as const).map((value) => ({ value, label: t(`customer.${value}`) })) }
}

function OpenForm(props: { fields: FieldSpec[]; verb: string; busy: boolean; error: ApiError | null; send: (values: Record<string, unknown>) => Promise<unknown> }) {
  const { lang } = useI18n()
  const [form] = Form.useForm<Record<string, unknown>>()
  const send = async (typed: Record<string, unknown>) => {
    try {
      await props.send(valuesOf(props.fields, typed))
    } catch (thrown) {
      const { body } = thrown as ApiError
      if (body?.field) showAtField(form, props.fields, body.field, (lang === 'zh' && body.text_zh) || body.text)
    }
  }
  return (
    <Form form={form} layout="vertical" size="large" onFinish={(typed) => void send(typed)}>
      <ErrorView error={props.error} />
      <Fields fields={askedFor(props.fields, {})} />
      <Button type="primary" htmlType="submit" block loading={props.busy} data-testid="join.send">{props.verb}</Button>
    </Form>
  )
}

export function Register() {
  const { t } = useI18n()
  const { code = '' } = useParams()
  const navigate = useNavigate()
  const enter = useEnter()
  useTitle(t('register.title'))
  const form = useForms()
  const found = useQuery<Out<'invite_codes_look'>, ApiError>({ queryKey: ['invite_codes_look', code], queryFn: ({ signal }) => call('invite_codes_look', { code }, { signal }), enabled: code !== '', retry: false })
  const register = useOpenWrite('customers_register')
  const fields: FieldSpec[] = [
    { name: 'name', label: t('register.org'), required: true, max: 120, complete: 'organization' },
    form,
    { name: 'person', label: t('register.person'), required: true, max: 64, complete: 'name' },
    { name: 'login', label: t('login.login'), required: true, max: 64, complete: 'username', mono: true },
    { name: 'password', label: t('login.password'), type: 'secret', required: true, min: 8, max: 200 },
  ]
  return (
    <Door>
      <div>
        <h1>{t('register.title')}</h1>
        {found.data && <p className="muted">{t('register.by', { seller: found.data.seller })} · {found.data.name}</p>}
        {found.data && <p className="muted small">{t('register.until')} <Deadline ms={found.data.to_ms} /></p>}
      </div>
      {code && found.isPending && <Bones lines={4} />}
      {found.error && <p className="kb-notice kb-notice-wait" role="alert"><span><span className="strong">{t('register.none')}</span><br />{t('register.none.advice')}</span></p>}
      {(!code || found.error) && <CodeForm go={(typed) => void navigate(`/register/${encodeURIComponent(typed)}`)} />}
      {found.data && (
        <OpenForm
          fields={fields} verb={t('register.send')} busy={register.isPending} error={register.error}
          send={async (values) => {
            await register.mutateAsync({ code, ...values } as In<'customers_register'>)
            await enter(String(values['login']), String(values['password']))
          }}
        />
      )}
      <Have />
    </Door>
  )
}

function CodeForm(props: { go: (code: string) => void }) {
  const { t } = useI18n()
  return (
    <Form layout="vertical" size="large" onFinish={({ code }: { code: string }) => props.go(code.trim().toUpperCase())}>
      <Form.Item name="code" label={t('register.code')} rules={[{ required: true, message: t('field.required', { what: t('register.code') }) }]}><Input className="mono" maxLength={32} autoComplete="off" /></Form.Item>
      <Button type="primary" htmlType="submit" block>{t('register.code.go')}</Button>
    </Form>
  )
}

function Have() {
  const { t } = useI18n()
  return <p className="muted small">{t('register.have')} <Link to="/login">{t('login.send')}</Link></p>
}

export function Join() {
  const { t } = useI18n()
  const { code = '' } = useParams()
  const me = useMaybeMe()
  useTitle(t('join.title'))
  const word = useWord()
  const [fresh, setFresh] = useState(false)
  const found = useQuery<Out<'invitations_look'>, ApiError>({ queryKey: ['invitations_look', code], queryFn: ({ signal }) => call('invitations_look', { code }, { signal }), retry: false, staleTime: Infinity })
  const look = found.data
  const roles = wordsOf(look?.roles)
  return (
    <Door>
      <div>
        <h1>{t('join.title')}</h1>
        {look && <p>{t(`join.${look.kind as 'member'}`, { who: look.inviter, org: look.org_name })}</p>}
        {look && roles.length > 0 && <p className="muted">{t('join.roles')}: {roles.map((role) => word('role', role)).join('、')}</p>}
        {look && <p className="muted small">{t('join.until')} <Deadline ms={look.expires_ms} /></p>}
      </div>
      {found.isPending && <Bones lines={3} />}
      <ErrorView error={found.error} />
      {look && (me.data && !fresh
        ? <AsMe look={look} code={code} name={`${me.data.user.name} (${me.data.user.login})`}><Button type="link" onClick={() => setFresh(true)}>{t('join.new')}</Button></AsMe>
        : <AsNew look={look} code={code} />)}
      <Have />
    </Door>
  )
}

interface AsProps { look: Out<'invitations_look'>; code: string }

function useOrgFields(kind: string): FieldSpec[] {
  const { t } = useI18n()
  const form = useForms()
  return kind === 'member' ? [] : [{ name: 'org_name', label: t('register.org'), required: true, max: 120, complete: 'organization' }, form]
}

function AsMe(props: AsProps & { name: string; children: ReactNode }): ReactNode {
  const { t } = useI18n()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const accept = useOpenWrite('invitations_accept')
  const fields = useOrgFields(props.look.kind)
  return (
    <>
      <OpenForm
        fields={fields} verb={t('join.as', { name: props.name })} busy={accept.isPending} error={accept.error}
        send={async (values) => {
          const made = await accept.mutateAsync({ code: props.code, ...values } as In<'invitations_accept'>)
          queries.removeQueries()
          await navigate(made.org ? `/o/${made.org.id}` : '/', { replace: true })
        }}
      />
      {props.children}
    </>
  )
}

function AsNew({ look, code }: AsProps) {
  const { t } = useI18n()
  const enter = useEnter()
  const accept = useOpenWrite('invitations_accept')
  const org = useOrgFields(look.kind)
  const fields: FieldSpec[] = [
    ...org,
    { name: 'name', label: t('register.person'), required: true, max: 64, complete: 'name' },
    { name: 'login', label: t('login.login'), required: true, max: 64, complete: 'username', mono: true },
    { name: 'password', label: t('login.password'), type: 'secret', required: true, min: 8, max: 200 },
  ]
  return (
    <OpenForm
      fields={fields} verb={t('join.send')} busy={accept.isPending} error={accept.error}
      send={async (values) => {
        await accept.mutateAsync({ code, ...values } as In<'invitations_accept'>)
        await enter(String(values['login']), String(values['password']))
      }}
    />
  )
}
