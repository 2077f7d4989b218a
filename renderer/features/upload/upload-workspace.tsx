import { useStaging } from '../../state/staging'
import { useHasRows } from '../../state/transfers'
import { AddingFiles } from './adding-files'
import { DropTarget } from './drop-target'
import { UploadComposer } from './upload-composer'

/** The upper part of the Upload workspace: a drop target, or what was dropped. */
export function UploadWorkspace() {
  const isComposing = useStaging(
    ({ totalFiles, walking, problems, leftOut }) =>
      totalFiles > 0 || walking || problems.length > 0 || leftOut > 0,
  )
  const hasQueue = useHasRows('upload')
  return (
    <>
      {isComposing ? <UploadComposer /> : <DropTarget isCompact={hasQueue} />}
      <AddingFiles />
    </>
  )
}
