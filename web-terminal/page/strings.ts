// Every word of the terminal's page part, in both languages. Chinese first; the English has the same
// keys by type.
const zh = {
  connecting: '连接中…',
  opening: '正在打开设备…',
  live: '已连接',
  latency: '{ms} 毫秒',
  recording: '录像中 ●',
  observer: '仅观察',
  paused: '已被暂停',
  pending: '待送达 {size}',
  cancel_input: '取消发送',
  ended: '已结束：{reason}',
  exit_code: '退出码 {code}',
  reopen: '重新打开',
  not_sent: '未连接，按键没有发送',
  too_much: '内容过多，一次最多 1 MiB',
  gap: '缺失 {bytes} 字节 {time}',
  again: '新的会话 {time}',
  break: '发送 Break',
  reader: '读屏模式',
  paste_title: '粘贴前请确认',
  paste_text: '将要发送的内容，可以修改',
  paste_count: '{lines} 行，{bytes} 字节',
  paste_seen: '其中看不见的字符：',
  paste_once: '一次发送',
  paste_lines: '逐行发送',
  paste_cancel: '取消',
  concern_lines: '含有换行，会立即执行',
  concern_long: '内容较长',
  concern_control: '含有控制字符',
  concern_invisible: '含有看不见的字符',
  concern_lookalike: '含有形近或全角字符',
  reason_exit: '程序已退出',
  reason_network: '网络连接中断',
  reason_shutdown: '服务器正在重启',
}
export type Key = keyof typeof zh

const en: Record<Key, string> = {
  connecting: 'Connecting…',
  opening: 'Opening the device…',
  live: 'Connected',
  latency: '{ms} ms',
  recording: 'recording ●',
  observer: 'watching only',
  paused: 'paused',
  pending: '{size} on the way',
  cancel_input: 'Stop sending',
  ended: 'Ended: {reason}',
  exit_code: 'exit code {code}',
  reopen: 'Open again',
  not_sent: 'Not connected: the keys were not sent',
  too_much: 'Too much at once: at most 1 MiB',
  gap: '{bytes} bytes missing {time}',
  again: 'new session {time}',
  break: 'Send break',
  reader: 'Screen reader mode',
  paste_title: 'Look before you paste',
  paste_text: 'What will be sent; you may change it',
  paste_count: '{lines} lines, {bytes} bytes',
  paste_seen: 'With its hidden characters:',
  paste_once: 'Send at once',
  paste_lines: 'Send line by line',
  paste_cancel: 'Cancel',
  concern_lines: 'It has line ends and will run at once',
  concern_long: 'It is long',
  concern_control: 'It has control characters',
  concern_invisible: 'It has invisible characters',
  concern_lookalike: 'It has look-alike or full-width characters',
  reason_exit: 'the program has ended',
  reason_network: 'the network connection broke',
  reason_shutdown: 'the server is restarting',
}

export type Lang = 'zh' | 'en'
export type Say = (key: Key, values?: Record<string, string | number>) => string

export function sayIn(lang: Lang): Say {
  const words = lang === 'en' ? en : zh
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
