// Opening a page and holding it to the rules every page has: nothing on the console, no policy violation,
// no failed request, no untranslated key, one h1, no sideways scrolling, nothing that axe objects to.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export type Lang = 'zh' | 'en'
export type Theme = 'light' | 'dark'

export interface Watched { page: Page; faults: string[] }

export async function watched(page: Page, lang: Lang, theme: Theme): Promise<Watched> {
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().endsWith('/v1/me')) faults.push(`${response.status()} ${response.url()}`)
  })
  await page.addInitScript(([l, t]) => {
    localStorage.setItem('kboss.lang', l)
    localStorage.setItem('kboss.theme', t)
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`)
    })
  }, [lang, theme] as const)
  return { page, faults }
}

export async function signIn(page: Page, login: string, password = 'kboss-demo-1'): Promise<string> {
  const answer = await page.request.post('/v1/login', { data: { login, password } })
  expect(answer.ok()).toBe(true)
  const { orgs } = (await answer.json()) as { orgs: { id: string }[] }
  return orgs[0]?.id ?? ''
}

/** Until nothing is being read any more and the page has drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('h1')
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .kb-skeleton-page'))
  await page.waitForTimeout(350)
}

const rule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (tags) => {
    const run = (window as unknown as { axe: { run: (of: object, how: object) => Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }> } }).axe
    const { violations } = await run.run({ exclude: [['.xterm']] }, { runOnly: { type: 'tag', values: tags } })
    return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
  }, rule)
}

/** Keys look like "menu.home": two or more lower-case words with dots between, standing alone. */
async function untranslated(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.trim() ?? ''
      const code = walker.currentNode.parentElement?.closest('code, .mono')
      if (!code && /^[a-z_]+(\.[a-z_]+)+$/.test(text)) found.push(`untranslated: ${text}`)
    }
    return found
  })
}

export async function pageFaults({ page, faults }: Watched, errorWanted = false): Promise<string[]> {
  const h1 = await page.locator('h1').count()
  const wide = await page.evaluate(() => {
    const main = document.querySelector('main') ?? document.body
    return main.scrollWidth > main.clientWidth + 1 ? [`sideways: ${main.scrollWidth} > ${main.clientWidth}`] : []
  })
  const broken = await page.locator('[data-testid="error"]').allInnerTexts()
  return [...faults, ...(errorWanted ? [] : broken).map((text) => `an error stands on the page: ${text}`), ...(h1 === 1 ? [] : [`${h1} h1`]), ...wide, ...(await untranslated(page)), ...(await axeFaults(page))]
}
