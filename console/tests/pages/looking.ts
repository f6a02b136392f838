// Opens a list of visits one by one and holds each to the rules, in every look.
import { writeFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { pageFaults } from './looked'
import type { Visit } from './routes'
import { test, type Look, type Visitor } from './visitors'

const only = process.env['ONLY']?.split(',')
const looks: Look[] = [
  { lang: 'zh', theme: 'light' }, { lang: 'zh', theme: 'dark' }, { lang: 'en', theme: 'light' }, { lang: 'en', theme: 'dark' },
  { lang: 'zh', theme: 'light', phone: true }, { lang: 'en', theme: 'light', phone: true },
]

const nameOf = ({ lang, theme, phone }: Look) => (phone ? `on a phone in ${lang}` : `in ${lang}, ${theme}`)

/** Straight from the browser, which is quicker than a picture that is made as small as it can be. */
async function picture({ page }: Visitor, file: string): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const { data } = await browser.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true })
  await browser.detach()
  writeFileSync(`artefacts/screens/${file}.png`, Buffer.from(data, 'base64'))
}

/** Every visit in both languages and themes, and on a phone where it is offered there. */
export function lookAt(visits: Visit[]): void {
  for (const visit of visits.filter((one) => !only || only.includes(one.name))) {
    for (const look of looks.filter((one) => visit.phone || !one.phone)) {
      test(`${visit.name} opens clean ${nameOf(look)}`, async ({ visitors }) => {
        const visitor = await visitors.of(visit.login)
        await visitor.open(visit, look)
        await picture(visitor, `${visit.name}.${look.lang}.${look.phone ? 'phone' : look.theme}`)
        expect(await pageFaults(visitor.watch, visit.name === 'missing')).toEqual([])
      })
    }
  }
}
