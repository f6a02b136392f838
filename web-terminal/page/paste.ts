// What in a pasted text deserves a look before it reaches a shell. Pure.

export type Concern = 'lines' | 'long' | 'control' | 'invisible' | 'lookalike'

const LONG_BYTES = 500
// bidirectional marks, zero-width characters, soft hyphen, byte order mark, tags: they show nothing
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/u
// eslint-disable-next-line no-control-regex -- finding them is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
// a word of Latin letters with Greek or Cyrillic ones in it, or full-width letters and punctuation
const LOOKALIKE = /[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z]|[\uff01-\uff5e]/u

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** What each line of the preview looks like: control and invisible characters get a visible mark. */
export function visible(text: string): string {
  return Array.from(text, (c) => {
    const code = c.codePointAt(0) ?? 0
    if (c === '\n' || c === '\t') return c
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    if (code === 0x7f) return '\u2421'
    return CONTROL.test(c) || INVISIBLE.test(c) ? `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>` : c
  }).join('')
}

/** Clipboards end lines in three ways; a trailing one is what copying a line leaves behind. */
export function linesOf(text: string): string[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  if (lines.length > 1 && lines.at(-1) === '') lines.pop()
  return lines
}

export function concernsOf(text: string): Concern[] {
  const found: Concern[] = []
  if (linesOf(text).length > 1 || /[\r\n]/.test(text)) found.push('lines')
  if (bytesOf(text) > LONG_BYTES) found.push('long')
  if (CONTROL.test(text)) found.push('control')
  if (INVISIBLE.test(text)) found.push('invisible')
  if (LOOKALIKE.test(text)) found.push('lookalike')
  return found
}
