/** Work that can be interrupted at each `yield`; what it returns is its result. */
export type Steps<T> = Generator<undefined, T>

/** Does all of it now. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
