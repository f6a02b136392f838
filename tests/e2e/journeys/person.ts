// What every journey does: sign in at the door, look at a page and keep a picture of it, read a terminal.
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { Person } from '../api.mjs'

export interface World {
  url: string
  password: string
  libvirt: boolean
  ssh: { host: string; port: number; user: string; password: string }
  skus: { metal: { id: string; name: string }; vm?: { id: string; name: string } }
}

export function theWorld(): World {
  return JSON.parse(readFileSync(process.env['KBOSS_WORLD'] ?? '', 'utf8')) as World
}

export async function person(login: string): Promise<Person> {
  const world = theWorld()
  return new Person(world.url, login, world.password).signIn()
}

/** Nothing may be said on the console and nothing may be refused by the page's policy. */
export function watch(page: Page): string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => faults.push(error.message))
  return faults
}

/** What is refused on purpose: one request, with this status and reason. What the browser says of it is no fault; all else is. */
export async function refused(
  page: Page, faults: string[], what: { method: string; path: RegExp; status: number; reason: string }, act: () => Promise<void>,
): Promise<void> {
  const answered = page.waitForResponse((answer) =>
    answer.request().method() === what.method && what.path.test(new URL(answer.url()).pathname) && answer.status() === what.status)
  await act()
  const answer = await answered
  expect(((await answer.json()) as { reason: string }).reason).toBe(what.reason)
  const told = () => faults.findIndex((fault) => fault.includes(`status of ${what.status}`) && fault.endsWith(` ${answer.url()}`))
  await expect.poll(told).toBeGreaterThanOrEqual(0)
  faults.splice(told(), 1)
}

export async function signIn(page: Page, login: string): Promise<void> {
  const world = theWorld()
  await page.goto(`${world.url}/login`)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(world.password)
  await page.getByTestId('login.send').click()
  await expect(page).toHaveURL(/\/o\/org_[0-9a-z]{13}\/(home|desk)$/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

export async function go(page: Page, menu: string): Promise<void> {
  const nav = page.getByRole('navigation', { name: '菜单' })
  const burger = page.locator('.kb-burger')
  if (await burger.isVisible()) await burger.click()
  await nav.getByRole('link', { name: menu, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

const shots = new Map<string, number>()

export async function shot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(400)
  const file = test.info().file.split('/').at(-1)?.replace('.spec.ts', '') ?? ''
  const n = (shots.get(file) ?? 0) + 1
  shots.set(file, n)
  await page.screenshot({ path: `artefacts/${file}-${String(n).padStart(2, '0')}-${name}.png` })
}

/** The choice of that name in the select that is open now. */
export async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByTestId(field).click()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText(option, { exact: true }).click()
}

/** Type a command into the terminal on the page and wait for what it prints. */
export async function command(page: Page, typed: string, printed: string): Promise<void> {
  const rows = page.locator('.xterm-rows')
  await page.getByTestId('terminal-screen').click()
  await page.keyboard.type(`${typed}\n`, { delay: 12 })
  await expect(rows).toContainText(printed, { timeout: 20_000 })
}

export async function terminalReady(page: Page): Promise<void> {
  await expect(page.locator('.kbt')).toHaveAttribute('data-phase', 'live', { timeout: 45_000 })
}

/** Money in the customer's account, by the way it always comes: claimed, then confirmed by finance. */
export async function topUp(amount_fen: number): Promise<void> {
  const customer = await person('customer')
  const finance = await person('finance')
  const claim = await customer.post('recharges', { amount_fen, payer: '清江材料研究所', memo: 'e2e' })
  await finance.post(`recharges/${claim.id}/confirm`)
}

/** An order for one unit, made through the API. Its order page. */
export async function order(sku: string, alias: string): Promise<{ order: { id: string }; lines: { resource_id: string }[] }> {
  const customer = await person('customer')
  const quote = await customer.post('quotes', { sku_id: sku })
  return customer.post('orders', { quote_id: quote.id, alias })
}
