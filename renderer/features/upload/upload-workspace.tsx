import { useDeferredValue } from 'react'
import { useStaging } from '../../state/staging'
import { useHasRows } from '../../state/transfers'
import { AddingFiles } from './adding-files'
import { DropTarget } from './drop-target'
import { UploadComposer } from './upload-composer'

/** The upper part of the Upload workspace: a drop target, or what was dropped. */
export function UploadWorkspace() {
  const hasStaged = useStaging(
    ({ totalFiles, walking, problems, leftOut }) =>
      totalFiles > 0 || walking || problems.length > 0 || leftOut > 0,
  )
  // Its dozens of fields come in slices: at once they would hold up the window while a walk begins.
  const isComposing = useDeferredValue(hasStaged)
  const hasQueue = useHasRows('upload')
  return (
    <>
      {isComposing ? <UploadComposer /> : <DropTarget isCompact={hasQueue} />}
      <AddingFiles />
    </>
  )
}
