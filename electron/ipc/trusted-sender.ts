import type { IpcMainInvokeEvent, WebContents } from 'electron'

/**
 * Whether a call comes from the main frame of our own window showing our own page. A frame that was
 * navigated away, an iframe, a second window or a devtools extension is none of that.
 * @param pageOrigin `app://courier`, or the dev server's in development
 */
export function createSenderCheck(
  ownPage: () => WebContents | undefined,
  pageOrigin: string,
): (event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>) => boolean {
  return (event) => {
    const page = ownPage()
    const frame = event.senderFrame
    if (!page || page.isDestroyed() || event.sender !== page || frame === null) return false
    return frame === page.mainFrame && isFrom(frame.url, pageOrigin)
  }
}

/** Compared by whole origin: `app://courier.evil/` does not pass for `app://courier`. */
function isFrom(url: string, origin: string): boolean {
  return url === origin || url.startsWith(`${origin}/`)
}
