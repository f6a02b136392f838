// Money arrives: the customer says so, finance confirms it, the books show it on both sides and balance.
import { expect, test } from '@playwright/test'
import { go, shot, signIn, theWorld, watch } from './person'

test('a recharge is claimed, confirmed, posted, and the trial balance stays balanced', async ({ browser }) => {
  const customer = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  const finance = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })).newPage()
  const faults = [watch(customer), watch(finance)]

  await signIn(customer, 'customer')
  await go(customer, '费用中心')
  await customer.getByTestId('cost.recharge').click()
  await customer.getByTestId('field.amount_fen').fill('20,000.50')
  await customer.getByTestId('field.payer').fill('清江材料研究所')
  await customer.getByTestId('field.memo').fill('KB-E2E-1')
  await shot(customer, 'recharge-claim')
  await customer.getByTestId('dialog.send').click()
  await expect(customer.getByText('待确认')).toBeVisible()

  await signIn(finance, 'finance')
  await shot(finance, 'desk')
  await go(finance, '到账与认领')
  const row = finance.getByRole('row').filter({ hasText: 'KB-E2E-1' })
  await expect(row).toContainText('¥20,000.50')
  await row.getByTestId('arrival.confirm').click()
  await shot(finance, 'confirm')
  await finance.getByTestId('confirm.run').click()
  await expect(row).toContainText('已入账')

  // the customer's page learns it by itself
  await expect(customer.getByTestId('balance.available')).toContainText('¥20,000.50')
  await shot(customer, 'balance')

  await go(finance, '凭证')
  await finance.getByRole('row').nth(1).click()
  await expect(finance.getByTestId('voucher.lines')).toContainText('借贷相等')
  await expect(finance.getByTestId('voucher.lines')).toContainText('¥20,000.50')
  await shot(finance, 'voucher')

  await go(finance, '试算平衡表')
  await expect(finance.getByTestId('tb.verdict')).toContainText('平衡')
  await expect(finance.getByTestId('tb.table')).toContainText('¥20,000.50')
  await shot(finance, 'trial-balance')

  await go(finance, '账本校验')
  await finance.getByTestId('verify.run').click()
  await expect(finance.getByTestId('verify.verdict')).toContainText('全部通过')
  await shot(finance, 'verify')
  expect(faults.flat()).toEqual([])
})

test('a wrong password is refused in words, and a page behind the door leads to it', async ({ page }) => {
  const world = theWorld()
  await page.goto(`${world.url}/o/org_0000000000000/home`)
  await expect(page).toHaveURL(/\/login\?next=/)
  await page.getByLabel('账号').fill('finance')
  await page.getByLabel('密码').fill('not-the-password')
  await page.getByTestId('login.send').click()
  await expect(page.getByTestId('error')).toBeVisible()
  await shot(page, 'refused')
})
