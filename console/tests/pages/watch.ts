// What a page says while it opens - on the console, by its policy, by its requests - and when it is at rest.
import type { Page, Request } from '@playwright/test'

/** Frames in a row in which nothing moves, before a page counts as drawn: what measures itself takes a few. */
const STILL_FRAMES = 6
const PATIENCE_MS = 20_000

export class Watch {
  private faults: string[] = []
  private asked = new Set<Request>()

  constructor(readonly page: Page) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.faults.push(`console ${message.type()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => this.faults.push(`page error: ${error.message}`))
    page.on('response', (response) => {
      if (response.status() >= 400) this.faults.push(`${response.status()} ${response.url()}`)
    })
    page.on('request', (request) => this.asked.add(request))
    page.on('requestfinished', (request) => this.asked.delete(request))
    page.on('requestfailed', (request) => {
      if (this.asked.delete(request)) this.faults.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`)
    })
  }

  begin(): void {
    this.faults = []
    this.asked.clear()
  }

  /** What was heard since it was last asked. */
  heard(): string[] {
    return this.faults.splice(0)
  }

  /** Until nothing is being read, nothing moves, and fonts are there. */
  async settled(): Promise<void> {
    const end = Date.now() + PATIENCE_MS
    await this.page.waitForSelector('h1')
    while (!(await this.page.evaluate(still, STILL_FRAMES)) || this.asked.size > 0)
      if (Date.now() > end) throw new Error(`not at rest; still asked for: ${[...this.asked].map((one) => one.url()).join(' ') || 'nothing'}`)
  }
}

/** In the page: whether it is at rest now and for so many frames. Animations that never end are no motion. */
async function still(frames: number): Promise<boolean> {
  const moving = () => document.getAnimations().some((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)
  const busy = () => document.querySelector('[aria-busy="true"], .kb-skeleton-page') !== null
  let changed = false
  const watch = new MutationObserver(() => (changed = true))
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  await document.fonts.ready
  for (let n = 0; n < frames && !changed && !busy() && !moving(); n++) await new Promise((resolve) => requestAnimationFrame(resolve))
  watch.disconnect()
  return !changed && !busy() && !moving() && document.fonts.status === 'loaded'
}

/** For every document: its policy's violations are said on the console. */
export function tellViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`)
  })
}
