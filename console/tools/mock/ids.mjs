// Ids of the shape kbossd gives, from a counter: the same world every time.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
let state = 0x2545f491

function next() {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return state >>> 0
}

export function id(prefix) {
  let text = letters[next() % 16]
  while (text.length < 13) text += letters[next() % letters.length]
  return `${prefix}_${text}`
}

export function hex(n) {
  let text = ''
  while (text.length < n) text += (next() % 16).toString(16)
  return text
}
