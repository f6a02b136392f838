// The frame around every signed-in page: header, menu, live channel, jobs drawer.
import { useEffect, useState } from 'react'
import { Link, Navigate, Outlet, useLocation, useNavigation, useSearchParams } from 'react-router'
import { useT } from '@/i18n'
import { late } from '@/ui/late'
import { setSkew } from '@/ui/now'
import { Time } from '@/ui/Time'
import { useLive } from '../live'
import { landingOf, SessionGate, useSession } from '../session'
import { Header } from './Header'
import { menuOf, nearest } from './menu'
import './shell.css'

const JobDrawer = late(() => import('@/ui/JobDrawer'))

export function Shell() {
  return <SessionGate><Frame /></SessionGate>
}

export function Landing() {
  const { org } = useSession()
  return <Navigate to={landingOf(org.kind)} replace />
}

function Frame() {
  const t = useT()
  const session = useSession()
  const [menuOpen, openMenu] = useState(false)
  const at = useLocation()
  useEffect(() => setSkew(session.skewMs), [session.skewMs])
  useEffect(() => openMenu(false), [at.pathname])
  return (
    <div className="kb-frame">
      <a className="kb-skip" href="#main">{t('skip')}</a>
      <Header menuOpen={menuOpen} openMenu={openMenu} />
      <Side open={menuOpen} />
      {menuOpen && <button type="button" className="kb-veil" aria-label={t('menu.close')} onClick={() => openMenu(false)} />}
      <main id="main" className="kb-main" tabIndex={-1}>
        <LiveStrip org={session.org.id} />
        <Progress />
        <Outlet />
      </main>
      <Drawers />
    </div>
  )
}

function Side(props: { open: boolean }) {
  const t = useT()
  const session = useSession()
  const groups = menuOf(session)
  const here = nearest(useLocation().pathname.slice(`/o/${session.org.id}/`.length), groups)
  return (
    <nav className={props.open ? 'kb-side kb-side-open' : 'kb-side'} aria-label={t('menu')}>
      {groups.map((group, i) => (
        <div key={group.label ?? i} className="kb-menu-group">
          {group.label && <p className="kb-menu-title">{t(group.label)}</p>}
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.path}>
                <Link to={`/o/${session.org.id}/${entry.path}`} className={entry.path === here ? 'kb-menu-item active' : 'kb-menu-item'} aria-current={entry.path === here ? 'page' : undefined}>
                  <entry.icon aria-hidden />
                  <span>{t(entry.label)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function LiveStrip(props: { org: string }) {
  const t = useT()
  const live = useLive(props.org)
  if (live.up) return null
  return <div className="kb-live-down" role="status">{t('live.down')} <Time ms={live.sinceMs} /></div>
}

function Progress() {
  const moving = useNavigation().state !== 'idle'
  return <div className={moving ? 'kb-progress kb-progress-on' : 'kb-progress'} aria-hidden="true" />
}

function Drawers() {
  const [search] = useSearchParams()
  const { can } = useSession()
  if (!search.get('job') || !can('jobs_get')) return null
  return <JobDrawer />
}
