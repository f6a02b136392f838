// Who looks at pages: one browser context for each login, signed in once and kept for all a worker looks
// at, so that the bundle comes out of the browser's cache. Every visit begins with nothing stored but its look.
import { expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { tellViolations, Watch } from './watch'
import type { Visit } from './routes'

export type Lang = 'zh' | 'en'
export type Theme = 'light' | 'dark'
/** How a page is looked at once it is open in a language. */
export interface Look { theme: Theme; phone?: boolean }

const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

export class Visitor {
  readonly watch: Watch
  private addresses = new Map<string, Promise<string>>()

  constructor(readonly page: Page, private org: string) {
    this.watch = new Watch(page)
  }

  /** Away from the last page, which must not be heard any more; then the page asked for, in a language and nothing else stored. */
  async open(visit: Visit, lang: Lang, look: Look): Promise<void> {
    const address = await this.addressOf(visit)
    await this.page.goto('about:blank')
    this.watch.begin()
    await this.become(look)
    const dressing = await this.page.addInitScript((chosen) => {
      localStorage.clear()
      sessionStorage.clear()
      localStorage.setItem('kboss.lang', chosen)
    }, lang)
    await this.page.goto(address)
    await dressing.dispose()
    await this.watch.settled()
    if (!visit.press) return
    await this.page.getByTestId(visit.press).first().click()
    await this.watch.settled()
  }

  /** Without a choice of theme a page follows the system's, at once; and it follows the size of its window. */
  async become(look: Look): Promise<void> {
    const size = look.phone ? PHONE : DESK
    if (this.page.viewportSize()?.width !== size.width) await this.page.setViewportSize(size)
    await this.page.emulateMedia({ colorScheme: look.theme })
  }

  private addressOf(visit: Visit): Promise<string> {
    const known = this.addresses.get(visit.name) ?? this.findAddress(visit)
    this.addresses.set(visit.name, known)
    return known
  }

  private async findAddress({ login, path, first }: Visit): Promise<string> {
    if (!login) return path
    if (!first) return `/o/${this.org}/${path}`
    const answer = await this.page.request.get(`/v1/${first.op}`, { headers: { 'X-Kboss-Org': this.org } })
    const { items } = (await answer.json()) as { items: Record<string, string>[] }
    const ids = items.slice(0, first.n ?? 1).map((item) => item[first.key ?? 'id'] ?? '')
    expect(ids, `${first.op} has what ${path} asks for`).toHaveLength(first.n ?? 1)
    return `/o/${this.org}/${path.replace(':id', ids.join(','))}`
  }
}

async function signIn(context: BrowserContext, login: string, password: string): Promise<string> {
  const answer = await context.request.post('/v1/login', { data: { login, password } })
  expect(answer.ok(), `${login} signs in`).toBe(true)
  const { orgs } = (await answer.json()) as { orgs: { id: string }[] }
  return orgs[0]?.id ?? ''
}

export class Visitors {
  private known = new Map<string, Promise<Visitor>>()

  constructor(private browser: Browser, private how: { baseURL: string; locale: string; timezoneId: string }, private password: string) {}

  of(login: string | null): Promise<Visitor> {
    const visitor = this.known.get(login ?? '') ?? this.meet(login)
    this.known.set(login ?? '', visitor)
    return visitor
  }

  private async meet(login: string | null): Promise<Visitor> {
    const context = await this.browser.newContext(this.how)
    await context.addInitScript(tellViolations)
    const org = login ? await signIn(context, login, this.password) : ''
    return new Visitor(await context.newPage(), org)
  }

  async leave(): Promise<void> {
    for (const visitor of this.known.values()) await (await visitor).page.context().close()
  }
}

export const test = base.extend<object, { password: string; visitors: Visitors }>({
  password: ['', { scope: 'worker', option: true }],
  visitors: [async ({ browser, password }, use, worker) => {
    const { baseURL = '', locale = '', timezoneId = '' } = worker.project.use
    const visitors = new Visitors(browser, { baseURL, locale, timezoneId }, password)
    await use(visitors)
    await visitors.leave()
  }, { scope: 'worker' }],
})
