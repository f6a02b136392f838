// Every route of the rooms, over the mock.
import { lookAt } from './looking'
import { visits } from './routes'

lookAt(visits)
