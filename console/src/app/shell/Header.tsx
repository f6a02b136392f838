import { BellOutlined, CheckOutlined, DownOutlined, GlobalOutlined, MenuOutlined, BulbOutlined, UserOutlined } from '@ant-design/icons'
import { Badge, Button, Dropdown, type MenuProps } from 'antd'
import { Link, useNavigate } from 'react-router'
import { useRead } from '@/api/hooks'
import { useI18n } from '@/i18n'
import { zoneName } from '@/lib/time'
import { landingOf, useSession, type Kind } from '../session'
import { useTheme, type ThemeChoice } from '../settings'
import { Brand } from './Brand'

export function Header(props: { menuOpen: boolean; openMenu: (open: boolean) => void }) {
  const { t } = useI18n()
  const { org } = useSession()
  return (
    <header className="kb-header">
      <Button
        className="kb-burger" type="text" icon={<MenuOutlined aria-hidden />} aria-label={t('menu')}
        aria-expanded={props.menuOpen} onClick={() => props.openMenu(!props.menuOpen)}
      />
      <Link to={`/o/${org.id}/${landingOf(org.kind)}`} className="kb-brand-link" aria-label={t('brand')}><Brand name={t('brand')} /></Link>
      <OrgSwitch />
      <span className="grow" />
      <ZoneNote />
      <RunningJobs />
      <Bell />
      <LangSwitch />
      <ThemeSwitch />
      <UserMenu />
    </header>
  )
}

function OrgSwitch() {
  const { t } = useI18n()
  const { org, me } = useSession()
  const navigate = useNavigate()
  const kind = (word: string) => t(`kind.${word as Kind}`)
  const label = (
    <>
      <span className="kb-org-name">{org.name}</span>
      <span className="kb-org-kind">{kind(org.kind)}</span>
    </>
  )
  if (me.orgs.length < 2) return <span className="kb-org">{label}</span>
  const items: MenuProps['items'] = me.orgs.map((one) => ({
    key: one.id,
    label: `${one.name} · ${kind(one.kind)}`,
    icon: one.id === org.id ? <CheckOutlined aria-hidden /> : undefined,
    onClick: () => void navigate(`/o/${one.id}/${landingOf(one.kind)}`),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <button type="button" className="kb-org kb-org-switch" aria-label={t('org.switch', { name: org.name })} aria-haspopup="menu">
        {label}<DownOutlined aria-hidden className="kb-tiny" />
      </button>
    </Dropdown>
  )
}

function ZoneNote() {
  const { t } = useI18n()
  const now = Date.now()
  const zone = zoneName(now)
  if (zoneName(now, Intl.DateTimeFormat().resolvedOptions().timeZone) === zone) return null
  return <span className="kb-zone small">{t('zone', { zone })}</span>
}

function RunningJobs() {
  const { t } = useI18n()
  const { org, can } = useSession()
  const running = useRead('jobs_list', { phase: 'running' }, { enabled: can('jobs_list') })
  const n = running.data?.items.length ?? 0
  if (n === 0) return null
  return <Link to={`/o/${org.id}/jobs?phase=running`} className="kb-running"><span className="kb-pulse" aria-hidden="true" />{t('jobs.running', { n })}</Link>
}

function Bell() {
  const { t } = useI18n()
  const { org, can } = useSession()
  const navigate = useNavigate()
  const messages = useRead('messages_list', { limit: 1 }, { enabled: can('messages_list') })
  if (!can('messages_list')) return null
  const unread = messages.data?.unread ?? 0
  return (
    <Badge count={unread} size="small" offset={[-7, 7]}>
      <Button
        type="text" icon={<BellOutlined aria-hidden />} aria-label={t('bell', { n: unread })}
        onClick={() => void navigate(`/o/${org.id}/messages`)}
      />
    </Badge>
  )
}

export function LangSwitch() {
  const { lang, setLang, t } = useI18n()
  const other = lang === 'zh' ? 'en' : 'zh'
  return (
    <Button type="text" icon={<GlobalOutlined aria-hidden />} onClick={() => setLang(other)} aria-label={t('lang.switch')} data-testid="shell.lang">
      <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{t('lang.other')}</span>
    </Button>
  )
}

export function ThemeSwitch() {
  const { t } = useI18n()
  const theme = useTheme()
  const choices: ThemeChoice[] = ['system', 'light', 'dark']
  const items: MenuProps['items'] = choices.map((choice) => ({
    key: choice,
    label: t(`theme.${choice}`),
    icon: theme.choice === choice ? <CheckOutlined aria-hidden /> : undefined,
    onClick: () => theme.choose(choice),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" icon={<BulbOutlined aria-hidden />} aria-label={t('theme')} aria-haspopup="menu" />
    </Dropdown>
  )
}

function UserMenu() {
  const { t } = useI18n()
  const { me, org, leave } = useSession()
  const navigate = useNavigate()
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: `${me.user.name} · ${me.user.login}` },
    { key: 'own', label: t('menu.org'), onClick: () => void navigate(`/o/${org.id}/org`) },
    { key: 'help', label: t('menu.help'), onClick: () => void navigate(`/o/${org.id}/help`) },
    { type: 'divider' },
    { key: 'out', label: t('logout'), onClick: leave },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button type="text" icon={<UserOutlined aria-hidden />} aria-label={t('user.menu', { name: me.user.name })} aria-haspopup="menu" data-testid="shell.user">
        <span className="kb-user-name">{me.user.name}</span>
      </Button>
    </Dropdown>
  )
}
