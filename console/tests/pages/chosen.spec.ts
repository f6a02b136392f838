// What a person chose for this browser holds from the first paint on, whatever the system says.
import { expect, test } from '@playwright/test'
import { pageFaults } from './looked'
import { Watch } from './watch'

for (const [chosen, system] of [['dark', 'light'], ['light', 'dark']] as const) {
  test(`a ${chosen} theme that was chosen stands on a ${system} system`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: system })
    await page.addInitScript((theme) => localStorage.setItem('kboss.theme', theme), chosen)
    const watch = new Watch(page)
    await page.goto('/login')
    await watch.settled()
    await expect(page.locator('html')).toHaveAttribute('data-theme', chosen)
    expect(await pageFaults(watch)).toEqual([])
  })
}

test('a language that was chosen is there after a reload', async ({ page }) => {
  const watch = new Watch(page)
  await page.goto('/login')
  await watch.settled()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await page.getByTestId('shell.lang').click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.reload()
  await watch.settled()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  expect(await pageFaults(watch)).toEqual([])
})
