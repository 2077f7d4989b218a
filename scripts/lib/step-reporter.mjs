import { existsSync, readdirSync } from 'node:fs'
import { formatDuration } from './steps.mjs'

/**
 * A Playwright reporter for scripts that people watch: one line per `test.step` (or per test that
 * has no steps), and at the end what was done. A script adds a sentence to that summary with
 * `test.info().annotations.push({ type: 'summary', description })`.
 */
export default class StepReporter {
  done = 0
  failed = 0
  stepsOfTest = 0
  sentences = []

  printsToStdio() {
    return true
  }

  onTestBegin(test) {
    this.stepsOfTest = 0
    console.log(`\n${test.title}`)
  }

  onStepEnd(_test, _result, step) {
    if (step.category !== 'test.step' || step.parent?.category === 'test.step') return
    this.stepsOfTest += 1
    this.printStep(step.title, step.duration, step.error === undefined)
  }

  onTestEnd(test, result) {
    const ok = result.status === 'passed'
    if (this.stepsOfTest === 0) this.printStep(test.title, result.duration, ok)
    if (!ok) {
      // A failure between two steps has no step that counts it.
      if (this.failed === 0) this.failed += 1
      for (const error of result.errors) console.log(`\n${error.stack ?? error.message}\n`)
    }
    for (const { type, description } of test.annotations.concat(result.annotations ?? [])) {
      if (type === 'summary' && !this.sentences.includes(description)) {
        this.sentences.push(description)
      }
    }
  }

  onStdOut(chunk) {
    process.stdout.write(chunk)
  }

  onError(error) {
    this.failed += 1
    console.log(`\n${error.stack ?? error.message ?? error.value}`)
  }

  onEnd() {
    const folder = process.env.OSS_COURIER_PICTURES ?? ''
    const pictures = existsSync(folder)
      ? readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.png'))
      : []
    console.log('\nSummary')
    for (const sentence of this.sentences) console.log(`  ${sentence}`)
    console.log(`  Pictures: ${pictures.length} in ${folder}`)
    console.log(`  Steps: ${this.done} done, ${this.failed} failed`)
    return this.done === 0 || this.failed > 0 ? { status: 'failed' } : undefined
  }

  printStep(title, milliseconds, ok) {
    if (ok) this.done += 1
    else this.failed += 1
    const number = String(this.done + this.failed).padStart(2)
    console.log(`  ${number}. ${ok ? '✓' : '✗'} ${title} (${formatDuration(milliseconds)})`)
  }
}
