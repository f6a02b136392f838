// The build kbossd serves: hashed assets, a manifest for the size budget, a nonce placeholder that
// kbossd replaces in index.html for every request.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const backend = process.env['KBOSS_URL'] ?? 'http://127.0.0.1:8600'

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: [
      { find: /^@\//, replacement: here('./src/') },
      // the terminal's page part lives in web-terminal/, its packages live here
      { find: /^@xterm\/(.+)$/, replacement: here('./node_modules/@xterm/$1') },
    ],
    dedupe: ['react', 'react-dom', '@xterm/xterm'],
  },
  html: { cspNonce: '__KBOSS_NONCE__' },
  build: {
    target: 'es2023',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600,
  },
  server: { proxy: { '/v1': { target: backend, ws: true, changeOrigin: false } } },
  test: {
    include: ['tests/unit/**/*.test.ts', '../web-terminal/page/**/*.test.ts'],
    environment: 'node',
  },
})
