// Opens a list of visits one by one and holds each to the rules, in every look: in a language, then by day, by
// night and, where it is offered there, on a phone.
import { writeFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { pageFaults } from './looked'
import type { Visit } from './routes'
import { test, type Lang, type Look, type Visitor } from './visitors'

const only = process.env['ONLY']?.split(',')
const langs: Lang[] = ['zh', 'en']
const looks: Look[] = [{ theme: 'light' }, { theme: 'dark' }, { theme: 'light', phone: true }]
const nameOf = ({ theme, phone }: Look) => (phone ? 'phone' : theme)

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
    for (const lang of langs) {
      test(`${visit.name} is clean in ${lang}`, async ({ visitors }) => {
        const visitor = await visitors.of(visit.login)
        for (const [n, look] of looks.filter((one) => visit.phone || !one.phone).entries()) {
          await test.step(nameOf(look), async () => {
            if (n === 0) await visitor.open(visit, lang, look)
            else await visitor.become(look).then(() => visitor.watch.settled())
            await picture(visitor, `${visit.name}.${lang}.${nameOf(look)}`)
            expect.soft(await pageFaults(visitor.watch, visit.name === 'missing'), `${visit.name} in ${lang}, ${nameOf(look)}`).toEqual([])
          })
        }
      })
    }
  }
}
