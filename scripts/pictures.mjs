import { argv } from 'node:process'
import { main } from './lib/run.mjs'
import { show } from './lib/show.mjs'

// Pictures of every screen, in both languages, light and dark; by default in `./pictures`.
await main(() => show('pictures', argv[2] ?? 'pictures'))
