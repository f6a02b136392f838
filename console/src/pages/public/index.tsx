// Pages for anyone: the front page, signing in, what is sold, the dictionary of errors.
import { Button, Form, Input } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router'
import { call, type ApiError } from '@/api/client'
import { useRead } from '@/api/hooks'
import { Brand } from '@/app/shell/Brand'
import { LangSwitch, ThemeSwitch } from '@/app/shell/Header'
import { landingOf, rememberSignedIn, useMaybeMe, type Kind } from '@/app/session'
import { useT } from '@/i18n'
import { ErrorView } from '@/ui/ErrorView'
import { kindIcon, OfferCard } from '@/ui/Offer'
import { ReasonTable } from '@/ui/ReasonTable'
import { Door, useTitle } from './Door'

export { Join, Register } from './Join'

function homeOf(orgs: readonly { id: string; kind: string }[]): string | null {
  const first = orgs[0]
  return first ? `/o/${first.id}/${landingOf(first.kind as Kind)}` : null
}

/** Only ways inside this site: a link from elsewhere cannot send people away after signing in. */
function safeNext(next: string | null): string | null {
  return next && /^\/o\/[\w/?=&.-]*$/.test(next) ? next : null
}

function Top() {
  const t = useT()
  const me = useMaybeMe()
  const home = me.data && homeOf(me.data.orgs)
  return (
    <header className="kb-top">
      <Link to="/" className="kb-brand-link"><Brand name={t('brand')} /></Link>
      <span className="grow" />
      <Link to="/shop">{t('menu.shop')}</Link>
      <LangSwitch />
      <ThemeSwitch />
      {home ? <Link to={home}>{t('front.console')}</Link> : <Link to="/login">{t('login.send')}</Link>}
    </header>
  )
}

function PublicFrame(props: { children: ReactNode }) {
  return (
    <>
      <Top />
      <main className="kb-public">{props.children}</main>
    </>
  )
}

const kinds = ['hpc', 'ai', 'vm', 'line', 'device'] as const

function KindCards() {
  const t = useT()
  return (
    <ul className="kb-offers kb-offers-small">
      {kinds.map((kind) => {
        const Icon = kindIcon[kind]
        return (
          <li key={kind} className="kb-offer">
            <span className="kb-offer-icon"><Icon aria-hidden /></span>
            <h2 className="kb-offer-name">{t(`kind.${kind}`)}</h2>
            <p className="muted">{t(`front.${kind}`)}</p>
          </li>
        )
      })}
    </ul>
  )
}

export function Front() {
  const t = useT()
  const navigate = useNavigate()
  useTitle(t('front.name'))
  return (
    <PublicFrame>
      <section className="kb-hero">
        <h1>{t('front.title')}</h1>
        <p className="kb-hero-lead">{t('front.lead')}</p>
        <p className="row front-actions">
          <Button size="large" onClick={() => void navigate('/shop')}>{t('front.shop')}</Button>
        </p>
      </section>
      <KindCards />
    </PublicFrame>
  )
}

export function PublicShop() {
  const t = useT()
  const navigate = useNavigate()
  const me = useMaybeMe()
  const offers = useRead('shop_list', {}, { enabled: me.data === undefined && me.fetchStatus === 'idle' }).data?.items ?? []
  useTitle(t('menu.shop'))
  const first = me.data?.orgs.find((org) => org.kind === 'customer') ?? me.data?.orgs[0]
  if (first) return <Navigate to={first.kind === 'customer' ? `/o/${first.id}/shop` : (homeOf([first]) ?? '/login')} replace />
  return (
    <PublicFrame>
      <section className="kb-hero kb-hero-small">
        <h1>{t('shop.title')}</h1>
        <p className="kb-hero-lead">{t('shop.guest')}</p>
        <p className="row front-actions"><Button onClick={() => void navigate('/login?next=')}>{t('login.send')}</Button></p>
      </section>
      {offers.length > 0
        ? <ul className="kb-offers">{offers.map((offer) => <li key={offer.sku_id}><OfferCard offer={offer} action={<Link to="/login">{t('login.send')}</Link>} /></li>)}</ul>
        : <KindCards />}
    </PublicFrame>
  )
}

export function PublicHelp() {
  const t = useT()
  useTitle(t('menu.help'))
  return <PublicFrame><h1>{t('help.title')}</h1><ReasonTable /></PublicFrame>
}

export function Login() {
  const t = useT()
  useTitle(t('login.title'))
  const me = useMaybeMe()
  const [search] = useSearchParams()
  const home = me.data && homeOf(me.data.orgs)
  if (home) return <Navigate to={safeNext(search.get('next')) ?? home} replace />
  return <Door><LoginForm next={safeNext(search.get('next'))} /></Door>
}

function LoginForm(props: { next: string | null }) {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (typed: { login: string; password: string }) => {
    setBusy(true)
    setError(null)
    try {
      const { orgs } = await call('login', { login: typed.login.trim(), password: typed.password })
      rememberSignedIn(true)
      queries.removeQueries()
      await navigate(props.next ?? homeOf(orgs) ?? '/', { replace: true })
    } catch (thrown) {
      setError(thrown as ApiError)
    }
    setBusy(false)
  }
  const need = (what: string) => [{ required: true, message: t('field.required', { what }) }]
  return (
    <>
      <div>
        <h1>{t('login.title')}</h1>
        <p className="muted">{t('login.lead')}</p>
      </div>
      <ErrorView error={error} />
      <Form layout="vertical" size="large" onFinish={(typed: { login: string; password: string }) => void send(typed)} requiredMark={false}>
        <Form.Item name="login" label={t('login.login')} rules={need(t('login.login'))}>
          <Input autoComplete="username" autoFocus maxLength={64} />
        </Form.Item>
        <Form.Item name="password" label={t('login.password')} rules={need(t('login.password'))}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy} data-testid="login.send">{t('login.send')}</Button>
      </Form>
      <p className="muted small">{t('login.note')} <Link to="/register">{t('register.code.go')}</Link></p>
    </>
  )
}
