import { useDeferredValue, useMemo } from 'react'
import { checkCustomName, checkDirectory, type NamingProblem } from '../../../shared/object-key'
import type { Settings } from '../../../shared/settings'
import { maxValiditySeconds } from '../../lib/validity'
import { useActiveConnection } from '../../state/connections'
import { useSettings } from '../../state/settings'
import { useStaging } from '../../state/staging'
import { isSendable, type PreviewLine, previewKeys } from './key-preview'
import { useUploadForm } from './upload-form'

/** Everything the Upload workspace decides on: the form, its problems, and the keys it leads to. */
export interface UploadPlan {
  readonly directory: string
  readonly directoryProblem: NamingProblem | undefined
  /** False while the person has not come to it: an empty field is then no mistake yet. */
  readonly isDirectoryTouched: boolean
  readonly customName: string
  readonly customNameProblem: NamingProblem | undefined
  readonly isSingleFile: boolean
  readonly options: Settings['upload']
  readonly validitySeconds: number
  readonly isValidityValid: boolean
  readonly maxValidity: number
  readonly lines: readonly PreviewLine[]
  readonly connectionId: string | undefined
  /** True when "Upload" would work. */
  readonly isReady: boolean
}

/** The plan for what is staged now, with the form as it stands. */
export function useUploadPlan(): UploadPlan {
  const options = useSettings((settings) => settings.upload)
  const stored = useSettings((settings) => settings.links.validitySeconds)
  const form = useUploadForm()
  const files = useStaging((staging) => staging.files)
  const hasFiles = useStaging((staging) => staging.totalFiles > 0)
  // A custom name is for a file that is alone: a walk may find more.
  const isSingleFile = useStaging(({ totalFiles, walking }) => totalFiles === 1 && !walking)
  const connection = useActiveConnection()
  const directory = form.directory ?? options.directory
  const customName = isSingleFile ? form.customName : ''
  const maxValidity = maxValiditySeconds(connection?.signatureVersion)
  const lines = useLines(files, directory, customName, options)
  const checkedDirectory = checkDirectory(directory)
  const checkedName = customName.trim() === '' ? undefined : checkCustomName(customName)
  // A longer validity that another connection allowed is cut to what this one can keep.
  const validitySeconds = Math.min(form.validity?.seconds ?? stored, maxValidity)
  const isValidityValid = form.validity === undefined || form.validity.seconds !== undefined
  return {
    directory,
    directoryProblem: checkedDirectory.ok ? undefined : checkedDirectory.problem,
    isDirectoryTouched: form.directory !== undefined || options.directory !== '',
    customName,
    customNameProblem: checkedName?.ok === false ? checkedName.problem : undefined,
    isSingleFile,
    options,
    validitySeconds,
    isValidityValid,
    maxValidity,
    lines,
    connectionId: connection?.id,
    isReady:
      hasFiles &&
      connection !== undefined &&
      isValidityValid &&
      checkedDirectory.ok &&
      checkedName?.ok !== false &&
      isSendable(lines),
  }
}

/** Deferred, so that typing stays quick while hundreds of keys are made anew. */
function useLines(
  files: Parameters<typeof previewKeys>[0],
  directory: string,
  customName: string,
  { directoryMode, fileNameMode }: Settings['upload'],
): readonly PreviewLine[] {
  const choice = useDeferredValue(
    useMemo(
      () => ({ directory, customName, directoryMode, fileNameMode }),
      [directory, customName, directoryMode, fileNameMode],
    ),
  )
  return useMemo(() => previewKeys(files, choice), [files, choice])
}
