import { frame } from './frame'
import { parts } from './parts'
import { words } from './words'
import { states } from './states'
import { buy } from './buy'
import { room } from './room'
import { sell } from './sell'
import { finance } from './finance'
import { org } from './org'
import { funds } from './funds'
import { settle } from './settle'
import { metered } from './metered'
import { books } from './books'
import { people } from './people'
import { market } from './market'
import { channels } from './channels'
import { reports } from './reports'

export const zh = { ...frame, ...parts, ...words, ...states, ...buy, ...room, ...sell, ...finance, ...funds, ...settle, ...metered, ...books, ...org, ...people, ...market, ...channels, ...reports }

export type Messages = Record<keyof typeof zh, string>
