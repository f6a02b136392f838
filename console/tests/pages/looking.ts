// Opens a list of visits one by one and holds each to the rules.
import { expect, test, type Page } from '@playwright/test'
import { pageFaults, settled, signIn, watched, type Lang, type Theme } from './looked'
import type { Visit } from './routes'

async function addressOf(page: Page, visit: Visit, password: string): Promise<string> {
  if (!visit.login) return visit.path
  const org = await signIn(page, visit.login, password)
  if (!visit.first) return `/o/${org}/${visit.path}`
  const answer = await page.request.get(`/v1/${visit.first.op}`, { headers: { 'X-Kboss-Org': org } })
  const { items } = (await answer.json()) as { items: Record<string, string>[] }
  const key = visit.first.key ?? 'id'
  return `/o/${org}/${visit.path.replace(':id', items.slice(0, visit.first.n ?? 1).map((item) => item[key] ?? '').join(','))}`
}

const only = process.env['ONLY']?.split(',')

type Look = readonly [Lang, Theme]
const every: readonly Look[] = [['zh', 'light'], ['zh', 'dark'], ['en', 'light'], ['en', 'dark']]

/** Every visit in the looks asked for, and on a phone, where it is offered there, in the languages of the light ones. */
export function lookAt(visits: Visit[], password: string, looks = every): void {
  for (const lang of ['zh', 'en'] as Lang[]) {
    for (const [, theme] of looks.filter(([one]) => one === lang)) {
      for (const visit of visits.filter((one) => !only || only.includes(one.name))) {
        test(`${visit.name} opens clean in ${lang}, ${theme}`, async ({ page }) => {
          const look = await watched(page, lang, theme)
          await page.goto(await addressOf(page, visit, password))
          await settled(page)
          await page.screenshot({ path: `artefacts/screens/${visit.name}.${lang}.${theme}.png` })
          expect(await pageFaults(look, visit.name === 'missing')).toEqual([])
        })
      }
    }
    const light = looks.some(([one, theme]) => one === lang && theme === 'light')
    for (const visit of visits.filter((one) => light && one.phone && (!only || only.includes(one.name)))) {
      test(`${visit.name} opens clean on a phone in ${lang}`, async ({ page }) => {
        await page.setViewportSize({ width: 390, height: 844 })
        const look = await watched(page, lang, 'light')
        await page.goto(await addressOf(page, visit, password))
        await settled(page)
        await page.screenshot({ path: `artefacts/screens/${visit.name}.${lang}.phone.png` })
        expect(await pageFaults(look, visit.name === 'missing')).toEqual([])
      })
    }
  }
}
