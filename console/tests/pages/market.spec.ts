// Every page of buying and selling, over a real kbossd with the seeded world of tests/e2e.
import { lookAt } from './looking'
import { market } from './routes'

lookAt(market)
