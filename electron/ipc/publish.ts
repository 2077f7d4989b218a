import { EVENTS, type EventName, type EventPayload } from '../../shared/ipc/contract'

/** Sends one event to the page, as JSON (`CourierBridge.on` says why); nothing happens while there is no page. */
export type Publish = <E extends EventName>(event: E, payload: EventPayload<E>) => void

/** Electron's `WebContents`, as far as it is used; what is sent is text, and said to be. */
type Target = {
  isDestroyed(): boolean
  readonly send: (event: EventName, json: string) => void
}

/** @throws ZodError when main would send what the contract does not allow: a bug in main */
export function createPublisher(page: () => Target | undefined): Publish {
  return (event, payload) => {
    const target = page()
    if (!target || target.isDestroyed()) return
    target.send(event, JSON.stringify(EVENTS[event].parse(payload)))
  }
}
