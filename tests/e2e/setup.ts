import { readFileSync } from 'node:fs'
import { startWorld } from './world.mjs'

/** One world for the whole run, given by KBOSS_WORLD or started here and stopped afterwards. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['KBOSS_WORLD']
  if (given) {
    JSON.parse(readFileSync(given, 'utf8'))
    return undefined
  }
  const { world, stop } = await startWorld()
  process.env['KBOSS_WORLD'] = `${world.dir}/world.json`
  return stop
}
