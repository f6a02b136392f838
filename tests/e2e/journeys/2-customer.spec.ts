// The main job: a customer buys a machine, it opens, and the terminal in the browser runs a command.
import { expect, test } from '@playwright/test'
import { command, go, shot, signIn, terminalReady, theWorld, topUp, watch } from './person'

test('buys a virtual machine, works in its terminal, renews it and closes it', async ({ page }) => {
  const world = theWorld()
  test.skip(!world.libvirt, 'libvirt does not run here')
  const faults = watch(page)
  await topUp(100_000)

  await signIn(page, 'customer')
  await shot(page, 'home')
  await go(page, '商城')
  await shot(page, 'shop')
  await page.getByTestId('shop.offer').filter({ hasText: world.skus.vm?.name ?? '' }).getByRole('link').click()
  await page.getByTestId('shop.alias').fill('web-01')
  await expect(page.getByTestId('quote')).toContainText('¥29.00')
  await shot(page, 'quote')

  const paid = Date.now()
  await page.getByTestId('shop.buy').click()
  await expect(page).toHaveURL(/\/orders\/ord_/)
  await shot(page, 'order-opening')
  await page.getByTestId('order.terminal').click({ timeout: 120_000 })
  await terminalReady(page)
  await command(page, 'echo answer-$((6*7))-done', 'answer-42-done')
  console.log(`payment to a command's output: ${Date.now() - paid} ms`)
  await command(page, 'uname -sm; echo 你好，世界', '你好，世界')
  // xterm's style elements carry the page's nonce: under the policy header red is red
  await command(page, "printf '\\033[31mred-%s\\033[0m\\n' word", 'red-word')
  const red = await page.locator('.xterm-rows .xterm-fg-1').first().evaluate((cell) => getComputedStyle(cell).color)
  const [r = 0, g = 0, b = 0] = red.match(/\d+/g)?.map(Number) ?? []
  expect(r).toBeGreaterThan(g + b)
  await shot(page, 'order-terminal')

  await page.getByRole('link', { name: '查看资源' }).click()
  await expect(page.getByTestId('resource.access')).toContainText('ssh -p 22 root@')
  await shot(page, 'resource')
  await page.getByTestId('resource.terminal').click()
  await terminalReady(page)
  await page.getByText('串口控制台').click()
  await terminalReady(page)
  await command(page, 'echo serial-$((40+2))', 'serial-42')
  await shot(page, 'resource-console')

  await page.getByTestId('resource.renew').click()
  await expect(page.getByRole('dialog').getByTestId('quote')).toContainText('¥29.00')
  await shot(page, 'renew')
  await page.getByTestId('renew.send').click()
  await expect(page).toHaveURL(/\/orders\/ord_/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('web-01')

  await go(page, '我的资源')
  await page.getByRole('link', { name: 'web-01', exact: true }).click()
  await page.getByTestId('resource.close').click()
  await expect(page.getByTestId('confirm.run')).toBeDisabled()
  await page.getByTestId('confirm.typed').fill('web-01')
  await shot(page, 'close')
  await page.getByTestId('confirm.run').click()
  await expect(page.getByRole('main')).toContainText('已关闭', { timeout: 60_000 })

  await go(page, '费用中心')
  await expect(page.getByTestId('cost.flow')).toContainText('¥29.00')
  await shot(page, 'flow')
  expect(faults).toEqual([])
})

test('English and dark: the same pages in the other language and theme', async ({ page }) => {
  const faults = watch(page)
  await page.addInitScript(() => {
    localStorage.setItem('kboss.theme', 'dark')
  })
  await signIn(page, 'customer')
  await page.getByTestId('shell.lang').click()
  await expect(page.getByRole('navigation', { name: 'Menu' })).toContainText('Cost centre')
  for (const name of ['Overview', 'Shop', 'Orders', 'Cost centre']) {
    await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await shot(page, `en-dark-${name.replaceAll(' ', '-').toLowerCase()}`)
  }
  expect(faults).toEqual([])
})
