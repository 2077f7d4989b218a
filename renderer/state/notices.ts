import type { Notice } from '../../shared/notices'
import { courier } from '../bridge'
import { createMirror } from './mirror'

/** What the whole window is told, as main knows it. */
export const noticesMirror = createMirror<readonly Notice[]>(
  () => courier.notices.list(),
  (listener) => courier.on('notices.changed', listener),
)

/** All notices, in the order in which they came up. */
export function useNotices(): readonly Notice[] {
  return noticesMirror.use((notices) => notices)
}
