// Who is signed in, what the acting organisation lets them do, and signing in again in place when the
// session has ended while a page is open.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { Navigate, useLocation, useNavigate, useParams } from 'react-router'
import { ActingProvider } from '@/api/acting'
import { call, whenUnsigned, type ApiError, type Op } from '@/api/client'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { late } from '@/ui/late'

/** The document tells lists of words as any value; here they get their type. */
interface Org { id: string; name: string; kind: Kind; roles: string[] }
export interface Me { user: { id: string; name: string; login: string }; orgs: Org[]; operations: string[]; server_ms: number }
export type Kind = 'platform' | 'distributor' | 'customer' | 'supplier'

export interface Session {
  me: Me
  org: { id: string; name: string; kind: Kind }
  roles: readonly string[]
  can: (op: Op) => boolean
  /** server's clock minus the browser's */
  skewMs: number
  /** signs out and goes to the door */
  leave: () => void
}

const Context = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('outside of an organisation')
  return session
}

const SIGNED_IN = 'kboss.signed-in'

/** Whether somebody signed in with this browser: public pages ask who only then. */
export function rememberSignedIn(signedIn: boolean): void {
  if (signedIn) localStorage.setItem(SIGNED_IN, '1')
  else localStorage.removeItem(SIGNED_IN)
}

/** The session when there is one. */
export function useMaybeMe(org = '') {
  return useQuery<Me, ApiError>({
    queryKey: ['me_get', org, {}],
    queryFn: async ({ signal }) => {
      const me = (await call('me_get', {}, { org, signal })) as unknown as Me
      rememberSignedIn(true)
      return me
    },
    enabled: org !== '' || localStorage.getItem(SIGNED_IN) !== null,
    staleTime: 30_000,
    retry: false,
  })
}

const Relogin = late(() => import('./shell/Relogin'))

function sessionOf(me: Me, orgId: string, leave: () => void): Session | null {
  const mine = me.orgs.find((org) => org.id === orgId)
  if (!mine) return null
  const operations = new Set(me.operations)
  return {
    me,
    org: { id: mine.id, name: mine.name, kind: mine.kind },
    roles: mine.roles,
    can: (op) => operations.has(op),
    skewMs: me.server_ms - Date.now(),
    leave,
  }
}

export function SessionGate(props: { children: ReactNode }) {
  const [leaving, setLeaving] = useState(false)
  const [leave] = useState(() => () => setLeaving(true))
  return leaving ? <Leaving /> : <Entrance leave={leave}>{props.children}</Entrance>
}

function Entrance(props: { leave: () => void; children: ReactNode }) {
  const { leave } = props
  const org = useParams()['org'] ?? ''
  const me = useMaybeMe(org)
  const queries = useQueryClient()
  const at = useLocation()
  const [ended, setEnded] = useState(false)
  useEffect(() => whenUnsigned(() => setEnded(true)), [])
  const session = useMemo(() => (me.data ? sessionOf(me.data, org, leave) : null), [me.data, org, leave])
  if (me.isPending) return <FirstPaint />
  if (!me.data && me.error?.status === 401) {
    rememberSignedIn(false)
    return <Navigate to={`/login?next=${encodeURIComponent(at.pathname + at.search)}`} replace />
  }
  if (!me.data) return <ErrorView error={me.error} again={() => void me.refetch()} page />
  if (!session) return <Navigate to="/login" replace />
  return (
    <Context.Provider value={session}>
      <ActingProvider value={org}>
        {props.children}
        {ended && (
          <Relogin
            login={session.me.user.login}
            done={() => {
              setEnded(false)
              void queries.invalidateQueries()
            }}
          />
        )}
      </ActingProvider>
    </Context.Provider>
  )
}

/** Signing out. The pages are gone by now and what they were reading is dropped, so that nobody asks as no one. */
function Leaving() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  useEffect(() => {
    const out = async () => {
      await queries.cancelQueries()
      await call('logout', {}).catch(() => undefined)
      rememberSignedIn(false)
      await navigate('/login')
      queries.clear()
    }
    void out()
  }, [navigate, queries])
  return <FirstPaint />
}

/** The first page of an organisation. */
export function landingOf(kind: Kind): string {
  return kind === 'customer' ? 'home' : 'desk'
}
