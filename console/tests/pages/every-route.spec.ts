// Every route of the rooms and of finance, over the mock.
import { lookAt } from './looking'
import { visits } from './routes'

lookAt(visits)
