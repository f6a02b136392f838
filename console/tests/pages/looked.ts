// The rules every page is held to: nothing on the console, no policy violation, no failed request, no
// untranslated key, one h1, no sideways scrolling, no error, nothing that axe objects to.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { Watch } from './watch'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface Axe { run: (of: object, how: object) => Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }> }

async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(async (tags) => {
    const run = (window as unknown as { axe: Axe }).axe
    // what is right is not written down node by node; every violation is
    const { violations } = await run.run({ exclude: [['.xterm']] }, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
    return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
  }, rules)
}

/** In the page. Keys look like "menu.home": two or more lower-case words with dots between, standing alone. */
function shownFaults(errorWanted: boolean): string[] {
  const found: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent?.trim() ?? ''
    const code = walker.currentNode.parentElement?.closest('code, .mono')
    if (!code && /^[a-z_]+(\.[a-z_]+)+$/.test(text)) found.push(`untranslated: ${text}`)
  }
  const headings = document.querySelectorAll('h1').length
  if (headings !== 1) found.push(`${headings} h1`)
  const main = document.querySelector('main') ?? document.body
  if (main.scrollWidth > main.clientWidth + 1) found.push(`sideways: ${main.scrollWidth} > ${main.clientWidth}`)
  if (!errorWanted)
    for (const error of document.querySelectorAll<HTMLElement>('[data-testid="error"]')) found.push(`an error stands on the page: ${error.innerText}`)
  return found
}

export async function pageFaults(watch: Watch, errorWanted = false): Promise<string[]> {
  const shown = await watch.page.evaluate(shownFaults, errorWanted)
  const against = await axeFaults(watch.page)
  return [...watch.heard(), ...shown, ...against]
}
