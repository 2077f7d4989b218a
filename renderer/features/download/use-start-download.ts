import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parsePastedUrls } from '../../../shared/pasted-urls'
import { ask, courier } from '../../bridge'
import { formatCount } from '../../lib/format'
import { refreshAppInfo, useAppInfo } from '../../state/app-info'
import { connectionsMirror, useActiveConnection } from '../../state/connections'
import { settingsMirror } from '../../state/settings'
import { useNotify } from '../../ui/use-notify'
import { addressesOf, foreignKeyHolder, summaryOf } from './download-summary'
import { setPasteText, usePasteDraft } from './paste-draft'
import { textAfterStart } from './paste-text'

/** The two things that happen to a paste. */
export interface StartDownload {
  readonly start: () => Promise<void>
  readonly chooseFolder: () => Promise<string | undefined>
  readonly isStarting: boolean
}

/** Sends the links of the box to the queue; asks for the folder when none was ever chosen. */
export function useStartDownload(): StartDownload {
  const { t, i18n } = useTranslation('download')
  const notify = useNotify()
  const folder = useAppInfo((info) => info.downloadFolder)
  const foreignKey = foreignKeyHolder(useActiveConnection())
  const [isStarting, setStarting] = useState(false)
  const words = (key: 'started' | 'leftInBox', count: number): string =>
    t(key, { count, formatted: formatCount(count, i18n.language) })

  const chooseFolder = async (): Promise<string | undefined> => {
    const chosen = await notify.attempt(ask(courier.downloads.chooseFolder()))
    if (chosen?.folder !== undefined) await notify.attempt(refreshAppInfo())
    return chosen?.folder
  }

  const send = async (text: string): Promise<void> => {
    const nowMs = Date.now()
    const { links, duplicates } = parsePastedUrls(text, addressesOf(connectionsMirror.get()), nowMs)
    const summary = summaryOf(links, duplicates, nowMs)
    if (summary.links === 0) {
      notify.show({ tone: 'info', title: t(summary.notLinks === 0 ? 'nothingYet' : 'noLinks') })
      return
    }
    if (folder === undefined && (await chooseFolder()) === undefined) return
    const { conflict } = settingsMirror.get().download
    const connection = foreignKey === undefined ? {} : { connectionId: foreignKey.id }
    const answer = await notify.attempt(
      ask(courier.downloads.start({ text, conflict, ...connection })),
    )
    if (answer === undefined) return
    setPasteText(textAfterStart(usePasteDraft.getState().text, text, links))
    notify.show({
      tone: 'success',
      title: words('started', answer.added),
      ...(summary.notLinks > 0 ? { body: words('leftInBox', summary.notLinks) } : {}),
    })
  }

  const start = async (): Promise<void> => {
    if (isStarting) return
    setStarting(true)
    try {
      await send(usePasteDraft.getState().text)
    } finally {
      setStarting(false)
    }
  }
  return { start, chooseFolder, isStarting }
}
