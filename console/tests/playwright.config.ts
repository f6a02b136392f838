// Every route in both languages and both themes: the market's and the books' pages over a real kbossd with a seeded
// world, the rooms' over the mock. Real journeys are in tests/e2e.
import { mkdirSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const port = Number(process.env['PORT'] ?? 8612)
const mock = `http://127.0.0.1:${port}`
const world = `http://127.0.0.1:${port + 1}`

mkdirSync(new URL('../artefacts/screens', import.meta.url), { recursive: true })

export default defineConfig<object, { password: string }>({
  testDir: './pages',
  outputDir: '../artefacts/pages',
  timeout: 60_000,
  fullyParallel: true,
  workers: Number(process.env['WORKERS'] ?? 2),
  reporter: [['list'], ['../../tests/e2e/summary.mjs', { name: 'console-pages' }]],
  use: {
    timezoneId: 'Asia/Shanghai',
    locale: 'zh-CN',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'mock', testMatch: ['every-route.spec.ts', 'chosen.spec.ts'], use: { baseURL: mock, password: 'kboss-demo-1' } },
    { name: 'world', testMatch: ['market.spec.ts', 'books.spec.ts'], use: { baseURL: world, password: 'journey-pass-1' } },
  ],
  webServer: [
    { command: 'node ../tools/mock/server.mjs', env: { PORT: String(port) }, url: `${mock}/v1/reasons`, reuseExistingServer: false },
    {
      command: 'node ../../tests/e2e/world.mjs --bare', env: { PORT: String(port + 1) },
      wait: { stdout: /KBOSS_WORLD=/ }, gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    },
  ],
})
