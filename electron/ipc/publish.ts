import type { WebContents } from 'electron'
import { EVENTS, type EventName, type EventPayload } from '../../shared/ipc/contract'

/** Sends one event to the page, as JSON (`CourierBridge.on` says why); nothing happens while there is no page. */
export type Publish = <E extends EventName>(event: E, payload: EventPayload<E>) => void

/** @throws ZodError when main would send what the contract does not allow: a bug in main */
export function createPublisher(
  page: () => Pick<WebContents, 'isDestroyed' | 'send'> | undefined,
): Publish {
  return (event, payload) => {
    const target = page()
    if (!target || target.isDestroyed()) return
    target.send(event, JSON.stringify(EVENTS[event].parse(payload)))
  }
}
