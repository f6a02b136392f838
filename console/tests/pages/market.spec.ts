// Every page of buying and selling, over a real kbossd with the seeded world of tests/e2e.
import { lookAt } from './looking'
import { market } from './routes'

// each language and each theme once: four times as many would take most of an hour on two cores
lookAt(market, 'journey-pass-1', [['zh', 'light'], ['en', 'dark']])
