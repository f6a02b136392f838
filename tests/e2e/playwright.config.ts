// Journeys of people through real processes: kbossd, an agent, an SSH server that plays a bare machine, and
// libvirt where it runs. world.mjs starts them; KBOSS_WORLD names a world that is already up.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: './journeys',
  outputDir: './artefacts/traces',
  timeout: 240_000,
  expect: { timeout: 20_000 },
  workers: 1,
  fullyParallel: false,
  reporter: [['list'], ['./summary.mjs', { name: 'e2e' }], ['json', { outputFile: './artefacts/report.json' }]],
  globalSetup: './setup.ts',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
})
