import type { IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron'
import { describe, expect, it } from 'vitest'
import { createSenderCheck } from '../../../../electron/ipc/trusted-sender'

const ORIGIN = 'app://courier'

function aPage(url = `${ORIGIN}/`) {
  const mainFrame = { url } as WebFrameMain
  return { mainFrame, isDestroyed: () => false } as WebContents
}

function callFrom(sender: WebContents, senderFrame: WebFrameMain | null) {
  return { sender, senderFrame } as Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>
}

describe('a call is trusted', () => {
  it('when it comes from the main frame of our own page', () => {
    const page = aPage(`${ORIGIN}/index.html`)
    expect(createSenderCheck(() => page, ORIGIN)(callFrom(page, page.mainFrame))).toBe(true)
  })

  it('not when it comes from a frame inside of it', () => {
    const page = aPage()
    const frame = { url: `${ORIGIN}/` } as WebFrameMain
    expect(createSenderCheck(() => page, ORIGIN)(callFrom(page, frame))).toBe(false)
  })

  it('not when it comes from another window', () => {
    const page = aPage()
    const other = aPage()
    expect(createSenderCheck(() => page, ORIGIN)(callFrom(other, other.mainFrame))).toBe(false)
  })

  it.each(['https://evil.example/', 'app://courier.evil/', 'app://courierx', 'file:///etc/passwd'])(
    'not when the page shows %s',
    (url) => {
      const page = aPage(url)
      expect(createSenderCheck(() => page, ORIGIN)(callFrom(page, page.mainFrame))).toBe(false)
    },
  )

  it('not when the frame or the window is gone', () => {
    const page = aPage()
    expect(createSenderCheck(() => page, ORIGIN)(callFrom(page, null))).toBe(false)
    expect(createSenderCheck(() => undefined, ORIGIN)(callFrom(page, page.mainFrame))).toBe(false)
  })
})
