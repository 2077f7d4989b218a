import { useEffect, useState } from 'react'
import { offerText } from '../../state/workspace'
import { type DropKind, kindOfDrop, textOfDrop } from './drop-content'
import { useAddFiles } from './use-add-files'

/**
 * Takes drops anywhere on the window: files go to Upload, links to Download's paste box.
 * @returns what is over the window right now, for the overlay
 */
export function useWindowDrop(): DropKind | undefined {
  const [over, setOver] = useState<DropKind>()
  const addFiles = useAddFiles()
  useEffect(() => {
    // What is dragged inside the window (a selection in a text field) is none of our business.
    let startedHere = false
    const { signal, abort } = abortable()
    const on = (type: DragEventName, act: (event: DragEvent, data: DataTransfer) => void) =>
      window.addEventListener(
        type,
        (event) => {
          const data = event.dataTransfer
          if (startedHere || data === null || kindOfDrop(data) === undefined) return
          event.preventDefault()
          act(event, data)
        },
        { signal },
      )
    on('dragenter', (_, data) => setOver(kindOfDrop(data)))
    on('dragover', (_, data) => {
      data.dropEffect = 'copy'
      setOver(kindOfDrop(data))
    })
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(undefined)
    })
    on('drop', (_, data) => {
      setOver(undefined)
      if (data.files.length > 0) addFiles([...data.files])
      else offerText(textOfDrop((format) => data.getData(format)))
    })
    const mark = (inside: boolean) => () => {
      startedHere = inside
    }
    window.addEventListener('dragstart', mark(true), { signal })
    window.addEventListener('dragend', mark(false), { signal })
    return abort
  }, [addFiles])
  return over
}

type DragEventName = 'dragenter' | 'dragover' | 'dragleave' | 'drop'

function abortable(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
