import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine } from './machine'
import { measure } from './measure'
import { type BenchOptions, HELP, readOptions } from './options'
import { rowsOf, tableOf, verdictsOf } from './report'
import { judge } from './targets'

// `npm run bench`, once everything is built: plain Node, which starts the server and the
// contestants one after the other, each in a process of its own.
const say = (line: string) => console.log(line)

const options = readOptions(process.argv.slice(2))
if (options === 'help') say(HELP)
// Not left to end by itself: something that broke may have left a program running.
else process.exit((await bench(options)) ? 0 : 1)

/** @returns whether everything ran and all bytes were right; how fast it was is another matter */
async function bench(options: BenchOptions): Promise<boolean> {
  const startedAt = new Date().toISOString()
  const name = startedAt.replace(/[:.]/g, '-')
  const output = join(options.projectRoot, '.cache', 'bench')
  const folder = mkdtempSync(join(options.folder, 'oss-courier-bench-'))
  say(`${machine()}; files in ${folder}`)
  const clean = () => rmSync(folder, { recursive: true, force: true })
  const interrupt = () => {
    clean()
    process.exit(1)
  }
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    const { figures, problems } = await measure(options, { folder, output, name, say })
    const verdicts = judge(figures)
    const report = {
      version: 1,
      startedAt,
      machine: machine(),
      electron: process.env.OSS_COURIER_ELECTRON_VERSION,
      server: options.target ? new URL(options.target.endpoint).host : 'practice',
      folder: options.folder,
      quick: options.quick,
      rounds: options.rounds,
      ...figures,
      verdicts,
      problems,
    }
    mkdirSync(output, { recursive: true })
    const path = join(output, `${name}.json`)
    writeFileSync(path, JSON.stringify(report, undefined, 2))
    if (figures.works.length > 0) {
      say(`\nSpeed and CPU of the fastest of ${options.rounds}, memory and delays of the worst:\n`)
      say(tableOf(figures.works))
    }
    if (figures.rows) say(`\n${rowsOf(figures.rows)}`)
    say(`\n${verdictsOf(verdicts)}`)
    for (const problem of problems) say(`WRONG: ${problem}`)
    say(`\n${path}`)
    return problems.length === 0
  } finally {
    clean()
  }
}
