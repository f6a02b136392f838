// Which pastes are shown before they are sent, row by row.
import { describe, expect, it } from 'vitest'
import { bytesOf, concernsOf, linesOf, visible } from './paste'

describe('a paste', () => {
  it.each([
    ['ls -l', []],
    ['echo 你好，世界', ['lookalike']], // a full-width comma in a command is worth a look
    ['echo 你好 世界', []],
    ['tab\there', []],
    ['one\ntwo', ['lines']],
    ['one\r\ntwo', ['lines']],
    ['one\n', ['lines']], // it would run at once
    ['x'.repeat(501), ['long']],
    ['你'.repeat(167), ['long']], // bytes, not characters
    ['a\u001b[201~rm -rf /', ['control']], // ends a bracketed paste
    ['a\u0003', ['control']],
    ['a\u009b', ['control']],
    ['e\u200bcho', ['invisible']],
    ['\u202etxt.exe', ['invisible']],
    ['p\u0430ypal.com', ['lookalike']], // a Cyrillic а
    ['rm\u3000-rf', []],
    ['a\u001b\nb\u200b\u0430c', ['lines', 'control', 'invisible', 'lookalike']],
  ])('%j is looked at for %j', (text, concerns) => {
    expect(concernsOf(text)).toEqual(concerns)
  })

  it('shows what cannot be seen', () => {
    expect(visible('a\u001b[0m\u007f\u200b\u202e\u009b\tb\nc')).toBe('a␛[0m␡<U+200B><U+202E><U+009B>\tb\nc')
  })

  it('is cut into lines whatever ends them', () => {
    expect(linesOf('a\r\nb\rc\nd\n')).toEqual(['a', 'b', 'c', 'd'])
    expect(linesOf('a\n\nb')).toEqual(['a', '', 'b'])
    expect(linesOf('')).toEqual([''])
    expect(bytesOf('好')).toBe(3)
  })
})
