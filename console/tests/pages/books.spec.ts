// Every page of the books, over a real kbossd with the seeded world of tests/e2e.
import { lookAt } from './looking'
import { books } from './routes'

lookAt(books)
