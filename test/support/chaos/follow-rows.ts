import type { Page } from '@playwright/test'
import type { TransferPatch, TransferRow } from '../../../shared/transfer'

/**
 * Listens to what the page is told of the queue, from now on.
 * @returns reads the rows as they are; resolves when all that were there have been told
 */
export async function followRows(page: Page): Promise<() => Promise<readonly TransferRow[]>> {
  const handle = await page.evaluateHandle(async () => {
    const rows = new Map<string, TransferRow>()
    const told = new Promise<void>((complete) => {
      let expected = Number.POSITIVE_INFINITY
      const look = () => {
        if (rows.size >= expected) complete()
      }
      window.courier.on('transfers.changed', (json) => {
        const { upserted, states, removed }: TransferPatch = JSON.parse(json)
        for (const row of upserted) rows.set(row.id, row)
        for (const { id, state } of states) {
          const row = rows.get(id)
          if (row) rows.set(id, { ...row, state })
        }
        for (const id of removed) rows.delete(id)
        look()
      })
      window.courier.transfers.follow().then((answer) => {
        if (!answer.ok) throw new Error(answer.error.code)
        expected = answer.value.rows
        look()
      })
    })
    await told
    return rows
  })
  return () => page.evaluate((rows) => [...rows.values()], handle)
}
