// A buyer who looks around first: compares, buys with a coupon, lets it renew by itself, closes it and gets
// back what was not used.
import { expect, test } from '@playwright/test'
import { go, shot, signIn, topUp, watch } from './person'

test('compares two machines, buys one with a coupon, closes it with the refund that was shown', async ({ page }) => {
  const faults = watch(page)
  await topUp(1_000_000)
  await signIn(page, 'customer')
  await go(page, '商城')
  await page.getByText('云主机', { exact: true }).first().click()
  for (const name of ['对比 云主机 C4', '对比 云主机 C8']) {
    await page.getByLabel(name).click()
    await expect(page.getByLabel(name)).toBeChecked()
  }
  await shot(page, 'shop')
  await page.getByTestId('shop.compare').click()
  const sheet = page.getByRole('table', { name: '产品对比' })
  await expect(sheet.getByRole('row').filter({ hasText: '虚拟 CPU' })).toContainText('最优')
  await page.getByRole('switch', { name: '只看差异' }).click()
  await expect(sheet.getByRole('row', { name: /^类型/ })).toBeHidden()
  await shot(page, 'compare')
  await page.getByRole('link', { name: '选购 云主机 C4' }).click()

  await page.getByLabel('优惠券码').fill('nosuch')
  await page.getByRole('button', { name: '使用' }).click()
  await expect(page.getByTestId('quote')).toContainText('没有这张优惠券')
  await shot(page, 'coupon-refused')
  await page.getByLabel('优惠券码').fill('hello20')
  await page.getByText('6 个月').click()
  await page.getByRole('button', { name: '使用' }).click()
  await expect(page.getByTestId('quote')).toContainText('¥20.00')
  await page.getByTestId('shop.alias').fill('对比机')
  await shot(page, 'quote')
  await page.getByTestId('shop.buy').click()
  await expect(page).toHaveURL(/\/orders\/ord_/)
  await expect(page.getByRole('main')).toContainText('可以使用了', { timeout: 60_000 })
  await shot(page, 'order')

  await page.getByRole('link', { name: '查看资源' }).click()
  await page.getByTestId('resource.auto').click()
  await expect(page.getByTestId('resource.auto')).toBeChecked()
  await page.getByTestId('resource.close').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('退回可用余额')
  const told = (await dialog.getByRole('table').getByRole('row').nth(1).getByRole('cell').last().innerText()).trim()
  expect(told).toMatch(/^¥[\d,]+\.\d\d$/)
  await page.getByTestId('confirm.typed').fill('对比机')
  await shot(page, 'close')
  await page.getByTestId('confirm.run').click()
  await expect(page.getByRole('main')).toContainText('已关闭', { timeout: 60_000 })

  await go(page, '费用中心')
  await page.getByRole('navigation', { name: '费用中心的页面' }).getByRole('link', { name: '退款' }).click()
  await expect(page.getByRole('row').filter({ hasText: '对比机' })).toContainText('已退款')
  await shot(page, 'refunds')
  expect(faults.filter((fault) => !/40[0-9]/.test(fault))).toEqual([])
})
