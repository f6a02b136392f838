// Money through a payment channel: it is set up, pays for what a balance does not, pays out, takes back, and says
// what nobody can act on. The test plays the channel, with the secret that was shown once.
import { expect, test, type Page } from '@playwright/test'
import { payer } from '../channel.mjs'
import { go, person, shot, signIn, theWorld, watch } from './person'

const deed = (page: Page, op: string, name: string) => page.getByTestId(`deed.${op}`).filter({ hasText: name })

/** The secret as its dialog shows it, once. */
async function secretShown(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: '渠道密钥' })
  await dialog.getByRole('button', { name: '显示' }).click()
  const secret = (await dialog.locator('code').textContent()) ?? ''
  expect(secret).toMatch(/^\S{20,}$/)
  await dialog.getByRole('button', { name: '完成' }).click()
  return secret
}

/** Set up, or given another secret where it is already. */
async function openChannel(page: Page): Promise<string> {
  await go(page, '支付渠道')
  await expect(page.getByTestId('pay_accounts')).toBeVisible()
  const fresh = deed(page, 'pay_accounts_put', '开通渠道')
  if (await fresh.isVisible()) {
    await fresh.click()
    await page.getByTestId('field.channel').click()
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText('模拟支付').click()
    await page.getByTestId('dialog.send').click()
  } else {
    await deed(page, 'pay_accounts_put', '更换密钥').click()
    await page.getByTestId('confirm.run').click()
  }
  return secretShown(page)
}

test('a customer without money pays a quote through a channel, which takes it back; finance deals with the rest', async ({ browser }) => {
  const world = theWorld()
  const [admin, customer, finance] = await Promise.all([1, 2, 3].map(async () => (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })).newPage())) as [Page, Page, Page]
  const faults = [admin, customer, finance].map(watch)

  await signIn(admin, 'admin')
  const channel = payer(world.url, await openChannel(admin))
  await expect(admin.getByTestId('pay_accounts')).toContainText('启用')
  await shot(admin, 'channel')

  const seller = await person('seller')
  const ark = await person('ark')
  const sku = (await ark.get('shop?kind=vm')).items.find((one: { name: string }) => one.name === '云主机 C4')
  const quote = await seller.post('quotes', { customer_id: ark.org, sku_id: sku.sku_id, periods: 1 })
  await signIn(customer, 'ark')
  await customer.goto(`${world.url}/o/${ark.org}/checkout/${quote.id}`)
  await expect(customer.getByTestId('checkout.pay')).toBeDisabled()
  await shot(customer, 'short')
  await customer.getByTestId('pay.channel').click()
  await expect(customer).toHaveURL(/\/cost\/payments\/pay_/)
  await expect(customer.getByText('等待付款，付款后本页自动更新')).toBeVisible()
  await shot(customer, 'to-pay')
  const payment = (await ark.get('payments?state=open')).items[0]
  expect(payment.amount_fen).toBe(quote.total_fen)

  // the page learns by itself what the channel says
  const no = `E2E${Date.now()}`
  await channel.paid(payment.out_trade_no, no, payment.amount_fen)
  await expect(customer.getByText('渠道已确认收款，订单已下')).toBeVisible()
  await shot(customer, 'paid')
  await customer.getByRole('link', { name: '查看订单' }).first().click()
  await expect(customer).toHaveURL(/\/orders\/ord_/)

  // what is held for the order cannot be taken back: the platform writes it off
  await channel.takenBack(payment.out_trade_no, `${no}B`, payment.amount_fen)
  await signIn(finance, 'money')
  await go(finance, '渠道扣回')
  const back = finance.getByRole('row').filter({ hasText: `${no}B` })
  await expect(back).toContainText('待处理')
  await back.getByTestId('deed.chargebacks_lose').click()
  await finance.getByRole('dialog').getByRole('textbox').fill('客户已失联')
  await shot(finance, 'write-off')
  await finance.getByTestId('confirm.run').click()
  await expect(back).toContainText('已处理')
  await expect(back).toContainText('客户已失联')

  // a notice nobody can act on is looked into, and a payout is recorded with its fee
  const next = (await ark.post('payments', { channel: 'simulator', amount_fen: 10_000 })).payment
  await channel.paid(next.out_trade_no, `${no}U`, 1500, 'USD')
  await go(finance, '支付通知异常')
  const stray = finance.getByRole('row').filter({ hasText: `${no}U` })
  await expect(stray).toContainText('USD 15.00')
  await stray.getByTestId('deed.pay_strays_handle').click()
  await finance.getByTestId('field.note').fill('渠道误发，已请其撤销')
  await finance.getByTestId('dialog.send').click()
  await expect(stray).toContainText('渠道误发，已请其撤销')
  await channel.paid(next.out_trade_no, `${no}C`, 10_000)

  await go(finance, '渠道结算')
  await deed(finance, 'payouts_create', '登记渠道结算').click()
  await finance.getByTestId('field.amount_fen').fill('100')
  await finance.getByTestId('field.fee_known').click()
  await finance.getByTestId('field.fee_fen').fill('0.80')
  await finance.getByTestId('field.bank_ref').fill(`CMB-${no}`)
  await shot(finance, 'payout')
  await finance.getByTestId('dialog.send').click()
  const paid = finance.getByRole('row').filter({ hasText: `CMB-${no}` })
  await expect(paid).toContainText('¥99.20')
  await shot(finance, 'payouts')
  expect(faults.flat()).toEqual([])
})

test('an administrator sets the limit, finance records for a department, and the channel is closed to customers', async ({ browser }) => {
  const seller = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  const admin = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  const faults = [seller, admin].map(watch)
  await signIn(seller, 'seller')
  await go(seller, '账簿设置')
  await deed(seller, 'book_limit', '修改限额').click()
  await seller.getByTestId('field.entry_limit_fen').fill('0')
  await seller.getByTestId('dialog.send').click()
  await expect(seller.getByTestId('book.limit')).toContainText('每一笔手工记账都须另一人复核')

  await go(seller, '手工记账')
  await seller.getByTestId('entry.new').click()
  const dialog = seller.getByRole('dialog')
  const pick = async (label: string, option: string) => {
    await dialog.getByLabel(label, { exact: true }).click()
    await seller.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText(option, { exact: true }).click()
  }
  await pick('业务', '其他收入到账')
  await dialog.getByLabel('金额：amount（元）').fill('88')
  await pick('部门', '销售部')
  await pick('人员', '周航')
  await dialog.getByLabel('摘要').fill('场地分摊')
  await dialog.getByLabel('单据号').fill(`E2E-${Date.now()}`)
  await shot(seller, 'entry')
  await seller.getByTestId('entry.send').click()
  const row = seller.getByRole('row').filter({ hasText: '场地分摊' }).first()
  await expect(row).toContainText('待复核')
  await expect(row).toContainText('销售部')

  await signIn(admin, 'admin')
  await go(admin, '支付渠道')
  await deed(admin, 'pay_accounts_put', '停用').click()
  await admin.getByTestId('confirm.run').click()
  await expect(admin.getByTestId('pay_accounts')).toContainText('停用')
  const customer = await person('customer')
  expect((await customer.get('pay-ways')).items).toEqual([])
  await deed(admin, 'pay_accounts_put', '启用').click()
  await admin.getByTestId('confirm.run').click()
  await expect.poll(async () => (await customer.get('pay-ways')).items.length).toBe(1)
  expect(faults.flat()).toEqual([])
})
