// A machine that needs hands: bought by a customer, opened by a technician on a phone, verified by the agent,
// used by the customer.
import { expect, test } from '@playwright/test'
import { command, go, order, person, shot, signIn, terminalReady, theWorld, topUp, watch } from './person'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

test('accepts, types the access data wrong, then right, and the customer is in', async ({ page, browser }) => {
  const world = theWorld()
  const faults = watch(page)
  await topUp(500_000)
  const bought = await order(world.skus.metal.id, 'metal-01')

  await signIn(page, 'tech')
  await go(page, '机房工单')
  await shot(page, 'list')
  await page.getByTestId('work.card').first().click()
  await page.getByTestId('work.accept').click()
  const form = page.getByTestId('work.form')
  await form.getByTestId('field.host').fill(` ${world.ssh.host}`)
  await form.locator('input[role="spinbutton"]').fill(String(world.ssh.port))
  await form.getByTestId('field.user').fill(world.ssh.user)
  await form.getByTestId('field.password').fill('not-the-password')
  await shot(page, 'form')
  await page.getByTestId('work.fill').click()
  await expect(page.getByTestId('work.result')).toContainText('验证未通过', { timeout: 60_000 })
  await shot(page, 'returned')

  await form.getByTestId('field.password').fill(world.ssh.password)
  await page.getByTestId('work.fill').click()
  await expect(page.getByTestId('work.result')).toContainText('已验证', { timeout: 60_000 })
  await shot(page, 'verified')
  expect(faults).toEqual([])

  const customer = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })).newPage()
  await signIn(customer, 'customer')
  await go(customer, '终端')
  await customer.getByRole('button', { name: '打开 metal-01' }).click()
  await terminalReady(customer)
  await command(customer, 'echo $((6*7))-by-$(whoami)', `42-by-${world.ssh.user}`)
  await shot(customer, 'terminal')
  await customer.close()

  const owner = await person('customer')
  await owner.post(`resources/${bought.lines[0]?.resource_id}/close`, { confirm: 'metal-01' })
})
