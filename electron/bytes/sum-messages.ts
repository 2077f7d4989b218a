/** To the summing thread. Blocks are made known once, then named by number. */
export type SumRequest =
  | { readonly do: 'know'; readonly block: number; readonly shared: SharedArrayBuffer }
  | {
      readonly do: 'add'
      readonly sum: number
      readonly block: number
      readonly first: number
      readonly end: number
    }
  | { readonly do: 'go-on'; readonly sum: number; readonly state: bigint }
  | { readonly do: 'value'; readonly sum: number }
  | { readonly do: 'drop'; readonly sum: number }

/** From the summing thread, in the order of the requests: one for each `add` and `value`. */
export type SumAnswer = { readonly value?: string }
