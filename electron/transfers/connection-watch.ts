/** What is known of a connection without its secret. */
export type ConnectionFacts = {
  readonly label: string
  /** With scheme, as it is stored. */
  readonly endpoint: string
  /** True for a key of the Security Token Service, which ends by itself. */
  readonly isTemporary: boolean
  /** Grows with each change of the connection. */
  readonly version: number
}

/** The part of the vault that tells of connections. */
export type ConnectionWatch = {
  /** undefined once it is removed */
  describe(connectionId: string): ConnectionFacts | undefined
  /** @returns ends it */
  onChanged(listener: () => void): () => void
}
