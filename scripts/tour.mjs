import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { main } from './lib/run.mjs'
import { show } from './lib/show.mjs'

/**
 * The guided tour: the main job from end to end in a real window, with a picture of each step.
 * @param folder of the pictures; by default `./tour`
 * @returns the exit code: not 0 when any step failed
 */
export function runTour(folder = 'tour') {
  return show('tour', folder)
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  await main(() => runTour(argv[2]))
}
