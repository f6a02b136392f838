import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fill } from '../../src/i18n'
import { en } from '../../src/i18n/en'
import { zh } from '../../src/i18n/zh'
import { states, toneIcon, toneOf } from '../../src/ui/state'

const root = join(import.meta.dirname, '..', '..')
const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('the catalogue', () => {
  it('has the same keys in both languages', () => expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort()))
  it('has no empty text and the same blanks in both languages', () => {
    for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
      expect(zh[key], key).not.toBe('')
      expect(en[key], key).not.toBe('')
      expect(blanks(en[key]), key).toEqual(blanks(zh[key]))
    }
  })
  it('has no Chinese in the English and nothing but names untranslated', () => {
    const han = Object.entries(en).filter(([key, text]) => /[\u4e00-\u9fff]/.test(text) && !['lang.other', 'lang.switch'].includes(key))
    expect(han).toEqual([])
  })
  it('fills blanks by name and leaves unknown ones', () => {
    expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}')
    expect(fill('{n}', { n: 0 })).toBe('0')
  })
})

describe('a state', () => {
  it('of every kind has a word in both languages, and its tone an icon', () => {
    for (const [kind, words] of Object.entries(states))
      for (const [word, tone] of Object.entries(words)) {
        expect(Object.hasOwn(zh, `state.${kind}.${word}`), `state.${kind}.${word}`).toBe(true)
        expect(toneIcon[tone]).toBeTruthy()
      }
  })
  it('that is not listed looks unknown, never good', () => expect(toneOf('job', 'brand_new')).toBe('unknown'))

  /** Enumerations the document declares under these field names, by the operation's first word. */
  const kinds: Record<string, keyof typeof states> = {
    resources: 'resource', recharges: 'recharge', customers: 'org', distributors: 'org', products: 'product', skus: 'product', slots: 'device',
  }
  it('declared by the API is listed', () => {
    const document = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8')) as { paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>> }
    const missing: string[] = []
    const visit = (schema: unknown, name: string, kind: keyof typeof states) => {
      if (!schema || typeof schema !== 'object') return
      const { enum: words, properties, items, anyOf } = schema as { enum?: string[]; properties?: Record<string, unknown>; items?: unknown; anyOf?: unknown[] }
      if (words && (name === 'state' || name === 'stage')) for (const word of words) if (word && !Object.hasOwn(states[kind], word)) missing.push(`${kind}.${word}`)
      for (const [key, of] of Object.entries(properties ?? {})) visit(of, key, kind)
      if (items) visit(items, name, kind)
      for (const one of anyOf ?? []) visit(one, name, kind)
    }
    for (const verbs of Object.values(document.paths))
      for (const operation of Object.values(verbs)) {
        const kind = kinds[operation.operationId.split('_')[0] ?? '']
        const ok = operation.responses['200'] as { content: { 'application/json': { schema: unknown } } }
        if (kind) visit(ok.content['application/json'].schema, '', kind)
      }
    expect(missing).toEqual([])
  })
})

describe('the sources', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('i18n'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
  it('use every key of the catalogue, by name or by its group', () => {
    const groups = [...files.matchAll(/`([a-z_.]+\.)\$\{|(?:word|useWord\(\))\('([a-z_.]+)',/g)].map(([, a, b]) => a ?? `${b}.`)
    const unused = Object.keys(zh).filter((key) => !files.includes(`'${key}'`) && !groups.some((group) => key.startsWith(group)))
    expect(unused).toEqual([])
  })
})
