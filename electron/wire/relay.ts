/** Pieces that are given on one side and read on the other, one at a time. */
export type Relay = {
  /** Resolves when the reader is done with it. */
  give(piece: Buffer): Promise<void>
  end(): void
  fail(thrown: unknown): void
  /** To be read once. */
  readonly pieces: AsyncGenerator<Buffer>
}

/** @param stop told that the reader wants no more before all was given */
export function createRelay(stop: () => void): Relay {
  let piece: Buffer | undefined
  let taken = () => {}
  let arrived = () => {}
  let over: { readonly thrown?: unknown } | undefined

  const next = () =>
    new Promise<void>((resolve) => {
      if (piece || over) resolve()
      else arrived = resolve
    })

  async function* read(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        await next()
        if (piece) {
          const given = piece
          piece = undefined
          yield given
          taken()
        } else if (over) {
          if ('thrown' in over) throw over.thrown
          return
        }
      }
    } finally {
      if (!over) stop()
    }
  }

  function close(how: { readonly thrown?: unknown }): void {
    over ??= how
    arrived()
  }

  return {
    give(given) {
      piece = given
      arrived()
      return new Promise((resolve) => {
        taken = resolve
      })
    },
    end: () => close({}),
    fail: (thrown) => close({ thrown }),
    pieces: read(),
  }
}
