// xterm.js set up the way every terminal of ours is: widths of Unicode 11, no links, no titles, no
// clipboard for programs, colours with enough contrast, output written as bytes.
import { FitAddon } from '@xterm/addon-fit'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { Terminal } from '@xterm/xterm'

const FONT = 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", "Noto Sans CJK SC", monospace'
const PALETTE = {
  black: '#484f58', red: '#ff7b72', green: '#3fb950', yellow: '#d29922', blue: '#58a6ff', magenta: '#bc8cff', cyan: '#39c5cf', white: '#b1bac4',
  brightBlack: '#6e7681', brightRed: '#ffa198', brightGreen: '#56d364', brightYellow: '#e3b341', brightBlue: '#79c0ff', brightMagenta: '#d2a8ff',
  brightCyan: '#56d4dd', brightWhite: '#ffffff',
}

// xterm sets colours beyond the palette with setAttribute('style'), which our Content-Security-Policy
// forbids; the same text through the style object is allowed.
HTMLSpanElement.prototype.setAttribute = function setAttribute(name: string, value: string): void {
  if (name === 'style') this.style.cssText = value
  else Element.prototype.setAttribute.call(this, name, value)
}

export interface Screen {
  term: Terminal
  fit: () => void
  dispose: () => void
}

export function makeScreen(host: HTMLElement, label: string, screenReaderMode: boolean): Screen {
  const css = getComputedStyle(host)
  const colour = (name: string, otherwise: string): string => css.getPropertyValue(name).trim() || otherwise
  const background = colour('--kb-screen', '#0d1117')
  const foreground = colour('--kb-screen-text', '#e6edf3')
  const term = new Terminal({
    allowProposedApi: true, // unicode11 needs it
    cursorBlink: true, fontFamily: FONT, fontSize: 14, minimumContrastRatio: 4.5, scrollback: 10000, screenReaderMode,
    theme: { background, foreground, cursor: foreground, selectionBackground: '#264f78', ...PALETTE },
    windowOptions: {},
  })
  const fitter = new FitAddon()
  term.loadAddon(fitter)
  term.loadAddon(new Unicode11Addon())
  term.unicode.activeVersion = '11'
  term.open(host)
  term.textarea?.setAttribute('aria-label', label)
  const fit = (): void => { if (host.clientWidth > 0 && host.clientHeight > 0) fitter.fit() }
  const watcher = new ResizeObserver(() => requestAnimationFrame(fit))
  watcher.observe(host)
  fit()
  return {
    term,
    fit,
    dispose: () => {
      watcher.disconnect()
      term.dispose()
    },
  }
}

/** A line of ours between the device's: full width, and it cannot be taken for output. */
export function rule(term: Terminal, text: string, done?: () => void): void {
  term.write(`\x1b[0m\r\n\x1b[7m── ${text} ──\x1b[0m\r\n`, done)
}
